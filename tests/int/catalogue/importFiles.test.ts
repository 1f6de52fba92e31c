import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { grantOf } from '../../../access/matrix'
import { ROLES } from '../../../src/domain/roles'
import { workbookOf } from '../../../src/services/spreadsheet/workbook'
import { delivered } from '../../domain/catalog/delivery'
import { rest, send, tokenOf } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { csv, done, dumpOf, importing } from '../../support/imports'
import { bootPayload, ORIGIN } from '../../support/payload'

const { payload, sql } = await bootPayload()
const make = given(payload)
const admin = await make.user('ADMIN')
const buyer = await make.user('PROCUREMENT')
const mine = importing(admin)

/** Ids that programs like to damage or to run. */
const ODD = ['0012', '6.65E+11', '-40NS', '+5V', "'=1", '@x', ' edge ', '1/2" ½', 'a,b;c', '=1+1']
for (const partNumber of ODD)
  await make.part({ partNumber, name: `=${partNumber}`, description: 'two\r\nlines', cost: 5 })
const plain = await make.part({ name: 'Plain', manufacturerPartNumber: '', cost: null })
await make.part({ isActive: false })
const top = await make.assembly({ cost: 120_000 })
const category = await make.category({ name: 'Boxes > big' })
await make.assembly({ type: 'KIT', isKit: true, category: category.id, description: '=1+1' })
for (const [position, askedId] of [plain.partNumber, '0012', 'NOWHERE'].entries())
  await payload.create({
    collection: 'assembly-components',
    data: { parentAssembly: top.id, askedId, quantity: position + 1, position },
  })

/** An exported file as a browser saves it. */
async function exported(user: TestUser, table: string, format: string) {
  const response = await send(
    new Request(`${ORIGIN}/api/catalogue/export?table=${table}&format=${format}`, {
      headers: { authorization: `JWT ${await tokenOf(user)}` },
    }),
  )
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
}

const textOf = async (user: TestUser, table: string): Promise<string> =>
  new TextDecoder().decode((await exported(user, table, 'csv')).bytes)

const workbook = (heads: readonly string[], ...rows: (string | number | boolean | null)[][]) =>
  new Uint8Array(
    workbookOf(
      [
        {
          name: 'T',
          columns: heads.map((head) => ({ head, width: 9 })),
          rows: rows.map((cells) => ({ cells })),
        },
      ],
      { title: 'T', author: 'T', madeAt: '2026-01-01T00:00:00.000Z' },
    ),
  )

describe('a file that was exported and comes back unchanged', () => {
  it.each(
    ['PARTS', 'ASSEMBLIES', 'COMPONENTS', 'STOCK', 'COSTS'].flatMap((table) => [
      [table, 'csv'],
      [table, 'xlsx'],
    ]),
  )('%s as %s changes nothing', async (table, format) => {
    const { bytes } = await exported(admin, table, format)
    const { body } = await mine.table(table, bytes, `t.${format}`)
    expect(body.checkResult).toMatchObject({ new: 0, changed: 0, refused: 0, unknownHeads: [] })
    expect(body.checkResult.unchanged).toBeGreaterThan(0)
    const applied = await mine.apply(body.id)
    expect([applied.status, applied.body.errors?.[0]?.code]).toEqual([409, 'precondition_failed'])
  })

  it('holds nothing that a spreadsheet would run', async () => {
    const text = await textOf(admin, 'PARTS')
    const cells = text.split('\r\n').flatMap((row) => row.split(','))
    expect(cells.filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([])
    expect(text).toContain("'=1+1,'==1+1")
  })

  it('does not overwrite what was changed since, but takes the other rows', async () => {
    const [one, two] = [await make.part({ cost: 100 }), await make.part({ cost: 100 })]
    const text = (await textOf(admin, 'COSTS'))
      .replace(`${one.partNumber},${one.name},1.00`, `${one.partNumber},${one.name},9.00`)
      .replace(`${two.partNumber},${two.name},1.00`, `${two.partNumber},${two.name},9.00`)
    await rest(buyer).patch(`/parts/${one.id}`, { cost: 700 })
    const { body } = await mine.table('COSTS', text)
    expect(body.checkResult).toMatchObject({ changed: 1, refused: 1 })
    expect((await mine.lines(body.id, 'show=refused'))[0]).toMatchObject({
      record: one.partNumber,
      field: null,
      reason: expect.stringContaining('differ in Cost (file: 9.00, catalogue: 7.00)'),
    })
  })
})

describe('costs and stock in exports', () => {
  it('are there for those who may see them; others do not get the columns', async () => {
    for (const role of ROLES) {
      const user = await make.user(role)
      const mayExport = grantOf('items.export', role) !== 'none'
      const { status, bytes } = await exported(user, 'PARTS', 'csv')
      expect(status, role).toBe(mayExport ? 200 : 403)
      if (!mayExport) continue
      const head = new TextDecoder().decode(bytes).split('\r\n')[0] ?? ''
      expect(head.includes('Cost'), role).toBe(grantOf('costs.read', role) === 'all')
      expect(head.includes('Reorder level'), role).toBe(grantOf('stock.read', role) === 'all')
      expect(head.includes('Export check'), role).toBe(grantOf('imports.sheets', role) === 'all')
      for (const [table, capability] of [
        ['COSTS', 'costs.read'],
        ['STOCK', 'stock.read'],
      ] as const)
        expect((await exported(user, table, 'csv')).status, `${role} ${table}`).toBe(
          grantOf(capability, role) === 'all' ? 200 : 403,
        )
    }
    expect((await rest().get('/catalogue/export?table=PARTS')).status).toBe(401)
  })

  it('leave their mark in the audit trail', async () => {
    await textOf(buyer, 'STOCK')
    expect(
      await sql(
        `select after->>'table' as "table", stream from audit_events where action = 'export' and actor = $1 order by seq desc limit 1`,
        [buyer.id],
      ),
    ).toEqual([{ table: 'STOCK', stream: 'ACTIVITY' }])
  })
})

describe('who may import', () => {
  it('tables: Admin and Procurement; deliveries: Admin; the others are refused and see nothing', async () => {
    const files = delivered({ parts: [unique('D')] })
    const { body: known } = await mine.table(
      'COSTS',
      csv(['Part number', 'Cost'], [plain.partNumber, '1']),
    )
    for (const role of ROLES) {
      const user = await make.user(role)
      const theirs = importing(user)
      const mayTables = grantOf('imports.sheets', role) === 'all'
      const table = await theirs.table(
        'COSTS',
        csv(['Part number', 'Cost'], [plain.partNumber, '1']),
      )
      expect(table.status, role).toBe(mayTables ? 201 : 403)
      expect((await theirs.delivery(files)).status, role).toBe(role === 'ADMIN' ? 201 : 403)
      if (mayTables) continue
      expect((await theirs.apply(known.id)).status, role).toBe(403)
      expect((await theirs.undo(known.id)).status, role).toBe(403)
      expect((await theirs.preview(known.id)).status, role).toBe(403)
      expect((await rest(user).get(`/catalogue-imports/${known.id}`)).status, role).toBe(403)
      expect((await rest(user).get(`/catalogue-imports/${known.id}/lines`)).status, role).toBe(403)
      expect((await rest(user).get(`/catalogue-imports/${known.id}/refused.csv`)).status).toBe(403)
    }
    expect((await importing(undefined).table('COSTS', 'x')).status).toBe(401)
    const { body: delivery } = await mine.delivery(files)
    expect((await importing(buyer).apply(delivery.id)).status).toBe(403)
  })

  it('only an Admin retires by a table, or takes such an import back', async () => {
    const part = await make.part()
    const table = csv(['Part number', 'Active'], [part.partNumber, 'no'])
    const refused = await importing(buyer).table('PARTS', table)
    expect(refused.body.checkResult).toMatchObject({ changed: 0, refused: 1 })
    const { body } = await mine.table('PARTS', table)
    done(await mine.apply(body.id))
    expect((await importing(buyer).undo(body.id)).status).toBe(403)
    done(await mine.undo(body.id))
  })

  it('of two who apply the same import at once one wins, the other hears 409', async () => {
    const { body } = await mine.table(
      'COSTS',
      csv(['Part number', 'Cost'], [plain.partNumber, '77']),
    )
    const answers = await Promise.all(
      [mine, importing(buyer), mine].map((who) => who.apply(body.id)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(
      await sql(`select count(*)::int as n from catalogue_import_rows where import_id = $1`, [
        body.id,
      ]),
    ).toEqual([{ n: 1 }])
    const undone = await Promise.all([mine.undo(body.id), mine.undo(body.id)])
    expect(undone.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('a delivery of the catalogue', () => {
  it('is tried out, applied and taken back byte for byte', async () => {
    const [a, b, c] = [unique('A'), unique('B'), unique('C')]
    const first = done(
      await mine.delivery(delivered({ assemblies: { [a]: [b, c], [b]: [] }, parts: [c] })),
    )
    expect(first.checkResult).toMatchObject({ new: 5, refused: 0 })
    done(await mine.apply(first.id))
    const before = await dumpOf(sql)
    const second = done(
      await mine.delivery(
        delivered({
          assemblies: { [a]: [c, { part_id: 'X', quantity: 0 }], [b]: [a] },
          parts: { [c]: { name: 'Other', type: 'MATERIAL', status: 'ACTIVE' } },
        }),
      ),
    )
    expect(
      (await mine.lines(second.id, 'show=refused')).map(({ record, place }) => [record, place]),
    ).toEqual([[a, 'assemblies.json components[1]']])
    const { rows, refused, refusedInside, ...counts } = second.checkResult
    expect([refused, refusedInside]).toEqual([1, 1])
    expect(counts.new + counts.changed + counts.unchanged).toBe(rows)
    done(await mine.apply(second.id))
    expect(await dumpOf(sql)).not.toBe(before)
    done(await mine.undo(second.id))
    expect(await dumpOf(sql)).toBe(before)
    const { body: gone } = await mine.undo(first.id)
    expect(gone.undoResult).toEqual({ restored: 0, removed: 5, kept: 0 })
  })

  it('lists what it leaves out as not in this delivery, before and after, to be found like the rest', async () => {
    const [here, missing, lone] = [unique('HERE'), unique('MISS'), unique('LONE')]
    await make.part({ partNumber: lone })
    done(
      await mine.apply(
        done(await mine.delivery(delivered({ assemblies: { [here]: [], [missing]: [] } }))).id,
      ),
    )
    const batch = done(
      await mine.delivery(
        delivered({ assemblies: { [here]: [missing] }, references: [here, missing] }),
      ),
    )
    const listed = async (search: string) =>
      (await mine.lines(batch.id, `show=warnings&search=${search}`))
        .filter(({ reason }) => reason?.startsWith('not in this delivery'))
        .map(({ resource, record, place }) => [resource, record, place])
    const expected = [
      [missing, [['assemblies', missing, 'assemblies.json']]],
      [lone, [['parts', lone, 'parts.json']]],
      [here, []],
    ] as const
    for (const [search, lines] of expected) expect(await listed(search)).toEqual(lines)
    done(await mine.apply(batch.id))
    for (const [search, lines] of expected) expect(await listed(search)).toEqual(lines)
    expect((await mine.lines(batch.id))[0]).toMatchObject({
      record: here,
      field: `components: ${missing}`,
      place: 'assemblies.json',
    })
  })

  it('needs its three files', async () => {
    const { 'parts.json': parts } = delivered({})
    const { status, body } = await mine.delivery({ 'parts.json': parts })
    expect([status, body.errors?.map(({ field }) => field)]).toEqual([
      422,
      ['categories.json', 'assemblies.json'],
    ])
  })
})

describe('cells of a workbook', () => {
  it('are taken as they are written; a number in place of an id is suspicious and refused', async () => {
    const [text, amount] = [unique('T'), unique('N')]
    const { body } = await mine.table(
      'PARTS',
      workbook(
        ['Part number', 'Name', 'Cost (CAD)', 'Active', 'Manufacturer part number'],
        [text, '007', 12.5, true, '0099'],
        [4711, 'A number', 1, true, null],
        [amount, 'Sum', 0.1 + 0.2, true, 12],
      ),
      'any name',
    )
    expect(body.checkResult).toMatchObject({ new: 1, refused: 2 })
    expect((await mine.lines(body.id))[0]?.becomes).toMatchObject({
      name: '007',
      cost: 1250,
      manufacturerPartNumber: '0099',
    })
    expect(
      (await mine.lines(body.id, 'show=refused')).map(({ record, field, reason }) => [
        record,
        field,
        reason,
      ]),
    ).toEqual([
      ['4711', 'Part number', expect.stringMatching(/number cell.*Format the column as text/)],
      [amount, 'Manufacturer part number', expect.stringMatching(/number cell/)],
    ])
  })

  it('of CSV that a spreadsheet rewrote are no new ids', async () => {
    const { body } = await mine.table(
      'PARTS',
      csv(['Part number', 'Name'], ['1.23E+15', 'x'], ['6.65E+11', 'known']),
    )
    expect(body.checkResult).toMatchObject({ changed: 1, refused: 1 })
  })

  it('come with semicolons, blanks and other order as well', async () => {
    const { body } = await mine.table(
      'COSTS',
      `\uFEFFNAME;Colour;cost ; part_number\r\nx;red;12,5;${plain.partNumber}\r\n;;;\r\n`,
    )
    expect(body.checkResult).toMatchObject({
      rows: 1,
      changed: 1,
      refused: 0,
      unknownHeads: ['Colour'],
    })
  })
})

const zipped = (files: Record<string, string>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
    ),
  )
const BOOK =
  '<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
const RELATIONS = '<Relationships><Relationship Id="r1" Target="a.xml"/></Relationships>'

/** Some kilobytes that unpack to more than anybody should read. */
const bomb = (element: string) =>
  zipped({
    'xl/workbook.xml': BOOK,
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/a.xml': element.repeat(Math.ceil((270 * 1024 * 1024) / element.length)),
  })

describe('files that nobody can read are refused with a sentence, never with 500', () => {
  const HEAD = 'Part number,Cost\r\n'
  it.each<[string, string | Uint8Array<ArrayBuffer>, number, RegExp]>([
    ['empty', '', 400, /is empty/],
    ['no heads that are known', 'a,b\r\n1,2', 400, /no column "Part number", "Cost"/],
    ['a head twice', 'Part number,Cost,cost\r\n', 400, /stands twice/],
    ['another currency', 'Part number,Cost (USD)\r\n1,2', 422, /in USD.*CAD/],
    ['an open quote', `${HEAD}"a,1\r\n`, 400, /never closed/],
    ['Latin-1', Uint8Array.from([...Buffer.from(HEAD), 0xe9]), 400, /UTF-8/],
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${HEAD}`, 'utf16le')), 400, /UTF-8/],
    ['binary', Uint8Array.from([1, 0, 2, 0]), 400, /neither a table/],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 400, /\.xls/],
    ['a broken archive', Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]), 400, /damaged/],
    ['an archive of something else', zipped({ 'a.txt': 'a' }), 400, /damaged/],
    [
      'half a workbook',
      zipped({
        'xl/workbook.xml': BOOK,
        'xl/_rels/workbook.xml.rels': RELATIONS,
        'xl/a.xml': '<worksheet><row><c',
      }),
      400,
      /damaged/,
    ],
    [
      'an entity of its own',
      zipped({ 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' }),
      400,
      /damaged/,
    ],
    ['a bomb of large elements', bomb(`<x a="${' '.repeat(100_000)}"/>`), 413, /too large/],
    ['a bomb of one element', bomb(' '.repeat(1_000)), 400, /damaged/],
    ['too many rows', HEAD + 'x,1\r\n'.repeat(100_001), 413, /more than 100000 rows/],
    ['too many columns', `${HEAD}${','.repeat(200)}\r\n`, 400, /more than 100 cells/],
    ['a huge cell', `${HEAD}${'x'.repeat(40_000)},1\r\n`, 400, /more than 32767/],
    ['more than 10 MB', HEAD + 'y'.repeat(10.5 * 1024 * 1024), 413, /10 MB/],
    ['more than the door takes', HEAD + 'y'.repeat(12 * 1024 * 1024), 413, /MB/],
  ])('%s', async (_, content, status, sentence) => {
    const answer = await mine.table('COSTS', content)
    expect([answer.status, answer.body.errors?.[0]?.message]).toEqual([
      status,
      expect.stringMatching(sentence),
    ])
  })

  it('and neither are calls without a form, a file or a kind', async () => {
    for (const answer of [
      await rest(admin).post('/catalogue-imports/table', {}),
      await rest(admin).post('/catalogue-imports/table', new FormData()),
      await mine.table('NONSENSE', 'x'),
    ])
      expect([400, 422]).toContain(answer.status)
    expect((await mine.apply('01900000-0000-7000-8000-00000000ffff')).status).toBe(404)
    expect((await rest(admin).get('/catalogue/export?table=PARTS&format=doc')).status).toBe(422)
  })
})
