import {
  getFieldsToSign,
  jwtSign,
  type PayloadRequest,
  type SanitizedCollectionConfig,
} from 'payload'
import { sessionStart } from '../../db/accounts'
import { isJustSignedIn, secondsLeft } from '../../domain/people/account'
import { refused } from '../http'

/** A new token for the session of this request: 30 minutes, but not past 8 hours after the sign-in. */
export async function renewedToken(
  req: PayloadRequest,
  collectionConfig: SanitizedCollectionConfig,
): Promise<{ exp: number; refreshedToken: string }> {
  const { user } = req
  const sid = sessionIdOf(user)
  const startedAt = sid && (await sessionStart(req, sid))
  const tokenExpiration = startedAt ? secondsLeft(startedAt, new Date()) : 0
  if (!user || !sid || tokenExpiration === 0) {
    throw refused({
      code: 'unauthenticated',
      message: 'Your session has reached its end. Sign in again.',
    })
  }
  const { exp, token } = await jwtSign({
    fieldsToSign: getFieldsToSign({ collectionConfig, email: user.email, sid, user }),
    secret: req.payload.secret,
    tokenExpiration,
  })
  return { exp, refreshedToken: token }
}

/**
 * Whoever finds an open session could give it a password of their own and sign with it. So the own password
 * changes only soon after a sign-in with the present one (handbook 15.2); a renewed token is no sign-in.
 * Throws `sign_in_again`.
 */
export async function demandJustSignedIn(req: PayloadRequest): Promise<void> {
  const sid = sessionIdOf(req.user)
  const startedAt = sid && (await sessionStart(req, sid))
  if (startedAt && isJustSignedIn(startedAt, new Date())) return
  throw refused({
    code: 'sign_in_again',
    field: 'password',
    message:
      'You signed in more than ten minutes ago. Sign out, sign in again and change the password then.',
  })
}

function sessionIdOf(user: object | null): string | undefined {
  return user && '_sid' in user && typeof user._sid === 'string' ? user._sid : undefined
}
