import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import {
  allTasksDone,
  answerForm,
  claimed,
  finish,
  openForm,
  passForm,
  tasksOf,
  type FloorInspection,
  type FloorTask,
} from '../../support/floor'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, build, loadCatalogue, plainSink } from '../../support/plant'

/** What a newly approved bill of materials does to the forms of a build on the floor (handbook 4.6). */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const admin = await someone.user('ADMIN')
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadCatalogue(payload))

/** An Admin changes the build on the floor; Procurement approves what that makes of its bill. */
async function change(id: string, own: Record<string, unknown>): Promise<void> {
  const changed = await rest(admin).patch(`/builds/${id}`, {
    ...own,
    statusNote: 'The clinic asked for it',
  })
  expect(changed.status, changed.text.slice(0, 400)).toBe(200)
  const [bom] = await sql<{ id: string }>('select id from boms where build_id = $1 and is_active', [
    id,
  ])
  const submitted = await rest(coordinator).post(`/boms/${bom?.id}/submit`)
  expect(submitted.status, submitted.text.slice(0, 400)).toBe(200)
  await approve(procurement, bom?.id ?? '')
}

const attemptsOf = async (id: string, kind: string): Promise<FloorInspection[]> =>
  (
    await rest(coordinator).get<{ docs: FloorInspection[] }>(
      `/inspections?where[build][equals]=${id}&where[kind][equals]=${kind}&sort=attempt&depth=0`,
    )
  ).body.docs

const standing = async (id: string, kind: string) =>
  (await attemptsOf(id, kind)).map(({ attempt, state }) => [attempt, state])

const unmetOf = async (id: string): Promise<string[]> => {
  const { body } = await rest(assembler).get<{ to: string; unmet: { guard: string }[] }[]>(
    `/builds/${id}/moves`,
  )
  const move = body.find(({ to }) => to === 'PRODUCTION_COMPLETE')
  return move?.unmet.map(({ guard }) => guard) ?? ['no such move']
}

const answers = ({ items }: FloorInspection) =>
  new Map(items.map(({ key, basin, result, value }) => [`${key} ${basin}`, { result, value }]))

const LOOSE = { accessories: [{ partNumber: 'B210-BLUE', quantity: 2 }] }

describe('the packing list', () => {
  it('that was signed is asked for again when the new bill packs something else', async () => {
    const id = await allTasksDone(crew)
    await passForm(assembler, id, 'END_OF_LINE')
    await passForm(assembler, id, 'PACKAGING')
    expect(await unmetOf(id)).toEqual([])

    await change(id, LOOSE)

    expect(await standing(id, 'PACKAGING')).toEqual([
      [1, 'SIGNED'],
      [2, 'DRAFT'],
    ])
    expect(await unmetOf(id)).toEqual(['packingComplete'])
    const [first, second] = await attemptsOf(id, 'PACKAGING')
    if (!first || !second) throw new Error('There are two attempts.')
    const before = answers(first)
    const added = second.items.filter(({ key, basin }) => !before.has(`${key} ${basin}`))
    expect(added).toMatchObject([{ type: 'QUANTITY', requiredQuantity: 2, value: null }])
    expect(second.items.length).toBe(first.items.length + 1)
    for (const [item, answer] of before) expect(answers(second).get(item), item).toEqual(answer)

    await passForm(assembler, id, 'PACKAGING')
    expect(await unmetOf(id)).toEqual([])
  })

  it('that is open goes on as its next attempt, with what was packed already', async () => {
    const id = await allTasksDone(crew)
    await passForm(assembler, id, 'END_OF_LINE')
    const draft = await openForm(assembler, id, 'PACKAGING')
    await answerForm(assembler, draft)
    const [filled] = await attemptsOf(id, 'PACKAGING')

    await change(id, LOOSE)

    expect(await standing(id, 'PACKAGING')).toEqual([
      [1, 'VOID'],
      [2, 'DRAFT'],
    ])
    const next = await openForm(assembler, id, 'PACKAGING')
    expect(next.attempt).toBe(2)
    if (!filled) throw new Error('The first attempt was filled in.')
    for (const [item, answer] of answers(filled)) expect(answers(next).get(item)).toEqual(answer)
    expect(next.items.filter(({ value }) => value === null)).toHaveLength(1)
  })

  it('that asks for the same stays as it is', async () => {
    const id = await allTasksDone(crew)
    await passForm(assembler, id, 'END_OF_LINE')
    await passForm(assembler, id, 'PACKAGING')
    await change(id, { configuration: plainSink({ length: 72 }) })
    expect(await standing(id, 'PACKAGING')).toEqual([[1, 'SIGNED']])
    expect(await standing(id, 'PRODUCTION')).toEqual([[1, 'DRAFT']])
    expect(await unmetOf(id)).toEqual([])
  })
})

describe('the tasks and the production form', () => {
  const airGun = { type: 'AIR_GUN_TURRET', quantity: 1, location: 'LEFT_SIDE' }
  const taskOf = (tasks: readonly FloorTask[], key: string): FloorTask => {
    const task = tasks.find((one) => one.key === key)
    if (!task) throw new Error(`There is no task ${key}.`)
    return task
  }

  it('follow: what is new is asked, what waits for it does, and what was ticked stays ticked', async () => {
    const id = await claimed(crew, {
      builds: [build({ configuration: plainSink({ sprayers: [airGun] }) })],
    })
    const before = await tasksOf(assembler, id)
    const gun = taskOf(before, 'fitAirGun')
    await finish(assembler, taskOf(before, 'fitPowerBar'))

    await change(id, {
      configuration: plainSink({
        sprayers: [airGun],
        faucets: [{ type: 'WRIST_BLADE', quantity: 1, placement: 'CENTER' }],
      }),
    })

    const after = await tasksOf(assembler, id)
    const faucets = taskOf(after, 'fitFaucets')
    expect(gun.dependsOn).not.toContain(faucets.id)
    expect(taskOf(after, 'fitAirGun')).toMatchObject({ id: gun.id })
    expect(taskOf(after, 'fitAirGun').dependsOn).toContain(faucets.id)
    expect(await standing(id, 'PRODUCTION')).toEqual([
      [1, 'VOID'],
      [2, 'DRAFT'],
    ])
    const form = (await attemptsOf(id, 'PRODUCTION'))[1]
    const resultOf = (key: string) => form?.items.find((item) => item.key === key)?.result
    expect([resultOf('C7'), resultOf('C3')]).toEqual(['PASS', null])
  })
})

describe('that the faucets are fitted (C3)', () => {
  const wristBlade = { type: 'WRIST_BLADE', quantity: 1, placement: 'CENTER' }
  const preRinse = { type: 'PRE_RINSE', quantity: 1, placement: 'CENTER' }
  const sink = (...faucets: Record<string, unknown>[]) => plainSink({ faucets })
  const withFaucets = (...faucets: Record<string, unknown>[]) =>
    claimed(crew, { builds: [build({ configuration: sink(...faucets) })] })

  const c3Of = async (id: string) => {
    const form = (await attemptsOf(id, 'PRODUCTION')).at(-1)
    return form?.items.find(({ key }) => key === 'C3')?.result
  }
  const faucetTask = async (id: string, key: string): Promise<FloorTask> => {
    const task = (await tasksOf(assembler, id)).find((one) => one.key === key)
    if (!task) throw new Error(`There is no task ${key}.`)
    return task
  }
  const complete = async (id: string, key: string) => {
    const task = await faucetTask(id, key)
    await sql(`update tasks set status = 'CANCELLED' where id = any($1)`, [task.dependsOn])
    await finish(assembler, task)
  }
  const act = async (id: string, key: string, verb: string, body: Record<string, unknown> = {}) => {
    const task = await faucetTask(id, key)
    const { status, text } = await rest(coordinator).post(`/tasks/${task.id}/${verb}`, body)
    expect(status, text.slice(0, 400)).toBe(200)
  }
  const reason = 'Not to be fitted'

  it('is answered by the last of the faucet tasks, and open again with either', async () => {
    const id = await withFaucets(wristBlade, preRinse)
    await complete(id, 'fitFaucets')
    expect(await c3Of(id)).toBeNull()
    await complete(id, 'fitComboFaucet')
    expect(await c3Of(id)).toBe('PASS')
    await act(id, 'fitFaucets', 'reopen')
    expect(await c3Of(id)).toBeNull()
    await act(id, 'fitFaucets', 'cancel', { reason })
    expect(await c3Of(id)).toBe('PASS')
  })

  it('does not apply once every faucet task is cancelled, and not before', async () => {
    const id = await withFaucets(wristBlade, preRinse)
    await act(id, 'fitFaucets', 'cancel', { reason })
    expect(await c3Of(id)).toBeNull()
    await act(id, 'fitComboFaucet', 'cancel', { reason })
    expect(await c3Of(id)).toBe('NA')
    await act(id, 'fitComboFaucet', 'reopen')
    await complete(id, 'fitComboFaucet')
    expect(await c3Of(id)).toBe('PASS')
  })

  it('follows a new bill: answered when it drops the open one, open when it adds one', async () => {
    const id = await withFaucets(wristBlade, preRinse)
    await complete(id, 'fitComboFaucet')
    expect(await c3Of(id)).toBeNull()
    await change(id, { configuration: sink(preRinse) })
    expect((await faucetTask(id, 'fitFaucets')).status).toBe('CANCELLED')
    expect(await c3Of(id)).toBe('PASS')
    await change(id, { configuration: sink(preRinse, wristBlade) })
    expect(await c3Of(id)).toBeNull()
    await complete(id, 'fitFaucets')
    expect(await c3Of(id)).toBe('PASS')
  })
})
