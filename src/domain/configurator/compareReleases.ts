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

/**
 * Says a value in words, given the entry it belongs to; null for one that is compared part by part.
 * A condition is a sentence on either side, each in the words of its own content.
 */
export type Speaker = (value: unknown, entry: unknown) => string | null
export type Speakers = { before: Speaker; after: Speaker }
const SILENT: Speakers = { before: () => null, after: () => null }

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
    return compareLists(area, listOf(a), listOf(b), speakers)
  }
  const members = differences({ a: a ?? null, b: b ?? null, path: '' }, [a, b], speakers)
  return members.length > 0 ? [{ area, entry: '', kind: 'CHANGED', members }] : []
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

const isNamedList = (value: Json): boolean => {
  if (!Array.isArray(value)) return false
  const names = value.map((entry: Json) => nameOf(entry))
  return !names.includes(undefined) && new Set(names).size === names.length
}

function compareLists(
  area: string,
  before: readonly Json[],
  after: readonly Json[],
  speakers: Speakers,
  owners?: readonly [unknown, unknown],
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
  return [
    ...[...later]
      .filter(([name]) => !earlier.has(name))
      .map(([name, entry]) => ({
        ...change(name, 'ADDED'),
        members: saysOf(entry, speakers.after).map(({ path, text }) => ({
          path,
          before: NOTHING,
          after: text,
        })),
      })),
    ...[...earlier]
      .filter(([name]) => !later.has(name))
      .map(([name, entry]) => ({
        ...change(name, 'REMOVED'),
        members: saysOf(entry, speakers.before).map(({ path, text }) => ({
          path,
          before: text,
          after: NOTHING,
        })),
      })),
    ...kept.flatMap((name) => {
      const [a, b] = [earlier.get(name) ?? null, later.get(name) ?? null]
      const members = differences({ a, b, path: '' }, owners ?? [a, b], speakers)
      return members.length > 0 ? [{ ...change(name, 'CHANGED'), members }] : []
    }),
    ...(kept.every((name, index) => keptNow[index] === name) ? [] : [change('', 'MOVED')]),
  ]
}

const NOTHING = '–'

/** All that an entry says, member by member: conditions and items in words, lists by the names in them. */
function saysOf(entry: Json, speak: Speaker): { path: string; text: string }[] {
  if (!isObject(entry)) return []
  const name = nameOf(entry)
  return Object.entries(entry).flatMap(([key, value]) => {
    if (value === null || value === name) return []
    const words = speak(value, entry)
    if (words !== null) return [{ path: key, text: words }]
    if (isObject(value) && typeof value.en === 'string')
      return [{ path: `${key}.en`, text: value.en }]
    if (Array.isArray(value) && value.length === 0) return []
    const names = Array.isArray(value) && isNamedList(value) ? value.map(nameOf) : null
    return [{ path: key, text: names ? names.join(', ') : said(value) }]
  })
}

/** Every leaf that differs, by its path; a list without names is one leaf. */
function differences(
  { a, b, path }: { a: Json; b: Json; path: string },
  owners: readonly [unknown, unknown],
  speakers: Speakers,
): ContentChange['members'] {
  if (JSON.stringify(a) === JSON.stringify(b)) return []
  const words = [speakers.before(a, owners[0]), speakers.after(b, owners[1])] as const
  // what sounds alike and is not is told part by part
  if (words[0] !== words[1])
    return [
      { path, before: words[0] ?? said(a), after: words[1] ?? said(b) },
      ...keptWithin({ a, b, path }, owners, speakers),
    ]
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    return keys.flatMap((key) =>
      differences(
        { a: a[key] ?? null, b: b[key] ?? null, path: path ? `${path}.${key}` : key },
        owners,
        speakers,
      ),
    )
  }
  if (isNamedList(a) && isNamedList(b)) {
    return compareLists(path, listOf(a), listOf(b), speakers, owners).flatMap(
      ({ entry, kind, members }) =>
        kind === 'CHANGED'
          ? members.map((member) => ({ ...member, path: `${path}.${entry}.${member.path}` }))
          : [
              {
                path: `${path}.${entry}`,
                before: kind === 'ADDED' ? NOTHING : entry,
                after: saidKind(kind, entry),
              },
            ],
    )
  }
  return [{ path, before: said(a), after: said(b) }]
}

/** The entries of lists that are still there may have changed beside what was told in words. */
function keptWithin(
  { a, b, path }: { a: Json; b: Json; path: string },
  owners: readonly [unknown, unknown],
  speakers: Speakers,
): ContentChange['members'] {
  if (!isObject(a) || !isObject(b)) return []
  return Object.keys(a).flatMap((key) => {
    const [before, after] = [a[key] ?? null, b[key] ?? null]
    if (!isNamedList(before) || !isNamedList(after)) return []
    return compareLists(key, listOf(before), listOf(after), speakers, owners).flatMap(
      ({ entry, kind, members }) =>
        kind === 'CHANGED'
          ? members.map((member) => ({ ...member, path: `${path}.${key}.${entry}.${member.path}` }))
          : [],
    )
  })
}

const saidKind = (kind: ContentChange['kind'], entry: string): string =>
  kind === 'ADDED' ? entry : kind === 'REMOVED' ? NOTHING : 'in another order'

const said = (value: Json): string =>
  value === null ? NOTHING : typeof value === 'string' ? value : JSON.stringify(value)
