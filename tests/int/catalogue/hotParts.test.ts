import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const ROLES = ['ADMIN', 'PRODUCTION_COORDINATOR', 'PROCUREMENT', 'QC_PERSON'] as const

beforeAll(async () => {
  for (let n = 0; n < 7; n += 1) {
    await given(payload).part({ cost: 100 + n, reorderLevel: n, isActive: n !== 3 })
  }
})

type Page = { docs: Record<string, unknown>[] }

/** The framework's own answer: the fast page does not know `joins` and lets it through. */
const framework = (path: string) => `${path}${path.includes('?') ? '&' : '?'}joins=false`

/** The one difference: which builds use a part is told by the part itself, not by a page of parts. */
const withoutUses = ({ docs, ...page }: Page) => ({
  ...page,
  docs: docs.map(({ usedOn: _uses, ...part }) => part),
})

describe('the fast page of parts (ADR 0012)', () => {
  it.each(ROLES)('answers %s exactly as the framework does', async (role) => {
    const person = await given(payload).user(role)
    for (const path of [
      '/parts',
      '/parts?limit=3&page=2&sort=-name',
      '/parts?sort=createdAt&where[isActive][equals]=true',
      '/parts?where[kind][equals]=MATERIAL&page=9',
    ]) {
      const fast = await rest(person).get(path)
      const slow = await rest(person).get<Page>(framework(path))
      expect(fast.status, path).toBe(200)
      expect(fast.body, path).toEqual(withoutUses(slow.body))
    }
  })

  it('shows costs and stock to those alone who may see them', async () => {
    const inspector = await given(payload).user('QC_PERSON')
    const { text } = await rest(inspector).get('/parts?limit=3')
    expect(text).not.toMatch(/"(cost|quantityOnHand|quantityReserved|reorderLevel)"/)
  })

  it('closes with the account, the session and the role, at once', async () => {
    const leaver = await given(payload).user('PROCUREMENT')
    const demoted = await given(payload).user('PROCUREMENT')
    for (const person of [leaver, demoted]) {
      expect((await rest(person).get('/parts?limit=1')).status).toBe(200)
    }
    await sql('update users set is_active = false where id = $1', [leaver.id])
    await sql(`update users set role = 'SERVICE_DEPARTMENT' where id = $1`, [demoted.id])

    expect((await rest(leaver).get('/parts?limit=1')).status).toBeGreaterThanOrEqual(400)
    expect((await rest(demoted).get('/parts?limit=1')).status).toBeGreaterThanOrEqual(400)
    expect((await rest().get('/parts?limit=1')).status).toBeGreaterThanOrEqual(400)
  })
})
