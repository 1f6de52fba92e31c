import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { EMPTY_CATALOGUE, type Catalogue } from '../../../src/domain/catalog/import/catalogue'
import { unreadableFilesOf } from '../../../src/domain/catalog/import/delivery'
import { planImport, type ImportPlan } from '../../../src/domain/catalog/import/plan'
import { NOTHING_HELD } from '../../../src/domain/catalog/import/seen'
import { absentIn } from '../../../src/domain/catalog/import/summary'
import {
  catalogueAfter,
  delivered,
  linksOf,
  objectText,
  partRecord,
  plan,
  warningsOf,
  type SketchedDelivery,
} from './delivery'

const refusals = (sketch: SketchedDelivery, current?: Catalogue) =>
  plan(sketch, current).refused.map(({ record, place, reason }) => [record, place, reason])

describe('files that cannot be read (handbook 7: the three load together or not at all)', () => {
  const sound = delivered({ assemblies: { A: [] }, parts: ['B'] })

  it('are none when all three are sound', () => {
    expect(unreadableFilesOf(sound)).toEqual([])
  })

  it('are named with line and column', () => {
    const broken = { ...sound, 'parts.json': '{\n "parts": {"A": {"name": "x",}}\n}' }
    expect(unreadableFilesOf(broken)).toMatchObject([{ file: 'parts.json', line: 2, column: 30 }])
  })

  it.each(['{}', '[]', '{"parts": []}', 'null', '"parts"'])(
    'are those without records: %s',
    (text) => {
      expect(unreadableFilesOf({ ...sound, 'parts.json': text })).toMatchObject([
        { file: 'parts.json', message: 'the file has no object "parts"' },
      ])
    },
  )
})

describe('ids are opaque strings, kept byte for byte', () => {
  const ids = [
    '8-32 PAN HEAD SCREWS 1/2"',
    '1/4-20 TRUSS SCREW PH',
    'ACC 14085',
    '012442-40NS',
    '0012',
    '14629990',
    '6.65E+11',
    '6.650E+11',
    '½ × ¼ “quoted”',
    '../../etc/passwd',
    "'; drop table parts; --",
    '__proto__',
    'constructor',
    ' edge ',
    'a\u0301',
    '\u00e1',
    'A',
    'a',
  ]

  it('whatever they look like', () => {
    const texts = {
      ...delivered({}),
      'parts.json': objectText(
        'parts',
        ids.map((id) => [id, partRecord()]),
      ),
      'assemblies.json': delivered({ assemblies: { TOP: ids } })['assemblies.json'],
    }
    const done = planImport(texts, EMPTY_CATALOGUE)
    expect(done.refused).toEqual([])
    expect(done.parts.added.map(({ partNumber }) => partNumber)).toEqual(ids)
    expect(linksOf(catalogueAfter(done), 'TOP')).toEqual(ids.map((id) => `PART ${id}`))
    expect(warningsOf(done, 'spreadsheet_id')).toEqual(['6.65E+11', '6.650E+11'])
    expect(warningsOf(done, 'edge_space')).toEqual([' edge '])
  })

  it.each([
    ['', 'an id must not be empty'],
    [' ', 'an id must not be empty'],
    ['A\0B', 'an id must not hold control characters'],
    ['A\nB', 'an id must not hold control characters'],
    ['A\ud800', 'an id must not hold half of a surrogate pair'],
    ['x'.repeat(121), 'an id has at most 120 characters; this one has 121'],
  ])('but some cannot be one, case %#', (id, reason) => {
    const done = planImport(
      {
        ...delivered({}),
        'parts.json': objectText('parts', [
          [id, partRecord()],
          ['B', partRecord()],
        ]),
      },
      EMPTY_CATALOGUE,
    )
    expect(done.refused).toEqual([{ file: 'parts.json', record: id, reason }])
    expect(done.parts.added.map(({ partNumber }) => partNumber)).toEqual(['B'])
  })

  it('and never a number: a component id without quotes is refused, its neighbours are taken', () => {
    const components = [{ part_id: 14629990, quantity: 1, notes: null }, 'B']
    const done = plan({ assemblies: { A: components }, parts: ['B'] })
    expect(done.refused).toEqual([
      {
        file: 'assemblies.json',
        record: 'A',
        place: 'components[0]',
        value: '14629990',
        reason: 'part_id must be text in quotes',
      },
    ])
    expect(linksOf(catalogueAfter(done), 'A')).toEqual(['PART B'])
  })
})

describe('records', () => {
  it('ignore unknown extra fields and take absent optional ones as none', () => {
    const done = plan({
      parts: { P: { name: 'Pump', type: 'MATERIAL', status: 'INACTIVE', vendor: { deep: [1] } } },
    })
    expect(done.parts.added).toEqual([
      {
        partNumber: 'P',
        name: 'Pump',
        manufacturer: null,
        manufacturerPartNumber: null,
        kind: 'MATERIAL',
        isActive: false,
      },
    ])
  })

  it.each([
    [{ ...partRecord(), name: undefined }, 'name is missing'],
    [{ ...partRecord(), name: '  ' }, 'name must not be empty'],
    [{ ...partRecord(), name: 7 }, 'name must be text'],
    [{ ...partRecord(), name: 'x'.repeat(301) }, 'name has more than 300 characters'],
    [{ ...partRecord(), name: 'a\0b' }, 'name holds characters that cannot be stored'],
    [{ ...partRecord(), type: 'CUSTOM' }, 'type must be one of COMPONENT, MATERIAL'],
    [{ ...partRecord(), status: 'GONE' }, 'status must be one of ACTIVE, INACTIVE'],
    [{ name: 'x' }, 'type is missing'],
    ['text', 'must be an object'],
    [null, 'is missing'],
    [[], 'must be an object'],
  ])('are refused with the reason, case %#', (record, reason) => {
    const done = plan({ parts: { BAD: record, GOOD: partRecord() } })
    expect(done.refused).toMatchObject([{ file: 'parts.json', record: 'BAD', reason }])
    expect(done.refused[0]).not.toHaveProperty('place')
    expect(done.parts.added.map(({ partNumber }) => partNumber)).toEqual(['GOOD'])
  })

  it.each([0, -1, 1.5, '2', null, 1e12])(
    'refuse the component with quantity %j alone',
    (quantity) => {
      const done = plan({
        assemblies: { A: [{ part_id: 'P', quantity, notes: null }, 'P'] },
        parts: ['P'],
      })
      expect(done.refused).toMatchObject([{ record: 'A', place: 'components[0]' }])
      expect(linksOf(catalogueAfter(done), 'A')).toEqual(['PART P'])
    },
  )

  it('say so when new assemblies leave fields out, and keep what is known of others', () => {
    const bare = { name: 'Kit', type: 'KIT' }
    const first = plan({ assemblies: { K: bare } })
    expect(warningsOf(first, 'field_missing')).toEqual(['K'])
    expect(first.assemblies.added).toMatchObject([{ canOrder: false, isKit: true, isActive: true }])

    const known = catalogueAfter(plan({ assemblies: { K: ['P'] }, parts: ['P'] }))
    const again = plan({ assemblies: { K: bare } }, known)
    expect(again.assemblies.changed).toMatchObject([{ fields: ['name', 'type'] }])
    expect(linksOf(catalogueAfter(again), 'K')).toEqual(['PART P'])
  })

  it('held twice by a file count as the last one, with a warning', () => {
    const texts = {
      ...delivered({}),
      'parts.json': objectText('parts', [
        ['P', partRecord('first')],
        ['P', partRecord('last')],
      ]),
    }
    const done = planImport(texts, EMPTY_CATALOGUE)
    expect(done.parts.added).toMatchObject([{ partNumber: 'P', name: 'last' }])
    expect(warningsOf(done, 'duplicate_key')).toEqual(['P'])
  })

  it('do not touch custom parts that orders made', () => {
    const custom = { ...partRecordOf('T2-ADW-PB-70x30'), kind: 'CUSTOM' as const }
    const current = { ...EMPTY_CATALOGUE, parts: new Map([[custom.partNumber, custom]]) }
    const done = plan({ parts: ['T2-ADW-PB-70x30'] }, current)
    expect(done.refused).toMatchObject([{ record: 'T2-ADW-PB-70x30' }])
    expect(done.parts.changed).toEqual([])
  })
})

const partRecordOf = (partNumber: string) => ({
  partNumber,
  name: 'A part',
  manufacturer: null,
  manufacturerPartNumber: null,
  kind: 'COMPONENT' as const,
  isActive: true,
})

describe('one id as part and assembly', () => {
  it('keeps both records, and the assembly wins as a component', () => {
    const done = plan({ assemblies: { TOP: ['X'], X: ['P'] }, parts: ['X', 'P'] })
    expect(done.assemblies.added).toHaveLength(2)
    expect(done.parts.added).toHaveLength(2)
    expect(linksOf(catalogueAfter(done), 'TOP')).toEqual(['ASSEMBLY X'])
  })

  it('finds the assembly that a delivery has renamed ASSY-', () => {
    const done = plan({ assemblies: { TOP: ['X'], 'ASSY-X': ['P'] }, parts: ['X', 'P'] })
    expect(linksOf(catalogueAfter(done), 'TOP')).toEqual(['ASSEMBLY ASSY-X'])
  })

  it('remarks on different names', () => {
    expect(
      warningsOf(plan({ assemblies: { X: [] }, parts: { X: partRecord('Other') } }), 'two_names'),
    ).toEqual(['X'])
  })

  it('finds renamed assemblies for categories too', () => {
    const done = plan({ assemblies: { 'ASSY-X': [] }, references: ['X'] })
    expect(done.categories.added.at(1)?.references).toEqual(['ASSY-X'])
  })
})

describe('dangling references', () => {
  it('of categories are reported with their place and left out', () => {
    const done = plan({
      assemblies: { A: [] },
      parts: ['P'],
      references: ['GONE', 'A', 'P', 'A', 7],
    })
    expect(done.categories.added.at(1)?.references).toEqual(['A'])
    expect(done.warnings).toContainEqual({
      code: 'unknown_reference',
      file: 'categories.json',
      record: '718.001',
      place: 'assembly_refs[0]',
      message: 'GONE is no assembly',
    })
    expect(warningsOf(done, 'unknown_reference')).toHaveLength(2)
    expect(warningsOf(done, 'duplicate_reference')).toHaveLength(1)
    expect(done.refused).toMatchObject([{ record: '718.001', place: 'assembly_refs[4]' }])
  })

  it('of components are reported, and the component stays as unknown', () => {
    const done = plan({ assemblies: { A: ['GONE'] } })
    expect(done.refused).toEqual([])
    expect(linksOf(catalogueAfter(done), 'A')).toEqual(['?'])
    expect(done.warnings).toContainEqual({
      code: 'unknown_component',
      file: 'assemblies.json',
      record: 'A',
      place: 'components[0]',
      message: 'GONE is neither an assembly nor a part',
    })
  })

  it('resolve when the item arrives in a later delivery', () => {
    const known = catalogueAfter(plan({ assemblies: { A: ['LATE', 'P'] }, parts: ['P'] }))
    const later = plan({ parts: ['LATE'], references: ['A'] }, known)
    expect(later.assemblies.changed).toMatchObject([
      { after: { partNumber: 'A' }, fields: ['components'] },
    ])
    expect(linksOf(catalogueAfter(later), 'A')).toEqual(['PART LATE', 'PART P'])
  })

  it('turn to the assembly when one of that id arrives for what was a part', () => {
    const known = catalogueAfter(plan({ assemblies: { A: ['X'] }, parts: ['X'] }))
    const later = plan({ assemblies: { 'ASSY-X': [] } }, known)
    expect(linksOf(catalogueAfter(later), 'A')).toEqual(['ASSEMBLY ASSY-X'])
  })

  it('to a category leave the assembly without one', () => {
    const record = { name: 'A', type: 'SIMPLE', category_code: '9', subcategory_code: '9.1' }
    const done = plan({ assemblies: { A: record } })
    expect(done.assemblies.added).toMatchObject([{ category: null }])
    expect(warningsOf(done, 'unknown_category')).toEqual(['A'])
  })
})

describe('circles', () => {
  it('of one assembly are refused', () => {
    expect(refusals({ assemblies: { A: ['A'] } })).toEqual([
      ['A', 'components[0]', 'A closes the circle A → A'],
    ])
  })

  it('are refused at the link that closes them in file order, path named, the rest taken', () => {
    const done = plan({ assemblies: { A: ['B', 'P'], B: ['C'], C: ['P', 'A'] }, parts: ['P'] })
    expect(done.refused).toEqual([
      {
        file: 'assemblies.json',
        record: 'C',
        place: 'components[1]',
        reason: 'A closes the circle C → A → B → C',
      },
    ])
    const after = catalogueAfter(done)
    expect(linksOf(after, 'A')).toEqual(['ASSEMBLY B', 'PART P'])
    expect(linksOf(after, 'C')).toEqual(['PART P'])
  })

  it('follow the file even where ids look like numbers', () => {
    const texts = {
      ...delivered({}),
      'assemblies.json': objectText('assemblies', [
        ['B', { name: 'B', type: 'SIMPLE', components: [{ part_id: '12', quantity: 1 }] }],
        ['12', { name: '12', type: 'SIMPLE', components: [{ part_id: 'B', quantity: 1 }] }],
      ]),
    }
    expect(planImport(texts, EMPTY_CATALOGUE).refused).toMatchObject([{ record: '12' }])
  })

  it('keep the link where a part of that literal id exists, pointing at the part', () => {
    const done = plan({ assemblies: { A: ['B'], B: ['A'] }, parts: ['A'] })
    expect(done.refused).toEqual([])
    expect(linksOf(catalogueAfter(done), 'B')).toEqual(['PART A'])
    expect(done.warnings).toContainEqual({
      code: 'circle_kept_as_part',
      file: 'assemblies.json',
      record: 'B',
      place: 'components[0]',
      message: 'A would close the circle B → A → B; it points at the part A',
    })
  })

  it('arise through the ASSY- rule: the renamed assembly contains the part of its own id', () => {
    const withPart = plan({ assemblies: { 'ASSY-X': ['X'] }, parts: ['X'] })
    expect(linksOf(catalogueAfter(withPart), 'ASSY-X')).toEqual(['PART X'])
    expect(refusals({ assemblies: { 'ASSY-X': ['X'] } })).toEqual([
      ['ASSY-X', 'components[0]', 'X closes the circle ASSY-X → ASSY-X'],
    ])
  })

  it('are judged on the merged catalogue', () => {
    const known = catalogueAfter(plan({ assemblies: { A: ['B'], B: [] } }))
    expect(refusals({ assemblies: { B: ['A'] } }, known)).toEqual([
      ['B', 'components[0]', 'A closes the circle B → A → B'],
    ])
    expect(refusals({ assemblies: { B: ['A'], A: [] } }, known)).toEqual([])
  })

  it('found when a new assembly gives an old link another meaning are refused in the file', () => {
    const known = catalogueAfter(plan({ assemblies: { A: ['X'] }, parts: ['X'] }))
    const done = plan({ assemblies: { 'ASSY-X': ['A'] } }, known)
    expect(done.refused).toMatchObject([{ record: 'ASSY-X' }])
    expect(linksOf(catalogueAfter(done), 'A')).toEqual(['ASSEMBLY ASSY-X'])
  })

  it('stay settled in assemblies that a later delivery does not name', () => {
    const known = catalogueAfter(plan({ assemblies: { A: ['B'], B: ['A'] }, parts: ['A', 'B'] }))
    const later = plan({ parts: ['NEW'] }, known)
    expect(later.assemblies.changed).toEqual([])
  })

  it('are not turned round by a list that is delivered as it stands', () => {
    const known = catalogueAfter(plan({ assemblies: { A: ['B'], B: ['A'] }, parts: ['A', 'B'] }))
    const again = plan({ assemblies: { A: ['B'] }, parts: ['A', 'B'] }, known)
    expect(again.refused).toEqual([])
    expect(again.assemblies.changed).toEqual([])
    const opened = plan({ assemblies: { A: [] }, parts: ['A', 'B'] }, known)
    expect(linksOf(catalogueAfter(opened), 'B')).toEqual(['ASSEMBLY A'])
  })

  it('of great depth are found, the path shortened in words', () => {
    const size = 20_000
    const assemblies = Object.fromEntries(
      Array.from({ length: size }, (_, n) => [`A${n}`, [`A${(n + 1) % size}`]]),
    )
    const [refused, ...others] = plan({ assemblies }).refused
    expect(others).toEqual([])
    expect(refused?.record).toBe(`A${size - 1}`)
    expect(refused?.reason).toContain(`(${size - 10} more)`)
  })

  test('never remain, whatever is delivered in two deliveries, and a repeat changes nothing', () => {
    const id = fc.constantFrom('A', 'B', 'C', 'ASSY-A', 'ASSY-B', 'ASSY-ASSY-A', '12', '3')
    const sketch = fc.record({
      assemblies: fc.dictionary(id, fc.array(id, { maxLength: 4 }), { noNullPrototype: true }),
      parts: fc.uniqueArray(id, { maxLength: 4 }),
    })
    fc.assert(
      fc.property(sketch, sketch, (one, two) => {
        const first = catalogueAfter(plan(one))
        const second = plan(two, first)
        const after = catalogueAfter(second)
        expect(circleIn(after)).toBeUndefined()

        const repeat = plan(two, after)
        // a refused link may close several circles; any of them may be named
        const places = (done: ImportPlan) =>
          done.refused.map(({ record, place }) => [record, place])
        expect(places(repeat)).toEqual(places(second))
        for (const kind of ['categories', 'assemblies', 'parts'] as const)
          expect([repeat[kind].added, repeat[kind].changed]).toEqual([[], []])
      }),
      { numRuns: 1000 },
    )
  })
})

/** The first assembly that contains itself, found by walking every path. */
function circleIn(catalogue: Catalogue): string | undefined {
  const contains = (assembly: string, path: readonly string[]): boolean =>
    path.includes(assembly) ||
    (catalogue.assemblies.get(assembly)?.components ?? []).some(
      ({ child }) => child?.kind === 'ASSEMBLY' && contains(child.partNumber, [...path, assembly]),
    )
  return [...catalogue.assemblies.keys()].find((assembly) => contains(assembly, []))
}

describe('component lists', () => {
  const known = catalogueAfter(plan({ assemblies: { A: ['P', 'Q'], B: ['P'] }, parts: ['P', 'Q'] }))

  it('replace those of every assembly the file names, the empty list included', () => {
    const done = plan({ assemblies: { A: [] } }, known)
    const after = catalogueAfter(done)
    expect(linksOf(after, 'A')).toEqual([])
    expect(linksOf(after, 'B')).toEqual(['PART P'])
  })

  it('are compared with order, quantity and note', () => {
    const changed = (components: unknown[]) =>
      plan({ assemblies: { A: components } }, known).assemblies.changed.map(({ fields }) => fields)
    expect(changed(['P', 'Q'])).toEqual([])
    expect(changed(['Q', 'P'])).toEqual([['components']])
    expect(changed(['P', { part_id: 'Q', quantity: 2, notes: null }])).toEqual([['components']])
    expect(changed(['P', { part_id: 'Q', quantity: 1, notes: 'left' }])).toEqual([['components']])
  })
})

describe('what is reported and not refused', () => {
  it('is a count in the metadata that is wrong', () => {
    const texts = {
      ...delivered({}),
      'parts.json': objectText('parts', [['P', partRecord()]], {
        total_parts: 285,
        constructor: 1,
      }),
    }
    expect(planImport(texts, EMPTY_CATALOGUE).warnings).toEqual([
      {
        code: 'metadata_count',
        file: 'parts.json',
        record: 'total_parts',
        message: 'the metadata say 285, the file holds 1',
      },
    ])
  })

  it('is an assembly without components (BR-007), one that no category lists, a false kit flag', () => {
    const record = { name: 'A', type: 'KIT', is_kit: false, components: [] }
    const done = plan({ assemblies: { A: record }, references: [] })
    expect(done.refused).toEqual([])
    expect(done.assemblies.added).toMatchObject([{ type: 'KIT', isKit: false }])
    for (const code of ['no_components', 'no_category_lists_it', 'kit_disagrees'])
      expect(warningsOf(done, code)).toEqual(['A'])
  })

  it('is what the delivery omits: it stays', () => {
    const known = catalogueAfter(plan({ assemblies: { A: [], B: [] }, parts: ['P', 'Q'] }))
    const done = plan({ assemblies: { A: [] }, parts: ['P'], references: ['A', 'B'] }, known)
    expect(done.assemblies.absent.map(({ partNumber }) => partNumber)).toEqual(['B'])
    expect(done.parts.absent.map(({ partNumber }) => partNumber)).toEqual(['Q'])
    expect(done.parts.unchanged.map(({ partNumber }) => partNumber)).toEqual(['P'])
    expect(catalogueAfter(done)).toEqual(known)
    expect(absentIn(done)).toEqual([
      { resource: 'assemblies', record: 'B' },
      { resource: 'parts', record: 'Q' },
    ])
  })

  it('is neither unchanged nor missing when the file names it and it is refused', () => {
    const known = catalogueAfter(plan({ parts: ['P', 'Q'] }))
    const texts = delivered({ parts: { P: { name: '' }, Q: partRecord() } })
    const done = planImport(texts, known, {
      ...NOTHING_HELD,
      parts: new Map([['Q', 'was changed since the dry run']]),
    })
    expect(done.refused.map(({ record, value }) => [record, value])).toEqual([
      ['P', '""'],
      ['Q', undefined],
    ])
    expect([done.parts.unchanged, done.parts.absent, done.parts.changed]).toEqual([[], [], []])
  })
})

describe('categories', () => {
  it('are refused where a code is used twice or the category above was not taken', () => {
    const texts = {
      ...delivered({}),
      'categories.json': JSON.stringify({
        categories: {
          a: { name: 'A', subcategories: { 'a.1': { name: 'one' }, x: { name: 'x' } } },
          b: { name: 'B', subcategories: { x: { name: 'x again' }, a: { name: 'a again' } } },
          c: { subcategories: { 'c.1': { name: 'lost' } } },
          d: { name: 'D', subcategories: [] },
        },
      }),
    }
    const done = planImport(texts, EMPTY_CATALOGUE)
    expect(done.refused.map(({ record, reason }) => [record, reason])).toEqual([
      ['c', 'name is missing'],
      ['x', 'the code is used twice in this file'],
      ['a', 'the code is used twice in this file'],
      ['d', 'subcategories must be an object'],
      ['c.1', 'its category c was not taken'],
    ])
    expect(done.categories.added.map(({ code, parent }) => [code, parent])).toEqual([
      ['a', null],
      ['b', null],
      ['d', null],
      ['a.1', 'a'],
      ['x', 'a'],
    ])
  })

  it('keep the sort order that people gave them', () => {
    const known = catalogueAfter(plan({}))
    const moved = new Map(
      [...known.categories].map(([code, row]) => [code, { ...row, sortOrder: 99 }]),
    )
    expect(plan({}, { ...known, categories: moved }).categories.changed).toEqual([])
  })
})

test('the same files twice change nothing, in a catalogue of any size', () => {
  const parts = Array.from({ length: 3_000 }, (_, n) => `P-${n}`)
  const assemblies = Object.fromEntries(
    Array.from({ length: 300 }, (_, n) => [`A-${n}`, [`A-${n + 1}`, ...parts.slice(n, n + 5)]]),
  )
  const first = plan({ assemblies, parts })
  expect(first.parts.added).toHaveLength(3_000)
  const second = plan({ assemblies, parts }, catalogueAfter(first))
  expect(second.parts.unchanged).toHaveLength(3_000)
  expect(second.assemblies.unchanged).toHaveLength(300)
  expect([second.assemblies.changed, second.categories.changed, second.refused]).toEqual([
    [],
    [],
    [],
  ])
})
