import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload, PayloadRequest, Where } from 'payload'
import { rowsOf } from '../../db/rows'
import { standsIn, type StatePairs } from '../../db/states'
import { finalStates, type WorkflowDefinition } from '../../domain/workflow/definition'
import { systemRequest } from '../actor'
import { workflowRelease } from '../configuration/releases'

type StatesOf = (definition: WorkflowDefinition) => readonly string[]

/**
 * Some states of every workflow that orders may have pinned, such as those in which their builds are over:
 * which ones these are is said by the release, never by the name of a state (handbook 4.5).
 */
async function statesOfEach(
  req: PayloadRequest,
  statesOf: StatesOf,
): Promise<{ workflow: string; states: readonly string[] }[]> {
  const releases = await rowsOf<{ id: string }>(
    req,
    sql`select id from configuration_releases where kind = 'WORKFLOW' order by id`,
  )
  return Promise.all(
    releases.map(async ({ id }) => ({
      workflow: id,
      states: statesOf((await workflowRelease(req, id)).content),
    })),
  )
}

/** The same for a query in SQL. */
export async function statePairs(req: PayloadRequest, statesOf: StatesOf): Promise<StatePairs> {
  const pairs = (await statesOfEach(req, statesOf)).flatMap(({ workflow, states }) =>
    states.map((status) => ({ workflow, status })),
  )
  return {
    workflows: pairs.map(({ workflow }) => workflow),
    statuses: pairs.map(({ status }) => status),
  }
}

/**
 * Orders or builds in none of these states, each by the workflow that it pinned.
 * @param path leads to the order or build: `build.`
 */
export async function whereNotIn(
  req: PayloadRequest,
  statesOf: StatesOf,
  path = '',
): Promise<Where> {
  const alike = new Map<string, { states: readonly string[]; workflows: string[] }>()
  for (const { workflow, states } of await statesOfEach(req, statesOf)) {
    const key = states.join()
    const group = alike.get(key) ?? { states, workflows: [] }
    group.workflows.push(workflow)
    alike.set(key, group)
  }
  return {
    or: [...alike.values()].map(({ states, workflows }) => ({
      and: [
        { [`${path}workflow`]: { in: workflows } },
        { [`${path}status`]: { not_in: [...states] } },
      ],
    })),
  }
}

/** Which of these builds are over, each by its workflow; for whoever may read them. */
export async function buildsOver(
  payload: Payload,
  builds: readonly string[],
): Promise<ReadonlyMap<string, true>> {
  const req = await systemRequest(payload)
  const over = await rowsOf<{ id: string }>(
    req,
    sql`select b.id from builds b
        where b.id = any(${sql.param(builds)}::uuid[])
          and ${standsIn(await statePairs(req, finalStates))}`,
  )
  return new Map(over.map(({ id }) => [id, true]))
}
