import type { Json } from '../canonical'
import type { Language } from '../label'
import type { FormKind, NcStatus, Severity } from './codes'

/**
 * Everything that is known about one build, as plain data: what the record page shows, the PDF prints
 * and `record.json` of the package holds (domain handbook 15.9, 15.13). Times are ISO texts in UTC,
 * `timeZone` says by which clock they are printed; people are named as they were named then.
 */
export type RecordContent = {
  /** Version of this shape. */
  format: 1
  /** Address of the record page, where the QR code leads. */
  url: string
  companyName: string
  /** Address, phone and e-mail of the company in one line. */
  letterhead: string
  language: Language
  timeZone: string
  producedAt: string
  producedBy: string
  build: RecordBuild
  order: RecordOrder
  customer: RecordFact[]
  configuration: RecordSetting[]
  /** The family release first, then the workflow release. */
  releases: RecordRelease[]
  bom: RecordBom | null
  timeline: RecordEvent[]
  tasks: RecordTask[]
  parts: RecordPart[]
  inspections: RecordInspection[]
  nonconformances: RecordNonconformance[]
  shipments: RecordShipment[]
  time: RecordTime
  completeness: CompletenessPoint[]
  /** Every signature of the build, those of the bill of materials and of the inspections among them. */
  signatures: RecordSignature[]
  files: RecordFile[]
}

export type RecordFact = { label: string; value: string }

export type RecordBuild = {
  id: string
  buildNumber: string
  family: string
  /** Label of the status, in the language of the record. */
  status: string
  isComplete: boolean
  /** Reasons of overrides that skipped a guard; they stay for good. */
  overrides: string[]
  facts: RecordFact[]
}

export type RecordOrder = {
  id: string
  orderNumber: string
  poNumber: string
  facts: RecordFact[]
}

/** `basin` counts from 1; null speaks of the whole sink. */
export type RecordSetting = { section: string; basin: number | null; label: string; value: string }

export type RecordRelease = {
  kind: 'FAMILY' | 'WORKFLOW'
  code: string
  version: number
  sha256: string
  publishedAt: string | null
  publishedBy: string | null
  reason: string | null
}

export type RecordBom = {
  version: number
  status: string
  lineCount: number
  contentHash: string
  decisions: RecordSignature[]
}

export type RecordEvent = {
  at: string
  who: string
  role: string | null
  what: string
  note: string | null
}

export type RecordTask = {
  number: string
  title: string
  basin: number | null
  status: string
  completedBy: string | null
  completedAt: string | null
  plannedMinutes: number | null
  people: RecordMinutes[]
  note: string | null
  /** The revision of the work instruction that was followed: `BASIN, revision 2: Basin assembly`. */
  instruction: string | null
  /** Ids of `files`. */
  photos: string[]
}

export type RecordMinutes = { name: string; minutes: number }

export type RecordPart = {
  partNumber: string
  name: string
  basin: number | null
  serial: string | null
  lot: string | null
  recordedBy: string | null
  recordedAt: string
  /** Since when another piece took its place. */
  replacedAt: string | null
}

export type RecordInspection = {
  id: string
  kind: FormKind
  title: string
  attempt: number
  state: string
  outcome: 'PASS' | 'FAIL' | null
  header: RecordFact[]
  items: RecordItem[]
  statement: string | null
  note: string | null
  /** What was decided about a failed attempt. */
  failure: RecordFact[]
  signature: RecordSignature | null
}

export type RecordItem = {
  key: string
  section: string
  label: string
  basin: number | null
  result: 'PASS' | 'FAIL' | 'NA' | null
  /** The answer in words, with its unit. */
  answer: string
  /** What was demanded, in words: `4 to 6 mm`. */
  demand: string | null
  note: string | null
  /** Ids of `files`. */
  photos: string[]
}

export type RecordNonconformance = {
  number: string
  status: NcStatus
  severity: Severity | null
  reason: string
  description: string
  reportedBy: string
  reportedAt: string
  /** Containment, cause, actions, resolution and proof, as far as they are written. */
  facts: RecordFact[]
  comments: RecordComment[]
  /** Ids of `files`. */
  photos: string[]
}

/** What somebody said about a nonconformance; name and role as they were then. */
export type RecordComment = { at: string; who: string; role: string; text: string }

export type RecordShipment = {
  title: string
  carrier: string
  trackingNumber: string | null
  date: string
  by: string
}

export type RecordTime = {
  plannedMinutes: number
  workedMinutes: number
  people: RecordMinutes[]
}

/** One thing that release demands; what is not met says who owes it. */
export type CompletenessPoint = {
  point: string
  met: boolean
  message: string
  owedBy: string | null
}

export type RecordSignature = {
  id: string
  /** What was signed, in words: `Pre-QC, attempt 1`. */
  subject: string
  resource: string
  resourceId: string
  build: string | null
  /** Id of the account that signed. */
  signer: string
  printedName: string
  role: string
  meaning: string
  signedAt: string
  timeZone: string
  note: string | null
  /** SHA-256 of the canonical JSON of what was signed. */
  contentHash: string
  /**
   * SHA-256 of the canonical JSON of what the signature itself says: `id` to `contentHash` without
   * `subject`. Null on signatures of before it was kept, and where the note is not the reader's to see.
   */
  factsHash: string | null
  /** What was signed, as it stands now; null where it is not part of the record. */
  content: Json
  /** Whether content and facts still have these hashes. */
  isIntact: boolean
}

export type RecordFile = {
  id: string
  /** Path inside the package. */
  name: string
  title: string
  type: string
  sha256: string
  uploadedBy: string | null
  uploadedAt: string
}
