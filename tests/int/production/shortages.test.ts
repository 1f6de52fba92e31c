import { createLocalReq } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { shortages } from '../../../src/services/boards'
import { rest } from '../../support/api'
import { claimed, tasksOf } from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, build, firstBuild, loadCatalogue, plainSink, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const admin = await someone.user('ADMIN')
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadCatalogue(payload))

const board = async (user: TestUser) => shortages(await createLocalReq({ user }, payload))

type Row = Record<string, unknown>
const buildRow = async (id: string): Promise<Row> =>
  (await sql<Row>('select * from builds where id = $1', [id]))[0] ?? {}
const close = (user: TestUser, id: string, body: Row = {}) =>
  rest(user).post<Row>(`/builds/${id}/close-shortage`, body)
const holdForParts = async (id: string) => {
  const { status, text } = await rest(coordinator).patch(`/builds/${id}`, {
    status: 'ON_HOLD',
    statusNote: 'The feet are out of stock',
    holdClass: 'PARTS_SHORTAGE',
  })
  expect(status, text).toBe(200)
}

describe('a shortage is closed on the build (handbook 4.2)', () => {
  it('by Procurement: the build goes on where it was, in words of whoever closed it', async () => {
    const { id } = firstBuild(await submit(coordinator))
    await holdForParts(id)
    expect(await close(procurement, id, { note: 'The feet are here' })).toMatchObject({
      status: 200,
      body: { id, status: 'PENDING', tasks: [] },
    })
    expect(await buildRow(id)).toMatchObject({
      status: 'PENDING',
      held_from: null,
      hold_class: null,
      status_note: 'The feet are here',
    })
    const [event] = await sql(
      `select "from", "to", transition, by_name as name, note from status_events
       where build_id = $1 order by at desc, id desc limit 1`,
      [id],
    )
    expect(event).toEqual({
      from: 'ON_HOLD',
      to: 'PENDING',
      transition: 'T11s',
      name: 'System',
      note: 'The feet are here',
    })
    expect(
      await sql(
        `select reason from audit_events where resource = 'builds' and resource_id = $1 and actor = $2`,
        [id, procurement.id],
      ),
    ).toEqual([{ reason: 'The feet are here' }])
  })

  it('with the tasks that wait for parts, and only those', async () => {
    const id = await claimed(crew)
    const tasks = await tasksOf(assembler, id)
    const block = (key: string, body: Row) =>
      rest(assembler).post(`/tasks/${tasks.find((one) => one.key === key)?.id}/block`, {
        reason: 'It did not come',
        ...body,
      })
    await block('verifyBody', { blockClass: 'TOOL' })
    await block('fitPowerBar', { blockClass: 'PARTS_SHORTAGE', hold: true })
    expect((await close(procurement, id)).status).toBe(200)
    expect(
      await sql(
        `select key, status::text as status, block_class::text as "blockClass", reason from tasks
         where build_id = $1 and key in ('verifyBody', 'fitPowerBar') order by key`,
        [id],
      ),
    ).toEqual([
      { key: 'fitPowerBar', status: 'PENDING', blockClass: null, reason: null },
      { key: 'verifyBody', status: 'BLOCKED', blockClass: 'TOOL', reason: 'It did not come' },
    ])
    expect(await buildRow(id)).toMatchObject({ status: 'IN_PRODUCTION' })
  })

  it('for Procurement and Admin, and only on a build that waits for parts', async () => {
    const { id } = firstBuild(await submit(coordinator))
    expect(await close(procurement, id)).toMatchObject(refusal(409, 'wrong_state'))
    await rest(coordinator).patch(`/builds/${id}`, {
      status: 'ON_HOLD',
      statusNote: 'The clinic is not ready',
      holdClass: 'CUSTOMER',
    })
    expect(await close(admin, id)).toMatchObject(refusal(409, 'wrong_state'))
    const other = firstBuild(await submit(coordinator))
    await holdForParts(other.id)
    for (const user of [coordinator, qc, assembler])
      expect(await close(user, other.id)).toMatchObject(refusal(403, 'role_not_allowed'))
    expect(await buildRow(other.id)).toMatchObject({ status: 'ON_HOLD' })
    expect((await close(admin, other.id)).status).toBe(200)
  })
})

it('a build goes on once a newly approved bill drops the task that waited for parts', async () => {
  const gun = { type: 'AIR_GUN_TURRET', quantity: 1, location: 'LEFT_SIDE' }
  const id = await claimed(crew, {
    builds: [build({ configuration: plainSink({ sprayers: [gun] }) })],
  })
  const task = (await tasksOf(assembler, id)).find(({ key }) => key === 'fitAirGun')
  await rest(assembler).post(`/tasks/${task?.id}/block`, {
    reason: 'It did not come',
    blockClass: 'PARTS_SHORTAGE',
    hold: true,
  })
  expect(await buildRow(id)).toMatchObject({ status: 'ON_HOLD' })
  await rest(admin).patch(`/builds/${id}`, {
    configuration: plainSink(),
    statusNote: 'The clinic does without it',
  })
  const [bom] = await sql<{ id: string }>('select id from boms where build_id = $1 and is_active', [
    id,
  ])
  await rest(coordinator).post(`/boms/${bom?.id}/submit`)
  await approve(procurement, bom?.id ?? '')
  expect(await buildRow(id)).toMatchObject({ status: 'IN_PRODUCTION', hold_class: null })
})

describe('the builds that wait for parts', () => {
  it('are those on hold for a shortage, with part, task and since when', async () => {
    const id = await claimed(crew)
    const bar = (await tasksOf(assembler, id)).find(({ key }) => key === 'fitPowerBar')
    const shortage = { reason: 'It did not come', blockClass: 'PARTS_SHORTAGE' }
    await rest(assembler).post(`/tasks/${bar?.id}/block`, {
      ...shortage,
      partNumber: 'T2-PWRBAR-KIT',
      needed: 1,
      available: 0,
      hold: true,
    })
    // held by hand, before there are any tasks
    const early = firstBuild(await submit(coordinator))
    await rest(coordinator).patch(`/builds/${early.id}`, {
      status: 'ON_HOLD',
      statusNote: 'The feet are out of stock',
      holdClass: 'PARTS_SHORTAGE',
    })
    const other = firstBuild(await submit(coordinator))
    await rest(coordinator).patch(`/builds/${other.id}`, {
      status: 'ON_HOLD',
      statusNote: 'The clinic is not ready',
      holdClass: 'CUSTOMER',
    })

    const since = async (build: string) =>
      (
        await sql<{ at: Date }>('select status_since as at from builds where id = $1', [build])
      )[0]?.at.toISOString()
    expect(await board(procurement)).toEqual([
      {
        build: { id, buildNumber: expect.any(String), customerName: 'Harbour Clinic' },
        since: await since(id),
        tasks: [
          {
            id: bar?.id,
            title: bar?.title,
            reason: 'It did not come (T2-PWRBAR-KIT, needed 1, available 0)',
          },
        ],
        note: expect.stringContaining('T2-PWRBAR-KIT'),
      },
      {
        build: { id: early.id, buildNumber: early.buildNumber, customerName: 'Harbour Clinic' },
        since: await since(early.id),
        tasks: [],
        note: 'The feet are out of stock',
      },
    ])

    await rest(procurement).post(`/tasks/${bar?.id}/reopen`)
    expect((await board(procurement)).map(({ build }) => build.id)).toEqual([early.id])
  })
})
