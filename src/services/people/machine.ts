import { createHmac } from 'node:crypto'
import type { Payload } from 'payload'
import { machineByKeyDigest } from '../../db/accounts'
import { isRole } from '../../domain/roles'
import type { Caller } from './caller'

/**
 * The machine whose API key these headers carry, so that its calls are counted as its own and not as
 * those of its address. Null for everybody else, an unknown key included. Whether it is let in is
 * Payload's question, here too.
 */
export async function machineOf(payload: Payload, headers: Headers): Promise<Caller | null> {
  const key = /^users API-Key (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
  if (!key) return null
  const digest = createHmac('sha256', payload.secret).update(key).digest('hex')
  const machine = await machineByKeyDigest(payload, digest)
  return machine && isRole(machine.role) ? { id: machine.id, role: machine.role } : null
}
