import type { Condition } from './ast'

/** Every item that a condition asks the bill for. */
export function itemsAskedFor(condition: Condition): readonly string[] {
  switch (condition.op) {
    case 'onBom':
      return condition.items
    case 'and':
      return condition.all.flatMap(itemsAskedFor)
    case 'or':
      return condition.any.flatMap(itemsAskedFor)
    case 'not':
      return itemsAskedFor(condition.condition)
    case 'some':
    case 'every':
      return itemsAskedFor(condition.where)
    default:
      return []
  }
}
