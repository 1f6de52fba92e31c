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

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'No PostgreSQL server answers there. Start it, or correct the address.',
  ETIMEDOUT: 'Nothing answers there. Check the address and what stands between.',
  ENOTFOUND: 'That host is not known. Correct the address.',
  EAI_AGAIN: 'That host could not be looked up. Check the address and the name service.',
  '28P01': 'The server refuses the name or the password.',
  '28000': 'The server refuses this name.',
}

/** Why the database of the URL cannot be used, without its password; `null` if something else went wrong. */
export function unreachable(error: unknown, databaseUrl: string): string | null {
  if (!/^postgres(ql)?:\/\/./.test(databaseUrl) || !URL.canParse(databaseUrl)) {
    return 'DATABASE_URL is no address: it reads postgres://name:password@host:5432/database.'
  }
  if (!(error instanceof Error) || !('code' in error)) return null
  const why = UNREACHABLE[String(error.code)]
  if (!why) return null
  const { host, pathname, username } = new URL(databaseUrl)
  return `The database ${pathname.slice(1)} at ${host} (DATABASE_URL, as ${username || 'nobody'}) cannot be used. ${why}`
}
