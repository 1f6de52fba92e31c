import { fillLabel, label, sameLabel, type Label } from '../label'
import type { PlannedTask } from './generate'

/** An item of a form that failed and has to be put right. */
export type FailedItem = { key: string; label: Label; basin: number | null }

export type ReworkInput = {
  failedItems: readonly FailedItem[]
  /** Whether the nonconformance asks for rework at all. */
  rework: boolean
  /** Number of the nonconformance: `NC-2026-0007`. */
  nonconformance: string
  /** Attempt of the form that failed, from 1. */
  attempt: number
  /** Sequence of the first rework task: behind everything planned so far. */
  startSequence: number
}

/** How long rework is expected to take per item before anybody has looked at it. */
export const REWORK_MINUTES = 30

const TITLE = label(
  'Rework {item}: {label}',
  'Reprise {item} : {label}',
  'Retrabajo {item}: {label}',
)
const BASIN_TITLE = label(
  'Rework {item}, basin {basin}: {label}',
  'Reprise {item}, cuve {basin} : {label}',
  'Retrabajo {item}, pileta {basin}: {label}',
)
const DESCRIPTION = label(
  '{nonconformance}, found in attempt {attempt}.',
  '{nonconformance}, constaté à la tentative {attempt}.',
  '{nonconformance}, hallado en el intento {attempt}.',
)

/**
 * One task per failed item, independent of one another; none when no rework is asked for
 * (domain handbook 8.8). An item that failed in two basins is two tasks.
 */
export function reworkTasks(input: ReworkInput): PlannedTask[] {
  const { failedItems, rework, nonconformance, attempt, startSequence } = input
  if (!rework) return []

  return failedItems.map(({ key, label: text, basin }, index) => {
    const words: Readonly<Record<string, Label>> = {
      item: sameLabel(key),
      label: text,
      basin: sameLabel(String(basin)),
      nonconformance: sameLabel(nonconformance),
      attempt: sameLabel(String(attempt)),
    }
    const fill = (template: Label) => fillLabel(template, (name) => words[name] ?? sameLabel(name))
    return {
      key: `rework#${nonconformance}#${key}${basin === null ? '' : `#${basin}`}`,
      templateKey: 'rework',
      basin,
      sequence: startSequence + index,
      category: 'REWORK',
      title: fill(basin === null ? TITLE : BASIN_TITLE),
      description: fill(DESCRIPTION),
      estimateMinutes: REWORK_MINUTES,
      dependsOn: [],
      tools: [],
      instruction: null,
      ticks: [],
      parts: [],
      criticalParts: [],
    }
  })
}
