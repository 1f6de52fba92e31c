import { pbkdf2, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Payload } from 'payload'
import {
  accountById,
  clearFailures,
  countFailure,
  endFreshSessions,
  type Account,
} from '../../db/accounts'
import { LOCK } from '../../domain/people/account'

const derive = promisify(pbkdf2)

/** The scheme of Payload 3.90 (`generatePasswordSaltHash`): PBKDF2-SHA-256 behind a prefix. */
const PREFIX = 'pbkdf2-sha256-v1:'
const ITERATIONS = 600_000
const KEY_LENGTH = 32

/** No password leads to this account; checking against it takes as long as against a real one. */
const NOBODY: Pick<Account, 'hash' | 'salt'> = {
  hash: `${PREFIX}${'00'.repeat(KEY_LENGTH)}`,
  salt: '00'.repeat(32),
}

/** A guess that succeeds beside failing ones may open a session before the lock closes: it ends. */
const FRESH_SECONDS = 20

/**
 * Whether the password opens the account. Unknown, deactivated, machine and locked accounts take the
 * same time and give the same answer as a wrong password (trap 29, handbook 14). Failures are counted,
 * the fifth locks the account for 30 minutes; a right password forgets them.
 * Counting commits at once, whatever becomes of the transaction around it.
 */
export async function opensAccount(
  payload: Payload,
  account: Account | undefined,
  password: string,
): Promise<boolean> {
  const open = account?.isOpen ? account : undefined
  const isRight = await matches(password, open ?? NOBODY)
  if (!open) return false
  if (isRight) return clearFailures(payload, open.id)
  const isLocked = await countFailure(payload, open.id, LOCK)
  if (isLocked) await endFreshSessions(payload, open.id, FRESH_SECONDS)
  return false
}

/**
 * The password of a signed-in person, entered again in the act of signing (handbook 15.2). A wrong one
 * counts towards the lock like a failed sign-in. Call it before opening a transaction: the slow hash
 * must not hold a connection.
 */
export async function confirmsPassword(
  payload: Payload,
  userId: string,
  password: string,
): Promise<boolean> {
  return opensAccount(payload, await accountById(payload, userId), password)
}

async function matches(
  password: string,
  { hash, salt }: Pick<Account, 'hash' | 'salt'>,
): Promise<boolean> {
  const known = hash?.startsWith(PREFIX) && salt ? { hash, salt } : undefined
  const expected = Buffer.from((known?.hash ?? NOBODY.hash ?? '').slice(PREFIX.length), 'hex')
  const derived = await derive(password, known?.salt ?? '', ITERATIONS, KEY_LENGTH, 'sha256')
  return (
    known !== undefined && derived.length === expected.length && timingSafeEqual(derived, expected)
  )
}

/** Without letters and digits that look alike, since a person copies it once. */
const ALPHABETS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#%+-=?@']
const GROUPS = 5

/** A random password that meets the policy: five groups of one character of each kind. */
export const oneTimePassword = (): string =>
  Array.from({ length: GROUPS }, () =>
    ALPHABETS.map((letters) => letters[randomInt(letters.length)]).join(''),
  ).join('')
