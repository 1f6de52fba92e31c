import { beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '../../../src/services/people/caller'
import { takeCall } from '../../../src/services/rateLimit'
import { rest } from '../../support/api'
import { given, PASSWORD, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'

process.env.RATE_LIMIT = '1'
const { payload, sql } = await bootPayload()

let person: TestUser
let address = 0
let from: Record<string, string>

beforeEach(async () => {
  person = await given(payload).user('SERVICE_DEPARTMENT')
  address += 1
  from = { 'x-forwarded-for': `10.0.0.${address}` }
})

/** Calls that are counted and not made. */
const spend = async (caller: Caller | null, at: string, calls: number): Promise<void> => {
  for (let call = 0; call < calls; call += 1) expect(await takeCall(caller, at)).toBeNull()
}

const signIn = (email: string, password = PASSWORD, headers = from) =>
  rest().post<{ errors: { code: string }[] }>('/users/login', { email, password }, headers)

describe('calls per user and minute (handbook 14)', () => {
  it('Service has 200 and a burst of 40, then waits; others go on', async () => {
    // two hundred calls may outlast the minute that is counted
    await spend({ id: person.id, role: 'SERVICE_DEPARTMENT' }, '', 238)
    for (let call = 239; call <= 240; call += 1)
      expect((await rest(person).get('/users/me', from)).status, `call ${call}`).toBe(200)
    const refused = await rest(person).get('/users/me', from)
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject({ errors: [{ code: 'too_many_requests' }] })
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)

    const other = await given(payload).user('SERVICE_DEPARTMENT')
    expect((await rest(other).get('/users/me', from)).status).toBe(200)
    expect((await rest().get('/health', from)).status).toBe(200)
  })

  it('a machine has the budget of its role, whatever its address has spent', async () => {
    const admin = await given(payload).user('ADMIN')
    const apiKey = `${unique('key')}-${'k'.repeat(36)}`
    const { status, body } = await rest(admin).post<{ doc: { id: string } }>('/users', {
      email: `${unique('robot')}@test.example`.toLowerCase(),
      firstName: 'Test',
      lastName: 'Robot',
      initials: 'TR',
      role: 'PROCUREMENT',
      isActive: true,
      kind: 'MACHINE',
      enableAPIKey: true,
      apiKey,
    })
    expect(status).toBe(201)
    const call = async (key: string) =>
      (await rest().get('/customers', { ...from, authorization: `users API-Key ${key}` })).status

    await spend(null, `10.0.0.${address}`, 360)
    expect((await rest().get('/users/me', from)).status).toBe(429)
    expect(await call('k'.repeat(40))).toBe(429)
    expect(await call(apiKey)).toBe(200)

    await spend({ id: body.doc.id, role: 'PROCUREMENT' }, '', 239)
    expect(await call(apiKey)).toBe(429)
  })

  it('a forged token buys no budget of its own', async () => {
    const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
    await spend(null, `10.0.0.${address}`, 358)
    const statuses: number[] = []
    for (let call = 0; call < 4; call += 1) {
      const claims = { id: `forged-${call}`, role: 'ADMIN', exp: 4_000_000_000 }
      const token = `${part({ alg: 'HS256' })}.${part(claims)}.${'A'.repeat(43)}`
      const { status } = await rest().get('/users/me', { ...from, authorization: `JWT ${token}` })
      statuses.push(status)
    }
    expect(statuses).toEqual([200, 200, 429, 429])
  })
})

describe('sign-in is limited by itself and counts failures only', () => {
  it('ten failures of one name from one address, also of a name that nobody has', async () => {
    for (const email of [person.email, 'nobody@test.example']) {
      const statuses: number[] = []
      for (let failure = 0; failure < 11; failure += 1) {
        statuses.push((await signIn(email, 'Wrong-password-1')).status)
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
      const refused = await signIn(email)
      expect(refused.status).toBe(429)
      expect(refused.body.errors[0]?.code).toBe('too_many_requests')
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    }
  })

  it('a right password resets the count, and success is not counted', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 0; failure < 4; failure += 1) {
        expect((await signIn(person.email, 'Wrong-password-1')).status).toBe(401)
      }
      expect((await signIn(person.email)).status).toBe(200)
    }
    for (let success = 0; success < 11; success += 1) {
      expect((await signIn(person.email)).status).toBe(200)
    }
  })

  it('another address is not held up by it', async () => {
    for (let failure = 0; failure < 11; failure += 1) await signIn(person.email, 'Wrong-password-1')
    await sql('update users set login_attempts = 0, lock_until = null where id = $1', [person.id])
    expect((await signIn(person.email)).status).toBe(429)
    const elsewhere = { 'x-forwarded-for': '10.9.9.9' }
    expect((await signIn(person.email, PASSWORD, elsewhere)).status).toBe(200)
  })

  it('one address tries sixty names at most', async () => {
    // sixty slow hashes may outlast the minute that is counted
    await globalThis.torvanSignInLimiters?.address.penalty(`10.0.0.${address}`, 58)
    const statuses: number[] = []
    for (const name of [1, 2, 3]) {
      statuses.push((await signIn(`nobody-${name}@test.example`, 'Wrong-password-1')).status)
    }
    expect(statuses).toEqual([401, 401, 429])
  })
})
