import { beforeEach, describe, expect, it } from 'vitest'
import { graphql, rest, tokenOf } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'
import { refusal } from '../../support/refusal'

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

describe('the own password, without which nobody signs (handbook 15.2)', () => {
  const NEW = 'Brand-new-pass-1'
  const signedInAgo = (who: TestUser, interval: string) =>
    sql(`update users_sessions set created_at = now() - $2::interval where _parent_id = $1`, [
      who.id,
      interval,
    ])
  const byRest = (jwt: string, id: string) =>
    rest().patch(`/users/${id}`, { password: NEW }, { authorization: `JWT ${jwt}` })
  const hashOf = async ({ id }: TestUser) => sql('select hash, salt from users where id = $1', [id])
  const again = refusal(403, 'sign_in_again', {
    field: 'password',
    message:
      'You signed in more than ten minutes ago. Sign out, sign in again and change the password then.',
  })

  it('is not changed by whoever finds a session open, and the session stays as it was', async () => {
    await signedInAgo(person, '10 min')
    const before = await hashOf(person)
    expect(await byRest(token, person.id)).toMatchObject(again)
    expect(await byRest(token, person.id.toUpperCase())).toMatchObject({ status: 403 })
    expect(await hashOf(person)).toEqual(before)
    expect(await whoIs(token)).toBe(person.id)
  })

  it('nor with a token that was renewed meanwhile', async () => {
    await signedInAgo(person, '11 min')
    const { refreshedToken } = (await refresh(token)).body
    expect(await byRest(refreshedToken, person.id)).toMatchObject(again)
  })

  it('nor through GraphQL, nor by an Admin for the own account', async () => {
    const byGraphql = (who: TestUser) =>
      graphql(who, `mutation { updateUser(id: "${who.id}", data: { password: "${NEW}" }) { id } }`)
    await rest(person).get('/users/me') // signed in
    await rest(admin).get('/users/me')
    for (const who of [person, admin]) {
      await signedInAgo(who, '2 hours')
      const before = await hashOf(who)
      const { body } = await byGraphql(who)
      expect(body.errors?.[0]?.extensions, who.role).toMatchObject({
        code: 'sign_in_again',
        field: 'password',
      })
      expect(await rest(who).patch(`/users/${who.id}`, { password: NEW })).toMatchObject(again)
      expect(await hashOf(who)).toEqual(before)
    }
  })

  it('is changed within ten minutes, also after a refresh', async () => {
    await signedInAgo(person, '9 min 30 s')
    const { refreshedToken } = (await refresh(token)).body
    expect((await byRest(refreshedToken, person.id)).status).toBe(200)
    expect(await tokenOf({ ...person, password: NEW })).toBeTruthy()
  })

  it('of others is given by an Admin at any time', async () => {
    await rest(admin).get('/users/me') // signed in
    await signedInAgo(admin, '2 hours')
    const { status } = await rest(admin).patch(`/users/${person.id}`, { password: NEW })
    expect(status).toBe(200)
    expect(await tokenOf({ ...person, password: NEW })).toBeTruthy()
  })

  it('the form of the account is saved at any time without one', async () => {
    await signedInAgo(person, '2 hours')
    const { status } = await rest().patch(
      `/users/${person.id}`,
      { firstName: person.firstName, password: '' },
      { authorization: `JWT ${token}` },
    )
    expect(status).toBe(200)
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
