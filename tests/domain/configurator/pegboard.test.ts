import { describe, expect, it } from 'vitest'
import type { CatalogLookup } from '../../../src/domain/catalog/lookup'
import { bomOf, catalogue, sink, withPegboard } from './mdrdSamples'

const GENERIC = { 'T2-ADW-PB-PERF-KIT': ['T2-ADW-PB-12036', '22MP20026'] }
const PLAIN = { 'T2-ADW-PB-6036-PERF-KIT': ['T2-ADW-PB-6036', '22MP20026'] }
const GREEN = { 'T2-ADW-PB-6036-GREEN-PERF-KIT': ['T2-ADW-PB-6036', '22MP20026', '708.77'] }
const PANELS = ['T2-ADW-PB-6036', 'T2-ADW-PB-12036']

/** The pegboard branch of the bill as `level id`, with the colour line that belongs to it. */
function branch(lookup: CatalogLookup, pegboard: Record<string, unknown>): string[] {
  const { lines } = bomOf(sink(withPegboard(pegboard)), { lookup })
  const tops = lines.filter(({ level, rule }) => level === 1 && ['R8', 'R9', 'R10'].includes(rule))
  return tops.flatMap((top) =>
    lines
      .filter(({ path }) => path === top.path || path.startsWith(`${top.path}.`))
      .map(({ level, partNumber, kind }) => `${level} ${partNumber} ${kind}`),
  )
}

/** Domain handbook 6.3, step by step. */
describe('pegboard resolution', () => {
  it('1: a coloured kit is taken whole, without a colour line', () => {
    expect(
      branch(catalogue({ ...GENERIC, ...PLAIN, ...GREEN }), { pegboardColor: 'GREEN' }),
    ).toEqual([
      '1 T2-ADW-PB-6036-GREEN-PERF-KIT ASSEMBLY',
      '2 T2-ADW-PB-6036 PART',
      '2 22MP20026 PART',
      '2 708.77 PART',
    ])
  })

  it('2 and 4: else the plain kit, with the colour on a line of its own', () => {
    expect(
      branch(catalogue({ ...GENERIC, ...PLAIN }, ['708.77']), { pegboardColor: 'GREEN' }),
    ).toEqual([
      '1 T2-ADW-PB-6036-PERF-KIT ASSEMBLY',
      '2 T2-ADW-PB-6036 PART',
      '2 22MP20026 PART',
      '1 708.77 PART',
    ])
  })

  it('3: else the generic kit with its own panel replaced', () => {
    expect(branch(catalogue(GENERIC, PANELS), {})).toEqual([
      '1 T2-ADW-PB-PERF-KIT ASSEMBLY',
      '2 T2-ADW-PB-6036 PART',
      '2 22MP20026 PART',
    ])
  })

  it('3: the replaced panel tells its own rule', () => {
    const { lines } = bomOf(sink(withPegboard()), { lookup: catalogue(GENERIC, PANELS) })
    const panel = lines.find(({ partNumber }) => partNumber === 'T2-ADW-PB-6036')
    expect(panel).toMatchObject({ rule: 'R11', note: 'In place of T2-ADW-PB-12036.' })
    expect(panel?.because).toContain('6036')
  })

  it('4: the old name of the colour part serves when the new one is missing', () => {
    const lookup = catalogue(GENERIC, [...PANELS, 'T-OA-PB-COLOR'])
    expect(branch(lookup, { pegboardColor: 'RED' })).toContain('1 T-OA-PB-COLOR PART')
  })

  it('4: neither colour part is known: unresolved under the first name, colour kept', () => {
    const { lines, complete } = bomOf(sink(withPegboard({ pegboardColor: 'RED' })), {
      lookup: catalogue(GENERIC, PANELS),
    })
    expect(complete).toBe(false)
    expect(lines.find(({ rule }) => rule === 'R10')).toMatchObject({
      partNumber: '708.77',
      kind: 'UNRESOLVED',
      attributes: { color: 'RED' },
    })
  })

  it('5: custom dimensions of a standard panel are that panel', () => {
    const custom = { pegboardSize: 'CUSTOM', pegboardWidth: 60, pegboardLength: 36 }
    expect(branch(catalogue({ ...GENERIC, ...PLAIN }), custom)[0]).toBe(
      '1 T2-ADW-PB-6036-PERF-KIT ASSEMBLY',
    )
  })

  it('5: the 34" panel is reached by a custom size only', () => {
    const custom = { pegboardSize: 'CUSTOM', pegboardWidth: 34, pegboardLength: 36 }
    expect(branch(catalogue(GENERIC, ['T2-ADW-PB-3436']), custom)).toEqual([
      '1 T2-ADW-PB-PERF-KIT ASSEMBLY',
      '2 T2-ADW-PB-3436 PART',
      '2 22MP20026 PART',
    ])
  })

  it('5: other dimensions put a custom part into the generic kit', () => {
    const custom = { pegboardSize: 'CUSTOM', pegboardWidth: 70, pegboardLength: 30 }
    const lookup = catalogue({ ...GENERIC, ...PLAIN })
    expect(branch(lookup, custom)).toEqual([
      '1 T2-ADW-PB-PERF-KIT ASSEMBLY',
      '2 T2-ADW-PB-70x30 CUSTOM',
      '2 22MP20026 PART',
    ])
    expect(bomOf(sink(withPegboard(custom)), { lookup }).customParts).toMatchObject([
      { classCode: '720.215.002', partNumber: 'T2-ADW-PB-70x30' },
    ])
  })

  it('6: without any kit an unresolved line carries the panel beneath', () => {
    expect(branch(catalogue({}, PANELS), {})).toEqual([
      '1 T2-ADW-PB-PERF-KIT UNRESOLVED',
      '2 T2-ADW-PB-6036 PART',
    ])
  })

  it('never lists two panels', () => {
    const doubled = catalogue(
      { 'T2-ADW-PB-PERF-KIT': ['T2-ADW-PB-12036', 'T2-ADW-PB-4836'] },
      PANELS,
    )
    expect(branch(doubled, {})).toEqual(['1 T2-ADW-PB-PERF-KIT ASSEMBLY', '2 T2-ADW-PB-6036 PART'])
  })

  it('gives a kit that lists no panel the right one', () => {
    expect(branch(catalogue({ 'T2-ADW-PB-PERF-KIT': ['22MP20026'] }, PANELS), {})).toEqual([
      '1 T2-ADW-PB-PERF-KIT ASSEMBLY',
      '2 T2-ADW-PB-6036 PART',
      '2 22MP20026 PART',
    ])
  })

  it('solid boards have their own kits', () => {
    const solid = catalogue({ 'T2-ADW-PB-6036-SOLID-KIT': ['T2-ADW-PB-6036'] })
    expect(branch(solid, { pegboardType: 'SOLID' })[0]).toBe('1 T2-ADW-PB-6036-SOLID-KIT ASSEMBLY')
  })

  it('no pegboard, no kit, no light', () => {
    const { lines } = bomOf(sink())
    expect(lines.filter(({ rule }) => ['R7', 'R8', 'R9', 'R10'].includes(rule))).toEqual([])
  })
})
