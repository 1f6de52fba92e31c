import { z } from 'zod'
import { COST_AT_MOST, STOCK_AT_MOST } from './bounds'

/** One change takes in at most this many items. */
export const MASS_EDIT_AT_MOST = 1_000

const text = (most: number) => z.string().trim().min(1).max(most)
const amount = (most: number) => z.number().int('Amounts are whole numbers.').min(0).max(most)

/** What a change of many items sets; `cost` in minor units, or by a percentage of what it is. */
export const itemChangeSchema = z.union([
  z.strictObject({ field: z.literal('manufacturer'), value: text(200).nullable() }),
  z.strictObject({ field: z.literal('unit'), value: text(10) }),
  z.strictObject({ field: z.literal('reorderLevel'), value: amount(STOCK_AT_MOST).nullable() }),
  z.strictObject({ field: z.enum(['isOutside', 'isCritical']), value: z.boolean() }),
  z.strictObject({ field: z.literal('category'), value: z.uuid().nullable() }),
  z.strictObject({ field: z.literal('cost'), value: amount(COST_AT_MOST).nullable() }),
  z.strictObject({ field: z.literal('cost'), percent: z.number().min(-99).max(1_000) }),
])
export type ItemChange = z.infer<typeof itemChangeSchema>
export type ChangedField = ItemChange['field']

export type EditableValue = boolean | number | string | null
export type EditableItem = {
  id: string
  partNumber: string
  name: string
  rev: number
} & Readonly<Record<ChangedField, EditableValue>>

/** What becomes of one item: it changes, it is so already, or it cannot. */
export type ItemOutcome = {
  state: 'CHANGES' | 'REFUSED' | 'SAME'
  before: EditableValue
  after: EditableValue
  /** Why it cannot, in a sentence. */
  why: string | null
}

/** What a change makes of an item. */
export function outcomeOf(item: EditableItem, change: ItemChange): ItemOutcome {
  const before = item[change.field]
  if (!('percent' in change))
    return {
      state: before === change.value ? 'SAME' : 'CHANGES',
      before,
      after: change.value,
      why: null,
    }
  if (typeof before !== 'number')
    return refusedAs(before, 'It has no cost that could be changed by a percentage.')
  const after = Math.round(before * (1 + change.percent / 100))
  if (after > COST_AT_MOST) return refusedAs(before, 'The cost would be too large.')
  return { state: before === after ? 'SAME' : 'CHANGES', before, after, why: null }
}

const refusedAs = (before: EditableValue, why: string): ItemOutcome => ({
  state: 'REFUSED',
  before,
  after: before,
  why,
})
