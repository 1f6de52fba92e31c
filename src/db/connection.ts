import { createHmac } from 'node:crypto'

export const APPLICATION_ROLE = 'torvan_app'

/** The application role's password follows from the secret, so that no second secret is needed. */
export const applicationPassword = (secret: string): string =>
  createHmac('sha256', secret).update(`database role ${APPLICATION_ROLE}`).digest('hex')

/**
 * Where the process connects. Commands that shape the database (migrations) run as its owner and
 * say so with `TORVAN_DB_OWNER=1`; everything else runs as the restricted application role.
 */
export function applicationUrl(env: Readonly<Record<string, string | undefined>>): string {
  if (!env.DATABASE_URL) return ''
  if (env.TORVAN_DB_OWNER === '1') return env.DATABASE_URL
  const url = new URL(env.DATABASE_URL)
  url.username = APPLICATION_ROLE
  url.password = applicationPassword(env.PAYLOAD_SECRET ?? '')
  return url.toString()
}
