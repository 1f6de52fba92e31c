const TYPES = {
  pdf: 'application/pdf',
  zip: 'application/zip',
} as const

/**
 * A generated file as an answer. PDFs open in the browser, packages are saved; nothing is kept by caches
 * or read as another type.
 *
 * @param name file name without its ending, of letters, digits, dots, dashes and underscores
 */
export const fileAnswer = (bytes: Buffer, name: string, type: keyof typeof TYPES): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': TYPES[type],
      'Content-Disposition': `${type === 'pdf' ? 'inline' : 'attachment'}; filename="${name}.${type}"`,
      'Content-Length': String(bytes.length),
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
