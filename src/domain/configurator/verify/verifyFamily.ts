import { explode, QUANTITY_AT_MOST, type TopItem } from '../../boms/explode'
import type { BomLine } from '../../boms/line'
import type { CatalogLookup } from '../../catalog/lookup'
import { sameLabel } from '../../label'
import type { Configuration } from '../configuration'
import { invariantReads, ruleReads } from '../dependencies'
import { topItems } from '../derive'
import { brokenInvariants, linesFrom, type LinesOf } from '../invariants'
import type { Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent, Invariant, Rule } from '../release'
import type { Scope } from '../scope'
import { completionOf, groundOf, type Example, type Ground } from './accepted'
import { elementOf } from './constraintCheck'
import { countSpace, countWithin } from './count'
import { projectionOf, slotsOfProjection, type Projection } from './projection'
import type { Space } from './space'
import { slicesOf, walk, type Check } from './walk'

export type VerifyOptions = {
  /** Ids offered as accessories: each must resolve by itself. */
  accessories?: readonly string[]
}

/** How far a proof has come, and the rules it looks at now. */
export type VerifyProgress = { done: number; total: number; at: string }

export type VerifyFailure = {
  /** The catalogue id, or the invariant, that fails. */
  item: string
  rule: string
  why: string
  /** A configuration that the family accepts and that shows the failure. */
  example: Example
}

/** Counts are decimal digits: they pass 2^53 by far. */
export type VerifyReport = {
  family: string
  combinations: string
  /** `null` where so much fails that counting what is left would take too long. */
  complete: string | null
  refused: string
  /** Combinations per refusing field or constraint; one combination may be refused by several. */
  refusedBy: readonly { by: string; combinations: string }[]
  /** Cases that were really derived, one for each distinct thing a rule can see. */
  derivedCases: number
  failures: readonly VerifyFailure[]
}

/**
 * Proves a family against a catalogue: walks its whole discrete space and reports that each
 * combination is a complete bill of materials or a named refusal; all else is a failure.
 *
 * The space is not sampled and nothing here knows any family. A rule can only depend on what its
 * condition, item and quantity read (`reads.ts`), so its lines are derived once for every
 * distinct assignment of just those options, with everything that decides about their values.
 * Every full configuration shows each rule one of these assignments; if none fails, none fails.
 * An invariant is walked jointly with all rules that can contribute to it. A failing assignment
 * counts only if it can be completed to a configuration that is accepted, which then is the
 * example. Counts come from `count.ts`, with failing rules as further checks.
 */
export function verifyFamily(
  content: FamilyContent,
  lookup: CatalogLookup,
  {
    onProgress,
    ...options
  }: VerifyOptions & { onProgress?: (progress: VerifyProgress) => void } = {},
): VerifyReport {
  const steps = verifySteps(content, lookup, options)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    onProgress?.(step.value)
  }
}

/** The same step by step, each a small part of a second: whoever asks decides when others have their turn. */
export function* verifySteps(
  content: FamilyContent,
  lookup: CatalogLookup,
  options: VerifyOptions = {},
): Generator<VerifyProgress, VerifyReport> {
  const ground = groundOf(content)
  const { model, space, constraints } = ground
  const examiner = new Examiner(ground, lookup, options)
  const failures = [...(yield* examiner.examine()), ...tooWide(space)]

  const all = countSpace({ model, space, strict: new Set(), checks: [] }).all
  const valid = countSpace({ model, space, strict: null, checks: constraints })
  const complete =
    examiner.failing.length === 0 ? valid.passing : countComplete(ground, examiner.failing)

  return {
    family: content.code,
    combinations: String(all),
    complete: complete === null ? null : String(complete),
    refused: String(all - valid.passing),
    refusedBy: [
      ...refusedByField(model, space, all),
      ...constraints.map((check) => ({
        by: check.id,
        combinations: String(valid.brokenBy.get(check) ?? 0n),
      })),
    ],
    derivedCases: examiner.cases,
    failures,
  }
}

/** The accepted combinations that show none of the failures; `null` where they are too many to be counted. */
function countComplete({ model, space, constraints }: Ground, failing: readonly Check[]) {
  if (failing.length > FAILING_COUNTED) return null
  const checks = [...constraints, ...failing]
  return countWithin({ model, space, strict: null, checks }, PATIENCE)?.passing ?? null
}

/** Only what fails, without the counts: what publishing has to know. */
export function* failureSteps(
  content: FamilyContent,
  lookup: CatalogLookup,
  options: VerifyOptions = {},
): Generator<VerifyProgress, VerifyFailure[]> {
  const ground = groundOf(content)
  const examiner = new Examiner(ground, lookup, options)
  return [...(yield* examiner.examine()), ...tooWide(ground.space)]
}

const tooWide = (space: Space): VerifyFailure[] =>
  space.tooWide.map((slot) => ({
    item: slot,
    rule: 'SPACE',
    why: 'Enters a sum over more values than can be walked; give it a narrower range.',
    example: { configuration: {}, language: 'EN', accessories: [] },
  }))

function refusedByField(model: Model, space: Space, all: bigint) {
  const slots = [
    ...model.fields.keys(),
    ...[...model.groups].flatMap(([key, { fields }]) => [
      key,
      ...[...fields.keys()].map((name) => `${key}.${name}`),
    ]),
  ]
  return slots.flatMap((slot) => {
    const fine = countSpace({ model, space, strict: new Set([slot]), checks: [] }).all
    return fine === all ? [] : [{ by: slot, combinations: String(all - fine) }]
  })
}

/** Rules whose lines are derived together, and the invariants judged by them. */
type Unit = {
  rules: Set<string>
  invariants: Invariant[]
  reads: Reads
  projection: Projection
}

type Fault = { rule: string; item: string; why: string }

const ATTEMPTS = 1_000
/** Rules that fail couple what they read: counted are the bills that a few of them leave. */
const FAILING_COUNTED = 3
const PATIENCE = 300_000

class Examiner {
  cases = 0
  /** Units that failed, as checks for counting. */
  readonly failing: Check[] = []
  private readonly linesOf: LinesOf
  /** What each rule was seen to put on the bill, itself and beneath. */
  private readonly contributed = new Map<string, Set<string>>()
  private readonly found = new Map<string, VerifyFailure | number>()
  private readonly largest = new WeakMap<readonly BomLine[], BomLine>()

  constructor(
    private readonly ground: Ground,
    private readonly lookup: CatalogLookup,
    private readonly options: VerifyOptions,
  ) {
    this.linesOf = linesFrom(lookup)
  }

  /** Rules first: which of them matter to an invariant on items is seen in passing. */
  *examine(): Generator<VerifyProgress, VerifyFailure[]> {
    const { content } = this.ground.model
    const rules = content.rules.filter(({ enabled }) => enabled)
    const ruleUnits = this.merged(rules.map((rule) => this.unitOf([rule], [])))
    for (const [done, unit] of ruleUnits.entries())
      yield* this.examineUnit(unit, done, ruleUnits.length * 2)

    const invariantUnits = this.merged(
      content.invariants.map((invariant) => this.unitOf(this.contributors(invariant), [invariant])),
    )
    for (const [done, unit] of invariantUnits.entries())
      yield* this.examineUnit(unit, done + invariantUnits.length, invariantUnits.length * 2)

    return [...this.found.values()].filter((found) => typeof found !== 'number')
  }

  private contributors({ of }: Invariant): Rule[] {
    return this.ground.model.content.rules.filter((rule) => {
      if ('role' in of) return rule.role === of.role
      const seen = this.contributed.get(rule.id)
      return (
        of.items.some((item) => seen?.has(item)) ||
        (of.classCode !== undefined && seen?.has(classMark(of.classCode)) === true)
      )
    })
  }

  /** A rule that asks what others provide is derived together with those that may provide it. */
  private unitOf(rules: readonly Rule[], invariants: Invariant[]): Unit {
    const reads = readsOf(this.ground.model)
    const wanted = new Set<string>()
    for (const rule of rules)
      for (const tag of ruleReads(this.ground.model, rule, null).provided) wanted.add(tag)
    const providers = this.ground.model.content.rules.filter((rule) => providesAny(rule, wanted))
    const joint = new Set([...providers, ...rules])
    for (const rule of joint) reads.merge(ruleReads(this.ground.model, rule, null))
    for (const invariant of invariants)
      reads.merge(invariantReads(this.ground.model, invariant, null))
    return {
      rules: new Set([...joint].map(({ id }) => id)),
      invariants,
      reads,
      projection: projectionOf(this.ground.model, reads),
    }
  }

  /** Units that look at the same things are walked once. */
  private merged(units: readonly Unit[]): Unit[] {
    const bySlots = new Map<string, Unit>()
    for (const unit of units) {
      const { projection } = unit
      const key = [...slotsOfProjection(projection), ...projection.single].sort().join(' ')
      const known = bySlots.get(key)
      if (!known) {
        bySlots.set(key, unit)
        continue
      }
      for (const rule of unit.rules) known.rules.add(rule)
      known.invariants.push(...unit.invariants)
      known.reads.merge(unit.reads)
    }
    return [...bySlots.values()]
  }

  private *examineUnit(unit: Unit, done: number, total: number): Generator<VerifyProgress, void> {
    const accessories = this.accessoriesFor(unit)
    const at = [...unit.rules].join(', ')
    let isFailing = false
    for (const fixed of slicesOf(this.ground.model, this.ground.space, unit.projection)) {
      yield { done, total, at }
      walk(
        this.ground.model,
        this.ground.space,
        unit.projection,
        { strict: null, prune: this.ground.constraints, accessories, fixed },
        (scope) => {
          this.cases += 1
          for (const fault of this.faultsOf(unit, scope)) {
            isFailing = true
            this.report(fault, unit, scope)
          }
        },
      )
    }
    if (isFailing) this.failing.push(this.asCheck(unit))
  }

  /** An invariant on items need only meet the accessories that hold one of them. */
  private accessoriesFor({ invariants, projection }: Unit): readonly string[] {
    const { accessories = [] } = this.options
    if (!projection.accessories || invariants.length === 0) return accessories
    return accessories.filter((id) => {
      const exploded = explode([plainItem(id)], this.lookup)
      const held = new Set(exploded.ok ? exploded.value.map(({ partNumber }) => partNumber) : [])
      return invariants.some(({ of }) => 'role' in of || of.items.some((item) => held.has(item)))
    })
  }

  private asCheck(unit: Unit): Check {
    const element = elementOf(unit.reads)
    return {
      id: [...unit.rules].join(', '),
      slots: new Set([...slotsOfProjection(unit.projection), ...unit.projection.single]),
      element,
      holds: (scope) => this.faultsOf(unit, scope).length === 0,
    }
  }

  private faultsOf(unit: Unit, scope: Scope): Fault[] {
    const { items, refusals } = topItems(this.ground.model, scope, this.lookup, {
      only: unit.rules,
    })
    const faults = refusals.map(({ rule = '', item = '', message }) => ({
      rule,
      item,
      why: message,
    }))
    for (const item of items) {
      const lines = this.linesOf(item)
      this.remember(item.rule, lines)
      if (lines.length === 0)
        faults.push({ rule: item.rule, item: item.askedId, why: 'Its contents never end.' })
      for (const line of lines)
        if (line.kind === 'UNRESOLVED')
          faults.push({ rule: item.rule, item: line.partNumber, why: line.note ?? 'unresolved' })
      const most = this.largestOf(lines)
      if (most && most.quantity * item.quantity > QUANTITY_AT_MOST)
        faults.push({
          rule: item.rule,
          item: most.partNumber,
          why: `Asks for ${item.quantity} of ${item.askedId}: a bill counts at most ${QUANTITY_AT_MOST} pieces of ${most.partNumber}.`,
        })
    }
    const broken = brokenInvariants(unit.invariants, scope, items, this.linesOf)
    faults.push(...broken.map(({ id, message }) => ({ rule: id, item: id, why: message })))
    return faults
  }

  /** The line of which one piece of an item holds most. */
  private largestOf(lines: readonly BomLine[]): BomLine | undefined {
    const known = this.largest.get(lines)
    if (known) return known
    const [first, ...rest] = lines
    if (!first) return undefined
    const largest = rest.reduce(
      (most, line) => (line.quantity > most.quantity ? line : most),
      first,
    )
    this.largest.set(lines, largest)
    return largest
  }

  private remember(rule: string, lines: readonly BomLine[]): void {
    const seen = this.contributed.get(rule) ?? new Set<string>()
    this.contributed.set(rule, seen)
    for (const { partNumber, attributes } of lines) {
      seen.add(partNumber)
      if (attributes['classCode'] !== undefined) seen.add(classMark(attributes['classCode']))
    }
  }

  /** A fault is a failure once an accepted configuration shows it. */
  private report(fault: Fault, unit: Unit, scope: Scope): void {
    const key = JSON.stringify(fault)
    const before = this.found.get(key) ?? 0
    if (typeof before !== 'number') return

    const configuration = this.completed(unit, scope)
    const { language, accessories } = scope
    if (configuration)
      this.found.set(key, { ...fault, example: { configuration, language, accessories } })
    else if (before >= ATTEMPTS) {
      const partial = structuredClone(scope.configuration)
      const why = `${fault.why} (no complete example was found)`
      this.found.set(key, {
        ...fault,
        why,
        example: { configuration: partial, language, accessories },
      })
    } else this.found.set(key, before + 1)
  }

  private completed(unit: Unit, scope: Scope): Configuration | null {
    const { configuration } = completionOf(this.ground, unit.projection, scope)
    return configuration
  }
}

const plainItem = (askedId: string): TopItem => ({
  askedId,
  quantity: 1,
  rule: '',
  because: sameLabel(''),
  basin: null,
  attributes: {},
})

const classMark = (classCode: string): string => `class ${classCode}`

const providesAny = ({ item }: Rule, tags: ReadonlySet<string>): boolean =>
  item.kind === 'FIRST_OF' &&
  item.alternatives.some(({ provides = [] }) => provides.some((tag) => tags.has(tag)))
