import { APIError } from 'payload'
import type { Decision, Refusal, RefusalCode } from '../domain/refusal'
import { databaseRefusal, knownDuplicate } from './databaseErrors'

/** The HTTP status of every refusal (contract 4). A new code does not compile until it has one. */
export const HTTP_STATUS = {
  malformed: 400,
  unauthenticated: 401,
  role_not_allowed: 403,
  wrong_password: 403,
  sign_in_again: 403,
  account_locked: 403,
  not_found: 404,
  unknown_transition: 409,
  precondition_failed: 409,
  wrong_state: 409,
  stale_revision: 409,
  duplicate_po_number: 409,
  duplicate_build_number: 409,
  duplicate_value: 409,
  in_use: 409,
  cycle: 409,
  retry: 409,
  required: 422,
  invalid_value: 422,
  option_unknown: 422,
  family_retired: 422,
  out_of_range: 422,
  unresolved_item: 422,
  inactive_item: 422,
  reason_missing: 422,
  idempotency_key_reused: 422,
  too_large: 413,
  too_many_requests: 429,
} as const satisfies Record<RefusalCode, number>

/** The code of an answer whose status is all that is known about it. */
const CODE_OF_STATUS: Readonly<Record<number, RefusalCode>> = {
  401: 'unauthenticated',
  403: 'role_not_allowed',
  404: 'not_found',
  409: 'wrong_state',
  413: 'too_large',
  429: 'too_many_requests',
}

/** `failed` is the one code that is not a refusal: something broke on our side. */
export type ErrorBody = Omit<Refusal, 'code'> & { code: RefusalCode | 'failed' }

export type ShapedError = { status: number; errors: readonly [ErrorBody, ...ErrorBody[]] }

/**
 * A refusal on its way out: thrown by services and hooks, turned into an answer in one place. The
 * refusals travel in `data` and are read by their shape, because the class may exist twice in one
 * process (trap 14). The first refusal decides the status.
 */
export const refused = (first: Refusal, ...rest: Refusal[]): APIError =>
  new APIError(first.message, HTTP_STATUS[first.code], { refusals: [first, ...rest] }, true)

/** The value of a decision, or its refusals thrown. */
export function orThrow<T>(decision: Decision<T>): T {
  if (decision.ok) return decision.value
  throw refused(...decision.refusals)
}

/**
 * Any error as the answer that a client gets (contract 4): a stable code, a sentence, never a stack.
 * What nobody foresaw is 500 `failed` and says nothing about its cause.
 */
export function shapeError(error: unknown): ShapedError {
  for (const link of causesOf(error)) {
    const shaped = shapeLink(link)
    if (shaped) return shaped
  }
  return {
    status: 500,
    errors: [{ code: 'failed', message: 'Something went wrong. Try again, or tell your Admin.' }],
  }
}

/** Refusals of known codes as a shaped error; the first decides the status. */
export const shapeRefusals = (refusals: readonly [ErrorBody, ...ErrorBody[]]): ShapedError => ({
  status: statusOf(refusals[0].code),
  errors: refusals,
})

/** An answer of someone else (the framework) that carries only a status and a sentence. */
export const shapeStatus = (status: number, message: string): ShapedError => ({
  status,
  errors: [{ code: codeOfStatus(status), message }],
})

const statusOf = (code: ErrorBody['code']): number => (code === 'failed' ? 500 : HTTP_STATUS[code])

const codeOfStatus = (status: number): ErrorBody['code'] =>
  status >= 500 ? 'failed' : (CODE_OF_STATUS[status] ?? 'malformed')

const UNREADABLE_ERRORS = new Set(['SyntaxError', 'URIError', 'RangeError'])

type ErrorLike = { name?: unknown; message: string; status?: unknown; data?: unknown }

function shapeLink(error: ErrorLike): ShapedError | undefined {
  const refusals = refusalsIn(error.data)
  if (refusals) return shapeRefusals(refusals)

  const fields = fieldErrorsIn(error.data)
  if (fields) return shapeFieldErrors(fields)

  const database = databaseRefusal(error)
  if (database) {
    const shaped = shapeRefusals([database.refusal])
    return { ...shaped, status: database.status ?? shaped.status }
  }

  // A stack overflow is input nested beyond every bound; nothing of ours recurses without one.
  if (UNREADABLE_ERRORS.has(String(error.name))) {
    return shapeStatus(400, 'The request is not readable: check its JSON and its address.')
  }
  if (typeof error.status === 'number' && error.status >= 400 && error.status < 500) {
    return shapeStatus(error.status, error.message)
  }
  return undefined
}

/** The error and what caused it, at most a few links deep. */
function* causesOf(error: unknown): Generator<ErrorLike> {
  let link = error
  for (let depth = 0; depth < 5 && isErrorLike(link); depth += 1) {
    yield link
    link = 'originalError' in link ? link.originalError : 'cause' in link ? link.cause : undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isErrorLike = (value: unknown): value is ErrorLike =>
  isRecord(value) && typeof value.message === 'string'

function refusalsIn(data: unknown): [ErrorBody, ...ErrorBody[]] | undefined {
  if (!isRecord(data) || !Array.isArray(data.refusals)) return undefined
  const [first, ...rest] = data.refusals.filter(isRefusal)
  return first && [first, ...rest]
}

const isRefusal = (value: unknown): value is Refusal =>
  isRecord(value) &&
  typeof value.message === 'string' &&
  typeof value.code === 'string' &&
  value.code in HTTP_STATUS

type FieldError = { path: string; message: string; tableName?: string }

/** What Payload's ValidationError carries: one entry per field. */
function fieldErrorsIn(data: unknown): [FieldError, ...FieldError[]] | undefined {
  if (!isRecord(data) || !Array.isArray(data.errors)) return undefined
  const [first, ...rest] = data.errors.filter(isRecord).map((entry) => ({
    path: typeof entry.path === 'string' ? entry.path : '',
    message: typeof entry.message === 'string' ? entry.message : 'This value is not accepted.',
    ...(typeof entry.tableName === 'string' && { tableName: entry.tableName }),
  }))
  return first && [first, ...rest]
}

function shapeFieldErrors([first, ...rest]: [FieldError, ...FieldError[]]): ShapedError {
  return shapeRefusals([bodyOf(first), ...rest.map(bodyOf)])
}

/** Payload tells the kind of a field error in words only; the panel and the API speak English. */
const CODE_OF_FIELD_MESSAGE: readonly [RegExp, RefusalCode][] = [
  [/^This field is required|^Enter at least 1 characters/, 'required'],
  [/^Value must be unique|already registered/, 'duplicate_value'],
  [/invalid selection/, 'option_unknown'],
  [
    /^This is .+; at (least|most) |^Enter at (least|most) \d+ characters|whole number from/,
    'out_of_range',
  ],
]

function bodyOf({ path, message, tableName = '' }: FieldError): ErrorBody {
  const known = knownDuplicate(tableName, path)
  if (known) return known
  const code = CODE_OF_FIELD_MESSAGE.find(([pattern]) => pattern.test(message))?.[1]
  return { code: code ?? 'invalid_value', message, ...(path && { field: path }) }
}

/**
 * The JSON body of an error answer. `data` repeats field and message in the form that the panel's
 * forms read in order to mark the field.
 */
export const errorBodyOf = ({ errors }: ShapedError) => ({
  errors: errors.map((error) =>
    error.field === undefined
      ? error
      : { ...error, data: { errors: [{ path: error.field, message: error.message }] } },
  ),
})

/**
 * The same for a form of the panel, whose toast takes what follows a colon for a list of fields: there the
 * sentence goes on after a dash. What stands beside the field is as it was written.
 */
export const formErrorBodyOf = (shaped: ShapedError) => ({
  errors: errorBodyOf(shaped).errors.map((error) => ({
    ...error,
    message: withoutColons(error.message),
  })),
})

/** A colon inside a word, as in a time, becomes the sign of a ratio, which looks the same. */
const withoutColons = (message: string): string =>
  message.replaceAll(/:\s+/g, ' – ').replaceAll(':', '\u2236')
