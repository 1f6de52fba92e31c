import { describe, expect, it } from 'vitest'
import {
  basin,
  bomOf,
  derive,
  refusalsOf,
  sink,
  sinkWith,
  topLines,
  withPegboard,
} from './mdrdSamples'

/** The boundary cases of domain handbook 6.9, row by row. */

describe('length', () => {
  it.each([47, 121, 60.5])('%s is refused', (length) => {
    expect(refusalsOf(sink({ length }))).toEqual(['out_of_range length'])
  })

  it.each([
    [48, 'T2-BODY-48-60-HA', '4836'],
    [59, 'T2-BODY-48-60-HA', '4836'],
    [60, 'T2-BODY-48-60-HA', '6036'],
    [61, 'T2-BODY-61-72-HA', '6036'],
    [72, 'T2-BODY-61-72-HA', '7236'],
    [73, 'T2-BODY-73-120-HA', '7236'],
    [84, 'T2-BODY-73-120-HA', '8436'],
    [95, 'T2-BODY-73-120-HA', '8436'],
    [96, 'T2-BODY-73-120-HA', '9636'],
    [107, 'T2-BODY-73-120-HA', '9636'],
    [108, 'T2-BODY-73-120-HA', '10836'],
    [119, 'T2-BODY-73-120-HA', '10836'],
    [120, 'T2-BODY-73-120-HA', '12036'],
  ])('%i takes body %s and panel %s', (length, body, panel) => {
    const lines = topLines(sink({ length, ...withPegboard() }))
    expect(lines).toContain(`${body} × 1`)
    expect(lines).toContain(`T2-ADW-PB-${panel}-PERF-KIT × 1`)
    expect(lines.filter((line) => line.startsWith('T2-BODY-'))).toHaveLength(1)
  })
})

describe('goosenecks', () => {
  const GOOSENECK = 'T2-OA-DI-GOOSENECK-FAUCET-KIT'
  const di = basin({ type: 'E_SINK_DI' })
  const chosen = (quantity: number, placement: string) => ({
    faucets: [{ type: 'GOOSENECK_DI', quantity, placement }],
  })

  it('three E-Sink DI with one chosen gooseneck need 3', () => {
    const lines = topLines(sinkWith([di, di, di], chosen(1, 'BASIN_1')))
    expect(lines.filter((line) => line.startsWith(GOOSENECK))).toEqual([`${GOOSENECK} × 3`])
  })

  it('one E-Sink DI with two chosen needs 2', () => {
    const lines = topLines(sinkWith([di], chosen(2, 'BASIN_1')))
    expect(lines.filter((line) => line.startsWith(GOOSENECK))).toEqual([`${GOOSENECK} × 2`])
  })

  it('without a DI basin the chosen ones count alone', () => {
    expect(topLines(sinkWith([basin()], chosen(1, 'BASIN_1')))).toContain(`${GOOSENECK} × 1`)
  })
})

describe('custom sizes', () => {
  const custom = (width: number, length: number, depth: number) =>
    basin({ size: 'CUSTOM', width, length, depth })

  it('a custom basin 24×20×8 is the standard part', () => {
    const { lines, customParts } = bomOf(sinkWith([custom(24, 20, 8)]))
    expect(lines.map(({ partNumber }) => partNumber)).toContain('T2-ADW-BASIN24X20X8')
    expect(customParts).toEqual([])
  })

  it('the same custom size on two orders asks for one record', () => {
    const first = bomOf(sinkWith([custom(26, 22, 9), custom(26, 22, 9)]))
    const second = bomOf(sinkWith([custom(26, 22, 9)]))
    expect(first.customParts).toEqual(second.customParts)
    expect(second.customParts).toEqual([
      expect.objectContaining({
        classCode: '720.215.001',
        partNumber: 'T2-ADW-BASIN-26x22x9',
        dimensions: { width: 26, length: 22, depth: 9 },
      }),
    ])
  })

  it('each custom basin has its own line and number', () => {
    const { lines } = bomOf(sinkWith([custom(26, 22, 9), custom(26, 22, 9)]))
    const basins = lines.filter(({ kind }) => kind === 'CUSTOM')
    expect(basins.map(({ basin: number }) => number)).toEqual([1, 2])
  })
})

it('three 24" basins in 60" are accepted with W1', () => {
  const { warnings } = bomOf(sinkWith([basin(), basin(), basin()], { length: 60 }))
  expect(warnings.map(({ code }) => code)).toEqual(['W1'])
  expect(bomOf(sinkWith([basin(), basin(), basin()], { length: 72 })).warnings).toEqual([])
})

it('the margin of W1 is a setting', () => {
  const three = sinkWith([basin(), basin(), basin()], { length: 72 })
  const { warnings } = bomOf(three, { parameters: { basinWidthMargin: 1 } })
  expect(warnings.map(({ code }) => code)).toEqual(['W1'])
})

it('language ES takes the Spanish kit; SP is no language of the engine', () => {
  expect(topLines(sink(), { language: 'ES' })).toContain('T2-STD-MANUAL-SP-KIT × 1')
  expect(topLines(sink(), { language: 'FR' })).toContain('T2-STD-MANUAL-FR-KIT × 1')
})

it('gives the same answer every time', () => {
  const configuration = sinkWith([basin(), basin({ type: 'E_DRAIN' })], withPegboard())
  expect(derive(configuration)).toEqual(derive(configuration))
})
