import { describe, expect, it, test } from 'vitest'

import { bottlenecksOf, orderStageOf, stageOf, STAGES } from '../../../src/domain/orders/stage'
import type { WorkflowDefinition } from '../../../src/domain/workflow/definition'
import {
  INSPECT_AFTER_PRODUCTION,
  STANDARD_WORKFLOW as STANDARD,
} from '../../../src/shipped/workflows'
import { NO_FACTS, type BuildFacts } from '../../../src/domain/workflow/guards'

const approved = { bom: { version: 1, state: 'APPROVED' as const } }
const draft = { attempt: 1, state: 'DRAFT', outcome: null } as const
const test1 = { attempt: 1, state: 'SIGNED', outcome: 'PASS', retestDue: false } as const
const tasks = { total: 9, open: 4, started: 5, blockedByShortage: 0, reworkOpen: 0 }
const done = { ...tasks, open: 0, started: 9 }

/** Handbook 4.4, one line per stage and per way into it. */
// prettier-ignore
const CASES: readonly (readonly [string, Partial<BuildFacts>, string])[] = [
  ['PENDING', {}, 'BOM_REVIEW'],
  ['PENDING', { bom: { version: 1, state: 'PENDING_APPROVAL' } }, 'BOM_REVIEW'],
  ['PENDING', { outside: { open: 2, toSend: 2 } }, 'BOM_REVIEW'],
  ['PENDING', { ...approved, outside: { open: 2, toSend: 1 } }, 'PARTS_TO_SEND'],
  ['PENDING', { ...approved, outside: { open: 2, toSend: 0 } }, 'PARTS_SENT'],
  ['PENDING', approved, 'READY_TO_RELEASE'],

  ['PRE_QC', { openNonconformances: 1, preQc: draft }, 'PRE_QC_CORRECTION'],
  ['PRE_QC', { preQc: draft }, 'PRE_QC_IN_PROGRESS'],
  ['PRE_QC', {}, 'READY_FOR_PRE_QC'],
  ['PRE_QC', { preQc: { attempt: 1, state: 'SIGNED', outcome: 'FAIL' } }, 'READY_FOR_PRE_QC'],

  ['IN_PRODUCTION', { openNonconformances: 1, tasks: done }, 'REWORK'],
  ['IN_PRODUCTION', { tasks: { ...tasks, reworkOpen: 1, blockedByShortage: 1 } }, 'REWORK'],
  ['IN_PRODUCTION', { tasks: { ...tasks, blockedByShortage: 1 } }, 'WAITING_FOR_PARTS'],
  ['IN_PRODUCTION', { tasks: null }, 'READY_FOR_PRODUCTION'],
  ['IN_PRODUCTION', { tasks: { ...tasks, open: 9, started: 0 } }, 'READY_FOR_PRODUCTION'],
  ['IN_PRODUCTION', { tasks }, 'ASSEMBLING'],
  ['IN_PRODUCTION', { tasks: done }, 'TESTING'],
  ['IN_PRODUCTION', { tasks: done, endOfLine: { ...test1, outcome: 'FAIL' } }, 'TESTING'],
  ['IN_PRODUCTION', { tasks: done, endOfLine: { ...test1, retestDue: true } }, 'TESTING'],
  ['IN_PRODUCTION', { tasks: done, endOfLine: { ...draft, outcome: 'PASS', retestDue: false } }, 'TESTING'],
  ['IN_PRODUCTION', { tasks: done, endOfLine: test1 }, 'PACKAGING'],
  ['IN_PRODUCTION', { tasks: done, endOfLine: test1, packing: { complete: true, signed: false } }, 'PACKAGING'],
  ['IN_PRODUCTION', { tasks: done, endOfLine: test1, packing: { complete: true, signed: true } }, 'READY_TO_COMPLETE'],

  ['PRODUCTION_COMPLETE', { finalQc: draft }, 'FINAL_QC_IN_PROGRESS'],
  ['PRODUCTION_COMPLETE', {}, 'READY_FOR_FINAL_QC'],
  ['FINAL_QC', { finalQc: draft }, 'FINAL_QC_IN_PROGRESS'],
  ['FINAL_QC', {}, 'READY_FOR_FINAL_QC'],

  ['QC_COMPLETE', {}, 'READY_TO_SHIP'],
  ['SHIPPED', {}, 'IN_TRANSIT'],
  ['DELIVERED', {}, 'DELIVERED'],
  ['ON_HOLD', { heldFrom: 'PRE_QC' }, 'HELD'],
  ['CANCELLED', {}, 'CANCELLED'],
  ['POLISHING', {}, 'POLISHING'],
]

describe('the stage of a build (handbook 4.4)', () => {
  it.each(CASES)('%s with %o', (status, facts, stage) => {
    expect(stageOf(STANDARD, status, { ...NO_FACTS, ...facts })).toBe(stage)
  })

  const own = (code: string) => `OWN_${code}`
  /** The same workflow with names of its own for every state. */
  const renamed = (definition: WorkflowDefinition): WorkflowDefinition => ({
    ...definition,
    states: definition.states.map((state) => ({ ...state, code: own(state.code) })),
    transitions: definition.transitions.map((row) => ({
      ...row,
      from: row.from.map(own),
      to: own(row.to),
    })),
    hold: { ...definition.hold, state: own(definition.hold.state) },
    cancel: { ...definition.cancel, state: own(definition.cancel.state) },
  })

  it.each([STANDARD, INSPECT_AFTER_PRODUCTION])(
    'of a state with another name is told by what the state is for: $code',
    (definition) => {
      const known = CASES.filter(([status]) => status !== 'POLISHING')
      expect(
        known.map(([status, facts]) =>
          stageOf(renamed(definition), own(status), { ...NO_FACTS, ...facts }),
        ),
      ).toEqual(known.map(([, , stage]) => stage))
    },
  )

  it.each(STAGES)('%s is some stage of the table', (stage) => {
    expect(CASES.map(([, , known]) => known)).toContain(stage)
  })
})

describe('the stage of an order', () => {
  const build = (status: string, stage: string, heldFrom: string | null = null) => ({
    status,
    stage,
    heldFrom,
  })

  // prettier-ignore
  it.each([
    ['the earliest of the builds that give the status', 'IN_PRODUCTION',
      [build('IN_PRODUCTION', 'TESTING'), build('IN_PRODUCTION', 'ASSEMBLING'), build('FINAL_QC', 'READY_FOR_FINAL_QC')], 'ASSEMBLING'],
    ['those held behind the ones that go on', 'PENDING',
      [build('ON_HOLD', 'HELD', 'PENDING'), build('PENDING', 'READY_TO_RELEASE')], 'READY_TO_RELEASE'],
    ['held, when what it waits for is held', 'PENDING',
      [build('ON_HOLD', 'HELD', 'PENDING'), build('PRE_QC', 'READY_FOR_PRE_QC')], 'HELD'],
    ['held as a whole', 'ON_HOLD', [build('ON_HOLD', 'HELD', 'PENDING')], 'HELD'],
    ['cancelled', 'CANCELLED', [build('CANCELLED', 'CANCELLED')], 'CANCELLED'],
    ['own stages after the known ones', 'PRE_QC',
      [build('PRE_QC', 'POLISHING'), build('PRE_QC', 'READY_FOR_PRE_QC')], 'READY_FOR_PRE_QC'],
  ])('%s', (_what, status, builds, stage) => {
    expect(orderStageOf(status, builds)).toBe(stage)
  })
})

describe('bottlenecks: at least max(2, 1.5 x the mean of the stages that have builds)', () => {
  // prettier-ignore
  it.each([
    ['nothing to do',        {}, []],
    ['one build is none',    { TESTING: 1 }, []],
    ['alone, it is its own mean', { TESTING: 4 }, []],
    ['empty stages are left out of the mean', { TESTING: 6, ASSEMBLING: 2, REWORK: 0 }, ['TESTING']],
    ['exactly 1.5 times',    { TESTING: 3, ASSEMBLING: 1 }, ['TESTING']],
    ['just below',           { TESTING: 5, ASSEMBLING: 2 }, []],
    ['two builds at least',  { TESTING: 2, ASSEMBLING: 1, REWORK: 1, PACKAGING: 1 }, ['TESTING']],
  ])('%s', (_what, counts, expected) => {
    expect(bottlenecksOf(counts)).toEqual(expected)
  })

  test('keeps the order given', () => {
    expect(bottlenecksOf({ A: 9, B: 1, C: 9, D: 1, E: 1 })).toEqual(['A', 'C'])
  })
})
