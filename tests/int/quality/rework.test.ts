import { beforeAll, describe, expect, it } from 'vitest'
import { systemRequest } from '../../../src/services/actor'
import { qualityFigures } from '../../../src/services/quality/figures'
import { rest } from '../../support/api'
import {
  allTasksDone,
  answerForm,
  finishTasks,
  moveBuild,
  openForm,
  passForm,
  readyForFinalQc,
  readyForPreQc,
  tasksOf,
  type FloorInspection,
} from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, threeBasinSink } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** What a failed Final QC sets in motion (handbook 4.2 T7, 8.8), and the figures made of it. */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const admin = await someone.user('ADMIN')
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadCatalogue(payload))

type Signed = {
  outcome: string
  build: { status: string; stage: string }
  nonconformance: { id: string; number: string } | null
}

/** Opens a form, fails these items of it, and signs it as failed. */
async function failForm(
  user: TestUser,
  id: string,
  kind: string,
  keys: readonly string[],
  failure: Record<string, unknown>,
): Promise<{ form: FloorInspection; signed: Signed }> {
  const form = await openForm(user, id, kind)
  const own = Object.fromEntries(keys.map((key) => [key, { result: 'FAIL', note: 'Not right.' }]))
  await answerForm(user, form, own)
  const { status, body, text } = await rest(user).post<Signed>(`/inspections/${form.id}/sign`, {
    password: user.password,
    outcome: 'FAIL',
    failure: { correctiveAction: 'Mend it.', notes: 'It is not right.', ...failure },
  })
  expect(status, text.slice(0, 400)).toBe(200)
  return { form, signed: body }
}

const unmetOf = async (id: string, to: string): Promise<string[]> => {
  const { body } = await rest(assembler).get<
    { to: string; unmet: { guard: string; message: string }[] }[]
  >(`/builds/${id}/moves`)
  return body.find((move) => move.to === to)?.unmet.map(({ guard }) => guard) ?? ['no such move']
}

const resolve = async (user: TestUser, nc: string | undefined): Promise<number> =>
  (
    await rest(user).patch(`/nonconformances/${nc}`, {
      status: 'RESOLVED',
      resolution: 'Mended and looked at.',
    })
  ).status

describe('Final QC fails', () => {
  it('with rework: back to production, a task for each item, packing counted again, retest, second attempt', async () => {
    const sink = build({ configuration: threeBasinSink() })
    const id = await readyForFinalQc(crew, { builds: [sink] })
    const before = await tasksOf(coordinator, id)
    const packed = await newest(id, 'PACKAGING')

    const { form, signed } = await failForm(qc, id, 'FINAL_QC', ['B-3', 'Q1'], {
      reason: 'ELECTRICAL',
    })
    expect(signed.build).toMatchObject({ status: 'IN_PRODUCTION', stage: 'REWORK' })
    const nc = signed.nonconformance?.id
    expect((await rest(qc).get(`/nonconformances/${nc}?depth=0`)).body).toMatchObject({
      severity: 'CRITICAL',
      rework: true,
      retest: true,
      form: 'FINAL_QC',
      attempt: 1,
    })

    const failed = form.items.filter(({ key }) => key === 'B-3' || key === 'Q1')
    expect(failed.length).toBe(4)
    const tasks = await tasksOf(coordinator, id)
    const rework = tasks.slice(before.length)
    expect(tasks.slice(0, before.length)).toEqual(before)
    expect(
      rework.map(({ title, basin, status, assignedTo }) => [title, basin, status, assignedTo]),
    ).toEqual(
      failed.map(({ key, label, basin }) => [
        basin === null ? `Rework ${key}: ${label}` : `Rework ${key}, basin ${basin}: ${label}`,
        basin,
        'PENDING',
        assembler.id,
      ]),
    )
    expect(
      await sql(
        'select distinct nonconformance_id::text as nc, category::text as category from tasks where build_id = $1 and nonconformance_id is not null',
        [id],
      ),
    ).toEqual([{ nc, category: 'REWORK' }])

    const again = await newest(id, 'PACKAGING')
    expect(again).toMatchObject({ attempt: 2, state: 'DRAFT', outcome: null })
    expect(again.items.map(({ key, value }) => [key, value])).toEqual(
      packed.items.map(({ key, value }) => [key, value]),
    )
    expect((await newest(id, 'END_OF_LINE')).attempt).toBe(1)

    const complete = () => rest(assembler).patch(`/builds/${id}`, { status: 'PRODUCTION_COMPLETE' })
    expect(await complete()).toMatchObject(refusal(409, 'precondition_failed'))
    expect((await unmetOf(id, 'PRODUCTION_COMPLETE')).toSorted()).toEqual([
      'eolPassed',
      'noOpenNc',
      'packingComplete',
      'tasksDone',
    ])
    expect(
      await rest(assembler).post(`/builds/${id}/inspections`, { kind: 'END_OF_LINE' }),
    ).toMatchObject(refusal(409, 'precondition_failed'))

    await finishTasks(assembler, id)
    expect((await unmetOf(id, 'PRODUCTION_COMPLETE')).toSorted()).toEqual([
      'eolPassed',
      'noOpenNc',
      'packingComplete',
    ])
    const pack = () =>
      rest(assembler).post(`/inspections/${again.id}/sign`, {
        password: assembler.password,
        outcome: 'PASS',
      })
    expect(await pack(), 'the retest comes first').toMatchObject(
      refusal(409, 'precondition_failed'),
    )
    await passForm(assembler, id, 'END_OF_LINE')
    expect(await pack()).toMatchObject({ status: 200 })
    expect(await unmetOf(id, 'PRODUCTION_COMPLETE')).toEqual(['noOpenNc'])
    expect(await complete()).toMatchObject(refusal(409, 'precondition_failed'))
    expect(await resolve(assembler, nc)).toBe(200)
    await moveBuild(assembler, id, 'PRODUCTION_COMPLETE')
    await moveBuild(qc, id, 'FINAL_QC')

    const second = await openForm(qc, id, 'FINAL_QC')
    expect(second.attempt).toBe(2)
    expect(second.items.every(({ result, value }) => result === null && value === null)).toBe(true)
    await answerForm(qc, second)
    const { body } = await rest(qc).post<Signed>(`/inspections/${second.id}/sign`, {
      password: qc.password,
      outcome: 'PASS',
    })
    expect(body.build).toMatchObject({ status: 'QC_COMPLETE', stage: 'READY_TO_SHIP' })
    expect((await rest(qc).get(`/nonconformances/${nc}?depth=0`)).body).toMatchObject({
      status: 'CLOSED',
      effectiveness: 'Attempt 2 of the form passed.',
    })
    expect(
      await sql(
        `select attempt::int as attempt, outcome::text as outcome from inspections
         where build_id = $1 and kind = 'FINAL_QC' order by attempt`,
        [id],
      ),
    ).toEqual([
      { attempt: 1, outcome: 'FAIL' },
      { attempt: 2, outcome: 'PASS' },
    ])
  }, 180_000)

  it('without rework: only the case has to be resolved', async () => {
    const id = await readyForFinalQc(crew)
    const before = await tasksOf(coordinator, id)
    const { signed } = await failForm(qc, id, 'FINAL_QC', ['Q1'], { reason: 'CLEANLINESS' })
    expect(signed.build.status).toBe('IN_PRODUCTION')
    expect(await tasksOf(coordinator, id)).toEqual(before)
    expect(await newest(id, 'PACKAGING')).toMatchObject({ attempt: 1, state: 'SIGNED' })
    expect(await unmetOf(id, 'PRODUCTION_COMPLETE')).toEqual(['noOpenNc'])
    expect(await resolve(coordinator, signed.nonconformance?.id)).toBe(200)
    await moveBuild(assembler, id, 'PRODUCTION_COMPLETE')
    await moveBuild(assembler, id, 'FINAL_QC')
    await passForm(qc, id, 'FINAL_QC')
    expect((await sql('select status from builds where id = $1', [id]))[0]?.status).toBe(
      'QC_COMPLETE',
    )
  })

  it.each([
    ['PLUMBING', {}, ['eolPassed', 'noOpenNc', 'packingComplete', 'tasksDone']],
    ['PLUMBING', { retest: false, rework: false }, ['noOpenNc']],
    ['SURFACE', { retest: true, rework: false }, ['eolPassed', 'noOpenNc']],
    ['SURFACE', {}, ['noOpenNc', 'packingComplete', 'tasksDone']],
  ])('%s with %o stands in the way by %o', async (reason, own, unmet) => {
    const id = await readyForFinalQc(crew)
    await failForm(qc, id, 'FINAL_QC', ['Q1'], { reason, ...own })
    expect((await unmetOf(id, 'PRODUCTION_COMPLETE')).toSorted()).toEqual(unmet)
  })
})

describe('a failed Pre-QC', () => {
  it('has no tasks and no rework of its own; what it found is mended where the body was made', async () => {
    const id = await readyForPreQc(crew)
    await failForm(qc, id, 'PRE_QC', ['P2'], { reason: 'DIMENSIONAL' })
    expect(await tasksOf(coordinator, id)).toEqual([])
    expect((await sql('select status from builds where id = $1', [id]))[0]?.status).toBe('PRE_QC')
  })
})

describe('a failed end-of-line test', () => {
  it('is signed by the assembler when the retest passes; quality closes the case', async () => {
    const id = await allTasksDone(crew)
    const { signed } = await failForm(assembler, id, 'END_OF_LINE', ['DR1a'], {
      reason: 'PLUMBING',
    })
    const nc = signed.nonconformance?.id
    const stateOf = async () =>
      (await rest(qc).get<{ status: string }>(`/nonconformances/${nc}?depth=0`)).body.status
    expect(await resolve(assembler, nc)).toBe(200)
    await passForm(assembler, id, 'END_OF_LINE')
    expect(await newest(id, 'END_OF_LINE')).toMatchObject({ attempt: 2, outcome: 'PASS' })
    expect(await stateOf()).toBe('RESOLVED')

    const close = (user: TestUser) =>
      rest(user).patch(`/nonconformances/${nc}`, {
        status: 'CLOSED',
        effectiveness: 'The retest passed.',
      })
    expect(await close(assembler)).toMatchObject(refusal(403, 'role_not_allowed'))
    expect((await close(qc)).status).toBe(200)
    expect(await stateOf()).toBe('CLOSED')
  })
})

describe('a task reopened while the test is open', () => {
  it('is completed before the test is signed as passed', async () => {
    const id = await allTasksDone(crew)
    const form = await openForm(assembler, id, 'END_OF_LINE')
    await answerForm(assembler, form)
    const [task] = await tasksOf(assembler, id)
    expect((await rest(assembler).post(`/tasks/${task?.id}/reopen`)).status).toBe(200)
    const pass = () =>
      rest(assembler).post(`/inspections/${form.id}/sign`, {
        password: assembler.password,
        outcome: 'PASS',
      })
    expect(await pass()).toMatchObject(refusal(409, 'precondition_failed'))
    expect(await newest(id, 'END_OF_LINE')).toMatchObject({ state: 'DRAFT', outcome: null })
    expect(
      (await rest(assembler).post(`/tasks/${task?.id}/complete`, { actualMinutes: 5 })).status,
    ).toBe(200)
    expect((await pass()).status).toBe(200)
  })
})

describe('an instrument that the house knows', () => {
  it('is judged by its own calibration, whatever date is typed', async () => {
    const tool = async (instrumentId: string, calibrationDue: string, isActive = true) => {
      const { status, text } = await rest(admin).post('/tools', {
        code: `T-${instrumentId}-${calibrationDue}`,
        name: 'Dual-probe thermometer',
        isMeasuring: true,
        ...{ instrumentId, calibrationDue, isActive },
      })
      expect(status, text).toBe(201)
    }
    await tool('FL-52', '2001-12-31')
    await tool('FL-53', '2001-12-31', false)
    await tool('FL-53', '2099-06-30')
    const form = await openForm(assembler, await allTasksDone(crew), 'END_OF_LINE')
    const asked = form.items.findIndex(({ instrument }) => instrument === 'ID')
    const key = form.items[asked]?.key
    const enter = (value: string) =>
      rest(assembler).patch(`/inspections/${form.id}`, { items: [{ key, value }] })
    const sign = () =>
      rest(assembler).post(`/inspections/${form.id}/sign`, {
        password: assembler.password,
        outcome: 'PASS',
      })
    const state = async () =>
      (
        await sql<{ state: string; value: string }>(
          `select state::text as state, items -> $2::int ->> 'value' as value from inspections where id = $1`,
          [form.id, asked],
        )
      )[0]

    // every answer is good, and the date that is typed lies far ahead
    await answerForm(assembler, form)
    const before = await state()
    for (const value of ['FL-52', ' fl-52 ']) {
      const refused = await enter(value)
      expect(refused).toMatchObject(refusal(422, 'invalid_value', { field: 'items.0.value' }))
      expect(refused.text).toContain('ended on 2001-12-31')
    }
    expect(await state()).toEqual(before)

    expect((await enter('FL-53')).status).toBe(200)
    await sql(`update tools set calibration_due = '2001-12-31' where instrument_id = 'FL-53'`)
    const refused = await sign()
    expect(refused).toMatchObject(refusal(422, 'required', { field: `items.${asked}` }))
    expect(refused.text).toContain('calibration of FL-53 ended on 2001-12-31')
    expect(await state()).toEqual({ state: 'DRAFT', value: 'FL-53' })

    expect((await enter('BORROWED-1')).status).toBe(200)
    expect((await sign()).status).toBe(200)
    expect(await state()).toEqual({ state: 'SIGNED', value: 'BORROWED-1' })
  })
})

describe('figures of quality', () => {
  const asking = async (user: TestUser) => Object.assign(await systemRequest(payload), { user })

  it('count attempts: first pass, pass rate, failures by reason and by item, minutes', async () => {
    await sql(
      `begin; set local session_replication_role = replica;
       update inspections set signed_at = now() - interval '400 days' where state = 'SIGNED'; commit`,
    )
    await passForm(qc, await readyForPreQc(crew), 'PRE_QC')
    const twice = await readyForPreQc(crew)
    const { form, signed } = await failForm(qc, twice, 'PRE_QC', ['P2', 'P4'], {
      reason: 'MISALIGNED',
    })
    await resolve(coordinator, signed.nonconformance?.id)
    await passForm(qc, twice, 'PRE_QC')
    await openForm(qc, await readyForPreQc(crew), 'PRE_QC')
    await sql(
      `begin; set local session_replication_role = replica;
       update inspections set created_at = signed_at - interval '30 minutes'
       where signed_at > now() - interval '1 day'; commit`,
    )

    const req = await asking(qc)
    expect(await qualityFigures(req, 90)).toEqual({
      forms: [
        { kind: 'PRE_QC', firstSigned: 2, firstPassed: 1, signed: 3, passed: 2, minutes: 30 },
      ],
      reasons: [{ reason: 'MISALIGNED', cases: 1 }],
      items: ['P2', 'P4'].map((key) => ({
        kind: 'PRE_QC',
        key,
        label: form.items.find((item) => item.key === key)?.label,
        cases: 1,
      })),
    })
    expect((await qualityFigures(req, 500)).forms.map(({ kind }) => kind)).toEqual([
      'PRE_QC',
      'END_OF_LINE',
      'PACKAGING',
      'FINAL_QC',
    ])
  })

  it('take for the first pass the first attempt that got a verdict', async () => {
    const id = await readyForFinalQc(crew)
    const draft = await openForm(qc, id, 'FINAL_QC')
    await sql(`update inspections set state = 'VOID' where id = $1`, [draft.id])
    const req = await asking(qc)
    const figures = async () =>
      (await qualityFigures(req, 1)).forms.find(({ kind }) => kind === 'FINAL_QC')
    const before = await figures()

    await passForm(qc, id, 'FINAL_QC')
    const form = await newest(id, 'FINAL_QC')
    expect(form).toMatchObject({ attempt: 2, outcome: 'PASS' })
    const [header] = await sql<{ value: boolean }>(
      `select (fact ->> 'value')::boolean as value
       from inspections, jsonb_array_elements(header) fact where id = $1 and fact ->> 'key' = 'firstPass'`,
      [form.id],
    )
    expect(header?.value).toBe(true)
    expect(await figures()).toMatchObject({
      firstSigned: (before?.firstSigned ?? 0) + 1,
      firstPassed: (before?.firstPassed ?? 0) + 1,
      signed: (before?.signed ?? 0) + 1,
    })
  })

  it('are for those who read all inspections', async () => {
    for (const [who, isSeen] of [
      [admin, true],
      [qc, true],
      [coordinator, true],
      [assembler, false],
    ] as const) {
      expect((await qualityFigures(await asking(who), 90)).forms.length > 0, who.role).toBe(isSeen)
    }
  })
})

async function newest(
  id: string,
  kind: string,
): Promise<FloorInspection & { outcome: string | null }> {
  const { body } = await rest(coordinator).get<{
    docs: (FloorInspection & { outcome: string | null })[]
  }>(
    `/inspections?where[build][equals]=${id}&where[kind][equals]=${kind}&sort=-attempt&limit=1&depth=0`,
  )
  const [found] = body.docs
  if (!found) throw new Error(`There is no ${kind}.`)
  return found
}
