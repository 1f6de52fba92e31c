import type { PayloadRequest } from 'payload'
import {
  allKeptApart,
  componentsOf,
  forgetItem,
  itemsNamed,
  keptApart,
  lockStructure,
  placeAfterLast,
  pointComponent,
  usesOf,
  wayDown,
  type ComponentRow,
} from '../../db/structure'
import { resolveItem } from '../../domain/catalog/lookup'
import { isUuid } from '../../domain/ids'
import { finalStates } from '../../domain/workflow/definition'
import { recordAudits } from '../audit'
import { statePairs } from '../builds/closed'
import { refused } from '../http'

type Child = { part: string | null; assembly: string | null }

/**
 * What a component's id means inside an assembly (architecture 5.5): the record found by the one
 * resolution rule, or neither while it is unknown. A link that would close a circle is refused with the
 * path named, unless a part of that literal id exists: then it points at the part (handbook 7).
 */
export async function resolveComponent(
  req: PayloadRequest,
  parent: string,
  askedId: string,
): Promise<Child> {
  const meant = await meaningOf(req, parent, askedId)
  if ('part' in meant) return meant
  const { circle } = meant
  throw refused({
    code: 'cycle',
    field: 'askedId',
    item: askedId,
    message: `${circle.at(-1)} would contain itself: ${[circle.at(-1), ...circle].join(' > ')}. Remove one of these links first.`,
    details: { path: [circle.at(-1), ...circle] },
  })
}

/**
 * The place after the last component of an assembly, while nobody else adds one; null for what cannot be an
 * assembly.
 */
export async function nextPosition(req: PayloadRequest, assembly: unknown): Promise<number | null> {
  if (typeof assembly !== 'string' || !isUuid(assembly)) return null
  await lockStructure(req)
  return placeAfterLast(req, assembly)
}

/** The child, or the circle that the link would close where no part can take its place. */
async function meaningOf(
  req: PayloadRequest,
  parent: string,
  askedId: string,
): Promise<Child | { circle: string[] }> {
  await lockStructure(req)
  const { assemblies, parts } = await itemsNamed(req, askedId)
  const found = resolveItem(
    {
      assembly: (number) => assemblies.find(({ partNumber }) => partNumber === number),
      part: (number) => parts.find(({ partNumber }) => partNumber === number),
    },
    askedId,
  )
  if (!found) return { part: null, assembly: null }
  if (found.kind === 'PART') return { part: found.item.id, assembly: null }

  const circle = await wayDown(req, found.item.id, parent)
  if (!circle) return { part: null, assembly: found.item.id }
  const [part] = parts
  return part ? { part: part.id, assembly: null } : { circle }
}

/**
 * After an assembly is no longer a component of another: what beneath it was kept apart because of the
 * circle may point at its assembly now, in the same transaction.
 */
export async function resolveReleased(req: PayloadRequest, assembly: string): Promise<void> {
  await lockStructure(req)
  await resolveRows(req, await keptApart(req, assembly), CIRCLE_GONE)
}

/**
 * After many links were changed at once: whatever in the catalogue was kept apart because of a circle that
 * is there no more points at its assembly, in the same transaction.
 *
 * @param pointAt how a row is written where that is also to be kept otherwise
 */
export async function resolveAllKeptApart(
  req: PayloadRequest,
  reason = CIRCLE_GONE,
  pointAt: PointAt = pointComponent,
): Promise<void> {
  await lockStructure(req)
  await resolveRows(req, await allKeptApart(req), reason, pointAt)
}

const CIRCLE_GONE = 'A link that closed a circle is gone'
type PointAt = (req: PayloadRequest, id: string, child: Child) => Promise<unknown>

async function resolveRows(
  req: PayloadRequest,
  rows: readonly ComponentRow[],
  reason: string,
  pointAt?: PointAt,
): Promise<void> {
  for (const row of rows) {
    const meant = await meaningOf(req, row.parent, row.askedId)
    if ('part' in meant) await point(req, row, meant, reason, pointAt)
  }
}

/** Points a component row at what its id means, if that is something else, with an audit row. */
async function point(
  req: PayloadRequest,
  row: ComponentRow,
  child: Child,
  reason: string,
  pointAt: PointAt = pointComponent,
): Promise<void> {
  if (child.part === row.part && child.assembly === row.assembly) return
  await pointAt(req, row.id, child)
  await recordAudits(req, [
    {
      action: 'update',
      resource: 'assembly-components',
      resourceId: row.id,
      before: { part: row.part, assembly: row.assembly },
      after: child,
      reason,
    },
  ])
}

/**
 * After an item was created or renamed: every component row that asks for its old or new number is
 * resolved again, in the same transaction. A rename that would close a circle is refused; one that opens a
 * circle lets what was kept apart point at its assembly.
 */
export async function resolveAgain(
  req: PayloadRequest,
  item: { id: string; partNumber: string },
  formerNumber: string | null,
): Promise<void> {
  await lockStructure(req)
  const numbers = formerNumber === null ? [item.partNumber] : [item.partNumber, formerNumber]
  const released = new Set<string>()
  for (const row of await componentsOf(req, numbers, item.id)) {
    const child = await resolveComponent(req, row.parent, row.askedId)
    await point(req, row, child, `${item.partNumber} was created or renamed`)
    if (row.assembly !== null && row.assembly !== child.assembly) released.add(row.assembly)
  }
  for (const assembly of released) await resolveReleased(req, assembly)
}

const WORDS = {
  ORDER: 'order',
  ASSEMBLY: 'assembly',
  SUCCESSOR: 'being the successor of',
  STOCK: 'stock history:',
} as const

/**
 * Lets an item go, or refuses with `in_use` and says who uses it (BR-008): live orders, assemblies that
 * contain it, its own stock history. Retiring it is always possible.
 */
export async function releaseItem(
  req: PayloadRequest,
  kind: 'part' | 'assembly',
  id: string,
): Promise<void> {
  const uses = await usesOf(req, kind, id, await statePairs(req, finalStates))
  if (uses.length > 0) {
    const named = uses.slice(0, 5).map(({ kind: by, name }) => `${WORDS[by]} ${name}`)
    const more = uses.length > 5 ? ` and ${uses.length - 5} more` : ''
    throw refused({
      code: 'in_use',
      message: `It is used by ${named.join(', ')}${more}. Retire it instead: clear "Is active".`,
      details: { usedBy: uses.slice(0, 100) },
    })
  }
  await forgetItem(req, kind, id)
}
