import { labelText, type Locale } from '../label'
import type { FormItem } from './item'

/** A code that has no label, readable all the same. */
const choiceInWords = ({ choices, choiceLabels }: FormItem, code: string, locale: Locale) => {
  const label = choiceLabels[choices.indexOf(code)]
  return label ? labelText(label, locale) : code
}

const WORDS = {
  yes: { en: 'yes', fr: 'oui', es: 'sí' },
  no: { en: 'no', fr: 'non', es: 'no' },
  to: { en: 'to', fr: 'à', es: 'a' },
  atLeast: { en: 'at least', fr: 'au moins', es: 'al menos' },
  atMost: { en: 'at most', fr: 'au plus', es: 'como máximo' },
} as const

/** The value of an answer as a record says it, with its unit; empty when there is none. */
export function answerInWords(item: FormItem, locale: Locale = 'en'): string {
  const { value, unit, type } = item
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? WORDS.yes[locale] : WORDS.no[locale]
  if (Array.isArray(value)) return value.map((code) => choiceInWords(item, code, locale)).join(', ')
  if (type === 'CHOICE') return choiceInWords(item, String(value), locale)
  return unit === null ? String(value) : `${value} ${unit}`
}

const RESULT_WORDS = { PASS: 'pass', FAIL: 'fail', NA: 'not applicable' } as const

/** Everything that an item was answered with, in one line of English: `12 in, fail, note “bent”, 1 photo`. */
export function wholeAnswerInWords(item: FormItem): string {
  const { note, photos, result } = item
  const said = [
    answerInWords(item),
    result === null ? '' : RESULT_WORDS[result],
    note === null ? '' : `note “${note}”`,
    photos.length === 0 ? '' : `${photos.length} ${photos.length === 1 ? 'photo' : 'photos'}`,
  ].filter((part) => part !== '')
  return said.length === 0 ? 'no answer' : said.join(', ')
}

/** What was demanded of the answer, in words; null where every answer would do. */
export function demandInWords(item: FormItem, locale: Locale = 'en'): string | null {
  const { type, min, max, unit, expected, requiredQuantity } = item
  const measure = (figure: number) => (unit === null ? String(figure) : `${figure} ${unit}`)
  if (type === 'QUANTITY') return String(requiredQuantity ?? 0)
  if (min !== null && max !== null) return `${min} ${WORDS.to[locale]} ${measure(max)}`
  if (min !== null) return `${WORDS.atLeast[locale]} ${measure(min)}`
  if (max !== null) return `${WORDS.atMost[locale]} ${measure(max)}`
  if (typeof expected === 'boolean') return expected ? WORDS.yes[locale] : WORDS.no[locale]
  return expected === null ? null : choiceInWords(item, expected, locale)
}
