import type { Condition, Expression, Path } from './ast'
import { placeholdersOf } from '../label'
import type { Model } from './model'
import { parsePath } from './path'
import type { Derived } from './release'
import { ACCESSORIES } from './scope'

/**
 * What a condition, expression or template looks at. Derived values are followed down to the
 * options they come from. This is what makes it possible to judge a rule by the few options it
 * reads (verification) and to keep silent about a rule whose input is already refused (checking).
 */
export class Reads {
  /** Options of the sink, and `language`. */
  readonly options = new Set<string>()
  /** Fields of the current element, by group. */
  readonly own = new Map<string, Set<string>>()
  /** Fields of all or of numbered elements, by group; a key means that the length is read. */
  readonly shared = new Map<string, Set<string>>()
  readonly provided = new Set<string>()
  /** Paths that name nothing in this family; those of a derived value are told where it stands. */
  readonly unknown = new Set<Path>()
  onBom = false
  /** Figures are read that a setting may override at any time. */
  settings = false
  /** Numbers that slots are compared with: where something may change. */
  readonly edges = new Map<string, Set<number>>()
  /** Slots that take part in arithmetic, so that any of their values may matter. */
  readonly computed = new Set<string>()
  /** Slots that a number of pieces or of elements is worked out from: their fractions matter. */
  readonly counted = new Set<string>()
  /** Values that a choice or a derived value is compared with and never has, by its slot. */
  readonly strangers = new Map<string, Set<string>>()

  /** Derived values that are followed already. */
  private readonly followed = new Set<string>()
  /** Within a derived value its own conditions are read; what is wrong with them is told where it stands. */
  private depth = 0

  constructor(private readonly model: Model) {}

  condition(condition: Condition | undefined, self: string | null): this {
    if (condition) this.walkCondition(condition, self, false)
    return this
  }

  expression(expression: Expression, self: string | null): this {
    this.walkExpression(expression, self, false)
    return this
  }

  /** An expression that has to come to a whole number. */
  amount(expression: Expression, self: string | null): this {
    for (const slot of new Reads(this.model).expression(expression, self).slots())
      this.counted.add(slot)
    return this.expression(expression, self)
  }

  /** Something happens once for each element of a group. */
  eachOf(group: string): this {
    if (group === ACCESSORIES || this.model.groups.has(group)) addAll(this.own, group, [])
    else this.lost(group)
    return this
  }

  /** The `{paths}` of an id or number template. */
  template(template: string, self: string | null): this {
    for (const path of placeholdersOf(template)) this.path(path, self, false)
    return this
  }

  path(path: Path, self: string | null, aggregated: boolean): this {
    const place = parsePath(path)
    if (place.from === 'ROOT') this.root(place.key, path)
    else if (place.from === 'ELEMENT') this.element(self, place.key, aggregated, path)
    else this.element(place.group, place.key, true, path)
    return this
  }

  /** A value of the configuration is compared with this one. */
  compared(path: Path, self: string | null, values: readonly unknown[]): this {
    if (this.depth > 0) return this
    const known = this.valuesAt(path, self)
    if (known === null) return this
    const strange = values.map(String).filter((value) => !known.includes(value))
    if (strange.length > 0) addAll(this.strangers, this.slotOf(path, self), strange)
    return this
  }

  merge(other: Reads): this {
    for (const key of other.options) this.options.add(key)
    for (const tag of other.provided) this.provided.add(tag)
    for (const path of other.unknown) this.unknown.add(path)
    for (const [group, fields] of other.own) addAll(this.own, group, fields)
    for (const [group, fields] of other.shared) addAll(this.shared, group, fields)
    for (const [slot, numbers] of other.edges) addAll(this.edges, slot, numbers)
    for (const slot of other.computed) this.computed.add(slot)
    for (const slot of other.counted) this.counted.add(slot)
    for (const [slot, values] of other.strangers) addAll(this.strangers, slot, values)
    this.onBom ||= other.onBom
    this.settings ||= other.settings
    return this
  }

  /** Whether it depends on which accessories are picked: nobody can list those. */
  get picksAccessories(): boolean {
    return (this.own.get(ACCESSORIES)?.size ?? 0) > 0 || this.shared.has(ACCESSORIES)
  }

  /** The generic slots read: `length`, `basins`, `basins.type`. */
  slots(): Set<string> {
    const slots = new Set(this.options)
    for (const [group, fields] of [...this.own, ...this.shared]) {
      slots.add(group)
      for (const field of fields) slots.add(`${group}.${field}`)
    }
    return slots
  }

  private root(key: string, path: Path): void {
    const derived = this.model.derived.get(key)
    if (derived) {
      if (this.followsNow(key)) this.follow(derived, null, false)
    } else if (this.model.fields.has(key) || key === 'language') this.options.add(key)
    else if (this.model.groups.has(key) || key === ACCESSORIES) addAll(this.shared, key, [])
    else this.lost(path)
  }

  private element(group: string | null, key: string, aggregated: boolean, path: Path): void {
    const side = aggregated ? this.shared : this.own
    const known = group === ACCESSORIES || (group !== null && this.model.groups.has(group))
    if (group === null || !known) {
      this.lost(path)
      return
    }
    const derived = this.model.elementDerived.get(group)?.get(key)
    if (derived) {
      if (this.followsNow(`${group}.${key} ${aggregated}`)) this.follow(derived, group, aggregated)
    }
    // Its place among the others: only the whole list tells.
    else if (key === 'number') addAll(this.shared, group, [])
    else if (group === ACCESSORIES && ['partNumber', 'quantity'].includes(key))
      addAll(side, group, [key])
    else if (this.model.groups.get(group)?.fields.has(key)) addAll(side, group, [key])
    else this.lost(path)
  }

  private lost(path: Path): void {
    if (this.depth === 0) this.unknown.add(path)
  }

  private followsNow(derived: string): boolean {
    if (this.followed.has(derived)) return false
    this.followed.add(derived)
    return true
  }

  private follow({ cases }: Derived, group: string | null, aggregated: boolean): void {
    this.depth += 1
    for (const { when } of cases) this.walkCondition(when, group, aggregated)
    this.depth -= 1
  }

  /** The values that a choice or a derived value can have; null for everything else. */
  private valuesAt(path: Path, self: string | null): string[] | null {
    const place = parsePath(path)
    if (place.fact !== null) return null
    const group = place.from === 'ROOT' ? null : place.from === 'ELEMENT' ? self : place.group
    const { fields, groups, derived, elementDerived } = this.model
    const follows =
      group === null ? derived.get(place.key) : elementDerived.get(group)?.get(place.key)
    if (follows) return follows.cases.map(({ value }) => String(value))
    const field = group === null ? fields.get(place.key) : groups.get(group)?.fields.get(place.key)
    return field?.field.type === 'CHOICE' ? [...field.choices.keys()] : null
  }

  private over(group: string, where: Condition | undefined): void {
    if (group === ACCESSORIES || this.model.groups.has(group)) addAll(this.shared, group, [])
    else this.lost(group)
    if (where) this.walkCondition(where, group, true)
  }

  private slotOf(path: Path, self: string | null): string {
    const place = parsePath(path)
    if (place.from === 'ROOT') return place.key
    return `${place.from === 'INDEXED' ? place.group : self}.${place.key}`
  }

  private edge(path: Path, self: string | null, values: readonly unknown[]): void {
    const numbers = values.filter((value) => typeof value === 'number')
    if (numbers.length > 0) addAll(this.edges, this.slotOf(path, self), numbers)
  }

  /** A plain value against a constant has edges; any other arithmetic needs every value. */
  private comparison(left: Expression, right: Expression, self: string | null): void {
    const plain = (side: Expression): Path[] | null => {
      if (typeof side === 'number') return null
      if (side.op === 'value') return [side.path]
      if (side.op !== 'firstOf') return null
      const paths = side.of.map(plain)
      return paths.every((part) => part !== null) ? paths.flat() : null
    }
    for (const [side, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const paths = typeof other === 'number' ? plain(side) : null
      if (paths) for (const path of paths) this.edge(path, self, [other])
      else if (typeof side !== 'number')
        for (const slot of new Reads(this.model).expression(side, self).slots())
          this.computed.add(slot)
    }
  }

  private walkExpression(expression: Expression, self: string | null, aggregated: boolean): void {
    if (typeof expression === 'number') return
    switch (expression.op) {
      case 'value':
        this.path(expression.path, self, aggregated)
        return
      case 'parameter':
        this.settings = true
        if (!this.model.parameters.has(expression.name)) this.lost(expression.name)
        return
      case 'count':
        this.over(expression.group, expression.where)
        return
      case 'sum':
        this.over(expression.group, expression.where)
        this.walkExpression(expression.of, expression.group, true)
        return
      default:
        for (const part of expression.of) this.walkExpression(part, self, aggregated)
    }
  }

  private walkCondition(condition: Condition, self: string | null, aggregated: boolean): void {
    switch (condition.op) {
      case 'equals':
        this.path(condition.path, self, aggregated)
        this.edge(condition.path, self, [condition.value])
        this.compared(condition.path, self, [condition.value])
        return
      case 'in':
        this.path(condition.path, self, aggregated)
        this.edge(condition.path, self, condition.values)
        this.compared(condition.path, self, condition.values)
        return
      case 'between':
        this.path(condition.path, self, aggregated)
        this.edge(condition.path, self, [condition.min, condition.max])
        return
      case 'exists':
      case 'contains':
        this.path(condition.path, self, aggregated)
        return
      case 'compare':
        this.walkExpression(condition.left, self, aggregated)
        this.walkExpression(condition.right, self, aggregated)
        this.comparison(condition.left, condition.right, self)
        return
      case 'and':
        for (const part of condition.all) this.walkCondition(part, self, aggregated)
        return
      case 'or':
        for (const part of condition.any) this.walkCondition(part, self, aggregated)
        return
      case 'not':
        this.walkCondition(condition.condition, self, aggregated)
        return
      case 'some':
      case 'every':
        this.over(condition.group, condition.where)
        return
      case 'onBom':
        this.onBom = true
        return
      case 'provided':
        this.provided.add(condition.tag)
    }
  }
}

function addAll<T>(into: Map<string, Set<T>>, key: string, values: Iterable<T>): void {
  const known = into.get(key) ?? new Set<T>()
  for (const value of values) known.add(value)
  into.set(key, known)
}

export const readsOf = (model: Model): Reads => new Reads(model)
