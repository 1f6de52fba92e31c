const TYPES = {
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
} as const

export type FileType = keyof typeof TYPES

/** The media type of a generated file. */
export const mediaTypeOf = (type: FileType): string => TYPES[type]

/**
 * A generated file as an answer. PDFs open in the browser, other files are saved; nothing is kept by caches
 * or read as another type.
 *
 * @param name file name without its ending, of letters, digits, dots, dashes and underscores
 */
export const fileAnswer = (bytes: Buffer, name: string, type: FileType): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': TYPES[type],
      'Content-Disposition': `${type === 'pdf' ? 'inline' : 'attachment'}; filename="${name}.${type}"`,
      'Content-Length': String(bytes.length),
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
