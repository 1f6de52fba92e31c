import type { ClientField, SanitizedFieldsPermissions } from 'payload'
import { describe, expect, test } from 'vitest'
import { plainToLexical } from '../../../src/domain/production/richText'
import { normalizeConfiguration } from '../../../src/domain/configurator/normalize'
import { MDRD } from '../../../src/shipped/mdrd'
import { designInWords, designParts } from '../../../src/views/builds/designParts'
import type { Design } from '../../../src/views/wizard/state/wizard'
import { sink } from '../configurator/mdrdSamples'
import { mergeContents } from '../../../src/domain/mergeContents'
import { draftInWords, hasDraft } from '../../../src/views/stale/draftInWords'
import { fieldParts } from '../../../src/views/stale/fields'
import { referencesIn, valueInWords } from '../../../src/views/stale/inWords'
import { amountIn, amountOf } from '../../../src/views/shared/money'
import { differences, merged, type Part } from '../../../src/views/stale/merge'

const part = (key: string, ...paths: string[]): Part => ({
  key,
  label: key,
  paths: (paths.length > 0 ? paths : [key]).map((path) => path.split('.')),
})
const sidesOf = (parts: readonly Part[], base: unknown, mine: unknown, theirs: unknown) =>
  differences(parts, { base, mine, theirs }).map(({ part: { key }, side }) => [key, side])

describe('merging two versions of a record', () => {
  const parts = ['a', 'b', 'c', 'd'].map((key) => part(key))

  test('the side that moved is taken; where both moved somebody has to choose', () => {
    const base = { a: 1, b: 1, c: 1, d: 1 }
    expect(
      sidesOf(parts, base, { ...base, a: 2, c: 2, d: 3 }, { ...base, b: 2, c: 3, d: 3 }),
    ).toEqual([
      ['a', 'MINE'],
      ['b', 'THEIRS'],
      ['c', null],
    ])
    expect(sidesOf(parts, base, base, base)).toEqual([])
  })

  test('nothing, empty text and an empty list are the same, and keys have no order', () => {
    expect(sidesOf(parts, {}, { a: '', b: null, c: [] }, { a: null })).toEqual([])
    expect(sidesOf(parts, {}, { a: { x: 1, y: null } }, { a: { y: '', x: 1 } })).toEqual([])
    expect(sidesOf(parts, { a: false }, { a: false }, { a: null })).toEqual([['a', 'THEIRS']])
    expect(sidesOf(parts, { a: 0 }, { a: 0 }, { a: 1 })).toEqual([['a', 'THEIRS']])
  })

  test('a merge is theirs with the parts that stay mine, inside groups and over several keys', () => {
    const mine = { rev: 1, a: 'm', group: { x: 'm', y: 'm' }, gone: undefined }
    const theirs = { rev: 2, a: 't', group: { x: 't', y: 't', z: 't' }, gone: 't', more: 't' }
    expect(merged([part('x', 'group.x', 'gone')], { mine, theirs })).toEqual({
      rev: 2,
      a: 't',
      group: { x: 'm', y: 't', z: 't' },
      more: 't',
    })
    expect(merged([], { mine, theirs })).toBe(theirs)
  })
})

const FIELDS: readonly ClientField[] = [
  { type: 'ui', name: 'notice', admin: {} },
  { type: 'row', fields: [{ type: 'text', name: 'name', label: 'Name' }] },
  {
    type: 'group',
    name: 'address',
    label: 'Address',
    fields: [
      { type: 'text', name: 'city', label: 'City' },
      { type: 'text', name: 'zone' },
    ],
  },
  {
    type: 'tabs',
    tabs: [
      { label: 'Plain', fields: [{ type: 'checkbox', name: 'isActive', label: 'Active' }] },
      { name: 'own', label: 'Own', fields: [{ type: 'number', name: 'size', label: 'Size' }] },
    ],
  },
  { type: 'checkbox', name: 'rev', admin: { hidden: true } },
  { type: 'text', name: 'stage', label: 'Stage', admin: { readOnly: true } },
]

describe('the fields of a form as parts', () => {
  const shown = (permissions?: SanitizedFieldsPermissions) =>
    fieldParts(FIELDS, permissions).map(({ key, label, isOpen }) => [key, label, isOpen])

  test('groups and tabs are followed; what the form only shows is no choice', () => {
    expect(shown()).toEqual([
      ['name', 'Name', true],
      ['address.city', 'Address, City', true],
      ['address.zone', 'Address, Zone', true],
      ['isActive', 'Active', true],
      ['own.size', 'Own, Size', true],
      ['rev', 'Rev', false],
      ['stage', 'Stage', false],
    ])
  })

  test('permissions decide field by field; what is not named is denied', () => {
    const open = fieldParts(FIELDS, {
      name: { create: true, read: true, update: true },
      address: { create: true, read: true, update: true, fields: { city: true } },
      own: true,
    }).flatMap(({ key, isOpen }) => (isOpen ? [key] : []))
    expect(open).toEqual(['name', 'address.city', 'own.size'])
  })
})

describe('values in words', () => {
  const titles = new Map([['customers/c1', 'Harbour Clinic']])
  const said = (field: ClientField, value: unknown) =>
    valueInWords(field, value, { titles, currency: 'CAD' })

  test('codes by their labels, ticks as words, records by their titles and never by id', () => {
    const options = [{ value: 'EN', label: 'English' }]
    const customer: ClientField = {
      type: 'relationship',
      name: 'customer',
      relationTo: 'customers',
    }
    expect(said({ type: 'select', name: 'language', options }, 'EN')).toEqual(['English'])
    expect(said({ type: 'checkbox', name: 'on' }, false)).toEqual(['No'])
    expect(said(customer, 'c1')).toEqual(['Harbour Clinic'])
    expect(said(customer, 'c2')).toEqual(['A record'])
    expect(said(customer, null)).toEqual([])
    expect(said({ type: 'text', name: 'text' }, '')).toEqual([])
    expect(said({ type: 'textarea', name: 'text' }, 'One\n\nTwo')).toEqual(['One', 'Two'])
  })

  test('rows of a list, one line each, with the text of what is formatted', () => {
    const steps: ClientField = {
      type: 'array',
      name: 'steps',
      fields: [
        { type: 'text', name: 'id', admin: { hidden: true } },
        { type: 'text', name: 'title' },
        { type: 'richText', name: 'text' },
        { type: 'upload', name: 'photo', relationTo: 'documents' },
      ],
    }
    const rows = [
      { id: 'x', title: 'Fit the legs', text: plainToLexical(['Lift with two.']), photo: 'd1' },
      { id: 'y', title: 'Level' },
    ]
    expect(said(steps, rows)).toEqual(['1. Fit the legs · Lift with two. · A record', '2. Level'])
    expect(referencesIn(steps, rows)).toEqual([{ collection: 'documents', id: 'd1' }])
    expect(said(steps, [])).toEqual([])
  })
})

describe('amounts', () => {
  test('as people write them are minor units, and what is no amount stays as it is written', () => {
    for (const [text, minor] of [
      ['12.50', 1250],
      ['12,5', 1250],
      [' 7 ', 700],
      ['0', 0],
      ['', null],
      ['0.07', 7],
      ['12.505', '12.505'],
      ['-1', '-1'],
      ['1e3', '1e3'],
      ['twelve', 'twelve'],
    ] as const)
      expect(amountIn(text, 'CAD'), text).toBe(minor)
    expect(amountIn('12', 'JPY')).toBe(12)
    expect(amountIn('12.5', 'JPY')).toBe('12.5')
    expect([1250, 7, null, 'twelve'].map((value) => amountOf(value, 'CAD'))).toEqual([
      '12.50',
      '0.07',
      '',
      'twelve',
    ])
  })
})

describe('drafts in words', () => {
  const entry = (id: string, quantity: unknown, more: object = {}) => ({
    ...{ id, label: { en: 'Legs' }, quantity },
    ...more,
  })
  const draft = (...rules: unknown[]) => ({ ...MDRD, rules })
  const said = (base: unknown, mine: unknown, theirs: unknown) => {
    const drafts = { base, mine, theirs }
    return draftInWords(drafts, mergeContents(drafts).differences)
  }

  test('each difference at its place, with what each side says', () => {
    const when = { op: 'between', path: 'length', min: 48, max: null }
    expect(
      said(
        draft(entry('R4', 1)),
        draft(entry('R4', 2), entry('R5', 7)),
        draft(entry('R4', 3, { when }), entry('R5', 8)),
      ).map(({ label, base, mine, theirs, both }) => [label, base, mine, theirs, both]),
    ).toEqual([
      ['Rules: R4 Legs › How many', ['1'], ['2'], ['3'], null],
      ['Rules: R4 Legs › When', [], [], ['Length is at least 48'], null],
      [
        'Rules: R5 Legs',
        [],
        ['Name of the rule: Legs', 'How many: 7'],
        ['Name of the rule: Legs', 'How many: 8'],
        'Keep both: mine becomes R6',
      ],
    ])
  })

  test('an entry that is gone, and what the other made of it', () => {
    expect(said(draft(entry('R4', 1)), draft(), draft(entry('R4', 3)))).toMatchObject([
      { label: 'Rules: R4 Legs', mine: ['Removed'], theirs: ['How many: 1 → 3'] },
    ])
  })

  test('an order only as far as it differs', () => {
    const [a, b, c, d] = ['R1', 'R2', 'R3', 'R4'].map((id) => entry(id, 1))
    expect(said(draft(a, b, c, d), draft(a, c, b, d), draft(a, b, c, d))).toMatchObject([
      { label: 'Rules', mine: ['R3 Legs', 'R2 Legs'], theirs: ['R2 Legs', 'R3 Legs'] },
    ])
  })

  test('texts by their language, lists by what is in them', () => {
    const base = { accessories: { hidden: ['P-1'] }, label: { en: 'A', fr: 'A' } }
    const mine = { accessories: { hidden: [] }, label: { en: 'A', fr: 'B' } }
    expect(said(base, mine, base)).toMatchObject([
      { label: 'Accessories: Items that are never offered › P-1', mine: ['Removed'] },
      { label: 'Label (French)', mine: ['B'], theirs: ['A'] },
    ])
  })

  test('only families and workflows have a draft that is merged so', () => {
    expect(hasDraft('product-families', 'draft')).toBe(true)
    expect(hasDraft('workflows', 'draft')).toBe(true)
    expect(hasDraft('product-families', 'name')).toBe(false)
    expect(hasDraft('parts', 'draft')).toBe(false)
  })
})

describe('designs of a sink merge by option', () => {
  const design = (own: Record<string, unknown> = {}): Design => ({
    configuration: normalizeConfiguration(MDRD, sink(own)).configuration,
    accessories: [{ partNumber: 'T-OA-BINRAIL-36-KIT', quantity: 2 }],
  })

  test('each option by itself, groups and accessories whole, said as people say them', () => {
    const [base, mine, theirs] = [design(), design({ length: 62 }), design({ feet: 'SEISMIC' })]
    expect(
      differences(designParts(MDRD), { base, mine, theirs }).map(({ part, side }) => [
        part.label,
        side,
      ]),
    ).toEqual([
      ['Length', 'MINE'],
      ['Feet', 'THEIRS'],
    ])
    const said = designInWords(MDRD, mine, { language: 'EN' })
    expect(said.get('length')).toEqual(['62 inches'])
    expect(said.get('accessories')).toEqual(['2 × T-OA-BINRAIL-36-KIT'])
    expect(said.get('basins')?.[0]).toMatch(/^Basin 1: Type .+, Size /)
  })
})
