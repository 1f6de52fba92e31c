import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expression } from '../../../src/domain/configurator/ast'
import { normalizeConfiguration } from '../../../src/domain/configurator/normalize'
import { add, count, value } from '../../../src/domain/configurator/write'
import type { FormKind } from '../../../src/domain/quality/codes'
import { formItemSchema } from '../../../src/domain/quality/item'
import { generateForm, headerOf, uncounted } from '../../../src/domain/quality/form'
import { MDRD } from '../../../src/shipped/mdrd'
import { basin, sink, sinkWith, withPegboard } from '../configurator/mdrdSamples'
import { formOf, inputOf, itemOf, keysOf, type Asked } from './samples'

const drain = (over = {}) => basin({ type: 'E_DRAIN', ...over })
const esink = (over = {}) => basin({ type: 'E_SINK', ...over })
const di = (over = {}) => basin({ type: 'E_SINK_DI', ...over })
const at = (n: number, keys: string) => words(keys).map((key) => `${key}@${n}`)
const words = (text: string) => text.split(' ').filter(Boolean)

const fixed = { legsType: 'FIXED_HEIGHT', legsModel: 'DL27', feet: 'SEISMIC' }
const faucet = (type: string, placement: string, quantity = 1) => ({ type, placement, quantity })
const sprayer = (type: string, quantity = 1) => ({ type, quantity, location: 'LEFT_SIDE' })

type Row = [what: string, raw: Record<string, unknown>, asked: string[], how?: Asked]

const rows: Record<FormKind, Row[]> = {
  PRE_QC: [
    [
      'one E-Drain basin on fixed legs and levelling feet',
      sinkWith([drain()], fixed),
      [
        ...words('P1 P1-length P1-width P2 P4 P5'),
        ...at(1, 'N1 N2 N4 N5 N6 N6-width N6-length N6-depth'),
      ],
    ],
    [
      'two basins, pegboard, casters, lifter, sprayer and a basin light',
      sinkWith([drain(), esink({ light: true })], {
        ...withPegboard(),
        sprayers: [sprayer('AIR_GUN_TURRET')],
      }),
      [
        ...words('P1 P1-length P1-width P2 P3 P4 P5 P6 P7 P8 P9 P10'),
        ...at(1, 'N1 N2 N4 N5 N6 N6-width N6-length N6-depth'),
        ...at(2, 'N1 N3 N4 N5 N6 N6-width N6-length N6-depth'),
      ],
    ],
    [
      'three E-Sink basins',
      sinkWith([esink(), esink(), di()], { ...fixed, length: 100 }),
      [
        ...words('P1 P1-length P1-width P2 P4 P5'),
        ...[1, 2, 3].flatMap((n) => at(n, 'N1 N4 N5 N6 N6-width N6-length N6-depth')),
      ],
    ],
  ],
  PRODUCTION: [
    [
      'one E-Drain basin on fixed legs',
      sinkWith([drain()], fixed),
      [...words('C6 C7 C8 C9 C10'), ...at(1, 'D1 D2 D3 D4')],
    ],
    [
      'a mixed sink with pegboard, lifter, every faucet and both guns',
      sinkWith([drain(), esink(), di()], {
        ...withPegboard(),
        length: 100,
        faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2'), faucet('PRE_RINSE', 'BASIN_2')],
        sprayers: [sprayer('AIR_GUN_ROSETTE'), sprayer('DI_WATER_GUN_TURRET')],
      }),
      [
        ...words('C1 C2 C3 C4 C4-button C5 C6 C7 C8 C9 C10 C11 C12 C13 C14'),
        ...at(1, 'D1 D2 D3 D4'),
        ...at(2, 'S1 S2 S3 S4 S5 S6 S7'),
        ...at(3, 'S1 S2 S3 S4 S5 S7'),
      ],
    ],
    [
      'a chosen gooseneck without a basin for treated water',
      sinkWith([esink()], { ...fixed, faucets: [faucet('GOOSENECK_DI', 'BASIN_1')] }),
      [...words('C3 C6 C7 C8 C9 C10 C13'), ...at(1, 'S1 S2 S3 S4 S5 S6 S7')],
    ],
    [
      'a pre-rinse faucet alone',
      sinkWith([drain()], { ...fixed, faucets: [faucet('PRE_RINSE', 'BASIN_1')] }),
      [...words('C3 C6 C7 C8 C9 C10 C14'), ...at(1, 'D1 D2 D3 D4')],
    ],
    [
      'a basin for treated water, which brings its faucet along',
      sinkWith([di()], fixed),
      [...words('C3 C6 C7 C8 C9 C10 C13'), ...at(1, 'S1 S2 S3 S4 S5 S7')],
    ],
  ],
  END_OF_LINE: [
    [
      'one E-Drain basin on fixed legs',
      sinkWith([drain()], fixed),
      [
        ...words('INSTRUMENT-id INSTRUMENT-due G1'),
        ...at(1, 'DR1a DR1b DR2a DR2b DR2b-seconds DR2c'),
      ],
    ],
    [
      'lights, lifter and a pump',
      sinkWith([drain({ light: true }), esink({ light: true })], withPegboard()),
      [
        ...words('INSTRUMENT-id INSTRUMENT-due G1 G2a G2b'),
        ...at(1, 'DR1a DR1b DR2a DR2b DR2b-seconds DR2c DR3a DR3b'),
        ...at(2, 'ES0-touchscreen ES0-software ES0-valvePlate'),
        ...at(2, 'ES0-controlBox ES0-controlBoxQe ES0-controlBoxQfu'),
        ...at(2, 'ES0-pumpSn ES0-pumpQe ES0-pumpQfu'),
        ...at(2, 'ES1a ES1a-coldMixing ES1a-coldMixingRaw ES1a-coldBasin ES1a-coldBasinRaw'),
        ...at(2, 'ES1a-hotMixing ES1a-hotMixingRaw ES1a-hotBasin ES1a-hotBasinRaw'),
        ...at(2, 'ES1b ES1b-litres ES2a ES2b ES2b-temperature ES2c ES3a ES3b ES4a ES4b ES5'),
      ],
    ],
    [
      'treated water: no pump',
      sinkWith([di()], fixed),
      [
        ...words('INSTRUMENT-id INSTRUMENT-due G1'),
        ...at(1, 'ES0-touchscreen ES0-software ES0-valvePlate'),
        ...at(1, 'ES0-controlBox ES0-controlBoxQe ES0-controlBoxQfu'),
        ...at(1, 'ES1a ES1a-coldMixing ES1a-coldMixingRaw ES1a-coldBasin ES1a-coldBasinRaw'),
        ...at(1, 'ES1a-hotMixing ES1a-hotMixingRaw ES1a-hotBasin ES1a-hotBasinRaw'),
        ...at(1, 'ES1b ES1b-litres ES2a ES2b ES2b-temperature ES2c ES3a ES3b'),
      ],
    ],
  ],
  PACKAGING: [
    [
      'treated water: neither temperature sensor nor pump',
      sinkWith([di()], fixed),
      words('K1 K2 K3-hose K3-clamps K5 K6 K8 K13'),
    ],
    [
      'a mixed sink in Spanish',
      sinkWith([drain(), esink()], fixed),
      words('K1 K2 K3-hose K3-clamps K4 K5 K6 K7-shelf K7-tubes K8 K13'),
      { language: 'ES' },
    ],
    [
      'E-Drain only in French',
      sinkWith([drain()], fixed),
      words('K1 K2 K3-hose K3-clamps K4 K5 K6 K8 K13 K14'),
      { language: 'FR' },
    ],
    [
      'E-Sink in French',
      sinkWith([esink()], fixed),
      words('K1 K2 K3-hose K3-clamps K5 K6 K7-shelf K7-tubes K8 K13 K14 K15'),
      { language: 'FR' },
    ],
    [
      'air gun and pre-rinse',
      sinkWith([di()], {
        ...fixed,
        faucets: [faucet('PRE_RINSE', 'BASIN_1')],
        sprayers: [sprayer('AIR_GUN_TURRET')],
      }),
      [
        ...words('K1 K2 K3-hose K3-clamps K5 K6 K8 K9-64-20900-00 K9-holder'),
        ...words('K11-B-0133 K11-B-0230-K K11-PFX146332 K13'),
      ],
    ],
    [
      'water gun and wrist-blade, two accessories',
      sinkWith([di()], {
        ...fixed,
        faucets: [faucet('WRIST_BLADE', 'BASIN_1')],
        sprayers: [sprayer('DI_WATER_GUN_ROSETTE')],
      }),
      [
        ...words('K1 K2 K3-hose K3-clamps K5 K6 K8 K10-64-20900-00 K10-hose K10-holder'),
        ...words('K12-B-2342 K12-B-0230-K K12-PFX146332 K13 ACC-1 ACC-2'),
      ],
      {
        accessories: [
          { partNumber: 'T-OA-MNT-ARM', quantity: 2, name: 'Monitor arm' },
          { partNumber: '0123', quantity: 1 },
        ],
      },
    ],
  ],
  FINAL_QC: [
    [
      'one E-Drain basin on fixed legs',
      sinkWith([drain()], fixed),
      [
        ...words('HIPOT A1 A2 A3 A4 A5 A6 B-0 B-3 B-4 B-5@1 B-5b B-8'),
        ...at(1, 'Q1 Q2 Q4 Q5'),
        ...words('F1 F2 F3 F4 F5a F6 F7 V-PC V-BP@1 V-PK'),
      ],
    ],
    [
      'three basins with everything',
      sinkWith([drain({ light: true }), esink(), di()], { ...withPegboard(), length: 100 }),
      [
        ...words('HIPOT A1 A2 A3 A4 A5 A6 B-0 B-1 B-2@2 B-2@3 B-3 B-4 B-5@1 B-5b'),
        ...words('B-6@2 B-6@3 B-7@2 B-7@3 B-8 B-9'),
        ...at(1, 'Q1 Q2 Q3 Q4 Q5'),
        ...at(2, 'Q1 Q2 Q4 Q5 Q6'),
        ...at(3, 'Q1 Q2 Q4 Q5'),
        ...words('F1 F2 F3 F4 F5a F5b F6 F7 V-PC V-BP@1 V-BP@2 V-BP@3 V-PK'),
      ],
    ],
    [
      'E-Sink only',
      sinkWith([esink()], fixed),
      [
        ...words('HIPOT A1 A2 A3 A4 A5 A6 B-0 B-2@1 B-3 B-4 B-6@1 B-7@1 B-8'),
        ...at(1, 'Q1 Q2 Q4 Q5 Q6'),
        ...words('F1 F2 F3 F4 F5a F5b F7 V-PC V-BP@1 V-PK'),
      ],
    ],
  ],
}

describe.each(Object.entries(rows))('%s asks exactly (handbook 8)', (kind, list) => {
  it.each(list)('%s', (_, raw, asked, how) => {
    const items = formOf(kind as FormKind, raw, how)
    expect(keysOf(items)).toEqual(asked)
    expect(new Set(keysOf(items)).size).toBe(items.length)
    for (const item of items) expect(formItemSchema.parse(item)).toEqual(item)
  })
})

describe('the packing list demands (handbook 8.5)', () => {
  const quantities = (raw: Record<string, unknown>, how?: Asked) =>
    Object.fromEntries(
      formOf('PACKAGING', raw, how).map(({ key, requiredQuantity }) => [key, requiredQuantity]),
    )

  it('one mat per sink, and the rest per basin, drain, pump, gun and faucet', () => {
    const raw = sinkWith([drain(), esink(), drain()], {
      length: 100,
      faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2'), faucet('PRE_RINSE', 'BETWEEN_2_3')],
      sprayers: [sprayer('AIR_GUN_TURRET'), sprayer('DI_WATER_GUN_TURRET')],
    })
    expect(quantities(raw)).toEqual({
      K1: 1,
      K2: 3,
      'K3-hose': 3,
      'K3-clamps': 6,
      K4: 2,
      K5: 3,
      K6: 3,
      'K7-shelf': 1,
      'K7-tubes': 1,
      K8: 3,
      'K9-64-20900-00': 1,
      'K9-holder': 1,
      'K10-64-20900-00': 1,
      'K10-hose': 1,
      'K10-holder': 1,
      'K11-B-0133': 1,
      'K11-B-0230-K': 1,
      'K11-PFX146332': 2,
      'K12-B-2342': 1,
      'K12-B-0230-K': 1,
      'K12-PFX146332': 2,
      K13: 1,
    })
  })

  it('as much as there are guns and faucets of a kind', () => {
    const raw = sinkWith([esink(), esink()], {
      faucets: [faucet('PRE_RINSE', 'BASIN_1'), faucet('PRE_RINSE', 'BASIN_2')],
      sprayers: [sprayer('AIR_GUN_TURRET'), sprayer('AIR_GUN_ROSETTE')],
    })
    expect(quantities(raw)).toMatchObject({
      'K7-shelf': 2,
      'K9-64-20900-00': 2,
      'K9-holder': 2,
      'K11-B-0133': 2,
      'K11-PFX146332': 4,
    })
  })

  it('accessories as ordered, by the name and number given', () => {
    const accessories = [
      { partNumber: 'T-OA-MNT-ARM', quantity: 2, name: 'Monitor arm' },
      { partNumber: '6.65E+11', quantity: 7 },
    ]
    const items = formOf('PACKAGING', sinkWith([di()]), { accessories })
    expect(itemOf(items, 'ACC-1')).toMatchObject({
      label: 'Monitor arm',
      partNumber: 'T-OA-MNT-ARM',
      requiredQuantity: 2,
      basin: null,
    })
    expect(itemOf(items, 'ACC-2')).toMatchObject({
      label: 'Accessory 6.65E+11',
      partNumber: '6.65E+11',
      requiredQuantity: 7,
    })
  })
})

describe('a packing line', () => {
  const asking = (quantity: Expression) => {
    const input = inputOf('PACKAGING', sinkWith([drain(), esink()]))
    const sections = input.checklist.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => (item.type === 'QUANTITY' ? { ...item, quantity } : item)),
    }))
    return generateForm({ ...input, checklist: { ...input.checklist, sections } })
  }

  it('of which nobody can tell the pieces is asked, and told apart', () => {
    for (const odd of [add(count('basins'), 0.5), value('sinkModel'), add(1, -2)]) {
      const items = asking(odd)
      expect(items.length).toBeGreaterThan(0)
      expect(uncounted(items)).toEqual(items)
      for (const item of items) expect(formItemSchema.parse(item).requiredQuantity).toBeNull()
    }
  })

  it('of nothing is left out', () => {
    expect(asking(count('faucets'))).toEqual([])
    expect(uncounted(asking(count('basins')))).toEqual([])
  })
})

describe('an item carries', () => {
  it('the limits of the handbook', () => {
    const items = formOf('END_OF_LINE', sinkWith([drain(), esink()]))
    const limits = (key: string, n: number) => {
      const { min, max, unit } = itemOf(items, key, n)
      return { min, max, unit }
    }
    expect(limits('DR2b-seconds', 1)).toEqual({ min: 10, max: 15, unit: 's' })
    expect(limits('ES1a-coldMixing', 2)).toEqual({ min: -2, max: 2, unit: '°C' })
    expect(limits('ES1a-hotBasinRaw', 2)).toEqual({ min: -3, max: 3, unit: 'units' })
    expect(limits('ES1b-litres', 2)).toEqual({ min: 39, max: 41, unit: 'L' })
    expect(limits('ES2b-temperature', 2)).toEqual({ min: 36, max: 44, unit: '°C' })
    expect(limits('ES2c', 2)).toEqual({ min: 38, max: 42, unit: '°C' })
  })

  it('the ordered feet first, and only those pass', () => {
    expect(itemOf(formOf('PRE_QC', sink()), 'P5')).toMatchObject({
      choices: ['CASTERS', 'SEISMIC'],
      expected: 'CASTERS',
    })
    expect(itemOf(formOf('PRE_QC', sink({ feet: 'SEISMIC' })), 'P5')).toMatchObject({
      choices: ['SEISMIC', 'CASTERS'],
      expected: 'SEISMIC',
    })
  })

  it('the places a faucet can have, the ordered one first', () => {
    const raw = sinkWith([esink(), esink(), esink()], {
      length: 100,
      faucets: [faucet('WRIST_BLADE', 'BETWEEN_2_3')],
    })
    const items = formOf('PRE_QC', raw)
    expect([1, 2, 3].map((n) => itemOf(items, 'N5', n).choices)).toEqual([
      ['CENTER', 'BETWEEN_1_2'],
      ['BETWEEN_2_3', 'CENTER', 'BETWEEN_1_2'],
      ['BETWEEN_2_3', 'CENTER'],
    ])
    expect(itemOf(formOf('PRE_QC', sink()), 'N5', 1).choices).toEqual(['CENTER'])
  })

  it('the part whose serial it records, for the basin and the sink at hand', () => {
    const items = formOf('END_OF_LINE', sinkWith([esink(), di()]))
    const parts = (n: number) =>
      items.flatMap(({ partNumber, basin: b }) => (b === n && partNumber ? [partNumber] : []))
    expect(parts(1)).toEqual(['T2-TS7', 'T2-VALVE-PLATE-AUK', 'T2-CTRL-ESK2', 'T8-DOSINGESK'])
    expect(parts(2)).toEqual(['T2-TS7', 'T2-VALVE-PLATE-AUK-DI', 'T2-CTRL-ESK2'])
  })

  it('a photo where the demo wants one, and nowhere else', () => {
    const photos = (['PRE_QC', 'PRODUCTION', 'END_OF_LINE', 'PACKAGING', 'FINAL_QC'] as const)
      .flatMap((kind) => formOf(kind, sinkWith([drain(), esink()], withPegboard())))
      .filter(({ photoRequired }) => photoRequired)
    expect(keysOf(photos)).toEqual(['P1', 'B-0'])
  })

  it('“not applicable” where the handbook allows it', () => {
    const raw = sinkWith([drain(), di()], {
      ...withPegboard(),
      faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
      sprayers: [sprayer('AIR_GUN_TURRET'), sprayer('DI_WATER_GUN_TURRET')],
    })
    const notAllowed = formOf('PRODUCTION', raw).filter(({ naAllowed }) => !naAllowed)
    expect(keysOf(notAllowed)).toEqual(['C4', 'C4-button', 'C5', 'C7'])
    const preQc = formOf('PRE_QC', raw).filter(({ naAllowed }) => naAllowed)
    expect(keysOf(preQc)).toEqual(['N5@1', 'N1@2', 'N5@2'])
    const packing = formOf('PACKAGING', raw).filter(({ naAllowed }) => naAllowed)
    expect(keysOf(packing)).toEqual(['K4'])
    const final = formOf('FINAL_QC', raw).filter(({ naAllowed }) => naAllowed)
    expect(keysOf(final)).toEqual(['B-7@2', 'Q2@2'])
    expect(itemOf(formOf('FINAL_QC', sink({ feet: 'SEISMIC' })), 'B-8').naAllowed).toBe(true)
    const test = formOf('END_OF_LINE', raw)
    expect(itemOf(test, 'ES2c', 2).naAllowed).toBe(true)
    expect(itemOf(formOf('END_OF_LINE', sink()), 'ES2c', 1).naAllowed).toBe(false)
  })

  it('the heading of its basin', () => {
    expect(itemOf(formOf('FINAL_QC', sinkWith([drain(), esink()])), 'Q1', 2)).toMatchObject({
      section: 'basins',
      sectionLabels: { en: 'Basin 2: E-Sink', fr: 'Cuve 2 : E-Sink', es: 'Pileta 2: E-Sink' },
    })
  })
})

describe('the header', () => {
  it('shows facts of the build, which nobody answers', () => {
    const raw = sinkWith([drain(), esink()])
    const header = headerOf(inputOf('FINAL_QC', raw), { poNumber: 'PO-1', firstPass: true })
    expect(header.map(({ key, value, text }) => [key, value, text.en])).toEqual([
      ['project', null, '–'],
      ['poNumber', 'PO-1', 'PO-1'],
      ['buildNumber', null, '–'],
      ['model', 'T2-B2', 'T2-B2 (2 basins)'],
      ['firstPass', true, 'yes'],
    ])
    expect(headerOf(inputOf('PRE_QC', raw)).find(({ key }) => key === 'basins')?.value).toBe(2)
  })
})

describe('a form', () => {
  it('can be generated from whatever a configuration holds', () => {
    const anything = fc.oneof(fc.object(), fc.jsonValue(), fc.constant(sink({ basins: [{}, 3] })))
    fc.assert(
      fc.property(anything, (raw) => {
        const { configuration } = normalizeConfiguration(MDRD, raw)
        for (const checklist of MDRD.checklists) {
          const input = { content: MDRD, checklist, configuration, language: 'EN' as const }
          for (const item of generateForm(input)) expect(formItemSchema.parse(item)).toEqual(item)
          headerOf(input)
        }
      }),
      { numRuns: 50 },
    )
  })
})
