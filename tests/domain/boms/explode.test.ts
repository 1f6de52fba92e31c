import { describe, expect, it } from 'vitest'
import { explode, type TopItem } from '../../../src/domain/boms/explode'
import type { BomLine } from '../../../src/domain/boms/line'
import { lookupFrom, resolveItem, type CatalogLookup } from '../../../src/domain/catalog/lookup'
import { sameLabel } from '../../../src/domain/label'

type Components = readonly (readonly [askedId: string, quantity: number])[]

const record = (partNumber: string, kind: string) => ({
  id: `${kind}:${partNumber}`,
  partNumber,
  name: `${kind} ${partNumber}`,
  cost: null,
  isActive: true,
})

const catalogue = (assemblies: Record<string, Components>, parts: readonly string[]) =>
  lookupFrom(
    parts.map((partNumber) => record(partNumber, 'part')),
    Object.entries(assemblies).map(([partNumber, components]) => ({
      ...record(partNumber, 'assembly'),
      components: components.map(([askedId, quantity]) => ({ askedId, quantity, note: null })),
    })),
  )

const top = (askedId: string, quantity = 1): TopItem => ({
  askedId,
  quantity,
  rule: 'R',
  because: sameLabel('why'),
  basin: null,
  attributes: {},
})

function linesOf(lookup: CatalogLookup, ...tops: TopItem[]): BomLine[] {
  const exploded = explode(tops, lookup)
  if (!exploded.ok) throw new Error(exploded.refusals[0].message)
  return exploded.value
}

const shown = (lines: readonly BomLine[]) =>
  lines.map(({ path, partNumber, quantity, kind }) => `${path} ${partNumber} × ${quantity} ${kind}`)

/** Domain handbook 6.6. */
describe('expansion', () => {
  it('goes depth first in catalogue order and multiplies quantities down', () => {
    const lookup = catalogue(
      {
        A: [
          ['B', 2],
          ['p', 5],
        ],
        B: [
          ['p', 3],
          ['C', 2],
        ],
        C: [['q', 7]],
      },
      ['p', 'q'],
    )
    expect(shown(linesOf(lookup, top('A', 2)))).toEqual([
      '1 A × 2 ASSEMBLY',
      '1.1 B × 4 ASSEMBLY',
      '1.1.1 p × 12 PART',
      '1.1.2 C × 8 ASSEMBLY',
      '1.1.2.1 q × 56 PART',
      '1.2 p × 10 PART',
    ])
  })

  it('expands a second occurrence again', () => {
    const lookup = catalogue(
      {
        A: [
          ['B', 1],
          ['B', 1],
        ],
        B: [['p', 1]],
      },
      ['p'],
    )
    expect(shown(linesOf(lookup, top('A'), top('B')))).toHaveLength(7)
  })

  it('never drops an unknown id', () => {
    const lookup = catalogue({ A: [['1/4-20 TRUSS "X"', 4]] }, [])
    expect(linesOf(lookup, top('A'), top(' nowhere '))).toMatchObject([
      { kind: 'ASSEMBLY' },
      { kind: 'UNRESOLVED', partNumber: '1/4-20 TRUSS "X"', quantity: 4, itemId: null },
      { kind: 'UNRESOLVED', partNumber: ' nowhere ', level: 1 },
    ])
  })

  it('keeps parents, levels and reasons', () => {
    const lines = linesOf(catalogue({ A: [['B', 1]], B: [['p', 1]] }, ['p']), top('A'))
    expect(lines.map(({ index, parentIndex, level }) => [index, parentIndex, level])).toEqual([
      [0, null, 1],
      [1, 0, 2],
      [2, 1, 3],
    ])
    expect(lines.map(({ because }) => because)).toEqual(['why', 'Part of A', 'Part of B'])
    expect(lines.every(({ rule }) => rule === 'R')).toBe(true)
  })

  it('reaches any depth', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 15_000 }, (_, level) => [`L${level}`, [[`L${level + 1}`, 1]] as const]),
    )
    const lines = linesOf(catalogue(chain, ['L15000']), top('L0'))
    expect(lines.at(-1)).toMatchObject({ partNumber: 'L15000', level: 15_001, kind: 'PART' })
  })

  it('refuses what doubles without end instead of hanging', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, level) => [
        `L${level}`,
        [
          [`L${level + 1}`, 1],
          [`L${level + 1}`, 1],
        ] as Components,
      ]),
    )
    expect(explode([top('L0')], catalogue(doubling, []))).toMatchObject({
      refusals: [{ code: 'too_large' }],
    })
    const huge = catalogue({ A: [['p', 1_000_000]] }, ['p'])
    expect(explode([top('A', 999_999)], huge)).toMatchObject({ refusals: [{ code: 'too_large' }] })
  })
})

describe('which record an id means', () => {
  it('assembly, then ASSY-, then part, then nothing', () => {
    const both = catalogue({ X: [], 'ASSY-Y': [['Y', 1]] }, ['X', 'Y', 'Z'])
    expect(resolveItem(both, 'X')).toMatchObject({ kind: 'ASSEMBLY' })
    expect(resolveItem(both, 'Y')).toMatchObject({ item: { partNumber: 'ASSY-Y' } })
    expect(resolveItem(both, 'Z')).toMatchObject({ kind: 'PART' })
    expect(resolveItem(both, 'W')).toBeUndefined()
  })

  it('shows the id asked for and links the record found', () => {
    const lookup = catalogue({ 'ASSY-Y': [['p', 1]] }, ['Y', 'p'])
    expect(linesOf(lookup, top('Y'))).toMatchObject([
      { partNumber: 'Y', name: 'assembly ASSY-Y', itemId: 'assembly:ASSY-Y', kind: 'ASSEMBLY' },
      { partNumber: 'p' },
    ])
  })
})

describe('cycles', () => {
  it('through ASSY-: the part of the literal id is taken, with a remark', () => {
    const lookup = catalogue({ 'ASSY-Y': [['Y', 2]] }, ['Y'])
    const [, leaf] = linesOf(lookup, top('Y'))
    expect(leaf).toMatchObject({ partNumber: 'Y', kind: 'PART', itemId: 'part:Y', quantity: 2 })
    expect(leaf?.note).toContain('ASSY-Y > ASSY-Y')
  })

  it('without such a part the line is an error that names the circle', () => {
    const lookup = catalogue({ A: [['B', 1]], B: [['A', 1]] }, [])
    expect(linesOf(lookup, top('A'))).toMatchObject([
      { partNumber: 'A', kind: 'ASSEMBLY' },
      { partNumber: 'B', kind: 'ASSEMBLY' },
      { partNumber: 'A', kind: 'UNRESOLVED', note: 'Contains itself: A > B > A.' },
    ])
  })

  it('are judged along the current path only', () => {
    const lookup = catalogue(
      {
        A: [
          ['B', 1],
          ['C', 1],
        ],
        B: [['C', 1]],
        C: [['p', 1]],
      },
      ['p'],
    )
    expect(linesOf(lookup, top('A')).every(({ kind }) => kind !== 'UNRESOLVED')).toBe(true)
  })
})

it('marks children that are no longer active', () => {
  const lookup = lookupFrom([{ ...record('p', 'part'), isActive: false }], [])
  expect(linesOf(lookup, top('p'))).toMatchObject([{ note: 'Not active in the catalogue.' }])
})

/** Domain handbook 7: an import judges circles, and bills of materials agree with what it reports. */
describe('a link that was kept from its assembly because of a circle', () => {
  const kept = (how: 'PART' | 'UNKNOWN') => ({ askedId: 'A', quantity: 2, note: null, kept: how })
  const below = (how: 'PART' | 'UNKNOWN', isLoaded: boolean) => {
    const low = { ...record('B', 'assembly'), components: [kept(how)] }
    const high = { ...record('A', 'assembly'), components: [{ ...kept(how), askedId: 'B' }] }
    const parts = how === 'PART' ? [record('A', 'part')] : []
    return linesOf(lookupFrom(parts, isLoaded ? [low, high] : [low]), top('B')).slice(1)
  }

  it.each([true, false])('is the part, whether or not the assembly is loaded (%s)', (isLoaded) => {
    expect(below('PART', isLoaded)).toMatchObject([
      {
        kind: 'PART',
        itemId: 'part:A',
        quantity: 2,
        note: expect.stringContaining('leads back here'),
      },
    ])
  })

  it.each([true, false])('is unresolved when it was left unknown (%s)', (isLoaded) => {
    expect(below('UNKNOWN', isLoaded)).toMatchObject([
      { kind: 'UNRESOLVED', itemId: null, note: 'Contains itself: A leads back here.' },
    ])
  })
})
