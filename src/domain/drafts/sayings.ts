import type { Comparison, Condition, Expression, Scalar } from '../configurator/ast'
import { codeInWords } from './fieldWords'
import { variableAt, type Vocabulary } from './vocabulary'

/** Conditions and numbers as sentences, in the words of the draft. */

export const COMPARISON_WORDS: Readonly<Record<Comparison, string>> = {
  LT: 'is less than',
  LE: 'is at most',
  EQ: 'equals',
  NE: 'differs from',
  GE: 'is at least',
  GT: 'is more than',
}

const nameOf = (words: Vocabulary, path: string, element: string | null): string =>
  variableAt(words, path, element)?.label ?? (path === '' ? '…' : path)

const groupName = (words: Vocabulary, key: string): string =>
  words.groups.find((group) => group.key === key)?.label ?? key

export function scalarInWords(
  words: Vocabulary,
  path: string,
  element: string | null,
  value: Scalar,
): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const variable = variableAt(words, path, element)
  return variable?.choices.find((choice) => choice.value === value)?.label ?? String(value)
}

const either = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`

/** `element` is the group whose element is at hand. */
export function conditionInWords(
  words: Vocabulary,
  condition: Condition,
  element: string | null = null,
): string {
  const name = (path: string) => nameOf(words, path, element)
  const say = (part: Condition) => conditionInWords(words, part, element)
  const joined = (parts: readonly Condition[], word: string) =>
    parts
      .map((part) => (['and', 'or'].includes(part.op) ? `(${say(part)})` : say(part)))
      .join(` ${word} `)
  switch (condition.op) {
    case 'equals':
      return `${name(condition.path)} is ${scalarInWords(words, condition.path, element, condition.value)}`
    case 'in':
      return `${name(condition.path)} is ${either(
        condition.values.map((value) => scalarInWords(words, condition.path, element, value)),
      )}`
    case 'between': {
      const { min, max } = condition
      if (min === null && max === null) return `${name(condition.path)} is any number`
      if (min === null) return `${name(condition.path)} is at most ${max}`
      if (max === null) return `${name(condition.path)} is at least ${min}`
      return `${name(condition.path)} is between ${min} and ${max}`
    }
    case 'compare':
      return `${expressionInWords(words, condition.left, element)} ${COMPARISON_WORDS[condition.is]} ${expressionInWords(words, condition.right, element)}`
    case 'exists':
      return `${name(condition.path)} is chosen`
    case 'contains':
      return `${name(condition.path)} contains “${condition.text}”`
    case 'and':
      return joined(condition.all, 'and')
    case 'or':
      return joined(condition.any, 'or')
    case 'not':
      return negated(words, condition.condition, element)
    case 'some':
    case 'every':
      return `${condition.op === 'some' ? 'at least one' : 'every one'} of ${groupName(words, condition.group)} has: ${conditionInWords(words, condition.where, condition.group)}`
    case 'onBom':
      return `${either(condition.items)} is on the bill of materials`
    case 'provided':
      return `an earlier rule brought “${codeInWords(condition.tag)}”`
  }
}

function negated(words: Vocabulary, condition: Condition, element: string | null): string {
  const said = conditionInWords(words, condition, element)
  if (['equals', 'in'].includes(condition.op)) return said.replace(' is ', ' is not ')
  if (condition.op === 'exists') return said.replace(' is chosen', ' is not chosen')
  return `not (${said})`
}

export function expressionInWords(
  words: Vocabulary,
  expression: Expression,
  element: string | null = null,
): string {
  if (typeof expression === 'number') return String(expression)
  const say = (part: Expression, group = element) => expressionInWords(words, part, group)
  switch (expression.op) {
    case 'value':
      return nameOf(words, expression.path, element)
    case 'parameter':
      return (
        words.parameters.find(({ value }) => value === expression.name)?.label ?? expression.name
      )
    case 'count':
    case 'sum': {
      const { group, where } = expression
      const what =
        expression.op === 'count'
          ? 'the number'
          : `the sum of ${say(expression.of, group)} over those`
      const which = where ? ` with ${conditionInWords(words, where, group)}` : ''
      return `${what} of ${groupName(words, group)}${which}`
    }
    case 'add':
      return expression.of.map((part) => say(part)).join(' + ')
    case 'max':
      return `the largest of ${either(expression.of.map((part) => say(part)))}`
    case 'min':
      return `the smallest of ${either(expression.of.map((part) => say(part)))}`
    case 'firstOf':
      return expression.of.map((part) => say(part)).join(', else ')
  }
}
