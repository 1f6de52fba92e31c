import type { Payload, RequiredDataFromCollectionSlug } from 'payload'
import type { Role } from '../../src/domain/roles'
import type { Assembly, Category, Customer, Part, Supplier, User } from '../../src/payload-types'

/** A person with the password that they sign in with. */
export type TestUser = User & { collection: 'users'; password: string }

export const PASSWORD = 'Torvan-test-2026!'

let counter = 0
/** Unique within a test file: `P-7`. */
export const unique = (prefix: string): string => `${prefix}-${(counter += 1)}`

type Some<
  Slug extends 'assemblies' | 'categories' | 'customers' | 'parts' | 'suppliers' | 'users',
> = Partial<RequiredDataFromCollectionSlug<Slug>>

/** Builders that state only what the test is about; everything else is filled in. */
export const given = (payload: Payload) => ({
  async user(role: Role, own: Some<'users'> = {}): Promise<TestUser> {
    const name = unique(role.toLowerCase().replaceAll('_', '-'))
    const user = await payload.create({
      collection: 'users',
      data: {
        email: `${name}@test.example`,
        firstName: 'Test',
        lastName: name,
        initials: 'TT',
        role,
        isActive: true,
        kind: 'HUMAN',
        password: PASSWORD,
        ...own,
      },
    })
    return { ...user, collection: 'users', password: own.password ?? PASSWORD }
  },

  customer: (own: Some<'customers'> = {}): Promise<Customer> =>
    payload.create({
      collection: 'customers',
      data: {
        companyName: unique('Clinic'),
        shippingAddress: {
          line1: '1 Harbour Street',
          city: 'Halifax',
          region: 'NS',
          postalCode: 'B3H 1A1',
          country: 'Canada',
        },
        rev: 1,
        ...own,
      },
    }),

  supplier: (own: Some<'suppliers'> = {}): Promise<Supplier> =>
    payload.create({
      collection: 'suppliers',
      data: { name: unique('Supplier'), isActive: true, rev: 1, ...own },
    }),

  category: (own: Some<'categories'> = {}): Promise<Category> =>
    payload.create({
      collection: 'categories',
      data: { code: unique('C'), name: unique('Category'), ...own },
    }),

  part: (own: Some<'parts'> = {}): Promise<Part> =>
    payload.create({
      collection: 'parts',
      data: {
        partNumber: unique('P'),
        name: unique('Part'),
        kind: 'COMPONENT',
        unit: 'EA',
        isActive: true,
        isOutside: false,
        isCritical: false,
        quantityOnHand: 0,
        quantityReserved: 0,
        rev: 1,
        ...own,
      },
    }),

  assembly: (own: Some<'assemblies'> = {}): Promise<Assembly> =>
    payload.create({
      collection: 'assemblies',
      data: {
        partNumber: unique('A'),
        name: unique('Assembly'),
        type: 'SIMPLE',
        unit: 'EA',
        canOrder: false,
        isKit: false,
        isActive: true,
        isOutside: false,
        isCritical: false,
        quantityOnHand: 0,
        quantityReserved: 0,
        rev: 1,
        ...own,
      },
    }),
})

/**
 * The options that make a Local API call act as somebody, access rules included. Spread it:
 * `payload.update({ collection: 'parts', id, data, ...as(buyer) })`.
 */
export const as = (user: TestUser) => ({ overrideAccess: false, user }) as const
