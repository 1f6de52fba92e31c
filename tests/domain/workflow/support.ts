import type { Actor, Role } from '../../../src/domain/roles'
import { decideMove, type Move, type Transition } from '../../../src/domain/workflow/decide'
import type { WorkflowDefinition } from '../../../src/domain/workflow/definition'
import { NO_FACTS, type BuildFacts } from '../../../src/domain/workflow/guards'
import type { Decision } from '../../../src/domain/refusal'

export const ASSIGNED = 'assembler-1'

export const user = (role: Role, id = `somebody-${role}`): Actor => ({ kind: 'user', id, role })

export const assigned = user('ASSEMBLER', ASSIGNED)

const passed = { attempt: 1, state: 'SIGNED', outcome: 'PASS' } as const

/** A build with which everything is in order: each guard is met for the assigned assembler. */
export const ALL_MET: BuildFacts = {
  ...NO_FACTS,
  assignedTo: ASSIGNED,
  holdCause: { cleared: true },
  bom: { version: 1, state: 'APPROVED' },
  preQc: passed,
  finalQc: passed,
  endOfLine: { ...passed, retestDue: false },
  tasks: { total: 12, open: 0, started: 12, blockedByShortage: 0, reworkOpen: 0 },
  packing: { complete: true, signed: true },
  shipment: { date: '2026-05-01', carrier: 'Purolator' },
  configuration: { missing: [] },
  customer: { missing: [] },
  poNumber: { value: 'PO-1', taken: false },
  buildNumber: { value: 'B-0001', taken: false },
}

/** A move with everything in order; a case states only what it is about. */
export const move = (
  definition: WorkflowDefinition,
  from: string,
  to: string,
  actor: Actor,
  given: Partial<Move> = {},
): Decision<Transition> =>
  decideMove(definition, {
    from,
    to,
    actor,
    facts: ALL_MET,
    reason: 'asked for by the customer',
    ...given,
  })

/** `'T2'`, or the code of the refusal. */
export const outcomeOf = (decision: Decision<Transition>): string =>
  decision.ok ? decision.value.id : decision.refusals[0].code
