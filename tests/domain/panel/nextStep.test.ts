import { describe, expect, it } from 'vitest'
import { label } from '../../../src/domain/label'
import type { WorkflowDefinition } from '../../../src/domain/workflow/definition'
import { NO_FACTS, type BuildFacts } from '../../../src/domain/workflow/guards'
import { INSPECT_AFTER_PRODUCTION, STANDARD_WORKFLOW } from '../../../src/shipped/workflows'
import { nextStepInWords } from '../../../src/views/builds/nextStep'

const approved = { bom: { version: 1, state: 'APPROVED' } } as const
const draft = { attempt: 1, state: 'DRAFT', outcome: null } as const
const passed = { attempt: 1, state: 'SIGNED', outcome: 'PASS', retestDue: false } as const
const tasks = { total: 9, open: 4, started: 5, blockedByShortage: 0, reworkOpen: 0 }
const done = { ...tasks, open: 0, started: 9 }
const packed = { complete: true, signed: true }
const taken = { ...approved, assignedTo: 'someone' }

const next = (definition: WorkflowDefinition, status: string, facts: Partial<BuildFacts>) =>
  nextStepInWords(definition, status, { ...NO_FACTS, ...facts })

/** Handbook 4.2: what each state waits for in the shop's own order of work. */
// prettier-ignore
const STANDARD: readonly (readonly [status: string, facts: Partial<BuildFacts>, said: string])[] = [
  ['PENDING', {}, 'Next: Procurement or an Admin approves the bill of materials.'],
  ['PENDING', { bom: { version: 1, state: 'PENDING_APPROVAL' } }, 'Next: Procurement or an Admin approves the bill of materials.'],
  ['PENDING', { bom: { version: 1, state: 'DRAFT' } }, 'Next: a coordinator sends the bill of materials for approval.'],
  ['PENDING', { bom: { version: 1, state: 'REJECTED' } }, 'Next: a coordinator corrects the order, which makes a new version of the bill of materials.'],
  ['PENDING', { ...approved, outside: { open: 2, toSend: 1 } }, 'Next: Procurement sends the outside parts to the shop that makes the body.'],
  ['PENDING', { ...approved, outside: { open: 2, toSend: 0 } }, 'Next: the body comes back; Procurement or a coordinator confirms its arrival.'],
  ['PENDING', approved, 'Next: procurement, a production coordinator or an administrator makes the move “Body arrived”.'],
  ['PRE_QC', { ...approved, openNonconformances: 1 }, 'Next: the open nonconformance is resolved, then Pre-QC is done.'],
  ['PRE_QC', { ...approved, preQc: draft, openNonconformances: 1 }, 'Next: the open nonconformance is resolved, then Pre-QC is done.'],
  ['PRE_QC', { ...approved, preQc: { ...passed, outcome: 'FAIL' }, openNonconformances: 1 }, 'Next: the open nonconformance is resolved, then Pre-QC is done again.'],
  ['PRE_QC', { ...approved, preQc: draft }, 'Next: Quality completes and signs Pre-QC.'],
  ['PRE_QC', approved, 'Next: Quality carries out Pre-QC and signs it.'],
  ['IN_PRODUCTION', { ...approved, openNonconformances: 1, tasks }, 'Next: the rework is done and its nonconformance resolved.'],
  ['IN_PRODUCTION', { ...taken, tasks: { ...tasks, blockedByShortage: 1 } }, 'Next: the missing parts arrive.'],
  ['IN_PRODUCTION', { ...approved, tasks: null }, 'Next: an assembler takes the build and starts work.'],
  ['IN_PRODUCTION', { ...taken, tasks: { ...tasks, open: 9, started: 0 } }, 'Next: its assembler starts the first task.'],
  ['IN_PRODUCTION', { ...taken, tasks }, 'Next: the assembler completes the remaining tasks.'],
  ['IN_PRODUCTION', { ...approved, tasks: done, endOfLine: passed, packing: packed }, 'Next: an assembler takes the build.'],
  ['IN_PRODUCTION', { ...taken, tasks: done }, 'Next: the end-of-line test is passed.'],
  ['IN_PRODUCTION', { ...taken, tasks: done, endOfLine: passed }, 'Next: the packing list is completed and signed.'],
  ['IN_PRODUCTION', { ...taken, tasks: done, endOfLine: passed, packing: packed }, 'Next: the assembler to whom the build is assigned makes the move “Finish production”.'],
  ['PRODUCTION_COMPLETE', { ...taken, packing: packed }, 'Next: the assembler to whom the build is assigned or quality control makes the move “Hand over to Final QC”.'],
  ['FINAL_QC', { ...taken, finalQc: draft }, 'Next: Quality completes and signs Final QC.'],
  ['FINAL_QC', taken, 'Next: Quality carries out Final QC and signs it.'],
  ['QC_COMPLETE', taken, 'Next: a production coordinator or an administrator ships it.'],
  ['SHIPPED', taken, 'Next: the delivery is recorded, if it is tracked.'],
  ['DELIVERED', taken, 'Delivered. Nothing is left to do.'],
  ['ON_HOLD', { ...taken, heldFrom: 'PRE_QC' }, 'On hold. Next: the cause is cleared and a production coordinator or an administrator resumes the build.'],
  ['ON_HOLD', { ...taken, heldFrom: 'PRE_QC', holdCause: { cleared: true } }, 'On hold. Next: the parts arrive and Procurement closes the shortage, or a production coordinator or an administrator resumes the build.'],
  ['CANCELLED', {}, 'Cancelled. Nothing is left to do.'],
]

describe('the next step of a build', () => {
  it.each(STANDARD)('in %s with %o', (status, facts, said) => {
    expect(next(STANDARD_WORKFLOW, status, facts)).toBe(said)
  })

  it('follows the order of work that the build is bound to (handbook 4.5)', () => {
    expect(next(INSPECT_AFTER_PRODUCTION, 'PENDING', approved)).toBe(
      'Next: a production coordinator or an administrator makes the move “Release to production”.',
    )
    const tested = { ...taken, tasks: done, endOfLine: passed }
    expect(next(INSPECT_AFTER_PRODUCTION, 'IN_PRODUCTION', tested)).toBe(
      'Next: the assembler to whom the build is assigned makes the move “Hand over to Pre-QC”.',
    )
    expect(next(INSPECT_AFTER_PRODUCTION, 'PRODUCTION_COMPLETE', tested)).toBe(
      'Next: the packing list is completed and signed.',
    )
    expect(
      next(INSPECT_AFTER_PRODUCTION, 'PRODUCTION_COMPLETE', { ...tested, packing: packed }),
    ).toBe('Next: quality control makes the move “Pull into Final QC”.')
  })

  it('is known in a state of its own', () => {
    expect(next(withPreparation(), 'PREPARATION', approved)).toBe(
      'Next: a production coordinator makes the move “Prepared”.',
    )
    expect(next(STANDARD_WORKFLOW, 'PREPARATION', approved)).toBeNull()
  })

  it('also names a new version of the bill of materials that is not approved (handbook 4.6)', () => {
    const waiting = { ...taken, tasks, bom: { version: 2, state: 'PENDING_APPROVAL' } } as const
    expect(next(STANDARD_WORKFLOW, 'IN_PRODUCTION', waiting)).toBe(
      'Next: the assembler completes the remaining tasks. Version 2 of the bill of materials waits too: Procurement or an Admin approves it.',
    )
    expect(
      next(STANDARD_WORKFLOW, 'PRE_QC', { ...waiting, bom: { version: 2, state: 'DRAFT' } }),
    ).toBe(
      'Next: Quality carries out Pre-QC and signs it. Version 2 of the bill of materials waits too: a coordinator sends it for approval.',
    )
    const finished = { ...waiting, tasks: done, endOfLine: passed, packing: packed }
    expect(next(STANDARD_WORKFLOW, 'IN_PRODUCTION', finished)).toBe(
      'Next: Procurement or an Admin approves the bill of materials.',
    )
    expect(next(STANDARD_WORKFLOW, 'SHIPPED', waiting)).not.toContain('bill of materials')
  })
})

/** The shop's own order with a state between Pending and Pre-QC. */
function withPreparation(): WorkflowDefinition {
  const [first] = STANDARD_WORKFLOW.states
  const [arrival, ...rest] = STANDARD_WORKFLOW.transitions
  if (!first || !arrival) throw new Error('The workflow is empty.')
  const prepared = label('Prepared', 'Préparé', 'Preparado')
  return {
    ...STANDARD_WORKFLOW,
    states: [
      ...STANDARD_WORKFLOW.states,
      { ...first, code: 'PREPARATION', rank: 15, initial: false },
    ],
    transitions: [
      { ...arrival, to: 'PREPARATION' },
      {
        ...arrival,
        id: 'T2b',
        from: ['PREPARATION'],
        label: prepared,
        roles: ['PRODUCTION_COORDINATOR'],
        guards: [],
      },
      ...rest,
    ],
  }
}
