const SHORTEST = 32

/** What stands in examples and tutorials. */
const WELL_KNOWN = /change[-_ ]?(this|me)|(your|my|payload)[-_ ]?secret|placeholder|insecure/i

/**
 * What is wrong with a secret, as the rest of a sentence that begins with its name.
 *
 * @param {string | undefined} secret
 * @returns {string | undefined} undefined when nothing is
 */
export function weaknessOf(secret) {
  if (!secret) return 'is missing'
  if (secret.length < SHORTEST) return `is shorter than ${SHORTEST} characters`
  if (WELL_KNOWN.test(secret)) return 'is made of well-known words'
  if (new Set(secret).size < 8) return 'repeats itself'
}
