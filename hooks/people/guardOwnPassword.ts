import type { CollectionBeforeChangeHook } from 'payload'
import type { User } from '../../src/payload-types'
import { demandJustSignedIn } from '../../src/services/people/session'

/** The own password is changed right after signing in; what an Admin gives to others is not asked for that. */
export const guardOwnPassword: CollectionBeforeChangeHook<User> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const isOwn = operation === 'update' && req.user !== null && originalDoc?.id === req.user.id
  if (isOwn && data.password) await demandJustSignedIn(req)
  return data
}
