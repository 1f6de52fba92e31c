import { describe, expect, it } from 'vitest'
import { COST_AT_MOST } from '../../../src/domain/catalog/bounds'
import { compareContents } from '../../../src/domain/catalog/compareContents'
import { itemChangeSchema, outcomeOf } from '../../../src/domain/catalog/massEdit'

const item = (own: { cost?: number | null; unit?: string; isCritical?: boolean } = {}) => ({
  id: 'x',
  partNumber: 'P',
  name: 'Part',
  rev: 1,
  manufacturer: null,
  unit: 'EA',
  reorderLevel: 5,
  isOutside: false,
  isCritical: false,
  category: null,
  cost: 1000,
  ...own,
})

describe('what a change makes of an item', () => {
  it.each([
    ['sets a text', { field: 'manufacturer', value: 'Acme' }, 'CHANGES', 'Acme'],
    ['clears a text', { field: 'manufacturer', value: null }, 'SAME', null],
    ['sees what is so already', { field: 'unit', value: 'EA' }, 'SAME', 'EA'],
    ['sets a mark', { field: 'isCritical', value: true }, 'CHANGES', true],
    ['clears a number', { field: 'reorderLevel', value: null }, 'CHANGES', null],
    ['sets a cost', { field: 'cost', value: 0 }, 'CHANGES', 0],
    ['raises a cost', { field: 'cost', percent: 4.55 }, 'CHANGES', 1046],
    ['lowers a cost', { field: 'cost', percent: -10 }, 'CHANGES', 900],
    ['rounds a change away', { field: 'cost', percent: 0.01 }, 'SAME', 1000],
  ])('%s', (_case, change, state, after) => {
    expect(outcomeOf(item(), itemChangeSchema.parse(change))).toMatchObject({ state, after })
  })

  it('refuses a percentage of nothing and of too much', () => {
    const change = itemChangeSchema.parse({ field: 'cost', percent: 1000 })
    expect(outcomeOf(item({ cost: null }), change)).toMatchObject({ state: 'REFUSED' })
    expect(outcomeOf(item({ cost: COST_AT_MOST }), change)).toMatchObject({ state: 'REFUSED' })
  })

  it.each([
    { field: 'cost', value: 10.5 },
    { field: 'cost', value: -1 },
    { field: 'cost', percent: -100 },
    { field: 'unit', value: '' },
    { field: 'isOutside', value: 'yes' },
    { field: 'partNumber', value: 'X' },
    { field: 'quantityOnHand', value: 5 },
  ])('does not take %o', (change) => {
    expect(itemChangeSchema.safeParse(change).success).toBe(false)
  })
})

describe('two lists of contents', () => {
  const of = (askedId: string, quantity: number) => ({ askedId, name: askedId, quantity })
  it('tells what is added, removed, changed and the same, with quantities added up', () => {
    const compared = compareContents(
      [of('KEPT', 1), of('GONE', 2), of('MORE', 1), of('MORE', 1)],
      [of('KEPT', 1), of('NEW', 3), of('MORE', 5)],
    )
    expect(compared).toMatchObject({
      added: [{ askedId: 'NEW', a: null, b: 3 }],
      removed: [{ askedId: 'GONE', a: 2, b: null }],
      changed: [{ askedId: 'MORE', a: 2, b: 5 }],
      same: 1,
    })
  })
})
