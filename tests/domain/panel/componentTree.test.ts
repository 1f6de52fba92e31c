import { describe, expect, it } from 'vitest'
import type { TreeRow } from '../../../src/services/catalogue/explore'
import { beneath, visibleRows, waysTo, withRows } from '../../../src/views/catalogue/tree'

const row = (path: string, own: Partial<TreeRow> = {}): TreeRow => ({
  path,
  component: null,
  place: null,
  kind: 'ASSEMBLY',
  askedId: `ID ${path}`,
  name: path,
  item: { collection: 'assemblies', id: `item ${path}`, partNumber: path, isActive: true },
  successor: null,
  quantityPer: 2,
  quantity: 2,
  note: null,
  hasChildren: true,
  ...own,
})

describe('a component tree that is read level by level', () => {
  const top = new Map([['', [row('1', { quantity: 3 }), row('2', { hasChildren: false })]]])

  it('multiplies down and places what is read beneath a row', () => {
    const first = row('1', { quantity: 3 })
    expect(beneath(top, first, 'top', [row('1'), row('2')])).toMatchObject([
      { path: '1.1', quantity: 6 },
      { path: '1.2', quantity: 6 },
    ])
  })

  it('does not enter an assembly that lies above itself', () => {
    const own = { collection: 'assemblies' as const, partNumber: 'X', isActive: true }
    const [circle, self, plain] = beneath(top, row('1'), 'top', [
      row('1', { item: { ...own, id: 'top' } }),
      row('2', { item: { ...own, id: 'item 1' } }),
      row('3', { item: { ...own, id: 'other' } }),
    ])
    expect([circle, self]).toMatchObject([
      { kind: 'CYCLE', hasChildren: false },
      { kind: 'CYCLE', hasChildren: false },
    ])
    expect(plain).toMatchObject({ kind: 'ASSEMBLY', hasChildren: true })
  })

  it('shows what is opened and known, depth first', () => {
    const known = withRows(top, [row('1.1'), row('1.2', { hasChildren: false }), row('1')])
    expect(visibleRows(known, new Set(['1', '1.1'])).map(({ row: { path } }) => path)).toEqual([
      '1',
      '1.1',
      '1.2',
      '2',
    ])
    expect(visibleRows(known, new Set(['1'])).map(({ isOpen }) => isOpen)).toEqual([
      true,
      false,
      null,
      null,
    ])
    expect(known.get('')).toBe(top.get(''))
    expect(waysTo('3.1.2')).toEqual(['3', '3.1'])
  })
})
