import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp } from '../../scripts/lib/app.mjs'
import { openDatabase, removeTemporary, temporaryDataDir } from '../../scripts/lib/postgres.mjs'
import { cutPower } from '../support/powerCut'
import { requestsTo } from '../load/requests.mjs'

/*
 * A power cut for the processes: everything of a serving plant is killed at once while several people
 * submit. What was answered must be there, and nothing may be there by half.
 */

const CLIENTS = 6

/** When to kill after the first answer, and whom first. */
const ROUNDS = [
  { delayMs: 35, first: 'launcher' },
  { delayMs: 180, first: 'database' },
  { delayMs: 90, first: 'launcher' },
] as const

type App = Awaited<ReturnType<typeof startApp>>
type Submit = ReturnType<Awaited<ReturnType<typeof requestsTo>>['submit']> & { key: string }

let dataDir: string
let app: App

beforeAll(async () => {
  dataDir = temporaryDataDir()
  app = await startApp({ dataDir, env: { RATE_LIMIT: '0' } })
}, 600_000)

afterAll(async () => {
  await app.stop()
  await removeTemporary(dataDir)
}, 180_000)

it('a submit that was cut off is there whole or not at all, and can be repeated', async () => {
  for (const { delayMs, first } of ROUNDS) {
    const { answered, open, cut } = await submitting(app.url)
    await expect.poll(() => answered.size, { timeout: 120_000 }).toBeGreaterThan(0)
    await pause(delayMs)
    cutPower(app, first)
    await cut()
    expect(open.size).toBeGreaterThan(0)

    app = await startApp({ dataDir, port: app.port, env: { RATE_LIMIT: '0' } })
    const afterwards = await keysOfOrders()
    for (const key of answered) expect(afterwards).toContain(key)
    expect(await halfDone()).toEqual([])

    for (const submit of open.values()) expect(await send(submit)).toBe(201)
    const repeated = await keysOfOrders()
    for (const key of open.keys()) expect(repeated.filter((one) => one === key)).toHaveLength(1)
    expect(await halfDone()).toEqual([])
  }
}, 600_000)

/** Clients who submit one order after another until nobody answers any more. */
async function submitting(base: string) {
  const requests = await requestsTo(base)
  const answered = new Set<string>()
  const open = new Map<string, Submit>()
  const client = async () => {
    for (;;) {
      const request = requests.submit()
      const { poNumber }: { poNumber: string } = JSON.parse(request.body)
      const submit = { ...request, key: poNumber }
      open.set(poNumber, submit)
      if ((await send(submit).catch(() => null)) !== 201) return
      open.delete(poNumber)
      answered.add(poNumber)
    }
  }
  const clients = Array.from({ length: CLIENTS }, client)
  return { answered, open, cut: () => Promise.all(clients) }
}

async function send({ url, method, headers, body, key }: Submit): Promise<number> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'idempotency-key': key },
    body,
    signal: AbortSignal.timeout(30_000),
  })
  await response.arrayBuffer()
  return response.status
}

async function ask<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const { url, close } = await openDatabase(dataDir)
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
    await close()
  }
}

const keysOfOrders = async () =>
  (await ask<{ key: string }>(`select po_number as key from orders`)).map(({ key }) => key)

/** Names what is incomplete about any order of the plant, the counter of their numbers included. */
const halfDone = () =>
  ask(`
    with audited as (
      select resource, resource_id from audit_events where action = 'create'
    ), submitted as (
      select * from orders where po_number like 'BENCH-%'
    ), whole as (
      select o.po_number, x.fault from orders o cross join lateral (values
        ('no number', o.order_number !~ '^TOR-[0-9]{4}-[0-9]+$'),
        ('no build', not exists (select from builds b where b.order_id = o.id)),
        ('no customer', not exists (select from customers c where c.id = o.customer_id))
      ) x(fault, applies) where applies
      union all
      select b.build_number, x.fault from builds b cross join lateral (values
        ('not one active BOM', 1 <> (
          select count(*) from boms m where m.build_id = b.id and m.is_active)),
        ('no history', not exists (select from status_events e where e.build_id = b.id)),
        ('no items in use', not exists (select from item_uses u where u.build_id = b.id))
      ) x(fault, applies) where applies
      union all
      select m.title, 'lines' from boms m where m.line_count <> (
        select count(*) from bom_lines l where l.bom_id = m.id)
    ), trail as (
      select po_number, 'order not audited' as fault from submitted o where not exists (
        select from audited a where a.resource = 'orders' and a.resource_id = o.id::text)
      union all
      select b.build_number, 'build not audited' from submitted o join builds b on b.order_id = o.id
      where not exists (
        select from audited a where a.resource = 'builds' and a.resource_id = b.id::text)
      union all
      select m.title, 'BOM not audited' from submitted o join builds b on b.order_id = o.id
      join boms m on m.build_id = b.id
      where not exists (
        select from audited a where a.resource = 'boms' and a.resource_id = m.id::text)
      union all
      select a.resource_id, 'audited and not there' from audited a where a.resource = 'orders'
        and not exists (select from orders o where o.id::text = a.resource_id)
      union all
      select o.po_number, 'cost' from submitted o where o.total_cost is distinct from (
        select sum(m.total_cost) from builds b join boms m on m.build_id = b.id
        where b.order_id = o.id)
      union all
      select o.po_number, 'not remembered for its key' from submitted o where not exists (
        select from idempotency_keys k where k.key = o.po_number and k.status = 201)
    ), counted as (
      select c.series, 'counter ' || c.next || ' after ' || max(n) || ' of ' || count(n) as fault
      from counters c
      left join lateral (
        select split_part(order_number, '-', 3)::int as n from orders
        where order_number like c.series || '-' || c.year || '-%'
      ) numbers on true
      where c.series = 'TOR' group by c.series, c.year, c.next
      having c.next <> count(n) + 1 or c.next <> max(n) + 1
    )
    select * from whole union all select * from trail union all select * from counted`)
