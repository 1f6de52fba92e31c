import type { CollectionRefreshHook } from 'payload'
import { renewedToken } from '../../src/services/people/session'

/** Payload would renew a session for ever; ours ends eight hours after the sign-in (handbook 14). */
export const refreshWithinLimit: CollectionRefreshHook = async ({ args, user }) => ({
  ...(await renewedToken(args.req, args.collection.config)),
  setCookie: true,
  strategy: 'local-jwt',
  user,
})
