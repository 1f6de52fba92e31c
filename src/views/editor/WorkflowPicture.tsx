'use client'

import type { WorkflowDefinition } from '../../domain/workflow/definition'
import { WorkflowContentView } from '../configuration/WorkflowContentView'

/** The states by rank with the ways between them; the tables below say the same in words. */
export function WorkflowPicture({ definition }: { definition: WorkflowDefinition }) {
  return <WorkflowContentView definition={definition} />
}
