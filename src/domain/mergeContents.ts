import { asJson, canonicalJson, isJsonObject, type Json, type JsonObject } from './canonical'
import { nameKeyOf, nameOf } from './configurator/compareReleases'
import { mentionsIn } from './mentions'

/**
 * Two people changed one content, as the draft of a family or of a workflow, from one beginning. What only
 * one of them changed is taken; what both changed differently is a choice. Entries of lists are matched by
 * their stable name, as in a comparison of releases, and merged member by member.
 */

/** Whose value is taken. */
export type Side = 'MINE' | 'THEIRS'

/** Of two entries that were given one name, both can be taken: mine then bears a name of its own. */
export type Taken = Side | 'BOTH'

/** A member of an object, or the entry of a list that bears the name. */
export type Step = { kind: 'MEMBER' | 'ENTRY'; name: string }
export type Place = readonly Step[]

/** Undefined: nothing stands there. */
type Held = Json | undefined
type Three<T> = { base: T; mine: T; theirs: T }

export type ContentDifference = Three<Held> & {
  /** Tells the difference from all others of the same two contents. */
  key: string
  place: Place
  /** One value, an entry that came or went, or the order of a list as the names in it. */
  what: 'VALUE' | 'ENTRY' | 'ORDER'
  /** Null where both changed it: somebody has to choose. */
  side: Side | null
  /** What mine is called when both are taken; null where only one can be, as while mine refers to it. */
  freshName: string | null
}

type Take = (difference: Omit<ContentDifference, 'key'>) => Taken

/** How often mine says each name: who is spoken of by name cannot be given another. */
type Asked = { take: Take; mentions: ReadonlyMap<string, number> }

/**
 * The differences between mine and theirs, and the content that follows from `sides` (by key of the
 * difference). Without a word of the chooser a difference goes to the side that alone changed it; mine
 * where both did, so that an undecided one is to be asked about before the content is used.
 */
export function mergeContents(
  { base, mine, theirs }: Three<unknown>,
  sides: ReadonlyMap<string, Taken> = new Map(),
): { content: Json; differences: ContentDifference[] } {
  const differences: ContentDifference[] = []
  const take: Take = (difference) => {
    const key = keyOf(difference)
    differences.push({ ...difference, key })
    return sides.get(key) ?? difference.side ?? 'MINE'
  }
  const began = asJson(base)
  const versions = {
    base: isJsonObject(began) ? began : {},
    mine: asJson(mine),
    theirs: asJson(theirs),
  }
  const asked: Asked = { take, mentions: mentionsIn(versions.mine) }
  return { content: merge(versions, [], asked) ?? null, differences }
}

/** What a content holds at a place; undefined where nothing stands. */
export function heldAt(content: Json, place: Place): Json | undefined {
  let held: Held = content
  for (const { kind, name } of place) {
    if (kind === 'MEMBER') held = isJsonObject(held) ? held[name] : undefined
    else held = listOf(held).find((entry) => SCHEMES.some((nameFor) => nameFor(entry) === name))
  }
  return held
}

const keyOf = ({ place, what }: Pick<ContentDifference, 'place' | 'what'>): string =>
  JSON.stringify([what, ...place.map(({ kind, name }) => `${kind}:${name}`)])

const textOf = (held: Held): string => (held === undefined ? '' : canonicalJson(held))
const isSame = (a: Held, b: Held): boolean => textOf(a) === textOf(b)

/** Who moved away from what both began with; null where both did. */
const sideOf = ({ base, mine, theirs }: Three<Held>): Side | null =>
  isSame(theirs, base) ? 'MINE' : isSame(mine, base) ? 'THEIRS' : null

function merge(versions: Three<Held>, place: Place, asked: Asked): Held {
  if (isSame(versions.mine, versions.theirs)) return versions.theirs
  const lists = namedLists(versions)
  if (lists) {
    const merged = mergeLists(lists, place, asked)
    // an optional list that is empty for one of the two is as good as none
    const isGone = versions.mine === undefined || versions.theirs === undefined
    return merged.length === 0 && isGone ? undefined : merged
  }
  const objects = alikeObjects(versions, place)
  if (objects) return mergeMembers(objects, place, asked)
  const side = asked.take({
    ...versions,
    ...{ place, what: 'VALUE', side: sideOf(versions), freshName: null },
  })
  return side === 'THEIRS' ? versions.theirs : versions.mine
}

// --- objects -----------------------------------------------------------------------------------

function mergeMembers(
  { base, mine, theirs }: Three<JsonObject>,
  place: Place,
  asked: Asked,
): JsonObject {
  const names = new Set([theirs, mine, base].flatMap((one) => Object.keys(one)))
  return Object.fromEntries(
    [...names].flatMap((name): [string, Json][] => {
      const held = merge(
        { base: base[name], mine: mine[name], theirs: theirs[name] },
        [...place, { kind: 'MEMBER', name }],
        asked,
      )
      return held === undefined ? [] : [[name, held]]
    }),
  )
}

/** What tells the shapes of a member apart. */
const SHAPES = ['type', 'kind'] as const

/**
 * Objects of one shape, whose members can be mixed. A condition or a number (`op`) is one sentence; what
 * one of the two made into something else is taken or left as a whole.
 */
function alikeObjects(versions: Three<Held>, place: Place): Three<JsonObject> | null {
  const { base, mine, theirs } = versions
  if (!isJsonObject(base) || !isJsonObject(mine) || !isJsonObject(theirs)) return null
  if ([base, mine, theirs].some((one) => typeof one.op === 'string')) return null
  const isNamed = place.length < 2 || place.at(-1)?.kind === 'ENTRY'
  const isOther = (now: JsonObject) =>
    isNamed ? isOfOtherShape(base, now) : isOfOtherShape(base, now) || isSwitched(base, now)
  return isOther(mine) || isOther(theirs) ? null : { base, mine, theirs }
}

const isOfOtherShape = (before: JsonObject, now: JsonObject): boolean =>
  SHAPES.some((name) => !isSame(before[name], now[name])) &&
  Object.keys(before).toSorted().join(' ') !== Object.keys(now).toSorted().join(' ')

/** Some members gave way to others: one alternative of several took the place of another. */
const isSwitched = (before: JsonObject, now: JsonObject): boolean =>
  Object.keys(before).some((name) => !(name in now)) &&
  Object.keys(now).some((name) => !(name in before))

// --- lists of entries that have names ------------------------------------------------------------

type NamedList = ReadonlyMap<string, Json>

const listOf = (held: Held): readonly Json[] => (Array.isArray(held) ? held : [])

const plainName = (entry: Json): string | undefined =>
  typeof entry === 'string' ? entry : nameOf(entry)

/** Derived values bear one name once per group. */
function nameInGroup(entry: Json): string | undefined {
  const name = plainName(entry)
  const group = isJsonObject(entry) ? entry.group : undefined
  return name !== undefined && typeof group === 'string' ? `${group}.${name}` : name
}

const SCHEMES = [plainName, nameInGroup] as const

/** The three as lists whose entries can be told apart by one scheme of names; an absent one is empty. */
function namedLists({ base, mine, theirs }: Three<Held>): Three<NamedList> | null {
  const all = [base, mine, theirs]
  if (!all.every((one) => one === undefined || Array.isArray(one))) return null
  if (all.every((one) => listOf(one).length === 0)) return null
  for (const nameFor of SCHEMES) {
    const [b, m, t] = all.map((one) => named(listOf(one), nameFor))
    if (b && m && t) return { base: b, mine: m, theirs: t }
  }
  return null
}

function named(
  list: readonly Json[],
  nameFor: (entry: Json) => string | undefined,
): NamedList | null {
  const byName = new Map<string, Json>()
  for (const entry of list) {
    const name = nameFor(entry)
    if (name === undefined || byName.has(name)) return null
    byName.set(name, entry)
  }
  return byName
}

function mergeLists(lists: Three<NamedList>, place: Place, asked: Asked): Json[] {
  const { base, mine, theirs } = lists
  const { take, mentions } = asked
  const kept = new Map<string, Json>()
  /** Entries of mine that are taken beside those of theirs whose name they bore. */
  const renamed = new Map<string, string>()
  /** Offered already, whether it is taken or not, so that an answer means the same beside any other. */
  const offered = new Set<string>()
  for (const name of new Set([...theirs.keys(), ...mine.keys()])) {
    const own = { base: base.get(name), mine: mine.get(name), theirs: theirs.get(name) }
    const at: Place = [...place, { kind: 'ENTRY', name }]
    if (own.base !== undefined && own.mine !== undefined && own.theirs !== undefined) {
      const held = merge(own, at, asked)
      if (held !== undefined) kept.set(name, held)
      continue
    }
    const isAgreed = isSame(own.mine, own.theirs)
    const freshName = isAgreed ? null : freshNameIn(lists, own, { offered, mentions })
    if (freshName !== null) offered.add(freshName)
    const taken = isAgreed
      ? 'THEIRS'
      : take({ ...own, ...{ place: at, what: 'ENTRY', side: sideOf(own), freshName } })
    const held = taken === 'MINE' ? own.mine : own.theirs
    if (held !== undefined) kept.set(name, held)
    if (taken !== 'BOTH' || freshName === null || own.mine === undefined) continue
    renamed.set(name, freshName)
    kept.set(freshName, calledBy(own.mine, freshName))
  }
  const mineNames = [...mine.keys()].flatMap((name) => [name, renamed.get(name) ?? []].flat())
  const order = mergeOrder(
    { base: [...base.keys()], mine: mineNames, theirs: [...theirs.keys()] },
    kept,
    place,
    take,
  )
  return order.flatMap((name) => kept.get(name) ?? [])
}

/** Names that people or the editor make up, and so may make up twice. */
const MADE_UP = ['id', 'key', 'code', 'name']

/**
 * A name for mine where both added an entry of one name: `R27` where `R26` is the last, and was not
 * offered to another entry. None where more of mine speaks of the entry: that would then mean theirs.
 */
function freshNameIn(
  { base, mine, theirs }: Three<NamedList>,
  own: Three<Held>,
  { offered, mentions }: { offered: ReadonlySet<string>; mentions: Asked['mentions'] },
): string | null {
  if (own.base !== undefined || own.mine === undefined || own.theirs === undefined) return null
  const name = nameOf(own.mine)
  if (name === undefined || !MADE_UP.includes(nameKeyOf(own.mine) ?? '')) return null
  if ((mentions.get(name) ?? 0) > 1) return null
  const taken = new Set([
    ...[base, mine, theirs].flatMap((list) => [...list.values()].map(nameOf)),
    ...offered,
  ])
  const [, stem = name, number = '1'] = /^(.*?)(\d+)$/.exec(name) ?? []
  for (let next = Number(number) + 1; ; next += 1)
    if (!taken.has(`${stem}${next}`)) return `${stem}${next}`
}

function calledBy(entry: Json, name: string): Json {
  const key = nameKeyOf(entry)
  return isJsonObject(entry) && key !== undefined ? { ...entry, [key]: name } : entry
}

/**
 * The names of what is kept, in order: what both have stands in the order of who moved it, and what only
 * one of them has follows what it followed there.
 */
function mergeOrder(
  { base, mine, theirs }: Three<readonly string[]>,
  kept: ReadonlyMap<string, Json>,
  place: Place,
  take: Take,
): string[] {
  const common = new Set(mine.filter((name) => theirs.includes(name) && kept.has(name)))
  const shared = (names: readonly string[]) => names.filter((name) => common.has(name))
  const began = (names: readonly string[]) => shared(names).filter((name) => base.includes(name))
  const orders = { base: shared(base), mine: shared(mine), theirs: shared(theirs) }
  const side = sideOf({ base: orders.base, mine: began(mine), theirs: began(theirs) })
  const taken = isSame(began(mine), began(theirs))
    ? 'THEIRS'
    : take({ ...orders, ...{ place, what: 'ORDER', side, freshName: null } })
  const ahead = [followers(mine, common, kept), followers(theirs, common, kept)] as const
  return [null, ...(taken === 'MINE' ? orders.mine : orders.theirs)].flatMap((name) => {
    const after = ahead.map((one) => one.get(name) ?? [])
    // by name, so that it does not matter who saved first
    const inOrder = after.toSorted(([a = ''], [b = '']) => BY_NAME.compare(a, b)).flat()
    return [...(name === null ? [] : [name]), ...new Set(inOrder)]
  })
}

const BY_NAME = new Intl.Collator('en', { numeric: true })

/** What only this list has, by the common entry that it stands behind: null at the very top. */
function followers(
  names: readonly string[],
  common: ReadonlySet<string>,
  kept: ReadonlyMap<string, Json>,
): ReadonlyMap<string | null, string[]> {
  const behind = new Map<string | null, string[]>()
  let last: string | null = null
  for (const name of names) {
    if (common.has(name)) last = name
    else if (kept.has(name)) behind.set(last, [...(behind.get(last) ?? []), name])
  }
  return behind
}
