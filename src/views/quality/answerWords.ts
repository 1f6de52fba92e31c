import { labelText } from '../../domain/label'
import type { FormItem } from '../../domain/quality/item'
import { dateInWords } from '../panel/dates'
import { readable } from '../panel/words'
import { words } from './words'

const choiceLabel = ({ choices, choiceLabels }: FormItem, code: string): string => {
  const label = choiceLabels[choices.indexOf(code)]
  return label ? labelText(label) : readable(code)
}

/** Choices of an item with what they are called, the ordered one first. */
export const choicesOf = (item: FormItem): { code: string; label: string; isOrdered: boolean }[] =>
  item.choices.map((code) => ({
    code,
    label: choiceLabel(item, code),
    isOrdered: code === item.expected,
  }))

/** An answer's value as people read it; empty when there is none. */
export function valueInWords(item: FormItem): string {
  const { type, value, unit, requiredQuantity } = item
  if (value === null) return ''
  if (Array.isArray(value)) return value.map((code) => choiceLabel(item, code)).join(', ')
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (type === 'CHOICE') return choiceLabel(item, String(value))
  if (type === 'DATE') return dateInWords(String(value))
  if (type === 'QUANTITY') return words.packedOf(Number(value), requiredQuantity ?? 0)
  return unit === null ? String(value) : `${value} ${unit}`
}

/** The inclusive limits of a measured value in `unit`; its unit alone where it has none. */
export function limitsInWords({ min, max, unit }: Pick<FormItem, 'min' | 'max' | 'unit'>): string {
  const measure = (figure: number) => (unit === null ? String(figure) : `${figure} ${unit}`)
  if (min !== null && max !== null) return words.limits(String(min), measure(max))
  if (min !== null) return words.atLeast(measure(min))
  if (max !== null) return words.atMost(measure(max))
  return unit === null ? '' : words.inUnit(unit)
}

/** What an item expects, in words: limits, the ordered choice, how many are to be packed. */
export function expectationInWords(item: FormItem): string {
  const { type, expected, requiredQuantity } = item
  if (type === 'NUMBER') return limitsInWords(item)
  if (type === 'QUANTITY')
    return requiredQuantity === null ? words.uncounted : words.required(requiredQuantity)
  if (type === 'CHOICE' && typeof expected === 'string')
    return words.expected(choiceLabel(item, expected))
  if (type === 'YES_NO' && typeof expected === 'boolean')
    return words.mustBe(expected ? words.yes : words.no)
  return ''
}
