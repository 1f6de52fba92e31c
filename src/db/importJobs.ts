import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload, PayloadRequest } from 'payload'
import { apart } from './apart'
import { rowsOf } from './rows'

export type ImportJobState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED'

/** What the worker is to do with an import: to apply it, or to take it back. */
export type ImportTask = 'APPLY' | 'UNDO'

/** How far it is. */
export type ImportStanding = {
  state: ImportJobState
  /** Percent. */
  progress: number
  /** What is being done, or why it could not be. */
  doing: string | null
}

/** The last thing that the worker was asked to do with an import. */
export type ImportJob = ImportStanding & { task: ImportTask }

export type ImportOrder = {
  task: ImportTask
  askedBy: string
  /** Of an undo: records that were changed since stay as they are. */
  keepChanged: boolean
}

/** Asks the worker to do something with an import. Asked again while it waits or runs, nothing changes. */
export const queueImport = (
  req: PayloadRequest,
  importId: string,
  { task, askedBy, keepChanged }: ImportOrder,
): Promise<unknown> =>
  rowsOf(
    req,
    sql`insert into catalogue_import_jobs (import_id, task, asked_by, keep_changed)
        values (${importId}, ${task}, ${askedBy}, ${keepChanged})
        on conflict (import_id) do update
        set task = excluded.task, asked_by = excluded.asked_by, keep_changed = excluded.keep_changed,
            state = 'QUEUED', attempts = 0, progress = 0, doing = null, asked_at = now(), updated_at = now()
        where catalogue_import_jobs.state in ('DONE', 'FAILED')`,
  )

/** How far the worker is with an import; null when it was never asked. */
export async function importJob(req: PayloadRequest, importId: string): Promise<ImportJob | null> {
  const [job] = await rowsOf<ImportJob>(
    req,
    sql`select task, state, progress, doing from catalogue_import_jobs where import_id = ${importId}`,
  )
  return job ?? null
}

/** A worker that was not heard of for so long has died. */
const SILENT = sql`updated_at < now() - interval '3 minutes'`

/** Whatever ended so many workers would end the next one. */
export const ATTEMPTS = 3

export type TakenImport = ImportOrder & {
  importId: string
  /** How often it was begun, this time included. */
  attempts: number
}

/** Takes the import that waits longest, or one whose worker died; workers side by side take different ones. */
export async function takeImport(req: PayloadRequest): Promise<TakenImport | null> {
  await rowsOf(
    req,
    sql`update catalogue_import_jobs set state = 'FAILED', updated_at = now(),
               doing = 'It was begun several times and never ended. Nothing of it was written.'
        where state = 'RUNNING' and ${SILENT} and attempts >= ${ATTEMPTS}`,
  )
  const [taken] = await rowsOf<TakenImport>(
    req,
    sql`update catalogue_import_jobs
        set state = 'RUNNING', attempts = attempts + 1, progress = 0, updated_at = now(),
            doing = case task when 'APPLY' then 'Reading the file' else 'Reading what it did' end
        where import_id = (select import_id from catalogue_import_jobs
                           where state = 'QUEUED' or (state = 'RUNNING' and ${SILENT})
                           order by asked_at limit 1 for update skip locked)
        returning import_id as "importId", task, asked_by as "askedBy", keep_changed as "keepChanged", attempts`,
  )
  return taken ?? null
}

/** Tells how far an import is, from beside its transaction, so that others can see it. */
export async function reportImport(
  payload: Payload,
  importId: string,
  { state, progress, doing }: ImportStanding,
): Promise<void> {
  await apart(payload).query(
    `update catalogue_import_jobs set state = $2, progress = $3, doing = $4, updated_at = now()
     where import_id = $1`,
    [importId, state, progress, doing],
  )
}
