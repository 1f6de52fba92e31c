import type { PayloadRequest } from 'payload'
import { hasOtherAdmin } from '../../db/accounts'
import { API_KEY_MIN_LENGTH } from '../../domain/people/account'
import type { User } from '../../payload-types'
import { refused } from '../http'

type AccountState = Partial<Pick<User, 'id' | 'role' | 'kind' | 'isActive'>>

/** A key that is about to be set: only on an active machine account, and never a guessable one. */
export function guardApiKey(account: AccountState, apiKey: unknown): void {
  if (apiKey === undefined || apiKey === null || apiKey === '') return
  if (account.kind !== 'MACHINE' || account.isActive !== true) {
    throw refused({
      code: 'invalid_value',
      field: 'apiKey',
      message: 'Only an active machine account carries an API key. People sign in with a password.',
    })
  }
  if (typeof apiKey !== 'string' || apiKey.length < API_KEY_MIN_LENGTH) {
    throw refused({
      code: 'invalid_value',
      field: 'apiKey',
      message: `An API key has at least ${API_KEY_MIN_LENGTH} characters. Let the panel generate one.`,
    })
  }
}

const isActingAdmin = ({ role, kind, isActive }: AccountState): boolean =>
  role === 'ADMIN' && kind !== 'MACHINE' && isActive === true

/** Nobody could manage accounts any more, and the way back would lead through the database. */
export async function guardLastAdmin(
  req: PayloadRequest,
  before: AccountState & { id: string },
  after: AccountState,
): Promise<void> {
  if (!isActingAdmin(before) || isActingAdmin(after)) return
  if (await hasOtherAdmin(req, before.id)) return
  throw refused({
    code: 'precondition_failed',
    message: 'This is the last active Admin. Give the role to somebody else first.',
  })
}
