import { beforeEach, describe, expect, it } from 'vitest'
import { graphql, rest, tokenOf } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'

const { payload, sql } = await bootPayload()

let admin: TestUser
let person: TestUser
let token: string

beforeEach(async () => {
  admin = await given(payload).user('ADMIN')
  person = await given(payload).user('PRODUCTION_COORDINATOR')
  token = await tokenOf(person)
})

const whoIs = async (jwt: string): Promise<string | null> => {
  const { body } = await rest().get<{ user: { id: string } | null }>('/users/me', {
    authorization: `JWT ${jwt}`,
  })
  return body.user?.id ?? null
}

const refresh = (jwt: string) =>
  rest().post<{ refreshedToken: string; exp: number }>(
    '/users/refresh-token',
    {},
    { authorization: `JWT ${jwt}` },
  )

const claims = (jwt: string): { exp: number; iat: number; sid: string } =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())

describe('how long a session lives (handbook 14, contract 4)', () => {
  it('a token lives 30 minutes', () => {
    const { exp, iat } = claims(token)
    expect(exp - iat).toBe(30 * 60)
  })

  it('is renewed by refresh, up to 8 hours after the sign-in', async () => {
    const renewed = await refresh(token)
    expect(renewed.status).toBe(200)
    expect(await whoIs(renewed.body.refreshedToken)).toBe(person.id)

    await sql(
      `update users_sessions set created_at = now() - interval '7 h 45 min'
               where _parent_id = $1`,
      [person.id],
    )
    const late = await refresh(token)
    expect(late.status).toBe(200)
    expect(late.body.exp - Date.now() / 1000).toBeLessThanOrEqual(15 * 60)

    await sql(
      `update users_sessions set created_at = now() - interval '8 h' where _parent_id = $1`,
      [person.id],
    )
    const over = await refresh(token)
    expect(over.status).toBe(401)
    expect(over.body).toMatchObject({ errors: [{ code: 'unauthenticated' }] })
  })

  it('refreshes side by side change nothing but the sessions', async () => {
    const [answer] = await Promise.all([
      refresh(token),
      refresh(token),
      rest(admin).patch(`/users/${person.id}`, { lastName: 'Renamed' }),
    ])
    expect(answer.status).toBe(200)
    const [row] = await sql('select last_name from users where id = $1', [person.id])
    expect(row).toEqual({ last_name: 'Renamed' })
  })
})

describe('what ends a session', () => {
  it('sign-out ends every tab that shares it, and no other device', async () => {
    const other = await tokenOf(person)
    const { status } = await rest().post('/users/logout', {}, { authorization: `JWT ${token}` })
    expect(status).toBe(200)
    expect(await whoIs(token)).toBeNull()
    expect(await whoIs(other)).toBe(person.id)
    expect((await refresh(token)).status).toBe(401)
  })

  it('sign-out everywhere ends all', async () => {
    const other = await tokenOf(person)
    await rest().post('/users/logout?allSessions=true', {}, { authorization: `JWT ${token}` })
    expect(await whoIs(token)).toBeNull()
    expect(await whoIs(other)).toBeNull()
  })

  it.each<[string, object]>([
    ['role', { role: 'QC_PERSON' }],
    ['deactivation', { isActive: false }],
    ['password', { password: 'Brand-new-pass-1' }],
  ])('a change of %s by the Admin, at once', async (_what, change) => {
    expect((await rest(admin).patch(`/users/${person.id}`, change)).status).toBe(200)
    expect(await whoIs(token)).toBeNull()
    expect((await refresh(token)).status).toBe(401)
    const { body } = await graphql(undefined, '{ meUser { user { id } } }')
    expect(body.data?.meUser).toMatchObject({ user: null })
  })

  it('the own change of the password', async () => {
    const change = await rest().patch(
      `/users/${person.id}`,
      { password: 'Brand-new-pass-1' },
      { authorization: `JWT ${token}` },
    )
    expect(change.status).toBe(200)
    expect(await whoIs(token)).toBeNull()
    expect(await tokenOf({ ...person, password: 'Brand-new-pass-1' })).toBeTruthy()
  })

  it('a change by SQL, past the product', async () => {
    await sql('update users set is_active = false where id = $1', [person.id])
    expect(await whoIs(token)).toBeNull()
  })

  it('other changes do not', async () => {
    expect((await rest(admin).patch(`/users/${person.id}`, { lastName: 'Married' })).status).toBe(
      200,
    )
    expect(await whoIs(token)).toBe(person.id)
  })
})

describe('cookies (trap 30)', () => {
  const withCookie = (headers: Record<string, string>) =>
    rest().get<{ user: { id: string } | null }>('/users/me', {
      cookie: `payload-token=${token}`,
      ...headers,
    })

  it('are http-only, same-site and die with the token', async () => {
    const { headers } = await rest().post('/users/login', {
      email: person.email,
      password: person.password,
    })
    const cookie = headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).toMatch(/Expires=/i)
  })

  it('work from our own pages only', async () => {
    expect((await withCookie({ origin: ORIGIN })).body.user?.id).toBe(person.id)
    expect((await withCookie({ 'sec-fetch-site': 'same-origin' })).body.user?.id).toBe(person.id)
    expect((await withCookie({ origin: 'http://127.0.0.1:3000' })).body.user?.id).toBe(person.id)
    const foreign: Record<string, string>[] = [
      { origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
      {},
    ]
    for (const headers of foreign) {
      expect((await withCookie(headers)).body.user ?? null).toBeNull()
    }
  })
})
