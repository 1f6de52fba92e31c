import type {
  CollectionSlug,
  FlattenedField,
  PayloadRequest,
  SanitizedCollectionConfig,
} from 'payload'
import { isJsonObject, type Json } from '../../domain/canonical'
import { labelText } from '../../domain/label'
import { STAGES } from '../../domain/orders/stage'
import type { ActOn } from '../../services/recordHistory'
import { idOf } from '../../services/relation'
import { definitionOf } from '../panel/states'
import { stageLabel } from '../panel/words'
import { NO_TITLES, type Titles } from './changes'

const IDS_AT_MOST = 100

/**
 * What the records are called that a history points at, as far as its reader may see them, and the codes
 * that its fields choose from.
 */
export async function titlesIn(
  req: PayloadRequest,
  { flattenedFields }: SanitizedCollectionConfig,
  acts: readonly { before: Json | null; after: Json | null }[],
): Promise<Titles> {
  const byTarget = new Map<string, Set<string>>()
  for (const field of flattenedFields) {
    const slug = linkedBy(field)
    if (slug === null) continue
    const ids = acts.flatMap(({ before, after }) =>
      [before, after].flatMap((part) =>
        part !== null && isJsonObject(part) ? idsIn(part[field.name]) : [],
      ),
    )
    const known = byTarget.get(slug) ?? new Set<string>()
    byTarget.set(slug, new Set([...known, ...ids]))
  }
  const titles = new Map(flattenedFields.flatMap(codesOf))
  for (const [slug, ids] of byTarget) {
    const target = req.payload.config.collections.find((one) => one.slug === slug)
    const name = target?.admin.useAsTitle
    if (!target || !name || name === 'id' || ids.size === 0) continue
    if ((await target.access.read({ req })) === false) continue
    const { docs } = await req.payload.find({
      collection: target.slug,
      where: { id: { in: [...ids].slice(0, IDS_AT_MOST) } },
      limit: IDS_AT_MOST,
      depth: 0,
      overrideAccess: false,
      req,
    })
    for (const doc of docs) {
      const title: unknown = Reflect.get(doc, name)
      if (typeof title === 'string' && title !== '') titles.set(String(doc.id), title)
    }
  }
  return titles
}

/** The one collection whose records a field points at, or that point at it. */
function linkedBy(field: FlattenedField): string | null {
  const isLink = field.type === 'relationship' || field.type === 'upload'
  const target = isLink ? field.relationTo : field.type === 'join' ? field.collection : null
  return typeof target === 'string' ? target : null
}

/** What statuses and stages of an order or a build are called, by the workflow that it has pinned. */
export async function statusTitles(
  req: PayloadRequest,
  resource: string,
  id: string | null | undefined,
): Promise<Titles> {
  if (!id || (resource !== 'orders' && resource !== 'builds')) return NO_TITLES
  const record = await req.payload.findByID({
    collection: resource,
    id,
    select: { workflow: true },
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  const { states } = await definitionOf(req, idOf(record?.workflow))
  return new Map([
    ...STAGES.map((code) => [code, stageLabel(code)] as const),
    ...states.map(({ code, label }) => [code, labelText(label)] as const),
  ])
}

/** The same for acts on records of several collections, which may call one code differently. */
export async function titlesOfEach(
  req: PayloadRequest,
  acts: readonly Pick<ActOn, 'act' | 'resource'>[],
): Promise<ReadonlyMap<CollectionSlug, Titles>> {
  const titles = new Map<CollectionSlug, Titles>()
  for (const slug of new Set(acts.map(({ resource }) => resource))) {
    const own = acts.filter(({ resource }) => resource === slug).map(({ act }) => act)
    titles.set(slug, await titlesIn(req, req.payload.collections[slug].config, own))
  }
  return titles
}

const codesOf = (field: FlattenedField): [string, string][] =>
  field.type === 'select'
    ? field.options.flatMap((option): [string, string][] =>
        typeof option === 'object' && typeof option.label === 'string'
          ? [[option.value, option.label]]
          : [],
      )
    : []

const idsIn = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.flatMap(idsIn) : []
}
