import { describe, expect, it } from 'vitest'
import { createLocalReq, type FlattenedField } from 'payload'
import { recordAudits } from '../../../src/services/audit'
import { auditKinds } from '../../../src/services/auditKinds'
import { kindOptions } from '../../../src/views/history/auditWords'
import { AMOUNTS } from '../../../src/views/history/changes'
import { rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')
const buyer = await given(payload).user('PROCUREMENT')
const inspector = await given(payload).user('QC_PERSON')
const assembler = await given(payload).user('ASSEMBLER')

type Act = {
  action: string
  actorName: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}
type History = { docs: Act[]; page: number; hasNextPage: boolean }

const historyOf = (user: Parameters<typeof rest>[0], path: string) =>
  rest(user).get<History>(`/history/${path}`)

describe('the history of a record', () => {
  it('tells whoever may read it what happened, newest first, without what they may not see', async () => {
    const part = await given(payload).part({ name: 'Clamp', cost: 4711 })
    await rest(buyer).patch(`/parts/${part.id}`, { name: 'Clamp, long', cost: 4712 })
    await rest(buyer).patch(`/parts/${part.id}`, { cost: 4713 })

    const open = await historyOf(buyer, `parts/${part.id}`)
    expect(open.status).toBe(200)
    expect(open.body.docs.map(({ action }) => action)).toEqual(['update', 'update', 'create'])
    expect(open.body.docs[1]).toMatchObject({
      actorName: buyer.fullName,
      before: { name: 'Clamp', cost: 4711 },
      after: { name: 'Clamp, long', cost: 4712 },
    })

    const closed = await historyOf(inspector, `parts/${part.id}`)
    expect(closed.body.docs.map(({ action }) => action)).toEqual(['update', 'create'])
    expect(closed.body.docs[0]).toMatchObject({
      before: { name: 'Clamp' },
      after: { name: 'Clamp, long' },
    })
    const told = JSON.stringify(closed.body.docs.map(({ before, after }) => [before, after]))
    expect(told).not.toMatch(/471[123]|cost|quantity|reorder/i)
  })

  it('gives neither addresses nor programs', async () => {
    const part = await given(payload).part({})
    await rest(buyer).patch(`/parts/${part.id}`, { name: 'X' }, { 'user-agent': 'secret-program' })
    const { text } = await historyOf(buyer, `parts/${part.id}`)
    expect(text).not.toContain('secret-program')
  })

  it('is closed with the record: 404 for whom it does not exist, 401 without a session', async () => {
    const part = await given(payload).part({})
    expect((await historyOf(assembler, `parts/${part.id}`)).status).toBe(404)
    expect((await historyOf(undefined, `parts/${part.id}`)).status).toBe(401)
    for (const path of [
      `nothing/${part.id}`,
      `payload-preferences/${part.id}`,
      `parts/01900000-0000-7000-8000-00000000ffff`,
      'parts/x',
      `constructor/${part.id}`,
    ])
      expect((await historyOf(admin, path)).status, path).toBe(404)
  })

  it('of an account is its own and the Admin’s', async () => {
    expect((await historyOf(admin, `users/${buyer.id}`)).status).toBe(200)
    expect((await historyOf(buyer, `users/${buyer.id}`)).status).toBe(200)
    expect((await historyOf(inspector, `users/${buyer.id}`)).status).toBe(404)
  })

  it('turns pages', async () => {
    const part = await given(payload).part({})
    const req = await createLocalReq({ context: { asSystem: true } }, payload)
    await recordAudits(
      req,
      Array.from({ length: 60 }, (_, place) => ({
        action: 'import' as const,
        resource: 'parts',
        resourceId: part.id,
        after: { name: `Name ${place}` },
      })),
    )
    const first = await historyOf(buyer, `parts/${part.id}`)
    expect(first.body).toMatchObject({ page: 1, hasNextPage: true })
    expect(first.body.docs[0]?.after).toEqual({ name: 'Name 59' })
    const second = await historyOf(buyer, `parts/${part.id}?page=2`)
    expect(second.body.hasNextPage).toBe(false)
    expect(first.body.docs.length + second.body.docs.length).toBe(61)
    expect((await historyOf(buyer, `parts/${part.id}?page=0`)).status).toBe(422)
  })
})

describe('the words of a change', () => {
  it('know every field that holds an amount', () => {
    const within = (fields: readonly FlattenedField[]): FlattenedField[] =>
      fields.flatMap((field) => [
        field,
        ...('flattenedFields' in field ? within(field.flattenedFields) : []),
      ])
    const costs = payload.config.collections.flatMap(({ flattenedFields }) =>
      within(flattenedFields).filter(
        ({ name, type }) => type === 'number' && /cost|price|amount/i.test(name),
      ),
    )
    expect(costs).not.toEqual([])
    expect(costs.filter(({ name }) => !AMOUNTS.has(name))).toEqual([])
  })
})

describe('the tab of the history', () => {
  it.each([
    ...['orders', 'nonconformances', 'documents', 'product-families', 'workflows'],
    ...['boms', 'tasks', 'inspections', 'builds'],
    ...['categories', 'substitutions', 'parts', 'assemblies', 'suppliers', 'tools', 'customers'],
  ])('stands on the pages of %s', (slug) => {
    const found = payload.config.collections.find((one) => one.slug === slug)
    expect(found?.admin.components?.views?.edit).toMatchObject({ history: { path: '/history' } })
  })

  it('is open to whoever reads the configuration, and to nobody else', async () => {
    const [family] = await sql<{ id: string }>(`select id from product_families limit 1`)
    expect((await historyOf(buyer, `product-families/${family?.id}`)).status).toBe(200)
    expect((await historyOf(assembler, `product-families/${family?.id}`)).status).toBe(404)
  })
})

describe('the kinds of record that the trail can be asked for', () => {
  it('are all whose writes it keeps, and each that acts have named', async () => {
    const req = await createLocalReq({ context: { asSystem: true } }, payload)
    await recordAudits(req, [{ action: 'import', resource: 'bench' }])
    const kinds = (await auditKinds(payload)).flatMap(({ names }) => names)
    expect(kinds).toEqual(
      expect.arrayContaining(['orders', 'release-checks', 'assembly-components', 'settings']),
    )
    const named = await sql<{ resource: string }>(`select distinct resource from audit_events`)
    expect(named.map(({ resource }) => resource)).toContain('bench')
    expect(kinds).toEqual(expect.arrayContaining(named.map(({ resource }) => resource)))
    expect(new Set(kinds).size).toBe(kinds.length)
  })
})

describe('the filter by kind of record', () => {
  it('has one entry per kind, however acts have named it, and asks for all of these names', async () => {
    const req = await createLocalReq({ context: { asSystem: true } }, payload)
    const named = ['Orders', 'createOrder', 'Boms', 'docAccessUser', 'updateSetting', 'metrics']
    const internal = ['payload-kv', 'PayloadKvs', 'payload-preferences', 'demo-plant']
    await recordAudits(
      req,
      [...named, ...internal].map((resource) => ({ action: 'access_refused' as const, resource })),
    )
    const options = kindOptions(await auditKinds(payload))
    const labels = options.map(({ label }) => label)
    expect(new Set(labels).size).toBe(labels.length)
    expect(labels.filter((label) => /payload|kv|metrics|boms|plant/i.test(label))).toEqual([])
    const asksFor = (label: string) =>
      options
        .find((option) => option.label === label)
        ?.value.split(',')
        .toSorted()
    expect(asksFor('Orders')).toEqual(['Orders', 'createOrder', 'orders'])
    expect(asksFor('Bills of materials')).toEqual(['Boms', 'boms'])
    expect(asksFor('Users')).toEqual(['docAccessUser', 'users'])
    expect(asksFor('Settings')).toEqual(['settings', 'updateSetting'])

    const orders = asksFor('Orders')?.join(',') ?? ''
    const { body } = await rest(admin).get<{ docs: { resource: string }[] }>(
      `/audit-events?where[or][0][and][0][resource][in]=${orders}`,
    )
    expect(body.docs.map(({ resource }) => resource).toSorted()).toEqual(['Orders', 'createOrder'])
  })
})

describe('taking the trail along', () => {
  const exported = (query: string) => rest(admin).get(`/audit-events/export?${query}`)

  it('gives the filtered list as CSV, newest first, without formulas, and leaves its own row', async () => {
    const name = unique('=SUM(A1)')
    const part = await given(payload).part({ name })
    await rest(buyer).patch(`/parts/${part.id}`, { name: 'Harmless' })
    const answer = await exported(`where[resourceId][equals]=${part.id}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/text\/csv/)
    expect(answer.headers.get('content-disposition')).toMatch(/audit-\d{4}-\d\d-\d\d\.csv/)
    const lines = answer.text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain(
      'When (UTC),Person,Role,Role in words,Action,Action in words,Record,Record name,Record id,',
    )
    expect(lines[1]).toContain(
      `,PROCUREMENT,Procurement,update,Changed,parts,${part.partNumber},${part.id},`,
    )
    expect(lines[1]).toContain('Harmless')
    expect(answer.text).not.toMatch(/(^|[,\r\n])=/)
    const rows = await sql<{ end: string }>(
      `select concat_ws(',', stream, actor, seq, id, hash) as end
       from audit_events where resource_id = $1 and action = 'update'`,
      [part.id],
    )
    expect(rows).toHaveLength(1)
    expect(lines[0]).toMatch(/,Stream,Person id,Place,Id,Hash$/)
    expect(lines[1]?.endsWith(`,${rows[0]?.end}`)).toBe(true)

    const [row] = await sql(
      `select stream, resource, after from audit_events where action = 'export' order by seq desc limit 1`,
    )
    expect(row).toMatchObject({
      stream: 'ACTIVITY',
      resource: 'audit-events',
      after: { format: 'csv', rows: 2, filter: { resourceId: { equals: part.id } } },
    })
  })

  it('says of a refused stranger that nobody was signed in', async () => {
    const part = await given(payload).part({})
    expect((await rest().patch(`/parts/${part.id}`, { name: 'Mine' })).status).toBe(401)
    const { text } = await exported(`where[actorName][equals]=Anonymous`)
    expect(text).toContain(
      ',Anonymous,ANONYMOUS,Nobody signed in,access_refused,Access refused,parts,',
    )
  })

  it('goes on over many pages, each row once', async () => {
    const req = await createLocalReq({ context: { asSystem: true } }, payload)
    await recordAudits(
      req,
      Array.from({ length: 1_234 }, (_, place) => ({
        action: 'import' as const,
        resource: 'many',
        resourceId: `n${place}`,
      })),
    )
    const { text } = await exported('where[resource][equals]=many')
    const ids = [...text.matchAll(/,many,,(n\d+),/g)].map(([, id]) => id)
    expect(ids).toHaveLength(1_234)
    expect(new Set(ids).size).toBe(1_234)
    expect(ids[0]).toBe('n1233')
  })

  it('is the Admin’s, and refuses a filter that it does not know', async () => {
    expect((await rest(buyer).get('/audit-events/export')).status).toBe(403)
    expect((await rest().get('/audit-events/export')).status).toBe(401)
    expect((await exported('where[nothing][equals]=1')).status).toBe(400)
    expect((await exported('where=1')).status).toBe(422)
  })
})
