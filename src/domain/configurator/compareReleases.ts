import { asJson, canonicalJson } from '../canonical'

/** One difference between two contents, at a place that people can find in the editor. */
export type ContentChange = {
  /** Part of the content: `rules`, `options`, `checklists`. */
  area: string
  /** Name of the entry: its id, key, code or place. */
  entry: string
  kind: 'ADDED' | 'REMOVED' | 'CHANGED' | 'MOVED'
  /** Members that differ, with what they were and are; of an entry that came or went all that it says. */
  members: { path: string; before: string; after: string }[]
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an entry of a list is known by, in the order of preference. */
const NAMES = ['id', 'key', 'code', 'name', 'role', 'event', 'field'] as const

/** The member that an entry of a list is known by; of one that has none, nothing. */
export const nameKeyOf = (entry: Json): string | undefined => {
  if (!isObject(entry)) return undefined
  // a choice is known by what it stores
  const names = 'label' in entry ? [...NAMES, 'value'] : NAMES
  return names.find((name) => typeof entry[name] === 'string')
}

export const nameOf = (entry: Json): string | undefined => {
  const key = nameKeyOf(entry)
  const name = isObject(entry) && key !== undefined ? entry[key] : undefined
  return typeof name === 'string' ? name : undefined
}

/**
 * What changed from one release content to another (families and workflows alike), by area and entry:
 * entries of lists are matched by their id, key or code, so that moving one is not changing all behind it.
 */
export function compareContents(
  before: unknown,
  after: unknown,
  speakers: Speakers = SILENT,
): ContentChange[] {
  const [a, b] = [asObject(before), asObject(after)]
  const areas = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return areas.flatMap((area) => compareArea(area, a[area], b[area], speakers))
}

/** Where a value stands: the members that lead to it, and all that it stands in, outermost first. */
export type Standing = { members: readonly string[]; entries: readonly unknown[] }

/** Says the values of one content. */
export type Speaker = {
  /**
   * Says a value as a whole, given what it stands in; null for one that is compared part by part.
   * A condition is a sentence on either side, each in the words of its own content.
   */
  whole: (value: unknown, entries: readonly unknown[]) => string | null
  /** Says what is not compared any further. */
  leaf: (value: unknown, at: Standing) => string
  /** What an entry of a list is called. */
  title: (entry: unknown) => string
}
export type Speakers = { before: Speaker; after: Speaker }

const SILENT_SPEAKER: Speaker = {
  whole: () => null,
  leaf: (value) => said(asJson(value)),
  title: (entry) => nameOf(asJson(entry)) ?? '',
}
const SILENT: Speakers = { before: SILENT_SPEAKER, after: SILENT_SPEAKER }

/** Stores do not keep the order of members: both sides get the same one. */
const asObject = (value: unknown): JsonObject => {
  const json: Json = JSON.parse(canonicalJson(asJson(value ?? {})))
  return isObject(json) ? json : {}
}

function compareArea(
  area: string,
  a: Json | undefined,
  b: Json | undefined,
  speakers: Speakers,
): ContentChange[] {
  if (isNamedList(a ?? []) && isNamedList(b ?? [])) {
    return compareLists(
      { area, members: [area], entries: [[], []] },
      listOf(a),
      listOf(b),
      speakers,
    )
  }
  const sides: Sides = {
    ...{ a: a ?? null, b: b ?? null, path: '' },
    ...{ members: [area], entries: [[a], [b]] },
  }
  const members = differences(sides, speakers)
  return members.length > 0 ? [{ area, entry: '', kind: 'CHANGED', members }] : []
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

const isNamedList = (value: Json): boolean => {
  if (!Array.isArray(value)) return false
  const names = value.map((entry: Json) => nameOf(entry))
  return !names.includes(undefined) && new Set(names).size === names.length
}

/** The entries around a place, in the content before and in the one after. */
type Both = readonly [readonly unknown[], readonly unknown[]]

/** Two values at one place. */
type Sides = { a: Json; b: Json; path: string; members: readonly string[]; entries: Both }

type ListPlace = { area: string; members: readonly string[]; entries: Both }

function compareLists(
  { area, members, entries }: ListPlace,
  before: readonly Json[],
  after: readonly Json[],
  speakers: Speakers,
): ContentChange[] {
  const earlier = new Map(before.map((entry) => [nameOf(entry) ?? '', entry]))
  const later = new Map(after.map((entry) => [nameOf(entry) ?? '', entry]))
  const kept = [...earlier.keys()].filter((name) => later.has(name))
  const keptNow = [...later.keys()].filter((name) => earlier.has(name))
  const change = (entry: string, kind: ContentChange['kind']): ContentChange => ({
    area,
    entry,
    kind,
    members: [],
  })
  const [around, aroundNow] = entries
  return [
    ...[...later]
      .filter(([name]) => !earlier.has(name))
      .map(([name, entry]) => ({
        ...change(name, 'ADDED'),
        members: saysOf(entry, { members, entries: [...aroundNow, entry] }, speakers.after).map(
          ({ path, text }) => ({ path, before: NOTHING, after: text }),
        ),
      })),
    ...[...earlier]
      .filter(([name]) => !later.has(name))
      .map(([name, entry]) => ({
        ...change(name, 'REMOVED'),
        members: saysOf(entry, { members, entries: [...around, entry] }, speakers.before).map(
          ({ path, text }) => ({ path, before: text, after: NOTHING }),
        ),
      })),
    ...kept.flatMap((name) => {
      const [a, b] = [earlier.get(name) ?? null, later.get(name) ?? null]
      const found = differences(
        {
          a,
          b,
          path: '',
          members,
          entries: [
            [...around, a],
            [...aroundNow, b],
          ],
        },
        speakers,
      )
      return found.length > 0 ? [{ ...change(name, 'CHANGED'), members: found }] : []
    }),
    ...(kept.every((name, index) => keptNow[index] === name)
      ? []
      : [{ ...change('', 'MOVED'), members: [orders(kept, keptNow, earlier, later, speakers)] }]),
  ]
}

type Entries = ReadonlyMap<string, Json>

/** Both orders of the entries that are in both lists, only as far as they differ. */
function orders(
  kept: readonly string[],
  keptNow: readonly string[],
  earlier: Entries,
  later: Entries,
  speakers: Speakers,
): ContentChange['members'][number] {
  const isMoved = (name: string, index: number) => keptNow[index] !== name
  const [first, last] = [kept.findIndex(isMoved), kept.findLastIndex(isMoved)]
  const titles = (names: readonly string[], entries: Entries, { title }: Speaker) =>
    names
      .slice(first, last + 1)
      .map((name) => title(entries.get(name)))
      .join(', ')
  return {
    path: '',
    before: titles(kept, earlier, speakers.before),
    after: titles(keptNow, later, speakers.after),
  }
}

export const NOTHING = '–'

/** All that an entry says, member by member: conditions and items in words, lists by the names in them. */
function saysOf(entry: Json, at: Standing, speaker: Speaker): { path: string; text: string }[] {
  if (!isObject(entry)) return []
  const name = nameOf(entry)
  return Object.entries(entry).flatMap(([key, value]) => {
    if (value === null || value === name) return []
    const words = speaker.whole(value, at.entries)
    if (words !== null) return [{ path: key, text: words }]
    if (isObject(value) && typeof value.en === 'string')
      return [{ path: `${key}.en`, text: value.en }]
    if (Array.isArray(value) && value.length === 0) return []
    const text =
      Array.isArray(value) && isNamedList(value)
        ? value.map(speaker.title).join(', ')
        : speaker.leaf(value, { ...at, members: [...at.members, key] })
    return [{ path: key, text }]
  })
}

/** Every leaf that differs, by its path; a list without names is one leaf. */
function differences(sides: Sides, speakers: Speakers): ContentChange['members'] {
  const { a, b, path, members, entries } = sides
  if (JSON.stringify(a) === JSON.stringify(b)) return []
  const [around, aroundNow] = entries
  const words = [speakers.before.whole(a, around), speakers.after.whole(b, aroundNow)] as const
  const told = () => ({
    path,
    before: words[0] ?? speakers.before.leaf(a, { members, entries: around }),
    after: words[1] ?? speakers.after.leaf(b, { members, entries: aroundNow }),
  })
  // what sounds alike and is not is told part by part
  if (words[0] !== words[1]) return [told(), ...keptWithin(sides, speakers)]
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    return keys.flatMap((key) =>
      differences(
        {
          ...{ a: a[key] ?? null, b: b[key] ?? null },
          entries: [
            [...around, a],
            [...aroundNow, b],
          ],
          ...{ path: path ? `${path}.${key}` : key, members: [...members, key] },
        },
        speakers,
      ),
    )
  }
  if (isNamedList(a) && isNamedList(b)) {
    const [was, is] = [listOf(a), listOf(b)]
    const title = (list: readonly Json[], entry: string, speaker: Speaker) =>
      speaker.title(list.find((one) => nameOf(one) === entry))
    return compareLists({ area: path, members, entries }, was, is, speakers).flatMap(
      ({ entry, kind, members: found }) => {
        const at = `${path}.${entry}`
        switch (kind) {
          case 'CHANGED':
            return found.map((member) => ({ ...member, path: `${at}.${member.path}` }))
          case 'MOVED':
            return found.map((member) => ({ ...member, path }))
          case 'ADDED':
            return [{ path: at, before: NOTHING, after: title(is, entry, speakers.after) }]
          case 'REMOVED':
            return [{ path: at, before: title(was, entry, speakers.before), after: NOTHING }]
        }
      },
    )
  }
  return [told()]
}

/** The entries of lists that are still there may have changed beside what was told in words. */
function keptWithin(
  { a, b, path, members, entries }: Sides,
  speakers: Speakers,
): ContentChange['members'] {
  if (!isObject(a) || !isObject(b)) return []
  return Object.keys(a).flatMap((key) => {
    const [before, after] = [a[key] ?? null, b[key] ?? null]
    if (!isNamedList(before) || !isNamedList(after)) return []
    const place = { area: key, members: [...members, key], entries }
    return compareLists(place, listOf(before), listOf(after), speakers).flatMap(
      ({ entry, kind, members: found }) =>
        kind === 'CHANGED'
          ? found.map((member) => ({ ...member, path: `${path}.${key}.${entry}.${member.path}` }))
          : [],
    )
  })
}

const said = (value: Json): string =>
  value === null ? NOTHING : typeof value === 'string' ? value : JSON.stringify(value)
