import { Client } from 'pg'
import type { Answer } from './api'
import type { House } from './payload'

/**
 * What a write answers that comes upon changes which somebody else has made and not committed yet: it waits
 * for them, and goes on when they are committed.
 *
 * @param table where the write waits
 * @param changes statements of the owner of the database, with their values
 */
export async function overtaken<Body>(
  { sql, databaseUrl }: Pick<House, 'sql' | 'databaseUrl'>,
  table: string,
  changes: readonly (readonly [statement: string, ...values: string[]])[],
  write: () => Promise<Answer<Body>>,
): Promise<Answer<Body>> {
  const other = new Client({ connectionString: databaseUrl })
  await other.connect()
  try {
    await other.query('begin')
    for (const [statement, ...values] of changes) await other.query(statement, values)
    const isWaiting = async () =>
      (
        await sql(
          `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and query like '%${table}%'`,
        )
      ).length > 0
    let isAnswered = false
    const answer = write().finally(() => {
      isAnswered = true
    })
    while (!isAnswered && !(await isWaiting())) await new Promise(setImmediate)
    await other.query('commit')
    return await answer
  } finally {
    await other.end()
  }
}
