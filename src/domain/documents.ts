/** Types of documents (domain handbook 13). */
export const DOCUMENT_TYPE_LABELS = {
  PO_DOCUMENT: 'Purchase order',
  TECHNICAL_DRAWING: 'Technical drawing',
  ORDER_CONFIRMATION: 'Order confirmation',
  QC_FORM: 'QC form',
  TEST_RESULT: 'Test result',
  PHOTO: 'Photo',
  OTHER: 'Other',
} as const

export type DocumentType = keyof typeof DOCUMENT_TYPE_LABELS

export const MAX_DOCUMENT_MEGABYTES = 10

/** A picture of more pixels than this is no photograph of a sink. */
export const MAX_PICTURE_PIXELS = 60_000_000

export type FileFormat = 'pdf' | 'doc' | 'docx' | 'txt' | 'dwg' | 'dxf' | 'jpg' | 'png' | 'webp'

const PAPERS: readonly FileFormat[] = ['pdf', 'doc', 'docx', 'txt']
const PICTURES: readonly FileFormat[] = ['jpg', 'png', 'webp']

/** Formats that each type accepts (handbook 5.1, 13). */
export const FORMATS_OF: Readonly<Record<DocumentType, readonly FileFormat[]>> = {
  PO_DOCUMENT: PAPERS,
  TECHNICAL_DRAWING: ['pdf', 'dwg', 'dxf', 'jpg', 'png'],
  ORDER_CONFIRMATION: PAPERS,
  QC_FORM: [...PAPERS, 'jpg', 'png'],
  TEST_RESULT: [...PAPERS, 'jpg', 'png'],
  PHOTO: PICTURES,
  OTHER: [...PAPERS, ...PICTURES, 'dwg', 'dxf'],
}

export const MIME_OF: Readonly<Record<FileFormat, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
  dwg: 'image/vnd.dwg',
  dxf: 'image/vnd.dxf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

/** Whether a stored file of this media type may be a document of that type. */
export const accepts = (type: DocumentType, mimeType: string): boolean =>
  FORMATS_OF[type].some((format) => MIME_OF[format] === mimeType)

export const isPicture = (format: FileFormat): boolean => PICTURES.includes(format)

/** Photos are evidence, each of its own; of anything else a new file may take the place of an older one. */
export const hasVersions = (type: DocumentType): boolean => type !== 'PHOTO'

/** Drawings bear a mark of approval (domain handbook 13), which Pre-QC relies on (8.2, P2). */
export const isApprovable = (type: DocumentType): boolean => type === 'TECHNICAL_DRAWING'

/**
 * Records that a document may stand with; without one it is nobody's and has no versions. Nor has it on a
 * draft, where a title is no more than the name of the file: versions begin on the order.
 */
export const DOCUMENT_OWNERS = ['order', 'build', 'part', 'assembly'] as const

export const isDocumentType = (value: unknown): value is DocumentType =>
  typeof value === 'string' && Object.hasOwn(DOCUMENT_TYPE_LABELS, value)
