import { byRank, type WorkflowDefinition } from '../../domain/workflow/definition'

/** How many builds stand in a state, and the workflow that says how it looks. */
export type StateCount = {
  code: string
  rank: number | null
  builds: number
  definition: WorkflowDefinition
}

/**
 * How many builds stand in each state of the workflow that new orders use, none included, and in each other
 * state in which there are builds; by rank, so that a state of an older workflow stands where it belongs.
 */
export function statusCounts(
  current: WorkflowDefinition,
  counted: readonly { definition: WorkflowDefinition; status: string; builds: number }[],
): StateCount[] {
  const counts = new Map(current.states.map(({ code }) => [code, emptyCount(current, code)]))
  for (const { definition, status, builds } of counted) {
    const count = counts.get(status) ?? emptyCount(definition, status)
    counts.set(status, { ...count, builds: count.builds + builds })
  }
  return [...counts.values()].sort(byRank)
}

const emptyCount = (definition: WorkflowDefinition, code: string): StateCount => ({
  code,
  rank: definition.states.find((state) => state.code === code)?.rank ?? null,
  builds: 0,
  definition,
})
