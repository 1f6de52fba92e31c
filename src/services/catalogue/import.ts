import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import {
  lockCatalogue,
  plainWriter,
  readCatalogue,
  type CatalogueWriter,
  type ItemTable,
  type ListTable,
  type StoredCatalogue,
} from '../../db/catalogueImport'
import type { Row } from '../../db/rows'
import { lockStructure } from '../../db/structure'
import { inTransaction } from '../../db/transaction'
import type {
  CatalogueAssembly,
  CatalogueCategory,
  CataloguePart,
} from '../../domain/catalog/import/catalogue'
import { unreadableFilesOf, type DeliveryTexts } from '../../domain/catalog/import/delivery'
import { planImport, type Changes, type ImportPlan } from '../../domain/catalog/import/plan'
import { DELIVERY_FILES, type DeliveryFile } from '../../domain/catalog/import/report'
import { allow, refuse, type Decision, type Refusal } from '../../domain/refusal'
import { actorOf } from '../actor'
import { recordWrites, type AuditEntry } from '../audit'

const ROWS_PER_STATEMENT = 1_000
const REASON = 'Catalogue import'

/** What is being done and how far it is, counted in records; called often. */
export type ImportProgress = (step: string, done: number, total: number) => void

export type ImportOptions = { dryRun?: boolean; onProgress?: ImportProgress }

/**
 * The three files of a delivery folder as text. Refused when one is missing, is not UTF-8 (an id would
 * be damaged by guessing) or is not JSON; the sentence names the file and, for JSON, line and column.
 */
export async function readDeliveryFolder(folder: string): Promise<Decision<DeliveryTexts>> {
  const texts: Record<DeliveryFile, string> = {
    'categories.json': '',
    'assemblies.json': '',
    'parts.json': '',
  }
  const refusals: Refusal[] = []
  for (const file of DELIVERY_FILES) {
    const read = await readText(path.join(folder, file))
    if (read.ok) texts[file] = read.value
    else refusals.push(...read.refusals)
  }
  const [missing, ...more] = refusals
  if (missing) return refuse(missing, ...more)

  const [first, ...others] = unreadableFilesOf(texts).map(
    ({ file, line, column, message }): Refusal => ({
      code: 'malformed',
      message: `${path.join(folder, file)} cannot be read: line ${line}, column ${column}: ${message}.`,
    }),
  )
  return first ? refuse(first, ...others) : allow(texts)
}

async function readText(file: string): Promise<Decision<string>> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    const message =
      why === 'ENOENT' ? `${file} does not exist.` : `${file} cannot be opened (${why}).`
    return refuse({ code: 'not_found', message })
  }
  try {
    return allow(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse({ code: 'malformed', message: `${file} is not UTF-8 text.` })
  }
}

/**
 * Imports a delivery in one transaction (handbook 7): everything valid is written, each refused record
 * is named in the answer, one audit row per new or changed record commits with it. The same delivery
 * again writes nothing. `dryRun` only answers what would happen.
 */
export const importCatalogue = (
  req: PayloadRequest,
  texts: DeliveryTexts,
  { dryRun = false, onProgress = () => undefined }: ImportOptions = {},
): Promise<ImportPlan> => {
  actorOf(req)
  return inTransaction(req, async () => {
    if (!dryRun) {
      await lockStructure(req)
      await lockCatalogue(req)
    }
    onProgress('reading the catalogue', 0, 1)
    const stored = await readCatalogue(req)
    onProgress('comparing', 0, 1)
    const plan = planImport(texts, stored.catalogue)
    if (!dryRun)
      await carryOut(req, plan, stored.ids, {
        writer: plainWriter(req),
        reason: REASON,
        onProgress,
      })
    return plan
  })
}

type Ids = StoredCatalogue['ids']

type CarryOut = {
  writer: CatalogueWriter
  /** What the audit row of each record says. */
  reason: string
  onProgress?: ImportProgress
}

/**
 * Writes what a plan says, under the locks of the caller. Parents before children: ids of new records
 * are made first and added to `ids`, so that rows can name each other.
 */
export async function carryOut(
  req: PayloadRequest,
  plan: ImportPlan,
  ids: Ids,
  { writer, reason, onProgress = () => undefined }: CarryOut,
): Promise<void> {
  for (const { code } of plan.categories.added) ids.categories.set(code, uuidv7())
  for (const { partNumber } of plan.parts.added) ids.parts.set(partNumber, uuidv7())
  for (const { partNumber } of plan.assemblies.added) ids.assemblies.set(partNumber, uuidv7())

  const write = writing(req, { writer, reason, onProgress })
  await write('categories', ids.categories, plan.categories, categoryKind(ids))
  await write('parts', ids.parts, plan.parts, partKind)
  await write('assemblies', ids.assemblies, plan.assemblies, assemblyKind(ids))
  await replaceLists(writer, 'assembly_components', componentLists(plan, ids), onProgress)
  await replaceLists(writer, 'category_references', referenceLists(plan, ids), onProgress)
}

/** How one kind of record is stored and audited. */
type Kind<Record> = {
  idOf: (record: Record) => string
  /** Columns other than the id. */
  row: (record: Record) => Row
  /** The record as the audit trail shows it, under the names that clients read. */
  content: (record: Record) => Readonly<{ [Field in keyof Record]?: unknown }>
}

function idIn(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`No id was made for ${key}.`)
  return id
}

const idOrNull = (ids: ReadonlyMap<string, string>, key: string | null): string | null =>
  key === null ? null : idIn(ids, key)

const categoryKind = (ids: Ids): Kind<CatalogueCategory> => ({
  idOf: ({ code }) => code,
  row: ({ code, name, description, parent, sortOrder }) => ({
    code,
    name,
    description,
    parent_id: idOrNull(ids.categories, parent),
    sort_order: sortOrder,
  }),
  content: (category) => ({ ...category, parent: idOrNull(ids.categories, category.parent) }),
})

const partKind: Kind<CataloguePart> = {
  idOf: ({ partNumber }) => partNumber,
  row: (part) => ({
    part_number: part.partNumber,
    name: part.name,
    manufacturer: part.manufacturer,
    manufacturer_part_number: part.manufacturerPartNumber,
    kind: part.kind,
    is_active: part.isActive,
  }),
  content: (part) => part,
}

const assemblyKind = (ids: Ids): Kind<CatalogueAssembly> => ({
  idOf: ({ partNumber }) => partNumber,
  row: (assembly) => ({
    part_number: assembly.partNumber,
    name: assembly.name,
    type: assembly.type,
    category_id: idOrNull(ids.categories, assembly.category),
    can_order: assembly.canOrder,
    is_kit: assembly.isKit,
    is_active: assembly.isActive,
  }),
  content: (assembly) => ({ ...assembly, category: idOrNull(ids.categories, assembly.category) }),
})

/** Writes the records of one kind with their audit rows, a thousand at a time. */
const writing =
  (req: PayloadRequest, { writer, reason, onProgress }: Required<CarryOut>) =>
  async <Record>(
    table: ItemTable,
    ids: ReadonlyMap<string, string>,
    { added, changed }: Changes<Record>,
    { idOf, row, content }: Kind<Record>,
  ): Promise<void> => {
    const total = added.length + changed.length
    let done = 0
    const advance = (count: number): void => {
      done += count
      onProgress(`writing ${table}`, done, total)
    }
    const stored = (record: Record) => ({ id: idIn(ids, idOf(record)), ...row(record) })
    const audit = (record: Record, entry: Pick<AuditEntry, 'action' | 'after' | 'before'>) => ({
      ...entry,
      resource: table,
      resourceId: idIn(ids, idOf(record)),
      reason,
    })

    for (const chunk of chunksOf(added)) {
      await writer.insert(table, chunk.map(stored))
      await recordWrites(
        req,
        chunk.map((record) => audit(record, { action: 'create', after: content(record) })),
      )
      advance(chunk.length)
    }
    for (const chunk of chunksOf(changed)) {
      await writer.update(
        table,
        chunk.map(({ after }) => stored(after)),
      )
      await recordWrites(
        req,
        chunk.map(({ before, after, fields }) =>
          audit(after, {
            action: 'update',
            before: only(fields, content(before)),
            after: only(fields, content(after)),
          }),
        ),
      )
      advance(chunk.length)
    }
  }

const only = <Record>(
  fields: readonly (keyof Record & string)[],
  content: Readonly<{ [Field in keyof Record]?: unknown }>,
): unknown => Object.fromEntries(fields.map((field) => [field, content[field]]))

/** The lists to write, whole: whose they are, whether an old one stands there, and the rows. */
type List = { owner: string; replaces: boolean; rows: Row[] }

function componentLists({ assemblies }: ImportPlan, ids: Ids): List[] {
  return listsOf(assemblies, 'components', ({ partNumber, components }) => {
    const owner = idIn(ids.assemblies, partNumber)
    const rows = components.map(({ askedId, quantity, note, child }, position) => ({
      id: uuidv7(),
      parent_assembly_id: owner,
      position,
      asked_id: askedId,
      part_id: child?.kind === 'PART' ? idIn(ids.parts, child.partNumber) : null,
      assembly_id: child?.kind === 'ASSEMBLY' ? idIn(ids.assemblies, child.partNumber) : null,
      quantity,
      note,
    }))
    return { owner, rows }
  })
}

function referenceLists({ categories }: ImportPlan, ids: Ids): List[] {
  return listsOf(categories, 'references', ({ code, references }) => {
    const owner = idIn(ids.categories, code)
    const rows = references.map((assembly, position) => ({
      id: uuidv7(),
      category_id: owner,
      assembly_id: idIn(ids.assemblies, assembly),
      position,
    }))
    return { owner, rows }
  })
}

const listsOf = <Record>(
  { added, changed }: Changes<Record>,
  field: keyof Record & string,
  list: (record: Record) => Omit<List, 'replaces'>,
): List[] => [
  ...added.map((record) => ({ ...list(record), replaces: false })),
  ...changed
    .filter(({ fields }) => fields.includes(field))
    .map(({ after }) => ({ ...list(after), replaces: true })),
]

/** Component and reference rows have no history of their own: their owner's audit row shows them. */
async function replaceLists(
  writer: CatalogueWriter,
  table: ListTable,
  lists: readonly List[],
  onProgress: ImportProgress,
): Promise<void> {
  const replaced = lists.filter(({ replaces }) => replaces).map(({ owner }) => owner)
  for (const owners of chunksOf(replaced)) await writer.clear(table, owners)

  const rows = lists.flatMap((list) => list.rows)
  let done = 0
  for (const chunk of chunksOf(rows)) {
    await writer.insert(table, chunk)
    done += chunk.length
    onProgress(`writing ${table}`, done, rows.length)
  }
}

export function* chunksOf<Value>(values: readonly Value[]): Generator<Value[]> {
  for (let start = 0; start < values.length; start += ROWS_PER_STATEMENT)
    yield values.slice(start, start + ROWS_PER_STATEMENT)
}
