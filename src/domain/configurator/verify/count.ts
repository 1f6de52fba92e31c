import type { Configuration, ElementValues } from '../configuration'
import { groupReads, offerReads, visibilityReads } from '../dependencies'
import { groupLimits } from '../check'
import type { GroupModel, Model } from '../model'
import { readsOf, type Reads } from '../reads'
import { elementsOf, withElement, type Scope } from '../scope'
import { projectionOf } from './projection'
import type { Space } from './space'
import { candidates, walk, type Check } from './walk'

/**
 * Counts a space that is far too large to be listed.
 *
 * 1. Two options, or an option and a group, are **coupled** when a condition on one reads the
 *    other or a check reads both. Coupled things form **blocks**; what happens in one block says
 *    nothing about another, so the counts of the blocks are multiplied.
 * 2. Inside a block, a field of a repeated group is **public** when something outside its own
 *    element reads it, and **private** otherwise. Only public fields are walked in combination.
 *    Given the public ones, the private fields of one element say nothing about another element,
 *    so the number of their assignments is found once and multiplied in.
 *
 * Both steps are exact. A test compares them with plain enumeration on a small family.
 */
export type Tally = {
  /** Assignments walked. */
  all: bigint
  /** Those that satisfy every check. */
  passing: bigint
  /** Those that break a given check; one assignment may break several. */
  brokenBy: ReadonlyMap<Check, bigint>
}

export type Counting = {
  model: Model
  space: Space
  /** Slots that must hold a possible value, or number of elements; null: all. */
  strict: ReadonlySet<string> | null
  checks: readonly Check[]
}

export function countSpace(counting: Counting): Tally {
  const tally = countWithin(counting, Infinity)
  if (!tally) throw new Error('a count without a limit comes to its end')
  return tally
}

/** The same, given up as `null` where a block has more assignments to be walked than `patience`. */
export function countWithin(counting: Counting, patience: number): Tally | null {
  const tallies: Tally[] = []
  for (const block of blocksOf(counting)) {
    const tally = countBlock(counting, block, patience)
    if (!tally) return null
    tallies.push(tally)
  }
  const product = (of: (tally: Tally) => bigint) =>
    tallies.reduce((total, tally) => total * of(tally), 1n)

  const all = product((tally) => tally.all)
  const brokenBy = new Map<Check, bigint>()
  for (const tally of tallies)
    for (const [check, broken] of tally.brokenBy)
      brokenBy.set(check, tally.all === 0n ? 0n : (all / tally.all) * broken)
  return { all, passing: product((tally) => tally.passing), brokenBy }
}

// --- blocks --------------------------------------------------------------------------------------

type Block = {
  options: ReadonlySet<string>
  /** Public fields by group. */
  groups: ReadonlyMap<string, ReadonlySet<string>>
  checks: readonly Check[]
}

const nodeOf = (slot: string): string => slot.split('.')[0] ?? slot

function blocksOf({ model, strict, checks }: Counting): Block[] {
  const isStrict = (slot: string) => strict === null || strict.has(slot)
  const nodes = new Map<string, string>()
  const rootOf = (node: string): string => {
    const above = nodes.get(node) ?? node
    return above === node ? node : rootOf(above)
  }
  const couple = (slots: Iterable<string>) => {
    const [first, ...rest] = [...slots].map(nodeOf).filter((node) => nodes.has(node))
    if (first !== undefined) for (const other of rest) nodes.set(rootOf(other), rootOf(first))
  }
  const shared = readsOf(model)
  const depend = (node: string, reads: Reads) => {
    couple([node, ...reads.slots()])
    for (const [group, fields] of reads.shared)
      shared.shared.set(group, new Set([...(shared.shared.get(group) ?? []), ...fields]))
  }

  for (const node of ['language', ...model.fields.keys(), ...model.groups.keys()])
    nodes.set(node, node)
  for (const [key, field] of model.fields) {
    depend(key, visibilityReads(model, field, null))
    if (isStrict(key)) depend(key, offerReads(model, field, null))
  }
  for (const [key, { group, fields }] of model.groups) {
    depend(
      key,
      isStrict(key)
        ? groupReads(model, group, null)
        : readsOf(model).condition(group.visible, null),
    )
    for (const [name, field] of fields) {
      depend(key, visibilityReads(model, field, key))
      if (isStrict(`${key}.${name}`)) depend(key, offerReads(model, field, key))
    }
  }
  for (const { slots } of checks) couple(slots)

  const publicFields = publicFieldsOf(model, shared, checks)
  const members = new Map<string, string[]>()
  for (const node of nodes.keys()) {
    const root = rootOf(node)
    members.set(root, [...(members.get(root) ?? []), node])
  }
  return [...members.values()].map((block) => ({
    options: new Set(block.filter((node) => !model.groups.has(node))),
    groups: new Map(
      block
        .filter((node) => model.groups.has(node))
        .map((node) => [node, publicFields.get(node) ?? new Set<string>()]),
    ),
    checks: checks.filter(({ slots }) => [...slots].some((slot) => block.includes(nodeOf(slot)))),
  }))
}

/** Fields read from outside their element, and the fields of the element that those depend on. */
function publicFieldsOf(
  model: Model,
  shared: Reads,
  checks: readonly Check[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const publish = (group: string, name: string) => {
    const known = found.get(group) ?? new Set<string>()
    found.set(group, known)
    const field = model.groups.get(group)?.fields.get(name)
    if (!field || known.has(name)) return
    known.add(name)
    for (const reads of [visibilityReads(model, field, group), offerReads(model, field, group)])
      for (const below of reads.own.get(group) ?? []) publish(group, below)
  }

  for (const [group, fields] of shared.shared) for (const name of fields) publish(group, name)
  for (const { slots, element } of checks)
    for (const slot of slots) {
      const [group = slot, name] = slot.split('.')
      if (name !== undefined && group !== element) publish(group, name)
    }
  return found
}

// --- one block -----------------------------------------------------------------------------------

function countBlock(counting: Counting, block: Block, patience: number): Tally | null {
  const { model, space, strict } = counting
  const wholeChecks = block.checks.filter(({ element }) => element === null)
  const elements = [...block.groups].map(([key, names]) =>
    elementCounter(counting, block, key, names),
  )
  const brokenBy = new Map<Check, bigint>(block.checks.map((check) => [check, 0n]))
  let all = 0n
  let passing = 0n

  const projection = {
    options: block.options,
    groups: block.groups,
    single: new Set<string>(),
    accessories: false,
  }
  const longest = strict === null ? new Map<string, number>() : longestLists(model, space)
  const visit = (scope: Scope, weight: number) => {
    const inside = elements.map((count) => count(scope))
    const raw = BigInt(weight)
    const total = inside.reduce((product, tally) => product * tally.all, raw)
    all += total

    let isPassing = true
    for (const check of wholeChecks) {
      if (check.holds(scope)) continue
      isPassing = false
      brokenBy.set(check, (brokenBy.get(check) ?? 0n) + total)
    }
    for (const tally of inside)
      for (const [check, broken] of tally.brokenBy)
        if (tally.all > 0n)
          brokenBy.set(check, (brokenBy.get(check) ?? 0n) + (total / tally.all) * broken)
    if (isPassing) passing += inside.reduce((product, tally) => product * tally.passing, raw)
  }
  const options = { strict, prune: [], longest, patience }
  return walk(model, space, projection, options, visit) ? null : { all, passing, brokenBy }
}

/** For one group: the assignments of all private fields, given the public ones in the scope. */
function elementCounter(
  counting: Counting,
  block: Block,
  key: string,
  publicNames: ReadonlySet<string>,
): (scope: Scope) => Tally {
  const { model } = counting
  const entry = model.groups.get(key)
  if (!entry) throw new RangeError(`no group ${key}`)

  const checks = block.checks.filter(({ element }) => element === key)
  const context = contextOf(model, entry, checks)
  const known = new Map<string, Tally>()

  return (scope) => {
    const around = JSON.stringify(context(scope))
    let all = 1n
    let passing = 1n
    const keeping = checks.map(() => 1n)
    for (const values of elementsOf(scope, key)) {
      const place = `${around}|${JSON.stringify(values)}`
      const tally =
        known.get(place) ?? countElement(counting, entry, publicNames, checks, values, scope)
      known.set(place, tally)
      all *= tally.all
      passing *= tally.passing
      for (const [index, check] of checks.entries())
        keeping[index] = (keeping[index] ?? 1n) * (tally.all - (tally.brokenBy.get(check) ?? 0n))
    }
    const brokenBy = new Map(
      checks.map((check, index) => [check, all - (keeping[index] ?? 0n)] as const),
    )
    return { all, passing, brokenBy }
  }
}

/** What of the rest of the configuration the private fields and element checks depend on. */
function contextOf(
  model: Model,
  { group, fields }: GroupModel,
  checks: readonly Check[],
): (scope: Scope) => unknown {
  const nodes = new Set<string>()
  for (const field of fields.values())
    for (const reads of [
      visibilityReads(model, field, group.key),
      offerReads(model, field, group.key),
    ]) {
      for (const option of reads.options) nodes.add(option)
      for (const shared of reads.shared.keys()) nodes.add(shared)
    }
  for (const { slots } of checks) for (const slot of slots) nodes.add(nodeOf(slot))
  nodes.delete(group.key)
  const readsOwnList = [...fields.values()].some((field) =>
    [visibilityReads(model, field, group.key), offerReads(model, field, group.key)].some((reads) =>
      reads.shared.has(group.key),
    ),
  )
  if (readsOwnList) nodes.add(group.key)
  return ({ configuration, language }) => [
    language,
    ...[...nodes].map((node) => configuration[node] ?? null),
  ]
}

function countElement(
  { space, strict }: Counting,
  { group, fields }: GroupModel,
  publicNames: ReadonlySet<string>,
  checks: readonly Check[],
  given: Readonly<ElementValues>,
  scope: Scope,
): Tally {
  const open = [...fields].filter(([name]) => !publicNames.has(name))
  const values: ElementValues = { ...given }
  const inside = withElement(scope, group.key, 0, values)
  const alone: Configuration = { ...scope.configuration, [group.key]: [values] }
  const brokenBy = new Map<Check, bigint>(checks.map((check) => [check, 0n]))
  let all = 0n
  let passing = 0n

  const fill = (at: number, weight: number): void => {
    const entry = open[at]
    if (!entry) {
      const amount = BigInt(weight)
      const broken = checks.filter((check) => !check.holds({ ...scope, configuration: alone }))
      for (const check of broken) brokenBy.set(check, (brokenBy.get(check) ?? 0n) + amount)
      all += amount
      if (broken.length === 0) passing += amount
      return
    }
    const [name, field] = entry
    const slot = `${group.key}.${name}`
    const isStrict = strict === null || strict.has(slot)
    for (const choice of candidates(field, slot, inside, space, isStrict)) {
      values[name] = choice.value
      fill(at + 1, weight * choice.weight)
    }
    delete values[name]
  }
  fill(0, 1)
  return { all, passing, brokenBy }
}

/** The largest number of elements that any configuration allows, by group. */
export function longestLists(model: Model, space: Space): Map<string, number> {
  const longest = new Map<string, number>()
  for (const [key, { group }] of model.groups) {
    const projection = projectionOf(model, groupReads(model, group, null))
    walk(model, space, projection, { strict: null, prune: [] }, (scope) => {
      const most = groupLimits(group, scope)?.max ?? 0
      longest.set(key, Math.max(longest.get(key) ?? 0, most))
    })
  }
  return longest
}
