import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { loadCatalogue } from '../../db/catalogue'
import { itemNumbered, itemWithId, type Item } from '../../db/items'
import { successorsOf } from '../../db/successors'
import { isUuid } from '../../domain/ids'
import { rollUpCost } from '../../domain/boms/cost'
import { explode } from '../../domain/boms/explode'
import {
  compareContents,
  type Content,
  type ContentComparison,
} from '../../domain/catalog/compareContents'
import { nameOf, type ItemName } from '../../domain/catalog/item'
import { sameLabel } from '../../domain/label'
import { orThrow, refused } from '../http'

type Value = boolean | number | string | null

export type ComparedField = { field: string; a: Value; b: Value; differs: boolean }

export type ComparedItem = ItemName & {
  isActive: boolean
  successor: ItemName | null
  /** Of its contents, those that the sum of costs leaves out; null for whoever may not see costs. */
  itemsWithoutCost: number | null
}

export type ComparedItems = {
  a: ComparedItem
  b: ComparedItem
  /** What the reader may see of both. */
  fields: ComparedField[]
  /** As the catalogue lists them. */
  direct: ContentComparison
  /** Every piece at all levels, multiplied down. */
  flat: ContentComparison
}

const FIELDS = [
  'name',
  'description',
  'kind',
  'type',
  'category',
  'manufacturer',
  'manufacturerPartNumber',
  'legacyCode',
  'unit',
  'cost',
  'costWithContents',
  'quantityOnHand',
  'quantityReserved',
  'reorderLevel',
  'canOrder',
  'isKit',
  'isActive',
  'isOutside',
  'isCritical',
] as const

/** The item that somebody names by its id or its number; an assembly before a part (handbook 6.6). */
export const findItem = (req: PayloadRequest, asked: string): Promise<Item | undefined> =>
  isUuid(asked) ? itemWithId(req, asked) : itemNumbered(req, asked)

/** Two items side by side: their fields, and what they are made of. Refuses with `not_found`. */
export async function compareItems(
  req: PayloadRequest,
  askedA: string,
  askedB: string,
): Promise<ComparedItems> {
  const [a, b] = [await known(req, askedA), await known(req, askedB)]
  const [contentsOfA, contentsOfB] = [await contentsOf(req, a), await contentsOf(req, b)]
  const [fieldsOfA, fieldsOfB] = [
    await fieldsOf(req, a, contentsOfA.costWithContents),
    await fieldsOf(req, b, contentsOfB.costWithContents),
  ]
  const retired = [a, b].flatMap(({ id, isActive }) => (isActive ? [] : [id]))
  const successors = await successorsOf(req, retired)
  return {
    a: shown(req, a, successors, contentsOfA),
    b: shown(req, b, successors, contentsOfB),
    fields: FIELDS.filter((field) => fieldsOfA.has(field) || fieldsOfB.has(field)).map((field) => {
      const [left, right] = [fieldsOfA.get(field) ?? null, fieldsOfB.get(field) ?? null]
      return { field, a: left, b: right, differs: left !== right }
    }),
    direct: compareContents(contentsOfA.direct, contentsOfB.direct),
    flat: compareContents(contentsOfA.flat, contentsOfB.flat),
  }
}

async function known(req: PayloadRequest, asked: string): Promise<Item> {
  const item = await findItem(req, asked)
  if (item) return item
  throw refused({
    code: 'not_found',
    item: asked,
    message: `There is no part or assembly “${asked}”. Check the number.`,
  })
}

function shown(
  req: PayloadRequest,
  item: Item,
  successors: ReadonlyMap<string, ItemName>,
  { itemsWithoutCost }: Contents,
): ComparedItem {
  const successor = successors.get(item.id)
  return {
    ...nameOf(item),
    isActive: item.isActive,
    successor: successor ? nameOf(successor) : null,
    itemsWithoutCost: may(req, 'costs.read') ? itemsWithoutCost : null,
  }
}

/** The stored values that the reader may see, a category by its name, and what the contents cost. */
async function fieldsOf(
  req: PayloadRequest,
  { collection, id }: Item,
  costWithContents: number | null,
): Promise<ReadonlyMap<string, Value>> {
  const doc: unknown = await req.payload.findByID({
    collection,
    id,
    depth: 1,
    joins: false,
    overrideAccess: false,
    req,
  })
  const stored = FIELDS.flatMap((field): [string, Value][] => {
    const value: unknown = Reflect.get(Object(doc), field)
    return value === undefined ? [] : [[field, plain(value)]]
  })
  const summed: [string, Value][] =
    collection === 'assemblies' && may(req, 'costs.read')
      ? [['costWithContents', costWithContents]]
      : []
  return new Map([...stored, ...summed])
}

function plain(value: unknown): Value {
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value === '' ? null : value
  if (typeof value !== 'object' || value === null) return null
  const [code, name] = [Reflect.get(value, 'code'), Reflect.get(value, 'name')]
  return [code, name].filter((part) => typeof part === 'string').join(' ') || null
}

type Contents = {
  direct: Content[]
  flat: Content[]
  /** Minor units of an assembly by its own cost, else by the sum of its contents; null where none is known. */
  costWithContents: number | null
  /** Different items that this sum leaves out. */
  itemsWithoutCost: number
}

async function contentsOf(
  req: PayloadRequest,
  { collection, partNumber }: Item,
): Promise<Contents> {
  if (collection === 'parts')
    return { direct: [], flat: [], costWithContents: null, itemsWithoutCost: 0 }
  const { lookup } = await loadCatalogue(req, [partNumber])
  const top = { askedId: partNumber, quantity: 1, rule: '', because: sameLabel(''), basin: null }
  const exploded = orThrow(explode([{ ...top, attributes: {} }], lookup))
  const { byLine, unpriced } = rollUpCost(exploded)
  const [, ...lines] = exploded
  const flat = lines.map((line) => ({
    askedId: line.partNumber,
    name: line.name,
    quantity: line.quantity,
    level: line.level,
  }))
  return {
    direct: flat.filter(({ level }) => level === 2),
    flat,
    costWithContents: byLine[0] ?? null,
    itemsWithoutCost: unpriced.length,
  }
}
