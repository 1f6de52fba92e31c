import { Client } from 'pg'
import { sealsForFile } from '../src/db/seals'
import { verifyAudit } from '../src/db/verifyAudit'
import { AUDIT_STREAMS } from '../src/domain/audit'
import type { AuditFault } from '../src/domain/seals'
import { appendSeals, holdsSeals, sealFile, sealLines } from '../src/integrations/sealFile'
import { readWitnesses, witnessFile } from '../src/integrations/witnessFile'

/**
 * `npm run verify:audit`: checks every row of the audit trail against its hash, its receipt and its seal,
 * oldest first, and the seals against each other and against the file outside of the database. Exit 0
 * when the trail is intact, 1 with the id of the first bad row when it is not, 2 when it could not be
 * checked. A file that is gone is a fault; `-- --new-witness` begins one from the seals of a database that
 * is otherwise found intact, for a restored backup or a new folder.
 */
const connectionString = process.env.DATABASE_URL
if (!connectionString) {
  console.error('DATABASE_URL must be set to verify the audit trail.')
  process.exit(2)
}

const client = new Client({ connectionString, application_name: 'verify-audit' })
await client.connect()
const started = Date.now()
const isNew = process.argv.includes('--new-witness')
if (isNew && (await holdsSeals(sealFile()))) {
  console.error(
    `${sealFile()} holds seals. Move it and its .unsealed neighbour to a safe place first.`,
  )
  await client.end()
  process.exit(2)
}
const outside = isNew ? undefined : await sealLines(sealFile())
const seen = await readWitnesses(witnessFile())
const report = await verifyAudit(client, {
  outside,
  seen,
  say: (checked) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${checked} rows checked`)
  },
})
const begun =
  isNew && !report.bad ? await appendSeals(sealFile(), AUDIT_STREAMS, sealsForFile(client)) : null
await client.end()

const seconds = ((Date.now() - started) / 1000).toFixed(1)
if (process.stdout.isTTY) process.stdout.write('\r')
if (outside === null)
  console.error(
    `There is no file of seals at ${sealFile()}. Is AUDIT_SEAL_FILE or DATA_DIR another one than the worker's? For a restored backup or a new folder, and only then: npm run verify:audit -- --new-witness`,
  )
if (report.bad) {
  console.error(`Audit trail broken at ${placeOf(report.bad)}: ${report.bad.reason}`)
  console.error(`${report.checked} other rows are intact (${seconds} s).`)
  process.exit(1)
}
if (begun !== null) console.log(`${begun} seals were written to the new file ${sealFile()}.`)
console.log(
  `Audit trail intact: ${report.checked} rows checked in ${seconds} s, ${report.sealed} of them sealed.`,
)

function placeOf({ id, seq, seal }: AuditFault): string {
  const where = [seq !== null && `seq ${seq}`, seal !== null && `seal ${seal}`].filter(Boolean)
  if (id === null) return seal === null ? 'its end' : `seal ${seal}`
  return `row ${id} (${where.join(', ')})`
}
