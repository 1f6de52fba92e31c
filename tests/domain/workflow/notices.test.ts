import { describe, expect, it } from 'vitest'
import type { WorkflowDefinition } from '../../../src/domain/workflow/definition'
import { INSPECT_AFTER_PRODUCTION, STANDARD_WORKFLOW } from '../../../src/shipped/workflows'

/** Who is told of each move, and how urgently: handbook 4.2 and 12, written down a second time on purpose. */
const COMMON = {
  T1: ['normal PROCUREMENT', 'normal CUSTOMER'],
  T6: ['normal PRODUCTION_COORDINATOR'],
  T7: ['urgent PRODUCTION_COORDINATOR', 'high ASSIGNEE', 'high ASSIGNEE, with rework'],
  T8: ['normal CREATOR', 'normal ASSIGNEE'],
  T9: ['normal CREATOR'],
  T10: [
    'normal PRODUCTION_COORDINATOR',
    'urgent PROCUREMENT, a shortage',
    'urgent PRODUCTION_COORDINATOR, a shortage',
  ],
  T10s: ['urgent PROCUREMENT', 'urgent PRODUCTION_COORDINATOR'],
  T11: ['normal ASSIGNEE', 'normal PRODUCTION_COORDINATOR'],
  T11s: ['normal ASSIGNEE', 'normal PRODUCTION_COORDINATOR'],
  T12: ['normal PROCUREMENT', 'normal CREATOR'],
  T13: ['normal ALL_INVOLVED'],
  T14: ['normal PRODUCTION_COORDINATOR', 'normal ASSIGNEE', 'high ADMIN'],
}
const PRE_QC_FAILED = ['high PRODUCTION_COORDINATOR', 'high ASSIGNEE, with rework']
const INSPECTION_DUE = ['normal QC_PERSON', 'normal PRODUCTION_COORDINATOR']

const TOLD: readonly [WorkflowDefinition, Record<string, readonly string[]>][] = [
  [
    STANDARD_WORKFLOW,
    {
      ...COMMON,
      T2: INSPECTION_DUE,
      T3: ['normal ASSEMBLER', 'normal PRODUCTION_COORDINATOR'],
      T3f: PRE_QC_FAILED,
      T4: ['normal PRODUCTION_COORDINATOR', 'normal QC_PERSON'],
      T5: INSPECTION_DUE,
    },
  ],
  [
    INSPECT_AFTER_PRODUCTION,
    {
      ...COMMON,
      A2: ['normal ASSEMBLER', 'normal PRODUCTION_COORDINATOR'],
      A3: INSPECTION_DUE,
      // whoever is responsible next in PRODUCTION_COMPLETE is quality control (12)
      A4: ['normal PRODUCTION_COORDINATOR', 'normal QC_PERSON', 'normal ASSIGNEE'],
      A4f: PRE_QC_FAILED,
      A5: INSPECTION_DUE,
    },
  ],
]

const CASES = { REWORK: ', with rework', SHORTAGE: ', a shortage', CONFIRMATION_ENABLED: '' }

const toldBy = ({ entry, transitions, hold, cancel, override }: WorkflowDefinition) =>
  Object.fromEntries(
    [entry, ...transitions, ...hold.enter, ...hold.leave, ...cancel.rules, override].map(
      ({ id, notify }) => [
        id,
        notify.flatMap(({ to, priority, onlyIf }) =>
          to.map((who) => `${priority} ${who}${onlyIf === null ? '' : CASES[onlyIf]}`),
        ),
      ],
    ),
  )

describe('who is told of a move', () => {
  it.each(TOLD)('$code', (definition, told) => {
    expect(toldBy(definition)).toEqual(told)
  })
})
