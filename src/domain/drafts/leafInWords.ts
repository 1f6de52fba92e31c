import { asJson } from '../canonical'
import { nameOf, NOTHING, type Speaker, type Standing } from '../configurator/compareReleases'
import { isJsonObject, type JsonObject } from '../configurator/raw'
import { LOCALES } from '../label'
import { codeInWords, wordsAt, type Source } from './fieldWords'
import { titleOf } from './titles'
import { getAt, listAt, type Path } from './tree'
import { variableAt, type Named, type Vocabulary } from './vocabulary'

/** A list or a text without anything in it. */
const EMPTY = 'nothing'

/** What people typed, or what parts and documents are numbered by: no code of the house. */
const AS_WRITTEN = [
  ...LOCALES,
  ...['unit', 'document', 'classCode', 'number', 'partNumber', 'children', 'legacyCodes'],
]

/**
 * Says a value that a comparison does not take apart any further: names by what they stand for, codes as
 * the editor shows them, lists as "a, b and c", and what is empty as "nothing".
 */
export function leafOf(words: Vocabulary, whole: Speaker['whole']): Speaker['leaf'] {
  const leaf = (value: unknown, at: Standing): string => {
    if (value === null || value === undefined) return NOTHING
    const sentence = whole(value, at.entries)
    if (sentence !== null) return sentence
    if (typeof value === 'string') return value === '' ? EMPTY : nameInWords(words, value, at)
    if (Array.isArray(value))
      return listInWords(value.map((one) => titleInWords(one) || leaf(one, at)))
    if (!isJsonObject(value)) return String(value)
    if (typeof value.en === 'string') return value.en
    return partsInWords(value, at)
  }
  /** `{items, roles}`, the lines that a task takes, as "T2-BSN-OHL-BTN; role Control box". */
  const partsInWords = (value: JsonObject, at: Standing): string => {
    const parts = Object.entries(value).map(([key, member]) => {
      const said = leaf(member, {
        members: [...at.members, key],
        entries: [...at.entries, value],
      })
      if (key === 'items') return said
      const { label } = wordsAt([...at.members, key])
      if (key !== 'roles') return `${label}: ${said}`
      return `${Array.isArray(member) && member.length > 1 ? 'roles' : 'role'} ${said}`
    })
    return parts.length > 0 ? parts.join('; ') : EMPTY
  }
  return leaf
}

/** "a, b and c" */
function listInWords(parts: readonly string[]): string {
  if (parts.length === 0) return EMPTY
  return parts.length === 1
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function nameInWords(words: Vocabulary, name: string, { members, entries }: Standing): string {
  const { source } = wordsAt(members)
  if (source === 'item' || members.some((member) => AS_WRITTEN.includes(member))) return name
  const known = [...offeredBy(words, source, entries), ...choicesOf(words, members)].find(
    ({ value }) => value === name,
  )
  if (known) return known.label
  return variableAt(words, name, elementOf(entries))?.label ?? codeOrText(name)
}

/** What a sample may answer at this place: `configuration.legsModel`, `configuration.basins.type`. */
function choicesOf(words: Vocabulary, members: readonly string[]): readonly Named[] {
  const [key = '', field] = members.slice(members.indexOf('configuration') + 1)
  if (!members.includes('configuration')) return []
  const option = variableAt(words, field === undefined ? key : `element.${field}`, key)
  return option?.choices ?? []
}

/** The group whose element is at hand: the innermost entry that is said for each of one. */
export function elementOf(entries: readonly unknown[]): string | null {
  const owners = entries.flatMap((entry) =>
    isJsonObject(entry)
      ? [entry.forEach ?? entry.repeat ?? entry.group ?? (entry.fields ? entry.key : null)]
      : [],
  )
  const owner = owners.findLast((one) => typeof one === 'string')
  return typeof owner === 'string' ? owner : null
}

/** What a name of this source may stand for; those of the nearest entry around it come first. */
function offeredBy(
  words: Vocabulary,
  source: Source | undefined,
  entries: readonly unknown[],
): readonly Named[] {
  const titled = (list: Path, key: string): Named[] =>
    entries.toReversed().flatMap((entry) =>
      listAt(entry, list).flatMap((one) => {
        const value = getAt(one, [key])
        return typeof value === 'string' ? [{ value, label: titleOf(one) || value }] : []
      }),
    )
  switch (source) {
    case 'group':
    case 'repeat':
      return words.groups.map(({ key, label }) => ({ value: key, label }))
    case 'role':
      return words.roles
    case 'rule':
      return words.rules
    case 'parameter':
      return words.parameters
    case 'state':
      return words.states
    case 'task':
      return titled(['tasks'], 'key')
    case 'tick':
      return words.ticks
    case 'choice':
      return titled(['choices'], 'value')
    default:
      return []
  }
}

/** The label of an entry that has a name or a label, else its name as it reads; of others nothing. */
export function titleInWords(entry: unknown): string {
  if (!isJsonObject(entry)) return ''
  const title = titleOf(entry)
  return title === nameOf(asJson(entry)) ? codeOrText(title) : title
}

/** Codes as they read; part numbers and what people wrote as they are. */
export const codeOrText = (text: string): string =>
  /^[A-Z][A-Z0-9_]{2,}$|^[a-z]+(_[a-z]+)+$|^[a-z]+[A-Z]\w*$/.test(text) ? codeInWords(text) : text
