import type {
  CollectionAfterChangeHook,
  CollectionAfterErrorHook,
  CollectionBeforeChangeHook,
  CollectionBeforeOperationHook,
  PayloadRequest,
} from 'payload'
import { isDocumentType } from '../../src/domain/documents'
import type { Document } from '../../src/payload-types'
import { inspectFile, type InspectedFile } from '../../src/services/documents/inspect'
import { rememberFile, removeLeftover } from '../../src/services/documents/leftover'
import { storeOriginal } from '../../src/services/documents/original'
import { takenAtOf } from '../../src/services/documents/takenAt'
import { refused } from '../../src/services/http'
import { settingsOf } from '../../src/services/settings'

const typeIn = (data: object): unknown => ('type' in data ? data.type : undefined)

type Accepted = InspectedFile & { data: Buffer }

const inspected = new WeakMap<PayloadRequest, Accepted>()

/** Before anything is stored: the file is judged by its content and gets its random name. */
export const inspectUpload: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'create' || !('data' in args)) return args
  const { file } = req
  if (!file) throw refused({ code: 'required', field: 'file', message: 'Choose a file.' })
  const type = typeIn(args.data) ?? 'OTHER'
  if (!isDocumentType(type)) {
    throw refused({ code: 'option_unknown', field: 'type', message: 'Choose a document type.' })
  }
  const found = await inspectFile(file, type, await settingsOf(req))
  req.file = { ...file, name: found.name, mimetype: found.mimetype }
  inspected.set(req, { ...found, data: file.data })
  rememberFile(req, found.name)
  return args
}

/** What is known about the bytes. No client writes it, when the file is stored or later. */
const FILE_FACTS = [
  'filename',
  'mimeType',
  'filesize',
  'width',
  'height',
  'url',
  'thumbnailURL',
  'sizes',
] as const

export const stampFile: CollectionBeforeChangeHook<Document> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation === 'update' && originalDoc) {
    return { ...data, ...Object.fromEntries(FILE_FACTS.map((fact) => [fact, originalDoc[fact]])) }
  }
  const file = inspected.get(req)
  if (!file) return data
  const { sha256, originalName } = file
  const takenAt = file.isPicture ? await cameraTime(req, file.data) : null
  return { ...data, sha256, originalName, takenAt, filesize: file.data.length }
}

const cameraTime = async (req: PayloadRequest, data: Buffer): Promise<string | null> =>
  takenAtOf(data, (await settingsOf(req)).timeZone)

/** What was judged and hashed is what lies on the disk, byte for byte. */
export const keepOriginal: CollectionAfterChangeHook<Document> = async ({
  doc,
  operation,
  req,
}) => {
  const file = inspected.get(req)
  if (operation === 'create' && file && doc.filename && req.file?.data !== file.data) {
    await storeOriginal(doc.filename, file.data)
  }
  return doc
}

/** A file whose row could not be written does not stay behind. */
export const dropLeftover: CollectionAfterErrorHook = ({ req }) => removeLeftover(req)
