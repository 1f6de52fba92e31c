import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { loadWholeCatalogue } from '../../db/catalogue'
import { rowsOf } from '../../db/rows'
import { familyContentSchema, type FamilyContent } from '../../domain/configurator/release'
import {
  verifySteps,
  type VerifyFailure,
  type VerifyProgress,
  type VerifyReport,
} from '../../domain/configurator/verify/verifyFamily'
import type { ReleaseCheck } from '../../payload-types'
import { accessoryNumbers } from '../catalogue/accessories'
import { contentHash } from '../contentHash'
import { orThrow } from '../http'
import { judgeFamily } from './candidate'
import { lockHeader } from './header'
import { failureInWords, inTurns, onePerPlace } from './prove'
import { replayFamily, type Replay } from './replay'

/** A failure in words, with the field of the draft that it is about: `draft.rule R4`. */
export type ToldFailure = VerifyFailure & { field: string; sentence: string }

export type Consequences = {
  verification: Omit<VerifyReport, 'failures'> & {
    failures: readonly ToldFailure[]
    seconds: number
    failureCount: number
  }
  replay: Replay & { seconds: number }
}

/** More failures than this are not listed one by one; their number is told. */
const FAILURES_REPORTED = 50

/** Asks the worker for the consequences of a draft. A draft with faults is refused at once. */
export async function requestCheck(
  req: PayloadRequest,
  familyId: string,
  closedBuilds: number,
): Promise<ReleaseCheck> {
  const header = await lockHeader(req, 'FAMILY', familyId)
  const content = orThrow(await judgeFamily(req, header.draft, header.code))
  return req.payload.create({
    collection: 'release-checks',
    data: {
      title: `${header.code}, draft`,
      family: familyId,
      sha256: contentHash(content),
      content,
      closedBuilds,
      state: 'QUEUED',
      progress: 0,
      createdBy: req.user?.id ?? null,
    },
    depth: 0,
    req,
  })
}

type Job = { id: string; content: unknown; closedBuilds: number }

/** A worker that was not heard of for so long has died. */
const SILENT = sql`updated_at < now() - interval '5 minutes'`

/** Begun so long ago, a check was taken up three times at most: whatever ends its workers would end another. */
const HOPELESS = sql`started_at < now() - interval '12 minutes'`

/**
 * Works on the oldest check that waits, or on one whose worker died; answers whether there was one.
 * Several workers take different ones. A check that breaks, or ends its workers again and again, is
 * marked, and the others go on.
 */
export async function runNextCheck(req: PayloadRequest): Promise<boolean> {
  await rowsOf(
    req,
    sql`update release_checks set state = 'FAILED', doing = 'It was begun several times and never ended.',
               finished_at = now(), updated_at = now() where state = 'RUNNING' and ${SILENT} and ${HOPELESS}`,
  )
  const [job] = await rowsOf<Job>(
    req,
    sql`update release_checks set state = 'RUNNING', started_at = coalesce(started_at, now()), progress = 0, doing = 'checking all combinations', updated_at = now()
        where id = (select id from release_checks
                    where state = 'QUEUED' or (state = 'RUNNING' and ${SILENT})
                    order by created_at limit 1 for update skip locked)
        returning id, content, closed_builds::int as "closedBuilds"`,
  )
  if (!job) return false
  try {
    const result = await consequencesOf(req, job)
    await rowsOf(
      req,
      sql`update release_checks set state = 'DONE', progress = 100, doing = null,
                 result = ${JSON.stringify(result)}::jsonb, finished_at = now(), updated_at = now() where id = ${job.id}`,
    )
  } catch (error) {
    req.payload.logger.error({ err: error, msg: `Release check ${job.id} failed` })
    await rowsOf(
      req,
      sql`update release_checks set state = 'FAILED', doing = 'It could not be worked out; ask for it again.',
                 finished_at = now(), updated_at = now() where id = ${job.id}`,
    )
  }
  return true
}

async function consequencesOf(
  req: PayloadRequest,
  { id, content: stored, closedBuilds }: Job,
): Promise<Consequences> {
  const content = familyContentSchema.parse(stored)
  let told = -1
  const verification = await verified(req, content, async ({ done, total, at }) => {
    if (done === told) return
    told = done
    await report(req, id, Math.floor((50 * done) / total), `checking all combinations: ${at}`)
  })
  await report(req, id, 50, 'comparing builds')
  const began = performance.now()
  const replay = await replayFamily(req, content, {
    closed: closedBuilds,
    onProgress: (done, total) =>
      report(req, id, 50 + Math.floor((50 * done) / total), `compared ${done} of ${total} builds`),
  })
  return { verification, replay: { ...replay, seconds: secondsSince(began) } }
}

async function verified(
  req: PayloadRequest,
  content: FamilyContent,
  onStep: (progress: VerifyProgress) => Promise<void>,
): Promise<Consequences['verification']> {
  const began = performance.now()
  const lookup = await loadWholeCatalogue(req)
  const accessories = await accessoryNumbers(req, content.accessories)
  const found = await inTurns(verifySteps(content, lookup, { accessories }), onStep)
  const failures = onePerPlace(found.failures)
  return {
    ...found,
    failures: failures.slice(0, FAILURES_REPORTED).map((failure): ToldFailure => {
      const { where, sentence } = failureInWords(content, failure)
      return { ...failure, field: `draft.${where}`, sentence }
    }),
    failureCount: failures.length,
    seconds: secondsSince(began),
  }
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10

const report = (req: PayloadRequest, id: string, progress: number, doing: string): Promise<void> =>
  rowsOf(
    req,
    sql`update release_checks set progress = ${progress}, doing = ${doing}, updated_at = now() where id = ${id}`,
  ).then(() => undefined)
