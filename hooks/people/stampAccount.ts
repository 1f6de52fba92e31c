import type { CollectionBeforeValidateHook } from 'payload'
import { fullNameOf, initialsOf } from '../../src/domain/people/account'
import type { User } from '../../src/payload-types'

/** The full name follows the two names; initials are proposed until somebody writes others. */
export const stampAccount: CollectionBeforeValidateHook<User> = ({ data, originalDoc }) => {
  const { firstName = '', lastName = '', initials } = { ...originalDoc, ...data }
  const first = String(firstName ?? '')
  const last = String(lastName ?? '')
  return {
    ...data,
    fullName: fullNameOf(first, last),
    initials: initials?.trim() || initialsOf(first, last),
  }
}
