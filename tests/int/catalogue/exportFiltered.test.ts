import { describe, expect, it } from 'vitest'
import { readWorkbook } from '../../../src/services/spreadsheet/readWorkbook'
import { send, tokenOf } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { importing } from '../../support/imports'
import { bootPayload, ORIGIN } from '../../support/payload'

const { payload, sql } = await bootPayload()
const make = given(payload)
const admin = await make.user('ADMIN')
const buyer = await make.user('PROCUREMENT')
const quality = await make.user('QC_PERSON')
const mine = importing(admin)

const word = unique('gasket')
const [first, second, odd] = [
  await make.part({ partNumber: `${word}-A`, name: `${word} small`, cost: 100 }),
  await make.part({ partNumber: `${word}-B`, name: `${word} large`, cost: 900 }),
  await make.part({
    partNumber: `${word}-C`,
    name: `=SUM(1) ${word}`,
    cost: 50,
    isActive: false,
  }),
]
await make.part({ name: 'Something else', cost: 100 })
const holder = await make.assembly({ name: `Box with ${word}` })
const other = await make.assembly({ name: 'Another box' })
for (const [assembly, askedId] of [
  [holder.id, first.partNumber],
  [holder.id, 'NOWHERE'],
  [other.id, second.partNumber],
] as const)
  await payload.create({
    collection: 'assembly-components',
    data: {
      parentAssembly: assembly,
      askedId,
      quantity: 1,
      position: askedId === 'NOWHERE' ? 1 : 0,
    },
  })

async function exported(user: TestUser, query: string) {
  const response = await send(
    new Request(`${ORIGIN}/api/catalogue/export?${query}`, {
      headers: { authorization: `JWT ${await tokenOf(user)}` },
    }),
  )
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** The rows of a CSV below its heads; none of these cells holds a comma or a line end. */
async function rowsOf(user: TestUser, query: string): Promise<string[][]> {
  const { status, bytes } = await exported(user, query)
  const text = new TextDecoder().decode(bytes)
  if (status !== 200) throw new Error(text)
  return text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(','))
}

const NAMED = `where[name][like]=${word}`

describe('a list that is filtered leaves as it is filtered', () => {
  it('only its rows, in the order of their numbers, and they come back unchanged', async () => {
    const query = `table=PARTS&list=parts&${NAMED}`
    expect((await rowsOf(admin, query)).map(([number]) => number)).toEqual(
      [first, second, odd].map(({ partNumber }) => partNumber),
    )
    const { bytes } = await exported(admin, query)
    const { body } = await mine.table('PARTS', bytes)
    expect(body.checkResult).toMatchObject({ rows: 3, unchanged: 3, refused: 0 })
  })

  it('by several conditions, by the words of the search box, and by both', async () => {
    const numbersOf = async (query: string) =>
      (await rowsOf(admin, `table=COSTS&list=parts&${query}`)).map(([type, number]) => [
        type,
        number,
      ])
    expect(await numbersOf(`${NAMED}&where[isActive][equals]=false`)).toEqual([
      ['PART', odd.partNumber],
    ])
    expect(await numbersOf(`search=${word}&where[cost][greater_than]=500`)).toEqual([
      ['PART', second.partNumber],
    ])
    expect(await numbersOf('search=nothing-has-this-name')).toEqual([])
  })

  it('components as whole lists of the assemblies that the list shows', async () => {
    expect(
      (await rowsOf(admin, `table=COMPONENTS&list=assemblies&search=${word}`)).map((row) => [
        row[0],
        row[2],
      ]),
    ).toEqual([
      [holder.partNumber, first.partNumber],
      [holder.partNumber, 'NOWHERE'],
    ])
  })

  it('of both lists the one that is shown; the whole table when nothing is filtered', async () => {
    expect(
      (await rowsOf(admin, `table=STOCK&list=assemblies&search=${word}`)).map(([type, number]) => [
        type,
        number,
      ]),
    ).toEqual([['ASSEMBLY', holder.partNumber]])
    const whole = await rowsOf(admin, 'table=STOCK&list=assemblies')
    expect(new Set(whole.map(([type]) => type))).toEqual(new Set(['PART', 'ASSEMBLY']))
    expect(whole).toHaveLength(6)
  })

  it('as a workbook as well, and nothing in either runs', async () => {
    const { bytes } = await exported(admin, `table=PARTS&format=xlsx&list=parts&${NAMED}`)
    const read = await readWorkbook(Buffer.from(bytes), { rows: 99, columns: 99, cell: 999 })
    expect(read.ok && read.value.rows.map(({ cells }) => cells[1])).toEqual([
      first.name,
      second.name,
      odd.name,
    ])
    const [, , row] = await rowsOf(admin, `table=PARTS&list=parts&${NAMED}`)
    expect(row?.[1]).toBe(`'${odd.name}`)
  })
})

describe('a filter opens nothing', () => {
  it('what the caller may not read cannot be asked for, nor guessed at by filtering', async () => {
    const query = (filter: string) => `table=PARTS&list=parts&${filter}`
    expect(await rowsOf(quality, query(NAMED))).toHaveLength(3)
    for (const filter of [
      'where[cost][greater_than]=500',
      'where[or][0][cost][greater_than]=500',
      'where[nonsense][equals]=1',
    ])
      expect((await exported(quality, query(filter))).status, filter).toBe(400)
    expect((await exported(await make.user('ASSEMBLER'), query(NAMED))).status).toBe(403)
  })

  it('a table that a list does not hold, and a filter of no list, are refused', async () => {
    for (const query of [
      `table=ASSEMBLIES&list=parts&${NAMED}`,
      `table=COMPONENTS&list=parts&${NAMED}`,
      `table=PARTS&${NAMED}`,
      `table=PARTS&list=users&${NAMED}`,
    ])
      expect((await exported(admin, query)).status, query).toBe(422)
  })

  it('the trail tells the filter and how many records it showed', async () => {
    await rowsOf(buyer, `table=COSTS&list=parts&${NAMED}&search=small`)
    expect(
      await sql(
        `select resource, after->>'list' as list, after->'filter' as filter, after->>'search' as search, (after->>'records')::int as records
         from audit_events where action = 'export' and actor = $1 order by seq desc limit 1`,
        [buyer.id],
      ),
    ).toEqual([
      {
        resource: 'parts',
        list: 'parts',
        filter: { name: { like: word } },
        search: 'small',
        records: 1,
      },
    ])
  })
})
