import type { Condition } from '../../domain/configurator/ast'
import { fillTemplate } from '../../domain/label'
import type { Checklist, ChecklistChoice, ChecklistItem } from '../../domain/quality/checklist'
import { limitsInWords } from '../quality/answerWords'
import { words as forms } from '../quality/words'
import { conditionInWords, expressionInWords } from '../../domain/drafts/sayings'
import { variableAt, type Vocabulary } from '../../domain/drafts/vocabulary'
import { codeInWords } from '../../domain/drafts/fieldWords'
import { say } from '../editor/words'

/** What a checklist, as the family has it, asks and when, in the words of the editor. */

const quoted = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** A text with the names of the values that it will hold: `Basin {element.number}` as "Basin ‹its number›". */
export const textInWords = (words: Vocabulary, text: string, element: string | null): string =>
  fillTemplate(text, (path) => `‹${quoted(variableAt(words, path, element)?.label ?? path)}›`)

/** "when …", or nothing where it always holds. */
export const whenInWords = (
  words: Vocabulary,
  when: Condition | undefined,
  element: string | null,
): string => (when === undefined ? '' : `when ${conditionInWords(words, when, element)}`)

/** "for each of Basins", or nothing. */
export const eachInWords = ({ groups }: Vocabulary, group: string | undefined): string =>
  group === undefined
    ? ''
    : `for each of ${groups.find(({ key }) => key === group)?.label ?? group}`

/** When a section or item is asked: for each of what, and under which condition. */
export const askedInWords = (
  words: Vocabulary,
  { repeat, when }: { repeat?: string | undefined; when?: Condition | undefined },
  element: string | null,
): string =>
  [eachInWords(words, repeat), whenInWords(words, when, repeat ?? element)]
    .filter((part) => part !== '')
    .join(', ')

function choiceInWords(
  words: Vocabulary,
  { label, when, ordered, needsNote }: ChecklistChoice,
  element: string | null,
): string {
  const facts = [
    whenInWords(words, when, element),
    ordered === undefined ? '' : `ordered ${whenInWords(words, ordered, element)}`,
    needsNote ? 'needs a note' : '',
  ].filter((fact) => fact !== '')
  return facts.length === 0 ? label.en : `${label.en} (${facts.join('; ')})`
}

/** The kind of answer and what it has to be, a line each. */
export function answerInWords(
  words: Vocabulary,
  item: ChecklistItem,
  element: string | null,
): string[] {
  const kind = codeInWords(item.type)
  switch (item.type) {
    case 'PASS_FAIL':
      return [kind]
    case 'NUMBER':
      return [
        kind,
        limitsInWords({
          min: item.min ?? null,
          max: item.max ?? null,
          unit: item.unit?.en ?? null,
        }),
      ]
    case 'TEXT':
    case 'DATE':
      return [
        kind,
        item.instrument ? `of the measuring instrument: ${codeInWords(item.instrument)}` : '',
      ]
    case 'CHOICE':
      return [
        item.multiple ? 'One or more of several choices' : kind,
        ...item.choices.map((choice) => choiceInWords(words, choice, element)),
        item.mustBeOrdered ? 'any other than the ordered one fails' : '',
      ]
    case 'YES_NO':
      return [
        kind,
        item.expected === undefined ? '' : forms.mustBe(item.expected ? forms.yes : forms.no),
      ]
    case 'QUANTITY':
      return [kind, `to be packed: ${expressionInWords(words, item.quantity, element)}`]
  }
}

/** What an answer demands besides itself, and what stands beside the question. */
export function demandsInWords(
  words: Vocabulary,
  { required, naAllowed, photoRequired, notePrompt, part, documents, help }: ChecklistItem,
  element: string | null,
): string[] {
  return [
    required ? 'has to be answered' : say.optional,
    naAllowed === false
      ? ''
      : [say.naAllowed, whenInWords(words, naAllowed === true ? undefined : naAllowed, element)]
          .join(' ')
          .trim(),
    photoRequired ? 'a photo has to be taken' : '',
    notePrompt ? `note: ${notePrompt.en}` : '',
    ...(part ?? []).map(({ partNumber, when }) =>
      [say.partOf(textInWords(words, partNumber, element)), whenInWords(words, when, element)]
        .join(' ')
        .trim(),
    ),
    documents && documents.length > 0 ? `beside it: ${documents.map(codeInWords).join(', ')}` : '',
    help ? help.en : '',
  ].filter((line) => line !== '')
}

/** A fact above the form and where it comes from. */
export function sourceInWords(words: Vocabulary, { source }: Checklist['header'][number]): string {
  if ('fact' in source) return codeInWords(source.fact)
  if ('path' in source) return variableAt(words, source.path, null)?.label ?? source.path
  return expressionInWords(words, source.expression)
}
