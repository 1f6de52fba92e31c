import { describe, expect, it } from 'vitest'
import { forgottenLines, type PlannedTask } from '../../../src/domain/production/generate'
import { estimateOf, furtherSteps } from '../../../src/domain/production/estimate'
import type { TaskTemplate } from '../../../src/domain/production/template'
import { looseAccessories } from '../../../src/domain/production/work'
import { coarse } from '../../../src/shipped/mdrd/tasks/coarse'
import { detailed } from '../../../src/shipped/mdrd/tasks/detailed'
import { basin, sink, sinkWith, withPegboard } from '../configurator/mdrdSamples'
import { planInput, planOf, type Given } from './samples'

const drain = (over = {}) => basin({ type: 'E_DRAIN', ...over })
const treated = (over = {}) => basin({ type: 'E_SINK_DI', ...over })

const faucet = (type: string, placement: string) => ({ type, quantity: 1, placement })
const sprayer = (type: string) => ({ type, quantity: 1, location: 'LEFT_SIDE' })

const BODY = ['verifyBody', 'fitLegs', 'fitFeet']
const PEGBOARD = ['fitPegboard', 'fitLightBracket', 'fitLightButton']
const LIFTER = ['fitLifterButton', 'fitLifterController']
const CONTROLS = ['fitControlBox', 'fitPowerBar', 'labelCables']
const FINISH = ['fitLogo', 'cleanSink']

const drainTasks = (...basins: number[]) =>
  ['fitMixingValve', 'fitFillChain', 'labelPipes', 'fitDrainOverflow'].flatMap((key) =>
    basins.map((n) => `${key}#${n}`),
  )

/** `dosing` are the basins among them that have a pump. */
const sinkTasks = (basins: number[], dosing: number[]) => {
  const each = (key: string, list = basins) => list.map((n) => `${key}#${n}`)
  return [
    ...each('fitValvePlate'),
    ...each('fitEmergencyStops'),
    ...each('fitTouchscreen'),
    ...each('connectTouchscreen'),
    ...each('fitSinkOverflow'),
    ...each('fitDosingPort', dosing),
    ...each('fitCableGland'),
  ]
}

type Row = {
  name: string
  configuration: Record<string, unknown>
  given?: Given
  keys: string[]
  minutes: number
}

const ADJUSTABLE = 90 + 75 + 110 + 30
const E_SINK = 90 + 150
const E_DRAIN = 90 + 140

const table: Row[] = [
  {
    name: 'one E-Sink basin',
    configuration: sink(),
    keys: [...BODY, 'fitBasin#1', ...sinkTasks([1], [1]), ...LIFTER, ...CONTROLS, ...FINISH],
    minutes: ADJUSTABLE + E_SINK,
  },
  {
    name: 'one E-Drain basin',
    configuration: sinkWith([drain()]),
    keys: [...BODY, 'fitBasin#1', ...drainTasks(1), ...LIFTER, ...CONTROLS, ...FINISH],
    minutes: ADJUSTABLE + E_DRAIN,
  },
  {
    name: 'two E-Drain basins',
    configuration: sinkWith([drain(), drain()]),
    keys: [
      ...BODY,
      'fitBasin#1',
      'fitBasin#2',
      ...drainTasks(1, 2),
      ...LIFTER,
      ...CONTROLS,
      ...FINISH,
    ],
    minutes: ADJUSTABLE + 2 * E_DRAIN,
  },
  {
    name: 'two E-Sink basins, one for treated water',
    configuration: sinkWith([basin(), treated()]),
    keys: [
      ...BODY,
      'fitBasin#1',
      'fitBasin#2',
      ...sinkTasks([1, 2], [1]),
      'fitDiFaucet',
      ...LIFTER,
      ...CONTROLS,
      ...FINISH,
    ],
    minutes: ADJUSTABLE + 2 * E_SINK - 15 + 30,
  },
  {
    name: 'three mixed basins with everything',
    configuration: sinkWith(
      [drain({ light: true }), basin({ pTrap: true, light: true }), treated({ pTrap: true })],
      {
        length: 120,
        ...withPegboard(),
        faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2'), faucet('PRE_RINSE', 'BETWEEN_2_3')],
        sprayers: [sprayer('AIR_GUN_TURRET'), sprayer('DI_WATER_GUN_ROSETTE')],
      },
    ),
    given: {
      accessories: [
        { partNumber: 'T-OA-PPRACK-2066', quantity: 2 },
        { partNumber: 'B210-BLUE', quantity: 4 },
        { partNumber: 'T-OA-FOOTREST-RAIL-KIT', quantity: 1 },
      ],
    },
    keys: [
      ...BODY,
      ...PEGBOARD,
      'fitBasin#1',
      'fitBasin#2',
      'fitBasin#3',
      ...drainTasks(1),
      ...sinkTasks([2, 3], [2]),
      'fitPTrap#2',
      'fitPTrap#3',
      'fitBasinLight#1',
      'fitBasinLight#2',
      'fitFaucets',
      'fitDiFaucet',
      'fitComboFaucet',
      ...LIFTER,
      ...CONTROLS,
      'fitAirGun',
      'fitWaterGun',
      'fitAccessory#T-OA-PPRACK-2066',
      'fitAccessory#T-OA-FOOTREST-RAIL-KIT',
      ...FINISH,
    ],
    minutes:
      ADJUSTABLE + 105 + E_DRAIN + 2 * E_SINK - 15 + 2 * 30 + 2 * 20 + 45 + 30 + 35 + 50 + 2 * 20,
  },
  {
    name: 'fixed legs',
    configuration: sink({ legsType: 'FIXED_HEIGHT' }),
    keys: [...BODY, 'fitBasin#1', ...sinkTasks([1], [1]), ...CONTROLS, ...FINISH],
    minutes: ADJUSTABLE - 75 + E_SINK,
  },
  {
    name: 'legs and feet done outside',
    configuration: sink(),
    given: { outside: ['R4', 'R6'] },
    keys: ['verifyBody', 'fitBasin#1', ...sinkTasks([1], [1]), ...LIFTER, ...CONTROLS, ...FINISH],
    minutes: ADJUSTABLE - 75 + E_SINK,
  },
  {
    name: 'legs done outside, feet here',
    configuration: sink(),
    given: { outside: ['R4'] },
    keys: [
      'verifyBody',
      'fitFeet',
      'fitBasin#1',
      ...sinkTasks([1], [1]),
      ...LIFTER,
      ...CONTROLS,
      ...FINISH,
    ],
    minutes: ADJUSTABLE - 45 + E_SINK,
  },
  {
    name: 'French, seismic feet, coloured solid pegboard, custom basin',
    configuration: sinkWith([drain({ size: 'CUSTOM', width: 26, length: 22, depth: 9 })], {
      feet: 'SEISMIC',
      ...withPegboard({ pegboardType: 'SOLID', pegboardColor: 'GREEN' }),
    }),
    given: { language: 'FR' },
    keys: [...BODY, ...PEGBOARD, 'fitBasin#1', ...drainTasks(1), ...LIFTER, ...CONTROLS, ...FINISH],
    minutes: ADJUSTABLE + 105 + E_DRAIN,
  },
]

const minutesOf = (plan: readonly PlannedTask[]) =>
  plan.reduce((sum, { estimateMinutes }) => sum + estimateMinutes, 0)

const find = (plan: readonly PlannedTask[], key: string): PlannedTask => {
  const found = plan.find((task) => task.key === key)
  if (!found) throw new Error(`no task ${key}`)
  return found
}

describe.each(table)('$name', ({ configuration, given, keys, minutes }) => {
  const input = planInput(configuration, given)
  const plan = planOf(configuration, given)

  it('is done in this order', () => {
    expect(plan.map(({ key }) => key)).toEqual(keys)
    expect(plan.map(({ sequence }) => sequence)).toEqual(keys.map((_, index) => index + 1))
  })

  it('takes these minutes', () => {
    expect(minutesOf(plan)).toBe(minutes)
  })

  it('leaves no top line of the bill without a task', () => {
    expect(forgottenLines(input, plan)).toEqual([])
  })

  it('shares out every piece of a top line exactly once', () => {
    const tops = input.bomLines.filter(({ level }) => level === 1)
    const taken = (id: string) =>
      plan
        .flatMap(({ parts }) => parts)
        .filter(({ line }) => line === id)
        .reduce((sum, { quantity }) => sum + quantity, 0)
    for (const { id, quantity } of tops) expect([0, quantity]).toContain(taken(id))
  })
})

describe('dependencies', () => {
  const plan = planOf(
    sinkWith([drain(), basin(), treated()], {
      length: 120,
      faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
      sprayers: [sprayer('AIR_GUN_TURRET')],
    }),
    { accessories: [{ partNumber: 'T-OA-PPRACK-2066', quantity: 1 }] },
  )
  const dependsOn = (key: string) => find(plan, key).dependsOn
  const allBasins = ['fitBasin#1', 'fitBasin#2', 'fitBasin#3']

  it.each([
    ['verifyBody', []],
    ['fitLegs', ['verifyBody']],
    ['fitBasin#2', ['fitFeet']],
    ['fitMixingValve#1', ['fitBasin#1']],
    ['fitValvePlate#3', ['fitBasin#3']],
    ['connectTouchscreen#2', ['fitBasin#2', 'fitTouchscreen#2', 'fitControlBox']],
    ['fitFaucets', allBasins],
    ['fitControlBox', allBasins],
    ['fitPowerBar', []],
    ['labelCables', ['fitControlBox']],
    ['fitAirGun', ['fitFaucets', 'fitDiFaucet']],
    ['fitAccessory#T-OA-PPRACK-2066', ['fitControlBox']],
  ])('%s', (key, expected) => {
    expect(dependsOn(key)).toEqual(expected)
  })

  it('logo and cleaning come after everything', () => {
    const before = (key: string) =>
      plan.slice(
        0,
        plan.findIndex((task) => task.key === key),
      )
    for (const key of FINISH) expect(dependsOn(key)).toEqual(before(key).map((task) => task.key))
  })

  it('leave out what is done outside', () => {
    const outside = planOf(sink(), { outside: ['R4', 'R6'] })
    expect(find(outside, 'fitBasin#1').dependsOn).toEqual([])
    expect(find(outside, 'fitLifterButton').dependsOn).toEqual([])
  })
})

describe('what a task takes', () => {
  const plan = planOf(sinkWith([drain(), basin(), basin({ size: '30X20X8' })], { length: 120 }))
  const partsOf = (key: string) =>
    find(plan, key).parts.map(({ partNumber, quantity }) => `${partNumber} × ${quantity}`)
  const criticalOf = (key: string) =>
    find(plan, key).criticalParts.map(({ partNumber, quantity }) => `${partNumber} × ${quantity}`)

  it('one kit of a merged line for each basin', () => {
    expect(partsOf('fitBasin#1')).toEqual(['T2-BSN-EDR-KIT × 1', 'T2-ADW-BASIN24X20X8 × 1'])
    expect(partsOf('fitBasin#2')).toEqual(['T2-BSN-ESK-KIT × 1', 'T2-ADW-BASIN24X20X8 × 1'])
    expect(partsOf('fitBasin#3')).toEqual(['T2-BSN-ESK-KIT × 1', 'T2-ADW-BASIN30X20X8 × 1'])
  })

  it('pieces from inside a kit', () => {
    expect(partsOf('fitValvePlate#2')).toEqual(['T2-VALVE-PLATE-AUK × 1'])
    expect(partsOf('fitFillChain#1')).toEqual(['DER-1899-14-CC × 1'])
    expect(partsOf('fitLifterController')).toEqual(['T-CBD6SH00040A-709 × 1'])
  })

  it('records a critical part where it is fitted, and only there', () => {
    expect(criticalOf('fitValvePlate#2')).toEqual(['T2-VALVE-PLATE-AUK × 1'])
    expect(criticalOf('fitValvePlate#3')).toEqual(['T2-VALVE-PLATE-AUK × 1'])
    expect(criticalOf('fitTouchscreen#2')).toEqual(['CM3-PANEL-UE × 1'])
    expect(criticalOf('fitControlBox')).toEqual(['T2-CTRL-EDR1-ESK2 × 1'])
    expect(criticalOf('fitBasin#2')).toEqual([])
  })

  it('names the basin in three languages', () => {
    const { title, basin: number } = find(plan, 'fitValvePlate#2')
    expect(number).toBe(2)
    expect(title).toEqual({
      en: 'Fit the valve plate, basin 2',
      fr: 'Monter la platine de vannes, cuve 2',
      es: 'Montar la placa de válvulas, pileta 2',
    })
  })

  it('counts an accessory that is asked for twice as one piece of work', () => {
    const twice = { partNumber: 'T-OA-PPRACK-2066', quantity: 1 }
    const tasks = planOf(sink(), { accessories: [twice, twice] })
    const fitting = tasks.filter(({ templateKey }) => templateKey === 'fitAccessory')
    expect(fitting.map(({ parts }) => parts.map(({ quantity }) => quantity))).toEqual([[2]])
  })
})

describe('that the faucets are fitted (C3, handbook 8.3)', () => {
  const answering = (template: TaskTemplate, configuration: Record<string, unknown>) =>
    planOf(configuration, { template })
      .filter(({ ticks }) => ticks.some(({ key }) => key === 'C3'))
      .map(({ key }) => key)
  const pair = [basin(), basin()]
  const withFaucets = (...types: string[]) =>
    sinkWith(pair, { faucets: types.map((type, index) => faucet(type, `BASIN_${index + 1}`)) })

  it.each([
    ['no faucet', sink(), []],
    ['a wrist-blade faucet', withFaucets('WRIST_BLADE'), ['fitFaucets']],
    ['a gooseneck', withFaucets('GOOSENECK_DI'), ['fitDiFaucet']],
    ['a gooseneck brought along', sinkWith([treated()]), ['fitDiFaucet']],
    ['a pre-rinse faucet', withFaucets('PRE_RINSE'), ['fitComboFaucet']],
    [
      'pre-rinse and wrist-blade',
      withFaucets('PRE_RINSE', 'WRIST_BLADE'),
      ['fitFaucets', 'fitComboFaucet'],
    ],
    [
      'pre-rinse and gooseneck',
      withFaucets('PRE_RINSE', 'GOOSENECK_DI'),
      ['fitDiFaucet', 'fitComboFaucet'],
    ],
  ])('%s', (_, configuration, tasks) => {
    expect(answering(detailed, configuration)).toEqual(tasks)
    expect(answering(coarse, configuration)).toEqual(tasks.length > 0 ? ['fitFaucets'] : [])
  })
})

describe('loose accessories', () => {
  it('are those that nobody fits', () => {
    const accessories = [
      { partNumber: 'T-OA-PPRACK-2066', quantity: 1 },
      { partNumber: 'B210-BLUE', quantity: 2 },
      { partNumber: 'B210-BLUE', quantity: 1 },
    ]
    const work = planInput(sink(), { accessories })
    expect(looseAccessories(detailed, work)).toEqual([{ partNumber: 'B210-BLUE', quantity: 3 }])
  })
})

describe('estimate', () => {
  const estimate = (configuration: Record<string, unknown>) =>
    estimateOf(planOf(configuration), furtherSteps(detailed, planInput(configuration)))

  it('of one E-Sink with adjustable legs', () => {
    const test = 30 + 10 + 10 + 45 + 30 + 20 + 25 + 25 + 15 + 20 + 15
    const tasks = ADJUSTABLE + E_SINK
    expect(estimate(sink())).toEqual({ tasks, test, packing: 45, total: tasks + test + 45 })
  })

  it('of a lit E-Drain below a pegboard with fixed legs', () => {
    const configuration = sinkWith([drain({ light: true })], {
      legsType: 'FIXED_HEIGHT',
      ...withPegboard(),
    })
    expect(estimate(configuration).test).toBe(30 + 10 + 15 + 20 + 15 + 20 + 10 + 10 + 5)
  })
})
