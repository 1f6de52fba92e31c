import { describe, expect, it } from 'vitest'
import { checkConfiguration } from '../../../src/domain/configurator/check'
import { formState, visibleFields } from '../../../src/domain/configurator/fieldStates'
import { blankConfiguration, followChanges } from '../../../src/domain/configurator/follow'
import { normalizeConfiguration } from '../../../src/domain/configurator/normalize'
import type { FamilyContent } from '../../../src/domain/configurator/release'
import { isKnown } from '../../../src/domain/configurator/write'
import { ENDOSCOPE } from '../../../src/shipped/endoscope'
import { MDRD } from '../../../src/shipped/mdrd'
import { basin, sink, sinkWith } from './mdrdSamples'

const EN = { language: 'EN' } as const
const stored = (raw: unknown) => normalizeConfiguration(MDRD, raw).configuration
const form = (raw: unknown) => formState(MDRD, stored(raw), EN)

describe('the form', () => {
  it('shows dependent fields only when they apply', () => {
    const plain = visibleFields(MDRD, stored(sink()), EN)
    expect(plain).not.toContain('pegboardType')
    expect(plain).not.toContain('basins.0.width')

    const custom = visibleFields(
      MDRD,
      stored(sink({ pegboard: true, basins: [basin({ size: 'CUSTOM' })] })),
      EN,
    )
    expect(custom).toEqual(expect.arrayContaining(['pegboardType', 'basins.0.width']))
    expect(custom).not.toContain('pegboardWidth')
  })

  it('tells why a choice is not possible', () => {
    const { options } = form(sink({ legsType: 'FIXED_HEIGHT' }))
    const legs = options.find(({ path }) => path === 'legsModel')
    expect(legs?.choices.map(({ value, available }) => [value, available])).toEqual([
      ['DL27', true],
      ['DL14', true],
      ['LC1', false],
    ])
    expect(legs?.choices[2]?.reason?.en).toContain('height adjustable')
  })

  it('offers every leg model while the type of the legs is open', () => {
    const { options } = form(sink({ legsType: null, legsModel: null }))
    const legs = options.find(({ path }) => path === 'legsModel')
    expect(legs?.choices.every(({ available }) => available)).toBe(true)
  })

  it('offers exactly the places that exist', () => {
    const faucets = [{ type: 'PRE_RINSE', quantity: 1, placement: 'BASIN_1' }]
    const { groups } = form(sinkWith([basin(), basin({ type: 'E_DRAIN' })], { faucets }))
    const placement = groups
      .find(({ key }) => key === 'faucets')
      ?.elements[0]?.fields.find(({ field }) => field.key === 'placement')
    expect(
      placement?.choices.filter(({ available }) => available).map(({ value }) => value),
    ).toEqual(['CENTER', 'BASIN_1', 'BETWEEN_1_2'])
  })

  it('explains what follows by itself', () => {
    const { groups, options } = form(
      sinkWith([basin({ type: 'E_SINK_DI' })], { pegboard: true, pegboardSize: 'SAME_AS_SINK' }),
    )
    const notes = (key: string) =>
      groups.find((group) => group.key === key)?.notes.map(({ en }) => en)
    expect(notes('faucets')?.[0]).toContain('Gooseneck because basin 1 is E-Sink DI')
    expect(notes('basins')?.[0]).toContain('ESK1')
    expect(options.find(({ path }) => path === 'pegboardSize')?.notes[0]?.en).toContain('6036')
  })

  it('limits groups by the rest of the configuration', () => {
    const limits = (raw: unknown) =>
      form(raw).groups.map(({ key, limits: found }) => [key, found?.min, found?.max])
    expect(limits(sinkWith([basin(), basin(), basin()]))).toEqual([
      ['basins', 3, 3],
      ['faucets', 0, 3],
      ['sprayers', 0, 2],
    ])
    expect(form({}).groups[0]?.limits).toBeNull()
  })

  it('starts from the defaults', () => {
    expect(blankConfiguration(MDRD)).toMatchObject({
      workflowDirection: 'LEFT_TO_RIGHT',
      pegboard: false,
      sinkModel: null,
      basins: [],
    })
    expect(blankConfiguration(ENDOSCOPE)).toEqual({})
  })

  it('leaves a yes or no open that has to be answered, also while it is hidden', () => {
    const asked: FamilyContent = {
      ...MDRD,
      options: MDRD.options.map((option) =>
        option.key === 'pegboard' && option.type === 'BOOLEAN'
          ? { ...option, required: true, default: undefined }
          : option,
      ),
    }
    expect(blankConfiguration(asked)).toMatchObject({ pegboard: null })
    const hidden: FamilyContent = {
      ...asked,
      options: asked.options.map((option) =>
        option.key === 'pegboard' ? { ...option, visible: isKnown('sinkModel') } : option,
      ),
    }
    expect(blankConfiguration(hidden)).toMatchObject({ pegboard: null })
  })
})

describe('following a change', () => {
  it('rebuilds the basin list when the model changes, losing nothing that stays', () => {
    const { configuration } = followChanges(MDRD, { ...stored(sink()), sinkModel: 'T2-B3' }, EN)
    expect(configuration['basins']).toMatchObject([
      { type: 'E_SINK' },
      { type: null, pTrap: false },
      { type: null },
    ])
    const back = followChanges(MDRD, { ...configuration, sinkModel: 'T2-B1' }, EN)
    expect(back.configuration['basins']).toMatchObject([{ type: 'E_SINK', size: '24X20X8' }])
  })

  it('names a basin that somebody filled and a smaller model has no place for', () => {
    const before = stored(sinkWith([basin(), basin(), basin({ type: 'E_DRAIN' })], {}))
    const { reassigned } = followChanges(MDRD, { ...before, sinkModel: 'T2-B2' }, EN)
    expect(reassigned).toMatchObject([
      {
        path: 'basins.2',
        from: 'E_DRAIN',
        to: null,
        because: { en: expect.stringMatching(/2 expected, 3 given/) },
      },
    ])

    const { configuration } = followChanges(MDRD, { ...stored(sink()), sinkModel: 'T2-B3' }, EN)
    expect(followChanges(MDRD, { ...configuration, sinkModel: 'T2-B1' }, EN).reassigned).toEqual([])
  })

  it('moves a faucet that lost its place and points it out', () => {
    const faucets = [{ type: 'PRE_RINSE', quantity: 1, placement: 'BASIN_2' }]
    const before = stored(sinkWith([basin(), basin()], { faucets }))
    const basins = [basin(), basin({ type: 'E_DRAIN' })].map((entry) => ({ ...entry, width: null }))
    const { configuration, reassigned } = followChanges(MDRD, { ...before, basins }, EN)
    expect(configuration['faucets']).toMatchObject([{ placement: 'BETWEEN_1_2' }])
    expect(reassigned).toMatchObject([
      { path: 'faucets.0.placement', from: 'BASIN_2', to: 'BETWEEN_1_2' },
    ])
  })

  it('names each faucet that a smaller sink has no room for', () => {
    const faucets = ['BASIN_1', 'BASIN_2', 'BASIN_3'].map((placement) => ({
      type: 'PRE_RINSE',
      quantity: 1,
      placement,
    }))
    const before = stored(sinkWith([basin(), basin(), basin()], { faucets }))
    const { configuration, reassigned } = followChanges(MDRD, { ...before, sinkModel: 'T2-B2' }, EN)
    expect(configuration['faucets']).toMatchObject([
      { placement: 'BASIN_1' },
      { placement: 'BASIN_2' },
    ])
    expect(reassigned.filter(({ path }) => path.startsWith('faucets.'))).toEqual([
      {
        path: 'faucets.2',
        from: 'PRE_RINSE',
        to: null,
        because: expect.objectContaining({
          en: expect.stringContaining('0 to 2 expected, 3 given'),
        }),
      },
    ])
  })

  it('moves no faucet to a place that is taken while another one is free', () => {
    const faucets = ['BASIN_1', 'BASIN_3'].map((placement) => ({
      type: 'PRE_RINSE',
      quantity: 1,
      placement,
    }))
    const before = stored(sinkWith([basin(), basin(), basin()], { faucets }))
    const moved = (basins: unknown[], sinkModel: string) =>
      followChanges(MDRD, stored({ ...before, basins, sinkModel }), EN)

    const two = moved([basin(), basin()], 'T2-B2')
    const places = Object(two.configuration['faucets']).map(
      ({ placement }: { placement: unknown }) => placement,
    )
    expect(new Set(places).size).toBe(2)
    expect(checkConfiguration(MDRD, two.configuration, EN).ok).toBe(true)
    expect(two.reassigned).toMatchObject([{ path: 'faucets.1.placement', from: 'BASIN_3' }])
  })

  it('leaves two faucets in one place to be seen where there is no other', () => {
    const faucets = [1, 2].map(() => ({ type: 'PRE_RINSE', quantity: 1, placement: 'BASIN_1' }))
    const before = stored(sinkWith([basin(), basin()], { faucets }))
    const { configuration, reassigned } = followChanges(MDRD, before, EN)
    expect(reassigned).toEqual([])
    expect(checkConfiguration(MDRD, configuration, EN)).toMatchObject({
      refusals: [{ field: 'faucets', rule: 'FAUCET.ONE_PER_PLACE.BASIN_1' }],
    })
  })

  it('replaces LC1 when the legs become fixed', () => {
    const before = stored(sink({ legsModel: 'LC1' }))
    const { configuration } = followChanges(MDRD, { ...before, legsType: 'FIXED_HEIGHT' }, EN)
    expect(configuration['legsModel']).toBe('DL27')
  })
})
