import { describe, expect, test } from 'vitest'
import { STAGES } from '../../../src/domain/orders/stage'
import { movesInWords, staleInWords } from '../../../src/views/configuration/consequenceWords'
import { fieldInWords, pageOf } from '../../../src/views/history/auditWords'
import { changedFields } from '../../../src/views/history/changes'
import { dateInWords, daysBetween, durationInWords } from '../../../src/views/panel/dates'
import { bomLook, readable, stageBeside, stageLabel } from '../../../src/views/panel/words'

describe('words of the panel', () => {
  test('every stage has a label', () => {
    for (const stage of STAGES) expect(stageLabel(stage)).not.toContain('_')
    expect(stageLabel('OUT_FOR_REPAIR')).toBe('Out for repair')
  })

  test('a stage that is no more than the status is not said beside it', () => {
    expect(stageBeside('ASSEMBLING', 'IN_PRODUCTION')).toBe('Assembling')
    expect(stageBeside('PREPARATION', 'PREPARATION')).toBeNull()
    expect(stageBeside(null, 'PENDING')).toBeNull()
  })

  test('a bill of materials waits for nobody once its build is over; what was decided stays', () => {
    for (const state of ['DRAFT', 'PENDING_APPROVAL'] as const) {
      expect(bomLook(state, true)).toEqual({ label: 'Not needed any more', tone: 'slate' })
      expect(bomLook(state).label).not.toBe('Not needed any more')
    }
    for (const state of ['APPROVED', 'REJECTED', 'SUPERSEDED'] as const)
      expect(bomLook(state, true)).toEqual(bomLook(state))
  })

  test('builds of a retired family are not said to be movable, published or not', () => {
    for (const published of [null, 2]) {
      expect(movesInWords(published, false)).toContain('can be moved')
      expect(movesInWords(published, true)).toContain('each of these builds keeps the release')
      expect(movesInWords(published, true)).not.toContain('moved')
    }
  })

  test('consequences of another draft say of which, and when they were asked for', () => {
    expect(staleInWords('Nov 30, 2026, 6:13 a.m.', null)).toBe(
      'Of an earlier draft, Nov 30, 2026, 6:13 a.m.: work them out again.',
    )
    expect(staleInWords('Nov 30, 2026, 6:13 a.m.', 2)).toBe(
      'Of release 2, Nov 30, 2026, 6:13 a.m.: the draft is another one by now, work them out again.',
    )
  })

  test('codes and field names are readable', () => {
    expect(readable('product-families')).toBe('Product families')
    expect(fieldInWords('shippingAddress.postalCode')).toBe('Shipping address, postal code')
    expect(fieldInWords('isDefault')).toBe('Used by new orders')
    expect(fieldInWords('poNumber')).toBe('PO number')
  })

  test('dates without time do not move with the zone, and lengths of time are coarse', () => {
    expect(dateInWords('2027-03-01')).toContain('2027')
    expect(dateInWords('2027-03-01')).toContain('1')
    expect(dateInWords('soon')).toBe('soon')
    expect(daysBetween('2027-02-27', '2027-03-01')).toBe(2)
    expect(daysBetween('2027-03-01', '2027-02-27')).toBe(-2)
    expect([5, 120, 7_300, 90_000, 200_000].map(durationInWords)).toEqual([
      'less than a minute',
      '2 min',
      '2 h',
      '1 day',
      '2 days',
    ])
  })

  test('only records with a page of their own are linked', () => {
    expect(pageOf('builds', 'b1')).toBe('/admin/collections/builds/b1')
    expect(pageOf('bom-lines', 'l1')).toBeNull()
    expect(pageOf('builds', null)).toBeNull()
  })
})

describe('what an audit row says changed', () => {
  test('field by field, groups followed, lists whole, without the count of writes', () => {
    expect(
      changedFields(
        { name: 'A', address: { city: 'Halifax' }, isActive: true, rev: 4 },
        { name: 'B', address: { city: 'Moncton', region: 'NB' }, tags: ['x', 'y'], rev: 5 },
        'CAD',
      ),
    ).toEqual([
      { path: 'name', before: 'A', after: 'B' },
      { path: 'address.city', before: 'Halifax', after: 'Moncton' },
      { path: 'isActive', before: 'Yes', after: null },
      { path: 'address.region', before: null, after: 'NB' },
      { path: 'tags', before: null, after: 'x\ny' },
    ])
  })

  test('of a list of things what is not alike, and how many stayed where a side has nothing else', () => {
    const list = (...quantities: number[]) => ({
      components: quantities.map((quantity) => ({ askedId: `P${quantity}`, quantity, note: null })),
    })
    const told = (before: number[], after: number[]) => {
      const [field] = changedFields(list(...before), list(...after), 'CAD')
      return [field?.before, field?.after]
    }
    expect(told([1, 2], [1, 2, 3])).toEqual(['2 unchanged', '3 × P3\n2 unchanged'])
    expect(told([1, 2], [2])).toEqual(['1 × P1\n1 unchanged', '1 unchanged'])
    expect(told([1, 2], [1, 3])).toEqual(['2 × P2', '3 × P3'])
    expect(told([1, 2], [2, 1])).toEqual(['1 × P1\n2 × P2', '2 × P2\n1 × P1'])
    expect(told([], [1])).toEqual(['empty list', '1 × P1'])
  })

  test('amounts in the currency, not in its minor units', () => {
    expect(changedFields({ cost: 3640, quantity: 3640 }, { cost: 4004 }, 'CAD')).toEqual([
      { path: 'cost', before: '$36.40', after: '$40.04' },
      { path: 'quantity', before: '3640', after: null },
    ])
    expect(changedFields(null, { lines: [{ unitCost: 5 }] }, 'JPY')).toEqual([
      { path: 'lines', before: null, after: 'Unit cost: JP¥5' },
    ])
  })

  test('an act without content changed nothing', () => {
    expect(changedFields(null, null, 'CAD')).toEqual([])
  })
})
