import { createHmac } from 'node:crypto'

export const APPLICATION_ROLE = 'torvan_app'

/**
 * The application role's password, so that no second secret is needed. The role belongs to the whole
 * server: its password follows from the sign-in of the owner, which every installation on that server has
 * in common, and from the secret of the installation only where the owner signs in without a password.
 */
export function applicationPassword(ownerUrl: string, secret: string): string {
  const { username, password } = new URL(ownerUrl)
  const key = password ? `${decodeURIComponent(username)}:${decodeURIComponent(password)}` : secret
  return createHmac('sha256', key).update(`database role ${APPLICATION_ROLE}`).digest('hex')
}

/**
 * Where the process connects. Commands that shape the database (migrations) run as its owner and
 * say so with `TORVAN_DB_OWNER=1`; everything else runs as the restricted application role.
 */
export function applicationUrl(env: Readonly<Record<string, string | undefined>>): string {
  if (!env.DATABASE_URL) return ''
  if (env.TORVAN_DB_OWNER === '1') return env.DATABASE_URL
  const url = new URL(env.DATABASE_URL)
  url.username = APPLICATION_ROLE
  url.password = applicationPassword(env.DATABASE_URL, env.PAYLOAD_SECRET ?? '')
  return url.toString()
}
