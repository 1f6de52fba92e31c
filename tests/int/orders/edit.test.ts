import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, build, loadCatalogue, submit, type Submitted } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

beforeAll(() => loadCatalogue(payload))

type Row = Record<string, unknown>
const orderRow = async (id: string): Promise<Row> =>
  (await sql('select * from orders where id = $1', [id]))[0] ?? {}
const bomsOf = (order: string) =>
  sql(
    `select b.position::int, m.version::int, m.state, m.language from boms m join builds b on b.id = m.build_id
     where b.order_id = $1 order by b.position, m.version`,
    [order],
  )
/** The manual kit on the active bill of a build (R20). */
const manualOf = (build: string | undefined) =>
  sql(
    `select l.part_number from bom_lines l join boms m on m.id = l.bom_id
     where m.build_id = $1 and m.is_active and l.rule = 'R20' and l.level = 1`,
    [build],
  )
const patch = (user: TestUser, id: string, data: Row) =>
  rest(user).patch<{ doc: Row }>(`/orders/${id}`, data)

/** An order that has left PENDING with all of its builds. */
async function released(): Promise<Submitted> {
  const submitted = await submit(coordinator)
  for (const { id, bom } of submitted.builds) {
    await approve(procurement, bom.id)
    await rest(procurement).patch(`/builds/${id}`, { status: 'PRE_QC' })
  }
  return submitted
}

describe('while an order is PENDING (handbook 4.6)', () => {
  it.each([
    ['Coordinator', coordinator],
    ['Admin', admin],
  ])('%s edits its data; they are stored as the wizard would store them', async (_, user) => {
    const { order } = await submit(coordinator)
    const poNumber = unique('Edited')
    const { status, body, text } = await patch(user, order.id, {
      poNumber: `  ${poNumber} `,
      projectName: 'East wing',
      wantDate: '2098-02-28',
      priority: 'RUSH',
      specialInstructions: 'Deliver through <b>gate 3</b>; drop table orders;--',
      notes: '',
    })

    expect(status, text.slice(0, 300)).toBe(200)
    const row = await orderRow(order.id)
    expect(row).toMatchObject({
      po_number: poNumber,
      project_name: 'East wing',
      want_date: '2098-02-28',
      priority: 'RUSH',
      special_instructions: 'Deliver through <b>gate 3</b>; drop table orders;--',
      notes: null,
      status: 'PENDING',
    })
    expect(Number(row.rev)).toBe(body.doc.rev)
    expect(await bomsOf(order.id), 'nothing about the sink has changed').toHaveLength(1)
  })

  it('the PO number stays unique, ignoring case and blanks, but may be written anew', async () => {
    const other = await submit(coordinator)
    const { order } = await submit(coordinator)
    expect(
      await patch(coordinator, order.id, { poNumber: ` ${other.order.poNumber.toLowerCase()} ` }),
    ).toMatchObject(
      refusal(409, 'duplicate_po_number', {
        field: 'poNumber',
        message: expect.stringContaining(other.order.orderNumber),
      }),
    )
    const recased = order.poNumber.toLowerCase()
    expect((await patch(coordinator, order.id, { poNumber: recased })).status).toBe(200)
    expect((await orderRow(order.id)).po_number).toBe(recased)
  })

  it('of many who give their order the same PO number at once, one wins', async () => {
    const orders = await Promise.all(Array.from({ length: 6 }, () => submit(coordinator)))
    const poNumber = unique('SAME')
    const answers = await Promise.all(
      orders.map(({ order }) => patch(coordinator, order.id, { poNumber })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    for (const { status, body } of answers) {
      if (status === 409) expect(body).toMatchObject({ errors: [{ code: 'duplicate_po_number' }] })
    }
  })

  it('another language makes a new draft of every PENDING build, and of none that is cancelled', async () => {
    const submitted = await submit(coordinator, { builds: [build(), build(), build()] })
    const [gone, left] = submitted.builds
    const cancel = { status: 'CANCELLED', statusNote: 'Funding withdrawn' }
    expect((await rest(coordinator).patch(`/builds/${gone?.id}`, cancel)).status).toBe(200)
    const [before] = await sql('select rev::int from builds where id = $1', [left?.id])

    const { status, body, text } = await patch(coordinator, submitted.order.id, { language: 'SP' })

    expect(status, text.slice(0, 300)).toBe(200)
    expect(await orderRow(submitted.order.id)).toMatchObject({ language: 'ES' })
    expect((await orderRow(submitted.order.id)).rev).toBe(String(body.doc.rev))
    expect(await bomsOf(submitted.order.id)).toEqual([
      { position: 0, version: 1, state: 'PENDING_APPROVAL', language: 'EN' },
      { position: 1, version: 1, state: 'SUPERSEDED', language: 'EN' },
      { position: 1, version: 2, state: 'DRAFT', language: 'ES' },
      { position: 2, version: 1, state: 'SUPERSEDED', language: 'EN' },
      { position: 2, version: 2, state: 'DRAFT', language: 'ES' },
    ])
    expect(await manualOf(left?.id)).toEqual([{ part_number: 'T2-STD-MANUAL-SP-KIT' }])
    const [after] = await sql('select rev::int, stage from builds where id = $1', [left?.id])
    expect(after).toEqual({ rev: Number(before?.rev) + 1, stage: 'BOM_REVIEW' })
  })

  it('another language reaches a build that is held from PENDING, which has not left it', async () => {
    const submitted = await submit(coordinator, { builds: [build(), build()] })
    const [held] = submitted.builds
    for (const { bom } of submitted.builds) await approve(procurement, bom.id)
    const hold = { status: 'ON_HOLD', statusNote: 'The customer thinks about it' }
    expect((await rest(coordinator).patch(`/builds/${held?.id}`, hold)).status).toBe(200)

    expect((await patch(coordinator, submitted.order.id, { language: 'FR' })).status).toBe(200)
    expect(await bomsOf(submitted.order.id)).toEqual(
      [0, 1].flatMap((position) => [
        { position, version: 1, state: 'SUPERSEDED', language: 'EN' },
        { position, version: 2, state: 'DRAFT', language: 'FR' },
      ]),
    )
    await rest(coordinator).patch(`/builds/${held?.id}`, { status: 'PENDING' })
    expect(await sql('select status, stage from builds where id = $1', [held?.id])).toEqual([
      { status: 'PENDING', stage: 'BOM_REVIEW' },
    ])
  })

  it('another customer and project reach the copies on the builds', async () => {
    const { order } = await submit(coordinator, { builds: [build(), build()] })
    const customer = await someone.customer({ companyName: 'Lakeside Hospital' })
    const { status } = await patch(coordinator, order.id, {
      customer: customer.id,
      projectName: 'Rooftop theatre',
    })
    expect(status).toBe(200)
    expect(await orderRow(order.id)).toMatchObject({ customer_name: 'Lakeside Hospital' })
    expect(
      await sql('select customer_name, project_name from builds where order_id = $1', [order.id]),
    ).toEqual(
      [1, 2].map(() => ({ customer_name: 'Lakeside Hospital', project_name: 'Rooftop theatre' })),
    )
  })

  it('a customer with another name has it on what is under way, and not on what has ended', async () => {
    const customer = (await someone.customer()).id
    const open = await submit(coordinator, { customer, builds: [build(), build()] })
    const over = await submit(coordinator, { customer })
    const cancel = { status: 'CANCELLED', statusNote: 'Funding withdrawn' }
    for (const { id } of [open.builds[1], over.builds[0]].flatMap((one) => one ?? [])) {
      expect((await rest(coordinator).patch(`/builds/${id}`, cancel)).status).toBe(200)
    }
    const rows = () =>
      sql<{ name: string; rev: number }>(
        `select customer_name as name, rev::int from orders where id = any($1)
         union all select customer_name, rev::int from builds where order_id = any($1) order by rev, name`,
        [[open.order.id, over.order.id]],
      )
    const before = await rows()
    const companyName = unique('Renamed Clinic')
    expect((await rest(coordinator).patch(`/customers/${customer}`, { companyName })).status).toBe(
      200,
    )

    const named = async (text: string, id?: string) => (await sql(text, [id]))[0]
    const ORDER = 'select customer_name as name from orders where id = $1'
    const BUILD = 'select customer_name as name from builds where id = $1'
    const [old] = before
    expect([
      await named(ORDER, open.order.id),
      await named(BUILD, open.builds[0]?.id),
      await named(BUILD, open.builds[1]?.id),
      await named(ORDER, over.order.id),
      await named(BUILD, over.builds[0]?.id),
    ]).toEqual([
      { name: companyName },
      { name: companyName },
      { name: old?.name },
      { name: old?.name },
      { name: old?.name },
    ])
    const sum = (all: { rev: number }[]) => all.reduce((total, { rev }) => total + rev, 0)
    expect(sum(await rows())).toBe(sum(before) + 2)
  })

  it.each([
    ['a PO number of two characters', { poNumber: 'AB' }],
    ['a want date of today or before', { wantDate: '2020-02-02' }],
    ['a day that does not exist', { wantDate: '2099-02-30' }],
    ['an unknown language', { language: 'DE' }],
    ['an unknown priority', { priority: 'WHENEVER' }],
    ['no sales person', { salesPerson: '' }],
    ['instructions beyond 500 characters', { specialInstructions: 'x'.repeat(501) }],
    ['a customer that is none', { customer: '01a207d9-0047-7372-9ca0-530792b2e0ce' }],
    ['a number for a name', { projectName: 12 }],
  ])('refuses %s', async (_case, data) => {
    const { order } = await submit(coordinator)
    const before = await orderRow(order.id)
    const { status, body } = await patch(coordinator, order.id, data)
    expect([400, 422]).toContain(status)
    expect(body).toMatchObject({ errors: [{ field: Object.keys(data)[0] }] })
    expect(await orderRow(order.id)).toEqual(before)
  })

  it('a status is heard and refused: it follows the builds', async () => {
    const { order } = await submit(coordinator)
    for (const user of [coordinator, admin]) {
      expect(await patch(user, order.id, { status: 'DELIVERED' })).toMatchObject(
        refusal(409, 'wrong_state', { field: 'status', message: expect.stringContaining('/move') }),
      )
    }
    const { body } = await graphql(
      admin,
      `
        mutation ($id: String!) {
          updateOrder(id: $id, data: { status: "DELIVERED" }) {
            id
          }
        }
      `,
      { id: order.id },
    )
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'wrong_state' })
    expect(await orderRow(order.id)).toMatchObject({ status: 'PENDING' })
  })

  it('number, cost, workflow and author are deaf to clients', async () => {
    const { order } = await submit(coordinator)
    const before = await orderRow(order.id)
    await patch(admin, order.id, {
      orderNumber: 'TOR-1999-0001',
      totalCost: 1,
      stage: 'DELIVERED',
      isHeld: true,
      createdBy: qc.id,
      customerName: 'Nobody',
      workflow: '01a207d9-0047-7372-9ca0-530792b2e0ce',
    })
    const { rev: _rev, updated_at: _at, ...after } = await orderRow(order.id)
    expect(before).toMatchObject(after)
  })

  it.each([
    ['Procurement', procurement, [403]],
    ['QC', qc, [403]],
    ['Assembler', assembler, [403]],
    ['Service', service, [403]],
  ] as const)('%s edits no order', async (_, user, statuses) => {
    const { order } = await submit(coordinator)
    const { status } = await patch(user, order.id, { projectName: 'Mine now' })
    expect(statuses).toContain(status)
    expect(await orderRow(order.id)).toMatchObject({ project_name: null })
  })
})

describe('after PENDING (BR-001)', () => {
  it('only the Admin still edits', async () => {
    const { order } = await released()
    expect(await patch(coordinator, order.id, { projectName: 'Too late' })).toMatchObject(
      refusal(409, 'wrong_state', { message: expect.stringContaining('is Pre-QC') }),
    )
    expect((await patch(admin, order.id, { projectName: 'Approved change' })).status).toBe(200)
    expect(await orderRow(order.id)).toMatchObject({ project_name: 'Approved change' })
  })

  /** An order of two that is still PENDING while its first build has gone ahead. */
  async function halfReleased(): Promise<Submitted> {
    const submitted = await submit(coordinator, { builds: [build(), build()] })
    for (const { bom } of submitted.builds) await approve(procurement, bom.id)
    const [gone] = submitted.builds
    const { status } = await rest(procurement).patch(`/builds/${gone?.id}`, { status: 'PRE_QC' })
    expect(status).toBe(200)
    expect(await orderRow(submitted.order.id)).toMatchObject({ status: 'PENDING' })
    return submitted
  }

  it('the first build that leaves PENDING closes the order to the Coordinator, and is named', async () => {
    const { order, builds } = await halfReleased()
    const customer = await someone.customer()
    const before = [await orderRow(order.id), await bomsOf(order.id)]
    for (const change of [
      { language: 'FR' },
      { customer: customer.id },
      { projectName: 'East wing' },
      { poNumber: unique('LATE') },
      { specialInstructions: 'By gate 3' },
      { priority: 'RUSH' },
      { wantDate: '2098-02-28' },
      { notes: 'Call first' },
    ]) {
      expect(await patch(coordinator, order.id, change), Object.keys(change)[0]).toMatchObject(
        refusal(409, 'wrong_state', {
          message: expect.stringContaining(`${builds[0]?.buildNumber} (Pre-QC)`),
          details: { builds: [builds[0]?.buildNumber] },
        }),
      )
    }
    expect([await orderRow(order.id), await bomsOf(order.id)]).toEqual(before)
    expect((await patch(admin, order.id, { projectName: 'East wing' })).status).toBe(200)
  })

  it('another language takes an Admin and a reason, and reaches the bill of every build', async () => {
    const { order, builds } = await halfReleased()
    const [gone, left] = builds
    const before = [await orderRow(order.id), await bomsOf(order.id)]
    for (const changeReason of [undefined, null, ' a ']) {
      expect(await patch(admin, order.id, { language: 'FR', changeReason })).toMatchObject(
        refusal(422, 'reason_missing', {
          field: 'changeReason',
          message: expect.stringContaining(
            `Say in "Reason for the change" why builds that left Pending get another language: ${gone?.buildNumber} (Pre-QC)`,
          ),
        }),
      )
    }
    expect([await orderRow(order.id), await bomsOf(order.id)]).toEqual(before)

    const changeReason = 'The clinic works in French'
    const { status, text } = await patch(admin, order.id, { language: 'FR', changeReason })

    expect(status, text.slice(0, 300)).toBe(200)
    expect(await bomsOf(order.id)).toEqual(
      [0, 1].flatMap((position) => [
        { position, version: 1, state: 'SUPERSEDED', language: 'EN' },
        { position, version: 2, state: 'DRAFT', language: 'FR' },
      ]),
    )
    for (const { id } of builds) {
      expect(await manualOf(id)).toEqual([{ part_number: 'T2-STD-MANUAL-FR-KIT' }])
    }
    const rows = 'select status, status_note from builds where id = any($1) order by position'
    expect(await sql(rows, [[gone?.id, left?.id]])).toEqual([
      { status: 'PRE_QC', status_note: changeReason },
      { status: 'PENDING', status_note: null },
    ])
    expect(
      await sql(
        `select resource_id, reason from audit_events
         where resource = 'builds' and action = 'update' and reason is not null and resource_id = any($1)`,
        [[gone?.id, left?.id]],
      ),
    ).toEqual([{ resource_id: gone?.id, reason: changeReason }])
  })

  it('tells every fault of an edit at once', async () => {
    const { order } = await halfReleased()
    const before = await orderRow(order.id)
    const answer = await patch(admin, order.id, {
      language: 'FR',
      salesPerson: ' x ',
      wantDate: '2020-01-31',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      errors: [
        { code: 'invalid_value', field: 'wantDate' },
        { code: 'out_of_range', field: 'salesPerson' },
        { code: 'reason_missing', field: 'changeReason' },
      ],
    })
    expect(await orderRow(order.id)).toEqual(before)
  })

  it('GraphQL gives the reason too', async () => {
    const { order, builds } = await released()
    const { body } = await graphql(
      admin,
      `
        mutation ($id: String!) {
          updateOrder(id: $id, data: { language: FR, changeReason: "They speak French" }) {
            language
          }
        }
      `,
      { id: order.id },
    )
    expect(body).toEqual({ data: { updateOrder: { language: 'FR' } } })
    expect(await manualOf(builds[0]?.id)).toEqual([{ part_number: 'T2-STD-MANUAL-FR-KIT' }])
  })

  it('once all of its builds are released an order keeps its PO number', async () => {
    const submitted = await submit(coordinator, { builds: [build(), build(), build()] })
    const { order, builds } = submitted
    const [first, second, third] = builds
    const moved = async (id: string | undefined, status: string) => {
      const override = { status, override: true, statusNote: 'Moved by hand for this test' }
      expect((await rest(admin).patch(`/builds/${id}`, override)).status).toBe(200)
    }
    await moved(first?.id, 'QC_COMPLETE')
    await moved(second?.id, 'IN_PRODUCTION')
    await moved(third?.id, 'CANCELLED')
    const corrected = unique('CORRECTED')
    expect((await patch(admin, order.id, { poNumber: corrected })).status).toBe(200)

    for (const status of ['QC_COMPLETE', 'SHIPPED', 'DELIVERED']) {
      await moved(second?.id, status)
      const before = await orderRow(order.id)
      expect(await patch(admin, order.id, { poNumber: unique('LATE') }), status).toMatchObject(
        refusal(409, 'wrong_state', {
          field: 'poNumber',
          message: expect.stringContaining('An Admin has to move a build back by override first.'),
          details: { builds: [first?.buildNumber, second?.buildNumber] },
        }),
      )
      expect(await orderRow(order.id)).toEqual(before)
    }
    expect(await orderRow(order.id)).toMatchObject({ po_number: corrected })
    const again = { poNumber: ` ${corrected} `, notes: 'Call the clinic first' }
    expect((await patch(admin, order.id, again)).status, 'the same number in blanks').toBe(200)

    await moved(second?.id, 'FINAL_QC')
    expect((await patch(admin, order.id, { poNumber: unique('LATE') })).status).toBe(200)
  })

  it('what was inspected and released keeps its language, whatever the reason', async () => {
    const { order, builds } = await released()
    const [ready] = builds
    const override = { status: 'QC_COMPLETE', override: true, statusNote: 'Inspected on paper' }
    expect((await rest(admin).patch(`/builds/${ready?.id}`, override)).status).toBe(200)

    expect(
      await patch(admin, order.id, { language: 'FR', changeReason: 'They speak French' }),
    ).toMatchObject(
      refusal(409, 'wrong_state', {
        field: 'language',
        message: expect.stringContaining(`${ready?.buildNumber} (Ready to ship)`),
      }),
    )
    expect(await bomsOf(order.id)).toMatchObject([{ version: 1, language: 'EN' }])
  })
})

describe('revisions (contract 3)', () => {
  it('GET tells the ETag; an old rev or If-Match is refused with the newer state', async () => {
    const { order } = await submit(coordinator)
    const read = await rest(coordinator).get<{ rev: number }>(`/orders/${order.id}`)
    const etag = read.headers.get('etag') ?? ''
    expect(etag).toBe(`"${read.body.rev}"`)

    const fresh = await rest(coordinator).patch<{ doc: Row }>(
      `/orders/${order.id}`,
      { projectName: 'First' },
      { 'if-match': etag },
    )
    expect(fresh.status).toBe(200)
    const stale = refusal(409, 'stale_revision', {
      details: expect.objectContaining({ rev: read.body.rev + 1, updatedAt: expect.any(String) }),
    })
    expect(
      await rest(admin).patch(
        `/orders/${order.id}`,
        { projectName: 'Second' },
        { 'if-match': etag },
      ),
    ).toMatchObject(stale)
    expect(
      await patch(admin, order.id, { projectName: 'Second', rev: read.body.rev }),
    ).toMatchObject(stale)
    expect(await orderRow(order.id)).toMatchObject({ project_name: 'First' })
  })

  it('eight editors with one revision: one passes', async () => {
    const { order } = await submit(coordinator)
    const { rev } = await orderRow(order.id)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        patch(coordinator, order.id, { projectName: `Editor ${n}`, rev: Number(rev) }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7)
    expect((await orderRow(order.id)).rev).toBe(String(Number(rev) + 1))
  })
})

describe('orders are made by the submit alone', () => {
  it.each(['orders', 'builds', 'boms', 'bom-lines', 'status-events', 'signatures'])(
    'POST /%s is refused for everybody',
    async (slug) => {
      for (const user of [admin, coordinator]) {
        expect((await rest(user).post(`/${slug}`, {})).status).toBe(403)
      }
    },
  )

  it('and never deleted', async () => {
    const { order, builds } = await submit(coordinator)
    expect((await rest(admin).delete(`/orders/${order.id}`)).status).toBe(403)
    expect((await rest(admin).delete(`/builds/${builds[0]?.id}`)).status).toBe(403)
    expect(await orderRow(order.id)).toMatchObject({ id: order.id })
  })
})
