import type { RuleWay } from '../configurator/ruleWays'
import { allow, refuse, type Decision } from '../refusal'
import type { ItemName } from './item'

export type Retirement = {
  item: ItemName
  /** What to use instead, when that is known. */
  successor: (ItemName & { isActive: boolean }) | null
  /** The successors of the successor, nearest first; empty while it is active. */
  onwards: readonly (ItemName & { isActive: boolean })[]
}

const same = (one: ItemName, other: ItemName): boolean => one.id === other.id

/**
 * Whether an item may be retired in favour of another: not of itself, nor of one that leads back to it,
 * nor of one that is retired itself.
 */
export function decideRetirement({ item, successor, onwards }: Retirement): Decision<null> {
  if (!successor) return allow(null)
  const way = [successor, ...onwards]
  const back = way.findIndex((step) => same(step, item))
  if (back >= 0) {
    const path = [item, ...way.slice(0, back + 1)].map(({ partNumber }) => partNumber)
    return refuse({
      code: 'cycle',
      field: 'successor',
      item: successor.partNumber,
      message:
        path.length === 2
          ? `${item.partNumber} cannot be its own successor. Name another item, or none.`
          : `The successors would go round in a circle: ${path.join(' > ')}. Name another item, or none.`,
      details: { path },
    })
  }
  if (successor.isActive) return allow(null)
  const last = onwards.at(-1)
  return refuse({
    code: 'inactive_item',
    field: 'successor',
    item: successor.partNumber,
    message: `${successor.partNumber} is retired itself${last?.isActive ? `; its successor is ${last.partNumber}` : ''}. Name an item that is active.`,
  })
}

/**
 * What a new order meets that comes upon a retired item by way of a rule: it is refused and told the
 * successor (REFUSED), gets the next alternative that is in use (NEXT), or has the item on its bill with a
 * note (NOTED). Only what a rule asks for at the top of the bill is judged (handbook 6.6).
 */
export const RETIRED_MEETS = ['REFUSED', 'NEXT', 'NOTED'] as const
export type RetiredMeets = (typeof RETIRED_MEETS)[number]

/** The same for one rule, which adds the retired item itself or an assembly that contains it. */
export function meetsRetired(
  item: Pick<ItemName, 'id'>,
  { how, adds }: { how: RuleWay; adds: Pick<ItemName, 'id'> },
): RetiredMeets {
  if (adds.id !== item.id || how === 'REPLACEMENT') return 'NOTED'
  return how === 'ALTERNATIVE' ? 'NEXT' : 'REFUSED'
}
