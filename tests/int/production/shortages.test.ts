import { createLocalReq } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { shortages } from '../../../src/services/boards'
import { rest } from '../../support/api'
import { claimed, tasksOf } from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadCatalogue(payload))

const board = async (user: TestUser) => shortages(await createLocalReq({ user }, payload))

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
