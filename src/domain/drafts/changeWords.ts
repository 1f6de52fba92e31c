import { asJson } from '../canonical'
import { nameOf, type Speaker } from '../configurator/compareReleases'
import { isJsonObject } from '../configurator/raw'
import { LOCALES } from '../label'
import { isCondition, isExpression } from './conditionParts'
import { codeOrText, elementOf, leafOf, titleInWords } from './leafInWords'
import { conditionInWords, expressionInWords } from './sayings'
import { itemInWords, titleOf } from './titles'
import { getAt, listAt, nameKeyOf } from './tree'
import { NO_SURROUNDINGS, vocabularyOf } from './vocabulary'
import { codeInWords, wordsAt } from './fieldWords'

const LANGUAGES = { en: null, fr: 'French', es: 'Spanish' } as const

/** Says everything of a content in the words of that content and of its editor. */
export function speakerOf(content: unknown): Speaker {
  const words = vocabularyOf(content, NO_SURROUNDINGS)
  const whole: Speaker['whole'] = (value, entries) => {
    if (value === null) return null
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    const element = elementOf(entries)
    if (isCondition(value)) return conditionInWords(words, value, element)
    if (typeof value !== 'number' && isExpression(value))
      return expressionInWords(words, value, element)
    const item = isJsonObject(value) && typeof value.kind === 'string' ? itemInWords(value) : ''
    return item === '' ? null : item
  }
  return { whole, leaf: leafOf(words, whole), title: titleInWords }
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

/**
 * `choices.LEFT.label.fr` as "Choices › Left hand › Label (French)". Entries of lists are called as the
 * contents call them: the first that has them.
 */
export function memberInWords(
  area: string,
  path: string,
  contents: readonly unknown[],
  entry = '',
): string {
  const steps = path.split('.')
  const language = languageInWords(steps.at(-1) ?? '')
  const members = [area]
  let held = contents.map((content) => {
    const list = getAt(content, [area])
    return Array.isArray(list) ? entryNamed(list, entry) : list
  })
  const named = (language === null ? steps : steps.slice(0, -1)).map((step) => {
    const entries = held.map((one) => (Array.isArray(one) ? entryNamed(one, step) : undefined))
    const found = entries.find((one) => one !== undefined)
    if (found !== undefined) {
      held = entries
      const titles = entries.map(titleInWords).filter((title) => title !== '')
      return titles.find((title) => title !== codeOrText(step)) ?? titles[0] ?? step
    }
    held = held.map((one) => getAt(one, [step]))
    members.push(step)
    return /^[A-Z]/.test(step) ? codeInWords(step) : wordsAt(members).label
  })
  return `${named.join(' › ')}${language ? ` (${language})` : ''}`
}

const entryNamed = (list: readonly unknown[], name: string): unknown =>
  list.find((one) => isJsonObject(one) && nameOf(asJson(one)) === name)
