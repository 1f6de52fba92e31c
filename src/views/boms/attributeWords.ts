import { fieldInWords } from '../history/auditWords'
import { readable } from '../panel/words'

/** Attributes whose values are numbers of items, to be read as they are. */
const NUMBERS: Readonly<Record<string, string>> = {
  classCode: 'Class',
  legacyCode: 'Legacy code',
  substitutedFor: 'In place of',
}

/** Points at the record of the substitution, which says nothing to a reader. */
const UNSAID = new Set(['substitution'])

/** What a line of a bill says of itself beside number and name: "Legacy code: 711.96, Color: Blue". */
export function attributesInWords(attributes: Readonly<Record<string, string>> | null): string {
  const said = Object.entries(attributes ?? {}).flatMap(([key, value]) => {
    const label = NUMBERS[key]
    if (UNSAID.has(key)) return []
    return label ? `${label}: ${value}` : `${fieldInWords(key)}: ${readable(value)}`
  })
  return said.length === 0 ? 'none' : said.join(', ')
}
