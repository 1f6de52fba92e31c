import { describe, expect, it } from 'vitest'
import type { TaskStatus } from '../../../src/domain/production/codes'
import {
  isReady,
  nextTask,
  openDependencies,
  progressOf,
  type TaskStanding,
} from '../../../src/domain/production/progress'
import { byUrgency } from '../../../src/domain/production/queue'

const task = (
  id: string,
  status: TaskStatus,
  dependsOn: string[] = [],
  estimateMinutes = 10,
): TaskStanding => ({ id, status, dependsOn, estimateMinutes, sequence: id.charCodeAt(0) })

describe('progress', () => {
  it.each([
    ['nothing planned', [], 0],
    ['nothing done', [task('a', 'PENDING'), task('b', 'IN_PROGRESS')], 0],
    ['by minutes, not by number', [task('a', 'COMPLETED', [], 90), task('b', 'PENDING')], 0.9],
    ['cancelled tasks are not planned', [task('a', 'COMPLETED'), task('b', 'CANCELLED')], 1],
    ['all cancelled', [task('a', 'CANCELLED')], 1],
    ['without minutes', [task('a', 'COMPLETED', [], 0), task('b', 'BLOCKED', [], 0)], 0.5],
  ])('%s', (_, tasks, expected) => {
    expect(progressOf(tasks)).toBe(expected)
  })
})

describe('what comes next', () => {
  it('is the first task whose dependencies are closed', () => {
    const tasks = [
      task('d', 'PENDING'),
      task('c', 'PENDING', ['a', 'gone']),
      task('b', 'PENDING', ['x']),
      task('a', 'CANCELLED'),
      task('x', 'IN_PROGRESS'),
    ]
    expect(nextTask(tasks)?.id).toBe('c')
  })

  it('is nothing when all is begun, blocked or closed', () => {
    expect(nextTask([task('a', 'BLOCKED'), task('b', 'PENDING', ['a'])])).toBeNull()
    expect(nextTask([])).toBeNull()
  })

  it('names what is waited for', () => {
    const all = [task('a', 'COMPLETED'), task('b', 'BLOCKED'), task('c', 'PENDING', ['a', 'b'])]
    expect(openDependencies({ dependsOn: ['a', 'b'] }, all).map(({ id }) => id)).toEqual(['b'])
    expect(isReady({ dependsOn: ['a'] }, all)).toBe(true)
    expect(isReady({ dependsOn: ['b'] }, all)).toBe(false)
  })
})

describe('work queue', () => {
  it('goes by priority, want date and number', () => {
    const work = [
      ['STANDARD', '2026-01-01', 'B'],
      ['RUSH', null, 'C'],
      ['RUSH', '2026-03-01', 'D'],
      ['EMERGENCY', '2026-09-01', 'E'],
      ['RUSH', '2026-03-01', 'A'],
      ['toString', '2026-01-01', 'F'],
    ] as const
    const sorted = work
      .map(([priority, wantDate, number]) => ({ priority, wantDate, number }))
      .toSorted(byUrgency)
    expect(sorted.map(({ number }) => number).join('')).toBe('EADCBF')
  })
})
