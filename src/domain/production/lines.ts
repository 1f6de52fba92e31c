import type { LineKind } from '../boms/line'
import { asksOf, type Ask } from '../configurator/asks'
import type { Element, Scope } from '../configurator/scope'
import type { PartsSelector } from './template'

/** What planning needs to know about a line of the approved bill of materials. */
export type TaskLine = {
  id: string
  partNumber: string
  /** The id that rules and templates know it by: another than its own on the line of a substitute. */
  askedId: string
  name: string
  kind: LineKind
  /** Pieces for the whole sink. */
  quantity: number
  rule: string
  /** Number of the basin it belongs to, from 1; null when it belongs to none or to several. */
  basin: number | null
  /** 1 = top. */
  level: number
  /** Id of the line it is part of. */
  parent: string | null
  isOutside: boolean
}

/** A line and how many of its pieces one task takes. */
export type Share = { line: TaskLine; quantity: number }

/**
 * Tells which lines belong to which piece of work. A merged line, such as one kit line for all
 * basins of a type, is shared out by asking its rule what each element wanted.
 */
export class LineIndex {
  private readonly byId: ReadonlyMap<string, TaskLine>
  private readonly roles: ReadonlyMap<string, string>
  private readonly asked = new Map<string, readonly Ask[]>()

  constructor(
    private readonly scope: Scope,
    readonly lines: readonly TaskLine[],
  ) {
    this.byId = new Map(lines.map((line) => [line.id, line]))
    this.roles = new Map(scope.model.content.rules.map(({ id, role }) => [id, role]))
  }

  parentOf(line: TaskLine): TaskLine | null {
    return line.parent === null ? null : (this.byId.get(line.parent) ?? null)
  }

  /** The top line that brought this one along. */
  topOf(line: TaskLine): TaskLine {
    let top = line
    for (let next = this.parentOf(top); next; next = this.parentOf(top)) top = next
    return top
  }

  roleOf(line: TaskLine): string | null {
    return this.roles.get(this.topOf(line).rule) ?? null
  }

  /** Every line that one of the selectors picks, with the pieces meant for this element. */
  pick(selectors: readonly PartsSelector[], element: Element | null): Share[] {
    return this.lines.flatMap((line) => {
      if (!selectors.some((selector) => this.isPicked(line, selector))) return []
      const quantity = this.shareOf(line, element)
      return quantity > 0 ? [{ line, quantity }] : []
    })
  }

  /** The top lines of these roles exist and are all done by somebody else. */
  isDoneOutside(roles: readonly string[]): boolean {
    const tops = this.lines.filter(
      (line) => line.level === 1 && roles.includes(this.roleOf(line) ?? ''),
    )
    return tops.length > 0 && tops.every(({ isOutside }) => isOutside)
  }

  /** Pieces of a line that belong to an element; all of them when no element is meant. */
  shareOf(line: TaskLine, element: Element | null): number {
    if (!element) return line.quantity

    const top = this.topOf(line)
    if (top.basin !== null && this.isBasin(element))
      return top.basin === element.index + 1 ? line.quantity : 0

    const wanted = this.asksFor(top.rule)
      .filter((ask) => isSame(ask.element, element) && mayBe(ask, top.askedId))
      .reduce((sum, ask) => sum + ask.quantity, 0)
    return (line.quantity * wanted) / top.quantity
  }

  private isPicked(line: TaskLine, { roles, rules, items }: PartsSelector): boolean {
    if (items ? !isNamed(line, items) : line.level !== 1) return false
    if (rules && !rules.includes(this.topOf(line).rule)) return false
    return !roles || roles.includes(this.roleOf(line) ?? '')
  }

  private isBasin({ group }: Element): boolean {
    return this.scope.model.groups.get(group)?.group.kind === 'BASIN'
  }

  private asksFor(id: string): readonly Ask[] {
    const known = this.asked.get(id)
    if (known) return known

    const rule = this.scope.model.content.rules.find((entry) => entry.id === id)
    const fresh = rule ? asksOf(rule, this.scope).asks : []
    this.asked.set(id, fresh)
    return fresh
  }
}

const isNamed = ({ partNumber, askedId }: TaskLine, items: readonly string[]): boolean =>
  items.includes(partNumber) || items.includes(askedId)

const isSame = (one: Element | null, other: Element): boolean =>
  one !== null && one.group === other.group && one.index === other.index

const mayBe = ({ item }: Ask, askedId: string): boolean =>
  item.kind === 'CUSTOM'
    ? item.part.partNumber === askedId
    : item.alternatives.some(({ id }) => id === askedId)
