import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TaskStatus } from '../../../src/domain/production/codes'
import {
  forgottenLines,
  generateTasks,
  type PlannedTask,
} from '../../../src/domain/production/generate'
import { nextTask, type TaskStanding } from '../../../src/domain/production/progress'
import { generateForm } from '../../../src/domain/quality/form'
import { MDRD } from '../../../src/shipped/mdrd'
import { taskTemplates } from '../../../src/shipped/mdrd/tasks'
import { detailed } from '../../../src/shipped/mdrd/tasks/detailed'
import { coarse } from '../../../src/shipped/mdrd/tasks/coarse'
import { planInput } from './samples'
import { derive } from '../configurator/mdrdSamples'

const basin = fc.record({
  type: fc.constantFrom('E_SINK', 'E_SINK_DI', 'E_DRAIN'),
  size: fc.constantFrom('20X20X8', '24X20X10', 'CUSTOM'),
  width: fc.constant(26),
  length: fc.constant(22),
  depth: fc.constant(9),
  pTrap: fc.boolean(),
  light: fc.boolean(),
})

/** Places are taken as they come; what the rules refuse is left out. */
const configuration = fc
  .record({
    basins: fc.array(basin, { minLength: 1, maxLength: 3 }),
    length: fc.constantFrom(48, 60, 72, 96, 120),
    legsType: fc.constantFrom('HEIGHT_ADJUSTABLE', 'FIXED_HEIGHT'),
    feet: fc.constantFrom('CASTERS', 'SEISMIC'),
    pegboard: fc.boolean(),
    faucets: fc.uniqueArray(
      fc.record({
        type: fc.constantFrom('WRIST_BLADE', 'PRE_RINSE', 'GOOSENECK_DI'),
        quantity: fc.constant(1),
        placement: fc.constantFrom('BASIN_1', 'BETWEEN_1_2', 'BETWEEN_2_3'),
      }),
      { maxLength: 2, selector: ({ placement }) => placement },
    ),
    sprayers: fc.array(
      fc.record({
        type: fc.constantFrom('AIR_GUN_TURRET', 'DI_WATER_GUN_ROSETTE'),
        quantity: fc.constant(1),
        location: fc.constant('LEFT_SIDE'),
      }),
      { maxLength: 2 },
    ),
  })
  .map((raw) => ({
    sinkModel: `T2-B${raw.basins.length}`,
    width: 30,
    legsModel: 'DL27',
    workflowDirection: 'LEFT_TO_RIGHT',
    ...raw,
    ...(raw.pegboard ? { pegboardType: 'SOLID', pegboardSize: 'SAME_AS_SINK' } : {}),
  }))
  .filter((raw) => derive(raw).ok)

const given = fc.record({
  template: fc.constantFrom(...taskTemplates),
  outside: fc.subarray(['R4', 'R5', 'R6']),
  accessories: fc.array(
    fc.record({
      partNumber: fc.constantFrom('T-OA-PPRACK-2066', 'T-OA-TASKLIGHT-PB', 'B210-BLUE'),
      quantity: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 3 },
  ),
})

const standing = (tasks: readonly PlannedTask[]): TaskStanding[] =>
  tasks.map(({ key, sequence, estimateMinutes, dependsOn }) => ({
    id: key,
    sequence,
    status: 'PENDING',
    estimateMinutes,
    dependsOn,
  }))

/** Does what can be done next until nothing can; answers the order. */
function workThrough(tasks: readonly TaskStanding[], close: TaskStatus): string[] {
  let state = [...tasks]
  const done: string[] = []
  for (let next = nextTask(state); next; next = nextTask(state)) {
    const { id } = next
    done.push(id)
    state = state.map((task) => (task.id === id ? { ...task, status: close } : task))
  }
  return done
}

describe('any plan of any template', () => {
  it('can be worked through to the end, and waits only for its own tasks', () => {
    fc.assert(
      fc.property(
        configuration,
        given,
        fc.constantFrom<TaskStatus>('COMPLETED', 'CANCELLED'),
        (raw, around, close) => {
          const plan = generateTasks(planInput(raw, around))
          const keys = plan.map(({ key }) => key)
          expect(new Set(keys).size).toBe(keys.length)
          for (const { key, dependsOn } of plan) {
            expect(dependsOn).not.toContain(key)
            expect(keys).toEqual(expect.arrayContaining(dependsOn))
          }
          expect(workThrough(standing(plan), close).toSorted()).toEqual(keys.toSorted())
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is the same for the same build', () => {
    fc.assert(
      fc.property(configuration, given, (raw, around) => {
        expect(generateTasks(planInput(raw, around))).toEqual(generateTasks(planInput(raw, around)))
      }),
      { numRuns: 25 },
    )
  })
})

describe.each([detailed, coarse])('template $key', (template) => {
  const form = MDRD.checklists.find(({ kind }) => kind === 'PRODUCTION')

  it('fits every top line', () => {
    fc.assert(
      fc.property(configuration, given, (raw, around) => {
        const input = planInput(raw, { ...around, template })
        expect(forgottenLines(input, generateTasks(input))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('answers every item of the production checklist with at least one task', () => {
    if (!form) throw new Error('no production checklist')
    fc.assert(
      fc.property(configuration, given, (raw, around) => {
        const input = planInput(raw, { ...around, template })
        const asked = generateForm({ ...input, checklist: form }).map(
          ({ key, basin }) => `${key} ${basin ?? ''}`,
        )
        const ticked = generateTasks(input)
          .flatMap(({ ticks }) => ticks)
          .map(({ key, basin }) => `${key} ${basin ?? ''}`)
        expect(ticked).toEqual(expect.arrayContaining(asked))
        if (template === detailed) expect([...new Set(ticked)].toSorted()).toEqual(asked.toSorted())
      }),
      { numRuns: 100 },
    )
  })
})
