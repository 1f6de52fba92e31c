import { describe, expect, it } from 'vitest'
import { fitHints } from '../../../src/domain/configurator/warnings'
import { MDRD } from '../../../src/shipped/mdrd'
import { basin, bomOf, catalogue, sink, sinkWith, withPegboard } from './mdrdSamples'

const codes = (configuration: unknown, over: Parameters<typeof bomOf>[1] = {}) =>
  bomOf(configuration, over).warnings.map(({ id }) => id)

describe('W2: deep basins over the 8" lifter frame', () => {
  const withFrame = catalogue({ 'T2-BODY-48-60-HA': ['T2-ADW-LINAKFRAME-8'] })
  const without = catalogue({ 'T2-BODY-48-60-HA': ['OTHER-FRAME'] })

  it.each([
    [basin({ size: '24X20X10' }), ['W2@basins.0']],
    [basin({ size: '24X20X8' }), []],
    [basin({ size: 'CUSTOM', width: 24, length: 24, depth: 9 }), ['W2@basins.0']],
    [basin({ size: 'CUSTOM', width: 24, length: 24, depth: 8 }), []],
  ])('%o', (given, warnings) => {
    expect(codes(sinkWith([given]), { lookup: withFrame })).toEqual(warnings)
    expect(codes(sinkWith([given]), { lookup: without })).toEqual([])
  })
})

it('W3: fixed legs on a height-adjustable body', () => {
  expect(codes(sink({ legsType: 'FIXED_HEIGHT' }))).toEqual(['W3'])
})

describe('W4: accessories that do not fit', () => {
  const hints = (partNumber: string, over: Record<string, unknown> = {}) =>
    fitHints(MDRD, bomOf(sink(over)).configuration, partNumber, { language: 'EN' }).map(({ id }) =>
      id.replace('@accessories.0', ''),
    )

  it.each([
    ['T2-OHL-INSTRO-KIT', {}, ['W4.HIDDEN']],
    ['T-OA-SSSHELF-1812-BOLT-ON-KIT', withPegboard(), ['W4.BOLT_ON']],
    ['T-OA-SSSHELF-1812-BOLT-ON-KIT', withPegboard({ pegboardType: 'SOLID' }), []],
    ['T-OA-TASKLIGHT-PB', {}, ['W4.PEGBOARD']],
    ['T-OA-PB-SS-1L-SHLF', {}, ['W4.PEGBOARD']],
    ['T2-OA-LT-SSSHELF-LRG', {}, ['W4.PEGBOARD']],
    ['T-OA-TASKLIGHT-PB', withPegboard(), []],
    ['T-OA-RAIL-SHELF-ADDER-SML', { length: 84 }, []],
    ['T-OA-RAIL-SHELF-ADDER-SML', { length: 85 }, ['W4.ADDER_SMALL']],
    ['T2-OA-CUST-SHELF-HA-LRG', { length: 84 }, ['W4.ADDER_LARGE']],
    ['T2-OA-CUST-SHELF-HA-LRG', { length: 85 }, []],
    ['T2-OA-SC-2020-SS', {}, ['W4.COVER_2020']],
    ['T2-OA-SC-2420-SS', {}, []],
    ['T2-OA-DOSINGESK-BTMSHELF', {}, ['W4.DOSING_SHELF']],
    ['T2-OA-PO-SHLF-1212', {}, ['W4.PULL_OUT_SHELF']],
    ['T-OA-BINRAIL-36-KIT', {}, []],
  ])('%s on %o', (partNumber, over, expected) => {
    expect(hints(partNumber, over)).toEqual(expected)
  })

  it('the pull-out shelf is content with its bottom shelf', () => {
    const accessories = ['T2-OA-PO-SHLF-1212', 'T2-OA-CUST-SHELF-HA-SML'].map((partNumber) => ({
      partNumber,
      quantity: 1,
    }))
    expect(codes(sink(), { accessories })).toEqual([])
  })
})
