import type { FamilyContent } from '../../domain/configurator/release'
import { sameLabel } from '../../domain/label'
import type { WorkflowDefinition } from '../../domain/workflow/definition'

/** A family that asks nothing and adds nothing yet. */
export const blankFamily = (code: string, name: string): FamilyContent => ({
  schema: 1,
  code,
  label: sameLabel(name),
  description: sameLabel(''),
  parameters: [],
  options: [],
  groups: [],
  derived: [],
  constraints: [],
  warnings: [],
  notes: [],
  wizard: { sections: [] },
  accessories: { categories: [], excludedSubcategories: [], hidden: [] },
  rules: [],
  displayOrder: [],
  invariants: [],
  schematic: null,
  checklists: [],
  legacyCodes: {},
  taskTemplates: [],
  samples: [],
})

/** The least a workflow can be: in, finished, held, cancelled. */
export function blankWorkflow(code: string, name: string): WorkflowDefinition {
  const rule = (id: string, label: string, guards: WorkflowDefinition['entry']['guards']) => ({
    id,
    label: sameLabel(label),
    roles: ['ADMIN' as const],
    guards,
    effects: [],
    notify: [],
  })
  const state = (
    code: string,
    label: string,
    rank: number | null,
    rest: Partial<WorkflowDefinition['states'][number]> = {},
  ) => ({
    code,
    label: sameLabel(label),
    colour: 'slate' as const,
    rank,
    initial: false,
    terminal: false,
    ...rest,
  })
  return {
    code,
    label: sameLabel(name),
    states: [
      state('PENDING', 'Pending', 10, { initial: true }),
      state('SHIPPED', 'Shipped', 20, { terminal: true }),
      state('ON_HOLD', 'On hold', null),
      state('CANCELLED', 'Cancelled', null, { terminal: true }),
    ],
    entry: rule('T1', 'Submit', ['configComplete', 'customerComplete', 'poUnique', 'buildUnique']),
    transitions: [
      {
        ...rule('T2', 'Ship', ['bomApproved', 'preQcPassed', 'finalQcPassed']),
        from: ['PENDING'],
        to: 'SHIPPED',
        signature: null,
      },
    ],
    hold: {
      state: 'ON_HOLD',
      enter: [{ ...rule('T10', 'Hold', ['reason']), from: ['PENDING'] }],
      leave: [rule('T11', 'Resume', [])],
    },
    cancel: {
      state: 'CANCELLED',
      rules: [{ ...rule('T12', 'Cancel', ['reason']), from: ['PENDING', 'ON_HOLD'] }],
    },
    override: rule('T14', 'Override', ['reason']),
    orderMoves: [],
  }
}
