import { describe, expect, test } from 'vitest'
import type { Configuration } from '../../../src/domain/configurator/configuration'
import { normalizeConfiguration } from '../../../src/domain/configurator/normalize'
import { MDRD } from '../../../src/shipped/mdrd'
import { planSink } from '../../../src/views/shared/schematic'

const BASIN = { type: 'E_SINK', size: '20X20X8' }
const planned = (raw: object) =>
  planSink(MDRD, normalizeConfiguration(MDRD, raw).configuration as Configuration)

describe('the drawing of a sink', () => {
  test('basins share the free length as equal gaps', () => {
    const plan = planned({
      sinkModel: 'T2-B2',
      length: 70,
      width: 30,
      basins: [BASIN, { type: 'E_DRAIN', size: 'CUSTOM', width: 20, length: 18, depth: 9 }],
    })
    expect(plan?.basins).toMatchObject([
      { x: 10, width: 20, length: 20, caption: 'E-Sink' },
      { x: 40, width: 20, length: 18, caption: 'E-Drain' },
    ])
    expect(plan?.isCrowded).toBe(false)
  })

  test('basins longer than the sink are shown as crowded', () => {
    const basins = [1, 2, 3].map(() => ({ type: 'E_SINK', size: '24X20X8' }))
    const plan = planned({ sinkModel: 'T2-B3', length: 60, width: 30, basins })
    expect(plan?.isCrowded).toBe(true)
  })

  test('faucets stand at their place, as often as asked, and the basin brings its own', () => {
    const plan = planned({
      sinkModel: 'T2-B2',
      length: 70,
      width: 30,
      basins: [BASIN, { type: 'E_SINK_DI', size: '20X20X8' }],
      faucets: [{ type: 'WRIST_BLADE', quantity: 1, placement: 'BETWEEN_1_2' }],
    })
    expect(plan?.faucets).toMatchObject([
      { x: 35, over: [1, 2], isAutomatic: false },
      { x: 50, over: [2], isAutomatic: true },
    ])
  })

  test('sprayers, panel and direction are read from the configuration', () => {
    const plan = planned({
      sinkModel: 'T2-B1',
      length: 48,
      width: 30,
      workflowDirection: 'RIGHT_TO_LEFT',
      pegboard: true,
      pegboardType: 'PERFORATED',
      pegboardColor: 'GREEN',
      pegboardSize: 'SAME_AS_SINK',
      sprayers: [{ type: 'AIR_GUN_TURRET', quantity: 2, location: 'RIGHT_SIDE' }],
    })
    expect(plan).toMatchObject({
      flow: 'LEFT',
      pegboard: { width: 48, color: 'GREEN', isPerforated: true },
      sprayers: [{ side: 'RIGHT' }, { side: 'RIGHT' }],
    })
  })

  test('a blank configuration and a family without a drawing do not fail', () => {
    expect(planned({})).toMatchObject({ length: null, basins: [], faucets: [] })
    expect(planSink({ ...MDRD, schematic: null }, {})).toBeNull()
  })
})
