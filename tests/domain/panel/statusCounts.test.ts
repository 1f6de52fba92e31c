import { expect, it } from 'vitest'
import { label } from '../../../src/domain/label'
import type { WorkflowDefinition } from '../../../src/domain/workflow/definition'
import { STANDARD_WORKFLOW } from '../../../src/shipped/workflows'
import { statusCounts } from '../../../src/views/dashboards/statusCounts'

const also = (code: string, rank: number): WorkflowDefinition => ({
  ...STANDARD_WORKFLOW,
  states: [
    ...STANDARD_WORKFLOW.states,
    {
      code,
      rank,
      colour: 'cyan',
      initial: false,
      terminal: false,
      label: label(code, code, code),
    },
  ],
})

it('counts by rank: a state of the workflow in use, and one that only older orders know', () => {
  const current = also('PREPARATION', 15)
  const older = also('POLISHING', 35)
  const counts = statusCounts(current, [
    { definition: older, status: 'POLISHING', builds: 2 },
    { definition: older, status: 'PENDING', builds: 1 },
    { definition: current, status: 'PENDING', builds: 4 },
  ])
  expect(counts.map(({ code, builds }) => [code, builds])).toEqual([
    ['PENDING', 5],
    ['PREPARATION', 0],
    ['PRE_QC', 0],
    ['IN_PRODUCTION', 0],
    ['POLISHING', 2],
    ['PRODUCTION_COMPLETE', 0],
    ['FINAL_QC', 0],
    ['QC_COMPLETE', 0],
    ['SHIPPED', 0],
    ['DELIVERED', 0],
    ['ON_HOLD', 0],
    ['CANCELLED', 0],
  ])
})
