import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkConfiguration } from '../../../src/domain/configurator/check'
import { formState } from '../../../src/domain/configurator/fieldStates'
import { followChanges } from '../../../src/domain/configurator/follow'
import { normalizeConfiguration } from '../../../src/domain/configurator/normalize'
import { CONFIGURATION_REFUSALS } from '../../../src/domain/configurator/release'
import { MDRD } from '../../../src/shipped/mdrd'
import { ANY_ID, derive } from './mdrdSamples'

/** Values that the field knows, values that it does not, and any JSON at all. */
const field = (...known: unknown[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.jsonValue() },
  )

const basin = fc.record(
  {
    type: field('E_SINK', 'E_SINK_DI', 'E_DRAIN'),
    size: field('20X20X8', '24X20X8', '24X20X10', '30X20X8', '30X20X10', 'CUSTOM'),
    width: field(null, 24, 26, 0, 51),
    length: field(null, 20, 22),
    depth: field(null, 8, 10, 20),
    pTrap: field(true, false),
    light: field(true, false),
  },
  { requiredKeys: ['type', 'size'] },
)

const places = ['CENTER', 'BASIN_1', 'BASIN_2', 'BASIN_3', 'BETWEEN_1_2', 'BETWEEN_2_3']

const sink = fc.record(
  {
    sinkModel: field('T2-B1', 'T2-B2', 'T2-B3'),
    width: field(24, 48, 120),
    length: field(48, 60, 61, 72, 73, 95, 96, 120, 47, 121, 60.5),
    legsType: field('HEIGHT_ADJUSTABLE', 'FIXED_HEIGHT'),
    legsModel: field('DL27', 'DL14', 'LC1'),
    feet: field('CASTERS', 'SEISMIC'),
    workflowDirection: field('LEFT_TO_RIGHT', 'RIGHT_TO_LEFT'),
    pegboard: field(true, false),
    pegboardType: field('PERFORATED', 'SOLID'),
    pegboardColor: field(null, 'GREEN', 'WHITE'),
    pegboardSize: field('SAME_AS_SINK', 'CUSTOM'),
    pegboardWidth: field(null, 34, 60, 70),
    pegboardLength: field(null, 36, 30),
    basins: fc.oneof(
      { weight: 20, arbitrary: fc.array(basin, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.jsonValue() },
    ),
    faucets: fc.array(
      fc.record({
        type: field('WRIST_BLADE', 'PRE_RINSE', 'GOOSENECK_DI'),
        quantity: field(1, 2),
        placement: field(...places),
      }),
      { maxLength: 2 },
    ),
    sprayers: fc.array(
      fc.record({
        type: field('AIR_GUN_TURRET', 'DI_WATER_GUN_ROSETTE'),
        quantity: field(1, 2),
        location: field('LEFT_SIDE', 'RIGHT_SIDE'),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['sinkModel', 'width', 'length', 'legsType', 'legsModel', 'feet', 'basins'] },
)

/** The basin list follows the model, so that many of the samples are accepted. */
const mostlyValid = sink.map((raw) => ({
  ...raw,
  ...(Array.isArray(raw.basins) ? { sinkModel: `T2-B${raw.basins.length}` } : {}),
  workflowDirection: 'LEFT_TO_RIGHT',
  width: 48,
}))

const anything = fc.oneof(sink, mostlyValid, fc.jsonValue(), fc.object())
const EN = { language: 'EN' } as const
const RUNS = { numRuns: 2_000 }

describe('whatever is sent', () => {
  it('checking never throws and refuses with a known code and a field', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const decision = checkConfiguration(MDRD, raw, EN)
        if (decision.ok) return
        for (const { code, field: path, message } of decision.refusals) {
          expect(CONFIGURATION_REFUSALS).toContain(code)
          expect(path).toBeTypeOf('string')
          expect(message.length).toBeGreaterThan(5)
        }
      }),
      RUNS,
    )
  })

  it('deriving never throws, with any accessories and an empty catalogue', () => {
    const empty = { assembly: () => undefined, part: () => undefined }
    fc.assert(
      fc.property(anything, fc.jsonValue(), (raw, accessories) => {
        expect(derive(raw, { accessories, lookup: empty }).ok).toBeTypeOf('boolean')
      }),
      RUNS,
    )
  })

  it('the stored form is stable, and forms can be drawn of it', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const { configuration } = normalizeConfiguration(MDRD, raw)
        expect(normalizeConfiguration(MDRD, configuration).configuration).toEqual(configuration)
        formState(MDRD, configuration, EN)
        const followed = followChanges(MDRD, configuration, EN).configuration
        expect(followChanges(MDRD, followed, EN).configuration).toEqual(followed)
      }),
      { numRuns: 500 },
    )
  })
})

it('every accepted configuration has a complete bill where the catalogue is complete', () => {
  let accepted = 0
  fc.assert(
    fc.property(mostlyValid, (raw) => {
      if (!checkConfiguration(MDRD, raw, EN).ok) return
      accepted += 1
      const decision = derive(raw, { lookup: ANY_ID })
      expect(decision.ok && decision.value.complete).toBe(true)
      expect(derive(raw, { lookup: ANY_ID })).toEqual(decision)
    }),
    RUNS,
  )
  expect(accepted).toBeGreaterThan(50)
})
