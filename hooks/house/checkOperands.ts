import type { CollectionBeforeOperationHook, FlattenedField, Payload } from 'payload'
import { isUuid } from '../../src/domain/ids'
import { isDay, isMoment } from '../../src/domain/days'
import { refused } from '../../src/services/http'

const MAX_WHERE_DEPTH = 10
const MAX_CONDITIONS = 200
const MAX_LIST = 1_000

/** Operators whose operand is an id on an id or relationship path. */
const ID_OPERATORS = new Set(['equals', 'not_equals', 'in', 'not_in'])
/** For points and lists, of which we have none: on other fields they break the query builder. */
const FOREIGN_OPERATORS = ['all', 'intersects', 'near', 'within']

type Fields = readonly FlattenedField[]

/**
 * Refuses filters that the database would misread (trap 48): a text that is no uuid against an id
 * turns into IS NULL, and an empty one into an error; a day that does not exist turns into another one, and
 * one outside of the calendar into an error; a text that is no number asks for empty fields. Days that are
 * kept as texts (`custom: { isDay: true }`) would be compared with a time letter by letter. Empty entries of lists are dropped; filters nested or repeated
 * without bound are refused before anything walks them recursively. Lists of ids have a bound too, but for
 * calls of our own services and the loader that fills relationships: those ask for as many as there are.
 */
export const checkOperands: CollectionBeforeOperationHook = (call) => {
  const { args, collection, overrideAccess, req } = call
  const { payload } = req
  const fields = collection.flattenedFields
  const isOurs =
    overrideAccess === true || ('currentDepth' in args && args.currentDepth !== undefined)
  const maxList = isOurs ? Infinity : MAX_LIST
  if ('where' in args) check(payload, fields, args.where, maxList)
  if ('joins' in args && isRecord(args.joins)) {
    for (const [name, join] of Object.entries(args.joins)) {
      const field = fields.find((one) => one.name === name)
      if (isRecord(join) && field?.type === 'join' && typeof field.collection === 'string') {
        check(payload, fieldsOf(payload, field.collection), join.where, maxList)
      }
    }
  }
  return args
}

function check(payload: Payload, fields: Fields, where: unknown, maxList: number): void {
  checkSize(where)
  checkPaths(payload, fields, where, maxList)
}

/** Counts depth and conditions without recursion. */
function checkSize(where: unknown): void {
  let level: unknown[] = [where]
  let conditions = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    conditions += level.length
    if (depth > MAX_WHERE_DEPTH * 2 || conditions > MAX_CONDITIONS * 10) {
      throw malformed('The filter is too deep or too long. Ask a simpler question.')
    }
    level = level.flatMap((value): unknown[] => {
      if (Array.isArray(value)) return value.some(isRecord) ? value : []
      return isRecord(value) ? Object.values(value) : []
    })
  }
}

function checkPaths(payload: Payload, fields: Fields, where: unknown, maxList: number): void {
  if (!isRecord(where)) return
  for (const [key, condition] of Object.entries(where)) {
    if (/^(and|or)$/i.test(key)) {
      for (const part of Object.values(condition ?? {})) checkPaths(payload, fields, part, maxList)
      continue
    }
    if (!isRecord(condition)) continue
    const foreign = FOREIGN_OPERATORS.find((operator) => operator in condition)
    if (foreign) throw malformed(`The operator ${foreign} does not apply to ${key}.`)
    const kind = kindAt(payload, fields, key.split('.'))
    if (kind === null) continue
    for (const [operator, operand] of Object.entries(condition)) {
      if (kind === 'date') checkMoments(key, operator, operand)
      else if (kind === 'day') condition[operator] = checkedDays(key, operator, operand)
      else if (kind === 'number') checkNumbers(key, operator, operand)
      else if (ID_OPERATORS.has(operator))
        condition[operator] = checkedIds(key, operator, operand, maxList)
    }
  }
}

const isList = (operator: string): boolean => operator === 'in' || operator === 'not_in'

function checkMoments(path: string, operator: string, operand: unknown): void {
  if (operator === 'exists') return
  if (partsOf(operator, operand).every((part) => NOTHING.has(part) || isMoment(part))) return
  throw notAMoment(path)
}

const notAMoment = (path: string) =>
  refused({
    code: 'malformed',
    message: `A filter on ${path} takes dates such as 2027-03-31 or 2027-03-31T08:00:00Z.`,
    field: path,
  })

/** A day is a day whatever time is told with it; words to search for are left as they are. */
function checkedDays(path: string, operator: string, operand: unknown): unknown {
  if (operator === 'exists' || /like|contains/.test(operator)) return operand
  const days = partsOf(operator, operand).map((part) =>
    typeof part === 'string' && isMoment(part) ? part.slice(0, 10) : part,
  )
  if (!days.every((day) => NOTHING.has(day) || isDay(day))) throw notAMoment(path)
  return isList(operator) ? days : days[0]
}

function checkNumbers(path: string, operator: string, operand: unknown): void {
  if (operator === 'exists') return
  if (partsOf(operator, operand).every((part) => NOTHING.has(part) || isNumeric(part))) return
  throw refused({
    code: 'malformed',
    message: `A filter on ${path} takes numbers such as 12 or 12.5.`,
    field: path,
  })
}

function partsOf(operator: string, operand: unknown): readonly unknown[] {
  const parts: unknown =
    isList(operator) && typeof operand === 'string' ? operand.split(',') : operand
  return Array.isArray(parts) ? parts : [parts]
}

/** A number, or the text of one as addresses carry it. */
const isNumeric = (value: unknown): boolean =>
  (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) &&
  Number.isFinite(Number(value))

/** What Payload takes as a question for empty fields. */
const NOTHING: ReadonlySet<unknown> = new Set([undefined, null, 'null', ''])

function checkedIds(path: string, operator: string, operand: unknown, maxList: number): unknown {
  if (!isList(operator)) {
    if (isIdOrNull(operand)) return operand
    throw notAnId(path)
  }
  const list = (typeof operand === 'string' ? operand.split(',') : operand) ?? []
  const entries: unknown[] = (Array.isArray(list) ? list : [list]).filter((one) => one !== '')
  if (entries.length > maxList) throw malformed(`A list of ${path} holds too many entries.`)
  if (!entries.every(isIdOrNull)) throw notAnId(path)
  return entries
}

const isIdOrNull = (value: unknown): boolean =>
  value === null || value === 'null' || (typeof value === 'string' && isUuid(value))

/** Where this dotted path ends: at an id (an `id` field, or a relationship itself), a date, a day, a number, or none of them. */
function kindAt(
  payload: Payload,
  fields: Fields,
  [name, ...rest]: readonly string[],
): 'date' | 'day' | 'id' | 'number' | null {
  const isEnd = rest.length === 0
  if (name === 'id') return isEnd ? 'id' : null
  const field = fields.find((one) => one.name === name)
  if (!field) return null
  if (field.type === 'date' || field.type === 'number') return isEnd ? field.type : null
  if (field.custom?.isDay === true) return isEnd ? 'day' : null
  if (field.type === 'relationship' || field.type === 'upload') {
    if (typeof field.relationTo !== 'string') return null
    return isEnd ? 'id' : kindAt(payload, fieldsOf(payload, field.relationTo), rest)
  }
  if (field.type === 'join') {
    if (isEnd || typeof field.collection !== 'string') return null
    return kindAt(payload, fieldsOf(payload, field.collection), rest)
  }
  return 'flattenedFields' in field ? kindAt(payload, field.flattenedFields, rest) : null
}

const fieldsOf = (payload: Payload, slug: string): Fields =>
  payload.config.collections.find((one) => one.slug === slug)?.flattenedFields ?? []

const malformed = (message: string) => refused({ code: 'malformed', message })

const notAnId = (path: string) =>
  refused({ code: 'malformed', message: `A filter on ${path} takes ids.`, field: path })

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
