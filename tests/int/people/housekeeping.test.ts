import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { given } from '../../support/given'
import { rest, tokenOf } from '../../support/api'
import { addPhoto, claimed, tasksOf } from '../../support/floor'
import { bootPayload } from '../../support/payload'
import { loadCatalogue } from '../../support/plant'

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

it('keeps the small picture of a photo, and marks a clock that nobody stopped', async () => {
  await loadCatalogue(payload)
  const someone = given(payload)
  const crew = {
    coordinator: await someone.user('PRODUCTION_COORDINATOR'),
    procurement: await someone.user('PROCUREMENT'),
    qc: await someone.user('QC_PERSON'),
    assembler: await someone.user('ASSEMBLER'),
  }
  const [task] = await tasksOf(crew.assembler, await claimed(crew))
  await rest(crew.assembler).post(`/tasks/${task?.id}/start`)
  await addPhoto(crew.assembler, 'tasks', task?.id ?? '')
  await sql(`update time_entries set started_at = now() - interval '11 hours'`)
  const [photo] = await sql<{ small: string }>(
    `select sizes_thumbnail_filename as small from documents where task_id = $1`,
    [task?.id],
  )
  const small = path.join(uploadsFolder(), photo?.small ?? '')
  utimesSync(small, new Date(0), new Date(0))

  expect(await keepHouse(payload)).toBe(true)

  expect(existsSync(small)).toBe(true)
  expect(await sql('select is_forgotten from time_entries')).toEqual([{ is_forgotten: true }])
})

it('is done by one worker at a time', async () => {
  const results = await Promise.all([1, 2, 3].map(() => keepHouse(payload)))
  expect(results).toContain(true)
})
