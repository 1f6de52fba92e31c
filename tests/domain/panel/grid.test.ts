import { describe, expect, test } from 'vitest'
import {
  above,
  NO_FILTER,
  parentsOf,
  visibleRows,
  type GridFilter,
  type GridLine,
} from '../../../src/views/boms/grid'

const line = (
  id: string,
  parent: string | null,
  level: number,
  own: Partial<GridLine> = {},
): GridLine => ({
  id,
  parent,
  level,
  position: 0,
  partNumber: id.toUpperCase(),
  name: `Item ${id}`,
  kind: 'PART',
  quantityPer: 1,
  quantity: 1,
  rule: 'R3',
  because: null,
  basin: null,
  attributes: null,
  isOutside: false,
  note: null,
  ...own,
})

/** body (frame (gusset, bolt), skirt), feet (caster). */
const LINES = [
  line('body', null, 1, { kind: 'ASSEMBLY', because: 'Length 60" lies between 48 and 60"' }),
  line('frame', 'body', 2, { kind: 'ASSEMBLY' }),
  line('gusset', 'frame', 3),
  line('bolt', 'frame', 3, { kind: 'UNRESOLVED' }),
  line('skirt', 'body', 2),
  line('feet', null, 1, { kind: 'ASSEMBLY', rule: 'R5' }),
  line('caster', 'feet', 2),
]

const shown = (open: readonly string[], filter: Partial<GridFilter> = {}) =>
  visibleRows(LINES, new Set(open), { ...NO_FILTER, ...filter }).map(({ line: { id } }) => id)

describe('the tree of a bill of materials', () => {
  test('shows the top lines, then what is opened, depth first', () => {
    expect(shown([])).toEqual(['body', 'feet'])
    expect(shown(['body'])).toEqual(['body', 'frame', 'skirt', 'feet'])
    expect(shown(parentsOf(LINES))).toEqual(LINES.map(({ id }) => id))
  })

  test('keeps what is open inside a closed line closed from view', () => {
    expect(shown(['frame'])).toEqual(['body', 'feet'])
  })

  test('tells the place among siblings and what can be opened', () => {
    const rows = visibleRows(LINES, new Set(['body']), NO_FILTER)
    expect(
      rows.map(({ line: { id }, place, siblings, isOpen }) => [id, place, siblings, isOpen]),
    ).toEqual([
      ['body', 1, 2, true],
      ['frame', 1, 2, false],
      ['skirt', 2, 2, null],
      ['feet', 2, 2, false],
    ])
  })

  test('finds by number, name, rule and reason, with the way down to each match', () => {
    expect(shown([], { text: 'gusset' })).toEqual(['body', 'frame', 'gusset'])
    expect(shown([], { text: ' lies BETWEEN ' })).toEqual(['body'])
    expect(shown([], { text: 'r5' })).toEqual(['feet'])
    expect(shown([], { text: 'nothing of the kind' })).toEqual([])
  })

  test('marks lines that only lead to a match', () => {
    const rows = visibleRows(LINES, new Set(), { ...NO_FILTER, text: 'gusset' })
    expect(rows.map(({ isHit }) => isHit)).toEqual([false, false, true])
  })

  test('a match can be opened to see what it contains', () => {
    expect(shown(['frame'], { text: 'frame' })).toEqual(['body', 'frame', 'gusset', 'bolt'])
  })

  test('filters by kind and by level', () => {
    expect(shown([], { kind: 'UNRESOLVED' })).toEqual(['body', 'frame', 'bolt'])
    expect(shown(parentsOf(LINES), { deepest: 2 })).toEqual([
      'body',
      'frame',
      'skirt',
      'feet',
      'caster',
    ])
    const [body] = visibleRows(LINES, new Set(['body']), { ...NO_FILTER, deepest: 1 })
    expect(body?.isOpen).toBeNull()
  })

  test('knows everything above a line', () => {
    expect([...above(LINES, new Set(['bolt']))].sort()).toEqual(['body', 'frame'])
  })
})
