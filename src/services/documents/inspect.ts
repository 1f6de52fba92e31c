import { createHash, randomUUID } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import {
  FORMATS_OF,
  isPicture,
  MAX_DOCUMENT_MEGABYTES,
  MAX_PICTURE_PIXELS,
  MIME_OF,
  type DocumentType,
  type FileFormat,
} from '../../domain/documents'
import { refused } from '../http'

/** What is stored about an accepted file. `name` is random: the original name is kept as a fact only. */
export type InspectedFile = {
  name: string
  mimetype: string
  sha256: string
  originalName: string
  isPicture: boolean
}

/** What the settings ask of a photo. */
export type PhotoRules = { photoMegabytes: number; photoShortestSide: number }

/**
 * Accepts a file by what it contains, whatever it is called (handbook 13): a format of its document
 * type, at most 10 MB, pictures that decode, photos as the settings ask. Anything else is refused and nothing is stored.
 */
export async function inspectFile(
  file: { data: Buffer; name: string; size: number },
  type: DocumentType,
  photos: PhotoRules,
): Promise<InspectedFile> {
  const megabytes = type === 'PHOTO' ? photos.photoMegabytes : MAX_DOCUMENT_MEGABYTES
  if (file.size > megabytes * 1024 * 1024) {
    throw refused({
      code: 'too_large',
      field: 'file',
      message: `${type === 'PHOTO' ? 'A photo' : 'A file'} may have at most ${megabytes} MB.`,
    })
  }
  if (file.data.length === 0) {
    throw refused({ code: 'invalid_value', field: 'file', message: 'This file is empty.' })
  }
  const format = await formatOf(file.data, file.name)
  const accepted = FORMATS_OF[type]
  const isNamedText = accepted.includes('txt') && /\.txt$/i.test(file.name)
  if (!format && isNamedText && !isPlainText(file.data)) {
    throw refused({
      code: 'invalid_value',
      field: 'file',
      message: 'A file named .txt holds plain text in UTF-8. Save it as UTF-8 and send it again.',
    })
  }
  if (!format || !accepted.includes(format)) {
    throw refused({
      code: 'invalid_value',
      field: 'file',
      message: `This file is ${format ? format.toUpperCase() : 'of an unknown kind'} by its content. Accepted here: ${accepted.join(', ').toUpperCase()}.`,
    })
  }
  if (isPicture(format))
    await judgePicture(file.data, type === 'PHOTO' ? photos.photoShortestSide : 0)
  return {
    name: `${randomUUID()}.${format}`,
    mimetype: MIME_OF[format],
    sha256: createHash('sha256').update(file.data).digest('hex'),
    originalName: file.name.replace(/[^\p{L}\p{N} ._()-]/gu, '_').slice(-200),
    isPicture: isPicture(format),
  }
}

const BY_SIGNATURE: Readonly<Record<string, FileFormat>> = {
  pdf: 'pdf',
  docx: 'docx',
  jpg: 'jpg',
  png: 'png',
  webp: 'webp',
  dwg: 'dwg',
}

async function formatOf(data: Buffer, name: string): Promise<FileFormat | null> {
  const extension = name.toLowerCase().split('.').at(-1)
  const signature = await fileTypeFromBuffer(data)
  // compound files are shared by several old office formats: the name has to say which
  if (signature?.ext === 'cfb') return extension === 'doc' ? 'doc' : null
  if (signature) return BY_SIGNATURE[signature.ext] ?? null
  if (data.subarray(0, 4).toString('latin1') === 'AC10') return 'dwg'
  if (!isPlainText(data)) return null
  if (extension === 'dxf') return /^\s*(999|0)\s*\r?\n/.test(headOf(data)) ? 'dxf' : null
  return extension === 'txt' && !/^\s*</.test(headOf(data)) ? 'txt' : null
}

const headOf = (data: Buffer): string => data.subarray(0, 512).toString('utf8')

function isPlainText(data: Buffer): boolean {
  if (data.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(data)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** A picture must decode in full: a torn file fails here, not when somebody needs it. */
async function judgePicture(data: Buffer, shortestSide: number): Promise<void> {
  const picture = sharp(data, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: 'error' })
  try {
    await picture.stats()
  } catch (error) {
    const cause = error instanceof Error ? error.message : 'it cannot be read'
    throw refused({
      code: 'invalid_value',
      field: 'file',
      message: /pixel limit/i.test(cause)
        ? `This picture has more than ${MAX_PICTURE_PIXELS / 1_000_000} million pixels.`
        : 'This picture is damaged or incomplete: it cannot be decoded.',
    })
  }
  const { width, height } = await picture.metadata()
  if (Math.min(width, height) < shortestSide) {
    throw refused({
      code: 'invalid_value',
      field: 'file',
      message: `This photo has ${width} × ${height} pixels; its shorter side needs at least ${shortestSide}. Take it again from nearer or with a better camera.`,
    })
  }
}
