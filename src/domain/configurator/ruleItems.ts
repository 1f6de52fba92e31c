import { placeholdersOf } from '../label'
import type { Condition } from './ast'
import type { Model } from './model'
import { parsePath } from './path'
import { derivedAt, fieldAt } from './placed'
import { ownOf } from './raw'
import type { FamilyContent, Rule } from './release'
import type { RuleWay } from './ruleWays'
import { ACCESSORIES } from './scope'
import { ANY_ACCESSORY, groundOf, type Ground } from './verify/accepted'
import { addAll, readsOfAdding, type Candidate } from './verify/adding'
import { projectionOf } from './verify/projection'
import { walk } from './verify/walk'

/** A way in which a rule may put an item on a bill. */
export type RuleNaming = {
  how: RuleWay
  /** The id as the rule writes it: `T2-{legsModel}-KIT`. */
  template: string
}

export type RuleAddition<Item> = { rule: Rule; naming: RuleNaming; item: Item }

/**
 * The rules of a family that can add one of these items, by the ids under which a bill may ask for them.
 * A template is matched by the values that its options can take beside one another; what the customer picks
 * from the offered accessories counts for those that are offered.
 */
export function rulesAdding<Item>(
  content: FamilyContent,
  items: ReadonlyMap<string, Item>,
  offered: ReadonlySet<string>,
): RuleAddition<Item>[] {
  const ground = groundOf(content)
  const found: RuleAddition<Item>[] = []
  for (const rule of content.rules) {
    const told = new Set<Item>()
    for (const { when, ...naming } of waysOf(rule)) {
      for (const [id, item] of matching(ground.model, rule, naming, items, offered)) {
        if (told.has(item) || !canFill(ground, rule, { id: naming.template, when }, id)) continue
        told.add(item)
        found.push({ rule, naming: { ...naming, template: naming.template || id }, item })
      }
    }
  }
  return found
}

function* matching<Item>(
  model: Model,
  rule: Rule,
  { template }: RuleNaming,
  items: ReadonlyMap<string, Item>,
  offered: ReadonlySet<string>,
): Generator<readonly [string, Item]> {
  const isPicked = isPick(rule, template)
  if (placeholdersOf(template).length === 0) {
    const item = items.get(template)
    if (item !== undefined) yield [template, item]
    return
  }
  const pattern = isPicked ? null : patternOf(model, template, rule.forEach ?? null)
  for (const entry of items)
    if (pattern ? pattern.test(entry[0]) : offered.has(entry[0])) yield entry
}

/**
 * Whether a template comes to this id for choices that are possible beside one another. What takes a
 * number or an accessory is left alone: not each of these is looked at.
 */
function canFill(ground: Ground, rule: Rule, candidate: Candidate, id: string): boolean {
  const { model, space, constraints } = ground
  const places = placeholdersOf(candidate.id)
  const self = rule.forEach ?? null
  if (places.length === 0 || places.some((path) => listAt(model, path, self) === null)) return true
  const adding = [[rule, candidate]] as const
  const reads = readsOfAdding(model, adding, id)
  const options = { strict: null, prune: constraints, accessories: [ANY_ACCESSORY] }
  return walk(model, space, projectionOf(model, reads), options, addAll(adding, id, reads))
}

/** What the customer picks is filled in as it is. */
const isPick = ({ forEach }: Rule, template: string): boolean =>
  forEach === ACCESSORIES && template === '{element.partNumber}'

type Way = RuleNaming & { when: Condition | undefined }

/** Every id that a rule writes, with what has to hold beside the rule's own condition. */
function waysOf({ item }: Rule): Way[] {
  if (item.kind === 'ITEM') return [{ how: 'ITEM', template: item.id, when: undefined }]
  if (item.kind === 'CUSTOM') return [{ how: 'CUSTOM', template: item.number, when: undefined }]
  return item.alternatives.flatMap(({ id, when, replaceChild }): Way[] => [
    { how: item.alternatives.length > 1 ? 'ALTERNATIVE' : 'ITEM', template: id, when },
    ...(replaceChild?.by ?? []).map(({ item: by, when: also }): Way => ({
      how: by.kind === 'CUSTOM' ? 'CUSTOM_REPLACEMENT' : 'REPLACEMENT',
      template: by.kind === 'CUSTOM' ? by.number : by.id,
      when: when && also ? { op: 'and', all: [when, also] } : (when ?? also),
    })),
  ])
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A template as a pattern: each placeholder takes the values that it can have, or anything. */
export function patternOf(model: Model, template: string, self: string | null): RegExp {
  const parts = template.split(/\{([^{}]+)\}/)
  const source = parts.map((part, index) =>
    index % 2 === 0 ? escaped(part) : `(?:${valuesAt(model, part, self)})`,
  )
  return new RegExp(`^${source.join('')}$`, 'u')
}

/** A template with so many fillings is told as it is written. */
const FILLINGS_AT_MOST = 200

/** Of more fillings than these each is told, possible or not: a table of rules has to answer at once. */
const JUDGED_AT_MOST = 20

/**
 * Every id that a rule can put on a bill: templates filled with each of the values that their options
 * can take beside one another; one that takes a number or an accessory stays as it is written.
 */
export function idsWritten(content: FamilyContent, rule: Rule): string[] {
  const ground = groundOf(content)
  const self = rule.forEach ?? null
  const ids = waysOf(rule).flatMap(({ template, when }) => {
    const written = fillings(ground.model, template, self)
    return written.length > JUDGED_AT_MOST
      ? written
      : written.filter((id) => canFill(ground, rule, { id: template, when }, id))
  })
  return [...new Set(ids)]
}

function fillings(model: Model, template: string, self: string | null): string[] {
  let texts = ['']
  for (const [index, part] of template.split(/\{([^{}]+)\}/).entries()) {
    const values = index % 2 === 0 ? [part] : listAt(model, part, self)
    if (values === null || texts.length * values.length > FILLINGS_AT_MOST) return [template]
    texts = texts.flatMap((text) => values.map((value) => text + value))
  }
  return texts
}

const ANYTHING = '.+'
const NUMBER = '\\d+(?:\\.\\d+)?'

function valuesAt(model: Model, path: string, self: string | null): string {
  const list = listAt(model, path, self)
  if (list) return list.map(escaped).join('|')
  const { key } = parsePath(path)
  const type = fieldAt(model, path, self)?.field.type
  return type === 'INTEGER' || type === 'NUMBER' || (!type && key === 'number') ? NUMBER : ANYTHING
}

/** All values that may stand here, where they can be listed. */
function listAt(model: Model, path: string, self: string | null): string[] | null {
  const { fact } = parsePath(path)
  const field = fieldAt(model, path, self)
  const derived = derivedAt(model, path, self)
  const values = field
    ? [...field.choices.values()].flatMap(({ value, facts }) => {
        const told = fact === null ? value : facts && ownOf(facts, fact)
        return told === undefined ? [] : [String(told)]
      })
    : derived && fact === null
      ? derived.cases.map(({ value }) => String(value))
      : []
  return values.length === 0 ? null : [...new Set(values)]
}
