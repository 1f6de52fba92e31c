import { describe, expect, it } from 'vitest'
import { itemIdsAsked } from '../../../src/domain/configurator/itemIds'
import { MDRD } from '../../../src/shipped/mdrd'
import {
  ANY_ID,
  basin,
  bomOf,
  catalogue,
  derive,
  sink,
  sinkWith,
  topLines,
  withPegboard,
} from './mdrdSamples'

describe('rules R1 to R25', () => {
  it('list a whole sink in display order', () => {
    const configuration = sinkWith(
      [
        basin({ type: 'E_SINK_DI', light: true }),
        basin({
          type: 'E_DRAIN',
          size: 'CUSTOM',
          width: 26,
          length: 22,
          depth: 9,
          pTrap: true,
          light: true,
        }),
        basin({ type: 'E_SINK_DI', size: '30X20X10' }),
      ],
      {
        length: 100,
        ...withPegboard({ pegboardColor: 'BLUE' }),
        faucets: [{ type: 'WRIST_BLADE', quantity: 1, placement: 'BASIN_1' }],
        sprayers: [{ type: 'AIR_GUN_ROSETTE', quantity: 2, location: 'RIGHT_SIDE' }],
      },
    )
    const lookup = catalogue(
      { 'T2-ADW-PB-PERF-KIT': ['T2-ADW-PB-12036'] },
      topLines(configuration).map((line) => line.split(' ')[0] ?? ''),
    )
    const kitless = {
      assembly: lookup.assembly,
      part: (id: string) => (/-(BLUE|9636)-/.test(id) ? undefined : ANY_ID.part(id)),
    }
    expect(
      topLines(configuration, { lookup: kitless, accessories: [{ partNumber: 'X', quantity: 3 }] }),
    ).toEqual([
      'T2-STD-MANUAL-EN-KIT × 1',
      'T2-BODY-73-120-HA × 1',
      'T2-DL27-KIT × 1',
      'T2-LEVELING-CASTOR-475 × 1',
      'T2-ADW-PB-PERF-KIT × 1',
      '708.77 × 1',
      'T2-OHL-MDRD-KIT × 1',
      'T2-BSN-ESK-DI-KIT × 2',
      'T2-BSN-EDR-KIT × 1',
      'T2-ADW-BASIN24X20X8 × 1',
      'T2-ADW-BASIN30X20X10 × 1',
      'T2-ADW-BASIN-26x22x9 × 1',
      'T2-OA-MS-1026 × 1',
      'T2-OA-BASIN-LIGHT-ESK-KIT × 1',
      'T2-OA-BASIN-LIGHT-EDR-KIT × 1',
      'T2-CTRL-EDR1-ESK2 × 1',
      'T2-OA-STD-FAUCET-WB-KIT × 1',
      'T2-OA-DI-GOOSENECK-FAUCET-KIT × 2',
      'T2-OA-AIRGUN-ROSETTE-KIT × 2',
      'X × 3',
    ])
  })

  it.each([
    ['HEIGHT_ADJUSTABLE', 'DL27', 'T2-DL27-KIT'],
    ['HEIGHT_ADJUSTABLE', 'DL14', 'T2-DL14-KIT'],
    ['HEIGHT_ADJUSTABLE', 'LC1', 'T2-LC1-KIT'],
    ['FIXED_HEIGHT', 'DL27', 'T2-DL27-FH-KIT'],
    ['FIXED_HEIGHT', 'DL14', 'T2-DL14-FH-KIT'],
  ])('%s %s: %s', (legsType, legsModel, item) => {
    expect(topLines(sink({ legsType, legsModel }))).toContain(`${item} × 1`)
  })

  it('seismic feet', () => {
    expect(topLines(sink({ feet: 'SEISMIC' }))).toContain('T2-SEISMIC-FEET × 1')
  })

  it('one line per faucet type, entries added up', () => {
    const faucets = ['BASIN_1', 'BASIN_2'].map((placement) => ({
      type: 'PRE_RINSE',
      quantity: 1,
      placement,
    }))
    expect(topLines(sinkWith([basin(), basin()], { faucets }))).toContain(
      'T2-OA-PRE-RINSE-FAUCET-KIT × 2',
    )
  })

  it('the same accessory twice is one line', () => {
    const accessories = [1, 2].map((quantity) => ({ partNumber: 'B210-BLUE', quantity }))
    expect(topLines(sink(), { accessories }).at(-1)).toBe('B210-BLUE × 3')
  })

  it('R21 ships switched off', () => {
    const lines = topLines(sink(), { language: 'FR' })
    expect(lines).not.toContain('IFU.T2.ESinkInstUserFR × 1')
  })

  it('every line tells its reason, basins their number, ids their old code', () => {
    const { lines } = bomOf(sinkWith([basin(), basin({ size: '30X20X8' })]))
    expect(lines.every(({ because, rule }) => because.length > 0 && rule.length > 0)).toBe(true)
    expect(lines.find(({ partNumber }) => partNumber === 'T2-ADW-BASIN30X20X8')).toMatchObject({
      basin: 2,
      rule: 'R15',
      because: 'Basin 2 has the standard size 30X20X8',
      becauseLabel: { fr: 'La cuve 2 a la taille standard 30X20X8' },
      attributes: { legacyCode: '712.105' },
    })
  })
})

describe('items that are no longer active', () => {
  const without = (retired: string) => ({
    assembly: () => undefined,
    part: (id: string) => {
      const part = ANY_ID.part(id)
      return part && { ...part, isActive: id !== retired }
    },
  })

  it('are refused by name, with the rule that wants them', () => {
    expect(derive(sink(), { lookup: without('T2-DL27-KIT') })).toMatchObject({
      refusals: [{ code: 'inactive_item', item: 'T2-DL27-KIT', rule: 'R4' }],
    })
    const accessories = [{ partNumber: 'B210-BLUE', quantity: 1 }]
    expect(derive(sink(), { lookup: without('B210-BLUE'), accessories })).toMatchObject({
      refusals: [{ code: 'inactive_item', item: 'B210-BLUE', field: 'accessories.0' }],
    })
  })

  it('give way to the next alternative where there is one', () => {
    const lines = topLines(sink(withPegboard({ pegboardColor: 'RED' })), {
      lookup: without('T2-ADW-PB-6036-RED-PERF-KIT'),
    })
    expect(lines).toContain('T2-ADW-PB-6036-PERF-KIT × 1')
    expect(lines).toContain('708.77 × 1')
  })
})

it('asks the catalogue for every id the bill may need, and no other', () => {
  const configuration = sinkWith([basin()], withPegboard({ pegboardColor: 'RED' }))
  const bom = bomOf(configuration, { accessories: [{ partNumber: 'A', quantity: 1 }] })
  const asked = itemIdsAsked(MDRD, bom.configuration, bom.accessories, 'EN')

  const looked = new Set<string>()
  const spy = (id: string) => {
    looked.add(id.replace(/^ASSY-/, ''))
    return undefined
  }
  derive(configuration, {
    accessories: bom.accessories,
    lookup: { assembly: spy, part: spy },
  })
  expect([...looked].filter((id) => !asked.includes(id))).toEqual([])
  expect(asked).toEqual(
    expect.arrayContaining([
      'T2-ADW-PB-6036-RED-PERF-KIT',
      'T2-ADW-PB-6036',
      '708.77',
      'T-OA-PB-COLOR',
      'A',
    ]),
  )
  expect(asked).not.toContain('T2-ADW-PB-SOLID-KIT')
})

it('derives a bill of more than 200 lines', () => {
  const kit = Array.from({ length: 20 }, (_, index) => `PART-${index}`)
  const lookup = {
    assembly: (id: string) =>
      id.startsWith('T2-')
        ? {
            id,
            partNumber: id,
            name: id,
            cost: null,
            isActive: true,
            components: kit.map((askedId) => ({ askedId, quantity: 1, note: null })),
          }
        : undefined,
    part: ANY_ID.part,
  }
  const configuration = sinkWith(
    [basin(), basin(), basin()],
    withPegboard({ pegboardColor: 'RED' }),
  )
  expect(bomOf(configuration, { lookup }).lines.length).toBeGreaterThan(200)
})
