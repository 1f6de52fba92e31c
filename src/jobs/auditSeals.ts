import type { Payload } from 'payload'
import { Client, type ClientBase } from 'pg'
import { applicationUrl } from '../db/connection'
import { whenAlone } from '../db/housekeeping'
import { chainLength, dropExpired, sealAudit, SEALING_LOCK, sealsForFile } from '../db/seals'
import { alteredSince, rowsAbove, sealedPlace } from '../db/witness'
import { AUDIT_STREAMS } from '../domain/audit'
import { appendSeals, holdsSeals, sealFile } from '../integrations/sealFile'
import {
  addWitnesses,
  keepWitnesses,
  readWitnesses,
  witnessFile,
} from '../integrations/witnessFile'
import { systemRequest } from '../services/actor'
import { recordAudit } from '../services/audit'

/**
 * Seals what the audit trail gained since the last time and writes the seals to the file outside of the
 * database. Several workers may run; one of them does it. Answers false when another one does.
 */
export const sealTrail = (payload: Payload): Promise<boolean> =>
  whenAlone(
    applicationUrl(process.env),
    async (client) => {
      await witness(client)
      const isLost = await isFileLost(client)
      const seals = await sealAudit(client)
      const written = isLost
        ? 0
        : await appendSeals(sealFile(), AUDIT_STREAMS, sealsForFile(client))
      if (isLost)
        payload.logger.error(
          `The file of seals at ${sealFile()} is gone although the database was sealed before. It is not made anew by itself: npm run verify:audit says what to do.`,
        )
      if (seals === null)
        payload.logger.warn('Nothing sealed: a transaction has been open too long')
      else if (seals > 0 || written > 0)
        payload.logger.info({ msg: 'Audit trail sealed', seals, written })
      await forgetSealed(client)
    },
    SEALING_LOCK,
  )

/**
 * Whoever takes the file away takes the proof away, so it is begun by the first round of sealing only; a
 * crash of that one leaves a chain of one seal.
 */
const isFileLost = async (client: ClientBase): Promise<boolean> =>
  (await chainLength(client)) > 1 && !(await holdsSeals(sealFile()))

/** More unsealed rows than this are not left to wait for the next round of sealing. */
const UNSEALED_AT_MOST = 5_000

/**
 * Notes outside of the database which rows no seal covers yet, so that one which is removed before it is
 * sealed is missed. Answers whether there are so many that they should be sealed now.
 */
export async function witnessTrail(payload: Payload): Promise<boolean> {
  let unsealed = 0
  await whenAlone(
    applicationUrl(process.env),
    async (client) => {
      unsealed = await witness(client)
    },
    SEALING_LOCK,
  )
  if (unsealed > UNSEALED_AT_MOST)
    payload.logger.info({ msg: 'Many audit rows are not sealed yet', unsealed })
  return unsealed > UNSEALED_AT_MOST
}

async function witness(client: ClientBase): Promise<number> {
  const known = new Set(((await readWitnesses(witnessFile())) ?? []).map(({ id }) => id))
  const rows = await rowsAbove(client, await sealedPlace(client))
  const fresh = rows.filter(({ id }) => !known.has(id))
  if (fresh.length > 0) await addWitnesses(witnessFile(), fresh)
  return rows.length
}

/** Rows under a seal need no witness, but those that were altered before it was taken stay as evidence. */
async function forgetSealed(client: ClientBase): Promise<void> {
  const known = (await readWitnesses(witnessFile())) ?? []
  const place = await sealedPlace(client)
  const sealed = known.filter(({ seq }) => seq <= place)
  if (sealed.length === 0) return
  const altered = new Set((await alteredSince(client, sealed)).map(({ id }) => id))
  const kept = known.filter(({ seq, id }) => seq > place || altered.has(id))
  if (kept.length < known.length) await keepWitnesses(witnessFile(), kept)
}

/**
 * Drops audit rows whose retention is over. The application's role cannot, so this connects as the owner;
 * the database itself refuses any row that is too young.
 */
export async function dropExpiredTrail(payload: Payload, ownerUrl: string): Promise<number> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'torvan-retention' })
  client.on('error', () => undefined) // a lost connection is heard by the query that needs it
  await client.connect()
  try {
    const rows = await dropExpired(client, new Date())
    if (rows > 0) {
      await recordAudit(await systemRequest(payload), {
        action: 'delete',
        resource: 'audit-events',
        after: { rows },
        reason: 'Retention is over',
      })
      payload.logger.info({ msg: 'Audit rows dropped after their retention', rows })
    }
    return rows
  } finally {
    await client.end()
  }
}
