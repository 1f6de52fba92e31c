import { setTimeout as pause } from 'node:timers/promises'
import { getPayload } from 'payload'
import config from '../payload.config'
import { keepHouse } from '../src/jobs/housekeeping'

/**
 * `npm run worker`: what has to happen without anybody asking. It works at once and then every five
 * minutes, goes on after an outage of the database, and ends on SIGTERM or SIGINT after the round it is in.
 */
const EVERY_MS = 5 * 60 * 1000

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort())

const payload = await getPayload({ config })
payload.logger.info('The worker has started')
while (!stopping.signal.aborted) {
  try {
    await keepHouse(payload)
  } catch (error) {
    payload.logger.error({ err: error, msg: 'Housekeeping failed; it is tried again' })
  }
  await pause(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
}
payload.logger.info('The worker has stopped')
process.exit(0)
