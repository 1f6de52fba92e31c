import { getPayload } from 'payload'
import { ensureApplicationRole } from '../../src/db/applicationRole'
import { applicationPassword } from '../../src/db/connection'
import { inTransaction } from '../../src/db/transaction'
import { systemRequest } from '../../src/services/actor'
import { shipConfiguration } from '../../src/services/configuration/ship'
import { ensureDatabase, pendingMigrations, whileMigrating } from '../../src/db/migrations'

export type MigrateOptions = {
  /** The owner's URL; the database is created when it does not exist. */
  databaseUrl: string
  /** `PAYLOAD_SECRET`. */
  secret: string
  say: (line: string) => void
}

/**
 * Brings a database to the state that this version expects (contract 1): schema, the application's
 * role with its rights, and the shipped configuration where it is absent. Runs as the owner, under an
 * advisory lock, so that two may start at once; a second run changes nothing.
 */
export async function migrateDatabase({ databaseUrl, secret, say }: MigrateOptions): Promise<void> {
  await ensureDatabase(databaseUrl)
  await whileMigrating(databaseUrl, async () => {
    const pending = await pendingMigrations(databaseUrl)
    say(
      pending.length > 0
        ? `Applying ${pending.length} migration(s): ${pending.join(', ')}`
        : 'The schema is up to date.',
    )
    Object.assign(process.env, {
      DATABASE_URL: databaseUrl,
      PAYLOAD_SECRET: secret,
      TORVAN_DB_OWNER: '1',
    })
    const { default: config } = await import('../../payload.config')
    const payload = await getPayload({ config, disableOnInit: true })
    if (pending.length > 0) await payload.db.migrate()
    await ensureApplicationRole(payload.db.pool, applicationPassword(databaseUrl, secret))
    const req = await systemRequest(payload)
    await inTransaction(req, () => shipConfiguration(req))
    await payload.destroy()
    // Payload keeps one client for itself, which `end` would wait for.
    void payload.db.pool.end()
  })
}
