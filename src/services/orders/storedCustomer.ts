import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { isUuid } from '../../domain/ids'
import { customerSchema } from '../../domain/orders/entry'
import { parse } from '../../domain/parse'
import { allow, refuse, type Decision } from '../../domain/refusal'

export type StoredCustomer = { id: string; companyName: string }

/**
 * The customer that an order names by its id. A record from before these rules may lack what an order
 * needs: then it is refused field by field, and corrected under Customers (BR-002).
 */
export async function storedCustomer(
  req: PayloadRequest,
  id: string,
): Promise<Decision<StoredCustomer>> {
  const [customer] = await rowsOf<StoredCustomer>(
    req,
    sql`select id, company_name as "companyName", contact_name as "contactName", email, phone,
               jsonb_build_object('line1', shipping_address_line1, 'line2', shipping_address_line2,
                 'city', shipping_address_city, 'region', shipping_address_region,
                 'postalCode', shipping_address_postal_code, 'country', shipping_address_country
               ) as "shippingAddress"
        from customers where id = ${isUuid(id) ? id : null}`,
  )
  if (!customer) {
    return refuse({
      code: 'invalid_value',
      field: 'customer',
      message: 'This customer does not exist. Choose another one.',
    })
  }
  const complete = parse(customerSchema, customer, 'customer')
  if (complete.ok) return allow(customer)
  const [first, ...rest] = complete.refusals
  const told = (fault: typeof first) => ({
    ...fault,
    message: `The record of this customer has to be corrected first. ${fault.message}`,
  })
  return refuse(told(first), ...rest.map(told))
}
