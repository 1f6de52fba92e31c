import type { PayloadRequest } from 'payload'
import { ROLES, type Role } from '../../src/domain/roles'

export const PERSON = '01900000-0000-7000-8000-000000000001'
export const SOMEBODY_ELSE = '01900000-0000-7000-8000-000000000002'

type Caller = Pick<PayloadRequest, 'user' | 'context'>

/** What access functions look at: nobody, or an account with a role. */
export const callerWith = (role: Role, isActive = true): Caller => ({
  context: {},
  user: {
    id: PERSON,
    collection: 'users',
    email: 'person@torvan.example',
    firstName: 'Robin',
    lastName: 'Person',
    initials: 'RP',
    role,
    kind: 'HUMAN',
    isActive,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  },
})

export const ANONYMOUS: Caller = { context: {}, user: null }

/** Every kind of caller who must get nowhere. */
export const OUTSIDERS: readonly [string, Caller][] = [
  ['anonymous', ANONYMOUS],
  ...ROLES.map((role): [string, Caller] => [`deactivated ${role}`, callerWith(role, false)]),
]
