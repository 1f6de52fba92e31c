import { access, constants, mkdir } from 'node:fs/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../db/rows'
import { uploadsFolder } from '../integrations/files'

type Check = { status: 'ok' | 'failed'; ms: number }
export type Health = { status: 'ok' | 'failed'; checks: { database: Check; files: Check } }

/** Whether the process and what it depends on work now: the database and the folder of files. */
export async function healthOf(req: PayloadRequest): Promise<Health> {
  const database = await check(req, () => rowsOf(req, sql`select 1`))
  const files = await check(req, async () => {
    await mkdir(uploadsFolder(), { recursive: true })
    await access(uploadsFolder(), constants.W_OK)
  })
  const status = database.status === 'ok' && files.status === 'ok' ? 'ok' : 'failed'
  return { status, checks: { database, files } }
}

async function check(req: PayloadRequest, work: () => Promise<unknown>): Promise<Check> {
  const began = performance.now()
  try {
    await work()
    return { status: 'ok', ms: Math.round(performance.now() - began) }
  } catch (error) {
    req.payload.logger.error({ err: error, msg: 'A health check failed' })
    return { status: 'failed', ms: Math.round(performance.now() - began) }
  }
}

/** Migrated and seeded: a default workflow, at least one published family, be it retired since, and the settings are there. */
export async function isReady(req: PayloadRequest): Promise<boolean> {
  let ready = false
  await check(req, async () => {
    const [row] = await rowsOf<{ ready: boolean }>(
      req,
      sql`select exists (select from workflows where is_default and state = 'PUBLISHED')
             and exists (select from product_families where state <> 'UNPUBLISHED')
             and exists (select from settings) as ready`,
    )
    ready = row?.ready === true
  })
  return ready
}
