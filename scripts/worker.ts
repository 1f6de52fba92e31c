import { setTimeout as pause } from 'node:timers/promises'
import { getPayload } from 'payload'
import config from '../payload.config'
import { dropExpiredTrail, sealTrail, witnessTrail } from '../src/jobs/auditSeals'
import { keepHouse } from '../src/jobs/housekeeping'
import { sendMail } from '../src/jobs/mail'
import { workOnImports } from '../src/jobs/imports'
import { workOnChecks } from '../src/jobs/releaseChecks'

/**
 * `npm run worker`: what has to happen without anybody asking. It works at once and then every five
 * minutes, goes on after an outage of the database, and ends on SIGTERM or SIGINT after the round it is in
 * and a last seal.
 */
const EVERY_MS = 5 * 60 * 1000
const ASKED_EVERY_MS = 2_000
const WITNESS_EVERY_MS = 2_000
const MAIL_EVERY_MS = 2_000

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort())

const payload = await getPayload({ config })
payload.logger.info('The worker has started')

/** One job that fails does not keep the others from their turn. */
async function attempt(name: string, job: () => Promise<unknown>): Promise<void> {
  try {
    await job()
  } catch (error) {
    payload.logger.error({ err: error, msg: `${name} failed; it is tried again` })
  }
}
const seal = () => attempt('Sealing', () => sealTrail(payload))

const rest = (ms: number) =>
  pause(ms, undefined, { signal: stopping.signal }).catch(() => undefined)

async function everyRound(): Promise<void> {
  while (!stopping.signal.aborted) {
    await attempt('Housekeeping', () => keepHouse(payload))
    await seal()
    await attempt('Retention', () => dropExpiredTrail(payload, process.env.DATABASE_URL ?? ''))
    await rest(EVERY_MS)
  }
}

/** Somebody waits for these. */
async function whatIsToLeave(): Promise<void> {
  while (!stopping.signal.aborted) {
    await attempt('Sending mail', () => sendMail(payload))
    await rest(MAIL_EVERY_MS)
  }
}

/** What is not sealed yet is seen from outside soon after it was written. */
async function whatIsNew(): Promise<void> {
  while (!stopping.signal.aborted) {
    await attempt('Looking at new audit rows', async () => {
      if (await witnessTrail(payload)) await seal()
    })
    await rest(WITNESS_EVERY_MS)
  }
}

/** Somebody looks at a progress bar meanwhile, so these do not wait for the next round. */
async function whatIsAskedFor(): Promise<void> {
  while (!stopping.signal.aborted) {
    await attempt('Release checks', () => workOnChecks(payload))
    await rest(ASKED_EVERY_MS)
  }
}

async function whatIsToBeImported(): Promise<void> {
  while (!stopping.signal.aborted) {
    await attempt('Imports', () => workOnImports(payload, stopping.signal))
    await rest(ASKED_EVERY_MS)
  }
}

await Promise.all([
  everyRound(),
  whatIsNew(),
  whatIsToLeave(),
  whatIsAskedFor(),
  whatIsToBeImported(),
])
await seal()
payload.logger.info('The worker has stopped')
process.exit(0)
