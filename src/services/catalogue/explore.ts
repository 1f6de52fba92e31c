import type { PayloadRequest } from 'payload'
import { loadCatalogue } from '../../db/catalogue'
import { itemOf, type Item } from '../../db/items'
import { childrenOf, placeComponents, type ChildRow } from '../../db/structure'
import { successorsOf } from '../../db/successors'
import { explode } from '../../domain/boms/explode'
import type { BomLine } from '../../domain/boms/line'
import { nameOf, type ItemName } from '../../domain/catalog/item'
import { resolveItem, type CatalogLookup } from '../../domain/catalog/lookup'
import { sameLabel } from '../../domain/label'
import { recordAudits } from '../audit'
import { orThrow, refused } from '../http'
import { lockChain } from '../lockChain'
import { componentWords } from './components'
import { readableItems } from './readable'

/** Rows that one answer carries at most; beyond it a tree is opened by level or by search. */
const ROWS_AT_MOST = 2_000
const HITS_AT_MOST = 100

/** One component in the tree of an assembly. */
export type TreeRow = {
  /** Place from the top, counted from 1: `3.1` is the first component of the third. */
  path: string
  /** The component record, of direct components only: they can be changed here. */
  component: string | null
  /** Its stored place among them. */
  place: number | null
  /** CYCLE: the assembly lies above itself here and is not entered again. */
  kind: 'ASSEMBLY' | 'CYCLE' | 'PART' | 'UNRESOLVED'
  askedId: string
  name: string
  item: (Omit<ItemName, 'name'> & { isActive: boolean }) | null
  successor: ItemName | null
  quantityPer: number
  /** For one of the assembly at the top. */
  quantity: number
  note: string | null
  hasChildren: boolean
}

export type StructureSummary = {
  /** Lines of the whole tree, at all levels. */
  lines: number
  levels: number
  /** Different items. */
  items: number
  unresolved: number
  cycles: number
}

/** The direct components of one assembly, as far as whoever asks may read the items. */
export async function componentsOfAssembly(req: PayloadRequest, id: string): Promise<TreeRow[]> {
  await openAssembly(req, id)
  const all = await childrenOf(req, id)
  const readable = await readableItems(
    req,
    all.flatMap((child) => itemIn(child) ?? []),
  )
  const children = all.filter((child) => child.id === null || readable.has(child.id))
  const successors = await readableSuccessors(
    req,
    children.flatMap(({ id: item, isActive }) => (item && isActive === false ? [item] : [])),
  )
  return children.map((child, index) => ({
    path: String(index + 1),
    component: child.component,
    place: child.place,
    kind: kindOf(child),
    askedId: child.askedId,
    name: child.name ?? 'Not in the catalogue',
    item: itemIn(child),
    successor: nameIn(successors, child.id),
    quantityPer: child.quantity,
    quantity: child.quantity,
    note: child.note,
    hasChildren: child.hasChildren,
  }))
}

const kindOf = ({ collection }: ChildRow): TreeRow['kind'] =>
  collection === null ? 'UNRESOLVED' : collection === 'parts' ? 'PART' : 'ASSEMBLY'

const itemIn = ({ collection, id, partNumber, isActive }: ChildRow): TreeRow['item'] =>
  collection && id && partNumber !== null
    ? { collection, id, partNumber, isActive: isActive !== false }
    : null

const nameIn = (items: ReadonlyMap<string, ItemName>, id: string | null | undefined) => {
  const item = items.get(id ?? '')
  return item ? nameOf(item) : null
}

/** How large the whole tree of an assembly is, and what is wrong in it. */
export async function summaryOf(req: PayloadRequest, id: string): Promise<StructureSummary> {
  return summed(await wholeTree(req, id))
}

export type OpenedTree = {
  summary: StructureSummary
  rows: TreeRow[]
  /** Whether `rows` is the whole tree; else it stops at the deepest level that fits. */
  isComplete: boolean
}

/** The tree with every level opened, as far down as one answer carries. */
export async function openedTree(req: PayloadRequest, id: string): Promise<OpenedTree> {
  const lines = await wholeTree(req, id)
  const summary = summed(lines)
  let levels = summary.levels
  const upTo = (level: number) => lines.filter((line) => line.level <= level)
  while (levels > 1 && upTo(levels).length > ROWS_AT_MOST) levels -= 1
  const shown = upTo(levels).slice(0, ROWS_AT_MOST)
  return {
    summary,
    rows: await withSuccessors(req, shown),
    isComplete: shown.length === lines.length,
  }
}

export type FoundInTree = {
  /** Paths of the rows that hold the text, in the order of the tree. */
  hits: string[]
  /** How many there are in all. */
  total: number
  /** Every row that shows when the ways to the hits are open. */
  rows: TreeRow[]
}

/** Searches numbers and names of the whole tree, whatever of it is open. */
export async function searchTree(
  req: PayloadRequest,
  id: string,
  text: string,
): Promise<FoundInTree> {
  const lines = await wholeTree(req, id)
  const sought = text.trim().toLowerCase()
  const all = lines.filter(({ askedId, name }) =>
    [askedId, name].some((held) => held.toLowerCase().includes(sought)),
  )
  const hits = all.slice(0, HITS_AT_MOST).map(({ path }) => path)
  const open = new Set(['', ...hits.flatMap(waysTo)])
  const rows = lines.filter(({ path }) => open.has(parentOf(path))).slice(0, ROWS_AT_MOST)
  return { hits, total: all.length, rows: await withSuccessors(req, rows) }
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')))

/** `3.1.2` lies beneath `3` and `3.1`. */
const waysTo = (path: string): string[] => {
  const above = parentOf(path)
  return above === '' ? [] : [...waysTo(above), above]
}

type Line = Omit<TreeRow, 'component' | 'place' | 'successor'> & { level: number }

async function openAssembly(req: PayloadRequest, id: string): Promise<Item> {
  const item = await itemOf(req, 'assemblies', id)
  if (!item || !(await readableItems(req, [item])).has(id))
    throw refused({ code: 'not_found', message: 'There is no such assembly.' })
  return item
}

/** The assembly expanded as a bill of materials expands it (handbook 6.6), itself left out. */
async function wholeTree(req: PayloadRequest, id: string): Promise<Line[]> {
  const { partNumber } = await openAssembly(req, id)
  const { lookup } = await loadCatalogue(req, [partNumber])
  const top = { askedId: partNumber, quantity: 1, rule: '', because: sameLabel(''), basin: null }
  const lines = orThrow(explode([{ ...top, attributes: {} }], lookup))
  const tree = lines.slice(1).map((line) => treeLine(line, lines, lookup))
  const readable = await readableItems(
    req,
    tree.flatMap(({ item }) => item ?? []),
  )
  return openLines(tree, readable)
}

/** Lines of items that may be read; what lies beneath another one goes with it. */
function openLines(lines: readonly Line[], readable: ReadonlySet<string>): Line[] {
  const closed = new Set<string>()
  return lines.filter(({ path, item }) => {
    const isOpen = !closed.has(parentOf(path)) && (item === null || readable.has(item.id))
    if (!isOpen) closed.add(path)
    return isOpen
  })
}

/** What retired items end at, as far as whoever asks may read it. */
async function readableSuccessors(
  req: PayloadRequest,
  items: readonly string[],
): Promise<ReadonlyMap<string, ItemName>> {
  const successors = await successorsOf(req, items)
  const readable = await readableItems(req, [...successors.values()])
  return new Map([...successors].filter(([, { id }]) => readable.has(id)))
}

function treeLine(line: BomLine, lines: readonly BomLine[], lookup: CatalogLookup): Line {
  const found = line.itemId === null ? resolveItem(lookup, line.partNumber) : null
  const isCycle = line.kind === 'UNRESOLVED' && Boolean(found)
  const collection = line.kind === 'ASSEMBLY' || isCycle ? 'assemblies' : 'parts'
  const known =
    collection === 'assemblies'
      ? (resolveItem(lookup, line.partNumber)?.item ?? null)
      : (lookup.part(line.partNumber) ?? null)
  return {
    path: line.path.slice(line.path.indexOf('.') + 1),
    level: line.level - 1,
    kind: isCycle ? 'CYCLE' : line.kind === 'CUSTOM' ? 'PART' : line.kind,
    askedId: line.partNumber,
    name: isCycle ? (known?.name ?? line.name) : line.name,
    item: known && {
      collection,
      id: known.id,
      partNumber: known.partNumber,
      isActive: known.isActive,
    },
    quantityPer: line.quantityPer,
    quantity: line.quantity,
    note: line.note,
    hasChildren: lines[line.index + 1]?.parentIndex === line.index,
  }
}

async function withSuccessors(req: PayloadRequest, lines: readonly Line[]): Promise<TreeRow[]> {
  const retired = lines.flatMap(({ item }) => (item && !item.isActive ? [item.id] : []))
  const successors = await readableSuccessors(req, [...new Set(retired)])
  return lines.map(({ level: _level, ...line }) => ({
    ...line,
    component: null,
    place: null,
    successor: nameIn(successors, line.item?.id),
  }))
}

function summed(lines: readonly Line[]): StructureSummary {
  const count = (kind: TreeRow['kind']) => lines.filter((line) => line.kind === kind).length
  return {
    lines: lines.length,
    levels: lines.reduce((deepest, { level }) => Math.max(deepest, level), 0),
    items: new Set(lines.map(({ kind, askedId }) => `${kind} ${askedId}`)).size,
    unresolved: count('UNRESOLVED'),
    cycles: count('CYCLE'),
  }
}

/**
 * Puts the components of an assembly into this order. Refuses with `stale_revision` when the list is not the
 * one that stands there now.
 */
export async function orderComponents(
  req: PayloadRequest,
  id: string,
  components: readonly string[],
): Promise<TreeRow[]> {
  if (!(await lockChain(req, 'assemblies', id))) await openAssembly(req, id)
  const before = await childrenOf(req, id)
  const known = new Set(before.map(({ component }) => component))
  const isSame =
    known.size === components.length &&
    new Set(components).size === components.length &&
    components.every((component) => known.has(component))
  if (!isSame) {
    throw refused({
      code: 'stale_revision',
      field: 'components',
      message: 'Somebody else has changed these components meanwhile. Read them again.',
    })
  }
  await placeComponents(req, components)
  const after = await childrenOf(req, id)
  await recordAudits(req, [
    {
      action: 'update',
      resource: 'assemblies',
      resourceId: id,
      before: { components: before.map(componentWords) },
      after: { components: after.map(componentWords) },
      reason: 'Order of the components',
    },
  ])
  return componentsOfAssembly(req, id)
}
