import { Client } from 'pg'
import { verifyAudit } from '../src/db/verifyAudit'
import type { AuditFault } from '../src/domain/seals'
import { sealFile, sealLines } from '../src/integrations/sealFile'
import { readWitnesses, witnessFile } from '../src/integrations/witnessFile'

/**
 * `npm run verify:audit`: checks every row of the audit trail against its hash, its receipt and its seal,
 * oldest first, and the seals against each other and against the file outside of the database. Exit 0
 * when the trail is intact, 1 with the id of the first bad row when it is not, 2 when it could not be
 * checked.
 */
const connectionString = process.env.DATABASE_URL
if (!connectionString) {
  console.error('DATABASE_URL must be set to verify the audit trail.')
  process.exit(2)
}

const client = new Client({ connectionString, application_name: 'verify-audit' })
await client.connect()
const started = Date.now()
const outside = await sealLines(sealFile())
const seen = await readWitnesses(witnessFile())
const report = await verifyAudit(client, {
  outside,
  seen,
  say: (checked) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${checked} rows checked`)
  },
})
await client.end()

const seconds = ((Date.now() - started) / 1000).toFixed(1)
if (process.stdout.isTTY) process.stdout.write('\r')
if (!outside)
  console.error(`There is no file of seals at ${sealFile()}: the seals were not compared with it.`)
if (report.bad) {
  console.error(`Audit trail broken at ${placeOf(report.bad)}: ${report.bad.reason}`)
  console.error(`${report.checked} other rows are intact (${seconds} s).`)
  process.exit(1)
}
console.log(
  `Audit trail intact: ${report.checked} rows checked in ${seconds} s, ${report.sealed} of them sealed.`,
)

function placeOf({ id, seq, seal }: AuditFault): string {
  const where = [seq !== null && `seq ${seq}`, seal !== null && `seal ${seal}`].filter(Boolean)
  if (id === null) return seal === null ? 'its end' : `seal ${seal}`
  return `row ${id} (${where.join(', ')})`
}
