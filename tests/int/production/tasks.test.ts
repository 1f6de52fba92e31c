import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import {
  addPhoto,
  allTasksDone,
  answerForm,
  claimed,
  finish,
  inProduction,
  moveBuild,
  openForm,
  readyForFinalQc,
  serialsFor,
  tasksOf,
  type FloorTask,
} from '../../support/floor'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, threeBasinSink } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const assembler2 = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')
const crew = { coordinator, procurement, qc, assembler }

type Row = Record<string, unknown>
const row = async (text: string, id: string): Promise<Row> => (await sql(text, [id]))[0] ?? {}
const taskRow = (id: string) => row('select * from tasks where id = $1', id)
const buildRow = (id: string) => row('select * from builds where id = $1', id)
const act = (
  user: TestUser | undefined,
  task: string,
  verb: string,
  body: Row = {},
  key?: string,
) => rest(user).post<Row>(`/tasks/${task}/${verb}`, body, key ? { 'idempotency-key': key } : {})
const did = async (...args: Parameters<typeof act>): Promise<Row> => {
  const { status, body, text } = await act(...args)
  expect(status, text.slice(0, 400)).toBe(200)
  return body
}

/** A task of these that nothing precedes, by its key. */
function taskOf(tasks: readonly FloorTask[], key: string): FloorTask {
  const task = tasks.find((one) => one.key === key)
  if (!task) throw new Error(`There is no task ${key}.`)
  return task
}
const ready = (tasks: readonly FloorTask[]): FloorTask => taskOf(tasks, 'fitPowerBar')
async function open(): Promise<{ build: string; tasks: FloorTask[]; task: FloorTask }> {
  const id = await claimed(crew)
  const tasks = await tasksOf(assembler, id)
  return { build: id, tasks, task: ready(tasks) }
}

beforeAll(() => loadCatalogue(payload))

describe('a build that enters production', () => {
  it('gets the tasks of its configuration, each waiting for those before it', async () => {
    const id = await inProduction(crew, { builds: [build({ configuration: threeBasinSink() })] })
    const tasks = await tasksOf(coordinator, id)
    const keys = tasks.map(({ key }) => key)

    expect(keys).toEqual([...new Set(keys)])
    expect(tasks.map(({ sequence }) => sequence)).toEqual(tasks.map((_, index) => index + 1))
    expect(keys.filter((key) => key.startsWith('fitBasin#'))).toEqual([
      'fitBasin#1',
      'fitBasin#2',
      'fitBasin#3',
    ])
    const titleOf = new Map(tasks.map((task) => [task.id, task.key]))
    const waits = (key: string) => taskOf(tasks, key).dependsOn.map((one) => titleOf.get(one))
    expect(waits('verifyBody')).toEqual([])
    expect(waits('fitPegboard')).toEqual(['fitFeet'])
    expect(waits('fitTouchscreen#1')).toEqual(['fitBasin#1'])
    expect(waits('connectTouchscreen#1')).toEqual(
      expect.arrayContaining(['fitTouchscreen#1', 'fitControlBox']),
    )
    expect(waits('cleanSink')).toContain('fitLogo')
    expect(tasks.every(({ status, assignedTo }) => status === 'PENDING' && !assignedTo)).toBe(true)
    expect(tasks.filter(({ instruction }) => instruction !== null).length).toBeGreaterThan(5)
    expect(taskOf(tasks, 'fitFeet').parts.length).toBeGreaterThan(0)
    expect(await buildRow(id)).toMatchObject({
      status: 'IN_PRODUCTION',
      stage: 'READY_FOR_PRODUCTION',
    })
  })

  it('has a production form of which every item is answered by at least one task', async () => {
    const id = await inProduction(crew, { builds: [build({ configuration: threeBasinSink() })] })
    const tasks = await tasksOf(coordinator, id)
    const [form] = await sql<{
      items: { key: string; basin: number | null }[]
      state: string
    }>(
      `select items, state::text as state from inspections where build_id = $1 and kind = 'PRODUCTION'`,
      [id],
    )
    const name = ({ key, basin }: { key: string; basin: number | null }) => `${key}/${basin ?? '-'}`
    const ticks = tasks.flatMap((task) => task.ticks.map(name))
    expect(form?.state).toBe('DRAFT')
    expect([...new Set(ticks)].toSorted()).toEqual((form?.items ?? []).map(name).toSorted())
  })
})

describe('which lifter button was fitted (handbook 8.3)', () => {
  const answerOf = async (build: string, key: string) => {
    const [form] = await sql<{ items: Row[] }>(
      `select items from inspections where build_id = $1 and kind = 'PRODUCTION'`,
      [build],
    )
    const { result, value } = form?.items.find((item) => item.key === key) ?? {}
    return { result, value }
  }
  const started = async () => {
    const { build: id, tasks } = await open()
    for (const key of ['verifyBody', 'fitLegs']) await finish(assembler, taskOf(tasks, key))
    const task = taskOf(tasks, 'fitLifterButton')
    await did(assembler, task.id, 'start')
    return { id, task }
  }
  const complete = (task: string, answers: Row[]) =>
    act(assembler, task, 'complete', { actualMinutes: 5, answers })

  it('is said by completing its task, and open again with it', async () => {
    const { id, task } = await started()
    const done = await complete(task.id, [{ key: 'C4-button', value: 'DP1C' }])
    expect(done.status, done.text).toBe(200)
    expect(await answerOf(id, 'C4')).toEqual({ result: 'PASS', value: null })
    expect(await answerOf(id, 'C4-button')).toEqual({ result: 'PASS', value: 'DP1C' })
    await did(assembler, task.id, 'reopen')
    expect(await answerOf(id, 'C4-button')).toEqual({ result: null, value: null })
    await did(coordinator, task.id, 'cancel', { reason: 'Comes with the legs' })
    expect(await answerOf(id, 'C4-button')).toEqual({ result: null, value: null })
  })

  it('is one of the two, and no other task says it', async () => {
    const { id, task } = await started()
    for (const answers of [
      [{ key: 'C4-button', value: 'DPX' }],
      [{ key: 'C7', value: 'DP1C' }],
      [{ key: 'C4-button', basin: 1, value: 'DP1C' }],
    ])
      expect(await complete(task.id, answers)).toMatchObject(refusal(422, 'option_unknown'))
    expect(await taskRow(task.id)).toMatchObject({ status: 'IN_PROGRESS' })
    expect(await answerOf(id, 'C4-button')).toEqual({ result: null, value: null })
    await did(assembler, task.id, 'complete', { actualMinutes: 5 })
    expect(await answerOf(id, 'C4')).toEqual({ result: 'PASS', value: null })
    expect(await answerOf(id, 'C4-button')).toEqual({ result: null, value: null })
  })
})

describe('claim', () => {
  it('is won by one of two assemblers who claim at once', async () => {
    const id = await inProduction(crew)
    const cards = await rest(assembler2).get<{ docs: Row[] }>('/builds/claimable')
    expect(cards.body.docs).toContainEqual(expect.objectContaining({ id, family: 'MDRD' }))

    const answers = await Promise.all(
      [assembler, assembler2].map((user) => rest(user).post<Row>(`/builds/${id}/claim`)),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const owner = answers[0]?.status === 200 ? assembler : assembler2
    expect((await buildRow(id)).assigned_to_id).toBe(owner.id)
    const owners = await sql(`select distinct assigned_to_id from tasks where build_id = $1`, [id])
    expect(owners).toEqual([{ assigned_to_id: owner.id }])
    const loser = owner === assembler ? assembler2 : assembler
    expect(await rest(loser).post(`/builds/${id}/claim`)).toMatchObject(
      refusal(409, 'wrong_state', { message: expect.stringContaining('Somebody else') }),
    )
    expect((await rest(owner).post(`/builds/${id}/claim`)).status).toBe(200)
    expect(
      (await rest(loser).get<{ docs: Row[] }>('/builds/claimable')).body.docs,
    ).not.toContainEqual(expect.objectContaining({ id }))
  })

  it('is for people: an account of a program could never sign for the build', async () => {
    const id = await inProduction(crew)
    const apiKey = `${unique('key')}-${'k'.repeat(36)}`
    const created = await rest(admin).post('/users', {
      email: `${unique('robot')}@test.example`.toLowerCase(),
      firstName: 'Test',
      lastName: 'Robot',
      initials: 'TR',
      role: 'ASSEMBLER',
      isActive: true,
      kind: 'MACHINE',
      enableAPIKey: true,
      apiKey,
    })
    expect(created.status, created.text).toBe(201)
    const key = { authorization: `users API-Key ${apiKey}` }
    expect(await rest().post(`/builds/${id}/claim`, {}, key)).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    const cards = await rest().get('/builds/claimable', key)
    expect(cards).toMatchObject({ status: 200, body: { docs: [] } })
    expect((await buildRow(id)).assigned_to_id).toBeNull()
  })

  it('is for assemblers only', async () => {
    const id = await inProduction(crew)
    for (const user of [admin, coordinator, procurement, qc, service]) {
      expect(await rest(user).post(`/builds/${id}/claim`)).toMatchObject(
        refusal(403, 'role_not_allowed'),
      )
    }
    expect((await buildRow(id)).assigned_to_id).toBeNull()
  })
})

describe('the states of a task', () => {
  it.each([
    ['its assembler', assembler],
    ['the coordinator', coordinator],
    ['the admin', admin],
  ])('are walked through by %s', async (_, user) => {
    const { task } = await open()
    const states: unknown[] = []
    const step = async (verb: string, body: Row = {}) =>
      states.push((await did(user, task.id, verb, body)).status)
    await step('start')
    await step('block', { reason: 'The drill is broken', blockClass: 'TOOL' })
    expect(await taskRow(task.id)).toMatchObject({
      reason: 'The drill is broken',
      block_class: 'TOOL',
    })
    await step('reopen')
    await step('start')
    await step('complete', { actualMinutes: 7, note: 'Tight fit' })
    expect(await taskRow(task.id)).toMatchObject({
      actual_minutes: '7',
      note: 'Tight fit',
      completed_by_id: user.id,
    })
    await step('reopen')
    await step('cancel', { reason: 'Done outside' })
    await step('reopen')
    expect(states).toEqual([
      'IN_PROGRESS',
      'BLOCKED',
      'PENDING',
      'IN_PROGRESS',
      'COMPLETED',
      'IN_PROGRESS',
      'CANCELLED',
      'PENDING',
    ])
  })

  it('knows no other step', async () => {
    const { task } = await open()
    const no = async (verb: string, body: Row = {}) =>
      expect(await act(assembler, task.id, verb, body), verb).toMatchObject(
        refusal(409, 'unknown_transition'),
      )
    await no('complete', { actualMinutes: 5 })
    expect(await act(assembler, task.id, 'pause')).toMatchObject(refusal(409, 'wrong_state'))
    await did(assembler, task.id, 'start')
    await no('start')
    await did(assembler, task.id, 'complete', { actualMinutes: 5 })
    await no('start')
    await no('complete', { actualMinutes: 5 })
    await no('block', { reason: 'Too late' })
    await no('cancel', { reason: 'Too late' })
    expect((await taskRow(task.id)).status).toBe('COMPLETED')
  })

  it.each([
    ['QC', qc, 403],
    ['Procurement', procurement, 403],
    ['Service', service, 403],
    ['another assembler', assembler2, 404],
    ['nobody', undefined, 401],
  ])('are not moved by %s', async (_, user, status) => {
    const { task } = await open()
    const bodies = { complete: { actualMinutes: 1 }, block: { reason: 'None of mine' } }
    for (const verb of ['start', 'pause', 'complete', 'block', 'reopen', 'cancel']) {
      const body = verb === 'cancel' ? bodies.block : Reflect.get(bodies, verb)
      expect((await act(user, task.id, verb, body ?? {})).status, verb).toBe(status)
    }
    expect((await taskRow(task.id)).status).toBe('PENDING')
  })

  it('waits for the tasks before; a cancelled one counts as done', async () => {
    const { tasks } = await open()
    const legs = taskOf(tasks, 'fitLegs')
    expect(await act(assembler, legs.id, 'start')).toMatchObject(
      refusal(409, 'precondition_failed', {
        details: { openDependencies: [taskOf(tasks, 'verifyBody').title] },
      }),
    )
    await did(coordinator, taskOf(tasks, 'verifyBody').id, 'cancel', { reason: 'Measured outside' })
    await did(assembler, legs.id, 'start')
  })

  it.each(['block', 'cancel'])('wants a reason to %s', async (verb) => {
    const { task } = await open()
    for (const reason of ['', 'no', '   a ', 'x'.repeat(1001)]) {
      expect((await act(assembler, task.id, verb, { reason })).status, reason.slice(0, 9)).toBe(422)
    }
    expect((await taskRow(task.id)).status).toBe('PENDING')
  })

  it('is not written past its commands', async () => {
    const { task } = await open()
    for (const user of [assembler, coordinator]) {
      await rest(user).patch(`/tasks/${task.id}`, { status: 'COMPLETED', actualMinutes: 1 })
    }
    expect(await taskRow(task.id)).toMatchObject({ status: 'PENDING', actual_minutes: null })
  })
})

describe('another assembler', () => {
  it('sees neither the build nor its tasks, times and photos', async () => {
    const { build: id, task } = await open()
    await did(assembler, task.id, 'start')
    const photo = await addPhoto(assembler, 'tasks', task.id)
    for (const path of [`/builds/${id}`, `/tasks/${task.id}`, `/documents/${photo}`]) {
      expect((await rest(assembler2).get(path)).status, path).toBe(404)
      expect((await rest(assembler).get(path)).status, path).toBe(200)
    }
    expect(await tasksOf(assembler2, id)).toEqual([])
    const times = `/time-entries?where[build][equals]=${id}`
    expect((await rest(assembler2).get<{ totalDocs: number }>(times)).body.totalDocs).toBe(0)
    expect((await rest(assembler).get<{ totalDocs: number }>(times)).body.totalDocs).toBe(1)
  })
})

describe('completing', () => {
  const audits = (id: string) =>
    sql(
      `select 1 from audit_events where resource = 'tasks' and resource_id = $1 and after->>'status' = 'COMPLETED'`,
      [id],
    )

  it('counts once when it is sent twice, one after the other', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    await did(assembler, task.id, 'complete', { actualMinutes: 12 })
    expect(await act(assembler, task.id, 'complete', { actualMinutes: 99 })).toMatchObject(
      refusal(409, 'unknown_transition'),
    )
    expect(await taskRow(task.id)).toMatchObject({ status: 'COMPLETED', actual_minutes: '12' })
    expect(await audits(task.id)).toHaveLength(1)
  })

  it('counts once when it is sent twice at the same moment', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => act(assembler, task.id, 'complete', { actualMinutes: 12 })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(await audits(task.id)).toHaveLength(1)
  })

  it('answers the same again under the same key, sequentially and at once', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    const send = () => act(assembler, task.id, 'complete', { actualMinutes: 12 }, `done-${task.id}`)
    const first = await send()
    const again = await Promise.all([send(), send()])
    expect(first.status).toBe(200)
    for (const { status, body } of again) {
      expect(status).toBe(200)
      expect(body).toEqual(first.body)
    }
    expect(await audits(task.id)).toHaveLength(1)
  })

  it('sent at once under one key counts once', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        act(assembler, task.id, 'complete', { actualMinutes: 12 }, `race-${task.id}`),
      ),
    )
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    expect(await audits(task.id)).toHaveLength(1)
  })

  it('needs minutes: typed whole ones, or a clock that ran', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    for (const actualMinutes of [-1, 1.5, 10_001]) {
      expect(await act(assembler, task.id, 'complete', { actualMinutes })).toMatchObject(
        refusal(422, 'out_of_range', { field: 'actualMinutes' }),
      )
    }
    await sql(`delete from time_entries where task_id = $1`, [task.id])
    expect(await act(assembler, task.id, 'complete')).toMatchObject(
      refusal(422, 'required', { field: 'actualMinutes' }),
    )
    expect((await taskRow(task.id)).status).toBe('IN_PROGRESS')
  })

  it('demands the serial of every critical part, or their lot', async () => {
    const { tasks } = await open()
    const task = taskOf(tasks, 'fitPowerBar')
    const critical = [
      { partNumber: 'PB-1', name: 'Power bar', quantity: 2 },
      { partNumber: 'PB-2', name: 'Bracket', quantity: 1 },
    ]
    await sql(`update tasks set critical_parts = $2 where id = $1`, [
      task.id,
      JSON.stringify(critical),
    ])
    await did(assembler, task.id, 'start')
    const complete = (serials?: Row[]) =>
      act(assembler, task.id, 'complete', { actualMinutes: 5, ...(serials && { serials }) })
    const named = (text: string) =>
      refusal(422, 'required', { message: expect.stringContaining(text) })

    expect(await complete()).toMatchObject(named('2 serials'))
    expect(await complete([{ partNumber: 'PB-2', serial: 'X-1' }])).toMatchObject(named('PB-1'))
    const twice = [
      { partNumber: 'PB-1', serial: 'S-1' },
      { partNumber: 'PB-1', serial: 'S-1' },
      { partNumber: 'PB-2', lot: 'L-7' },
    ]
    expect(await complete(twice)).toMatchObject(named('PB-1'))
    expect((await complete([{ partNumber: 'PB-1' }])).status).toBe(422)
    const right = serialsFor({ id: task.id, criticalParts: critical })
    expect((await complete(right)).status).toBe(200)
    const recorded = await sql(
      `select part_number as "partNumber", serial, recorded_by_id as by from traced_parts where task_id = $1 order by part_number, serial`,
      [task.id],
    )
    expect(recorded).toEqual(right.map((one) => ({ ...one, by: assembler.id })))
  })
})

describe('the clock', () => {
  const entries = (task: string) =>
    sql(
      `select user_id as "user", ended_at is null as running, minutes::int as minutes from time_entries where task_id = $1 order by started_at, id`,
      [task],
    )
  const backdate = (task: string, minutes: number) =>
    sql(
      `update time_entries set started_at = now() - make_interval(mins => $2) where task_id = $1 and ended_at is null`,
      [task, minutes],
    )

  it('is one per person: starting another task stops it, pausing keeps the state', async () => {
    const { tasks } = await open()
    const first = taskOf(tasks, 'fitPowerBar')
    const second = taskOf(tasks, 'verifyBody')
    await did(assembler, first.id, 'start')
    await did(assembler, second.id, 'start')
    const running = () =>
      sql(`select task_id as task from time_entries where user_id = $1 and ended_at is null`, [
        assembler.id,
      ])
    expect(await running()).toEqual([{ task: second.id }])
    expect((await taskRow(first.id)).status).toBe('IN_PROGRESS')
    expect((await did(assembler, second.id, 'pause')).status).toBe('IN_PROGRESS')
    expect(await running()).toEqual([])
  })

  it('adds up over pauses and counts when the task is completed', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    await backdate(task.id, 20)
    await did(assembler, task.id, 'pause')
    expect(await entries(task.id)).toEqual([
      { user: assembler.id, running: false, minutes: expect.any(Number) },
    ])
    await did(assembler, task.id, 'start')
    await backdate(task.id, 10)
    const { actualMinutes } = await did(assembler, task.id, 'complete')
    expect(actualMinutes).toBeGreaterThanOrEqual(30)
    expect(actualMinutes).toBeLessThanOrEqual(32)
    expect((await entries(task.id)).every(({ running }) => !running)).toBe(true)
  })

  it('goes on after a pause', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    await did(assembler, task.id, 'pause')
    await did(assembler, task.id, 'start')
    expect((await entries(task.id)).map(({ running }) => running)).toEqual([false, true])
  })

  it('that was left running is flagged, and corrected with a reason', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    await backdate(task.id, 15 * 60)
    await did(assembler, task.id, 'pause')
    const { id, is_forgotten: isForgotten } = await row(
      'select id, is_forgotten from time_entries where task_id = $1',
      task.id,
    )
    expect(isForgotten).toBe(true)
    const now = Date.now()
    const right = {
      startedAt: new Date(now - 3 * 3_600_000).toISOString(),
      endedAt: new Date(now - 2 * 3_600_000).toISOString(),
      reason: 'Went home without stopping it',
    }
    const correct = (user: TestUser, own: Row = {}) =>
      rest(user).post<Row>(`/time-entries/${String(id)}/correct`, { ...right, ...own })
    expect(await correct(assembler2)).toMatchObject(refusal(404, 'not_found'))
    expect(await correct(assembler, { reason: 'x' })).toMatchObject(refusal(422, 'reason_missing'))
    expect(
      await correct(assembler, { endedAt: right.startedAt, startedAt: right.endedAt }),
    ).toMatchObject(refusal(422, 'out_of_range'))
    expect(await correct(assembler)).toMatchObject({ status: 200, body: { minutes: 60 } })
    expect(await row('select * from time_entries where id = $1', String(id))).toMatchObject({
      is_forgotten: false,
      corrected_by_id: assembler.id,
      correction_reason: right.reason,
    })
  })
})

describe('what was entered without network', () => {
  /** The work of somebody whose clock has never run before. */
  async function atWork() {
    const worker = await someone.user('ASSEMBLER')
    const tasks = await tasksOf(worker, await claimed({ ...crew, assembler: worker }))
    const later = (
      task: FloorTask,
      verb: string,
      ago: number | string,
      own: Record<string, string> = {},
    ) =>
      rest(worker).post<Row>(
        `/tasks/${task.id}/${verb}`,
        {},
        { 'x-entered-ago': String(ago), ...own },
      )
    return { worker, task: ready(tasks), second: taskOf(tasks, 'verifyBody'), later }
  }
  const stretch = (task: string) =>
    row(
      `select extract(epoch from now() - started_at)::int as started, extract(epoch from now() - ended_at)::int as ended,
              minutes::int as minutes from time_entries where task_id = $1 order by started_at desc, id desc limit 1`,
      task,
    )
  /** Seconds ago, on a machine that may be slow. */
  const about = (seconds: number, seen: unknown) => {
    expect(seen).toBeGreaterThanOrEqual(seconds)
    expect(seen).toBeLessThan(seconds + 900)
  }

  it('moves the clock when it was entered, and says so in the trail', async () => {
    const { worker, task, later } = await atWork()
    expect((await later(task, 'start', 9_000)).status).toBe(200)
    expect((await later(task, 'pause', 5_400)).status).toBe(200)
    const { started, ended, minutes } = await stretch(task.id)
    about(9_000, started)
    about(5_400, ended)
    about(60, minutes)
    const kept = await sql(
      `select action, actor, before, after->>'enteredSecondsAgo' as ago from audit_events
       where resource = 'time-entries' and after->>'enteredWithoutNetwork' = 'true'
         and resource_id in (select id::text from time_entries where task_id = $1) order by seq`,
      [task.id],
    )
    expect(kept).toEqual([
      { action: 'create', actor: worker.id, before: null, ago: '9000' },
      { action: 'update', actor: worker.id, before: { endedAt: null }, ago: '5400' },
    ])
  })

  it('sums a completed task until it was completed', async () => {
    const { task, later } = await atWork()
    expect((await later(task, 'start', 9_000)).status).toBe(200)
    const done = await later(task, 'complete', 5_400)
    expect(done.status, done.text).toBe(200)
    about(60, done.body.actualMinutes)
  })

  it('never begins within a stretch that is recorded', async () => {
    const { task, second, later } = await atWork()
    await later(task, 'start', 9_000)
    await later(task, 'pause', 3_600)
    expect((await later(second, 'start', 7_200)).status).toBe(200)
    const [gap] = await sql(
      `select b.started_at = a.ended_at as joined from time_entries a, time_entries b where a.task_id = $1 and b.task_id = $2`,
      [task.id, second.id],
    )
    expect(gap).toEqual({ joined: true })
  })

  it('counts from now when it came at once, too late, or before the stretch', async () => {
    const { task, second, later } = await atWork()
    await later(task, 'start', 86_401)
    about(0, (await stretch(task.id)).started)
    await later(task, 'pause', 7_200)
    about(0, (await stretch(task.id)).ended)
    await later(second, 'start', 4)
    about(0, (await stretch(second.id)).started)
    for (const odd of ['-5', 'yesterday', '1.5'])
      expect(await later(second, 'pause', odd)).toMatchObject(refusal(400, 'malformed'))
    about(0, (await stretch(second.id)).started)
  })

  it('is answered the same again under its key, however late', async () => {
    const { task, later } = await atWork()
    const send = (ago: number) =>
      later(task, 'start', ago, { 'idempotency-key': `kept-${task.id}` })
    const first = await send(600)
    expect(first.status).toBe(200)
    expect((await send(900)).body).toEqual(first.body)
    expect(await sql('select id from time_entries where task_id = $1', [task.id])).toHaveLength(1)
  })
})

describe('minutes after a correction', () => {
  /** A task that took nine hours by the clock, completed with these minutes typed or with none. */
  const done = async (typed: Row) => {
    const { build: id, task } = await open()
    await did(assembler, task.id, 'start')
    await sql(
      `update time_entries set started_at = now() - interval '9 hours' where task_id = $1 and ended_at is null`,
      [task.id],
    )
    await did(assembler, task.id, 'complete', typed)
    const { id: entry } = await row('select id from time_entries where task_id = $1', task.id)
    return { id, task: task.id, entry: String(entry) }
  }
  /** The entry becomes one hour, to the millisecond: a part of a minute counts as a whole one. */
  const correct = async (entry: string) => {
    const now = Date.now()
    const hoursAgo = (count: number) => new Date(now - count * 3_600_000).toISOString()
    const { status, text } = await rest(assembler).post(`/time-entries/${entry}/correct`, {
      startedAt: hoursAgo(3),
      endedAt: hoursAgo(2),
      reason: 'Forgot to stop it over lunch',
    })
    expect(status, text).toBe(200)
  }

  it('are summed again where the clock had summed them', async () => {
    const { id, task, entry } = await done({})
    const { actual_minutes: before, rev } = await taskRow(task)
    expect(Number(before)).toBeGreaterThanOrEqual(540)
    await correct(entry)
    expect(await taskRow(task)).toMatchObject({
      status: 'COMPLETED',
      actual_minutes: '60',
      rev: String(Number(rev) + 1),
    })
    const record = await rest(coordinator).get<{ time: { workedMinutes: number } }>(
      `/builds/${id}/record`,
    )
    expect(record.body.time.workedMinutes).toBe(60)
    const [audited] = await sql(
      `select before, after, reason from audit_events where resource = 'tasks' and resource_id = $1
       order by seq desc limit 1`,
      [task],
    )
    expect(audited).toEqual({
      before: { actualMinutes: Number(before) },
      after: { actualMinutes: 60 },
      reason: 'Forgot to stop it over lunch',
    })
  })

  it('stay as they were typed', async () => {
    const { task, entry } = await done({ actualMinutes: 25 })
    await correct(entry)
    expect((await taskRow(task)).actual_minutes).toBe('25')
  })
})

describe('a problem', () => {
  it('blocks the task and, with a shortage, holds the build', async () => {
    const { build: id, task } = await open()
    await did(assembler, task.id, 'start')
    const odd = { reason: 'Two power bars arrived broken', severity: 'ODD' }
    expect((await act(assembler, task.id, 'block', odd)).status).toBe(422)
    await did(assembler, task.id, 'block', {
      reason: 'Two power bars arrived broken',
      blockClass: 'PARTS_SHORTAGE',
      partNumber: 'PB-1',
      needed: 2,
      available: 0,
      severity: 'CRITICAL',
      hold: true,
    })
    const reason = 'Two power bars arrived broken (PB-1, needed 2, available 0, severity critical)'
    expect(await taskRow(task.id)).toMatchObject({ status: 'BLOCKED', reason })
    expect(await buildRow(id)).toMatchObject({
      status: 'ON_HOLD',
      hold_class: 'PARTS_SHORTAGE',
      held_from: 'IN_PRODUCTION',
      status_note: reason,
    })
    const running = await sql(
      `select 1 from time_entries where build_id = $1 and ended_at is null`,
      [id],
    )
    expect(running).toEqual([])
    expect(await act(assembler, task.id, 'start')).toMatchObject(refusal(409, 'wrong_state'))
    await moveBuild(coordinator, id, 'IN_PRODUCTION')
    await did(assembler, task.id, 'start')
  })

  describe('for want of parts', () => {
    const shortage = { reason: 'The bars did not come', blockClass: 'PARTS_SHORTAGE' }
    const events = (id: string) =>
      sql(
        `select "from", "to", transition, by_id as by, by_name as name from status_events
         where build_id = $1 order by at desc, id desc limit 1`,
        [id],
      )
    /** Two tasks that wait for parts, a third whose clock runs, and the build on hold. */
    async function held() {
      const { build: id, tasks } = await open()
      const [first, second, third] = ['fitPowerBar', 'verifyBody', 'fitLegs'].map((key) =>
        taskOf(tasks, key),
      )
      if (!first || !second || !third) throw new Error('The build has these tasks.')
      await sql(`delete from tasks_rels where parent_id = $1`, [third.id])
      await did(assembler, first.id, 'block', shortage)
      await did(assembler, third.id, 'start')
      await did(assembler, second.id, 'block', { ...shortage, hold: true })
      expect(await buildRow(id)).toMatchObject({ status: 'ON_HOLD', stage: 'HELD' })
      return { id, first: first.id, second: second.id, third: third.id }
    }
    const running = (id: string) =>
      sql(
        `select task_id as task, user_id as "user" from time_entries where build_id = $1 and ended_at is null`,
        [id],
      )

    it('is closed by Procurement; the last one resumes the build and its clocks', async () => {
      const { id, first, second, third } = await held()
      expect(await running(id)).toEqual([])
      expect((await did(procurement, first, 'reopen')).status).toBe('PENDING')
      expect((await buildRow(id)).status).toBe('ON_HOLD')

      await did(procurement, second, 'reopen')
      expect(await buildRow(id)).toMatchObject({
        status: 'IN_PRODUCTION',
        stage: 'ASSEMBLING',
        held_from: null,
        hold_class: null,
      })
      expect(await events(id)).toEqual([
        { from: 'ON_HOLD', to: 'IN_PRODUCTION', transition: 'T11s', by: null, name: 'System' },
      ])
      expect(await running(id)).toEqual([{ task: third, user: assembler.id }])
      const [order] = await sql(
        `select o.status from orders o join builds b on b.order_id = o.id where b.id = $1`,
        [id],
      )
      expect(order?.status).toBe('IN_PRODUCTION')
      await did(assembler, second, 'start')
    })

    it('is closed by whoever moves the tasks too, and by nobody else', async () => {
      const { id, first, second } = await held()
      for (const [user, status] of [
        [qc, 403],
        [service, 403],
        [assembler2, 404],
        [undefined, 401],
      ] as const)
        expect((await act(user, first, 'reopen')).status, user?.role).toBe(status)
      await did(coordinator, first, 'reopen')
      await did(assembler, second, 'reopen')
      expect((await buildRow(id)).status).toBe('IN_PRODUCTION')
      expect((await events(id))[0]).toMatchObject({ transition: 'T11s', by: null })
    })

    it('leaves a hold of another kind to a person, and other tasks to the floor', async () => {
      const { id, first, second, third } = await held()
      await sql(`update builds set hold_class = 'CUSTOMER' where id = $1`, [id])
      expect(await act(procurement, third, 'reopen')).toMatchObject(
        refusal(403, 'role_not_allowed'),
      )
      for (const verb of ['start', 'cancel', 'block'])
        expect((await act(procurement, first, verb, { reason: 'None of mine' })).status).toBe(403)
      expect(await act(coordinator, third, 'block', shortage)).toMatchObject(
        refusal(409, 'wrong_state'),
      )
      await did(procurement, first, 'reopen')
      await did(procurement, second, 'reopen')
      expect((await buildRow(id)).status).toBe('ON_HOLD')
      await moveBuild(coordinator, id, 'IN_PRODUCTION')
      expect(await running(id)).toEqual([{ task: third, user: assembler.id }])
    })
  })

  it('may be as long as any reason; figures come on top of it, and are kept as data (handbook 9.1)', async () => {
    const { build: id, task } = await open()
    const figures = { partNumber: 'PB-1', needed: 2, available: 0, severity: 'CRITICAL' }
    const reason = 'x'.repeat(1000)
    const blockClass = 'PARTS_SHORTAGE'
    const refused = { ...figures, reason: 'x ', blockClass, hold: true }
    expect(await act(assembler, task.id, 'block', refused)).toMatchObject(
      refusal(422, 'reason_missing'),
    )
    await did(assembler, task.id, 'block', { ...figures, reason, blockClass, hold: true })
    const told = '(PB-1, needed 2, available 0, severity critical)'
    const blocked = await taskRow(task.id)
    expect(blocked).toMatchObject({
      status: 'BLOCKED',
      reason: `${reason} ${told}`,
      problem: { description: reason, ...figures },
    })
    const note = String((await buildRow(id)).status_note)
    expect(note).toHaveLength(1000)
    expect(note.endsWith(`x… ${told}`)).toBe(true)
    await did(procurement, task.id, 'reopen')
    expect(await taskRow(task.id)).toMatchObject({ reason: null, problem: null })
  })

  it('of another kind blocks the task, but holds no build', async () => {
    const { build: id, task } = await open()
    await did(assembler, task.id, 'start')
    const body = { reason: 'The fixture is worn out', blockClass: 'OTHER', hold: true }
    expect(await act(assembler, task.id, 'block', body)).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    expect([(await taskRow(task.id)).status, (await buildRow(id)).status]).toEqual([
      'IN_PROGRESS',
      'IN_PRODUCTION',
    ])
  })

  it('that is a defect opens a nonconformance, or leaves nothing behind', async () => {
    const { build: id, task } = await open()
    const body = {
      reason: 'The weld is cracked',
      blockClass: 'DEFECT',
      nonconformance: { reason: 'SURFACE' },
    }
    const found = () =>
      sql(
        `select reason::text as reason, source::text as source, description, task_id as task from nonconformances where build_id = $1`,
        [id],
      )
    expect((await act(coordinator, task.id, 'block', body)).status).toBe(403)
    expect(await found()).toEqual([])
    expect((await taskRow(task.id)).status).toBe('PENDING')

    await did(assembler, task.id, 'block', body)
    expect(await found()).toEqual([
      { reason: 'SURFACE', source: 'ASSEMBLER', description: body.reason, task: task.id },
    ])
    expect((await taskRow(task.id)).status).toBe('BLOCKED')
  })
})

describe('the production form', () => {
  it('is ticked by completing, not applicable by cancelling, and open again after reopening', async () => {
    const { build: id, tasks } = await open()
    const task = taskOf(tasks, 'fitPowerBar')
    const logo = taskOf(tasks, 'fitLogo')
    const answer = async ({ ticks: [tick] } = task) => {
      const [form] = await sql<{
        items: { key: string; basin: number | null; result: unknown; note: unknown }[]
      }>(`select items from inspections where build_id = $1 and kind = 'PRODUCTION'`, [id])
      const item = form?.items.find(({ key, basin }) => key === tick?.key && basin === tick?.basin)
      return { result: item?.result, note: item?.note }
    }
    expect(await answer()).toEqual({ result: null, note: null })
    const note = 'Second socket is the switched one'
    await finish(assembler, task, { note })
    expect(await answer(), 'with the note of the completion').toEqual({ result: 'PASS', note })
    await did(assembler, task.id, 'reopen')
    expect(await answer()).toEqual({ result: null, note: null })
    await did(coordinator, task.id, 'cancel', { reason: 'Customer brings one' })
    expect(await answer(), 'a power bar always applies').toEqual({ result: null, note: null })
    await did(coordinator, logo.id, 'cancel', { reason: 'Customer wants none' })
    expect(await answer(logo)).toEqual({ result: 'NA', note: 'Customer wants none' })
    await did(coordinator, logo.id, 'reopen')
    expect(await answer(logo)).toEqual({ result: null, note: null })
  })

  it('the last task opens the test', async () => {
    const id = await allTasksDone(crew)
    expect(await buildRow(id)).toMatchObject({ status: 'IN_PRODUCTION', stage: 'TESTING' })
  }, 120_000)
})

describe('planning', () => {
  const batch = (user: TestUser, body: Row) =>
    rest(user).post<{ tasks: string[] }>('/tasks/batch', body)

  it('hands open tasks over with the build; completed ones stay with who did them', async () => {
    const { build: id, task } = await open()
    await finish(assembler, task)
    const { rev } = await buildRow(id)
    const moved = await rest(coordinator).patch(`/builds/${id}`, {
      assignedTo: assembler2.id,
      rev: Number(rev),
    })
    expect(moved.status, moved.text.slice(0, 300)).toBe(200)
    const owners = await sql(
      `select status::text as status, assigned_to_id as "user", count(*)::int as tasks from tasks where build_id = $1 group by 1, 2 order by 1`,
      [id],
    )
    expect(owners).toEqual([
      { status: 'COMPLETED', user: assembler.id, tasks: 1 },
      { status: 'PENDING', user: assembler2.id, tasks: expect.any(Number) },
    ])
    expect((await rest(assembler).get(`/builds/${id}`)).status).toBe(404)
    expect((await rest(assembler2).get(`/builds/${id}`)).status).toBe(200)
  })

  it('stops the clock of whoever had the build', async () => {
    const { build: id, task } = await open()
    await did(assembler, task.id, 'start')
    const moved = await rest(coordinator).patch(`/builds/${id}`, { assignedTo: assembler2.id })
    expect(moved.status, moved.text.slice(0, 300)).toBe(200)
    expect(
      await sql(
        `select user_id as "user", ended_at is null as running from time_entries where build_id = $1`,
        [id],
      ),
    ).toEqual([{ user: assembler.id, running: false }])
    await did(assembler2, task.id, 'start')
  })

  it('of a single task stops the clock of whoever worked on it, and of nobody else', async () => {
    const { build: id, tasks, task } = await open()
    const clocks = () =>
      sql(
        `select task_id as task, user_id as "user", ended_at is null as running from time_entries
         where build_id = $1 order by started_at, id`,
        [id],
      )
    const give = async (one: string, assignedTo: string | null) =>
      expect((await rest(coordinator).patch(`/tasks/${one}`, { assignedTo })).status).toBe(200)
    await did(assembler, task.id, 'start')
    const other = taskOf(tasks, task.key === 'fitPowerBar' ? 'verifyBody' : 'fitPowerBar')
    await give(other.id, assembler2.id)
    await rest(coordinator).patch(`/tasks/${task.id}`, { dueDate: '2099-05-04' })
    expect(await clocks()).toEqual([{ task: task.id, user: assembler.id, running: true }])

    await give(task.id, assembler2.id)
    expect(await clocks()).toEqual([{ task: task.id, user: assembler.id, running: false }])
    await did(assembler2, task.id, 'start')
    await give(task.id, null)
    expect(await clocks()).toEqual([
      { task: task.id, user: assembler.id, running: false },
      { task: task.id, user: assembler2.id, running: false },
    ])
  })

  it('assigns and dates several tasks at once', async () => {
    const { tasks } = await open()
    const ids = tasks.slice(0, 4).map(({ id }) => id)
    const { status } = await batch(coordinator, {
      tasks: ids,
      assignedTo: assembler2.id,
      dueDate: '2099-05-04',
    })
    expect(status).toBe(200)
    for (const id of ids) {
      expect(await taskRow(id)).toMatchObject({
        assigned_to_id: assembler2.id,
        due_date: '2099-05-04',
      })
    }
  })

  it('changes all of them or none', async () => {
    const { tasks, task } = await open()
    await finish(assembler, task)
    const ids = tasks.slice(0, 3).map(({ id }) => id)
    const unchanged = async () => {
      for (const id of ids)
        expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigned_to_id: assembler.id })
    }
    expect(
      (await batch(coordinator, { tasks: [...ids, task.id], cancel: 'Not needed' })).status,
    ).toBe(409)
    await unchanged()
    const missing = '01900000-0000-7000-8000-000000000000'
    expect((await batch(admin, { tasks: [...ids, missing], assignedTo: null })).status).toBe(404)
    await unchanged()
    expect((await batch(coordinator, { tasks: ids, assignedTo: qc.id })).status).toBe(422)
    await unchanged()
    expect((await batch(coordinator, { tasks: ids, dueDate: 'soon' })).status).toBe(422)
    await unchanged()
  })

  it('takes 50 at most, of coordinator and admin only', async () => {
    const { tasks } = await open()
    const many = Array.from({ length: 51 }, () => tasks[0]?.id)
    expect((await batch(coordinator, { tasks: many, dueDate: '2099-01-01' })).status).toBe(422)
    for (const user of [assembler, qc, procurement, service]) {
      expect(await batch(user, { tasks: [tasks[0]?.id], dueDate: '2099-01-01' })).toMatchObject(
        refusal(403, 'role_not_allowed'),
      )
    }
  })

  it('ends with a cancelled build: tasks, clocks and open forms', async () => {
    const { build: id, tasks, task } = await open()
    await finish(assembler, task)
    await did(assembler, taskOf(tasks, 'verifyBody').id, 'start')
    await moveBuild(admin, id, 'CANCELLED', { statusNote: 'The customer withdrew' })
    const left = await sql(
      `select status::text as status, count(*)::int as tasks from tasks where build_id = $1 group by 1 order by 1`,
      [id],
    )
    expect(left).toEqual([
      { status: 'CANCELLED', tasks: tasks.length - 1 },
      { status: 'COMPLETED', tasks: 1 },
    ])
    expect(
      await sql(`select 1 from time_entries where build_id = $1 and ended_at is null`, [id]),
    ).toEqual([])
    expect(
      await sql(`select 1 from inspections where build_id = $1 and state = 'DRAFT'`, [id]),
    ).toEqual([])
    expect((await act(assembler, task.id, 'reopen')).status).toBe(409)
  })

  it('goes on with a cancelled build that is brought back: what was done stays done', async () => {
    const { build: id, task } = await open()
    await finish(assembler, task)
    const logo = taskOf(await tasksOf(assembler, id), 'fitLogo')
    await did(coordinator, logo.id, 'cancel', { reason: 'Customer wants none' })
    const before = await tasksOf(assembler, id)
    await moveBuild(admin, id, 'CANCELLED', { statusNote: 'The customer withdrew' })
    await moveBuild(admin, id, 'IN_PRODUCTION', {
      override: true,
      statusNote: 'The customer came back',
    })

    const after = await tasksOf(coordinator, id)
    expect(after.map(({ id: one, status }) => [one, status])).toEqual(
      before.map(({ id: one, status }) => [one, status]),
    )
    expect(after.filter(({ status }) => status === 'PENDING')).toHaveLength(before.length - 2)
    const forms = await sql<{ attempt: number; state: string; items: Row[] }>(
      `select attempt::int as attempt, state::text as state, items from inspections
       where build_id = $1 and kind = 'PRODUCTION' order by attempt`,
      [id],
    )
    expect(forms.map(({ attempt, state }) => [attempt, state])).toEqual([
      [1, 'VOID'],
      [2, 'DRAFT'],
    ])
    const resultOf = (key: string | undefined) =>
      forms[1]?.items.find((item) => item.key === key)?.result
    expect(resultOf(task.ticks[0]?.key)).toBe('PASS')
    expect(resultOf(logo.ticks[0]?.key)).toBe('NA')
    const moves = await rest(assembler).get<{ to: string; unmet: { guard: string }[] }[]>(
      `/builds/${id}/moves`,
    )
    const guards = moves.body.find(({ to }) => to === 'PRODUCTION_COMPLETE')?.unmet ?? []
    expect(guards.map(({ guard }) => guard)).toContain('tasksDone')
  })

  it('asks again for a packing list that was reopened before the build was cancelled', async () => {
    const id = await readyForFinalQc(crew)
    const failing = await openForm(qc, id, 'FINAL_QC')
    await answerForm(qc, failing, { A1: { result: 'FAIL', note: 'The model is another one.' } })
    const failed = await rest(qc).post(`/inspections/${failing.id}/sign`, {
      password: qc.password,
      outcome: 'FAIL',
      failure: { reason: 'MISALIGNED', correctiveAction: 'Align it.', notes: 'It is not aligned.' },
    })
    expect(failed.status, failed.text.slice(0, 400)).toBe(200)
    const lists = () =>
      sql(
        `select attempt::int as attempt, state::text as state from inspections
         where build_id = $1 and kind = 'PACKAGING' order by attempt`,
        [id],
      )
    const unmet = async () => {
      const { body } = await rest(assembler).get<{ to: string; unmet: { guard: string }[] }[]>(
        `/builds/${id}/moves`,
      )
      return body.flatMap((move) => move.unmet.map(({ guard }) => guard))
    }
    await moveBuild(admin, id, 'CANCELLED', { statusNote: 'The customer withdrew' })
    expect(await lists()).toEqual([
      { attempt: 1, state: 'SIGNED' },
      { attempt: 2, state: 'VOID' },
    ])
    const back = { override: true, statusNote: 'The customer came back' }
    await moveBuild(admin, id, 'PRODUCTION_COMPLETE', back)
    expect(await unmet()).toContain('packingComplete')
    await moveBuild(admin, id, 'IN_PRODUCTION', back)
    expect(await unmet()).toContain('packingComplete')
    expect(await lists()).toEqual([
      { attempt: 1, state: 'SIGNED' },
      { attempt: 2, state: 'VOID' },
      { attempt: 3, state: 'DRAFT' },
    ])
  })
})

describe('the trail of the floor (handbook 15.7)', () => {
  const told = (resource: string, id: unknown) =>
    sql<{ action: string; before: Row | null; after: Row }>(
      `select action, before, after from audit_events where resource = $1 and resource_id = $2 order by seq`,
      [resource, id],
    )

  it('tells of notes, serials and ticks what completing a task records', async () => {
    const { build: id, task } = await open()
    const critical = {
      ...task,
      criticalParts: [{ partNumber: 'PB-1', name: 'Power bar', quantity: 1 }],
    }
    await sql(`update tasks set critical_parts = $2 where id = $1`, [
      critical.id,
      JSON.stringify(critical.criticalParts),
    ])
    await finish(assembler, critical, { note: 'Fitted twice' })
    expect((await told('tasks', critical.id)).at(-1)).toMatchObject({
      before: { status: 'IN_PROGRESS', note: null },
      after: { status: 'COMPLETED', note: 'Fitted twice' },
    })
    const parts = await sql<{ id: string; serial: string }>(
      `select id, serial from traced_parts where task_id = $1`,
      [critical.id],
    )
    expect(parts.length).toBeGreaterThan(0)
    for (const { id: part, serial } of parts)
      expect(await told('traced-parts', part)).toMatchObject([
        { action: 'create', after: { build: id, serial } },
      ])

    await did(assembler, critical.id, 'reopen')
    const again = serialsFor(critical).map((one) => ({ ...one, serial: `${one.serial}-B` }))
    await did(assembler, critical.id, 'complete', { actualMinutes: 5, serials: again })
    expect((await told('traced-parts', parts[0]?.id)).at(-1)).toMatchObject({
      before: { replacedAt: null },
      after: { replacedAt: expect.any(String) },
    })
    const [form] = await sql<{ id: string; rev: number }>(
      `select id, rev::int as rev from inspections where build_id = $1 and kind = 'PRODUCTION'`,
      [id],
    )
    expect((await told('inspections', form?.id)).at(-1)).toMatchObject({
      after: { rev: form?.rev, items: [{ key: critical.ticks[0]?.key, result: 'PASS' }] },
    })
  })

  it('tells of the tasks that follow their build to another assembler', async () => {
    const { build: id, task } = await open()
    await rest(coordinator).patch(`/builds/${id}`, { assignedTo: assembler2.id })
    expect((await told('tasks', task.id)).at(-1)).toMatchObject({
      before: { assignedTo: assembler.id },
      after: { assignedTo: assembler2.id },
    })
  })

  it('tells of each clock that starts and stops', async () => {
    const { task } = await open()
    await did(assembler, task.id, 'start')
    await did(assembler, task.id, 'pause')
    const [time] = await sql<{ id: string }>(`select id from time_entries where task_id = $1`, [
      task.id,
    ])
    expect(await told('time-entries', time?.id)).toMatchObject([
      { action: 'create', after: { task: task.id, user: assembler.id } },
      { action: 'update', before: { endedAt: null }, after: { endedAt: expect.any(String) } },
    ])
  })
})
