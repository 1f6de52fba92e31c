import type { Condition, Expression, Scalar } from '../configurator/ast'
import { isJsonObject } from '../configurator/raw'
import type { Named, Variable } from './vocabulary'

/** One row of the sentence builder: a subject, a verb and what it is compared with. */

export const VERBS = {
  is: 'is',
  isNot: 'is not',
  in: 'is one of',
  notIn: 'is none of',
  yes: 'is yes',
  no: 'is no',
  between: 'is between',
  atLeast: 'is at least',
  atMost: 'is at most',
  above: 'is more than',
  below: 'is less than',
  contains: 'contains',
  exists: 'is chosen',
  notExists: 'is not chosen',
} as const

export type Verb = keyof typeof VERBS
export type Leaf = { path: string; verb: Verb; condition: Condition }

const BY_TYPE: Readonly<Record<Variable['type'], readonly Verb[]>> = {
  CHOICE: ['is', 'isNot', 'in', 'notIn', 'exists', 'notExists'],
  BOOLEAN: ['yes', 'no', 'exists'],
  INTEGER: ['between', 'atLeast', 'atMost', 'above', 'below', 'is', 'in', 'exists', 'notExists'],
  NUMBER: ['between', 'atLeast', 'atMost', 'above', 'below', 'is', 'in', 'exists', 'notExists'],
  TEXT: ['is', 'in', 'contains', 'exists', 'notExists'],
  LIST: ['exists', 'notExists'],
}

export const verbsOf = (variable: Variable | undefined): readonly Verb[] =>
  BY_TYPE[variable?.type ?? 'TEXT']

/** A condition as one row, if it is one. */
export function leafOf(condition: Condition): Leaf | null {
  switch (condition.op) {
    case 'equals':
      return {
        path: condition.path,
        verb: condition.value === true ? 'yes' : condition.value === false ? 'no' : 'is',
        condition,
      }
    case 'in':
    case 'exists':
    case 'contains':
      return { path: condition.path, verb: condition.op, condition }
    case 'between': {
      const { path, min, max } = condition
      const verb =
        max === null && min !== null
          ? 'atLeast'
          : min === null && max !== null
            ? 'atMost'
            : 'between'
      return { path, verb, condition }
    }
    case 'compare': {
      const { left, is, right } = condition
      if (typeof left === 'number' || left.op !== 'value' || left.path === '') return null
      if (typeof right !== 'number' || (is !== 'GT' && is !== 'LT')) return null
      return { path: left.path, verb: is === 'GT' ? 'above' : 'below', condition }
    }
    case 'not': {
      const inner = leafOf(condition.condition)
      if (inner?.verb === 'is') return { ...inner, verb: 'isNot' }
      if (inner?.verb === 'in') return { ...inner, verb: 'notIn' }
      return inner?.verb === 'exists' ? { ...inner, verb: 'notExists' } : null
    }
    default:
      return null
  }
}

/** The row with this subject and verb; values that still fit are kept. */
export function leafWith(
  path: string,
  verb: Verb,
  variable: Variable | undefined,
  kept: readonly Scalar[],
): Condition {
  const isNumber = variable?.type === 'INTEGER' || variable?.type === 'NUMBER'
  const fits = (value: Scalar) =>
    isNumber
      ? typeof value === 'number'
      : typeof value === 'string' &&
        (!variable?.choices.length || variable.choices.some((choice) => choice.value === value))
  const values = kept.filter(fits)
  const first: Scalar =
    values[0] ?? (isNumber ? (variable.range?.min ?? 0) : (variable?.choices[0]?.value ?? ''))
  const min = isNumber && typeof values[0] === 'number' ? values[0] : (variable?.range?.min ?? 0)
  const top = values.at(-1)
  const max = typeof top === 'number' && values.length > 1 ? top : (variable?.range?.max ?? min)
  switch (verb) {
    case 'is':
      return { op: 'equals', path, value: first }
    case 'isNot':
      return { op: 'not', condition: { op: 'equals', path, value: first } }
    case 'in':
      return { op: 'in', path, values: values.length > 0 ? values : [first] }
    case 'notIn':
      return {
        op: 'not',
        condition: { op: 'in', path, values: values.length > 0 ? values : [first] },
      }
    case 'yes':
      return { op: 'equals', path, value: true }
    case 'no':
      return { op: 'equals', path, value: false }
    case 'between':
      return { op: 'between', path, min, max }
    case 'atLeast':
      return { op: 'between', path, min, max: null }
    case 'atMost':
      return { op: 'between', path, min: null, max: values.length > 0 ? min : max }
    case 'above':
      return { op: 'compare', left: { op: 'value', path }, is: 'GT', right: min }
    case 'below':
      return {
        op: 'compare',
        left: { op: 'value', path },
        is: 'LT',
        right: values.length > 0 ? min : max,
      }
    case 'contains':
      return { op: 'contains', path, text: typeof first === 'string' ? first : '' }
    case 'exists':
      return { op: 'exists', path }
    case 'notExists':
      return { op: 'not', condition: { op: 'exists', path } }
  }
}

/** The constants of a row. */
export function valuesOf(condition: Condition): readonly Scalar[] {
  switch (condition.op) {
    case 'equals':
      return [condition.value]
    case 'in':
      return condition.values
    case 'between':
      return [condition.min, condition.max].filter((limit) => limit !== null)
    case 'compare':
      return typeof condition.right === 'number' ? [condition.right] : []
    case 'contains':
      return [condition.text]
    case 'not':
      return valuesOf(condition.condition)
    default:
      return []
  }
}

export const BLANK: Condition = { op: 'exists', path: '' }

/** Subjects that are no variables. */
export const subjectsOf = (groups: readonly { key: string; label: string }[]): Named[] => [
  ...groups.flatMap(({ key, label }) => [
    { value: `count ${key}`, label: `Number of ${label}` },
    { value: `some ${key}`, label: `At least one of ${label}` },
    { value: `every ${key}`, label: `Every one of ${label}` },
  ]),
  { value: 'compare', label: 'A number, compared with another' },
  { value: 'onBom', label: 'An item on the bill of materials' },
  { value: 'provided', label: 'What an earlier rule brought along' },
]

/** What a new row about such a subject says. */
export function conditionAbout(subject: string): Condition | null {
  const [op, group = ''] = subject.split(' ')
  switch (op) {
    case 'count':
      return { op: 'compare', left: { op: 'count', group }, is: 'GE', right: 1 }
    case 'some':
    case 'every':
      return { op, group, where: BLANK }
    case 'compare':
      return { op: 'compare', left: { op: 'value', path: '' }, is: 'GE', right: 1 }
    case 'onBom':
      return { op: 'onBom', items: [''] }
    case 'provided':
      return { op: 'provided', tag: '' }
    default:
      return null
  }
}

export const subjectOf = (condition: Condition): string =>
  condition.op === 'some' || condition.op === 'every'
    ? `${condition.op} ${condition.group}`
    : condition.op

// --- reading what may be half-written ----------------------------------------------------------

const isText = (value: unknown): value is string => typeof value === 'string'
const isLimit = (value: unknown) => value === null || typeof value === 'number'
const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)
const isListOf = (value: unknown, is: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(is)

/** Whether JSON has the form of a condition, whatever is still empty in it. */
export function isCondition(value: unknown): value is Condition {
  if (!isJsonObject(value)) return false
  switch (value.op) {
    case 'equals':
      return isText(value.path) && isScalar(value.value)
    case 'in':
      return isText(value.path) && isListOf(value.values, isScalar)
    case 'between':
      return isText(value.path) && isLimit(value.min) && isLimit(value.max)
    case 'compare':
      return isExpression(value.left) && isExpression(value.right) && isText(value.is)
    case 'exists':
      return isText(value.path)
    case 'contains':
      return isText(value.path) && isText(value.text)
    case 'and':
      return isListOf(value.all, isCondition)
    case 'or':
      return isListOf(value.any, isCondition)
    case 'not':
      return isCondition(value.condition)
    case 'some':
    case 'every':
      return isText(value.group) && isCondition(value.where)
    case 'onBom':
      return isListOf(value.items, isText)
    case 'provided':
      return isText(value.tag)
    default:
      return false
  }
}

export function isExpression(value: unknown): value is Expression {
  if (typeof value === 'number') return true
  if (!isJsonObject(value)) return false
  switch (value.op) {
    case 'value':
      return isText(value.path)
    case 'parameter':
      return isText(value.name)
    case 'count':
      return isText(value.group) && (value.where === undefined || isCondition(value.where))
    case 'sum':
      return (
        isText(value.group) &&
        isExpression(value.of) &&
        (value.where === undefined || isCondition(value.where))
      )
    case 'add':
    case 'max':
    case 'min':
    case 'firstOf':
      return isListOf(value.of, isExpression)
    default:
      return false
  }
}
