import { beforeAll, describe, expect, it } from 'vitest'
import { FORM_LABELS } from '../../../src/domain/quality/codes'
import type { FormItem } from '../../../src/domain/quality/item'
import type { Checklist, ChecklistItem } from '../../../src/domain/quality/checklist'
import { MDRD } from '../../../src/shipped/mdrd'
import { isFrench } from '../../../src/shipped/mdrd/checklists/words'
import { rest } from '../../support/api'
import {
  allTasksDone,
  answerForm,
  openForm,
  passForm,
  readyForFinalQc,
  readyForPreQc,
  tasksOf,
  type FloorInspection,
} from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, build, loadCatalogue, plainSink, threeBasinSink } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** An open inspection is never one of another sink (handbook 4.6, 8.1, 15). */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON', { initials: 'QCV' })
const assembler = await someone.user('ASSEMBLER')
const admin = await someone.user('ADMIN', { initials: 'ADM' })
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadCatalogue(payload))

type Sink = Record<string, unknown>
const ordered = (configuration: Sink) => ({ builds: [build({ configuration })] })

async function change(id: string, configuration: Sink): Promise<void> {
  const changed = await rest(admin).patch(`/builds/${id}`, {
    configuration,
    statusNote: 'The clinic asked for it',
  })
  expect(changed.status, changed.text.slice(0, 400)).toBe(200)
}

/** The new version of the bill is sent to Procurement and approved. */
async function approveBill(id: string): Promise<void> {
  const [bom] = await sql<{ id: string }>('select id from boms where build_id = $1 and is_active', [
    id,
  ])
  const submitted = await rest(coordinator).post(`/boms/${bom?.id}/submit`)
  expect(submitted.status, submitted.text.slice(0, 400)).toBe(200)
  await approve(procurement, bom?.id ?? '')
}

type Row = {
  id: string
  build: string
  attempt: number
  state: string
  release: string
  createdBy: string
  statement: string
  header: { key: string; value: unknown }[]
  items: FormItem[]
}

const rowsOf = (id: string, kind: string) =>
  sql<Row>(
    `select id, build_id as build, attempt::int as attempt, state::text as state, release_id as release, statement,
            created_by_id as "createdBy", header, items
     from inspections where build_id = $1 and kind = $2 order by attempt`,
    [id, kind],
  )

/** The two attempts of a form whose draft was made anew; insists that there are no others. */
async function renewed(id: string, kind: string): Promise<{ old: Row; next: Row }> {
  const rows = await rowsOf(id, kind)
  expect(rows.map(({ attempt, state }) => [attempt, state])).toEqual([
    [1, 'VOID'],
    [2, 'DRAFT'],
  ])
  const [old, next] = rows
  if (!old || !next) throw new Error('There are two attempts.')
  return { old, next }
}

const itemIn = ({ items }: Pick<Row, 'items'>, key: string, basin: number | null = null) =>
  items.find((item) => item.key === key && item.basin === basin)

const headerIn = ({ header }: Row, key: string) => header.find((entry) => entry.key === key)?.value

const sign = (user: TestUser, id: string) =>
  rest(user).post(`/inspections/${id}/sign`, { password: user.password, outcome: 'PASS' })

const voidingOf = (id: string) =>
  sql<{ before: unknown; after: unknown; reason: string; actor: string }>(
    `select before, after, reason, actor from audit_events
     where resource = 'inspections' and resource_id = $1 and after->>'state' = 'VOID'`,
    [id],
  )

/** The form that was filled in for the sink before is closed, audited, and signed by nobody. */
async function expectReplaced(user: TestUser, old: FloorInspection, next: Row): Promise<void> {
  expect(await sign(user, old.id)).toMatchObject(refusal(409, 'wrong_state'))
  expect(await voidingOf(old.id)).toEqual([
    {
      before: { state: 'DRAFT' },
      after: { state: 'VOID' },
      reason: 'The sink is specified otherwise by now: the form asks for something else.',
      actor: admin.id,
    },
  ])
  expect(await sql('select id from signatures where resource_id = $1', [old.id])).toEqual([])
  expect((await openForm(user, next.build, old.kind)).id).toBe(next.id)
}

const ON_FEET = plainSink({ feet: 'SEISMIC' })
const ON_CASTERS = plainSink({
  feet: 'CASTERS',
  pegboard: true,
  pegboardType: 'PERFORATED',
  pegboardColor: 'BLUE',
  pegboardSize: 'SAME_AS_SINK',
})

const withThirdBasin = (type: string) =>
  threeBasinSink({
    basins: [
      { type: 'E_SINK', size: '24X20X8' },
      { type: 'E_SINK', size: '30X20X8' },
      { type, size: '20X20X8' },
    ],
  })

describe('an open inspection of a sink that becomes another one', () => {
  it('asks what the incoming body is now, and keeps what is still asked in the same words', async () => {
    const id = await readyForPreQc(crew, ordered(ON_FEET))
    const draft = await openForm(qc, id, 'PRE_QC')
    await answerForm(qc, draft)

    await change(id, ON_CASTERS)

    const { old, next } = await renewed(id, 'PRE_QC')
    expect(itemIn(old, 'P5')).toMatchObject({ expected: 'SEISMIC', value: 'SEISMIC' })
    expect(itemIn(old, 'P3')).toBeUndefined()
    expect(itemIn(next, 'P5')).toMatchObject({ expected: 'CASTERS', value: null, result: null })
    expect(itemIn(next, 'P3')).toMatchObject({ result: null })
    expect(itemIn(next, 'P2')).toMatchObject({ result: 'PASS' })
    expect(itemIn(next, 'P1')).toMatchObject({ result: 'PASS', photos: [] })
    expect(next.createdBy).toBe(qc.id)
    expect(headerIn(next, 'inspector')).toBe('QCV')
    await expectReplaced(qc, draft, next)
    expect(await sign(qc, next.id)).toMatchObject(refusal(422, 'required'))

    await approveBill(id)
    expect((await renewed(id, 'PRE_QC')).next.id).toBe(next.id)
    expect(await passForm(qc, id, 'PRE_QC')).toBe(next.id)
    expect(await sql('select status from builds where id = $1', [id])).toEqual([
      { status: 'IN_PRODUCTION' },
    ])
  })

  it('tests what each basin is now at the end of the line', async () => {
    const id = await allTasksDone(crew, ordered(withThirdBasin('E_DRAIN')))
    const draft = await openForm(assembler, id, 'END_OF_LINE')
    await answerForm(assembler, draft)

    await change(id, withThirdBasin('E_SINK'))

    const { old, next } = await renewed(id, 'END_OF_LINE')
    const keysOf = (form: Row, basin: number) =>
      form.items.flatMap((item) => (item.basin === basin ? [item.key] : []))
    expect(keysOf(old, 3)).toContain('DR1a')
    expect(keysOf(next, 3)).not.toContain('DR1a')
    expect(keysOf(next, 3)).toEqual(keysOf(next, 2))
    const open = (basin: number) =>
      next.items.filter((item) => item.basin === basin && item.result === null)
    expect(open(1).map(({ key }) => key)).toEqual(['ES0-controlBox'])
    const boxOf = (form: Row) => itemIn(form, 'ES0-controlBox', 1)?.partNumber
    expect(boxOf(next)).not.toBe(boxOf(old))
    expect(open(3)).toHaveLength(keysOf(next, 3).length)
    expect(next.createdBy).toBe(assembler.id)
    await expectReplaced(assembler, draft, next)
  })

  it('is released as what it is now', async () => {
    const id = await readyForFinalQc(crew, ordered(ON_FEET))
    const draft = await openForm(qc, id, 'FINAL_QC')
    await answerForm(qc, draft)

    await change(id, ON_CASTERS)

    const { old, next } = await renewed(id, 'FINAL_QC')
    const asked = ({ items }: Row) => items.map(({ key }) => key)
    const added = asked(next).filter((key) => !asked(old).includes(key))
    expect(added.length).toBeGreaterThan(0)
    for (const key of added) expect(itemIn(next, key)).toMatchObject({ result: null })
    expect(itemIn(next, 'A4')).toMatchObject({ result: 'PASS' })
    await expectReplaced(qc, draft, next)
    expect(await sql('select status from builds where id = $1', [id])).toEqual([
      { status: 'FINAL_QC' },
    ])
  })

  it('says in its header what the sink is now', async () => {
    const id = await readyForPreQc(crew)
    const draft = await openForm(qc, id, 'PRE_QC')
    await change(id, withThirdBasin('E_SINK'))
    const { old, next } = await renewed(id, 'PRE_QC')
    expect([headerIn(old, 'basins'), headerIn(next, 'basins')]).toEqual([1, 3])
    await expectReplaced(qc, draft, next)
  })

  it('stays as it is where it asks and says the same', async () => {
    const id = await readyForPreQc(crew)
    const draft = await openForm(qc, id, 'PRE_QC')
    await answerForm(qc, draft)
    const before = await rowsOf(id, 'PRE_QC')
    await change(id, plainSink({ length: 72 }))
    await approveBill(id)
    expect(await rowsOf(id, 'PRE_QC')).toEqual(before)
    expect(await voidingOf(draft.id)).toEqual([])
  })

  it('stands once it is signed', async () => {
    const id = await allTasksDone(crew, ordered(ON_FEET))
    await passForm(assembler, id, 'END_OF_LINE')
    const standing = async () =>
      [...(await rowsOf(id, 'PRE_QC')), ...(await rowsOf(id, 'END_OF_LINE'))].map(
        ({ attempt, state }) => [attempt, state],
      )
    const signed = [
      [1, 'SIGNED'],
      [1, 'SIGNED'],
    ]
    expect(await standing()).toEqual(signed)
    await change(id, ON_CASTERS)
    await approveBill(id)
    expect(await standing()).toEqual(signed)
  })
})

const releaseOf = async (id: string) =>
  (
    await sql<{ release: string }>('select release_id as release from builds where id = $1', [id])
  )[0]?.release

async function publish(altered: (checklist: Checklist) => Checklist): Promise<void> {
  const [family] = await sql<{ id: string }>(`select id from product_families where code = 'MDRD'`)
  const saved = await rest(admin).patch(`/product-families/${family?.id}`, {
    draft: { ...MDRD, checklists: MDRD.checklists.map(altered) },
  })
  expect(saved.status, saved.text.slice(0, 400)).toBe(200)
  const published = await rest(admin).post(`/product-families/${family?.id}/publish`, {
    password: admin.password,
    reason: 'Another Pre-QC',
  })
  expect(published.status, published.text.slice(0, 400)).toBe(201)
}

/** The Pre-QC form with its second item altered. */
const withP2 =
  (own: Partial<ChecklistItem>) =>
  (checklist: Checklist): Checklist =>
    checklist.kind === 'PRE_QC'
      ? {
          ...checklist,
          sections: checklist.sections.map((section) => ({
            ...section,
            items: section.items.map((item) =>
              item.key === 'P2' ? Object.assign(structuredClone(item), own) : item,
            ),
          })),
        }
      : checklist

describe('a task that a new bill brings while Final QC is due', () => {
  it('is told how to get done: by failing Final QC, which leads back to production', async () => {
    const id = await readyForFinalQc(crew, ordered(ON_FEET))
    await change(id, ON_CASTERS)
    await approveBill(id)
    const [task] = (await tasksOf(assembler, id)).filter(({ status }) => status === 'PENDING')
    if (!task) throw new Error('The pegboard is still to be fitted.')
    const [workflow] = await sql<{ label: string }>(
      `select state->'label'->>'en' as label from builds b join configuration_releases r on r.id = b.workflow_id
       cross join jsonb_array_elements(r.content->'states') state
       where b.id = $1 and state->>'code' = 'IN_PRODUCTION'`,
      [id],
    )
    const way = `fail ${FORM_LABELS.FINAL_QC}, which leads back to ${workflow?.label}.`

    const refusals = [
      await rest(assembler).post(`/tasks/${task.id}/start`),
      await rest(coordinator).post(`/tasks/${task.id}/cancel`, { reason: 'Not to be fitted' }),
    ]
    for (const refused of refusals) {
      expect(refused).toMatchObject(refusal(409, 'wrong_state'))
      expect(refused.text).toContain(way)
    }
    const form = await openForm(qc, id, 'FINAL_QC')
    await answerForm(qc, form)
    const passed = await sign(qc, form.id)
    expect(passed).toMatchObject(refusal(409, 'precondition_failed'))
    expect(passed.text).toContain(way)

    const failed = await rest(qc).post(`/inspections/${form.id}/sign`, {
      password: qc.password,
      outcome: 'FAIL',
      failure: {
        reason: 'OTHER',
        correctiveAction: 'Fit what the clinic asked for.',
        notes: 'The pegboard is not fitted yet.',
      },
    })
    expect(failed.status, failed.text.slice(0, 400)).toBe(200)
    expect(await sql('select status from builds where id = $1', [id])).toEqual([
      { status: 'IN_PRODUCTION' },
    ])
    const started = await rest(assembler).post(`/tasks/${task.id}/start`)
    expect(started.status, started.text.slice(0, 400)).toBe(200)
  })
})

describe('an open inspection of a build that moves to a newer release', () => {
  const moveOver = async (id: string) => {
    const moved = await rest(admin).post(`/builds/${id}/release`, { reason: 'A safer form' })
    expect(moved.status, moved.text.slice(0, 400)).toBe(201)
  }

  it('asks what that release asks, and is bound to it', async () => {
    const id = await readyForPreQc(crew)
    const draft = await openForm(qc, id, 'PRE_QC')
    await answerForm(qc, draft)
    const label = { en: 'The papers are dry', fr: 'Les papiers sont secs', es: 'Papeles secos' }
    await publish(withP2({ label }))
    expect((await rowsOf(id, 'PRE_QC')).map(({ state }) => state)).toEqual(['DRAFT'])

    await moveOver(id)

    const { old, next } = await renewed(id, 'PRE_QC')
    expect(next.release).toBe(await releaseOf(id))
    expect(old.release).not.toBe(next.release)
    expect(itemIn(next, 'P2')).toMatchObject({ label: label.en, result: null })
    expect(itemIn(next, 'P4')).toMatchObject({ result: 'PASS' })
    await expectReplaced(qc, draft, next)
  })

  it('is signed under the statement of that release', async () => {
    const id = await readyForPreQc(crew)
    const draft = await openForm(qc, id, 'PRE_QC')
    const statement = { en: 'All is well.', fr: 'Tout va bien.', es: 'Todo está bien.' }
    await publish((checklist) => ({ ...checklist, statement }))
    await moveOver(id)
    const { next } = await renewed(id, 'PRE_QC')
    expect(next.statement).toBe(statement.en)
    await expectReplaced(qc, draft, next)
  })
})

describe('an open inspection of an order that gets another language', () => {
  it('asks what that language asks', async () => {
    await publish(withP2({ when: isFrench }))
    const id = await readyForPreQc(crew)
    const draft = await openForm(qc, id, 'PRE_QC')
    await answerForm(qc, draft)
    const [order] = await sql<{ id: string }>('select order_id as id from builds where id = $1', [
      id,
    ])
    const changed = await rest(admin).patch(`/orders/${order?.id}`, {
      language: 'FR',
      changeReason: 'The clinic works in French',
    })
    expect(changed.status, changed.text.slice(0, 400)).toBe(200)
    const { old, next } = await renewed(id, 'PRE_QC')
    expect(itemIn(old, 'P2')).toBeUndefined()
    expect(itemIn(next, 'P2')).toMatchObject({ result: null })
    expect(itemIn(next, 'P4')).toMatchObject({ result: 'PASS' })
    await expectReplaced(qc, draft, next)
  })
})
