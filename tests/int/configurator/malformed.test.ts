import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { rest, type Answer } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'
import {
  build,
  firstBuild,
  loadCatalogue,
  submission,
  submit,
  threeBasinSink,
} from '../../support/plant'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
let pendingBuild = ''

beforeAll(async () => {
  await loadCatalogue(payload)
  pendingBuild = firstBuild(await submit(coordinator)).id
})

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const SQL = `'); drop table orders; select ('`
const HTML = `<script>alert("x")</script><img src=x onerror=alert(1)>`
const NUL = `a\u0000b`
const STRANGE = [
  SQL,
  HTML,
  NUL,
  '\ud800',
  '\uDFFF\uD83D',
  '‮ gnirts',
  'é'.repeat(5_000),
  '👩‍🔬'.repeat(400),
  '{{7*7}}${7*7}',
  '../../../etc/passwd',
  '=cmd|calc',
  '__proto__',
  'constructor',
  '9'.repeat(400),
  '-0',
  ' ',
  '',
]

/** Anything that a client could put where something else belongs. */
const nonsense: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    -60,
    0.5,
    60.5,
    1e21,
    -1e21,
    Number.MAX_SAFE_INTEGER,
    2 ** 31,
    [],
    {},
    [null],
    [[[[]]]],
    { $ne: null },
    { length: 1 },
    { toString: 'x' },
    { op: 'or', all: [] },
  ),
  fc.constantFrom<Json>(...STRANGE),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.array(fc.constantFrom<Json>('GREEN', 1, null), { maxLength: 30 }),
)

type Path = (string | number)[]

/** Every place in a value, the value itself excepted. */
const placesOf = (value: unknown, at: Path = []): Path[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, held]) => {
        const path = [...at, Array.isArray(value) ? Number(key) : key]
        return [path, ...placesOf(held, path)]
      })

/** A copy with something else at one place. */
function replaced(value: unknown, [head, ...rest]: Path, by: Json): unknown {
  if (head === undefined) return by
  if (Array.isArray(value)) {
    return value.map((held: unknown, index) => (index === head ? replaced(held, rest, by) : held))
  }
  const held: unknown = Reflect.get(Object(value), head)
  const copy = Object.fromEntries(Object.entries(Object(value)))
  Object.defineProperty(copy, head, {
    value: replaced(held, rest, by),
    enumerable: true,
    configurable: true,
    writable: true,
  })
  return copy
}

const fullConfiguration = (): Record<string, unknown> =>
  threeBasinSink({
    pegboardSize: 'CUSTOM',
    pegboardWidth: 70,
    pegboardLength: 30,
    basins: [
      { type: 'E_SINK', size: 'CUSTOM', width: 26, length: 22, depth: 9, pTrap: true, light: true },
      { type: 'E_SINK_DI', size: '30X20X8', pTrap: true, light: false },
      { type: 'E_DRAIN', size: '20X20X8', light: true },
    ],
  })
const fullForm = () =>
  submission({
    projectName: 'East wing',
    priority: 'RUSH',
    specialInstructions: 'Gate 3',
    notes: 'None',
    acknowledged: ['W1'],
    documents: [],
    builds: [
      build({
        configuration: fullConfiguration(),
        accessories: [{ partNumber: 'T-OA-MNT-ARM', quantity: 2 }],
      }),
    ],
  })

/** One to three places of a good request replaced by nonsense. */
const spoilt = (good: () => Record<string, unknown>) =>
  fc.array(fc.tuple(fc.nat(), nonsense), { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((body, [n, value]) => {
      const places = placesOf(body)
      const place = places[n % places.length]
      return place ? replaced(body, place, value) : body
    }, good()),
  )

/** Accepted as it is, or refused in the form of the contract; never a failure of ours. */
function decent({ status, text }: Answer<unknown>): void {
  if (status < 300) return
  expect(status, text.slice(0, 500)).toBeGreaterThanOrEqual(400)
  expect(status, text.slice(0, 500)).toBeLessThan(500)
  const { errors } = JSON.parse(text)
  expect(errors.length).toBeGreaterThan(0)
  for (const { code, message } of errors) {
    expect(code, text.slice(0, 500)).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(message, text.slice(0, 500)).toMatch(/\S \S/)
    expect(message).not.toMatch(/\bat .*\.(ts|js):\d|node_modules|insert into|Failed query/)
  }
}

const RUNS = { numRuns: 120, endOnFailure: true }
const TIMEOUT = 120_000

describe('whatever is sent, the answer is decent (issue 2: malformed input)', () => {
  it(
    'POST /orders/submit',
    async () => {
      await fc.assert(
        fc.asyncProperty(spoilt(fullForm), async (body) => {
          decent(await rest(coordinator).post('/orders/submit', body))
        }),
        RUNS,
      )
    },
    TIMEOUT,
  )

  it(
    'POST /configurator/preview',
    async () => {
      const good = () => ({
        family: 'MDRD',
        configuration: fullConfiguration(),
        accessories: [{ partNumber: 'T-OA-MNT-ARM', quantity: 2 }],
        language: 'EN',
      })
      await fc.assert(
        fc.asyncProperty(spoilt(good), async (body) => {
          decent(await rest(coordinator).post('/configurator/preview', body))
        }),
        RUNS,
      )
    },
    TIMEOUT,
  )

  it(
    'PATCH /builds/:id',
    async () => {
      const good = () => ({
        configuration: fullConfiguration(),
        accessories: [{ partNumber: 'T-OA-MNT-ARM', quantity: 2 }],
        family: 'MDRD',
        buildNumber: unique('SPOILT'),
        statusNote: 'A note',
        holdClass: 'OTHER',
        assignedTo: null,
        override: false,
        status: 'PENDING',
      })
      await fc.assert(
        fc.asyncProperty(spoilt(good), async (body) => {
          decent(await rest(admin).patch(`/builds/${pendingBuild}`, body))
        }),
        RUNS,
      )
    },
    TIMEOUT,
  )

  it(
    'PATCH /orders/:id, moves, drafts and catalogue',
    async () => {
      const { order } = await submit(coordinator)
      const item = await someone.part()
      const assembly = await someone.assembly()
      const doors = [
        {
          good: () => ({
            poNumber: unique('SPOILT'),
            customer: order.id,
            projectName: 'Wing',
            salesPerson: 'Field sales',
            wantDate: '2099-01-31',
            language: 'FR',
            priority: 'RUSH',
            specialInstructions: 'x',
            notes: 'x',
          }),
          send: (body: unknown) => rest(admin).patch(`/orders/${order.id}`, body),
        },
        {
          good: () => ({ to: 'ON_HOLD', note: 'Wait for it', holdClass: 'OTHER' }),
          send: (body: unknown) => rest(admin).post(`/orders/${order.id}/move`, body),
        },
        {
          good: () => ({ title: 'Draft', step: 2, content: { deep: [{ er: [1] }] } }),
          send: (body: unknown) => rest(coordinator).post('/order-drafts', body),
        },
        {
          good: () => ({
            partNumber: unique('SPOILT'),
            name: 'Part',
            kind: 'COMPONENT',
            unit: 'EA',
            cost: 5,
            photo: null,
            reorderLevel: 3,
            isActive: true,
          }),
          send: (body: unknown) => rest(admin).patch(`/parts/${item.id}`, body),
        },
        {
          good: () => ({ parentAssembly: assembly.id, askedId: 'X', quantity: 1, note: null }),
          send: (body: unknown) => rest(admin).post('/assembly-components', body),
        },
        {
          good: () => ({ kind: 'RECEIPT', part: item.id, quantity: 1, location: 'MAIN' }),
          send: (body: unknown) => rest(admin).post('/stock-movements', body),
        },
        {
          good: () => ({ code: unique('SPOILT'), name: 'Category', parent: null, sortOrder: 1 }),
          send: (body: unknown) => rest(admin).post('/categories', body),
        },
      ]
      for (const { good, send } of doors) {
        await fc.assert(
          fc.asyncProperty(spoilt(good), async (body) => decent(await send(body))),
          { ...RUNS, numRuns: 30 },
        )
      }
    },
    TIMEOUT,
  )
})

describe('by name', () => {
  const post = (body: unknown) => rest(coordinator).post('/orders/submit', body)
  const nested = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)

  it.each([
    [
      'a body of 10 MB',
      () => JSON.stringify(submission({ notes: 'x'.repeat(10 << 20) })),
      413,
      'too_large',
    ],
    ['JSON nested 100 000 deep', () => nested(100_000), 400, 'malformed'],
    ['JSON nested 100 deep', () => nested(100), 400, 'malformed'],
    ['no JSON', () => 'order please', 400, 'malformed'],
    ['half a JSON', () => JSON.stringify(submission()).slice(0, 100), 400, 'malformed'],
    ['a list', () => '[]', 400, 'malformed'],
    ['a number', () => '7', 400, 'malformed'],
    ['null', () => 'null', 400, 'malformed'],
  ])('%s', async (_case, make, status, code) => {
    expect(await post(make())).toMatchObject({ status, body: { errors: [{ code }] } })
  })

  it('nothing at all names every missing field', async () => {
    const { status, body } = await rest(coordinator).post<{ errors: { field: string }[] }>(
      '/orders/submit',
      {},
    )
    expect(status).toBe(422)
    const fields = body.errors.map(({ field }) => field.split('.')[0])
    for (const field of ['customer', 'poNumber', 'salesPerson', 'wantDate', 'language', 'builds']) {
      expect(fields).toContain(field)
    }
  })

  it('1000 basins, 1000 faucets, 1000 accessories, 1000 builds', async () => {
    const many = (one: unknown) => Array.from({ length: 1000 }, () => one)
    const bodies = [
      {
        builds: [
          build({
            configuration: threeBasinSink({ basins: many({ type: 'E_SINK', size: '24X20X8' }) }),
          }),
        ],
      },
      {
        builds: [
          build({
            configuration: threeBasinSink({
              faucets: many({ type: 'WRIST_BLADE', quantity: 1, placement: 'CENTER' }),
            }),
          }),
        ],
      },
      { builds: [build({ accessories: many({ partNumber: 'T-OA-MNT-ARM', quantity: 1 }) })] },
      { builds: many(build()) },
    ]
    for (const own of bodies) {
      const answer = await post(submission(own))
      expect(answer.status).toBe(422)
      decent(answer)
    }
  })

  it.each([-1, 0, 0.5, 1e9, 1e308, '3', null])('an accessory quantity of %s', async (quantity) => {
    const answer = await post(
      submission({ builds: [build({ accessories: [{ partNumber: 'T-OA-MNT-ARM', quantity }] })] }),
    )
    expect(answer.status).toBeGreaterThanOrEqual(400)
    decent(answer)
  })

  it('a wrong content type, an unreadable Idempotency-Key, a wrong id', async () => {
    const form = JSON.stringify(submission())
    expect(
      (await rest(coordinator).post('/orders/submit', form, { 'content-type': 'text/plain' }))
        .status,
    ).toBe(400)
    for (const key of ['', ' ', 'x'.repeat(201), 'a b']) {
      const answer = await rest(coordinator).post('/orders/submit', submission(), {
        'idempotency-key': key,
      })
      expect(answer.status, JSON.stringify(key)).toBe(400)
    }
    for (const id of ['x', "'", '%00', '..', '1e9', encodeURIComponent(SQL)]) {
      for (const path of [
        `/orders/${id}`,
        `/builds/${id}`,
        `/boms/${id}/tree`,
        `/builds/${id}/moves`,
      ]) {
        decent(await rest(admin).get(path))
      }
      decent(await rest(admin).patch(`/orders/${id}`, { projectName: 'Wing' }))
    }
  })

  it('nothing of it reached the database', async () => {
    const rows = await sql(
      `select po_number from orders where length(po_number) > 60 or po_number ~ '[[:cntrl:]]'`,
    )
    expect(rows).toEqual([])
    expect(await sql(`select count(*) > 0 as there from orders`)).toEqual([{ there: true }])
  })
})

describe('free text is kept as it was typed', () => {
  it.each([
    ['SQL', SQL],
    ['HTML', HTML],
    ['every script', 'Größe ½" – 手術 – شطف – 👩‍🔬 “ok”'],
    ['a template', '{{7*7}} ${7*7} %s %n'],
    ['a spreadsheet formula', '=HYPERLINK("http://x.example")'],
  ])('%s', async (_case, text) => {
    const { order } = await submit(coordinator, {
      // a PO number takes no joiners, which nobody sees
      poNumber: `${unique('PO')} ${text}`.replaceAll('\u200d', '').slice(0, 60).trim(),
      projectName: text,
      salesPerson: text,
      specialInstructions: text,
      notes: text,
      customer: {
        companyName: text,
        contactName: text,
        shippingAddress: {
          line1: text,
          city: text,
          region: text,
          postalCode: '1',
          country: text.slice(0, 60).trim(),
        },
      },
    })
    const [row] = await sql(
      `select o.project_name, o.sales_person, o.special_instructions, o.notes, c.company_name,
              c.shipping_address_line1 as line1, o.customer_name
       from orders o join customers c on c.id = o.customer_id where o.id = $1`,
      [order.id],
    )
    expect(new Set(Object.values(row ?? {}))).toEqual(new Set([text]))
    const { body } = await rest(coordinator).get<{ projectName: string }>(`/orders/${order.id}`)
    expect(body.projectName).toBe(text)
  })
})
