/** Handbook 14: length in characters as people count them. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const

/** The rule in one sentence, for help texts. */
export const PASSWORD_RULE =
  `A password has ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters with at least one ` +
  'upper-case letter, one lower-case letter, one digit and one special character.'

const DEMANDS: readonly { pattern: RegExp; missing: string }[] = [
  { pattern: /\p{Lu}/u, missing: 'an upper-case letter' },
  { pattern: /\p{Ll}/u, missing: 'a lower-case letter' },
  { pattern: /\p{Nd}/u, missing: 'a digit' },
  { pattern: /[^\p{L}\p{N}\s]/u, missing: 'a special character' },
]

/**
 * What a new password lacks (handbook 14), in words that complete "The password needs ..."; empty when
 * it may be used. Anything but text counts as an empty password.
 */
export function passwordFaults(password: unknown): string[] {
  const text = typeof password === 'string' ? password : ''
  const length = [...text].length
  const faults = DEMANDS.filter(({ pattern }) => !pattern.test(text)).map(({ missing }) => missing)
  if (length < PASSWORD_LENGTH.min) faults.unshift(`at least ${PASSWORD_LENGTH.min} characters`)
  if (length > PASSWORD_LENGTH.max) faults.unshift(`at most ${PASSWORD_LENGTH.max} characters`)
  return faults
}

/** The sentence for a refused password, or null when it may be used. */
export function passwordRefusal(password: unknown): string | null {
  const faults = passwordFaults(password)
  return faults.length === 0 ? null : `The password needs ${faults.join(', ')}.`
}
