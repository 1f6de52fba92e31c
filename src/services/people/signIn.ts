import { AuthenticationError, type PayloadRequest } from 'payload'
import { accountByEmail } from '../../db/accounts'
import { forgetFailures, noteFailure, refuseWhenTooMany } from './signInLimit'
import { opensAccount } from './password'

/**
 * Lets a sign-in through or refuses it with one and the same answer, whatever is wrong (trap 29).
 * Payload checks the password once more afterwards and opens the session.
 *
 * @throws 401 for unknown, wrong, locked, deactivated and machine; 429 after too many failures
 */
export async function admitSignIn(
  req: PayloadRequest,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const address = email.trim().toLowerCase()
  await refuseWhenTooMany(req, address)
  const account = await accountByEmail(req.payload, address)
  if (await opensAccount(req.payload, account, password)) {
    await forgetFailures(req, address)
    return
  }
  await noteFailure(req, address)
  throw new AuthenticationError(req.t)
}
