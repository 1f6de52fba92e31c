import type { CollectionAfterChangeHook } from 'payload'
import type { Customer } from '../../src/payload-types'
import { spreadName } from '../../src/services/orders/customerName'

/** A customer with another name has it on what is under way too. */
export const followCustomer: CollectionAfterChangeHook<Customer> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  if (operation === 'update' && doc.companyName !== previousDoc.companyName) {
    await spreadName(req, doc)
  }
  return doc
}
