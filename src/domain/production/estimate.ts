import { holdsIfAny } from '../configurator/evaluate'
import { explain } from '../configurator/explain'
import { scopesFor } from '../configurator/scope'
import type { Label } from '../label'
import type { PlannedTask } from './generate'
import type { TaskTemplate } from './template'
import { keyWithin, workScope, type Work } from './work'

/** A step of the test or of packing, with the minutes it is expected to take. */
export type FurtherStep = {
  key: string
  phase: 'TEST' | 'PACKING'
  title: Label
  minutes: number
}

/** Whole minutes of work in one build. */
export type Estimate = { tasks: number; test: number; packing: number; total: number }

/** What this build needs beyond its tasks: test steps and packing, in the order of the floor. */
export function furtherSteps(template: TaskTemplate, work: Work): FurtherStep[] {
  const scope = workScope(work)
  return template.furtherWork.flatMap(({ key, phase, title, minutes, when, repeat }) =>
    scopesFor(scope, repeat)
      .filter((inside) => holdsIfAny(when, inside))
      .map((inside) => ({
        key: keyWithin(key, inside.element),
        phase,
        title: explain(title, inside),
        minutes,
      })),
  )
}

/** Minutes that a build is expected to take, from the first task to the closed crate. */
export function estimateOf(
  tasks: readonly Pick<PlannedTask, 'estimateMinutes'>[],
  further: readonly FurtherStep[],
): Estimate {
  const planned = tasks.reduce((sum, { estimateMinutes }) => sum + estimateMinutes, 0)
  const minutesOf = (phase: FurtherStep['phase']) =>
    further.filter((step) => step.phase === phase).reduce((sum, step) => sum + step.minutes, 0)
  const test = minutesOf('TEST')
  const packing = minutesOf('PACKING')
  return { tasks: planned, test, packing, total: planned + test + packing }
}
