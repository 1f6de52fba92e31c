import { canonicalJson, type JsonObject } from '../../canonical'
import type { CatalogueAssembly, CatalogueCategory, CataloguePart } from './catalogue'
import type { Changes, ImportPlan } from './plan'

/**
 * What the dry run of an import saw of a record that it would write: a digest of each field that it would
 * change, null where there was no such record. Applying writes only what the dry run showed (ADR 22).
 */
export type SeenFields = Readonly<Record<string, string>> | null

export const SEEN_RESOURCES = ['categories', 'assemblies', 'parts'] as const
export type SeenResource = (typeof SEEN_RESOURCES)[number]

export type SeenRecord = { resource: SeenResource; record: string; fields: SeenFields }

/** Undefined for records that the dry run would not have written. */
export type SeenBy = (resource: SeenResource, record: string) => SeenFields | undefined

export type Digest = (text: string) => string

/** The fields that an import would change, as they stand now; null where the record is new. */
export type Standing = JsonObject | null

export const seenFieldsOf = (standing: Standing, digest: Digest): SeenFields =>
  standing &&
  Object.fromEntries(
    Object.entries(standing).map(([field, held]) => [field, digest(canonicalJson(held))]),
  )

/**
 * Why a record must not be written: it stands otherwise than the dry run saw it. Undefined when it may.
 *
 * @param tell the named fields as they stand now, in words
 */
export function whyHeld(
  seen: SeenFields | undefined,
  standing: Standing,
  digest: Digest,
  tell: (fields: readonly string[]) => string,
): string | undefined {
  const now = seenFieldsOf(standing, digest)
  if (seen === undefined)
    return now === null
      ? held('would be new now, which the dry run did not show')
      : held(`would change now, which the dry run did not show (${tell(Object.keys(now))})`)
  if (now === null) return seen === null ? undefined : held('was deleted since the dry run')
  if (seen === null) return held('was made by somebody else since the dry run')
  const others = Object.keys(now).filter((field) => now[field] !== seen[field])
  return others.length === 0 ? undefined : held(`was changed since the dry run (${tell(others)})`)
}

const held = (what: string): string => `${what}. Check the file again to see it beside your change`

/** Records to leave as they are, with the reason. */
export type HeldRecords = Readonly<Record<SeenResource, ReadonlyMap<string, string>>>

export const NOTHING_HELD: HeldRecords = {
  categories: new Map(),
  assemblies: new Map(),
  parts: new Map(),
}

/** What a dry run has to remember of a plan. */
export const seenIn = (plan: ImportPlan, digest: Digest): SeenRecord[] =>
  touchedIn(plan).map(({ resource, record, standing }) => ({
    resource,
    record,
    fields: seenFieldsOf(standing, digest),
  }))

/**
 * Plans anew until every record that would be written stands as the dry run saw it. Each round leaves out
 * what was changed since, because what remains may mean something else without it.
 */
export function planAsSeen<Planned extends { plan: ImportPlan }>(
  planWithout: (held: HeldRecords) => Planned,
  seenBy: SeenBy,
  digest: Digest,
): Planned & { changedSince: string[] } {
  const left = {
    categories: new Map<string, string>(),
    assemblies: new Map<string, string>(),
    parts: new Map<string, string>(),
  }
  for (;;) {
    const planned = planWithout(left)
    let isAsSeen = true
    for (const { resource, record, standing } of touchedIn(planned.plan)) {
      const reason = whyHeld(seenBy(resource, record), standing, digest, (fields) =>
        fields.map((field) => nowInWords(field, standing)).join(', '),
      )
      if (reason === undefined) continue
      left[resource].set(record, reason)
      isAsSeen = false
    }
    if (isAsSeen)
      return {
        ...planned,
        changedSince: SEEN_RESOURCES.flatMap((resource) => [...left[resource].keys()]),
      }
  }
}

function nowInWords(field: string, standing: Standing): string {
  const held = standing?.[field] ?? null
  if (Array.isArray(held)) return `its ${field} are others now`
  return `${field} is now ${held === null || held === '' ? 'empty' : String(held)}`
}

type Touched = { resource: SeenResource; record: string; standing: Standing }

const touchedIn = ({ categories, assemblies, parts }: ImportPlan): Touched[] => [
  ...touchedOf('categories', categories, ({ code }) => code),
  ...touchedOf('assemblies', assemblies, ({ partNumber }) => partNumber),
  ...touchedOf('parts', parts, ({ partNumber }) => partNumber),
]

type CatalogueRow = CatalogueAssembly | CatalogueCategory | CataloguePart

/** Lists that only find what they were asking for are nobody's change: they are not among them. */
const touchedOf = <Row extends CatalogueRow>(
  resource: SeenResource,
  { added, changed }: Changes<Row>,
  idOf: (row: Row) => string,
): Touched[] => [
  ...added.map((row) => ({ resource, record: idOf(row), standing: null })),
  ...changed.flatMap(({ before, after, fields }): Touched[] => {
    const [was, becomes] = [contentOf(before), contentOf(after)]
    const standing = Object.fromEntries(
      fields
        .map((field) => [field, was[field] ?? null] as const)
        .filter(([field, held]) => canonicalJson(held) !== canonicalJson(becomes[field] ?? null)),
    )
    const isTouched = Object.keys(standing).length > 0
    return isTouched ? [{ resource, record: idOf(after), standing }] : []
  }),
]

/** A record as people enter it: what the ids in a component list resolve to is not theirs. */
const contentOf = (row: CatalogueRow): JsonObject =>
  'components' in row
    ? {
        ...row,
        components: row.components.map(({ askedId, quantity, note }) => ({
          askedId,
          quantity,
          note,
        })),
      }
    : row
