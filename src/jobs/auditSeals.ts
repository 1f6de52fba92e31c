import type { Payload } from 'payload'
import { Client } from 'pg'
import { applicationUrl } from '../db/connection'
import { whenAlone } from '../db/housekeeping'
import { dropExpired, readSeals, sealAudit, SEALING_LOCK } from '../db/seals'
import { AUDIT_STREAMS } from '../domain/audit'
import { appendSeals, sealFile } from '../integrations/sealFile'
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
      const seals = await sealAudit(client)
      const written = await appendSeals(sealFile(), AUDIT_STREAMS, async (stream, after) =>
        // the marks only help to name a row; the digest proves it
        (await readSeals(client, stream, after)).map(({ marks: _, ...seal }) => seal),
      )
      if (seals === null)
        payload.logger.warn('Nothing sealed: a transaction has been open too long')
      else if (seals > 0 || written > 0)
        payload.logger.info({ msg: 'Audit trail sealed', seals, written })
    },
    SEALING_LOCK,
  )

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
