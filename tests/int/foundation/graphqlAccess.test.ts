import { describe, expect, it } from 'vitest'
import { ROLES } from '../../../src/domain/roles'
import { graphql, rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue, submit } from '../../support/plant'

const { payload } = await bootPayload()
const someone = given(payload)

type Permission = { permission: boolean; where?: unknown }
type Granted = true | { permission?: boolean } | undefined
type Access = {
  canAccessAdmin: boolean
  parts: { create: Permission; read: Permission; fields: { cost: { read: Permission } } } | null
}

const QUERY = `{ Access { canAccessAdmin parts { create { permission } read { permission where } fields { cost { read { permission } } } } } }`

const isGranted = (granted: Granted): boolean =>
  granted === true || (typeof granted === 'object' && granted.permission === true)

describe('what the caller may do, asked over GraphQL', () => {
  it.each(ROLES)('says the same as REST to %s', async (role) => {
    const person = await someone.user(role)
    const asked = await graphql<{ Access: Access }>(person, QUERY)
    expect(asked.body.errors).toBeUndefined()
    const { body } = await rest(person).get<{
      canAccessAdmin: boolean
      collections: { parts?: { create?: Granted; read?: Granted } }
    }>('/access')
    const { canAccessAdmin, parts } = asked.body.data?.Access ?? {}
    expect(canAccessAdmin).toBe(body.canAccessAdmin)
    const granted = body.collections.parts
    expect(parts?.read.permission ?? false).toBe(isGranted(granted?.read))
    expect(parts?.create.permission ?? false).toBe(isGranted(granted?.create))
    const seesCosts = ['ADMIN', 'PRODUCTION_COORDINATOR', 'PROCUREMENT'].includes(role)
    expect(parts?.fields.cost.read.permission ?? false).toBe(seesCosts)
  })

  it('says nothing is open to somebody who is not signed in', async () => {
    const { body } = await graphql<{ Access: Access }>(undefined, QUERY)
    expect(body.errors).toBeUndefined()
    expect(body.data?.Access.canAccessAdmin).toBe(false)
    expect(body.data?.Access.parts?.read.permission ?? false).toBe(false)
  })

  it('tells it of one record as well', async () => {
    await loadCatalogue(payload)
    const coordinator = await someone.user('PRODUCTION_COORDINATOR')
    const { order } = await submit(coordinator)
    for (const [person, mayRead, mayUpdate] of [
      [coordinator, true, true],
      [await someone.user('QC_PERSON'), true, false],
      [await someone.user('SERVICE_DEPARTMENT'), false, false],
    ] as const) {
      const { body } = await graphql<{
        docAccessOrder: { read: Permission; update: Permission } | null
      }>(
        person,
        `{ docAccessOrder(id: "${order.id}") { read { permission } update { permission } } }`,
      )
      expect(body.errors).toBeUndefined()
      expect(body.data?.docAccessOrder?.read.permission ?? false).toBe(mayRead)
      expect(body.data?.docAccessOrder?.update.permission ?? false).toBe(mayUpdate)
    }
  })
})
