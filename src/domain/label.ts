import { z } from 'zod'

/** Text of configuration data in the three document languages (domain handbook 14). */
export const labelSchema = z.strictObject({
  en: z.string(),
  fr: z.string(),
  es: z.string(),
})

export type Label = z.infer<typeof labelSchema>
export type Locale = keyof Label

export const LOCALES = ['en', 'fr', 'es'] as const satisfies readonly Locale[]

/** The document languages of an order. `SP` of older files is taken as `ES` at the border. */
export const LANGUAGES = ['EN', 'FR', 'ES'] as const
export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_LABELS: Readonly<Record<Language, string>> = {
  EN: 'English',
  FR: 'French',
  ES: 'Spanish',
}

/** What a stored language is called; a code of which nothing is known stays as it is. */
export const languageLabel = (code: string): string => {
  const known = LANGUAGES.find((language) => language === code)
  return known ? LANGUAGE_LABELS[known] : code
}

export const label = (en: string, fr: string, es: string): Label => ({ en, fr, es })

/** The same text in every language: numbers, part numbers, proper names. */
export const sameLabel = (text: string): Label => ({ en: text, fr: text, es: text })

export const labelText = (text: Label, locale: Locale = 'en'): string => text[locale]

/** As they are called on the screens. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  fr: 'French',
  es: 'Spanish',
}

/** Signs that nobody sees: blanks, controls, zero-width signs. */
const UNSEEN = /[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]+/gu

/** Whether people read a text as nothing. */
export const readsAsNothing = (text: string): boolean => text.replaceAll(UNSEEN, '') === ''

/** Whether people see every sign of a text: blanks of any kind are none. */
export const isSeen = (text: string): boolean => text.replaceAll(UNSEEN, '') === text

/** The language in which two labels cannot be told apart, if there is one; empty ones are not compared. */
export function alikeIn(one: Label, other: Label): Locale | undefined {
  const seen = (text: string) => text.replaceAll(UNSEEN, ' ').trim().toLowerCase()
  return LOCALES.find(
    (locale) => !readsAsNothing(one[locale]) && seen(one[locale]) === seen(other[locale]),
  )
}

/** Entries that nobody can tell apart by their labels, two at a time: what comes first is named first. */
export const calledAlike = (
  entries: readonly { readonly name: string; readonly label: Label }[],
): string[] =>
  entries.flatMap(({ name, label }, index) => {
    const other = entries.slice(0, index).find((one) => alikeIn(one.label, label))
    const locale = other && alikeIn(other.label, label)
    return other && locale
      ? [
          `${other.name} and ${name} are both called “${label[locale].trim()}” (${LOCALE_NAMES[locale]})`,
        ]
      : []
  })

const PLACEHOLDER = /\{([^{}]+)\}/

/** Text and placeholder names in turn, starting with text. */
type Template = readonly string[]

const templates = new Map<string, Template>()
const REMEMBERED = 5_000

function templateOf(text: string): Template {
  const known = templates.get(text)
  if (known) return known

  const fresh = text.split(PLACEHOLDER)
  if (templates.size >= REMEMBERED) templates.clear()
  templates.set(text, fresh)
  return fresh
}

const isPlaceholder = (_: string, index: number): boolean => index % 2 === 1

/** Names of the `{placeholders}` of a template, in order of appearance. */
export const placeholdersOf = (template: string): string[] =>
  templateOf(template).filter(isPlaceholder)

/** Replaces each `{name}` by what `value` answers for it. */
export function fillTemplate(template: string, value: (name: string) => string): string {
  let text = ''
  for (const [index, part] of templateOf(template).entries())
    text += isPlaceholder(part, index) ? value(part) : part
  return text
}

/** Fills a label in all three languages; values may be labels themselves. */
export const fillLabel = (template: Label, value: (name: string) => Label): Label => ({
  en: fillTemplate(template.en, (name) => value(name).en),
  fr: fillTemplate(template.fr, (name) => value(name).fr),
  es: fillTemplate(template.es, (name) => value(name).es),
})
