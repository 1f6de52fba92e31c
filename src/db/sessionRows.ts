import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BaseDatabaseAdapter, DatabaseAdapterObj, PayloadRequest, UpdateOne } from 'payload'
import { AuthenticationError } from 'payload'
import { transactionOf, type Transaction } from './transaction'

type Session = { id: string; createdAt: Date | string; expiresAt: Date | string }

/** The whole user row that Payload writes back when it only means the sessions in it. */
type SessionWrite = { id: string; hash: string; sessions: Session[] }

/**
 * Payload keeps sessions inside the user and writes back the whole row that it read some hundred
 * milliseconds before (trap 26): a demotion or another sign-in of that moment would be undone. Here a
 * write of sessions touches session rows only, and any other write of a user leaves them alone. What
 * ends sessions when password, role or activity change is a trigger (`end_sessions_of_changed_user`).
 */
export const withSessionRows = <T extends BaseDatabaseAdapter>(
  inner: DatabaseAdapterObj<T>,
): DatabaseAdapterObj<T> => ({
  ...inner,
  init: (args) => {
    const adapter = inner.init(args)
    const updateOne = adapter.updateOne.bind(adapter)
    adapter.updateOne = async (call) => {
      if (call.collection !== 'users' || !('sessions' in call.data)) return updateOne(call)
      if (call.returning !== false) return updateOne(withoutSessions(call))
      // Without a request it is Payload's own answer to many failures; `endFreshSessions` is ours.
      if (isRequest(call.req)) await writeSessions(call.req, sessionWriteOf(call.data))
      return null
    }
    return adapter
  },
})

function withoutSessions(call: Parameters<UpdateOne>[0]): Parameters<UpdateOne>[0] {
  const { sessions: _kept, ...data } = call.data
  return { ...call, data }
}

/** Fails loudly when a new version of Payload hands over something else. */
function sessionWriteOf(data: Record<string, unknown>): SessionWrite {
  const { id, hash, sessions } = data
  if (typeof id !== 'string' || typeof hash !== 'string' || !Array.isArray(sessions)) {
    throw new Error('A write of sessions came without the account that it belongs to.')
  }
  return { id, hash, sessions: sessions.filter(isSession) }
}

const isSession = (value: unknown): value is Session =>
  typeof value === 'object' && value !== null && 'id' in value && 'expiresAt' in value

/**
 * Tells the three writes apart: a session that was just made carries a `Date` as its start (what was
 * read carries text), one that was prolonged a `Date` as its end, and otherwise one has ended.
 */
async function writeSessions(req: PayloadRequest, write: SessionWrite): Promise<void> {
  const connection = await transactionOf(req)
  const opened = write.sessions.find(({ createdAt }) => createdAt instanceof Date)
  const prolonged = write.sessions.find(({ expiresAt }) => expiresAt instanceof Date)
  if (opened) await open(connection, write, opened)
  else if (prolonged) await prolong(connection, prolonged)
  else await end(connection, write, currentSession(req))
}

/** Only for the password that was checked and an account that is still active and not locked (`for share` waits). */
async function open(
  connection: Transaction,
  { id, hash }: SessionWrite,
  session: Session,
): Promise<void> {
  const { rows } = await connection.execute(sql`
    with account as (
      select id from users
      where id = ${id} and hash = ${hash} and is_active and kind = 'HUMAN'
        and (lock_until is null or lock_until <= now())
      for share
    )
    insert into users_sessions (_order, _parent_id, id, created_at, expires_at)
    select 1, account.id, ${session.id}, ${asText(session.createdAt)}, ${asText(session.expiresAt)}
    from account
    returning id`)
  if (rows.length === 0) throw new AuthenticationError()
}

async function prolong(connection: Transaction, session: Session): Promise<void> {
  await connection.execute(
    sql`update users_sessions set expires_at = ${asText(session.expiresAt)} where id = ${session.id}`,
  )
}

/** No session left over means all of them: that is how Payload says "sign out everywhere". */
async function end(
  connection: Transaction,
  write: SessionWrite,
  sid: string | undefined,
): Promise<void> {
  await connection.execute(
    sid !== undefined && write.sessions.length > 0
      ? sql`delete from users_sessions where _parent_id = ${write.id} and id = ${sid}`
      : sql`delete from users_sessions where _parent_id = ${write.id}`,
  )
}

const isRequest = (req: Partial<PayloadRequest> | undefined): req is PayloadRequest =>
  req?.payload !== undefined

/** The session that the request was authenticated with. */
function currentSession({ user }: { user: object | null }): string | undefined {
  return user && '_sid' in user && typeof user._sid === 'string' ? user._sid : undefined
}

const asText = (time: Date | string): string => new Date(time).toISOString()
