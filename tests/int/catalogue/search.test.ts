import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const procurement = await given(payload).user('PROCUREMENT')

const PARTS = 100_000

beforeAll(async () => {
  await sql(
    `insert into parts (id, part_number, name, kind, unit, is_active, updated_at, created_at)
     select gen_random_uuid(), 'SRCH-' || lpad(n::text, 6, '0'), 'Widget ' || md5(n::text), 'COMPONENT', 'EA', true, now(), now()
     from generate_series(1, ${PARTS}) n`,
  )
  await sql('vacuum analyze parts')
})

type Found = { docs: { partNumber: string }[]; totalDocs: number }

/** The statements that one call sends for parts, with their parameters. */
async function statementsOf(
  work: () => Promise<unknown>,
): Promise<{ text: string; values: unknown[] }[]> {
  const { pool } = payload.db
  const query = pool.query
  const seen: { text: string; values: unknown[] }[] = []
  const spy = (...args: unknown[]) => {
    const [first, values] = args
    const text =
      typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text') ?? '')
    if (/from "parts"/.test(text)) seen.push({ text, values: Array.isArray(values) ? values : [] })
    return Reflect.apply(query, pool, args)
  }
  Reflect.set(pool, 'query', spy)
  try {
    await work()
  } finally {
    Reflect.set(pool, 'query', query)
  }
  return seen
}

const planOf = async ({ text, values }: { text: string; values: unknown[] }) =>
  (await sql<{ 'QUERY PLAN': string }>(`explain ${text}`, values))
    .map((row) => row['QUERY PLAN'])
    .join('\n')

const find = (query: string) => rest(procurement).get<Found>(`/parts?${query}`)

describe(`search in ${PARTS} parts (AC-006)`, () => {
  const sought = '077777'
  const either = (text: string) =>
    `where[or][0][partNumber][like]=${text}&where[or][1][name][like]=${text}`

  it('finds by a part of the number and by a part of the name', async () => {
    const byNumber = await find(either(sought))
    expect(byNumber.body.docs.map(({ partNumber }) => partNumber)).toContain(`SRCH-${sought}`)
    const [{ name } = { name: '' }] = await sql<{ name: string }>(
      'select name from parts where part_number = $1',
      [`SRCH-${sought}`],
    )
    const byName = await find(either(name.slice(10, 30).toUpperCase()))
    expect(byName.body).toMatchObject({ totalDocs: 1, docs: [{ partNumber: `SRCH-${sought}` }] })
  })

  it('through the trigram index', async () => {
    const statements = await statementsOf(() => find(either(sought)))
    expect(statements.length).toBeGreaterThan(0)
    for (const statement of statements) {
      if (!/ilike/i.test(statement.text)) continue
      expect(await planOf(statement), statement.text).toMatch(/Bitmap Index Scan on parts_search/)
    }
    expect(statements.some(({ text }) => /ilike/i.test(text))).toBe(true)
  })

  it('wildcards and quotes are ordinary characters', async () => {
    for (const text of ['%25', '_', "'", '%5C', '%22%3B--']) {
      const { status, body } = await find(either(text))
      expect(status, text).toBe(200)
      expect(body.totalDocs, text).toBeLessThanOrEqual(PARTS)
    }
  })

  it('a page is at most 100, however many are asked for', async () => {
    const { body } = await find('limit=100000')
    expect(body.docs).toHaveLength(100)
    const { body: usual } = await find('')
    expect(usual.docs).toHaveLength(20)
  })
})
