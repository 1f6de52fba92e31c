import { Client } from 'pg'
import { afterAll, expect } from 'vitest'
import { rest } from './api'
import { given } from './given'
import { importing, type Batch } from './imports'
import { killWorkerAt } from './killedWorker'
import { bootPayload } from './payload'

/** What tests of imports in the background share: a plant, who imports in it, and its worker. */

type Job = { task: string; state: string; progress: number; doing: string | null }

export async function plantThatImports() {
  const { payload, sql, databaseUrl } = await bootPayload()
  const { workOnImports } = await import('../../src/jobs/imports')
  const make = given(payload)
  const admin = await make.user('ADMIN')
  const locker = new Client({ connectionString: databaseUrl })
  await locker.connect()
  afterAll(() => locker.end())

  /** Lets the worker do what waits; answers how many attempts that took. */
  const work = (stop?: AbortSignal) => workOnImports(payload, stop)

  return {
    sql,
    make,
    admin,
    buyer: await make.user('PROCUREMENT'),
    mine: importing(admin),
    work,

    /** Asks for the job of an import that is done in the background. */
    ask: (
      user: typeof admin | undefined,
      id: string,
      task: 'apply' | 'undo',
      own: Record<string, unknown> = {},
    ) => rest(user).post<Batch>(`/catalogue-imports/${id}/${task}`, { inBackground: true, ...own }),

    async progressOf(id: string): Promise<Job | null> {
      return (await rest(admin).get<Job | null>(`/catalogue-imports/${id}/progress`)).body
    },

    /** What is done while somebody else, such as a worker, holds the lock of the import. */
    async whileLocked(id: string, act: () => Promise<void>): Promise<void> {
      await locker.query('begin')
      await locker.query(`select from catalogue_imports where id = $1 for update`, [id])
      try {
        await act()
      } finally {
        await locker.query('rollback')
      }
    },

    /** Kills a real worker where it is about to write to the table. */
    killWorker: (table: string, meanwhile: () => Promise<void>) =>
      killWorkerAt(sql, locker, table, meanwhile),

    /** The next worker leaves a job alone while its former one may still live, and then does it. */
    async takenUpAfterDeath(id: string): Promise<void> {
      const heardOf = (ago: string) =>
        sql(
          `update catalogue_import_jobs set updated_at = now() - $2::interval where import_id = $1`,
          [id, ago],
        )
      await heardOf('0 minutes')
      expect(await work()).toBe(0)
      await heardOf('4 minutes')
      expect(await work()).toBe(1)
    },
  }
}
