type Environment = Readonly<Record<string, string | undefined>>

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Where people reach the product (`SERVER_URL`), without a trailing slash. */
export const serverUrl = (env: Environment): string => new URL(addressOf(env)).origin

export const isHttps = (env: Environment): boolean => new URL(addressOf(env)).protocol === 'https:'

/**
 * Origins whose pages may use the session cookie (trap 30): the product's own, and on a developer's
 * machine the other names of that machine.
 */
export function trustedOrigins(env: Environment): string[] {
  const url = new URL(addressOf(env))
  if (!LOOPBACK.includes(url.hostname)) return [url.origin]
  const port = url.port === '' ? '' : `:${url.port}`
  return LOOPBACK.map((name) => `${url.protocol}//${name}${port}`)
}

const addressOf = (env: Environment): string =>
  env.SERVER_URL || `http://localhost:${env.PORT || 3000}`
