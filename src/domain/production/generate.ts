import { holdsIfAny } from '../configurator/evaluate'
import { explain } from '../configurator/explain'
import { scopesFor, type Scope } from '../configurator/scope'
import type { Label } from '../label'
import type { TaskCategory } from './codes'
import { LineIndex, type Share, type TaskLine } from './lines'
import type { TaskTemplate, TemplateTask } from './template'
import { basinOf, keyWithin, workScope, type Work } from './work'

export type PlanInput = Work & {
  template: TaskTemplate
  /** Lines of the approved bill of materials, all levels. */
  bomLines: readonly TaskLine[]
  /** Parts of which a serial or lot is recorded. */
  criticalPartNumbers: ReadonlySet<string>
}

/** Something to hold in the hand; `line` is the id of the line of the bill of materials. */
export type TaskPart = { line: string; partNumber: string; name: string; quantity: number }
export type CriticalPart = Omit<TaskPart, 'line'>

/** An item of the PRODUCTION checklist, of one basin or of the whole sink. */
export type Tick = { key: string; basin: number | null }

export type PlannedTask = {
  /** Unique within the build and stable over versions of it: `fitBasin#2`. */
  key: string
  templateKey: string
  /** From 1; null when it concerns the whole sink. */
  basin: number | null
  /** From 1, in the order of the floor. */
  sequence: number
  category: TaskCategory
  title: Label
  description: Label | null
  estimateMinutes: number
  /** Keys of tasks of this plan. */
  dependsOn: string[]
  /** Codes. */
  tools: string[]
  /** Code of a work instruction. */
  instruction: string | null
  ticks: Tick[]
  parts: TaskPart[]
  criticalParts: CriticalPart[]
}

/** A task that is to be done, before it is put into words. */
type Step = { key: string; entry: TemplateTask; scope: Scope; shares: Share[] }

/**
 * The tasks of one build in the order of the floor (domain handbook 9.2). Pure: equal input gives
 * equal tasks. A dependency on work that this build does not have is left out; a task of one basin
 * waits only for the same basin, a task of the whole sink for all of them.
 */
export function generateTasks(input: PlanInput): PlannedTask[] {
  const { template, bomLines, criticalPartNumbers } = input
  const scope = scopeWithLines(input)
  const index = new LineIndex(scope, bomLines)
  const steps = template.tasks.flatMap((entry) => stepsOf(entry, scope, index))
  const critical = criticalParts(steps, index, criticalPartNumbers)

  return steps.map((step, position) => {
    const { key, entry, scope: inside, shares } = step
    const basin = basinOf(inside)
    return {
      key,
      templateKey: entry.key,
      basin,
      sequence: position + 1,
      category: entry.category,
      title: explain(entry.title, inside),
      description: entry.description ? explain(entry.description, inside) : null,
      estimateMinutes: entry.minutes,
      dependsOn: dependenciesOf(step, steps, position),
      tools: [...entry.tools],
      instruction: entry.instruction ?? null,
      ticks: entry.ticks.map((key) => ({ key, basin })),
      parts: shares.map(({ line, quantity }) => ({
        line: line.id,
        partNumber: line.partNumber,
        name: line.name,
        quantity,
      })),
      criticalParts: critical.get(key) ?? [],
    }
  })
}

const scopeWithLines = (input: PlanInput): Scope =>
  workScope(
    input,
    new Set(input.bomLines.flatMap(({ partNumber, askedId }) => [partNumber, askedId])),
  )

function stepsOf(entry: TemplateTask, scope: Scope, index: LineIndex): Step[] {
  if (entry.unlessOutside && index.isDoneOutside(entry.unlessOutside)) return []
  return scopesFor(scope, entry.repeat)
    .filter((inside) => holdsIfAny(entry.when, inside))
    .map((inside) => ({
      key: keyWithin(entry.key, inside.element),
      entry,
      scope: inside,
      shares: index.pick(entry.parts, inside.element),
    }))
}

function dependenciesOf(step: Step, steps: readonly Step[], position: number): string[] {
  const { after, key: own } = step.entry
  const candidates =
    after === 'ALL_ABOVE'
      ? steps.slice(0, position).filter(({ entry }) => entry.key !== own)
      : steps.filter(({ entry }) => after.includes(entry.key))
  return candidates.filter((other) => concerns(step, other)).map(({ key }) => key)
}

function concerns({ scope: { element: mine } }: Step, { scope: { element: theirs } }: Step) {
  if (mine?.group !== theirs?.group) return true
  return mine?.index === theirs?.index
}

/**
 * A critical line is recorded by the work that lists it, or else by the work that lists the
 * nearest assembly it is part of; by the first such work only.
 */
function criticalParts(
  steps: readonly Step[],
  index: LineIndex,
  partNumbers: ReadonlySet<string>,
): ReadonlyMap<string, CriticalPart[]> {
  const found = new Map<string, CriticalPart[]>()
  for (const line of index.lines) {
    if (!partNumbers.has(line.partNumber)) continue
    for (const { key, scope } of recordersOf(line, steps, index)) {
      const quantity = index.shareOf(line, scope.element)
      const list = found.get(key) ?? []
      const known = list.find(({ partNumber }) => partNumber === line.partNumber)
      if (known) known.quantity += quantity
      else list.push({ partNumber: line.partNumber, name: line.name, quantity })
      found.set(key, list)
    }
  }
  return found
}

function recordersOf(line: TaskLine, steps: readonly Step[], index: LineIndex): readonly Step[] {
  for (let place: TaskLine | null = line; place; place = index.parentOf(place)) {
    const { id } = place
    const listing = steps.filter(({ shares }) => shares.some((share) => share.line.id === id))
    const [first] = listing
    if (first) return listing.filter(({ entry }) => entry.key === first.entry.key)
  }
  return []
}

/**
 * Top lines that nobody plans to fit: in no task, not done outside, and of a role that is not
 * merely packed. Empty for a sound template.
 */
export function forgottenLines(input: PlanInput, planned: readonly PlannedTask[]): TaskLine[] {
  const index = new LineIndex(scopeWithLines(input), input.bomLines)
  const listed = new Set(planned.flatMap(({ parts }) => parts.map(({ line }) => line)))
  return input.bomLines.filter(
    (line) =>
      line.level === 1 &&
      !line.isOutside &&
      !listed.has(line.id) &&
      !input.template.packed.includes(index.roleOf(line) ?? ''),
  )
}
