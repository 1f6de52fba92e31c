import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import type { Capability } from '../../access/matrix'
import { ITEM_COLLECTIONS } from '../domain/catalog/item'
import { SHEET_KINDS } from '../domain/catalog/sheets/columns'
import { parse } from '../domain/parse'
import { exportSheet, SHEET_FORMATS } from '../services/catalogue/exportSheet'
import { applyImport } from '../services/catalogue/imports/apply'
import {
  applyInBackground,
  progressOfImport,
  undoInBackground,
} from '../services/catalogue/imports/background'
import { checkImport } from '../services/catalogue/imports/check'
import { fileOf, type ImportFile } from '../services/catalogue/imports/files'
import type { ImportKind } from '../services/catalogue/imports/plan'
import { linesOfImport, refusedRows, SHOWN, type Shown } from '../services/catalogue/imports/read'
import { previewUndo, undoImport } from '../services/catalogue/imports/undo'
import { performOnce } from '../services/command'
import { orThrow, refused } from '../services/http'
import { admit, command, keyOf, query } from './command'
import { listFilter } from './listFilter'

const none = z.object({})
const sheetKind = z.enum(SHEET_KINDS, `Say what the file holds: ${SHEET_KINDS.join(', ')}.`)
const SHOWN_NAMES = Object.keys(SHOWN).filter((name): name is Shown => name in SHOWN)

/**
 * A multipart form with files, read as a dry run: the answer is the import that can be applied.
 *
 * @param fields what else the form holds, as JSON schemas for the description of the API
 */
const upload = (
  path: string,
  capability: Capability,
  fields: Readonly<Record<string, unknown>>,
  kindOf: (form: FormData) => ImportKind,
): Omit<Endpoint, 'root'> => ({
  path,
  method: 'post',
  custom: { capability, status: 201, form: fields },
  handler: async (req) => {
    admit(req, capability)
    const form = await formOf(req)
    const kind = kindOf(form)
    const files = await filesIn(form)
    const key = keyOf(req)
    const sent = { kind, files: files.map(({ name, sha256 }) => ({ name, sha256 })) }
    const answer = await performOnce(
      req,
      {
        route: `POST /api/catalogue-imports${path}`,
        sent,
        ...(key !== undefined && { key }),
      },
      async () => ({ status: 201, body: await checkImport(req, kind, files) }),
    )
    return Response.json(answer.body, { status: answer.status })
  },
})

async function formOf(req: PayloadRequest): Promise<FormData> {
  const isForm = req.headers.get('content-type')?.startsWith('multipart/form-data')
  if (!isForm || !req.formData)
    throw refused({
      code: 'malformed',
      message: 'Send the file as multipart/form-data, in the field "file".',
    })
  return req.formData()
}

async function filesIn(form: FormData): Promise<ImportFile[]> {
  const files: ImportFile[] = []
  for (const value of form.getAll('file'))
    if (typeof value !== 'string')
      files.push(fileOf(value.name, Buffer.from(await value.arrayBuffer())))
  if (files.length === 0)
    throw refused({ code: 'required', field: 'file', message: 'Choose a file.' })
  return files
}

const page = (most: number, start: number) =>
  z.coerce.number().int().min(1).max(most).default(start)

/** Listed on the `catalogue-imports` collection. */
export const catalogueImportEndpoints = [
  upload('/delivery', 'imports.delivery', {}, () => 'DELIVERY'),
  upload('/table', 'imports.sheets', { kind: { enum: [...SHEET_KINDS] } }, (form) =>
    orThrow(parse(sheetKind, form.get('kind'), 'kind')),
  ),
  query({
    path: '/:id/lines',
    capability: 'imports.read',
    input: z.object({
      show: z.enum(SHOWN_NAMES, `Show one of ${SHOWN_NAMES.join(', ')}.`).default('changes'),
      search: z.string().max(200).default(''),
      page: page(1_000_000, 1),
      limit: page(100, 25),
    }),
    handle: (req, input, { id = '' }) => linesOfImport(req, id, input),
  }),
  query({
    path: '/:id/refused.csv',
    capability: 'imports.read',
    input: none,
    handle: (req, _input, { id = '' }) => refusedRows(req, id),
  }),
  query({
    path: '/:id/progress',
    capability: 'imports.read',
    input: none,
    handle: (req, _input, { id = '' }) => progressOfImport(req, id),
  }),
  query({
    path: '/:id/undo-preview',
    capability: 'imports.sheets',
    input: none,
    handle: (req, _input, { id = '' }) => previewUndo(req, id),
  }),
  command({
    path: '/:id/apply',
    capability: 'imports.sheets',
    input: z.strictObject({
      // true: the worker applies it, and `/:id/progress` tells how far it is
      inBackground: z.boolean().default(false),
    }),
    handle: (req, { inBackground }, { id = '' }) =>
      inBackground ? applyInBackground(req, id) : applyImport(req, id),
  }),
  command({
    path: '/:id/undo',
    capability: 'imports.sheets',
    input: z.strictObject({
      keepChanged: z.boolean().default(false),
      // true: the worker takes it back, and `/:id/progress` tells how far it is
      inBackground: z.boolean().default(false),
    }),
    handle: (req, { keepChanged, inBackground }, { id = '' }) =>
      inBackground ? undoInBackground(req, id, keepChanged) : undoImport(req, id, keepChanged),
  }),
]

/** The same tables on their way out. */
export const catalogueExportEndpoints = [
  query({
    path: '/catalogue/export',
    capability: 'items.export',
    input: z.object({
      table: sheetKind,
      format: z.enum(SHEET_FORMATS, `Formats: ${SHEET_FORMATS.join(', ')}.`).default('csv'),
      list: z.enum(ITEM_COLLECTIONS, `Lists: ${ITEM_COLLECTIONS.join(', ')}.`).optional(),
      where: listFilter.default({}),
      search: z.string().max(200).default(''),
    }),
    handle: (req, { table, format, list, where, search }) => {
      const isFiltered = Object.keys(where).length > 0 || search.trim() !== ''
      if (isFiltered && list === undefined)
        throw refused({
          code: 'required',
          field: 'list',
          message: `Say which list is filtered: ${ITEM_COLLECTIONS.join(' or ')}.`,
        })
      const shown = isFiltered && list !== undefined ? { list, where, search } : null
      return exportSheet(req, table, format, shown)
    },
  }),
]
