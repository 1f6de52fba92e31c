import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { itemOf, type Item } from '../../db/items'
import { successorsOf } from '../../db/successors'
import {
  assembliesAbove,
  assemblyNumbersAmong,
  buildsUsing,
  categoriesListing,
  familyStates,
  recordsNaming,
  spellingsOf,
  waysUp,
  type Above,
  type FamilyState,
  type UsingBuild,
  type UsingRecord,
} from '../../db/whereUsed'
import { nameOf, type ItemCollection, type ItemName } from '../../domain/catalog/item'
import { ASSEMBLY_PREFIX } from '../../domain/catalog/lookup'
import type { Condition } from '../../domain/configurator/ast'
import { rulesAdding } from '../../domain/configurator/ruleItems'
import type { RuleWay } from '../../domain/configurator/ruleWays'
import { readFamily } from '../../domain/configurator/readFamily'
import type { FamilyContent, Rule } from '../../domain/configurator/release'
import { finalStates } from '../../domain/workflow/definition'
import { statePairs } from '../builds/closed'
import { familyRelease } from '../configuration/releases'
import { refused } from '../http'
import { accessoryNumbers } from './accessories'

const WAYS_AT_MOST = 500
const ABOVE_AT_MOST = 2_000
const BUILDS_AT_MOST = 200

/** One assembly on a way up from the item. */
export type UseAbove = {
  /** Ids of the assemblies below it on this way, nearest the item first, its own last. */
  path: string[]
  assembly: ItemName & { isActive: boolean; successor: ItemName | null }
  /** How many it holds of the one below it. */
  quantityPer: number
  /** Pieces of the item in one of it, along this way. */
  quantity: number
  /** Nothing contains it. */
  isTop: boolean
}

export type UseByRule = {
  family: { id: string; code: string; name: string }
  rule: string
  label: string
  /** In which the rule stands: the release that orders are entered under, the draft, or both. */
  release: number | null
  isInDraft: boolean
  isOn: boolean
  forEach: string | null
  when: Condition | null
  how: RuleWay
  template: string
  /** The item itself, or the assembly above it that the rule adds. */
  adds: ItemName
}

export type WhereUsed = {
  item: ItemName & { isActive: boolean }
  above: UseAbove[]
  /** Different assemblies that contain it, at any level. */
  assemblies: number
  /** More ways lead up than are listed. */
  isCut: boolean
  /** Null for whoever may not read them. */
  rules: UseByRule[] | null
  categories: { code: string; name: string; through: ItemName | null }[]
  builds: UsingBuild[] | null
  records: UsingRecord[]
}

/**
 * Everything that an item is part of, at every level, with a fixed number of queries: assemblies, rules of
 * releases and drafts that can add it or one of these, categories, builds under way, and other records that
 * name it. What the reader may not read is left out.
 */
export async function whereUsed(
  req: PayloadRequest,
  collection: ItemCollection,
  id: string,
): Promise<WhereUsed> {
  const item = await itemOf(req, collection, id)
  if (!item) throw refused({ code: 'not_found', message: 'There is no such item.' })
  const ways = await waysUp(req, item, WAYS_AT_MOST + 1)
  const above = await assembliesAbove(req, item, ABOVE_AT_MOST)
  const askedAs = await namesOf(req, [item, ...above])
  const own = spellingsOf(item)
  return {
    item: { ...nameOf(item), isActive: item.isActive },
    above: usesAbove(ways.slice(0, WAYS_AT_MOST), above, await successorsAmong(req, above)),
    assemblies: above.length,
    isCut: ways.length > WAYS_AT_MOST || above.length === ABOVE_AT_MOST,
    rules: may(req, 'configuration.read') ? await rulesNaming(req, askedAs) : null,
    categories: await categoriesOf(req, item, above),
    builds: may(req, 'builds.read')
      ? await buildsUsing(req, item, own, {
          limit: BUILDS_AT_MOST,
          over: await statePairs(req, finalStates),
        })
      : null,
    records: (await recordsNaming(req, item, own)).filter(({ kind }) => mayRead(req, kind)),
  }
}

const mayRead = (req: PayloadRequest, kind: UsingRecord['kind']): boolean => {
  if (kind === 'SUBSTITUTION') return may(req, 'substitutions.read')
  if (kind === 'NONCONFORMANCE') return may(req, 'nonconformances.read')
  return true
}

const successorsAmong = (
  req: PayloadRequest,
  above: readonly Above[],
): Promise<ReadonlyMap<string, ItemName>> =>
  successorsOf(
    req,
    above.flatMap(({ id, isActive }) => (isActive ? [] : [id])),
  )

/** Two components of one item in one assembly are one way with both quantities. */
function usesAbove(
  ways: readonly { ids: string[]; quantities: number[] }[],
  above: readonly Above[],
  successors: ReadonlyMap<string, ItemName>,
): UseAbove[] {
  const byId = new Map(above.map((assembly) => [assembly.id, assembly]))
  const contained = new Set(ways.flatMap(({ ids }) => ids.slice(0, -1)))
  const found = new Map<string, UseAbove>()
  for (const { ids, quantities } of ways) {
    const assembly = byId.get(ids.at(-1) ?? '')
    if (!assembly) continue
    const key = ids.join()
    const known = found.get(key)
    const below = found.get(ids.slice(0, -1).join())
    const successor = successors.get(assembly.id)
    const quantity = quantities.reduce((product, each) => product * each, 1)
    found.set(key, {
      path: ids,
      assembly: {
        ...nameOf(assembly),
        isActive: assembly.isActive,
        successor: successor ? nameOf(successor) : null,
      },
      quantityPer: known
        ? (known.quantity + quantity) / (below?.quantity ?? 1)
        : quantity / (below?.quantity ?? 1),
      quantity: (known?.quantity ?? 0) + quantity,
      isTop: !contained.has(assembly.id),
    })
  }
  return [...found.values()]
}

/**
 * The ids under which a rule finds each item: its number, without `ASSY-` too; but a number that names an
 * assembly never means another item (handbook 6.6).
 */
async function namesOf(
  req: PayloadRequest,
  items: readonly ItemName[],
): Promise<ReadonlyMap<string, ItemName>> {
  const spelled = items.flatMap((item) => spellingsOf(item).map((number) => ({ number, item })))
  const numbers = spelled.flatMap(({ number }) => [number, ASSEMBLY_PREFIX + number])
  const assemblies = await assemblyNumbersAmong(req, [...new Set(numbers)])
  const isTaken = (number: string, { collection, partNumber }: ItemName): boolean => {
    if (collection === 'assemblies') return number !== partNumber && assemblies.has(number)
    return assemblies.has(number) || assemblies.has(ASSEMBLY_PREFIX + number)
  }
  return new Map(
    spelled
      .filter(({ number, item }) => !isTaken(number, item))
      .map(({ number, item }) => [number, item]),
  )
}

async function rulesNaming(
  req: PayloadRequest,
  items: ReadonlyMap<string, ItemName>,
): Promise<UseByRule[]> {
  const found = new Map<string, UseByRule>()
  for (const state of await familyStates(req)) {
    if (state.release !== null) {
      const { content } = await familyRelease(req, state.release)
      await collect(req, found, state, content, items, { release: state.version })
    }
    const draft = readFamily(state.draft)
    if (draft.ok) await collect(req, found, state, draft.value, items, { isInDraft: true })
  }
  return [...found.values()]
}

async function collect(
  req: PayloadRequest,
  found: Map<string, UseByRule>,
  { id, code, name }: FamilyState,
  content: FamilyContent,
  items: ReadonlyMap<string, ItemName>,
  where: { release: number | null } | { isInDraft: true },
): Promise<void> {
  const offered = new Set(await accessoryNumbers(req, content.accessories))
  for (const { rule, naming, item } of rulesAdding(content, items, offered)) {
    const key = `${id} ${rule.id} ${item.id}`
    const known = found.get(key) ?? {
      family: { id, code, name },
      ...factsOf(rule),
      ...naming,
      release: null,
      isInDraft: false,
      adds: nameOf(item),
    }
    found.set(key, { ...known, ...where })
  }
}

const factsOf = ({ id, label, forEach, when, enabled }: Rule) => ({
  rule: id,
  label: label.en,
  forEach: forEach ?? null,
  when: when ?? null,
  isOn: enabled,
})

async function categoriesOf(
  req: PayloadRequest,
  item: Item,
  above: readonly Above[],
): Promise<WhereUsed['categories']> {
  const own = item.collection === 'assemblies' ? await categoriesListing(req, item.id) : []
  return [
    ...own.map(({ code, name }) => ({ code, name, through: null })),
    ...above.flatMap((assembly) =>
      assembly.categories.map((category) => ({ ...category, through: nameOf(assembly) })),
    ),
  ]
}
