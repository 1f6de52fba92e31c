import { groupReads, offerReads, visibilityReads } from '../dependencies'
import type { FieldModel, GroupModel, Model } from '../model'
import type { Reads } from '../reads'
import { ACCESSORIES } from '../scope'

/** The part of a configuration that something looks at. */
export type Projection = {
  /** Option keys, and `language`. */
  options: ReadonlySet<string>
  /** Fields by group. */
  groups: ReadonlyMap<string, ReadonlySet<string>>
  /**
   * Groups of which only one element at a time is looked at: one element stands for any, since
   * nothing that is read depends on the others or on how many there are.
   */
  single: ReadonlySet<string>
  accessories: boolean
}

/**
 * What must be chosen to know what `reads` would see: its slots, and whatever decides whether
 * those are shown, which of their values are possible and how many elements there are.
 */
export function projectionOf(model: Model, reads: Reads): Projection {
  const options = new Set<string>()
  const own = new Map<string, Set<string>>()
  const shared = new Map<string, Set<string>>()
  const open: Reads[] = [reads]

  const visit = (field: FieldModel | undefined, group: string | null) => {
    if (field) open.push(visibilityReads(model, field, group), offerReads(model, field, group))
  }
  const enter = (side: Map<string, Set<string>>, key: string, fields: Iterable<string>) => {
    const known = side.get(key) ?? new Set<string>()
    const group = model.groups.get(key)
    if (side === shared && !side.has(key) && group) open.push(groupReads(model, group.group, null))
    side.set(key, known)
    for (const name of fields)
      if (!known.has(name)) {
        known.add(name)
        visit(group?.fields.get(name), key)
      }
  }

  for (let next = open.pop(); next; next = open.pop()) {
    for (const key of next.options)
      if (!options.has(key)) {
        options.add(key)
        visit(model.fields.get(key), null)
      }
    for (const [key, fields] of next.own) enter(own, key, fields)
    for (const [key, fields] of next.shared) enter(shared, key, fields)
  }

  const groups = new Map<string, Set<string>>()
  for (const [key, fields] of [...own, ...shared])
    groups.set(key, new Set([...(groups.get(key) ?? []), ...fields]))
  const accessories = groups.delete(ACCESSORIES)
  const single = new Set([...own.keys()].filter((key) => !shared.has(key)))
  return { options, groups, single, accessories }
}

/** Everything: the projection that loses nothing. */
export function wholeProjection(model: Model): Projection {
  const keys = ({ fields }: GroupModel) => new Set(fields.keys())
  return {
    options: new Set([...model.fields.keys(), 'language']),
    groups: new Map([...model.groups].map(([key, group]) => [key, keys(group)])),
    single: new Set(),
    accessories: false,
  }
}

export function slotsOfProjection({ options, groups, single }: Projection): Set<string> {
  const slots = new Set(options)
  for (const [group, fields] of groups) {
    if (!single.has(group)) slots.add(group)
    for (const field of fields) slots.add(`${group}.${field}`)
  }
  return slots
}
