import { beforeEach, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, PASSWORD, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()

let admin: TestUser
let person: TestUser

beforeEach(async () => {
  admin = await given(payload).user('ADMIN')
  person = await given(payload).user('ASSEMBLER')
})

const newcomer = (own: object = {}) => ({
  email: `${unique('new')}@test.example`,
  firstName: 'Ada',
  lastName: 'King-Noel',
  role: 'QC_PERSON',
  password: PASSWORD,
  ...own,
})

describe('accounts', () => {
  it('are opened by an Admin; name and initials follow', async () => {
    const { status, body } = await rest(admin).post<{ doc: Record<string, unknown> }>(
      '/users',
      newcomer(),
    )
    expect(status).toBe(201)
    expect(body.doc).toMatchObject({ fullName: 'Ada King-Noel', initials: 'AKN', kind: 'HUMAN' })
    const renamed = await rest(admin).patch<{ doc: Record<string, unknown> }>(
      `/users/${String(body.doc.id)}`,
      { lastName: 'Lovelace' },
    )
    expect(renamed.body.doc).toMatchObject({ fullName: 'Ada Lovelace', initials: 'AKN' })
  })

  it.each([
    [{ role: 'OWNER' }],
    [{ role: undefined }],
    [{ email: 'no address' }],
    [{ firstName: 'x'.repeat(61) }],
    [{ initials: 'ABCDEF' }],
    [{ password: 'too short' }],
    [{ password: undefined }],
    [{ password: 123456789012 }],
  ])('are refused with %j', async (fault) => {
    const { status, body } = await rest(admin).post('/users', newcomer(fault))
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(body).toMatchObject({
      errors: [{ code: expect.any(String), field: expect.any(String) }],
    })
  })

  it('have one address each, whatever the letter case', async () => {
    const { status } = await rest(admin).post(
      '/users',
      newcomer({ email: person.email.toUpperCase() }),
    )
    expect(status).toBe(409)
  })

  it('are never deleted', async () => {
    expect((await rest(admin).delete(`/users/${person.id}`)).status).toBe(403)
  })

  it('show others a name, a role and initials, and nobody a secret', async () => {
    const mine = await rest(person).get(`/users/${admin.id}`)
    expect(Object.keys(mine.body).sort()).toEqual([
      'collection',
      'createdAt',
      'firstName',
      'fullName',
      'id',
      'initials',
      'lastName',
      'role',
      'sessions',
      'updatedAt',
    ])
    for (const reader of [admin, person]) {
      const { text } = await rest(reader).get('/users?limit=100&depth=2&showHiddenFields=true')
      expect(text).not.toMatch(/"(hash|salt|resetPassword\w*|apiKey\w*|loginAttempts)"/)
      expect(text).not.toMatch(/"sessions":\[\{/)
    }
  })

  it.each([
    'hash',
    'salt',
    'apiKey',
    'apiKeyIndex',
    'resetPasswordToken',
    'sessions.id',
    'loginAttempts',
  ])('cannot be asked for their %s', async (field) => {
    for (const reader of [admin, person]) {
      expect((await rest(reader).get(`/users?where[${field}][like]=a`)).status).toBe(400)
      const sorted = await rest(reader).get(`/users?sort=${field}`)
      expect(sorted.status).toBe(400)
    }
  })

  it('keep their address to themselves', async () => {
    expect((await rest(person).get('/users?where[email][like]=a')).status).toBe(400)
    expect((await rest(person).get('/users?sort=email')).status).toBe(400)
  })
})

it('have exactly one role', async () => {
  const { status } = await rest(admin).post('/users', newcomer({ role: ['ADMIN', 'ASSEMBLER'] }))
  expect(status).toBe(400)
})

describe('what people may change about themselves', () => {
  it.each([
    [{ role: 'ADMIN' }],
    [{ isActive: false }],
    [{ kind: 'MACHINE' }],
    [{ email: 'other@test.example' }],
    [{ firstName: 'Other' }],
    [{ initials: 'OO' }],
    [{ apiKey: 'k'.repeat(40) }],
  ])('%j is refused aloud, in REST and GraphQL', async (change) => {
    const { status, body } = await rest(person).patch(`/users/${person.id}`, change)
    expect(status).toBe(403)
    expect(body).toMatchObject({ errors: [{ code: 'role_not_allowed' }] })
    const asked = await graphql(
      person,
      'mutation($id: String!, $data: mutationUserUpdateInput!) { updateUser(id: $id, data: $data) { id } }',
      { id: person.id, data: change },
    )
    expect(asked.body.errors).toBeDefined()
    const [row] = await sql('select role, is_active, first_name from users where id = $1', [
      person.id,
    ])
    expect(row).toEqual({ role: 'ASSEMBLER', is_active: true, first_name: 'Test' })
  })

  it('the form may send the whole account back unchanged, with a new password', async () => {
    const { body } = await rest(person).get(`/users/${person.id}`)
    const { status } = await rest(person).patch(`/users/${person.id}`, {
      ...body,
      password: 'Brand-new-pass-1',
    })
    expect(status).toBe(200)
  })

  it('not the account of somebody else', async () => {
    const { status } = await rest(person).patch(`/users/${admin.id}`, {
      password: 'Brand-new-pass-1',
    })
    expect(status).toBe(403)
  })
})

describe('an account is active or closed, nothing between', () => {
  it('neither opened nor changed to no answer', async () => {
    const opened = await rest(admin).post('/users', newcomer({ isActive: null }))
    expect(opened).toMatchObject(refusal(422, 'invalid_value', { field: 'isActive' }))
    const changed = await rest(admin).patch(`/users/${person.id}`, { isActive: null })
    expect(changed).toMatchObject(refusal(422, 'invalid_value', { field: 'isActive' }))
    const [row] = await sql('select is_active from users where id = $1', [person.id])
    expect(row).toEqual({ is_active: true })
  })

  it('one left without an answer counts as closed', async () => {
    await rest(person).get('/users/me') // signed in before
    await sql('update users set is_active = null where id = $1', [person.id])
    expect((await rest(person).get('/parts')).status).toBe(401)
  })
})

describe('the last active Admin', () => {
  it('stays', async () => {
    await sql(`update users set role = 'QC_PERSON' where role = 'ADMIN' and id <> $1`, [admin.id])
    const changes = [
      { role: 'QC_PERSON' },
      { isActive: false },
      { isActive: null },
      { kind: 'MACHINE' },
    ]
    for (const change of changes) {
      const { status, body } = await rest(admin).patch(`/users/${admin.id}`, change)
      expect(status).toBe(409)
      expect(body).toMatchObject({ errors: [{ code: 'precondition_failed' }] })
    }
  })

  it('stays when the last two demote each other', async () => {
    const second = await given(payload).user('ADMIN')
    await sql(`update users set role = 'QC_PERSON' where role = 'ADMIN' and id not in ($1, $2)`, [
      admin.id,
      second.id,
    ])
    const answers = await Promise.all([
      rest(admin).patch(`/users/${second.id}`, { role: 'QC_PERSON' }),
      rest(second).patch(`/users/${admin.id}`, { role: 'QC_PERSON' }),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const [row] = await sql<{ n: number }>(
      `select count(*)::int as n from users where role = 'ADMIN' and is_active`,
    )
    expect(row?.n).toBe(1)
  })
})

describe('API keys', () => {
  const machine = async () => {
    const apiKey = `${unique('key')}-${'k'.repeat(36)}`
    const { status, body } = await rest(admin).post<{ doc: { id: string } }>(
      '/users',
      newcomer({
        kind: 'MACHINE',
        role: 'PROCUREMENT',
        password: undefined,
        apiKey,
        enableAPIKey: true,
      }),
    )
    expect(status).toBe(201)
    const get = (path: string) =>
      rest().get<{ user?: { id: string } | null }>(path, {
        authorization: `users API-Key ${apiKey}`,
      })
    return { id: body.doc.id, apiKey, get }
  }

  it('open the door for active machines and are stored as a digest only', async () => {
    const robot = await machine()
    expect((await robot.get('/users/me')).body.user?.id).toBe(robot.id)
    expect((await robot.get('/customers')).status).toBe(200)
    const [row] = await sql('select api_key from users where id = $1', [robot.id])
    expect(row).toEqual({ api_key: null })
  })

  it('die with the account, for good', async () => {
    const robot = await machine()
    await rest(admin).patch(`/users/${robot.id}`, { isActive: false })
    expect((await robot.get('/customers')).status).toBe(401)
    await rest(admin).patch(`/users/${robot.id}`, { isActive: true })
    expect((await robot.get('/customers')).status).toBe(401)
  })

  it('are not for people, not for the deactivated, and never short', async () => {
    const robot = await machine()
    for (const [id, change] of [
      [person.id, { apiKey: 'k'.repeat(40) }],
      [robot.id, { apiKey: 'short-and-guessable' }],
      [robot.id, { apiKey: 'k'.repeat(40), isActive: false }],
    ] as const) {
      const { status, body } = await rest(admin).patch(`/users/${id}`, change)
      expect(status).toBe(422)
      expect(body).toMatchObject({ errors: [{ code: 'invalid_value', field: 'apiKey' }] })
    }
    expect((await rest().get('/customers', { authorization: 'users API-Key ' })).status).toBe(401)
  })

  it('are nowhere to be read again', async () => {
    const robot = await machine()
    const { text } = await rest(admin).get(`/users/${robot.id}`)
    expect(text).not.toContain(robot.apiKey)
    expect((await rest(admin).post(`/users/${robot.id}/api-key/reveal`)).status).toBe(404)
  })
})
