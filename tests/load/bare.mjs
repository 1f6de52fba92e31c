// The peer: plain node:http and pg doing the same work on the same tables, without any framework.
import { createServer } from 'node:http'
import { randomUUID } from 'node:crypto'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const rows = JSON.parse(process.env.BENCH_ROWS)

const handlers = {
  page: async () => {
    const docs = await pool.query('select * from parts order by part_number limit 20')
    const total = await pool.query('select count(*)::int as n from parts')
    return { docs: docs.rows, totalDocs: total.rows[0].n }
  },
  search: async () => {
    const sought = `%${10_000 + Math.floor(Math.random() * 9_000)}%`
    const where = 'from parts where part_number ilike $1 or name ilike $1'
    const docs = await pool.query(`select * ${where} order by part_number limit 20`, [sought])
    const total = await pool.query(`select count(*)::int as n ${where}`, [sought])
    return { docs: docs.rows, totalDocs: total.rows[0].n }
  },
  one: async () =>
    (await pool.query('select * from parts where id = $1', [process.env.BENCH_PART])).rows[0],
  submit: async () => insertOrder(),
}

/** The same rows that a submit writes, copied from a real one in one transaction. */
async function insertOrder() {
  const client = await pool.connect()
  const order = randomUUID()
  const build = randomUUID()
  const bom = randomUUID()
  const mark = randomUUID()
  try {
    await client.query('begin')
    await client.query(
      `insert into counters (series, year, next) values ('BENCH', 2000, 2)
       on conflict (series, year) do update set next = counters.next + 1`,
    )
    await copy(client, 'orders', { ...rows.order, id: order, order_number: mark, po_number: mark })
    await copy(client, 'builds', { ...rows.build, id: build, order_id: order, build_number: mark })
    await copy(client, 'boms', { ...rows.bom, id: bom, build_id: build })
    const ids = new Map(rows.lines.map(({ id }) => [id, randomUUID()]))
    const lines = rows.lines.map((line) => ({
      ...line,
      id: ids.get(line.id),
      bom_id: bom,
      parent_id: line.parent_id && ids.get(line.parent_id),
    }))
    await copy(client, 'bom_lines', ...lines)
    const uses = rows.uses.map((use) => ({ ...use, id: randomUUID(), build_id: build }))
    await copy(client, 'item_uses', ...uses)
    const event = { ...rows.event, id: randomUUID(), order_id: order, build_id: build }
    await copy(client, 'status_events', event)
    await client.query('commit')
    return { order }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const copy = (client, table, ...records) =>
  client.query(
    `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(records)],
  )

const server = createServer((request, response) => {
  const handler = handlers[new URL(request.url, 'http://bare').pathname.slice(1)]
  request.resume()
  handler().then(
    (body) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    },
    (error) => {
      process.stderr.write(`${error.message}\n`)
      response.writeHead(500)
      response.end()
    },
  )
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('disconnect', () => process.exit(0))
