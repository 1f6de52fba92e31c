import type { Speaker } from '../configurator/compareReleases'
import { isJsonObject } from '../configurator/raw'
import { LOCALES } from '../label'
import { isCondition, isExpression } from './conditionParts'
import { conditionInWords, expressionInWords } from './sayings'
import { itemInWords, titleOf } from './titles'
import { listAt, nameKeyOf } from './tree'
import { NO_SURROUNDINGS, vocabularyOf } from './vocabulary'
import { codeInWords, wordsAt } from './fieldWords'

const LANGUAGES = { en: null, fr: 'French', es: 'Spanish' } as const

/** Says conditions, numbers, items and yes or no of a content in the words of that content. */
export function speakerOf(content: unknown): Speaker {
  const words = vocabularyOf(content, NO_SURROUNDINGS)
  return (value, entry) => {
    if (value === null) return null
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    const owner = isJsonObject(entry) ? (entry.forEach ?? entry.repeat ?? entry.group) : null
    const element = typeof owner === 'string' ? owner : null
    if (isCondition(value)) return conditionInWords(words, value, element)
    if (typeof value !== 'number' && isExpression(value))
      return expressionInWords(words, value, element)
    const item = isJsonObject(value) && typeof value.kind === 'string' ? itemInWords(value) : ''
    return item === '' ? null : item
  }
}

/** An entry as the editor calls it: `R4 Height adjustable legs`, `Length`. */
export function entryInWords(area: string, entry: string, contents: readonly unknown[]): string {
  for (const content of contents)
    for (const one of listAt(content, [area])) {
      const key = nameKeyOf(one)
      if (key !== null && isJsonObject(one) && one[key] === entry) return titleOf(one) || entry
    }
  return entry || 'as a whole'
}

/** The language that a member holds a text in; English needs no name. Null for what is no language. */
export function languageInWords(member: string): string | null {
  const locale = LOCALES.find((one) => one === member)
  return locale ? (LANGUAGES[locale] ?? '') : null
}

/** `choices.LEFT.label.fr` as "Choices › Left › Label (French)". */
export function memberInWords(area: string, path: string): string {
  const steps = path.split('.')
  const language = languageInWords(steps.at(-1) ?? '')
  const named = (language === null ? steps : steps.slice(0, -1)).map((step) =>
    /^[A-Z]/.test(step) ? codeInWords(step) : wordsAt([area, step]).label,
  )
  return `${named.join(' › ')}${language ? ` (${language})` : ''}`
}
