import { costTooLarge } from '../boms/cost'
import { explode, type TopItem } from '../boms/explode'
import type { BomLine, CustomPart } from '../boms/line'
import { askedIdOf, NO_SUBSTITUTIONS, type Substitutions } from '../boms/substitution'
import { insteadOf, resolveItem, type CatalogLookup } from '../catalog/lookup'
import { allow, refuse, type Decision, type Refusal } from '../refusal'
import { readAccessories } from './accessories'
import { asksOf, type Ask, type AskedAlternative } from './asks'
import { checkConfiguration } from './check'
import type { Accessory, Configuration, ConfigurationContext, Warning } from './configuration'
import { modelOf, type Model } from './model'
import { Complaints } from './raw'
import type { FamilyContent } from './release'
import { scopeOf, type Scope } from './scope'
import { warningsIn } from './warnings'

export type DeriveInput = ConfigurationContext & {
  content: FamilyContent
  /** Unchecked JSON; it is judged first. */
  configuration: unknown
  /** Unchecked JSON: `[{partNumber, quantity}]`. */
  accessories?: unknown
  lookup: CatalogLookup
  /** What is taken in place of other items on this bill. */
  substitutions?: Substitutions
}

export type DerivedBom = {
  /** No line is unresolved. */
  complete: boolean
  lines: BomLine[]
  /** What the rules asked for at the top, before it was exploded. */
  tops: RoledItem[]
  warnings: Warning[]
  /** Parts made to measure that the bill asks for, each once. */
  customParts: CustomPart[]
  /** What was judged, in its stored form. */
  configuration: Configuration
  accessories: Accessory[]
}

/**
 * The bill of materials of a configuration, every line with its reason, or every refusal
 * (domain handbook 6). There is no third outcome: an id in no catalogue is an UNRESOLVED line,
 * a retired item that a rule or an accessory asks for is refused by name. Pure and deterministic.
 */
export function deriveBom(input: DeriveInput): Decision<DerivedBom> {
  const { content, lookup, locale = 'en', substitutions = NO_SUBSTITUTIONS } = input
  const faults = new Complaints(locale)
  const accessories = readAccessories(input.accessories, faults)
  const checked = checkConfiguration(content, input.configuration, input)
  const refusals = [...(checked.ok ? [] : checked.refusals), ...faults.list]
  if (!checked.ok || refusals.length > 0) return refuseAll(refusals)

  const model = modelOf(content)
  const scope = scopeOf(model, checked.value, { ...input, accessories })
  const tops = topItems(model, scope, lookup, { substitutions })
  if (tops.refusals.length > 0) return refuseAll(tops.refusals)

  const exploded = explode(tops.items, lookup, substitutions)
  if (!exploded.ok) return exploded
  const uncountable = costTooLarge(exploded.value)
  if (uncountable) return refuse(uncountable)

  const lines = exploded.value.map((line) => withOwnCode(model, line))
  const onBom = new Set(lines.flatMap((line) => [line.partNumber, askedIdOf(line)]))
  const made = new Set(
    lines.flatMap(({ kind, partNumber }) => (kind === 'CUSTOM' ? partNumber : [])),
  )
  return allow({
    complete: lines.every(({ kind }) => kind !== 'UNRESOLVED'),
    lines,
    tops: tops.items,
    warnings: warningsIn({ ...scope, onBom }, input),
    customParts: tops.customParts.filter(({ partNumber }) => made.has(partNumber)),
    configuration: checked.value,
    accessories,
  })
}

function refuseAll(refusals: readonly Refusal[]): Decision<never> {
  const [first, ...rest] = refusals
  if (!first) throw new RangeError('a refusal without a reason')
  return refuse(first, ...rest)
}

/** A top item with the role of its rule, which orders the bill and feeds the invariants. */
export type RoledItem = TopItem & { role: string; element: number | null }

type Tops = { items: RoledItem[]; customParts: CustomPart[]; refusals: Refusal[] }

/** What all rules put at the top, in display order. `only` limits the rules that are run. */
export function topItems(
  model: Model,
  scope: Scope,
  lookup: CatalogLookup,
  {
    only = null,
    substitutions = NO_SUBSTITUTIONS,
  }: { only?: ReadonlySet<string> | null; substitutions?: Substitutions } = {},
): Tops {
  const provided = new Set<string>()
  const inside: Scope = { ...scope, provided }
  const items = new Map<string, RoledItem>()
  const customParts = new Map<string, CustomPart>()
  const refusals: Refusal[] = []

  for (const rule of model.content.rules) {
    if (only && !only.has(rule.id)) continue
    const asked = asksOf(rule, inside)
    refusals.push(...asked.refusals)
    for (const ask of asked.asks) {
      const { item, refusal, provides, custom } = topItem(model, ask, lookup, substitutions)
      if (refusal) refusals.push(refusal)
      for (const tag of provides) provided.add(tag)
      for (const part of custom) customParts.set(part.partNumber, part)
      put(items, item, rule.merge, items.size)
    }
  }
  return {
    items: inDisplayOrder(model, [...items.values()]),
    customParts: [...customParts.values()],
    refusals,
  }
}

function put(items: Map<string, RoledItem>, item: RoledItem, merge: boolean, serial: number): void {
  const key = merge ? JSON.stringify([item.rule, item.askedId, item.attributes]) : String(serial)
  const known = items.get(key)
  if (known) items.set(key, { ...known, quantity: known.quantity + item.quantity, basin: null })
  else items.set(key, item)
}

function inDisplayOrder(model: Model, items: RoledItem[]): RoledItem[] {
  const rank = new Map(model.content.displayOrder.map(({ role }, index) => [role, index]))
  const last = rank.size
  return items.sort((a, b) => (rank.get(a.role) ?? last) - (rank.get(b.role) ?? last))
}

type Top = {
  item: RoledItem
  refusal: Refusal | null
  provides: readonly string[]
  custom: CustomPart[]
}

function topItem(model: Model, ask: Ask, lookup: CatalogLookup, substitutions: Substitutions): Top {
  const { rule, element } = ask
  const isBasin = element !== null && model.groups.get(element.group)?.group.kind === 'BASIN'
  const common = {
    quantity: ask.quantity,
    rule: rule.id,
    because: ask.because,
    basin: isBasin && !rule.merge ? element.index + 1 : null,
    role: rule.role,
    element: rule.merge ? null : (element?.index ?? null),
  }
  const attributes = (id: string) => withLegacyCode(model, id, ask.attributes)

  if (ask.item.kind === 'CUSTOM') {
    const { part } = ask.item
    const askedId = part.partNumber
    const item = {
      ...common,
      askedId,
      attributes: customAttributes(part, attributes(askedId)),
      custom: part,
    }
    const refusal = retiredCustom(part, ask, lookup, substitutions)
    return { item, refusal, provides: [], custom: [part] }
  }

  const { alternative, refusal } = choose(ask, ask.item, lookup, substitutions)
  const item: RoledItem = {
    ...common,
    askedId: alternative.id,
    attributes: attributes(alternative.id),
  }
  const { replaceChild, provides } = alternative
  if (!replaceChild) return { item, refusal, provides, custom: [] }

  const { by, children } = replaceChild
  const replacement = {
    askedId: by.id,
    rule: by.rule,
    because: by.because,
    basin: common.basin,
    attributes: by.part ? customAttributes(by.part, {}) : withLegacyCode(model, by.id, {}),
    ...(by.part ? { custom: by.part } : {}),
  }
  const unmade = by.part ? retiredCustom(by.part, ask, lookup, substitutions) : null
  return {
    item: { ...item, replaceChild: { children, by: replacement } },
    refusal: refusal ?? unmade,
    provides,
    custom: by.part ? [by.part] : [],
  }
}

/**
 * The first alternative that exists and is active, or that a substitution stands in for; a retired one
 * only to refuse it by name.
 */
function choose(
  { rule, element }: Ask,
  { alternatives, unresolvedAs }: Extract<Ask['item'], { kind: 'FIRST_OF' }>,
  lookup: CatalogLookup,
  substitutions: Substitutions,
): { alternative: AskedAlternative; refusal: Refusal | null } {
  let retired: { alternative: AskedAlternative; id: string; instead: string } | null = null
  for (const alternative of alternatives) {
    const substitution = substitutions.get(alternative.id)
    const id = substitution?.substituteId ?? alternative.id
    const found = resolveItem(lookup, id)
    if (found ? found.item.isActive : substitution) return { alternative, refusal: null }
    if (found) retired ??= { alternative, id, instead: insteadOf(found.item) }
  }
  const alternative =
    retired?.alternative ??
    (unresolvedAs === 'FIRST' ? alternatives[0] : alternatives[alternatives.length - 1])
  if (!alternative) throw new RangeError(`rule ${rule.id} without alternatives`)
  const refusal = retired && inactive({ rule, element }, retired.id, retired.instead)
  return { alternative, refusal }
}

/**
 * A part made to measure that was retired is not built again, unless a substitute stands in for it, which
 * is not retired either.
 */
function retiredCustom(
  { partNumber }: CustomPart,
  ask: Ask,
  lookup: CatalogLookup,
  substitutions: Substitutions,
): Refusal | null {
  const substituteId = substitutions.get(partNumber)?.substituteId
  const item =
    substituteId === undefined ? lookup.part(partNumber) : resolveItem(lookup, substituteId)?.item
  return item && !item.isActive ? inactive(ask, substituteId ?? partNumber, insteadOf(item)) : null
}

const inactive = (
  { rule, element }: Pick<Ask, 'rule' | 'element'>,
  item: string,
  instead: string,
): Refusal => ({
  code: 'inactive_item',
  message: `${item} is no longer active in the catalogue${instead}; choose something else or have it reactivated.`,
  rule: rule.id,
  item,
  ...(element ? { field: `${element.group}.${element.index}` } : {}),
})

const customAttributes = (part: CustomPart, rest: Readonly<Record<string, string>>) => ({
  ...rest,
  classCode: part.classCode,
})

/** A substitute has its own code of the former system, or none: not that of what it replaces. */
function withOwnCode(model: Model, line: BomLine): BomLine {
  const { level, partNumber, attributes } = line
  if (attributes?.substitutedFor === undefined) return line
  const { legacyCode, ...rest } = attributes
  const isCoded = level === 1 || legacyCode !== undefined
  return isCoded ? { ...line, attributes: withLegacyCode(model, partNumber, rest) } : line
}

function withLegacyCode(
  model: Model,
  id: string,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { legacyCodes } = model.content
  const legacyCode = Object.hasOwn(legacyCodes, id) ? legacyCodes[id] : undefined
  return legacyCode === undefined ? attributes : { ...attributes, legacyCode }
}
