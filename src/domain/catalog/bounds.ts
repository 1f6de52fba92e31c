/** Bounds of what people and files enter about items: sums over whole orders stay exact below them. */

/** Minor units of the company currency for one piece: a thousand million of a currency with cents. */
export const COST_AT_MOST = 100_000_000_000

/** Pieces of one component in its assembly. */
export const COMPONENT_QUANTITY_AT_MOST = 1_000_000

/** Pieces on stock, and the level at which more are ordered. */
export const STOCK_AT_MOST = 1_000_000

type Bounds = { min: number; max: number }

/** What is wrong with an entered number, in a sentence; null when it is a whole one within its bounds, or none. */
export function wholeFault(value: unknown, { min, max }: Bounds): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    ? null
    : `Enter a whole number from ${min} to ${max}.`
}
