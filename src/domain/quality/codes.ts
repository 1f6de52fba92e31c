/** Forms of quality (domain handbook 8.1), by the kind that an inspection has. */
export const FORM_LABELS = {
  PRE_QC: 'Pre-QC',
  PRODUCTION: 'Production check',
  END_OF_LINE: 'End-of-line test',
  PACKAGING: 'Packing list',
  FINAL_QC: 'Final QC',
} as const

export type FormKind = keyof typeof FORM_LABELS

/** Forms that quality control fills; the others belong to the assembler. */
export const QUALITY_FORMS = ['PRE_QC', 'FINAL_QC'] as const satisfies readonly FormKind[]
/** Forms that the assembler fills; PRODUCTION is answered by completing tasks. */
export const FLOOR_FORMS = ['END_OF_LINE', 'PACKAGING'] as const satisfies readonly FormKind[]

export const isFormKind = (value: unknown): value is FormKind =>
  typeof value === 'string' && Object.hasOwn(FORM_LABELS, value)

/** Nonconformances (domain handbook 8.8). */
export const NC_STATUS_LABELS = {
  OPEN: 'Open',
  IN_PROGRESS: 'In progress',
  RESOLVED: 'Resolved',
  CLOSED: 'Closed',
} as const

export const NC_SOURCE_LABELS = {
  INSPECTION: 'Inspection',
  ASSEMBLER: 'Assembler',
  SUPPLIER: 'Supplier',
  CUSTOMER: 'Customer',
} as const

export const SEVERITY_LABELS = { CRITICAL: 'Critical', MAJOR: 'Major', MINOR: 'Minor' } as const

export const DISPOSITION_LABELS = {
  USE_AS_IS: 'Use as is',
  REWORK: 'Rework',
  SCRAP: 'Scrap',
  RETURN_TO_SUPPLIER: 'Return to supplier',
} as const

export const FAILURE_LABELS = {
  DIMENSIONAL: 'Dimensions',
  SURFACE: 'Surface',
  ASSEMBLY_GAPS: 'Assembly gaps',
  COMPONENT_MISSING: 'Component missing',
  MISALIGNED: 'Misaligned',
  ELECTRICAL: 'Electrical',
  PLUMBING: 'Plumbing',
  DOCUMENTATION_MISSING: 'Documentation missing',
  CLEANLINESS: 'Cleanliness',
  OTHER: 'Other',
} as const

export type NcStatus = keyof typeof NC_STATUS_LABELS
export type NcSource = keyof typeof NC_SOURCE_LABELS
export type Severity = keyof typeof SEVERITY_LABELS
export type Disposition = keyof typeof DISPOSITION_LABELS
export type FailureReason = keyof typeof FAILURE_LABELS
