import type { PayloadRequest } from 'payload'
import { may } from '../../../../access/can'
import { lockCatalogue, type ItemTable, type ListTable } from '../../../db/catalogueImport'
import { addLines, hasChanged, keepTimesInUtc, type ImportLine } from '../../../db/importBatches'
import {
  imagesAfter,
  imagesOf,
  linksBeside,
  orphaned,
  removeItems,
  replacedComponents,
  restoreColumns,
  restoreItems,
  restoreLists,
  restorePointers,
  touchedItems,
  touchedLists,
  tryOut,
  usersOf,
  type Image,
  type KeptRow,
  type ListedComponent,
  type TouchedItem,
} from '../../../db/importUndo'
import { lockStructure } from '../../../db/structure'
import { inTransaction } from '../../../db/transaction'
import { AcyclicLinks } from '../../../domain/catalog/import/acyclic'
import type { CatalogueImport } from '../../../payload-types'
import { actorIdOf } from '../../actor'
import { recordWrites, type AuditEntry } from '../../audit'
import { refused } from '../../http'
import type { ImportProgress } from '../import'
import { resolveAllKeptApart } from '../structure'
import { bookDifferences, type Difference } from './apply'
import { lockBatch } from './batch'

/** From what others stand upon to what stands alone: the order in which records go. */
const ITEM_TABLES = ['assemblies', 'parts', 'categories'] as const satisfies readonly ItemTable[]
const LIST_TABLES = [
  'assembly_components',
  'category_references',
] as const satisfies readonly ListTable[]
const OWNERS: Readonly<Record<ListTable, ItemTable>> = {
  assembly_components: 'assemblies',
  category_references: 'categories',
}
const LIST_WORDS: Readonly<Record<ListTable, string>> = {
  assembly_components: 'components',
  category_references: 'listed assemblies',
}
const BOOKKEEPING = new Set(['rev', 'updated_at', 'created_at', 'id'])

export type UndoResult = {
  /** Changed records that are as before again. */
  restored: number
  /** New records that are gone again. */
  removed: number
  /** Records that are left as they are, because they were changed or are needed since. */
  kept: number
}

type Undoing = UndoResult & { lines: ImportLine[] }

/**
 * What taking the import back would do now: the same work, taken back at once. Lists every record that
 * was changed since, field by field, and every new one that something needs by now.
 */
export const previewUndo = (req: PayloadRequest, id: string): Promise<Undoing> =>
  inTransaction(req, async () => {
    await lockForUndo(req, id)
    let preview: Undoing | undefined
    await tryOut(req, async () => {
      preview = await takeBack(req, id, null)
      return false
    })
    if (!preview) throw new Error('The preview of the undo did not run.')
    return preview
  })

/**
 * Takes an import back in one transaction: changed records become what they were, byte for byte where
 * nobody touched them since, new ones go. When records were changed since, nothing is done unless the
 * caller says that those are to stay as they are.
 */
export async function undoImport(
  req: PayloadRequest,
  id: string,
  keepChanged: boolean,
  onProgress: ImportProgress = () => undefined,
): Promise<CatalogueImport> {
  const batch = await lockForUndo(req, id)
  const { lines, ...result } = await takeBack(req, id, {
    reason: `Undo of import ${batch.number}`,
    onProgress,
  })
  if (result.kept > 0 && !keepChanged)
    throw refused({
      code: 'precondition_failed',
      message: `${result.kept} of the records were changed or are needed since. Look at them first, then take back the others.`,
      details: { ...result },
    })
  onProgress('writing the report', 0, 1)
  await resolveAllKeptApart(req, `Undo of import ${batch.number}`)
  await addLines(req, id, 'UNDO', lines)
  return req.payload.update({
    collection: 'catalogue-imports',
    id,
    data: {
      state: 'UNDONE',
      undoResult: result,
      undoneBy: actorIdOf(req),
      undoneAt: new Date().toISOString(),
    },
    depth: 0,
    req,
  })
}

/** Who may not retire items takes back no import that did. */
export async function judgeUndo(req: PayloadRequest, id: string): Promise<void> {
  if (!may(req, 'items.retire') && (await hasChanged(req, id, 'isActive')))
    throw refused({
      code: 'role_not_allowed',
      message: 'This import retired items or brought them back: only an Admin takes it back.',
    })
}

async function lockForUndo(req: PayloadRequest, id: string): Promise<CatalogueImport> {
  const batch = await lockBatch(req, id, 'APPLIED')
  await judgeUndo(req, id)
  await lockStructure(req)
  await lockCatalogue(req)
  await keepTimesInUtc(req)
  return batch
}

/** Why a record stays as it is. */
type Hold = { reason: string; line?: Pick<ImportLine, 'field' | 'was' | 'becomes'> }
type Holds = Map<string, Hold[]>
const keyOf = (table: string, id: string): string => `${table} ${id}`

/** What an undo that stays says about itself: in the history of each record, and to whoever waits. */
type Telling = { reason: string; onProgress: ImportProgress }

/** Records that are needed stay, with what they need: tried again until nothing more is found. */
async function takeBack(
  req: PayloadRequest,
  id: string,
  telling: Telling | null,
): Promise<Undoing> {
  const needed: Holds = new Map()
  let undoing: Undoing | undefined
  while (!undoing) {
    const before = needed.size
    await tryOut(req, async () => {
      undoing = await takeBackOnce(req, id, needed, telling)
      return needed.size === before
    })
    if (needed.size !== before) undoing = undefined
  }
  return undoing
}

async function takeBackOnce(
  req: PayloadRequest,
  id: string,
  needed: Holds,
  telling: Telling | null,
): Promise<Undoing> {
  telling?.onProgress('looking at what was changed since', 0, 1)
  const items = await readItems(req, id)
  const { holds, partial } = await judge(req, id, items, needed)
  telling?.onProgress('putting records back', 0, 1)
  const keptIn = (table: ItemTable): string[] =>
    items
      .filter((one) => one.table === table && holds.has(keyOf(table, one.id)))
      .map((one) => one.id)

  for (const table of LIST_TABLES) await restoreLists(req, id, table, keptIn(OWNERS[table]))
  const pointed = await restorePointers(req, id, [...keptIn('parts'), ...keptIn('assemblies')])
  for (const record of await closingCircles(req, id, pointed))
    needed.set(keyOf('assemblies', record), [{ reason: 'would contain itself since' }])
  for (const table of ITEM_TABLES) {
    const touched = partial.filter((one) => one.table === table)
    await restoreItems(req, id, table, [...keptIn(table), ...touched.map((one) => one.id)])
    for (const { id: record, columns } of touched) await restoreColumns(req, table, record, columns)
  }
  let removed = 0
  for (const table of ITEM_TABLES) {
    const leaving = items.filter(
      (one) => one.table === table && one.isNew && !one.isGone && !holds.has(keyOf(table, one.id)),
    )
    const records = leaving.map((one) => one.id)
    const users = await usersOf(req, table, records)
    for (const [record, owner] of users)
      needed.set(keyOf(table, record), [{ reason: neededBy(owner) }])
    await removeItems(
      req,
      table,
      records.filter((record) => !users.has(record)),
    )
    removed += records.length
  }
  if (telling !== null) {
    const gone = items.filter(isGone).map((one) => keyOf(one.table, one.id))
    const left = new Set([...holds.keys(), ...gone])
    await tell(req, id, { left, pointed: new Set(pointed) }, telling)
  }

  const changed = items.filter((one) => !one.isNew && !holds.has(keyOf(one.table, one.id)))
  return { restored: changed.length, removed, kept: holds.size, lines: linesOf(items, holds) }
}

/** Assemblies whose restored links would close a circle with links that were made since. */
async function closingCircles(
  req: PayloadRequest,
  importId: string,
  pointed: readonly string[],
): Promise<Set<string>> {
  const stored = await linksBeside(req, importId, pointed)
  const closing = new Set<string>()
  if (!stored.some(({ restores }) => restores !== null)) return closing
  const nodes = new Map<string, number>()
  const nodeOf = (assembly: string): number => {
    const known = nodes.get(assembly) ?? nodes.size
    nodes.set(assembly, known)
    return known
  }
  const linked = stored.map(({ parent, child, restores }) => ({
    from: nodeOf(parent),
    to: nodeOf(child),
    restores,
  }))
  const links = new AcyclicLinks(nodes.size, linked.length)
  for (const { from, to, restores } of linked)
    if (links.add(from, to) && restores !== null) closing.add(restores)
  return closing
}

type Item = TouchedItem & { table: ItemTable }

/** Nothing to take back: it was new, and somebody deleted it. */
const isGone = ({ isGone: isAway, isNew }: Item): boolean => isAway && isNew

async function readItems(req: PayloadRequest, id: string): Promise<Item[]> {
  const items: Item[] = []
  for (const table of ITEM_TABLES)
    for (const one of await touchedItems(req, id, table)) items.push({ ...one, table })
  return items
}

type Partial = { table: ItemTable; id: string; columns: Image }

/** Which records stay as they are, and which get only their own fields back. */
async function judge(
  req: PayloadRequest,
  id: string,
  items: readonly Item[],
  needed: Holds,
): Promise<{ holds: Holds; partial: Partial[] }> {
  const holds: Holds = new Map(needed)
  const partial: Partial[] = []
  for (const item of items) {
    const key = keyOf(item.table, item.id)
    if (item.isSame || holds.has(key)) continue
    if (item.isGone) {
      if (!item.isNew) holds.set(key, [{ reason: 'was deleted since' }])
      continue
    }
    const judged = judgeChanged(item)
    if (Array.isArray(judged)) holds.set(key, judged)
    else partial.push({ table: item.table, id: item.id, columns: judged })
  }
  const orphans = await orphaned(req, id)
  for (const { table, id: record } of items)
    if (orphans.has(record))
      holds.set(keyOf(table, record), [
        { reason: 'belonged to a category, or had a successor, that was deleted since' },
      ])
  const gone = new Set(items.filter(isGone).map(({ table, id: record }) => keyOf(table, record)))
  for (const table of LIST_TABLES)
    for (const { owner, isSame, hasItsItems } of await touchedLists(req, id, table)) {
      const key = keyOf(OWNERS[table], owner)
      if ((isSame && hasItsItems) || holds.has(key) || gone.has(key)) continue
      const what = isSame ? 'named items that were deleted since' : 'were changed since'
      holds.set(key, [{ reason: `its ${LIST_WORDS[table]} ${what}` }])
    }
  return { holds, partial: partial.filter((one) => !holds.has(keyOf(one.table, one.id))) }
}

/** Columns to put back when others touched only other ones; else why the record stays. */
function judgeChanged({ isNew, before, after, now }: Item): Hold[] | Image {
  const was = after ?? {}
  const is = now ?? {}
  const since = Object.keys(was).filter(
    (name) => differs(was[name], is[name]) && !BOOKKEEPING.has(name),
  )
  const tell = (names: readonly string[]): Hold[] =>
    names.map((name) => ({
      reason: 'was changed since',
      line: { field: fieldOf(name), was: was[name], becomes: is[name] },
    }))
  if (isNew || before === null)
    return since.length > 0 ? tell(since) : [{ reason: 'was saved again since' }]
  const own = Object.keys(was).filter(
    (name) => differs(before[name], was[name]) && !BOOKKEEPING.has(name),
  )
  const contested = own.filter((name) => since.includes(name))
  if (contested.length > 0) return tell(contested)
  if (Number(before.quantity_on_hand ?? 0) < Number(is.quantity_reserved ?? 0))
    return [{ reason: 'more of it is reserved since than was there before' }]
  return Object.fromEntries(own.map((name) => [name, before[name]]))
}

const differs = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) !== JSON.stringify(other ?? null)

const NEEDED_BY: Readonly<Record<string, string>> = {
  assembly_components: 'an assembly holds it',
  category_references: 'a category lists it',
  assemblies: 'assemblies belong to it',
  categories: 'other categories stand below it',
  item_uses: 'a build uses it',
  stock_movements: 'its stock was moved',
  successor: 'it is named as a successor',
}
const neededBy = (owner: string): string =>
  `is needed since: ${NEEDED_BY[owner] ?? `${owner.replaceAll('_', ' ')} refer to it`}`

/** By their numbers, as people look for them. */
const linesOf = (items: readonly Item[], holds: Holds): ImportLine[] =>
  items.toSorted(byRecord).flatMap(({ table, id, record }) =>
    (holds.get(keyOf(table, id)) ?? []).map(({ reason, line }): ImportLine => ({
      outcome: 'KEPT',
      resource: table,
      recordId: id,
      record,
      place: null,
      field: line?.field ?? null,
      was: line?.was ?? null,
      becomes: line?.becomes ?? null,
      reason,
    })),
  )

const byRecord = (one: Item, other: Item): number =>
  one.record < other.record ? -1 : one.record > other.record ? 1 : 0

/** `quantity_on_hand` as clients read it. */
const fieldOf = (column: string): string =>
  column.replace(/_id$/, '').replace(/_(\w)/g, (_, sign: string) => sign.toUpperCase())

const contentOf = (image: Image): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(image)
      .filter(([column]) => !BOOKKEEPING.has(column))
      .map(([column, held]) => [fieldOf(column), held]),
  )

const ROWS_PER_READING = 1_000

/** Audit rows of what was taken back, and movements that turn the stock back. */
async function tell(
  req: PayloadRequest,
  importId: string,
  { left, pointed }: { left: ReadonlySet<string>; pointed: ReadonlySet<string> },
  { reason, onProgress }: Telling,
): Promise<void> {
  const total = await imagesOf(req, importId)
  let told = 0
  let seq = '0'
  for (;;) {
    const rows = await imagesAfter(req, importId, seq, ROWS_PER_READING)
    const last = rows.at(-1)
    if (!last) return
    seq = last.seq
    const done = rows.filter(
      (row) => !left.has(holderOf(row)) && (!isPointer(row) || pointed.has(row.id)),
    )
    const lists = await listsBack(req, importId, done)
    await recordWrites(
      req,
      done.map((row) => entryOf(row, lists.get(keyOf(row.table, row.id)), reason)),
    )
    await bookDifferences(req, done.flatMap(turnedBack), reason)
    told += rows.length
    onProgress('writing the history', told, total)
  }
}

/** A component row that was not replaced, only pointed at a new item. */
const isPointer = ({ table, before, after }: KeptRow): boolean =>
  table === 'assembly_components' && before !== null && after !== null

/** The record whose being kept keeps this row: its own, or the owner of the list it stands in. */
function holderOf({ table, id, before, after }: KeptRow): string {
  const image = after ?? before ?? {}
  if (table === 'assembly_components') return keyOf('assemblies', String(image.parent_assembly_id))
  if (table === 'category_references') return keyOf('categories', String(image.category_id))
  return keyOf(table, id)
}

type ListBack = { before: readonly ListedComponent[]; after: readonly ListedComponent[] }

/** Component rows have no history of their own: that of their assembly shows the whole list, as in an import. */
async function listsBack(
  req: PayloadRequest,
  importId: string,
  rows: readonly KeptRow[],
): Promise<ReadonlyMap<string, ListBack>> {
  const assemblies = rows.flatMap(({ table, id }) => (table === 'assemblies' ? [id] : []))
  if (assemblies.length === 0) return new Map()
  const replaced = await replacedComponents(req, importId, assemblies)
  return new Map(
    replaced.map(({ owner, before, after }) => [
      keyOf('assemblies', owner),
      { before: after, after: before },
    ]),
  )
}

function entryOf(
  { table, id, before, after }: KeptRow,
  list: ListBack | undefined,
  reason: string,
): AuditEntry {
  const resource = table.replaceAll('_', '-')
  const common = { resource, resourceId: id, reason }
  if (!before) return { ...common, action: 'delete', before: contentOf(after ?? {}) }
  if (!after) return { ...common, action: 'create', after: contentOf(before) }
  const [was, is] = [contentOf(after), contentOf(before)]
  const changed = Object.keys(was).filter((name) => differs(was[name], is[name]))
  const only = (content: Record<string, unknown>) =>
    Object.fromEntries(changed.map((name) => [name, content[name]]))
  return {
    ...common,
    action: 'update',
    before: { ...only(was), ...(list && { components: list.before }) },
    after: { ...only(is), ...(list && { components: list.after }) },
  }
}

function turnedBack({ table, id, before, after }: KeptRow): Difference[] {
  if (!before || !after || (table !== 'parts' && table !== 'assemblies')) return []
  const quantity = Number(before.quantity_on_hand) - Number(after.quantity_on_hand)
  return quantity === 0 ? [] : [{ table, item: id, quantity }]
}
