import { beforeEach, describe, expect, it, vi } from 'vitest'
import { graphql, rest, tokenOf } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()

let person: TestUser
beforeEach(async () => {
  person = await given(payload).user('SERVICE_DEPARTMENT')
})

const ask = (email: unknown) => rest().post('/users/forgot-password', { email })
const reset = (token: string, password: string) =>
  rest().post('/users/reset-password', { token, password })
const mailedToken = async (): Promise<string> => {
  await ask(person.email)
  const [row] = await sql<{ token: string | null }>(
    'select reset_password_token as token from users where id = $1',
    [person.id],
  )
  if (!row?.token) throw new Error('No token was made.')
  return row.token
}

describe('forgotten password', () => {
  it('answers alike for known and unknown addresses, after the same pause', async () => {
    const answers = []
    for (const email of [person.email, 'nobody@test.example']) {
      const began = performance.now()
      answers.push(await ask(email))
      expect(performance.now() - began).toBeGreaterThan(395)
    }
    const [known, unknown] = answers
    expect(known?.status).toBe(200)
    expect([known?.status, known?.text]).toEqual([unknown?.status, unknown?.text])
  })

  it('answers alike through GraphQL', async () => {
    for (const email of [person.email, 'nobody@test.example']) {
      const query = 'mutation($email: String!) { forgotPasswordUser(email: $email) }'
      const began = performance.now()
      const { body } = await graphql(undefined, query, { email })
      expect(body).toEqual({ data: { forgotPasswordUser: true } })
      expect(performance.now() - began).toBeGreaterThan(395)
    }
  })

  it('writes nothing secret into the log where no mail server is set', async () => {
    const warned = vi.spyOn(payload.logger, 'warn')
    const token = await mailedToken()
    const lines = JSON.stringify(warned.mock.calls)
    expect(lines).toContain('SMTP_URL is not set')
    expect(lines).not.toContain(token)
    expect(lines).not.toContain(person.email)
    warned.mockRestore()
  })

  it.each([[undefined], [''], [17], [{ equals: 'a' }]])(
    'asks for an address, not for %j',
    async (email) => {
      expect((await ask(email)).status).toBe(400)
    },
  )
})

describe('new password with a link', () => {
  it('ends all sessions and works once', async () => {
    const before = await tokenOf(person)
    const token = await mailedToken()
    const { status, body } = await reset(token, 'Brand-new-pass-1')
    expect(status).toBe(200)
    const me = await rest().get<{ user: unknown }>('/users/me', { authorization: `JWT ${before}` })
    expect(me.body.user ?? null).toBeNull()
    const now = await rest().get<{ user: { id: string } | null }>('/users/me', {
      authorization: `JWT ${String(body.token)}`,
    })
    expect(now.body.user?.id).toBe(person.id)
    expect((await reset(token, 'Brand-new-pass-2')).status).toBe(422)
    expect(await tokenOf({ ...person, password: 'Brand-new-pass-1' })).toBeTruthy()
  })

  it('keeps the password policy and the link', async () => {
    const token = await mailedToken()
    const weak = await reset(token, 'weak')
    expect(weak.status).toBe(422)
    expect(weak.body).toMatchObject({ errors: [{ code: 'invalid_value', field: 'password' }] })
    expect((await reset(token, 'Brand-new-pass-1')).status).toBe(200)
  })

  it('opens no closed account, and no made-up link works', async () => {
    const token = await mailedToken()
    await sql('update users set is_active = false where id = $1', [person.id])
    const closed = await reset(token, 'Brand-new-pass-1')
    const madeUp = await reset('0'.repeat(40), 'Brand-new-pass-1')
    expect(closed.status).toBe(422)
    expect(closed.text).toBe(madeUp.text)
    expect((await reset('', 'Brand-new-pass-1')).status).toBe(422)
  })

  it('a link dies when the password was changed meanwhile', async () => {
    const token = await mailedToken()
    await payload.update({
      collection: 'users',
      id: person.id,
      data: { password: 'Changed-by-admin-1' },
    })
    expect((await reset(token, 'Brand-new-pass-1')).status).toBe(422)
  })

  it('a demotion during the slow hash survives', async () => {
    const token = await mailedToken()
    const admin = await given(payload).user('ADMIN')
    await tokenOf(admin)
    const [, demoted] = await Promise.all([
      reset(token, 'Brand-new-pass-1'),
      new Promise((resolve) => setTimeout(resolve, 50)).then(() =>
        rest(admin).patch(`/users/${person.id}`, { role: 'ASSEMBLER' }),
      ),
    ])
    expect(demoted.status).toBe(200)
    const [row] = await sql('select role from users where id = $1', [person.id])
    expect(row).toEqual({ role: 'ASSEMBLER' })
  })
})
