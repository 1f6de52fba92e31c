/**
 * A refusal is an expected "no": data, not an exception. It carries a stable code for programs,
 * a sentence that says what to do for people, and whatever else the caller needs.
 * The HTTP status of each code is decided once, in `src/services/http.ts` (contract, section 4).
 */
export const REFUSAL_CODES = [
  'malformed',
  'unauthenticated',
  'role_not_allowed',
  'wrong_password',
  'sign_in_again',
  'account_locked',
  'not_found',
  'unknown_transition',
  'precondition_failed',
  'wrong_state',
  'stale_revision',
  'duplicate_po_number',
  'duplicate_build_number',
  'duplicate_value',
  'in_use',
  'retry',
  'option_unknown',
  'family_retired',
  'out_of_range',
  'required',
  'invalid_value',
  'unresolved_item',
  'inactive_item',
  'reason_missing',
  'cycle',
  'idempotency_key_reused',
  'too_large',
  'too_many_requests',
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]

export const isRefusalCode = (value: unknown): value is RefusalCode =>
  typeof value === 'string' && (REFUSAL_CODES as readonly string[]).includes(value)

export type Refusal = {
  code: RefusalCode
  /** A sentence that says what is wrong and what to do about it. */
  message: string
  /** Path of the offending input, dotted: `builds.0.configuration.length`. */
  field?: string
  /** The release rule or constraint that refuses. */
  rule?: string
  /** The catalogue id that the refusal is about. */
  item?: string
  /** Named facts a program may want: unmet guard, newer revision, users of a record. */
  details?: Readonly<Record<string, unknown>>
}

export type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] }

export const allow = <T>(value: T): Decision<T> => ({ ok: true, value })

export const refuse = (first: Refusal, ...rest: Refusal[]): Decision<never> => ({
  ok: false,
  refusals: [first, ...rest],
})
