import { beforeAll, describe, expect, it } from 'vitest'
import { systemRequest } from '../../../src/services/actor'
import { publishRelease } from '../../../src/services/configuration/publish'
import { MDRD } from '../../../src/shipped/mdrd'
import { rest } from '../../support/api'
import { claimed, finish, tasksOf, type FloorTask } from '../../support/floor'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, build, loadCatalogue, plainSink } from '../../support/plant'

/** What a newly approved bill of materials, or another release, does to the tasks of a build (handbook 4.6). */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const admin = await someone.user('ADMIN')
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadCatalogue(payload))

type Row = Record<string, unknown>

async function approveNext(id: string): Promise<void> {
  const [bom] = await sql<{ id: string }>('select id from boms where build_id = $1 and is_active', [
    id,
  ])
  await rest(coordinator).post(`/boms/${bom?.id}/submit`)
  await approve(procurement, bom?.id ?? '')
}

async function change(id: string, configuration: Row): Promise<void> {
  const changed = await rest(admin).patch(`/builds/${id}`, {
    configuration,
    statusNote: 'The clinic asked for it',
  })
  expect(changed.status, changed.text.slice(0, 400)).toBe(200)
  await approveNext(id)
}

const did = async (user: typeof admin, path: string, body: Row = {}) => {
  const { status, text } = await rest(user).post(path, body)
  expect(status, text.slice(0, 400)).toBeLessThan(300)
}

const storedTasks = (id: string) =>
  sql<{ key: string; sequence: number; status: string; review: string | null }>(
    `select key, sequence::int as sequence, status::text as status, review::text as review
     from tasks where build_id = $1 order by sequence, id`,
    [id],
  )

function taskOf(tasks: readonly FloorTask[], key: string): FloorTask {
  const task = tasks.find((one) => one.key === key)
  if (!task) throw new Error(`There is no task ${key}.`)
  return task
}

const toldOf = (task: string) =>
  sql<{ before: Row; after: Row; reason: string | null }>(
    `select before, after, reason from audit_events
     where resource = 'tasks' and resource_id = $1 order by seq desc limit 1`,
    [task],
  )

const SINK = {
  sprayers: [{ type: 'AIR_GUN_TURRET', quantity: 1, location: 'LEFT_SIDE' }],
  faucets: [{ type: 'WRIST_BLADE', quantity: 1, placement: 'CENTER' }],
}
const pegboard = {
  pegboard: true,
  pegboardType: 'PERFORATED',
  pegboardColor: 'BLUE',
  pegboardSize: 'SAME_AS_SINK',
}

describe('the numbers of the tasks', () => {
  it('follow the plan, each once: what is new stands in its place, what was dropped in its own', async () => {
    const id = await claimed(crew, { builds: [build({ configuration: plainSink(SINK) })] })
    await finish(assembler, taskOf(await tasksOf(assembler, id), 'fitPowerBar'))
    await change(id, plainSink({ ...pegboard, sprayers: SINK.sprayers }))

    const tasks = await storedTasks(id)
    expect(tasks.map(({ sequence }) => sequence)).toEqual(tasks.map((_, index) => index + 1))
    const keys = tasks.map(({ key }) => key)
    expect(keys.slice(keys.indexOf('fitFeet'), keys.indexOf('fitFeet') + 2)).toEqual([
      'fitFeet',
      'fitPegboard',
    ])
    expect(tasks.find(({ key }) => key === 'fitFaucets')?.status).toBe('CANCELLED')
    expect(keys.indexOf('fitFaucets')).toBeLessThan(keys.indexOf('cleanSink'))
    expect(tasks.find(({ key }) => key === 'fitPowerBar')?.status).toBe('COMPLETED')
  })
})

describe('what was begun', () => {
  it('stays as it was worked to, and says what a person has to decide until that is done', async () => {
    const id = await claimed(crew, { builds: [build({ configuration: plainSink(SINK) })] })
    const before = await tasksOf(assembler, id)
    const faucets = taskOf(before, 'fitFaucets')
    const basin = taskOf(before, 'fitBasin#1')
    await sql(`delete from tasks_rels where parent_id = any($1)`, [[faucets.id, basin.id]])
    for (const { id: task } of [faucets, basin]) await did(assembler, `/tasks/${task}/start`)
    await change(
      id,
      plainSink({
        sprayers: SINK.sprayers,
        basins: [{ type: 'E_DRAIN', size: '24X20X8', pTrap: false, light: false }],
      }),
    )

    const reviewed = (await storedTasks(id)).filter(({ review }) => review !== null)
    expect(reviewed.map(({ key, status, review }) => [key, status, review]).toSorted()).toEqual([
      ['fitBasin#1', 'IN_PROGRESS', 'CHANGED'],
      ['fitFaucets', 'IN_PROGRESS', 'DROPPED'],
    ])
    const after = taskOf(await tasksOf(assembler, id), 'fitBasin#1')
    expect(after).toMatchObject({ title: basin.title, instruction: basin.instruction })
    expect(after.parts).not.toEqual(basin.parts)
    expect(await toldOf(faucets.id)).toMatchObject([
      {
        before: { review: null },
        after: { review: 'DROPPED' },
        reason: expect.stringContaining('no longer asks for this task'),
      },
    ])

    await did(coordinator, `/tasks/${faucets.id}/cancel`, { reason: 'Taken out again' })
    const left = (await storedTasks(id)).filter(({ review }) => review !== null)
    expect(left.map(({ key }) => key)).toEqual(['fitBasin#1'])
  })
})

describe('the trail', () => {
  it('says from which status the plan took a task', async () => {
    const id = await claimed(crew, { builds: [build({ configuration: plainSink(SINK) })] })
    const faucets = taskOf(await tasksOf(assembler, id), 'fitFaucets')
    await did(assembler, `/tasks/${faucets.id}/block`, { reason: 'The box is empty' })
    await change(id, plainSink({ sprayers: SINK.sprayers }))
    expect(await toldOf(faucets.id)).toMatchObject([
      {
        before: { status: 'BLOCKED', blockClass: 'OTHER' },
        after: { status: 'CANCELLED', blockClass: null },
        reason: 'No longer part of the approved bill of materials.',
      },
    ])
  })
})

describe('a move to another release', () => {
  it('gives what was not begun its whole content; what was begun keeps what it was worked to', async () => {
    const id = await claimed(crew)
    const before = await tasksOf(assembler, id)
    const bar = taskOf(before, 'fitPowerBar')
    const verify = taskOf(before, 'verifyBody')
    const other = taskOf(before, 'fitLogo')
    await did(assembler, `/tasks/${bar.id}/start`)
    await finish(assembler, verify)

    const content = structuredClone(MDRD)
    for (const template of content.taskTemplates)
      for (const task of template.tasks)
        if (['fitPowerBar', 'verifyBody', 'fitLogo'].includes(task.key)) {
          task.title = { en: 'Anew', fr: 'Anew', es: 'Anew' }
          task.minutes = 77
          task.tools = []
        }
    await publishRelease(await systemRequest(payload), {
      kind: 'FAMILY',
      code: 'MDRD',
      content,
      reason: 'Other words and times',
    })
    await did(admin, `/builds/${id}/release`, { reason: 'It is built to the new one' })
    await approveNext(id)

    const after = await tasksOf(assembler, id)
    expect(taskOf(after, 'fitLogo')).toMatchObject({
      id: other.id,
      title: 'Anew',
      estimateMinutes: 77,
      tools: [],
    })
    for (const { key, title, estimateMinutes, tools } of [bar, verify])
      expect(taskOf(after, key)).toMatchObject({ title, estimateMinutes, tools })
    expect(
      (await storedTasks(id)).flatMap(({ key, review }) => (review ? [[key, review]] : [])),
    ).toEqual([['fitPowerBar', 'CHANGED']])
    expect(await toldOf(other.id)).toMatchObject([
      { before: { title: other.title }, after: { title: 'Anew', estimateMinutes: 77 } },
    ])
  })
})
