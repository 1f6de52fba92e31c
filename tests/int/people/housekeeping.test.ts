import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { given } from '../../support/given'
import { rest, tokenOf } from '../../support/api'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const { keepHouse } = await import('../../../src/jobs/housekeeping')
const { uploadsFolder } = await import('../../../src/integrations/files')

it('removes what has expired and nothing else', async () => {
  const person = await given(payload).user('QC_PERSON')
  const alive = await tokenOf(person)
  await tokenOf(person)
  await sql(
    `update users_sessions set expires_at = now() - interval '2 h'
     where id = (select id from users_sessions where _parent_id = $1 order by created_at desc limit 1)`,
    [person.id],
  )
  for (const [key, age] of [
    ['old', '25 h'],
    ['young', '23 h'],
  ]) {
    await sql(
      `insert into idempotency_keys (user_id, route, key, body_hash, created_at)
       values ($1, 'POST /x', $2, 'hash', now() - $3::interval)`,
      [person.id, key, age],
    )
  }
  await sql(
    `update users set reset_password_token = 'spent', reset_password_expiration = now() - interval '2 d'
     where id = $1`,
    [person.id],
  )
  mkdirSync(uploadsFolder(), { recursive: true })
  const [leftover, fresh] = ['leftover.png', 'fresh.png'].map((name) =>
    path.join(uploadsFolder(), name),
  )
  for (const file of [leftover, fresh]) writeFileSync(String(file), 'x')
  utimesSync(String(leftover), new Date(0), new Date(0))

  expect(await keepHouse(payload)).toBe(true)

  expect(await sql('select key from idempotency_keys')).toEqual([{ key: 'young' }])
  expect(
    await sql('select id from users_sessions where _parent_id = $1', [person.id]),
  ).toHaveLength(1)
  expect((await rest().get('/users/me', { authorization: `JWT ${alive}` })).body.user).toBeTruthy()
  const [account] = await sql('select reset_password_token from users where id = $1', [person.id])
  expect(account).toEqual({ reset_password_token: null })
  expect([existsSync(String(leftover)), existsSync(String(fresh))]).toEqual([false, true])
})

it('is done by one worker at a time', async () => {
  const results = await Promise.all([1, 2, 3].map(() => keepHouse(payload)))
  expect(results).toContain(true)
})
