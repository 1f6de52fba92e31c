import { describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')

type Row = Record<string, unknown>
type Doc = Row & { id: string; rev: number }

const add = (user: TestUser, own: Row = {}) =>
  rest(user).post<{ doc: Doc }>('/suppliers?depth=0', {
    name: unique('Fittings and Sons'),
    contactName: 'Inside sales',
    email: 'sales@fittings.example',
    phone: '+1 613 555 0199',
    leadTimeDays: 14,
    note: 'Closed on Mondays.',
    ...own,
  })
const change = (user: TestUser, id: string, own: Row) =>
  rest(user).patch<{ doc: Doc }>(`/suppliers/${id}?depth=0`, own)
const read = async (user: TestUser, id: string) =>
  (await rest(user).get<Doc>(`/suppliers/${id}?depth=0`)).body

describe('a supplier (handbook 10)', () => {
  it('is entered and changed by Procurement and Admin, read by the coordinator', async () => {
    for (const person of [procurement, admin]) {
      const { status, body, text } = await add(person)
      expect(status, text).toBe(201)
      expect(body.doc).toMatchObject({ leadTimeDays: 14, isActive: true, rev: 1 })
      expect(
        (await change(person, body.doc.id, { leadTimeDays: 21, rev: 1 })).body.doc,
      ).toMatchObject({ leadTimeDays: 21, rev: 2 })
      expect(await read(coordinator, body.doc.id)).toMatchObject({ contactName: 'Inside sales' })
      expect(await change(coordinator, body.doc.id, { note: 'x' })).toMatchObject(
        refusal(403, 'role_not_allowed'),
      )
    }
    expect((await add(coordinator)).status).toBe(403)
  })

  it('is a name and nothing else to quality control, and nothing to an assembler', async () => {
    const { doc } = (await add(procurement)).body
    const seen = await read(qc, doc.id)
    expect(seen).toMatchObject({ name: doc.name, isActive: true })
    for (const hidden of ['contactName', 'email', 'phone', 'leadTimeDays', 'note'])
      expect(seen, hidden).not.toHaveProperty(hidden)
    expect((await add(qc)).status).toBe(403)
    expect((await change(qc, doc.id, { name: 'Mine' })).status).toBe(403)
    expect((await rest(assembler).get(`/suppliers/${doc.id}`)).status).toBe(403)
  })

  it('has a name of its own, whatever its letters and blanks look like', async () => {
    const { doc } = (await add(procurement, { name: 'Quay Valves' })).body
    for (const name of ['Quay Valves', 'QUAY valves', '  quay valves ']) {
      const again = await add(procurement, { name })
      expect(again, name).toMatchObject(refusal(409, 'duplicate_value'))
      expect(again.text).toContain('already a supplier of this name')
    }
    const other = (await add(procurement)).body.doc
    expect(await change(procurement, other.id, { name: 'quay VALVES' })).toMatchObject(
      refusal(409, 'duplicate_value'),
    )
    expect((await change(procurement, doc.id, { name: 'Quay valves' })).status).toBe(200)
  })

  it.each([
    ['no name', { name: '' }],
    ['a name of blanks', { name: '     ' }],
    ['a name that is too long', { name: 'x'.repeat(101) }],
    ['a lead time below nothing', { leadTimeDays: -1 }],
    ['a lead time of half a day', { leadTimeDays: 2.5 }],
    ['a lead time of years', { leadTimeDays: 731 }],
    ['an e-mail that is none', { email: 'call me' }],
  ])('is refused with %s', async (_case, own) => {
    const { status, text } = await add(procurement, own)
    expect([400, 422], text).toContain(status)
  })

  it('refuses an old revision, and keeps who changed what', async () => {
    const { doc } = (await add(procurement)).body
    await change(procurement, doc.id, { phone: '+1 613 555 0100' })
    expect(await change(admin, doc.id, { phone: '0', rev: 1 })).toMatchObject(
      refusal(409, 'stale_revision'),
    )
    expect(
      await sql(
        `select action, actor, after->>'phone' as phone from audit_events
         where resource = 'suppliers' and resource_id = $1 order by seq`,
        [doc.id],
      ),
    ).toEqual([
      { action: 'create', actor: procurement.id, phone: '+1 613 555 0199' },
      { action: 'update', actor: procurement.id, phone: '+1 613 555 0100' },
    ])
    const told = await rest(qc).get(`/history/suppliers/${doc.id}`)
    expect(told.status, told.text).toBe(200)
    expect(told.text).not.toContain('613 555')
  })

  it('is retired, never deleted', async () => {
    const { doc } = (await add(procurement)).body
    expect((await rest(admin).delete(`/suppliers/${doc.id}`)).status).toBe(403)
    expect((await change(procurement, doc.id, { isActive: false })).body.doc).toMatchObject({
      isActive: false,
    })
  })
})
