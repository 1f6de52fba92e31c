import { isJsonObject } from '../configurator/raw'
import { isCondition, isExpression } from './conditionParts'
import { conditionInWords, expressionInWords } from './sayings'
import { getAt, nameKeyOf, type Path } from './tree'
import { elementGroupAt, variableAt, type Vocabulary } from './vocabulary'
import { codeInWords } from './fieldWords'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What an element of a list is called: its label, else its name. */
export function titleOf(element: unknown): string {
  if (!isJsonObject(element)) return text(element)
  const label = ['label', 'title', 'message', 'because']
    .map((key) => text(getAt(element, [key, 'en'])))
    .find((line) => line !== '')
  const key = nameKeyOf(element)
  const name = key === null ? text(element.field) : text(element[key])
  const isCode = /^[A-Z]{1,3}\d+[a-z]?$/.test(name)
  if (label === undefined) return name || text(element.event)
  return isCode ? `${name} ${label}` : label
}

/** The rest in short: type, condition, item, value. */
export function summaryOf(
  element: unknown,
  vocabulary: Vocabulary,
  path: Path,
  content: unknown,
): string {
  if (!isJsonObject(element)) return ''
  const group = elementGroupAt(content, [...path, 'when'])
  const stateNamed = (code: unknown) =>
    vocabulary.states.find(({ value }) => value === code)?.label ?? codeInWords(text(code))
  const parts: string[] = []
  const type = text(element.type)
  if (type !== '') parts.push(codeInWords(type))
  if (Array.isArray(element.choices))
    parts.push(element.choices.map((choice) => titleOf(choice)).join(', '))
  if (typeof element.min === 'number' && typeof element.max === 'number')
    parts.push(`${element.min} to ${element.max}`)
  if (typeof element.forEach === 'string') parts.push(`for each of ${element.forEach}`)
  if (typeof element.repeat === 'string') parts.push(`for each of ${element.repeat}`)
  const item = itemInWords(element.item)
  if (item !== '') parts.push(item)
  if (isExpression(element.quantity) && typeof element.quantity !== 'number')
    parts.push(expressionInWords(vocabulary, element.quantity, group))
  if (Array.isArray(element.from))
    parts.push(
      [element.from.map(stateNamed).join(', '), stateNamed(element.to)]
        .filter((states) => states !== '')
        .join(' → '),
    )
  const when = element.when ?? element.visible ?? element.require
  if (isCondition(when)) parts.push(`when ${conditionInWords(vocabulary, when, group)}`)
  if (element.value !== undefined && nameKeyOf(element) !== 'value')
    parts.push(`→ ${String(element.value)}`)
  const field = text(element.field)
  if (field !== '' && parts.length === 0)
    parts.push(variableAt(vocabulary, field, group)?.label ?? '')
  return parts.filter((part) => part !== '').join(' · ')
}

/** The item of a rule by its numbers. */
export function itemInWords(item: unknown): string {
  if (!isJsonObject(item)) return ''
  if (item.kind === 'ITEM') return text(item.id)
  if (item.kind === 'CUSTOM') return text(item.number)
  if (!Array.isArray(item.alternatives)) return ''
  return item.alternatives
    .map((alternative: unknown) => (isJsonObject(alternative) ? text(alternative.id) : ''))
    .join(' or ')
}
