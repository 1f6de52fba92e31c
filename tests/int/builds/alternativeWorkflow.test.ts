import { createLocalReq } from 'payload'
import { beforeAll, expect, it } from 'vitest'
import { systemRequest } from '../../../src/services/actor'
import { publishRelease } from '../../../src/services/configuration/publish'
import { INSPECT_AFTER_PRODUCTION } from '../../../src/shipped/workflows'
import { rest } from '../../support/api'
import {
  answerForm,
  finishTasks,
  moveBuild,
  openForm,
  passForm,
  readyForPreQc,
  tasksOf,
} from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, firstBuild, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

/**
 * Production before the first inspection, by publishing another definition and nothing else (handbook
 * 4.5): forms, tasks, rework and shipping follow the table that the order pinned.
 */

const { payload, sql } = await bootPayload()
const { readMyBuilds } = await import('../../../src/views/production/readMyWork')
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const crew = { coordinator, procurement, qc, assembler }

let inFlight: string

beforeAll(async () => {
  await loadCatalogue(payload)
  inFlight = await readyForPreQc(crew)
  const { code } = INSPECT_AFTER_PRODUCTION
  await publishRelease(await systemRequest(payload), {
    kind: 'WORKFLOW',
    code,
    content: INSPECT_AFTER_PRODUCTION,
    reason: 'The shop tries another order of work.',
  })
  await sql(`update workflows set is_default = false where is_default`)
  await sql(`update workflows set is_default = true where code = $1`, [code])
})

const standing = async (build: string) =>
  (await sql('select status, stage from builds where id = $1', [build]))[0]
/** What the board of the assembler says comes next. */
const dueOf = async (build: string) =>
  (await readMyBuilds(await createLocalReq({ user: assembler }, payload))).find(
    ({ id }) => id === build,
  )?.due
const movesOf = async (user: TestUser, build: string) =>
  (await rest(user).get<{ to: string; allowed: boolean }[]>(`/builds/${build}/moves`)).body
const open = (user: TestUser, build: string, kind: string) =>
  rest(user).post(`/builds/${build}/inspections`, { kind })

it('carries a whole build to its delivery, a failed Pre-QC and its rework included', async () => {
  const submitted = await submit(coordinator)
  const { id: build, bom } = firstBuild(submitted)
  expect((await movesOf(coordinator, build)).map(({ to }) => to)).toEqual([
    'IN_PRODUCTION',
    'ON_HOLD',
    'CANCELLED',
  ])
  expect(
    await rest(coordinator).patch(`/builds/${build}`, { status: 'IN_PRODUCTION' }),
  ).toMatchObject(refusal(409, 'precondition_failed'))
  await approve(procurement, bom.id)
  expect(await rest(procurement).patch(`/builds/${build}`, { status: 'PRE_QC' })).toMatchObject(
    refusal(403, 'role_not_allowed'),
  )

  await moveBuild(coordinator, build, 'IN_PRODUCTION')
  expect((await tasksOf(coordinator, build)).length).toBeGreaterThan(5)
  expect(await open(qc, build, 'PRE_QC')).toMatchObject(refusal(409, 'wrong_state'))
  expect((await rest(assembler).post(`/builds/${build}/claim`)).status).toBe(200)
  expect(await rest(assembler).patch(`/builds/${build}`, { status: 'PRE_QC' })).toMatchObject(
    refusal(409, 'precondition_failed'),
  )
  await finishTasks(assembler, build)
  expect(await dueOf(build)).toMatchObject({ kind: 'FORM', form: 'END_OF_LINE' })
  await passForm(assembler, build, 'END_OF_LINE')
  expect(await dueOf(build)).toMatchObject({ kind: 'MOVE', move: { to: 'PRE_QC' } })
  await moveBuild(assembler, build, 'PRE_QC')
  expect(await standing(build)).toMatchObject({ status: 'PRE_QC', stage: 'READY_FOR_PRE_QC' })

  const failing = await openForm(qc, build, 'PRE_QC')
  await answerForm(qc, failing, { P2: { result: 'FAIL', note: 'The drawing is missing.' } })
  const { body: failed } = await rest(qc).post<{
    build: { status: string; stage: string }
    nonconformance: { id: string }
  }>(`/inspections/${failing.id}/sign`, {
    password: qc.password,
    outcome: 'FAIL',
    failure: { reason: 'MISALIGNED', correctiveAction: 'Align it.', notes: 'It is not aligned.' },
  })
  expect(failed.build).toMatchObject({ status: 'IN_PRODUCTION', stage: 'REWORK' })
  const rework = (await tasksOf(assembler, build)).filter(({ status }) => status === 'PENDING')
  expect(rework.map(({ title }) => title)).toEqual([expect.stringMatching(/^Rework P2/)])
  await finishTasks(assembler, build)
  const resolved = await rest(assembler).patch(`/nonconformances/${failed.nonconformance.id}`, {
    status: 'RESOLVED',
    resolution: 'Aligned and looked at.',
  })
  expect(resolved.status).toBe(200)
  await moveBuild(assembler, build, 'PRE_QC')
  await passForm(qc, build, 'PRE_QC')
  expect(await standing(build)).toMatchObject({ status: 'PRODUCTION_COMPLETE' })
  expect(
    await sql('select status::text as status from nonconformances where build_id = $1', [build]),
  ).toEqual([{ status: 'CLOSED' }])

  expect(await rest(assembler).patch(`/builds/${build}`, { status: 'FINAL_QC' })).toMatchObject(
    refusal(403, 'role_not_allowed'),
  )
  expect(await rest(qc).patch(`/builds/${build}`, { status: 'FINAL_QC' })).toMatchObject(
    refusal(409, 'precondition_failed'),
  )
  expect(await dueOf(build)).toMatchObject({ kind: 'FORM', form: 'PACKAGING', attempt: 1 })
  await passForm(assembler, build, 'PACKAGING')
  await moveBuild(qc, build, 'FINAL_QC')
  await passForm(qc, build, 'FINAL_QC')
  expect(await standing(build)).toMatchObject({ status: 'QC_COMPLETE', stage: 'READY_TO_SHIP' })

  const shipped = await rest(coordinator).post(`/orders/${submitted.order.id}/shipments`, {
    builds: [build],
    carrier: 'Coastal Freight',
    date: '2026-11-20',
  })
  expect(shipped.status, shipped.text).toBe(201)
  await moveBuild(coordinator, build, 'DELIVERED')
  expect(await standing(build)).toMatchObject({ status: 'DELIVERED', stage: 'DELIVERED' })
  expect(
    (await sql('select "to" from status_events where build_id = $1 order by at, id', [build])).map(
      ({ to }) => to,
    ),
  ).toEqual([
    'PENDING',
    'IN_PRODUCTION',
    'PRE_QC',
    'IN_PRODUCTION',
    'PRE_QC',
    'PRODUCTION_COMPLETE',
    'FINAL_QC',
    'QC_COMPLETE',
    'SHIPPED',
    'DELIVERED',
  ])
  const [order] = await sql('select status from orders where id = $1', [submitted.order.id])
  expect(order).toEqual({ status: 'DELIVERED' })
})

it('leaves the order in flight on the workflow that it pinned', async () => {
  const [pinned] = await sql(
    `select r.code, r.version::int as version from builds b join configuration_releases r on r.id = b.workflow_id where b.id = $1`,
    [inFlight],
  )
  expect(pinned).toEqual({ code: 'STANDARD', version: 1 })
  await passForm(qc, inFlight, 'PRE_QC')
  expect(await standing(inFlight)).toMatchObject({ status: 'IN_PRODUCTION' })
  expect((await rest(assembler).post(`/builds/${inFlight}/claim`)).status).toBe(200)
  expect((await movesOf(assembler, inFlight)).map(({ to }) => to)).toEqual([
    'PRODUCTION_COMPLETE',
    'ON_HOLD',
  ])
  await finishTasks(assembler, inFlight)
  await passForm(assembler, inFlight, 'END_OF_LINE')
  await passForm(assembler, inFlight, 'PACKAGING')
  await moveBuild(assembler, inFlight, 'PRODUCTION_COMPLETE')
  expect(await standing(inFlight)).toMatchObject({ status: 'PRODUCTION_COMPLETE' })
})
