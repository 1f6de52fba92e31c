import { compareContents, nameOf } from '../../domain/configurator/compareReleases'
import { asJson } from '../../domain/canonical'
import { isJsonObject } from '../../domain/configurator/raw'
import { FAMILY_AREAS, WORKFLOW_AREAS, type Area } from '../editor/areas'
import { titleOf } from '../editor/titles'
import { getAt, listAt } from '../editor/tree'
import { fieldInWords } from '../history/auditWords'
import type { Part, Versions } from './merge'

/** Drafts are edited by area; so they are merged. */
const AREAS: Readonly<Record<string, readonly Area[]>> = {
  'product-families': FAMILY_AREAS,
  workflows: WORKFLOW_AREAS,
}

const DRAFT = 'draft'

/** The areas of the draft that a record of the collection holds; none for a collection without drafts. */
export function draftParts(collection: string, { mine, theirs }: Versions): Part[] {
  const areas = AREAS[collection]
  if (!areas) return []
  const known = areas.map(({ key, label, paths }) => ({ key, label, keys: keysOf(paths) }))
  const rest = [mine, theirs]
    .flatMap((side) => Object.keys(Object(getAt(side, [DRAFT]))))
    .filter((key) => !known.some(({ keys }) => keys.includes(key)))
    .map((key) => ({ key, label: fieldInWords(key), keys: [key] }))
  const once = new Map([...known, ...rest].map((area) => [area.key, area]))
  return [...once.values()].map(({ key, label, keys }) => ({
    key: `${DRAFT}.${key}`,
    label,
    paths: keys.map((one) => [DRAFT, one]),
  }))
}

export const hasDraft = (collection: string, field: string): boolean =>
  field === DRAFT && collection in AREAS

const keysOf = (paths: Area['paths']): string[] => [
  ...new Set(paths.map(([first]) => String(first ?? ''))),
]

const SAID = { ADDED: 'Added', REMOVED: 'Removed', CHANGED: 'Changed', MOVED: 'Reordered' } as const
const AT_MOST = 8

/** What one side did to an area since both began, entry by entry. */
export function draftInWords({ paths }: Part, base: unknown, side: unknown): string[] {
  const said = paths.flatMap((path) => {
    const [key = ''] = path.slice(-1)
    const one = (root: unknown) => ({ [key]: getAt(root, path) })
    return compareContents(one(base), one(side)).map(({ entry, kind, members }) => {
      const places = members.map((member) => fieldInWords(member.path)).join('; ')
      const title =
        entry === '' ? places : entryTitle([...listAt(side, path), ...listAt(base, path)], entry)
      return title === '' ? SAID[kind] : `${SAID[kind]}: ${title}`
    })
  })
  return said.length > AT_MOST
    ? [...said.slice(0, AT_MOST), `and ${said.length - AT_MOST} more`]
    : said
}

function entryTitle(list: readonly unknown[], entry: string): string {
  const found = list.find((one) => nameOf(asJson(one)) === entry)
  return isJsonObject(found) ? titleOf(found) || entry : entry
}
