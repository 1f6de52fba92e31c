import { createLocalReq } from 'payload'
import { beforeAll, expect, it } from 'vitest'
import { HOLD_CLASS_LABELS } from '../../../src/domain/orders/hold'
import { BLOCK_CLASS_LABELS, TASK_CATEGORY_LABELS } from '../../../src/domain/production/codes'
import { FORM_LABELS } from '../../../src/domain/quality/codes'
import { recordAudits } from '../../../src/services/audit'
import { buildActs } from '../../../src/services/builds/acts'
import { idOf } from '../../../src/services/relation'
import { statusTitles, titlesOfEach } from '../../../src/views/history/titles'
import { rest } from '../../support/api'
import {
  answerForm,
  claimed,
  finish,
  moveBuild,
  openForm,
  readyForPreQc,
  tasksOf,
} from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue } from '../../support/plant'

const { payload } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const admin = await someone.user('ADMIN')
const crew = { coordinator, procurement, qc, assembler }
let id = ''

beforeAll(async () => {
  await loadCatalogue(payload)
  id = await claimed(crew)
  const [task] = await tasksOf(assembler, id)
  if (!task) throw new Error('The build has no task.')
  await finish(assembler, task)
  await rest(admin).patch(`/builds/${id}`, { status: 'ON_HOLD', statusNote: 'Wrong drawing' })
})

/** Every act on the build and on what belongs to it, newest first, as one person may know it. */
async function actsFor(user: TestUser) {
  const req = await createLocalReq({ user: { ...user, collection: 'users' } }, payload)
  const build = await payload.findByID({ collection: 'builds', id, depth: 0, req })
  const first = await buildActs(req, build, 1)
  const second = first.hasNextPage ? await buildActs(req, build, 2) : { acts: [] }
  return [...first.acts, ...second.acts]
}

it('tells of the build, its bills of materials, tasks and forms in one row of time', async () => {
  const acts = await actsFor(admin)
  expect(acts[0]).toMatchObject({
    resource: 'builds',
    act: { action: 'status_move', actorName: admin.fullName, reason: 'Wrong drawing' },
  })
  expect([...new Set(acts.map(({ resource, act }) => `${resource} ${act.action}`))]).toEqual(
    expect.arrayContaining([
      'boms approve',
      'inspections approve',
      'tasks update',
      'builds update',
    ]),
  )
  const times = acts.map(({ act }) => act.at)
  expect(times).toEqual(times.toSorted().toReversed())
  expect(acts.every(({ record }) => record.id !== undefined)).toBe(true)
})

it('tells each move and each signature once', async () => {
  await moveBuild(admin, id, 'FINAL_QC', { override: true, statusNote: 'Inspected on paper' })
  const acts = await actsFor(admin)
  const moves = acts.flatMap(({ move }) => move ?? [])
  const kept = await payload.find({
    collection: 'status-events',
    where: { build: { equals: id } },
    sort: '-at',
  })
  expect(moves.map((move) => move.id)).toEqual(kept.docs.map((move) => move.id))
  expect(moves[0]).toMatchObject({ to: 'FINAL_QC', isOverride: true, note: 'Inspected on paper' })
  expect(moves.at(-1)).toMatchObject({ from: null, to: 'PENDING' })
  expect(acts.filter(({ act }) => act.reason === 'Inspected on paper')).toHaveLength(1)
  const signed = acts.filter(
    ({ act, resource }) =>
      resource === 'inspections' && ['sign', 'approve', 'reject'].includes(act.action),
  )
  expect(signed.map(({ act }) => act.action)).toEqual(['approve'])
})

it('tells of a refused call that it was refused, and takes its answer for no field of the build', async () => {
  expect((await rest(qc).post(`/builds/${id}/claim`)).status).toBe(403)
  const refused = (await actsFor(admin)).filter(({ act }) => act.action === 'access_refused')
  expect(refused.map(({ act }) => [act.actorName, act.before, act.after])).toEqual([
    [qc.fullName, null, null],
  ])
})

it('says a code as its own record says it, whatever another calls the same', async () => {
  const req = await createLocalReq({ user: { ...admin, collection: 'users' } }, payload)
  const acts = await actsFor(admin)
  const titles = await titlesOfEach(req, acts)
  expect(titles.get('builds')?.get('PARTS_SHORTAGE')).toBe(HOLD_CLASS_LABELS.PARTS_SHORTAGE)
  expect(titles.get('tasks')?.get('PARTS_SHORTAGE')).toBe(BLOCK_CLASS_LABELS.PARTS_SHORTAGE)
  expect(titles.get('tasks')?.get('PACKAGING')).toBe(TASK_CATEGORY_LABELS.PACKAGING)
  expect(titles.get('inspections')?.get('PACKAGING')).toBe(FORM_LABELS.PACKAGING)
})

it('calls statuses and stages what the workflow and the screens call them', async () => {
  const req = await createLocalReq({ user: { ...admin, collection: 'users' } }, payload)
  const { order } = await payload.findByID({ collection: 'builds', id, depth: 0, req })
  for (const titles of [
    await statusTitles(req, 'builds', id),
    await statusTitles(req, 'orders', idOf(order)),
  ]) {
    expect(titles.get('PRE_QC')).toBe('Pre-QC')
    expect(titles.get('ON_HOLD')).toBe('On hold')
    expect(titles.get('BOM_REVIEW')).toBe('BOM in review')
  }
  expect((await statusTitles(req, 'tasks', id)).size).toBe(0)
})

it('leaves costs out for whoever has no part in them, and an act of nothing but cost', async () => {
  const { docs } = await payload.find({ collection: 'boms', where: { build: { equals: id } } })
  const req = await createLocalReq({ context: { asSystem: true } }, payload)
  const change = { action: 'update' as const, resource: 'boms', resourceId: docs[0]?.id ?? null }
  await recordAudits(req, [
    { ...change, before: { totalCost: 1 }, after: { totalCost: 2 } },
    { ...change, before: { totalCost: 2, state: 'DRAFT' }, after: { totalCost: 3, state: 'VOID' } },
  ])
  const boms = async (user: TestUser) =>
    (await actsFor(user)).filter(
      ({ resource, act }) => resource === 'boms' && act.action === 'update',
    )
  expect((await boms(procurement)).map(({ act }) => act.after)).toEqual([
    { totalCost: 3, state: 'VOID' },
    { totalCost: 2 },
  ])
  for (const user of [qc, assembler])
    expect((await boms(user)).map(({ act }) => act.after)).toEqual([{ state: 'VOID' }])
})

it('tells what was noted on a form of quality to those alone who may read its answers', async () => {
  const form = await openForm(qc, await readyForPreQc(crew), 'PRE_QC')
  await answerForm(qc, form)
  const note = 'Scratch beside the drain, polished out.'
  const signed = await rest(qc).post(`/inspections/${form.id}/sign`, {
    password: qc.password,
    outcome: 'PASS',
    note,
  })
  expect(signed.status, signed.text.slice(0, 300)).toBe(200)
  const reasonsFor = async (user: TestUser) => {
    const { status, body } = await rest(user).get<{ docs: { action: string; reason: unknown }[] }>(
      `/history/inspections/${form.id}`,
    )
    expect(status).toBe(200)
    return body.docs.filter(({ action }) => action === 'approve').map(({ reason }) => reason)
  }
  for (const user of [qc, coordinator]) expect(await reasonsFor(user)).toEqual([note])
  expect(await reasonsFor(procurement)).toEqual([null])
  const { text } = await rest(procurement).get(`/history/inspections/${form.id}`)
  expect(text).not.toContain(note)
})
