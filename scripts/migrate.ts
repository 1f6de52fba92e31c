import { unreachable } from '../src/db/connection'
import { pendingMigrations } from '../src/db/migrations'
import { migrateDatabase } from './lib/migrateDatabase'

const databaseUrl = process.env.DATABASE_URL
const secret = process.env.PAYLOAD_SECRET
if (!databaseUrl || !secret) {
  console.error('DATABASE_URL and PAYLOAD_SECRET must be set to migrate.')
  process.exit(2)
}

try {
  if (process.argv.includes('--check')) {
    const pending = await pendingMigrations(databaseUrl)
    if (pending.length > 0) console.error(`Pending migrations: ${pending.join(', ')}`)
    process.exit(pending.length > 0 ? 1 : 0)
  }
  await migrateDatabase({ databaseUrl, secret, say: (line) => console.log(line) })
} catch (error) {
  console.error(unreachable(error, databaseUrl) ?? error)
  process.exit(1)
}
process.exit(0)
