import { createLocalReq } from 'payload'
import { beforeAll, expect, it } from 'vitest'
import { closedStates, workflowDefinition } from '../../../src/domain/workflow/definition'
import { systemRequest } from '../../../src/services/actor'
import { publishRelease } from '../../../src/services/configuration/publish'
import { MDRD } from '../../../src/shipped/mdrd'
import { STANDARD_WORKFLOW } from '../../../src/shipped/workflows'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** A workflow that ends in CLOSED and cancels into VOID: its finished builds are over like any other. */

const { payload, sql } = await bootPayload()
const { replayFamily } = await import('../../../src/services/configuration/replay')
const { buildsOver, whereNotIn } = await import('../../../src/services/builds/closed')
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')

const RENAMED = workflowDefinition.parse(
  JSON.parse(
    JSON.stringify({ ...STANDARD_WORKFLOW, code: 'CLOSING' })
      .replaceAll('"DELIVERED"', '"CLOSED"')
      .replaceAll('"CANCELLED"', '"VOID"'),
  ),
)

let usual: string
let closed: string
let voided: string
let open: string

beforeAll(async () => {
  await loadCatalogue(payload)
  usual = firstBuild(await submit(coordinator)).id
  await publishRelease(await systemRequest(payload), {
    kind: 'WORKFLOW',
    code: RENAMED.code,
    content: RENAMED,
    reason: 'Other names.',
  })
  await sql(
    `update workflows set release_id = (select id from configuration_releases where code = $1) where is_default`,
    [RENAMED.code],
  )
  closed = firstBuild(await submit(coordinator)).id
  voided = firstBuild(await submit(coordinator)).id
  open = firstBuild(await submit(coordinator)).id
  for (const [id, status] of [
    [closed, 'CLOSED'],
    [voided, 'VOID'],
    [usual, 'DELIVERED'],
  ]) {
    const moved = await rest(admin).patch(`/builds/${id}`, {
      status,
      override: true,
      statusNote: 'Long gone.',
    })
    expect(moved.status, moved.text).toBe(200)
  }
})

it('is not among the open builds of lists and of a replay', async () => {
  const req = await createLocalReq({ user: admin, context: { asSystem: true } }, payload)
  const { docs } = await payload.find({
    collection: 'builds',
    where: await whereNotIn(req, closedStates),
    depth: 0,
    req,
  })
  expect(docs.map(({ id }) => id)).toEqual([open])
  expect((await replayFamily(req, MDRD, { closed: 0 })).builds).toBe(1)
  expect((await replayFamily(req, MDRD, { closed: 2 })).builds).toBe(3)
})

it('is over for the list of bills of materials, by the workflow of each build', async () => {
  const over = await buildsOver(payload, [usual, closed, voided, open])
  expect([...over.keys()].toSorted()).toEqual([usual, closed, voided].toSorted())
})

it('counts the last closed builds by when they closed, not by their last edit', async () => {
  await sql(`update builds set updated_at = now() + interval '1 day' where id = $1`, [closed])
  const item = await someone.part({ name: 'New label' })
  const draft = structuredClone(MDRD)
  const [rule] = draft.rules
  if (!rule) throw new Error('The family has no rules.')
  draft.rules.push({ ...rule, id: 'R90', item: { kind: 'ITEM', id: item.partNumber } })
  const req = await createLocalReq({ context: { asSystem: true } }, payload)
  const { differing } = await replayFamily(req, draft, { closed: 1 })
  expect(new Set(differing.map(({ build }) => build))).toEqual(new Set([open, usual]))
})

it('keeps its release, and lets the items on its bill go', async () => {
  expect(
    await rest(admin).post(`/builds/${closed}/release`, { reason: 'Not any more' }),
  ).toMatchObject(
    refusal(409, 'wrong_state', {
      message: expect.stringContaining('it keeps the release it was made by'),
    }),
  )

  const part = await someone.part({ name: 'Used up' })
  const use = (build: string) =>
    sql(`insert into item_uses (id, build_id, part_id) values (gen_random_uuid(), $1, $2)`, [
      build,
      part.id,
    ])
  for (const build of [closed, voided, usual]) await use(build)
  const usedBy = async () =>
    (await rest(admin).get<{ builds: { id: string }[] }>(`/parts/${part.id}/where-used`)).body
  expect((await usedBy()).builds).toEqual([])
  await use(open)
  expect((await usedBy()).builds.map(({ id }) => id)).toEqual([open])
  expect(await rest(admin).delete(`/parts/${part.id}`)).toMatchObject(refusal(409, 'in_use'))
  await sql(`delete from item_uses where build_id = $1 and part_id = $2`, [open, part.id])
  expect((await rest(admin).delete(`/parts/${part.id}`)).status).toBe(200)
})
