import type { CustomPart } from '../boms/line'
import type { Label } from '../label'
import type { Refusal } from '../refusal'
import { compute, holdsIfAny, readPath } from './evaluate'
import { explain, fillId } from './explain'
import type { Alternative, CustomItem, ReplaceChild, Rule } from './release'
import { scopesFor, type Element, type Scope } from './scope'

/** What a rule asks for under one configuration: ids are filled, nothing is looked up yet. */
export type Ask = {
  rule: Rule
  element: Element | null
  quantity: number
  because: Label
  attributes: Record<string, string>
  item: AskedItem
}

export type AskedItem =
  | { kind: 'CUSTOM'; part: CustomPart }
  | { kind: 'FIRST_OF'; alternatives: AskedAlternative[]; unresolvedAs: 'FIRST' | 'LAST' }

export type AskedAlternative = {
  id: string
  provides: readonly string[]
  replaceChild?: { children: ReadonlySet<string>; by: AskedReplacement }
}

export type AskedReplacement = {
  rule: string
  because: Label
  id: string
  part: CustomPart | null
}

/** A rule that cannot say what it wants is an authoring fault, told by name (architecture 4). */
class Unfillable extends Error {
  constructor(readonly path: string) {
    super(path)
  }
}

/** A rule that cannot say how many it wants; null when something that it needs is not known. */
class Uncountable extends Error {
  constructor(readonly quantity: number | null) {
    super(String(quantity))
  }
}

/** What one rule asks for: once for the sink, or for each element. */
export function asksOf(rule: Rule, scope: Scope): { asks: Ask[]; refusals: Refusal[] } {
  const asks: Ask[] = []
  const refusals: Refusal[] = []
  if (!rule.enabled) return { asks, refusals }

  for (const inside of scopesFor(scope, rule.forEach)) {
    if (!holdsIfAny(rule.when, inside)) continue
    try {
      const ask = askIn(rule, inside)
      if (ask) asks.push(ask)
    } catch (error) {
      if (error instanceof Unfillable) refusals.push(cannotFill(rule, error.path))
      else if (error instanceof Uncountable) refusals.push(cannotCount(rule, error.quantity))
      else throw error
    }
  }
  return { asks, refusals }
}

function askIn(rule: Rule, scope: Scope): Ask | null {
  const quantity = compute(rule.quantity, scope)
  if (quantity === null || !Number.isSafeInteger(quantity) || quantity < 0)
    throw new Uncountable(quantity)
  if (quantity === 0) return null

  const attributes = Object.entries(rule.attributes ?? {})
  return {
    rule,
    element: scope.element,
    quantity,
    because: explain(rule.because, scope),
    attributes: Object.fromEntries(attributes.map(([key, text]) => [key, filled(text, scope)])),
    item: itemIn(rule, scope),
  }
}

function itemIn({ item }: Rule, scope: Scope): AskedItem {
  if (item.kind === 'CUSTOM') return { kind: 'CUSTOM', part: customPart(item, scope) }
  if (item.kind === 'ITEM') {
    const only = { id: filled(item.id, scope), provides: [] }
    return { kind: 'FIRST_OF', alternatives: [only], unresolvedAs: 'FIRST' }
  }
  const alternatives = item.alternatives
    .filter(({ when }) => holdsIfAny(when, scope))
    .map((alternative) => alternativeIn(alternative, scope))
  if (alternatives.length === 0) throw new Unfillable('alternatives')
  return { kind: 'FIRST_OF', alternatives, unresolvedAs: item.unresolvedAs }
}

function alternativeIn(alternative: Alternative, scope: Scope): AskedAlternative {
  const { replaceChild, provides = [] } = alternative
  const id = filled(alternative.id, scope)
  return replaceChild
    ? { id, provides, replaceChild: replaced(replaceChild, scope) }
    : { id, provides }
}

function replaced({ children, by }: ReplaceChild, scope: Scope): AskedAlternative['replaceChild'] {
  const chosen = by.find(({ when }) => holdsIfAny(when, scope))
  if (!chosen) throw new Unfillable('replaceChild')

  const { item, rule } = chosen
  const part = item.kind === 'CUSTOM' ? customPart(item, scope) : null
  const id = item.kind === 'CUSTOM' ? (part?.partNumber ?? '') : filled(item.id, scope)
  return {
    children: new Set(children),
    by: { rule, because: explain(chosen.because, scope), id, part },
  }
}

function customPart(item: CustomItem, scope: Scope): CustomPart {
  const nameLabel = explain(item.name, scope)
  const { classCode } = item
  const dimensions = Object.fromEntries(
    Object.entries(item.dimensions).map(([key, path]): [string, number] => {
      const value = readPath(scope, path)
      if (typeof value !== 'number') throw new Unfillable(path)
      return [key, value]
    }),
  )
  return {
    classCode,
    partNumber: scope.customNumbers(classCode, dimensions) ?? filled(item.number, scope),
    name: nameLabel.en,
    nameLabel,
    dimensions,
  }
}

function filled(template: string, scope: Scope): string {
  const result = fillId(template, scope)
  if (!result.ok) throw new Unfillable(result.missing)
  return result.text
}

const cannotFill = (rule: Rule, what: string): Refusal => ({
  code: 'invalid_value',
  field: what,
  rule: rule.id,
  message: `Rule ${rule.id} (${rule.label.en}) cannot tell its item: ${what} is not known. Have the release corrected.`,
})

const cannotCount = (rule: Rule, quantity: number | null): Refusal => ({
  code: 'invalid_value',
  field: 'quantity',
  rule: rule.id,
  message: `Rule ${rule.id} (${rule.label.en}) cannot tell how many it adds: its quantity ${quantity === null ? 'is not known' : `comes to ${quantity}, which is no number of whole pieces`}. Have the release corrected.`,
})
