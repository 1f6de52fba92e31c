import { describe, expect, it } from 'vitest'
import type { TaskStatus } from '../../../src/domain/production/codes'
import {
  NO_LONGER_PLANNED,
  floorOrder,
  reconcileTasks,
  type ExistingTask,
} from '../../../src/domain/production/reconcile'
import { REWORK_MINUTES, reworkTasks } from '../../../src/domain/production/rework'
import { label } from '../../../src/domain/label'
import { sink, sinkWith, basin, withPegboard } from '../configurator/mdrdSamples'
import { planOf } from './samples'

const existing = (key: string, over: Partial<ExistingTask> = {}): ExistingTask => ({
  id: `id:${key}`,
  key,
  status: 'PENDING',
  category: 'BASIN',
  isStarted: false,
  reason: null,
  title: key,
  instruction: null,
  parts: [],
  review: null,
  ...over,
})

describe('a newly approved bill', () => {
  const before = planOf(sink(withPegboard()))
  const after = planOf(sinkWith([basin({ type: 'E_DRAIN' })]))

  const stored = (statuses: Partial<Record<string, TaskStatus>> = {}) =>
    before.map(({ key, title, instruction, parts }) => {
      const status = statuses[key] ?? 'PENDING'
      const isStarted = status !== 'PENDING'
      return existing(key, { status, isStarted, title: title.en, instruction, parts })
    })

  it('changes nothing when the plan is the same', () => {
    const { keep, ...rest } = reconcileTasks(stored(), before)
    expect(keep.map(({ task }) => task)).toEqual(before)
    expect(rest).toEqual({ add: [], begun: [], revive: [], cancel: [], review: [] })
  })

  it('says of what was begun whether it asks for something else by now', () => {
    const begun = { 'fitBasin#1': 'IN_PROGRESS', fitLegs: 'BLOCKED' } as const
    const reviewed = (known: ExistingTask[]) =>
      Object.fromEntries(
        reconcileTasks(known, after).begun.map(({ task, review }) => [task.key, review]),
      )
    expect(reviewed(stored(begun))).toEqual({ 'fitBasin#1': 'CHANGED', fitLegs: null })
    const untold = stored(begun).map((task) => ({ ...task, review: 'CHANGED' as const }))
    expect(reviewed(untold)).toEqual({ 'fitBasin#1': 'CHANGED', fitLegs: 'CHANGED' })
  })

  it('orders the floor by the plan; what it dropped keeps its place, rework has none', () => {
    const known = ['a', 'gone', 'rework', 'b', 'left'].map((key) => ({
      key,
      category: key === 'rework' ? ('REWORK' as const) : ('BASIN' as const),
    }))
    const planned = ['new', 'b', 'a'].map((key) => ({ key }))
    expect(floorOrder(known, planned)).toEqual(['new', 'b', 'left', 'a', 'gone'])
  })

  it('adds what is new, drops what was never begun and keeps what is done', () => {
    const result = reconcileTasks(
      stored({ fitPegboard: 'COMPLETED', 'fitTouchscreen#1': 'IN_PROGRESS', fitLegs: 'COMPLETED' }),
      after,
    )
    expect(result.add.map(({ key }) => key)).toEqual([
      'fitMixingValve#1',
      'fitFillChain#1',
      'labelPipes#1',
      'fitDrainOverflow#1',
    ])
    expect(result.cancel.map(({ key }) => key)).toEqual([
      'fitLightBracket',
      'fitLightButton',
      'fitValvePlate#1',
      'fitEmergencyStops#1',
      'connectTouchscreen#1',
      'fitSinkOverflow#1',
      'fitDosingPort#1',
      'fitCableGland#1',
    ])
    expect(result.cancel.every(({ reason }) => reason === NO_LONGER_PLANNED)).toBe(true)
    expect(result.review).toEqual([{ id: 'id:fitTouchscreen#1', key: 'fitTouchscreen#1' }])
    expect(result.keep.map(({ task }) => task.key)).not.toContain('fitLegs')
  })

  it('gives kept tasks their new parts', () => {
    const { keep } = reconcileTasks(stored(), after)
    const fit = keep.find(({ task }) => task.key === 'fitBasin#1')
    expect(fit?.task.parts.map(({ partNumber }) => partNumber)).toContain('T2-BSN-EDR-KIT')
  })

  it('brings back what only the plan had dropped', () => {
    const dropped = existing('fitBasin#1', { status: 'CANCELLED', reason: NO_LONGER_PLANNED })
    const refused = existing('fitLegs', { status: 'CANCELLED', reason: 'Customer brings legs' })
    const { revive, keep, add } = reconcileTasks([dropped, refused], after)
    expect(revive.map(({ task }) => task.key)).toEqual(['fitBasin#1'])
    expect(keep).toEqual([])
    expect(add.map(({ key }) => key)).not.toContain('fitLegs')
  })

  it('leaves rework alone', () => {
    const rework = existing('rework#NC-1#B-3', { category: 'REWORK' })
    const { cancel, review } = reconcileTasks([rework], [])
    expect([...cancel, ...review]).toEqual([])
  })
})

describe('rework', () => {
  const failedItems = [
    { key: 'B-3', label: label('Logo on the left', 'Logo à gauche', 'Logotipo'), basin: null },
    { key: 'Q1', label: label('No residue', 'Aucun résidu', 'Sin residuos'), basin: 2 },
    { key: 'Q1', label: label('No residue', 'Aucun résidu', 'Sin residuos'), basin: 3 },
  ]
  const input = {
    failedItems,
    rework: true,
    nonconformance: 'NC-2026-0007',
    attempt: 2,
    startSequence: 40,
  }

  it('is one task per failed item', () => {
    const tasks = reworkTasks(input)
    expect(tasks.map(({ key, sequence, basin: n }) => [key, sequence, n])).toEqual([
      ['rework#NC-2026-0007#B-3', 40, null],
      ['rework#NC-2026-0007#Q1#2', 41, 2],
      ['rework#NC-2026-0007#Q1#3', 42, 3],
    ])
    expect(tasks.map(({ title }) => title.en)).toEqual([
      'Rework B-3: Logo on the left',
      'Rework Q1, basin 2: No residue',
      'Rework Q1, basin 3: No residue',
    ])
    for (const task of tasks)
      expect(task).toMatchObject({
        category: 'REWORK',
        estimateMinutes: REWORK_MINUTES,
        dependsOn: [],
        description: { en: 'NC-2026-0007, found in attempt 2.' },
      })
  })

  it('is nothing when the nonconformance asks for none', () => {
    expect(reworkTasks({ ...input, rework: false })).toEqual([])
  })
})
