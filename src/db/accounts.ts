import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload, PayloadRequest } from 'payload'
import { apart } from './apart'
import { connectionOf, transactionOf } from './transaction'

/** What checking a password needs to know of an account. `hash` and `salt` never leave the server. */
export type Account = {
  id: string
  hash: string | null
  salt: string | null
  /** Active, a person, and not locked at this moment. */
  isOpen: boolean
}

const ACCOUNT = sql`
  select id, hash, salt,
         (is_active is true and kind = 'HUMAN' and (lock_until is null or lock_until <= now())) as "isOpen"
  from users`

export async function accountByEmail({ db }: Payload, email: string): Promise<Account | undefined> {
  const { rows } = await db.drizzle.execute<Account>(sql`${ACCOUNT} where email = ${email}`)
  return rows[0]
}

export async function accountById({ db }: Payload, id: string): Promise<Account | undefined> {
  const { rows } = await db.drizzle.execute<Account>(sql`${ACCOUNT} where id = ${id}`)
  return rows[0]
}

/**
 * Counts one failed password in a single statement, so that parallel failures all count; the failure
 * that reaches the limit locks the account. A lock is not prolonged by later failures, and after it
 * has run out counting begins anew. Commits at once, whatever becomes of the caller's transaction.
 *
 * @returns whether the account is locked now
 */
export async function countFailure(
  payload: Payload,
  id: string,
  lock: { failures: number; minutes: number },
): Promise<boolean> {
  const { rows } = await apart(payload).query<{ isLocked: boolean | null }>(
    `update users set
       login_attempts = case when lock_until <= now() then 1 else coalesce(login_attempts, 0) + 1 end,
       lock_until = case
         when lock_until is null and coalesce(login_attempts, 0) + 1 >= $2
           then now() + make_interval(mins => $3)
         when lock_until <= now() then null
         else lock_until
       end
     where id = $1
     returning lock_until > now() as "isLocked"`,
    [id, lock.failures, lock.minutes],
  )
  return rows[0]?.isLocked === true
}

/**
 * A right password forgets the failures before it, unless they have locked the account meanwhile.
 *
 * @returns whether the account is open
 */
export async function clearFailures(payload: Payload, id: string): Promise<boolean> {
  const { rows } = await apart(payload).query<{ isLocked: boolean | null }>(
    `with cleared as (
       update users set login_attempts = 0, lock_until = null
       where id = $1 and (lock_until is null or lock_until <= now())
         and (login_attempts <> 0 or lock_until is not null)
     )
     select lock_until > now() as "isLocked" from users where id = $1`,
    [id],
  )
  return rows[0] !== undefined && rows[0].isLocked !== true
}

/** Ends the sessions opened in the last seconds: guesses sent side by side may have opened one. */
export async function endFreshSessions(
  payload: Payload,
  id: string,
  seconds: number,
): Promise<void> {
  await apart(payload).query(
    `delete from users_sessions
     where _parent_id = $1 and created_at > now() - make_interval(secs => $2)`,
    [id, seconds],
  )
}

/** When the session was opened; undefined when it has ended. */
export async function sessionStart(req: PayloadRequest, sid: string): Promise<Date | undefined> {
  const connection = await connectionOf(req)
  const { rows } = await connection.execute<{ at: string | Date }>(
    sql`select created_at as at from users_sessions where id = ${sid}`,
  )
  return rows[0] && new Date(rows[0].at)
}

/**
 * Locks the account that a reset token belongs to and answers whether it may be used: a deactivated
 * account stays closed. Locked first, so that the row written after the slow hash is the present one.
 */
export async function lockResetAccount(req: PayloadRequest, token: string): Promise<boolean> {
  const transaction = await transactionOf(req)
  const { rows } = await transaction.execute<{ isUsable: boolean }>(sql`
    select (is_active is true and kind = 'HUMAN') as "isUsable" from users
    where reset_password_token = ${token} and reset_password_expiration > now()
    for no key update`)
  return rows[0]?.isUsable === true
}

const LAST_ADMIN = 7_201_401

/**
 * Whether another active Admin would remain without this account. Two Admins who demote each other at
 * the same moment are judged one after the other.
 */
export async function hasOtherAdmin(req: PayloadRequest, id: string): Promise<boolean> {
  const transaction = await transactionOf(req)
  await transaction.execute(sql`select pg_advisory_xact_lock(${LAST_ADMIN})`)
  const { rows } = await transaction.execute(sql`
    select 1 from users
    where role = 'ADMIN' and kind = 'HUMAN' and is_active and id <> ${id} limit 1`)
  return rows.length > 0
}

/** The active account that a digest of an API key belongs to. */
export async function machineByKeyDigest(
  { db }: Payload,
  digest: string,
): Promise<{ id: string; role: string } | undefined> {
  const { rows } = await db.drizzle.execute<{ id: string; role: string }>(
    sql`select id, role::text as role from users where api_key_index = ${digest} and is_active is true`,
  )
  return rows[0]
}
