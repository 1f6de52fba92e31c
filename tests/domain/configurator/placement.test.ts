import { describe, expect, it } from 'vitest'
import { basin, bomOf, refusalsOf, sinkWith } from './mdrdSamples'

const S = basin()
const D = basin({ type: 'E_DRAIN' })
const at = (...places: string[]) => ({
  faucets: places.map((placement) => ({ type: 'WRIST_BLADE', quantity: 1, placement })),
})

/** Where faucets may stand: domain handbook 5.3. */
describe('CENTER is stored as the place it means', () => {
  it.each([
    [[S], 'BASIN_1'],
    [[S, S], 'BETWEEN_1_2'],
    [[S, S, S], 'BASIN_2'],
  ])('on %o: %s', (basins, place) => {
    expect(bomOf(sinkWith(basins, at('CENTER'))).configuration['faucets']).toMatchObject([
      { placement: place },
    ])
  })

  it('and is refused where that place is none', () => {
    expect(refusalsOf(sinkWith([S, D, S], at('CENTER')))).toEqual([
      'option_unknown faucets.0.placement',
    ])
  })
})

describe('places', () => {
  it.each([
    ['a single E-Drain basin may take the centre', [D], ['CENTER'], []],
    ['drains only: the middle of two is between them', [D, D], ['CENTER'], []],
    ['drains only: not over a basin', [D, D], ['BASIN_1'], ['option_unknown faucets.0.placement']],
    ['mixed: over the sink', [S, D], ['BASIN_1'], []],
    ['mixed: not over the drain', [S, D], ['BASIN_2'], ['option_unknown faucets.0.placement']],
    ['mixed: between', [S, D], ['BETWEEN_1_2'], []],
    ['no second basin on a B1', [S], ['BASIN_2'], ['out_of_range faucets.0.placement']],
    ['no third basin on a B2', [S, S], ['BETWEEN_2_3'], ['out_of_range faucets.0.placement']],
    ['two share the only place of a B1', [S], ['BASIN_1', 'BASIN_1'], []],
    ['one per place on a B2', [S, S], ['BASIN_1', 'CENTER'], []],
    ['not two at one place of a B2', [S, S], ['BASIN_1', 'BASIN_1'], ['out_of_range faucets']],
    ['two on a B2', [S, S], ['BASIN_1', 'BASIN_2'], []],
    ['three on a B3', [S, S, S], ['BASIN_1', 'BASIN_2', 'BASIN_3'], []],
    [
      'three are too many on a B2',
      [S, S],
      ['BASIN_1', 'BASIN_2', 'CENTER'],
      ['out_of_range faucets'],
    ],
    ['two over drains of a B3', [D, D, D], ['BETWEEN_1_2', 'BETWEEN_2_3'], []],
    ['one drain takes one', [D], ['BASIN_1', 'BASIN_1'], ['out_of_range faucets']],
  ])('%s', (_, basins, places, refusals) => {
    expect(refusalsOf(sinkWith(basins, at(...places)))).toEqual(refusals)
  })

  it('counts quantities, not entries', () => {
    const two = { faucets: [{ type: 'PRE_RINSE', quantity: 2, placement: 'BASIN_1' }] }
    expect(refusalsOf(sinkWith([S], two))).toEqual([])
    expect(refusalsOf(sinkWith([S, S], two))).toEqual(['out_of_range faucets'])
  })

  it('automatic goosenecks occupy no place and count towards no limit', () => {
    const di = basin({ type: 'E_SINK_DI' })
    expect(refusalsOf(sinkWith([di, di], at('BASIN_1', 'BASIN_2')))).toEqual([])
  })
})

describe('sprayers', () => {
  const gun = (quantity: number, location = 'LEFT_SIDE') => ({
    type: 'AIR_GUN_TURRET',
    quantity,
    location,
  })

  it('two in all, equal sides allowed', () => {
    expect(refusalsOf(sinkWith([S], { sprayers: [gun(1), gun(1)] }))).toEqual([])
    expect(refusalsOf(sinkWith([S], { sprayers: [gun(2), gun(1)] }))).toEqual([
      'out_of_range sprayers',
    ])
    expect(refusalsOf(sinkWith([S], { sprayers: [gun(1), gun(1), gun(1)] }))).toEqual([
      'out_of_range sprayers',
    ])
  })
})
