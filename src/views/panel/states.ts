import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { labelText } from '../../domain/label'
import type { WorkflowDefinition } from '../../domain/workflow/definition'
import { defaultWorkflow, workflowRelease } from '../../services/configuration/releases'
import { readable, type Look } from './words'

/** How a status looks by the workflow that knows it; an unknown one is readable and grey. */
export function lookOf({ states }: WorkflowDefinition, status: string): Look {
  const state = states.find(({ code }) => code === status)
  return state
    ? { label: labelText(state.label), tone: state.colour }
    : { label: readable(status), tone: 'slate' }
}

/** The pinned workflow of a record, or the one that new orders pin. Cached per process. */
export const definitionOf = async (
  req: PayloadRequest,
  workflowId: string,
): Promise<WorkflowDefinition> =>
  (await (workflowId ? workflowRelease(req, workflowId) : defaultWorkflow(req))).content

/** The same for list cells, which know Payload but no request; states are no secret. */
export const definitionFor = async (
  payload: Payload,
  workflowId: string,
): Promise<WorkflowDefinition> => definitionOf(await createLocalReq({}, payload), workflowId)
