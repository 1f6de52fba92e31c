import { resolveItem } from '../lookup'
import { AcyclicLinks } from './acyclic'
import type { Catalogue, CatalogueComponent, CataloguePart, ItemRef } from './catalogue'
import type { Delivery } from './delivery'
import type { Findings } from './report'

/** A stored component that is judged again, because its id means something else than what it points at. */
type Reopened = { assembly: string; index: number; component: CatalogueComponent }

const SHOWN_OF_A_CIRCLE = { head: 8, tail: 3 }

export const sameRef = (one: ItemRef | null, other: ItemRef | null): boolean =>
  one === other ||
  (one !== null && other !== null && one.kind === other.kind && one.partNumber === other.partNumber)

/** The path of a circle in words, its middle left out when it is long. */
export function circleText(path: readonly string[]): string {
  const { head, tail } = SHOWN_OF_A_CIRCLE
  const hidden = path.length - head - tail
  const shown =
    hidden > 1 ? [...path.slice(0, head), `(${hidden} more)`, ...path.slice(-tail)] : path
  return shown.join(' → ')
}

/**
 * Decides what every component of the merged catalogue points at (handbook 6.6, 7). Lists of the
 * delivery replace those of the assemblies they belong to; all other lists are resolved again, since a
 * new item may be what they were asking for. Links are judged in a fixed order: first those that the
 * catalogue already has, then those of other assemblies that a new item gives another meaning, then
 * the files in file order, and last those that the catalogue keeps apart because of a circle: a list that
 * is delivered as it was takes no link away from itself. A link that closes a circle points at the part of
 * that literal id, if there is one; else it is refused with the path named.
 *
 * @returns the component lists that the delivery sets or changes, by part number of their assembly.
 */
export function settleComponents(
  delivery: Delivery,
  current: Catalogue,
  parts: ReadonlyMap<string, CataloguePart>,
  findings: Findings,
): Map<string, readonly CatalogueComponent[]> {
  const lists = new Map<string, readonly CatalogueComponent[]>()
  const names = [...new Set([...current.assemblies.keys(), ...delivery.assemblies.keys()])]
  const nodes = new Map(names.map((name, node) => [name, node]))
  const links = new AcyclicLinks(names.length, linkCount(delivery, current))

  const lookup = {
    assembly: (id: string) => (nodes.has(id) ? id : undefined),
    part: (id: string) => (parts.has(id) ? id : undefined),
  }
  const resolve = (askedId: string): ItemRef | null => {
    const found = resolveItem(lookup, askedId)
    return found ? { kind: found.kind, partNumber: found.item } : null
  }
  /** The circle that the link would close, as part numbers; undefined when it stands. */
  const circleOf = (assembly: string, child: ItemRef | null): string[] | undefined => {
    const from = nodes.get(assembly)
    const to = child?.kind === 'ASSEMBLY' ? nodes.get(child.partNumber) : undefined
    if (from === undefined || to === undefined) return undefined
    return links.add(from, to)?.map((node) => names[node] ?? '')
  }
  const partOf = (askedId: string): ItemRef | undefined =>
    parts.has(askedId) ? { kind: 'PART', partNumber: askedId } : undefined

  const reopened: Reopened[] = []
  const keptApart: Reopened[] = []
  for (const [assembly, { components }] of current.assemblies) {
    if (delivery.assemblies.get(assembly)?.components) continue
    components.forEach((component, index) => {
      const child = resolve(component.askedId)
      if (sameRef(child, component.child) && !circleOf(assembly, child)) return
      const isKnown = child?.kind === 'ASSEMBLY' && current.assemblies.has(child.partNumber)
      const again = isKnown ? keptApart : reopened
      again.push({ assembly, index, component })
    })
  }

  const judgeAgain = ({ assembly, index, component }: Reopened): void => {
    const wanted = resolve(component.askedId)
    const circle = circleOf(assembly, wanted)
    const child = circle ? (partOf(component.askedId) ?? null) : wanted
    if (sameRef(child, component.child)) return

    const list = [...(lists.get(assembly) ?? current.assemblies.get(assembly)?.components ?? [])]
    list[index] = { ...component, child }
    lists.set(assembly, list)
    if (circle)
      findings.warn(
        child ? 'circle_kept_as_part' : 'circle_left_unknown',
        'assemblies.json',
        assembly,
        `${component.askedId} would close the circle ${circleText(circle)}`,
        `components[${index}]`,
      )
  }
  reopened.forEach(judgeAgain)

  for (const [assembly, { components }] of delivery.assemblies) {
    if (!components) continue
    const list: CatalogueComponent[] = []
    for (const { askedId, quantity, note, index } of components) {
      const place = `components[${index}]`
      const wanted = resolve(askedId)
      const circle = circleOf(assembly, wanted)
      const child = circle ? partOf(askedId) : wanted
      if (child === undefined) {
        const path = circleText(circle ?? [])
        findings.refuse('assemblies.json', assembly, `${askedId} closes the circle ${path}`, place)
        continue
      }
      if (circle)
        findings.warn(
          'circle_kept_as_part',
          'assemblies.json',
          assembly,
          `${askedId} would close the circle ${circleText(circle)}; it points at the part ${askedId}`,
          place,
        )
      else if (!child)
        findings.warn(
          'unknown_component',
          'assemblies.json',
          assembly,
          `${askedId} is neither an assembly nor a part`,
          place,
        )
      list.push({ askedId, quantity, note, child })
    }
    lists.set(assembly, list)
  }
  keptApart.forEach(judgeAgain)
  return lists
}

function linkCount(delivery: Delivery, current: Catalogue): number {
  let count = 0
  for (const { components } of current.assemblies.values()) count += components.length
  for (const { components } of delivery.assemblies.values()) count += components?.length ?? 0
  return count
}
