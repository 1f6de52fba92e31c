import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Client } from 'pg'
import { expect } from 'vitest'
import type { Sql } from './payload'

/**
 * Starts a real worker, waits until it is about to write to a table, and kills it there with SIGKILL. Comes
 * back when the database has let go of what it was at.
 *
 * @param locker a connection of the owner that does nothing else
 * @param meanwhile what is looked at while the worker is held up
 */
export async function killWorkerAt(
  sql: Sql,
  locker: Client,
  table: string,
  meanwhile: () => Promise<void>,
): Promise<void> {
  await locker.query('begin')
  await locker.query(`lock table ${table} in share mode`)
  const heldUp = () =>
    sql(
      `select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
       and wait_event_type = 'Lock' and query like '%${table}%'`,
    )
  const worker = spawn(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(worker, 'exit')
  let complaints = ''
  worker.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  try {
    await expect
      .poll(async () => ({ heldUp: (await heldUp()).length, complaints }), { timeout: 240_000 })
      .toMatchObject({ heldUp: 1 })
    await meanwhile()
  } finally {
    worker.kill('SIGKILL')
    await ended
    await locker.query('rollback')
  }
  await expect
    .poll(
      () =>
        sql(
          `select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
           and state <> 'idle' and pid <> pg_backend_pid()`,
        ),
      { timeout: 60_000 },
    )
    .toEqual([])
}
