import { describe, expect, it, test } from 'vitest'
import {
  readAmount,
  readCount,
  readFlag,
  readId,
  type ReadCell,
} from '../../../src/domain/catalog/sheets/cell'
import { headsOf, type ItemType } from '../../../src/domain/catalog/sheets/columns'
import { planComponents } from '../../../src/domain/catalog/sheets/planComponents'
import {
  checkText,
  planItems,
  type ItemSheet,
  type StoredItem,
} from '../../../src/domain/catalog/sheets/planItems'
import { csvOf } from '../../../src/domain/csv'
import { readCsv } from '../../../src/domain/csvRead'
import { catalogueAfter, linksOf, plan } from './delivery'

const LIMITS = { rows: 5, columns: 4, cell: 20 }
const read = (text: string) => {
  const table = readCsv(text, LIMITS)
  return table.ok ? table.value : table.refusals[0].message
}

describe('CSV', () => {
  it.each([
    ['commas', 'a,b\n1,2\n', ['1', '2']],
    ['semicolons', 'a;b\r\n1;2,5\r\n', ['1', '2,5']],
    ['tabs', 'a\tb\r1\t2', ['1', '2']],
    ['the hint of Excel', 'sep=|\r\na|b\r\n1|2', ['1', '2']],
    ['a byte order mark', '\uFEFFa,b\n1,2', ['1', '2']],
    [
      'quotes, line ends and delimiters in a cell',
      'a,b\n"1 ""x"", y\r\nz",2',
      ['1 "x", y\r\nz', '2'],
    ],
    ['text after a quote', 'a,b\n"1"2,3', ['12', '3']],
  ])('with %s', (_, text, cells) => {
    expect(read(text)).toMatchObject({ heads: ['a', 'b'], rows: [{ cells }] })
  })

  it('counts rows as a person does, empty ones included', () => {
    expect(read('a,b\n\n , \n1,2')).toMatchObject({ rows: [{ line: 4 }] })
    expect(read('sep=;\na;b\n1;2')).toMatchObject({ rows: [{ line: 3 }] })
  })

  it('is bounded', () => {
    expect(read('a\n1\n2\n3\n4\n5\n6')).toMatch(/more than 5 rows/)
    expect(read('a,b,c,d,e')).toMatch(/more than 4 cells/)
    expect(read(`a\n${'x'.repeat(21)}`)).toMatch(/more than 20 characters/)
    expect(read('a\n"x')).toMatch(/never closed/)
  })

  it('gives back what was written, whatever a spreadsheet would make of it', () => {
    const cells = ['=1+1', "'=2", "''@x", '-40NS', '"q"', 'a;b', '\ttab', '0012']
    const table = readCsv(csvOf([['h'], ...cells.map((cell) => [cell])]), { ...LIMITS, rows: 99 })
    expect(table.ok && table.value.rows.map((row) => row.cells[0])).toEqual(cells)
  })
})

const valueOf = (reading: ReturnType<typeof readAmount | typeof readFlag | typeof readId>) =>
  reading.ok ? reading.value : reading.fault

describe('cells', () => {
  test.each<[ReadCell, number | RegExp]>([
    ['12.5', 1250],
    ['12,50', 1250],
    ['12', 1200],
    [' 0.07 ', 7],
    [{ number: '0.30000000000000004' }, 30],
    [{ number: '12.5' }, 1250],
    [{ number: '1E3' }, 100_000],
    ['1,250', /at most 2 decimals/],
    ['1,250.00', /without blanks/],
    ['1 250', /without blanks/],
    ['-1', /negative/],
    ['12.345', /at most 2 decimals/],
    [{ number: '12.345' }, /at most 2 decimals/],
    ['abc', /must be an amount/],
    [true, /must be an amount/],
    [{ error: '#REF!' }, /must be an amount/],
  ])('amount %j', (cell, expected) => {
    const value = valueOf(readAmount(cell, 2))
    if (expected instanceof RegExp) expect(value).toMatch(expected)
    else expect(value).toBe(expected)
  })

  it('counts are whole, ids are text, flags are yes or no', () => {
    expect(valueOf(readCount('7', 10))).toBe(7)
    expect(valueOf(readCount({ number: '7' }, 10))).toBe(7)
    expect(valueOf(readCount('7.5', 10))).toMatch(/whole/)
    expect(valueOf(readCount('11', 10))).toMatch(/at most 10/)
    expect(valueOf(readId(' 0012 ', 20))).toBe(' 0012 ')
    expect(valueOf(readId({ number: '12' }, 20))).toMatch(/number cell/)
    expect(valueOf(readId('a\u0007', 20))).toMatch(/control/)
    expect(valueOf(readFlag('YES'))).toBe(true)
    expect(valueOf(readFlag(false))).toBe(false)
    expect(valueOf(readFlag('si'))).toMatch(/yes or no/)
  })
})

describe('heads', () => {
  it('are found in any order, case and spelling of blanks; others are named', () => {
    const { at, unknown, twice, missing } = headsOf('COSTS', [
      'COST (CAD)',
      'x',
      'part_number',
      'Cost',
    ])
    expect([at.get('cost'), at.get('partNumber')]).toEqual([0, 2])
    expect([unknown, twice, missing]).toEqual([['x'], ['Cost'], []])
    expect(headsOf('COSTS', ['Cost']).missing).toEqual(['Part number'])
  })
})

describe('a plan', () => {
  const stored = (values: StoredItem['values']): StoredItem => ({ id: '1', values })
  const PATHS = new Map([
    ['718', 'Boxes'],
    ['719', 'Spares'],
  ])
  const plan = (heads: string[], cells: ReadCell[], known?: StoredItem, mayRetire = true) =>
    planTable('PARTS', heads, [cells], () => known, mayRetire)
  const planTable = (
    kind: ItemSheet,
    heads: string[],
    rows: ReadCell[][],
    find: (type: ItemType, number: string) => StoredItem | undefined,
    mayRetire = true,
  ) =>
    planItems(
      kind,
      { heads, rows: rows.map((cells, index) => ({ line: index + 2, cells })) },
      {
        currencyDigits: 2,
        mayRetire,
        customNumberings: [],
        find,
        digest: (text) => text,
        categoryOf: (text) => ({ ok: true, value: text }),
        pathOf: (code) => PATHS.get(code),
        seenBy: null,
      },
    )

  it('leaves a part alone that an order made, but for its cost', () => {
    const custom = stored({ kind: 'CUSTOM', name: 'Panel', cost: 1 })
    expect(plan(['Part number', 'Name'], ['700-1', 'Other'], custom).refused).toMatchObject([
      { column: 'Name', reason: expect.stringMatching(/made by an order/) },
    ])
    expect(plan(['Part number', 'Cost'], ['700-1', '2'], custom).changes).toMatchObject([
      { fields: ['cost'] },
    ])
    expect(
      plan(['Part number', 'Kind'], ['1', 'CUSTOM'], stored({ kind: 'MATERIAL' })).refused,
    ).toHaveLength(1)
  })

  it('takes empty cells as nothing where that can be, and refuses them elsewhere', () => {
    const known = stored({ name: 'A', description: 'text', unit: 'EA' })
    expect(plan(['Part number', 'Description'], ['1', ''], known).changes).toMatchObject([
      { after: { description: null } },
    ])
    expect(plan(['Part number', 'Unit'], ['1', ' '], known).refused).toMatchObject([
      { column: 'Unit' },
    ])
    expect(
      plan(['Part number', 'Description'], ['1', ''], stored({ description: '' })).unchanged,
    ).toBe(1)
  })

  it('says what stood in a refused cell, and offers only what is taken', () => {
    const heads = ['Part number', 'Kind', 'Cost', 'Active']
    const { refused } = plan(heads, ['1', 'Thing', { number: '12.345' }, true], stored({}))
    expect(refused.map(({ column, value }) => [column, value])).toEqual([
      ['Kind', 'Thing'],
      ['Cost', '12.345'],
    ])
    expect(refused[0]?.reason).toBe('must be one of COMPONENT, MATERIAL')
    const custom = stored({ kind: 'CUSTOM' })
    expect(plan(['Part number', 'Kind'], ['700-1', 'custom'], custom).unchanged).toBe(1)
    const long = plan(['Part number', 'Unit'], ['1', 'x'.repeat(5_000)], stored({}))
    expect(long.refused[0]?.value).toHaveLength(1_001)
  })

  it('of a row exported before somebody changed the part tells what differs, and blames nobody for it', () => {
    const heads = ['Part number', 'Name', 'Description', 'Cost', 'Active', 'Export check']
    const exportedWith = { name: 'Clamp', description: 'old', cost: 100, isActive: true }
    const now = { ...exportedWith, description: 'new' }
    const cells = ['1', 'Clamp, long', 'old', '2', 'yes', checkText('PARTS', exportedWith)]
    expect(plan(heads, cells, stored(now)).refused).toEqual([
      {
        line: 2,
        record: '1',
        reason:
          'was changed since this file was exported. File and catalogue differ in Name (file: Clamp, long, catalogue: Clamp), Description (file: old, catalogue: new), Cost (file: 2.00, catalogue: 1.00). Export it again and enter your change there',
      },
    ])
    expect(plan(heads, cells, stored(exportedWith)).changes).toMatchObject([
      { fields: ['name', 'cost'] },
    ])
  })

  it('remarks once on a column that is given for reading only and was changed', () => {
    const held = stored({ name: 'Clamp', quantityOnHand: 5, quantityReserved: 3 })
    const heads = ['Part number', 'Name', 'On hand', 'Reserved']
    const rows = (...reserved: ReadCell[]) =>
      planTable(
        'STOCK',
        heads,
        reserved.map((cell, index) => [String(index), 'Clamp', '7', cell]),
        () => held,
      )
    expect(rows('3', { number: '3' }, '').warnings).toEqual([])
    const told = rows('3', '0', { number: '9' })
    expect(told.changes).toHaveLength(3)
    expect(told.warnings).toEqual([
      {
        line: 3,
        record: '1',
        column: 'Reserved',
        reason:
          'is for reading only, so what the file says there is not taken: "0", where the catalogue has "3"; the same column differs in 1 more row',
      },
    ])
  })

  it('takes the words of a category for what they read: of the old one, the new one, or neither', () => {
    const held = stored({ category: '718' })
    const worded = (words: string) =>
      planTable(
        'ASSEMBLIES',
        ['Part number', 'Category', 'Category in words'],
        [['1', '719', words]],
        () => held,
      ).warnings.map(({ column }) => column)
    expect([worded('Boxes'), worded('Spares'), worded('Others')]).toEqual([
      [],
      [],
      ['Category in words'],
    ])
  })

  it('lets only an Admin retire', () => {
    const known = stored({ isActive: true })
    expect(plan(['Part number', 'Active'], ['1', 'no'], known, false).refused).toHaveLength(1)
    expect(plan(['Part number', 'Active'], ['1', 'no'], known).changes).toHaveLength(1)
  })
})

describe('a table of components', () => {
  const known = catalogueAfter(plan({ assemblies: { A: ['B'], B: ['A'] }, parts: ['A'] }))
  const planned = (...rows: string[][]) => {
    const table = readCsv(csvOf([['Assembly', 'Item', 'Quantity'], ...rows]), {
      ...LIMITS,
      rows: 99,
    })
    if (!table.ok) throw new Error(table.refusals[0].message)
    return planComponents(table.value, known, (text) => text)
  }

  it.each([
    ['of one assembly', [['A', 'B', '1']]],
    [
      'of the whole catalogue',
      [
        ['A', 'B', '1'],
        ['B', 'A', '1'],
      ],
    ],
    [
      'in another order',
      [
        ['B', 'A', '1'],
        ['A', 'B', '1'],
      ],
    ],
  ])('%s that says nothing new changes nothing, where a circle is kept apart too', (_, rows) => {
    const { plan: found, refused, unchanged } = planned(...rows)
    expect([found.assemblies.changed, refused, unchanged]).toEqual([[], [], rows.length])
  })

  it('remarks on names that were changed beside the numbers', () => {
    const table = readCsv(
      csvOf([
        ['Assembly', 'Assembly name', 'Item', 'Item name', 'Quantity'],
        ['A', 'An assembly', 'B', 'Another name', '1'],
      ]),
      { ...LIMITS, columns: 9 },
    )
    if (!table.ok) throw new Error(table.refusals[0].message)
    expect(
      planComponents(table.value, known, (text) => text).warnings.map(({ column }) => column),
    ).toEqual(['Item name'])
  })

  it('that opens the circle links what was kept apart, also in a list of the file that stays as it is', () => {
    const { plan: found, refused } = planned(['A', 'X', '1'], ['B', 'A', '1'])
    expect(refused).toEqual([])
    expect(linksOf(catalogueAfter(found), 'B')).toEqual(['ASSEMBLY A'])
  })
})
