import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'
import {
  build,
  firstBuild,
  loadCatalogue,
  plainSink,
  submission,
  submit,
  type Submitted,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const coordinator = await given(payload).user('PRODUCTION_COORDINATOR')
const qc = await given(payload).user('QC_PERSON')

beforeAll(() => loadCatalogue(payload))

const submitted = (body: unknown) => rest(coordinator).post<Submitted>('/orders/submit', body)
const numberOf = (orderNumber: string) => Number(orderNumber.split('-').at(-1))

describe('a submitted order', () => {
  it('has a number, its builds, and a first BOM that waits for approval', async () => {
    const { status, body } = await submitted(
      submission({ builds: [build(), build({ configuration: plainSink({ length: 84 }) })] }),
    )

    expect(status).toBe(201)
    expect(body.order.orderNumber).toMatch(/^TOR-\d{4}-\d{4}$/)
    expect(body.builds).toHaveLength(2)
    const rows = await sql(
      `select b.status, b.stage, m.version::int, m.state, m.is_active, m.line_count::int,
              (select count(*)::int from bom_lines l where l.bom_id = m.id) as lines
       from builds b join boms m on m.build_id = b.id where b.order_id = $1`,
      [body.order.id],
    )
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(row).toMatchObject({
        status: 'PENDING',
        stage: 'BOM_REVIEW',
        version: 1,
        state: 'PENDING_APPROVAL',
        is_active: true,
      })
      expect(row.lines).toBe(row.line_count)
      expect(row.lines).toBeGreaterThan(20)
    }
  })

  it('tells in its history what was entered, by the names of its fields', async () => {
    const form = submission({ projectName: 'East wing' })
    const { body } = await submitted(form)
    const told = async (path: string) =>
      (await rest(coordinator).get<{ docs: { action: string; after: unknown }[] }>(path)).body.docs
    expect(await told(`/history/orders/${body.order.id}`)).toMatchObject([
      {
        action: 'create',
        after: {
          orderNumber: body.order.orderNumber,
          poNumber: form.poNumber,
          customer: expect.any(String),
          customerName: 'Harbour Clinic',
          projectName: 'East wing',
          wantDate: '2099-01-31',
          createdBy: coordinator.id,
        },
      },
    ])
    const { id, buildNumber } = firstBuild(body)
    expect((await told(`/history/builds/${id}`)).at(-1)).toMatchObject({
      action: 'create',
      after: { buildNumber, order: body.order.id, family: 'MDRD', release: expect.any(String) },
    })
  })

  it('pins the releases in force and writes history and audit in the same act', async () => {
    const { order, builds } = await submit(coordinator)
    const [build] = builds

    expect(
      await sql(
        `select r.kind, r.code from orders o join configuration_releases r on r.id = o.workflow_id where o.id = $1
         union all
         select r.kind, r.code from builds b join configuration_releases r on r.id = b.release_id where b.order_id = $1`,
        [order.id],
      ),
    ).toEqual([
      { kind: 'WORKFLOW', code: expect.any(String) },
      { kind: 'FAMILY', code: 'MDRD' },
    ])
    expect(
      await sql('select "from", "to", by_role from status_events where build_id = $1', [build?.id]),
    ).toEqual([{ from: null, to: 'PENDING', by_role: 'PRODUCTION_COORDINATOR' }])
    const audited = await sql(
      'select resource from audit_events where resource_id = any($1) order by resource',
      [[order.id, build?.id, build?.bom.id]],
    )
    expect(audited.map(({ resource }) => resource)).toEqual(['boms', 'builds', 'orders'])
  })

  it('reuses a customer of the same name and address, ignoring case', async () => {
    await submit(coordinator)
    const { customer } = submission() as { customer: Record<string, unknown> }
    await submit(coordinator, { customer: { ...customer, companyName: 'HARBOUR CLINIC' } })

    const [row] = await sql(
      "select count(*)::int as n from customers where lower(company_name) = 'harbour clinic'",
    )
    expect(row).toEqual({ n: 1 })
  })

  it('takes SP as Spanish', async () => {
    const { order } = await submit(coordinator, { language: 'SP' })
    expect(await sql('select language from orders where id = $1', [order.id])).toEqual([
      { language: 'ES' },
    ])
  })

  it('moves the draft and its files along and removes the draft', async () => {
    const draft = await rest(coordinator).post<{ doc: { id: string } }>('/order-drafts', {
      title: 'Harbour',
      step: 2,
      content: {},
    })
    const form = new FormData()
    form.set('file', new File(['%PDF-1.4\n%%EOF\n'], 'order.pdf', { type: 'application/pdf' }))
    form.set(
      '_payload',
      JSON.stringify({ title: 'PO', type: 'PO_DOCUMENT', draft: draft.body.doc.id }),
    )
    const file = await rest(coordinator).post<{ doc: { id: string } }>('/documents', form)
    expect(file.status).toBe(201)

    const { order } = await submit(coordinator, { draft: draft.body.doc.id })

    expect(
      await sql('select order_id, draft_id from documents where id = $1', [file.body.doc.id]),
    ).toEqual([{ order_id: order.id, draft_id: null }])
    expect(await sql('select id from order_drafts')).toEqual([])
    expect(
      await sql(
        `select before, after from audit_events
         where resource = 'documents' and resource_id = $1 and action = 'update'`,
        [file.body.doc.id],
      ),
    ).toEqual([
      {
        before: { order: null, draft: draft.body.doc.id },
        after: { order: order.id, draft: null },
      },
    ])
  })

  it('does not take along a file that is filed with something else', async () => {
    const { builds } = await submit(coordinator)
    const draft = await rest(coordinator).post<{ doc: { id: string } }>('/order-drafts', {
      title: 'Harbour',
      step: 2,
      content: {},
    })
    const form = new FormData()
    form.set('file', new File(['%PDF-1.4\n%%EOF\n'], 'drawing.pdf'))
    form.set(
      '_payload',
      JSON.stringify({
        title: 'Side view',
        type: 'TECHNICAL_DRAWING',
        build: builds[0]?.id,
        draft: draft.body.doc.id,
      }),
    )
    const { id } = (await rest(coordinator).post<{ doc: { id: string } }>('/documents', form)).body
      .doc
    const naming = () => submitted(submission({ documents: [id] }))

    expect(await naming()).toMatchObject(refusal(422, 'invalid_value'))
    expect((await rest(qc).post(`/documents/${id}/approve`)).status).toBe(200)
    expect(await naming()).toMatchObject(refusal(422, 'invalid_value'))
    await submit(coordinator, { draft: draft.body.doc.id })
    expect(
      await sql('select order_id, build_id, draft_id from documents where id = $1', [id]),
    ).toEqual([{ order_id: null, build_id: builds[0]?.id, draft_id: null }])
  })
})

describe('two people at once', () => {
  it('gives 20 parallel submits 20 consecutive numbers', async () => {
    const before = await sql('select count(*)::int as n from orders')
    const answers = await Promise.all(Array.from({ length: 20 }, () => submitted(submission())))

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    const numbers = answers
      .map(({ body }) => numberOf(body.order.orderNumber))
      .sort((a, b) => a - b)
    const [first = 0] = numbers
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => first + index))
    expect(first).toBe(Number(before[0]?.n) + 1)
  })

  it('makes one customer of 20 parallel submits that name the same new one', async () => {
    const { customer } = submission()
    const companyName = unique('New Clinic')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        submitted(
          submission({
            customer: {
              ...Object(customer),
              companyName: index % 2 ? companyName.toUpperCase() : companyName,
            },
          }),
        ),
      ),
    )

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    const customers = await sql('select id from customers where lower(company_name) = lower($1)', [
      companyName,
    ])
    expect(customers).toHaveLength(1)
    const orders = await sql('select distinct customer_id from orders where id = any($1)', [
      answers.map(({ body }) => body.order.id),
    ])
    expect(orders).toEqual([{ customer_id: customers[0]?.id }])
  })

  it('gives one build number to one of 20 parallel submits', async () => {
    const buildNumber = unique('RACE')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        submitted(
          submission({
            builds: [build({ buildNumber: index % 2 ? buildNumber.toLowerCase() : buildNumber })],
          }),
        ),
      ),
    )

    const won = answers.filter(({ status }) => status === 201)
    const lost = answers.filter(({ status }) => status === 409)
    expect([won.length, lost.length]).toEqual([1, 19])
    for (const { body } of lost) {
      expect(body).toMatchObject({ errors: [{ code: 'duplicate_build_number' }] })
    }
    expect(
      await sql('select count(*)::int as n from builds where lower(build_number) = lower($1)', [
        buildNumber,
      ]),
    ).toEqual([{ n: 1 }])
  })

  it('takes null where something may be left out', async () => {
    const own = { priority: null, documents: null, acknowledged: null, draft: null, notes: null }
    const { order } = await submit(coordinator, {
      ...own,
      builds: [build({ accessories: null })],
    })
    expect(await sql('select priority, notes from orders where id = $1', [order.id])).toEqual([
      { priority: 'STANDARD', notes: null },
    ])
  })

  it('acts once for one Idempotency-Key sent 10 times in parallel', async () => {
    const form = submission()
    const key = { 'idempotency-key': unique('key') }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        rest(coordinator).post<Submitted>('/orders/submit', form, key),
      ),
    )

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.order.id)).size).toBe(1)
    const other = await rest(coordinator).post('/orders/submit', submission(), key)
    expect(other).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'idempotency_key_reused' }] },
    })
  })
})

describe('a submit that fails', () => {
  const TABLES = [
    'orders',
    'builds',
    'boms',
    'bom_lines',
    'item_uses',
    'status_events',
    'customers',
    'parts',
    'audit_events',
    'counters',
    'idempotency_keys',
  ]
  const counts = async () => {
    const rows = await sql(
      TABLES.map((table) => `select '${table}' as t, count(*)::int as n from ${table}`).join(
        ' union all ',
      ) + " union all select 'next', coalesce(sum(next), 0)::int from counters",
    )
    return rows
  }

  it('in its last statement leaves no row anywhere', async () => {
    await submit(coordinator)
    const draft = await rest(coordinator).post<{ doc: { id: string } }>('/order-drafts', {
      title: 'Will fail',
      step: 5,
      content: {},
    })
    await sql(`create function fail_last() returns trigger language plpgsql as $$ begin
                 if new.resource = 'order-drafts' or new.resource = 'builds' then raise exception 'disk full'; end if;
                 return new; end $$`)
    await sql(
      'create trigger fail_last before insert on audit_events for each row execute function fail_last()',
    )
    const before = await counts()
    const { status } = await rest(coordinator).post(
      '/orders/submit',
      submission({
        draft: draft.body.doc.id,
        customer: {
          companyName: unique('Brand new'),
          shippingAddress: { line1: 'a', city: 'b', region: 'c', postalCode: 'd', country: 'e' },
        },
        builds: [
          build({
            configuration: plainSink({
              basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 33, length: 21, depth: 9 }],
            }),
          }),
        ],
      }),
      { 'idempotency-key': unique('fails') },
    )
    await sql('drop trigger fail_last on audit_events')

    expect(status).toBe(500)
    expect(await counts()).toEqual(before)
    expect(
      await sql('select id from order_drafts where id = $1', [draft.body.doc.id]),
    ).toHaveLength(1)
  })

  it.each([
    [
      'a PO number that is taken',
      async () => ({ poNumber: (await submit(coordinator)).order.poNumber.toLowerCase() }),
      'duplicate_po_number',
      409,
    ],
    [
      'a build number used twice in the form',
      async () => ({
        builds: [build({ buildNumber: 'TWICE-1' }), build({ buildNumber: 'twice-1' })],
      }),
      'duplicate_build_number',
      409,
    ],
    ['no builds', async () => ({ builds: [] }), 'out_of_range', 422],
    ['a want date in the past', async () => ({ wantDate: '2020-01-01' }), 'invalid_value', 422],
    [
      'a family that is not open',
      async () => ({ builds: [build({ family: 'ENDOSCOPE' })] }),
      'option_unknown',
      422,
    ],
    [
      'an unknown option',
      async () => ({ builds: [build({ configuration: plainSink({ colour: 'RED' }) })] }),
      'option_unknown',
      422,
    ],
    [
      'a length of 121 inches',
      async () => ({ builds: [build({ configuration: plainSink({ length: 121 }) })] }),
      'out_of_range',
      422,
    ],
    [
      'an accessory in no catalogue',
      async () => ({
        builds: [build({ accessories: [{ partNumber: 'NO-SUCH-ITEM', quantity: 1 }] })],
      }),
      null,
      201,
    ],
  ])('names %s', async (_case, own, code, status) => {
    const answer = await submitted(submission(await own()))

    expect(answer.status, answer.text).toBe(status)
    if (code) expect(answer.body).toMatchObject({ errors: [{ code, field: expect.any(String) }] })
  })
})
