import type { Payload } from 'payload'
import { Pool } from 'pg'

const pools = new WeakMap<Payload, Pool>()

/**
 * One connection beside the pool, for the few writes that must stand although the transaction around
 * them fails. Taking it from the pool while holding a connection of it could starve the process.
 */
export function apart(payload: Payload): Pool {
  const known = pools.get(payload)
  if (known) return known
  const pool = new Pool({
    ...payload.db.poolOptions,
    max: 1,
    idleTimeoutMillis: 1_000,
    allowExitOnIdle: true,
  })
  pool.on('error', (error) => {
    payload.logger.warn({ msg: `Database connection lost: ${error.message}` })
  })
  pools.set(payload, pool)
  return pool
}
