import type { z } from 'zod'
import {
  allow,
  isRefusalCode,
  refuse,
  type Decision,
  type Refusal,
  type RefusalCode,
} from './refusal'

type Issue = z.core.$ZodIssue

const codeOf = (issue: Issue, absent: boolean): RefusalCode => {
  switch (issue.code) {
    case 'invalid_type':
      return absent ? 'required' : 'malformed'
    case 'too_small':
      // an empty text where one is demanded reads as "missing", not as "too short"
      return issue.origin === 'string' && absent ? 'required' : 'out_of_range'
    case 'too_big':
    case 'not_multiple_of':
      return 'out_of_range'
    case 'unrecognized_keys':
      return 'option_unknown'
    case 'invalid_union':
      return 'malformed'
    case 'custom':
      return isRefusalCode(issue.params?.refusal) ? issue.params.refusal : 'invalid_value'
    default:
      return 'invalid_value'
  }
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    input,
  )

const isAbsent = (value: unknown) => value === undefined || value === null || value === ''

/** One zod issue as a refusal; `input` is what was read, so that "absent" and "wrong" can be told apart. */
export function refusalOf(issue: Issue, input: unknown): Refusal {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = [...issue.path, ...keys]
  const absent = isAbsent(valueAt(input, issue.path))
  return {
    code: codeOf(issue, absent),
    message:
      issue.code === 'unrecognized_keys'
        ? `There is no field ${keys.map((key) => JSON.stringify(key)).join(', ')} here.`
        : issue.message,
    ...(path.length > 0 ? { field: path.map(String).join('.') } : {}),
  }
}

/** What a schema expects, in words, by zod's name for it. */
export const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  nonoptional: 'a value',
  number: 'a number',
  object: 'a group of fields',
  record: 'a group of fields',
  string: 'text',
  tuple: 'a list',
}

/** A sentence for an issue of which the schema itself says nothing; undefined leaves it to zod. */
function sentenceOf(issue: z.core.$ZodRawIssue, at: string): string | undefined {
  const name = dotted(at, issue.path ?? []) || 'The input'
  const absent = isAbsent(issue.input)
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected] ?? 'another value'
      return absent ? `${name} is missing.` : `${name} must be ${kind}.`
    }
    case 'invalid_value':
      return absent
        ? `${name} is missing.`
        : `${name} must be one of ${issue.values.map(String).join(', ')}.`
    case 'too_small':
      return `${name} must ${limit(issue.origin, 'at least', issue.minimum)}.`
    case 'too_big':
      return `${name} must ${limit(issue.origin, 'at most', issue.maximum)}.`
    case 'invalid_format':
      return `${name} is not written as it should be (${issue.format}).`
  }
  return undefined
}

function limit(origin: string, which: string, figure: number | bigint): string {
  if (origin === 'string') return `have ${which} ${figure} characters`
  return origin === 'array' ? `have ${which} ${figure} entries` : `be ${which} ${figure}`
}

const dotted = (at: string, path: readonly PropertyKey[]): string =>
  [...(at ? [at] : []), ...path.map(String)].join('.')

/**
 * Reads unknown input with a zod schema. Every issue becomes a refusal with the dotted path of the
 * input it concerns: `required`, `malformed` (wrong type), `out_of_range`, `option_unknown`
 * (a key that nobody knows), `reason_missing` (the `reason` of an act, absent or too short) or `invalid_value`. `at` is the path of the input itself, if it has one;
 * the sentence calls the input by it.
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  at = '',
): Decision<z.output<Schema>> {
  const result = schema.safeParse(input, { error: (issue) => sentenceOf(issue, at) })
  if (result.success) return allow(result.data)
  const [first, ...rest] = result.error.issues.map((issue) => {
    const refusal = refusalOf(issue, input)
    const field = [at, refusal.field].filter(Boolean).join('.')
    const isNoReason =
      field === 'reason' && (refusal.code === 'required' || issue.code === 'too_small')
    return {
      ...refusal,
      ...(isNoReason && { code: 'reason_missing' as const }),
      ...(field && { field }),
    }
  })
  return first
    ? refuse(first, ...rest)
    : refuse({ code: 'malformed', message: 'The input cannot be read.' })
}
