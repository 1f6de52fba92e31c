import type { CollectionBeforeChangeHook } from 'payload'
import type { User } from '../../src/payload-types'
import { guardApiKey, guardLastAdmin } from '../../src/services/people/accountRules'

/** Keys belong to active machines; the house always keeps one Admin who can sign in. */
export const guardAccount: CollectionBeforeChangeHook<User> = async ({
  data,
  originalDoc,
  req,
}) => {
  const after = { ...originalDoc, ...data }
  guardApiKey(after, data.apiKey)
  if (originalDoc) await guardLastAdmin(req, originalDoc, after)
  return data
}
