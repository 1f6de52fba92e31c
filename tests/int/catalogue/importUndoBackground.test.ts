import { describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { unique } from '../../support/given'
import { plantThatImports } from '../../support/importJobs'
import { csv, done, dumpOf } from '../../support/imports'
import { refusal } from '../../support/refusal'

const { sql, make, admin, buyer, mine, work, ask, progressOf, ...plant } = await plantThatImports()

const undo = (user: typeof admin | undefined, id: string, own: Record<string, unknown> = {}) =>
  ask(user, id, 'undo', own)

const stateOf = (id: string) =>
  sql(`select state::text, undone_by_id, undo_result from catalogue_imports where id = $1`, [id])

/** An import that gave one part another name and made a new one. */
const applied = async () => {
  const part = await make.part({ name: 'Old' })
  const added = unique('NEW')
  const before = await dumpOf(sql)
  const table = csv(['Part number', 'Name'], [part.partNumber, 'Imported'], [added, 'Added'])
  const { id, number } = done(await mine.table('PARTS', table))
  done(await mine.apply(id))
  const names = () =>
    sql(`select name from parts where part_number = any($1) order by name`, [
      [part.partNumber, added],
    ])
  return { id, number, part, before, names }
}
const IMPORTED = [{ name: 'Added' }, { name: 'Imported' }]

describe('an import that the worker takes back', () => {
  it('waits, becomes byte for byte what was before, as whoever asked, and tells how far it is', async () => {
    const { id, number, before, names } = await applied()
    expect(done(await undo(buyer, id)).state).toBe('APPLIED')
    expect(done(await undo(admin, id)).state).toBe('APPLIED')
    expect(await progressOf(id)).toEqual({
      task: 'UNDO',
      state: 'QUEUED',
      progress: 0,
      doing: null,
    })
    expect(await names()).toEqual(IMPORTED)

    expect(await work()).toBe(1)
    expect(await progressOf(id)).toEqual({
      task: 'UNDO',
      state: 'DONE',
      progress: 100,
      doing: null,
    })
    expect(await stateOf(id)).toEqual([
      {
        state: 'UNDONE',
        undone_by_id: buyer.id,
        undo_result: { restored: 1, removed: 1, kept: 0 },
      },
    ])
    expect(await dumpOf(sql)).toBe(before)
    expect(
      await sql(
        `select action::text, actor, role from audit_events where reason = $1 order by action`,
        [`Undo of import ${number}`],
      ),
    ).toEqual([
      { action: 'delete', actor: buyer.id, role: 'PROCUREMENT' },
      { action: 'update', actor: buyer.id, role: 'PROCUREMENT' },
    ])
    expect(await undo(admin, id)).toMatchObject(refusal(409, 'wrong_state'))
    expect(await work()).toBe(0)
  })

  it('that was applied by the worker as well is taken back by it', async () => {
    const { partNumber } = await make.part({ name: 'Old' })
    const before = await dumpOf(sql)
    const { id } = done(
      await mine.table('PARTS', csv(['Part number', 'Name'], [partNumber, 'Imported'])),
    )
    done(await ask(admin, id, 'apply'))
    expect(await work()).toBe(1)
    done(await undo(admin, id))
    expect(await work()).toBe(1)
    expect(await progressOf(id)).toMatchObject({ task: 'UNDO', state: 'DONE' })
    expect(await dumpOf(sql)).toBe(before)
  })

  it('leaves what was changed since only when that was said, else it says why it did nothing', async () => {
    const { id, part, names } = await applied()
    done(await rest(buyer).patch(`/parts/${part.id}`, { name: 'Meanwhile' }))
    const since = await dumpOf(sql)
    done(await undo(admin, id))
    expect(await work()).toBe(1)
    expect(await progressOf(id)).toMatchObject({
      state: 'FAILED',
      doing: expect.stringContaining('1 of the records were changed or are needed since'),
    })
    expect(await dumpOf(sql)).toBe(since)
    expect(await stateOf(id)).toMatchObject([{ state: 'APPLIED' }])

    done(await undo(admin, id, { keepChanged: true }))
    expect(await work()).toBe(1)
    expect(await stateOf(id)).toMatchObject([
      { state: 'UNDONE', undo_result: { restored: 0, removed: 1, kept: 1 } },
    ])
    expect(await names()).toEqual([{ name: 'Meanwhile' }])
  })

  it('asked for again while the worker is at it, answers at once; so does anything else', async () => {
    const { id, before } = await applied()
    done(await undo(buyer, id))
    await sql(`update catalogue_import_jobs set state = 'RUNNING' where import_id = $1`, [id])
    await plant.whileLocked(id, async () => {
      expect(done(await undo(admin, id)).state).toBe('APPLIED')
      expect(await ask(admin, id, 'apply')).toMatchObject(refusal(409, 'wrong_state'))
    })
    await sql(`update catalogue_import_jobs set state = 'QUEUED' where import_id = $1`, [id])
    expect(await work()).toBe(1)
    expect(await stateOf(id)).toMatchObject([{ state: 'UNDONE', undone_by_id: buyer.id }])
    expect(await dumpOf(sql)).toBe(before)
  })

  it('is refused at once while it is only being applied', async () => {
    const { partNumber } = await make.part()
    const { id } = done(
      await mine.table('PARTS', csv(['Part number', 'Name'], [partNumber, 'Imported'])),
    )
    done(await ask(admin, id, 'apply'))
    await plant.whileLocked(id, async () => {
      expect(await undo(admin, id)).toMatchObject(refusal(409, 'wrong_state'))
    })
    expect(await progressOf(id)).toMatchObject({ task: 'APPLY', state: 'QUEUED' })
    expect(await work()).toBe(1)
  })

  it('is not taken back for somebody who may not import any more', async () => {
    const leaver = await make.user('PROCUREMENT')
    const { id, names } = await applied()
    done(await undo(leaver, id))
    done(await rest(admin).patch(`/users/${leaver.id}`, { isActive: false }))
    expect(await work()).toBe(1)
    expect(await progressOf(id)).toMatchObject({
      task: 'UNDO',
      state: 'FAILED',
      doing: expect.stringContaining('may not import any more'),
    })
    expect(await names()).toEqual(IMPORTED)
  })

  it('is handed over by those who import, and by an Admin where items were retired', async () => {
    const { id } = await applied()
    const coordinator = await make.user('PRODUCTION_COORDINATOR')
    expect(await undo(coordinator, id)).toMatchObject(refusal(403, 'role_not_allowed'))
    expect((await undo(undefined, id)).status).toBe(401)
    expect(await undo(admin, id, { inBackground: 'yes' })).toMatchObject({ status: 400 })

    const { partNumber } = await make.part()
    const retiring = done(
      await mine.table('PARTS', csv(['Part number', 'Active'], [partNumber, 'no'])),
    )
    done(await mine.apply(retiring.id))
    expect(await undo(buyer, retiring.id)).toMatchObject(refusal(403, 'role_not_allowed'))
    expect(await progressOf(retiring.id)).toBeNull()
    expect(await work()).toBe(0)
  })

  it('that was taken back by a worker that died before its last word counts as done', async () => {
    const { id, before } = await applied()
    done(await undo(admin, id))
    expect(await work()).toBe(1)
    await sql(
      `update catalogue_import_jobs set state = 'RUNNING', progress = 40, doing = 'Writing the history',
              updated_at = now() - interval '4 minutes' where import_id = $1`,
      [id],
    )
    expect(await work()).toBe(1)
    expect(await progressOf(id)).toMatchObject({ task: 'UNDO', state: 'DONE', progress: 100 })
    expect(await dumpOf(sql)).toBe(before)
  })
})

it('a worker killed in the middle leaves everything as imported, and the next one takes all of it back', async () => {
  const known = await make.part({ name: 'Old' })
  const before = await dumpOf(sql)
  const rows = Array.from({ length: 2_000 }, () => [unique('BULK'), 'Bulk'] as const)
  const batch = done(
    await mine.table(
      'PARTS',
      csv(['Part number', 'Name'], [known.partNumber, 'Imported'], ...rows),
    ),
  )
  done(await mine.apply(batch.id))
  const imported = await dumpOf(sql)
  done(await undo(admin, batch.id))

  // at its first word in the trail, after records were put back and new ones removed
  await plant.killWorker('audit_events', async () => {
    expect(await progressOf(batch.id)).toMatchObject({ task: 'UNDO', state: 'RUNNING' })
    expect(done(await undo(buyer, batch.id)).state).toBe('APPLIED')
  })
  expect(await dumpOf(sql)).toBe(imported)
  expect(await stateOf(batch.id)).toMatchObject([{ state: 'APPLIED', undone_by_id: null }])
  await plant.takenUpAfterDeath(batch.id)
  expect(await stateOf(batch.id)).toEqual([
    {
      state: 'UNDONE',
      undone_by_id: admin.id,
      undo_result: { restored: 1, removed: 2_000, kept: 0 },
    },
  ])
  expect(await dumpOf(sql)).toBe(before)
}, 600_000)
