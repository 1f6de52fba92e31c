import type { CollectionBeforeChangeHook, CollectionBeforeOperationHook } from 'payload'
import { isDocumentType } from '../../src/domain/documents'
import type { Document } from '../../src/payload-types'
import { inspectFile } from '../../src/services/documents/inspect'
import { refused } from '../../src/services/http'

const typeIn = (data: object): unknown => ('type' in data ? data.type : undefined)

/** Before anything is stored: the file is judged by its content and gets its random name. */
export const inspectUpload: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'create' || !('data' in args)) return args
  const { file } = req
  if (!file) throw refused({ code: 'required', field: 'file', message: 'Choose a file.' })
  const type = typeIn(args.data) ?? 'OTHER'
  if (!isDocumentType(type)) {
    throw refused({ code: 'option_unknown', field: 'type', message: 'Choose a document type.' })
  }
  const { name, mimetype, ...facts } = await inspectFile(file, type)
  req.file = { ...file, name, mimetype }
  req.context.inspectedFile = facts
  return args
}

/** What the inspection found goes into the record; no client can write it. */
export const stampFile: CollectionBeforeChangeHook<Document> = ({ data, operation, req }) =>
  operation === 'create' ? { ...data, ...Object(req.context.inspectedFile) } : data
