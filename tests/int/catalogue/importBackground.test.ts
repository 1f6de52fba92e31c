import { describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { unique } from '../../support/given'
import { plantThatImports } from '../../support/importJobs'
import { csv, done, dumpOf } from '../../support/imports'

const { sql, make, admin, buyer, mine, work, ask, progressOf, ...plant } = await plantThatImports()

const inBackground = (user: typeof admin, id: string) => ask(user, id, 'apply')

const stateOf = (id: string) =>
  sql(`select state::text, applied_by_id from catalogue_imports where id = $1`, [id])

const renamed = async (name: string) => {
  const part = await make.part({ name: 'Old' })
  const batch = done(
    await mine.table('PARTS', csv(['Part number', 'Name'], [part.partNumber, name])),
  )
  const nameNow = async () =>
    (await sql<{ name: string }>(`select name from parts where id = $1`, [part.id]))[0]?.name
  return { part, id: batch.id, number: batch.number, nameNow }
}

describe('an import that the worker applies', () => {
  it('waits, is applied as whoever asked, and tells how far it is', async () => {
    const { id, number, nameNow } = await renamed('By the worker')
    expect(await progressOf(id)).toBeNull()
    expect(done(await inBackground(buyer, id)).state).toBe('CHECKED')
    expect(done(await inBackground(admin, id)).state).toBe('CHECKED')
    expect(await progressOf(id)).toMatchObject({ state: 'QUEUED', progress: 0 })
    expect(await nameNow()).toBe('Old')

    expect(await work()).toBe(1)
    expect(await progressOf(id)).toEqual({
      task: 'APPLY',
      state: 'DONE',
      progress: 100,
      doing: null,
    })
    expect(await stateOf(id)).toEqual([{ state: 'APPLIED', applied_by_id: buyer.id }])
    expect(await nameNow()).toBe('By the worker')
    expect(
      await sql(`select actor, role from audit_events where reason like $1`, [
        `Import ${number}:%`,
      ]),
    ).toEqual([{ actor: buyer.id, role: 'PROCUREMENT' }])
    expect((await inBackground(admin, id)).status).toBe(409)
    expect(await work()).toBe(0)
  })

  it('that has nothing left to write says why and can be asked for again', async () => {
    const { id, part, nameNow } = await renamed('Too late')
    done(await inBackground(admin, id))
    done(await rest(buyer).patch(`/parts/${part.id}`, { name: 'Meanwhile' }))
    expect(await work()).toBe(1)
    expect(await progressOf(id)).toMatchObject({
      state: 'FAILED',
      doing: expect.stringContaining('was changed since the dry run'),
    })
    expect(await nameNow()).toBe('Meanwhile')
    done(await rest(buyer).patch(`/parts/${part.id}`, { name: 'Old' }))
    done(await inBackground(admin, id))
    expect(await work()).toBe(1)
    expect(await nameNow()).toBe('Too late')
  })

  it('is not applied for somebody who may not import any more', async () => {
    const leaver = await make.user('PROCUREMENT')
    const { id, nameNow } = await renamed('By a leaver')
    done(await inBackground(leaver, id))
    done(await rest(admin).patch(`/users/${leaver.id}`, { isActive: false }))
    expect(await work()).toBe(1)
    expect(await progressOf(id)).toMatchObject({
      state: 'FAILED',
      doing: expect.stringContaining('may not import any more'),
    })
    expect(await nameNow()).toBe('Old')
  })

  it('asked for again while the worker is at it, answers at once', async () => {
    const { id, nameNow } = await renamed('Asked twice')
    done(await inBackground(buyer, id))
    await sql(`update catalogue_import_jobs set state = 'RUNNING' where import_id = $1`, [id])
    await plant.whileLocked(id, async () => {
      expect(done(await inBackground(admin, id)).state).toBe('CHECKED')
    })
    await sql(`update catalogue_import_jobs set state = 'QUEUED' where import_id = $1`, [id])
    expect(await work()).toBe(1)
    expect(await nameNow()).toBe('Asked twice')
  })

  it('that has to give way to another writer is tried again, three times at most', async () => {
    await sql(`create sequence collisions`)
    const collideUntil = (turn: number) =>
      sql(`create or replace function collide() returns trigger language plpgsql security definer as $$ begin
             if nextval('collisions') < ${turn} then raise 'a deadlock' using errcode = '40P01'; end if;
             return new;
           end $$`)
    await collideUntil(3)
    await sql(
      `create trigger collide before insert on catalogue_import_rows for each statement execute function collide()`,
    )
    try {
      const { id, nameNow } = await renamed('At the third attempt')
      done(await inBackground(admin, id))
      expect(await work()).toBe(3)
      expect(await progressOf(id)).toMatchObject({ state: 'DONE' })
      expect(await nameNow()).toBe('At the third attempt')

      await collideUntil(1_000)
      const never = await renamed('Never')
      done(await inBackground(admin, never.id))
      expect(await work()).toBe(3)
      expect(await progressOf(never.id)).toMatchObject({ state: 'FAILED' })
      expect(await never.nameNow()).toBe('Old')
    } finally {
      await sql(`drop trigger collide on catalogue_import_rows`)
    }
  })

  it('is not begun any more by a worker that is to stop', async () => {
    const { id } = await renamed('By the next worker')
    done(await inBackground(admin, id))
    expect(await work(AbortSignal.abort())).toBe(0)
    expect(await progressOf(id)).toMatchObject({ state: 'QUEUED' })
    expect(await work()).toBe(1)
  })

  it('is handed over only by those who import, and looked at only by those who may see imports', async () => {
    const { id } = await renamed('By nobody')
    const coordinator = await make.user('PRODUCTION_COORDINATOR')
    expect((await inBackground(coordinator, id)).status).toBe(403)
    expect((await rest(coordinator).get(`/catalogue-imports/${id}/progress`)).status).toBe(403)
    expect((await rest().get(`/catalogue-imports/${id}/progress`)).status).toBe(401)
  })
})

it('a worker killed in the middle leaves nothing half done, and the next one applies it whole', async () => {
  const numbers = Array.from({ length: 2_000 }, () => unique('BULK'))
  const batch = done(
    await mine.table(
      'PARTS',
      csv(['Part number', 'Name'], ...numbers.map((number) => [number, 'Bulk'] as const)),
    ),
  )
  const before = await dumpOf(sql)
  done(await inBackground(admin, batch.id))

  // at its report, after its records were written
  await plant.killWorker('catalogue_import_lines', async () => {
    expect(await progressOf(batch.id)).toMatchObject({ state: 'RUNNING' })
  })
  expect(await dumpOf(sql)).toBe(before)
  expect(await stateOf(batch.id)).toEqual([{ state: 'CHECKED', applied_by_id: null }])
  await plant.takenUpAfterDeath(batch.id)
  expect(await stateOf(batch.id)).toEqual([{ state: 'APPLIED', applied_by_id: admin.id }])
  expect(
    await sql(`select count(*)::int as n from parts where part_number = any($1)`, [numbers]),
  ).toEqual([{ n: 2_000 }])
  expect(
    await sql(`select count(*)::int as n from catalogue_import_rows where import_id = $1`, [
      batch.id,
    ]),
  ).toEqual([{ n: 2_000 }])
}, 600_000)
