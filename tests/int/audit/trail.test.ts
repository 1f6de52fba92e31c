import { Client } from 'pg'
import { commitTransaction, createLocalReq, initTransaction, killTransaction } from 'payload'
import { describe, expect, it, vi } from 'vitest'
import { EXEMPT_TABLES } from '../../../hooks/audit/coverage'
import { EXPLICIT_COLLECTIONS } from '../../../src/domain/audit'
import { verifyAudit } from '../../../src/db/verifyAudit'
import { recordAudit, recordAudits } from '../../../src/services/audit'
import { graphql, rest, tokenOf } from '../../support/api'
import { as, given, PASSWORD, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql, databaseUrl } = await bootPayload()
const admin = await given(payload).user('ADMIN')
const buyer = await given(payload).user('PROCUREMENT')
const assembler = await given(payload).user('ASSEMBLER')

type Row = {
  id: string
  seq: string
  action: string
  resource: string
  resource_id: string | null
  stream: string
  actor: string | null
  actor_name: string
  role: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason: string | null
  ip: string | null
  user_agent: string | null
  request_id: string | null
  hash: string
}

const rowsOf = (resource: string, resourceId: string | null) =>
  sql<Row>(
    'select * from audit_events where resource = $1 and resource_id is not distinct from $2 order by seq',
    [resource, resourceId],
  )
const last = async (action: string): Promise<Row | undefined> =>
  (
    await sql<Row>('select * from audit_events where action = $1 order by seq desc limit 1', [
      action,
    ])
  )[0]
const countOf = async (): Promise<number> =>
  Number((await sql<{ n: string }>('select count(*) as n from audit_events'))[0]?.n)

const CALLER = {
  'x-forwarded-for': '203.0.113.7',
  'user-agent': 'test/1',
  'x-request-id': 'request-0001',
}

describe('a write over REST leaves its row', () => {
  it('create: who, as what, from where, and all that was filled in', async () => {
    const { body } = await rest(buyer).post<{ doc: { id: string } }>(
      '/parts',
      { partNumber: unique('AUD'), name: 'Clamp', kind: 'COMPONENT', cost: 1250 },
      CALLER,
    )
    const [row] = await rowsOf('parts', body.doc.id)
    expect(row).toMatchObject({
      action: 'create',
      stream: 'AUDIT',
      actor: buyer.id,
      actor_name: buyer.fullName,
      role: 'PROCUREMENT',
      ip: '203.0.113.7',
      user_agent: 'test/1',
      request_id: 'request-0001',
      before: null,
      after: { name: 'Clamp', cost: 1250 },
    })
    expect(row?.after).not.toHaveProperty('description')
  })

  it('update: the changed fields only, whoever may see them', async () => {
    const part = await given(payload).part({ cost: 100, name: 'Before' })
    await rest(buyer).patch(`/parts/${part.id}`, { name: 'After', cost: 200 })
    const row = (await rowsOf('parts', part.id)).at(-1)
    expect(row).toMatchObject({ action: 'update' })
    expect(row?.before).toEqual({ name: 'Before', cost: 100, rev: 1 })
    expect(row?.after).toEqual({ name: 'After', cost: 200, rev: 2 })
  })

  it('delete: the record as it was', async () => {
    const category = await given(payload).category()
    expect((await rest(admin).delete(`/categories/${category.id}`)).status).toBe(200)
    const row = (await rowsOf('categories', category.id)).at(-1)
    expect(row).toMatchObject({ action: 'delete', before: { code: category.code }, after: null })
  })

  it('a global too', async () => {
    await rest(admin).post('/globals/settings', { companyName: 'Torvan Medical Inc.' })
    expect((await rowsOf('settings', null)).at(-1)).toMatchObject({
      action: 'update',
      after: { companyName: 'Torvan Medical Inc.' },
    })
  })

  it('GraphQL and the Local API pass the same door', async () => {
    const { body } = await graphql<{ createCategory: { id: string } }>(
      buyer,
      'mutation ($data: mutationCategoryInput!) { createCategory(data: $data) { id } }',
      { data: { code: unique('G'), name: 'By GraphQL' } },
    )
    expect((await rowsOf('categories', body.data?.createCategory.id ?? ''))[0]).toMatchObject({
      action: 'create',
      actor: buyer.id,
    })
    const part = await given(payload).part()
    await payload.update({
      collection: 'parts',
      id: part.id,
      data: { name: 'Local' },
      ...as(buyer),
    })
    expect((await rowsOf('parts', part.id)).at(-1)).toMatchObject({ actor: buyer.id })
  })

  it('a write that changes nothing but the revision says so', async () => {
    const category = await given(payload).category()
    await rest(buyer).patch(`/categories/${category.id}`, { name: category.name })
    expect(await rowsOf('categories', category.id)).toHaveLength(1)
  })
})

describe('accounts', () => {
  it('sign-in and sign-out', async () => {
    const user = await given(payload).user('QC_PERSON')
    const token = await tokenOf(user)
    expect((await rowsOf('users', user.id)).at(-1)).toMatchObject({
      action: 'sign_in',
      stream: 'ACTIVITY',
      actor: user.id,
      role: 'QC_PERSON',
    })
    await rest().post('/users/logout', {}, { authorization: `JWT ${token}` })
    expect((await rowsOf('users', user.id)).at(-1)).toMatchObject({ action: 'sign_out' })
  })

  it.each([
    ['a wrong password', () => ({ email: assembler.email, password: 'wrong' })],
    ['an unknown account', () => ({ email: 'nobody@test.example', password: PASSWORD })],
  ])('a failed sign-in with %s, over REST and GraphQL', async (_, credentials) => {
    const { email, password } = credentials()
    const { status } = await rest().post('/users/login', { email, password }, CALLER)
    expect(status).toBe(401)
    expect(await last('sign_in_failed')).toMatchObject({
      actor: null,
      role: 'ANONYMOUS',
      stream: 'ACTIVITY',
      ip: '203.0.113.7',
      after: { email, status: 401 },
    })
    const before = await countOf()
    await graphql(
      undefined,
      'mutation ($e: String!, $p: String!) { loginUser(email: $e, password: $p) { token } }',
      {
        e: email,
        p: password,
      },
    )
    expect(await countOf()).toBe(before + 1)
    expect(await last('sign_in_failed')).toMatchObject({ after: { email } })
  })

  it('a role change and a password change carry their own names and no secret', async () => {
    const user = await given(payload).user('QC_PERSON')
    await rest(admin).patch(`/users/${user.id}`, { role: 'ASSEMBLER' })
    await rest(admin).patch(`/users/${user.id}`, { password: 'Another-good-1!' })
    const rows = await rowsOf('users', user.id)
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['create', 'role_change', 'password_change']),
    )
    expect(rows.find(({ action }) => action === 'role_change')).toMatchObject({
      before: { role: 'QC_PERSON' },
      after: { role: 'ASSEMBLER' },
    })
    const text = JSON.stringify(await sql('select before, after from audit_events'))
    expect(text).not.toMatch(/"(hash|salt|sessions|password|resetPassword\w*|apiKey\w*)"/)
    expect(text).not.toContain('pbkdf2')
  })

  it('an unlock, together with its change', async () => {
    const user = await given(payload).user('QC_PERSON')
    await sql(
      `update users set login_attempts = 5, lock_until = now() + interval '1 hour' where id = $1`,
      [user.id],
    )
    expect((await rest(admin).post('/users/unlock', { email: user.email })).status).toBe(200)
    expect((await rowsOf('users', user.id)).at(-1)).toMatchObject({
      action: 'unlock',
      actor: admin.id,
    })
    const [row] = await sql('select login_attempts, lock_until from users where id = $1', [user.id])
    expect(row).toEqual({ login_attempts: '0', lock_until: null })
  })

  it('a reset by mailed token', async () => {
    const user = await given(payload).user('QC_PERSON')
    const token = await payload.forgotPassword({
      collection: 'users',
      data: { email: user.email },
      disableEmail: true,
    })
    const { status } = await rest().post('/users/reset-password', {
      token,
      password: 'Yet-another-1!',
    })
    expect(status).toBe(200)
    const actions = (await rowsOf('users', user.id)).map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['password_reset', 'sign_in']))
  })

  it('the row keeps name and role as they were', async () => {
    const user = await given(payload).user('PROCUREMENT', { firstName: 'Old', lastName: 'Name' })
    const part = await given(payload).part()
    await rest(user).patch(`/parts/${part.id}`, { name: 'Touched' })
    await rest(admin).patch(`/users/${user.id}`, { lastName: 'Newname', role: 'QC_PERSON' })
    expect((await rowsOf('parts', part.id)).at(-1)).toMatchObject({
      actor_name: 'Old Name',
      role: 'PROCUREMENT',
    })
  })
})

describe('refusals', () => {
  it.each([
    ['REST 403', () => rest(assembler).get('/customers', CALLER), 403],
    ['REST 401', () => rest().get('/parts', CALLER), 401],
  ])('%s is kept in a transaction of its own', async (_, call, status) => {
    expect((await call()).status).toBe(status)
    expect(await last('access_refused')).toMatchObject({
      stream: 'ACTIVITY',
      after: { method: 'GET', status },
      ip: '203.0.113.7',
    })
  })

  it('GraphQL names the kind of record, and the field that was asked for', async () => {
    await graphql(assembler, '{ Customers { docs { id } } }')
    expect(await last('access_refused')).toMatchObject({
      actor: assembler.id,
      resource: 'customers',
      after: { field: 'Customers' },
    })
  })

  it('a refused command', async () => {
    await rest(assembler).post('/orders/submit', {})
    expect(await last('access_refused')).toMatchObject({
      actor: assembler.id,
      resource: 'orders',
      after: { path: '/api/orders/submit', code: 'role_not_allowed' },
    })
  })

  it('cannot flood: beyond the budget of a minute they are counted, not written', async () => {
    const flooder = await given(payload).user('ASSEMBLER')
    const mine = async () =>
      (
        await sql(`select id from audit_events where actor = $1 and action = 'access_refused'`, [
          flooder.id,
        ])
      ).length
    await tokenOf(flooder)
    // one minute, however slow the calls are
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000)
    try {
      for (let call = 0; call < 70; call += 1) await rest(flooder).get('/customers')
    } finally {
      clock.mockRestore()
    }
    expect(await mine()).toBeLessThanOrEqual(60)
    expect(await mine()).toBeGreaterThan(0)
    await rest(assembler).get('/customers')
    expect((await last('access_refused'))?.after?.unwritten).toBeGreaterThanOrEqual(10)
  })
})

describe('together or not at all (handbook 15.8)', () => {
  it('a failure after the audit row takes row and change away', async () => {
    const part = await given(payload).part({ name: 'Stays' })
    const before = await countOf()
    const req = await createLocalReq({ user: { ...admin, collection: 'users' } }, payload)
    await initTransaction(req)
    await payload.update({ collection: 'parts', id: part.id, data: { name: 'Gone' }, req })
    await recordAudit(req, { action: 'export', resource: 'boms', resourceId: part.id })
    await killTransaction(req)
    expect(await countOf()).toBe(before)
    expect(await sql('select name from parts where id = $1', [part.id])).toEqual([
      { name: 'Stays' },
    ])
  })

  it('a failing audit row rolls the change back, over REST', async () => {
    const part = await given(payload).part({ name: 'Stays' })
    await sql(`create function fail_audit() returns trigger language plpgsql as $$
      begin if new.resource = 'parts' then raise exception 'no room'; end if; return new; end $$`)
    await sql(
      `create trigger fail_audit before insert on audit_events for each row execute function fail_audit()`,
    )
    try {
      const { status } = await rest(buyer).patch(`/parts/${part.id}`, { name: 'Gone' })
      expect(status).toBeGreaterThanOrEqual(500)
      expect(
        (await rest(buyer).post('/parts', { partNumber: unique('F'), name: 'X' })).status,
      ).toBeGreaterThanOrEqual(500)
    } finally {
      await sql('drop trigger fail_audit on audit_events')
      await sql('drop function fail_audit()')
    }
    expect(await sql('select name, rev from parts where id = $1', [part.id])).toEqual([
      { name: 'Stays', rev: '1' },
    ])
    expect(await sql(`select id from parts where name = 'X'`)).toEqual([])
  })

  it('nothing joins a transaction that is over', async () => {
    const req = await createLocalReq({}, payload)
    await initTransaction(req)
    const id = await req.transactionID
    await killTransaction(req)
    req.transactionID = id ?? undefined
    await expect(recordAudit(req, { action: 'export', resource: 'boms' })).rejects.toThrow(
      /already ended/,
    )
  })

  it('ten thousand rows of a bulk writer, in order, in its transaction', async () => {
    const req = await createLocalReq({ context: { asSystem: true } }, payload)
    await initTransaction(req)
    const entries = Array.from({ length: 10_000 }, (_, place) => ({
      action: 'import' as const,
      resource: 'bulk-test',
      resourceId: `item ${place}`,
      after: { place, text: 'nul \u0000 and half \uD800' },
    }))
    await recordAudits(req, entries)
    await commitTransaction(req)
    const rows = await sql<Row>(
      `select * from audit_events where resource = 'bulk-test' order by seq`,
    )
    expect(rows.map(({ resource_id }) => resource_id)).toEqual(
      entries.map(({ resourceId }) => resourceId),
    )
    expect(rows[0]).toMatchObject({ actor: null, actor_name: 'System', role: 'SYSTEM' })
  })
})

const FALSIFICATIONS = [
  `seq = default`,
  `actor_name = 'Somebody'`,
  `after = '{"cost": 1}'`,
  `at = at - interval '1 millisecond'`,
  `hash = repeat('0', 64)`,
  `reason = 'because'`,
]

describe('the trail itself', () => {
  it.each([
    'update audit_events set reason = null',
    'delete from audit_events',
    'truncate audit_events',
  ])('refuses "%s" even from the owner', async (statement) => {
    await expect(sql(statement)).rejects.toThrow(/append-only/)
  })

  it('is written through no door of the API, and read by Admin only', async () => {
    const [row] = await sql<Row>('select id from audit_events limit 1')
    expect((await rest(admin).post('/audit-events', {})).status).toBe(403)
    expect((await rest(admin).patch(`/audit-events/${row?.id}`, { reason: 'x' })).status).toBe(403)
    expect((await rest(admin).delete(`/audit-events/${row?.id}`)).status).toBe(403)
    expect((await rest(buyer).get('/audit-events')).status).toBe(403)
    const { body } = await rest(admin).get<{ docs: { at: string }[] }>('/audit-events?limit=5')
    const times = body.docs.map(({ at }) => at)
    expect(times).toEqual([...times].sort().reverse())
  })

  it('is asked about a record by what the record is called', async () => {
    const partNumber = unique('NAMED')
    const { body } = await rest(buyer).post<{ doc: { id: string } }>('/parts', {
      partNumber,
      name: 'Clip',
      kind: 'COMPONENT',
    })
    const asked = (name: string) =>
      rest(admin).get<{ docs: { resourceId: string; action: string }[] }>(
        `/audit-events?where[or][0][and][0][resourceId][equals]=${name}&depth=0`,
      )
    expect((await asked(partNumber)).body.docs).toMatchObject([
      { resourceId: body.doc.id, action: 'create' },
    ])
    expect((await asked(body.doc.id)).body.docs).toHaveLength(1)
    expect((await asked(`${partNumber}-none`)).body.docs).toEqual([])

    const { body: others } = await rest(admin).get<{ docs: unknown[] }>(
      `/audit-events?where[resourceId][equals]=${partNumber}&where[resourceId][not_equals]=${body.doc.id}`,
    )
    expect(others.docs).toEqual([])
    const { body: made } = await rest(admin).get<{ docs: unknown[] }>(
      `/audit-events?where[resourceId][equals]=${partNumber}&where[action][equals]=create`,
    )
    expect(made.docs).toHaveLength(1)
    const { status, text } = await rest(admin).get(
      `/audit-events/export?where[resourceId][equals]=${partNumber}`,
    )
    expect(status, text).toBe(200)
    expect(text).toContain(body.doc.id)
  })

  it('verifies, and names the first row that was tampered with', async () => {
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    try {
      const intact = await verifyAudit(client)
      expect(intact).toEqual({ checked: await countOf(), sealed: 0, bad: null })

      // each falsification hits an older row than the one before, so it is the first bad one
      for (const [place, falsified] of FALSIFICATIONS.entries()) {
        const older = FALSIFICATIONS.length - place
        const [victim] = await sql<Row>(
          'select id from audit_events order by seq offset $1 limit 1',
          [older],
        )
        await client.query('alter table audit_events disable trigger user')
        await client.query(`update audit_events set ${falsified} where id = $1`, [victim?.id])
        await client.query('alter table audit_events enable trigger user')
        expect((await verifyAudit(client)).bad?.id, falsified).toBe(victim?.id)
      }
    } finally {
      await client.end()
    }
  })
})

describe('every table and view of the database', () => {
  it('is wrapped, covered explicitly, or exempt with a reason', async () => {
    const tables = await sql<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    )
    const tableOf = (slug: string): string => slug.replaceAll('-', '_')
    const collections = new Set(
      payload.config.collections
        .map(({ slug }) => tableOf(slug))
        .filter((name) => !name.startsWith('payload_')),
    )
    const globals = new Set(payload.config.globals.map(({ slug }) => tableOf(slug)))
    const unknown = tables
      .map(({ name }) => name)
      .filter((name) => !collections.has(name) && !globals.has(name) && !(name in EXEMPT_TABLES))
    expect(unknown).toEqual([])
    expect([...collections].filter((name) => !tables.some((table) => table.name === name))).toEqual(
      [],
    )
  })

  it('every collection that is not explicit carries the hooks', () => {
    const bare = payload.config.collections
      .filter(({ slug }) => !slug.startsWith('payload-') && !(slug in EXPLICIT_COLLECTIONS))
      .filter(
        ({ hooks }) =>
          !hooks.afterChange?.some(({ name }) => name === 'followChange') ||
          !hooks.afterDelete?.some(({ name }) => name === 'followDelete'),
      )
    expect(bare.map(({ slug }) => slug)).toEqual([])
  })
})
