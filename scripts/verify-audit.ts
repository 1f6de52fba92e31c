import { Client } from 'pg'
import { verifyAudit } from '../src/db/verifyAudit'

/**
 * `npm run verify:audit`: checks every row of the audit trail against its hash and place, oldest
 * first. Exit 0 when the trail is intact, 1 with the id of the first bad row when it is not, 2 when it
 * could not be checked.
 */
const connectionString = process.env.DATABASE_URL
if (!connectionString) {
  console.error('DATABASE_URL must be set to verify the audit trail.')
  process.exit(2)
}

const client = new Client({ connectionString, application_name: 'verify-audit' })
await client.connect()
const started = Date.now()
const report = await verifyAudit(client, (checked) => {
  if (process.stdout.isTTY) process.stdout.write(`\r${checked} rows checked`)
})
await client.end()

const seconds = ((Date.now() - started) / 1000).toFixed(1)
if (process.stdout.isTTY) process.stdout.write('\r')
if (report.bad) {
  console.error(
    `Audit trail broken at row ${report.bad.id} (seq ${report.bad.seq}): ${report.bad.reason}`,
  )
  console.error(`${report.checked} rows before it are intact (${seconds} s).`)
  process.exit(1)
}
console.log(`Audit trail intact: ${report.checked} rows checked in ${seconds} s.`)
