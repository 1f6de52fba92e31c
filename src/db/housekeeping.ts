import { Client, type Pool } from 'pg'

/** Any number that nothing else in this database locks. */
const HOUSEKEEPING_LOCK = 7_281_947

/**
 * Rows that have outlived their purpose: answers by key after 24 hours, sessions after their end, messages a
 * month after they left; and clocks of
 * the floor that nobody stopped, which are marked for their owner to put right.
 */
const STATEMENTS = {
  idempotencyKeys: `delete from idempotency_keys where created_at < now() - interval '24 hours'`,
  sessions: `delete from users_sessions where expires_at < now() - interval '1 hour'`,
  resetTokens: `update users set reset_password_token = null, reset_password_expiration = null
                where reset_password_expiration < now() - interval '1 day'`,
  mails: `delete from mail_outbox where settled_at < now() - interval '30 days'`,
  forgottenClocks: `update time_entries set is_forgotten = true, updated_at = now()
                    where ended_at is null and not is_forgotten and started_at < now() - interval '10 hours'`,
} as const

export type Swept = Record<keyof typeof STATEMENTS, number>

/** Removes or marks what has expired; answers how many rows each statement touched. */
export async function sweepRows(pool: Pool): Promise<Swept> {
  const swept: Swept = {
    idempotencyKeys: 0,
    sessions: 0,
    resetTokens: 0,
    mails: 0,
    forgottenClocks: 0,
  }
  for (const what of Object.keys(swept) as (keyof Swept)[]) {
    swept[what] = (await pool.query(STATEMENTS[what])).rowCount ?? 0
  }
  return swept
}

/** Names of the files that a document record points at, of those asked about. */
export async function recordedFiles(pool: Pool, names: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ filename: string }>(
    `select filename from documents where filename = any($1)
     union select sizes_thumbnail_filename from documents where sizes_thumbnail_filename = any($1)`,
    [names],
  )
  return new Set(rows.map(({ filename }) => filename))
}

/**
 * Runs the work when no other process does the same at this moment; answers whether it ran. The lock is
 * that of the session which the work gets, so a worker that dies lets it go.
 */
export async function whenAlone(
  databaseUrl: string,
  work: (client: Client) => Promise<void>,
  lock = HOUSEKEEPING_LOCK,
): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'torvan-worker' })
  client.on('error', () => undefined) // a lost connection is heard by the query that needs it
  await client.connect()
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock($1) as locked',
      [lock],
    )
    if (!rows[0]?.locked) return false
    await work(client)
    return true
  } finally {
    await client.end()
  }
}
