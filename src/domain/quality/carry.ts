import { asJson, canonicalJson } from '../canonical'
import { answerItems } from './answers'
import type { FormItem } from './item'

/** Whether two forms ask the same, whatever was answered. */
export const isSameForm = (left: readonly FormItem[], right: readonly FormItem[]): boolean =>
  canonicalJson(asJson(left.map(asked))) === canonicalJson(asJson(right.map(asked)))

const asked = (item: FormItem): FormItem => ({
  ...item,
  result: null,
  value: null,
  note: null,
  photos: [],
})

/**
 * A form with the answers of an earlier one to the same items, by key and basin. An answer that the item
 * does not take any more, such as more packed than is demanded now, is asked for again; photos stay with
 * the attempt they were taken for.
 */
export function withAnswersOf(
  items: readonly FormItem[],
  earlier: readonly FormItem[],
): FormItem[] {
  return items.map((item) => {
    const known = earlier.find(({ key, basin }) => key === item.key && basin === item.basin)
    if (!known) return item
    const { key, basin, result, value, note } = known
    const carried = answerItems([item], [{ key, basin, result, value, note }])
    return (carried.ok && carried.value[0]) || item
  })
}

/** Of the items of an earlier form, those that are asked in the same words and with the same choices. */
export const stillAsked = (
  items: readonly FormItem[],
  earlier: readonly FormItem[],
): readonly FormItem[] => {
  const questions = new Set(items.map(question))
  return earlier.filter((item) => questions.has(question(item)))
}

const question = (item: FormItem): string => canonicalJson(asJson(asked(item)))
