import type { CollectionBeforeChangeHook } from 'payload'
import { customerSchema } from '../../src/domain/orders/entry'
import { parse } from '../../src/domain/parse'
import type { Customer } from '../../src/payload-types'
import { orThrow } from '../../src/services/http'

/** However a customer is entered, it is judged and stored as the wizard does it (handbook 5.1, BR-002). */
export const guardCustomer: CollectionBeforeChangeHook<Customer> = ({ data, originalDoc }) => ({
  ...data,
  ...orThrow(parse(customerSchema, { ...originalDoc, ...data })),
})
