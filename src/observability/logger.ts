import type { Config } from 'payload'

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const levelOf = (wanted: string | undefined): string =>
  LEVELS.find((level) => level === wanted?.toLowerCase()) ?? 'info'

/** Whatever carries a password, token or key, should it ever reach a log call. */
const SECRETS = ['password', 'token', 'hash', 'salt', 'apiKey', 'authorization', 'cookie']

/**
 * Structured logs: one JSON object per line, on stderr because stdout belongs to what commands print.
 * `LOG_LEVEL` is one of fatal, error, warn, info (default), debug, trace, silent.
 */
export const logger = (
  env: Readonly<Record<string, string | undefined>>,
): NonNullable<Config['logger']> => ({
  destination: process.stderr,
  options: {
    level: levelOf(env.LOG_LEVEL),
    base: { service: 'torvan-workflow', pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[withheld]',
    },
  },
})
