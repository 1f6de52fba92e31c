import { describe, expect, it, test } from 'vitest'

import type { Actor } from '../../../src/domain/roles'
import { checkDefinition } from '../../../src/domain/workflow/check'
import { decideEntry, decideMove } from '../../../src/domain/workflow/decide'
import {
  workflowDefinition,
  type Signature,
  type WorkflowDefinition,
} from '../../../src/domain/workflow/definition'
import { NO_FACTS, type BuildFacts } from '../../../src/domain/workflow/guards'
import {
  INSPECT_AFTER_PRODUCTION,
  SHIPPED_WORKFLOWS,
  STANDARD_WORKFLOW,
} from '../../../src/shipped/workflows'
import { ALL_MET, ASSIGNED, assigned, user } from './support'

const coordinator = user('PRODUCTION_COORDINATOR')
const qc = user('QC_PERSON')
const { bom, tasks, endOfLine, packing, preQc, finalQc, shipment } = ALL_MET

/** A step: what has become known, who then moves, where to, and by which signature. */
type Step = [known: Partial<BuildFacts>, actor: Actor, to: string, signature?: Signature]

/** Drives a build from its entry; each step fails before its facts are known and succeeds after. */
function drive(definition: WorkflowDefinition, steps: readonly Step[]): string[] {
  const entered = { ...NO_FACTS, ...pick(ALL_MET) }
  const entry = decideEntry(definition, { actor: coordinator, facts: entered })
  if (!entry.ok) throw new Error(entry.refusals[0].message)

  let status = entry.value.to
  let facts: BuildFacts = entered
  const path = [status]
  for (const [known, actor, to, viaSignature] of steps) {
    const attempt = () =>
      decideMove(definition, {
        from: status,
        to,
        actor,
        facts,
        reason: 'gap at the left seam',
        ...(viaSignature ? { viaSignature } : {}),
      })
    if (Object.keys(known).length > 0) expect(attempt()).toMatchObject({ ok: false })

    facts = { ...facts, ...known }
    const decided = attempt()
    if (!decided.ok) throw new Error(`${status} to ${to}: ${decided.refusals[0].message}`)
    status = decided.value.to
    facts = { ...facts, heldFrom: decided.value.heldFrom }
    path.push(status)
  }
  return path
}

const pick = ({ configuration, customer, poNumber, buildNumber }: BuildFacts) => ({
  configuration,
  customer,
  poNumber,
  buildNumber,
})

const signed = (form: Signature['form'], outcome: Signature['outcome']): Signature => ({
  form,
  outcome,
})

describe('a build walks from entry to delivery', () => {
  test('through the standard workflow, with a hold and a failed final inspection', () => {
    const path = drive(STANDARD_WORKFLOW, [
      [{ bom }, user('PROCUREMENT'), 'PRE_QC'],
      [{ preQc }, qc, 'IN_PRODUCTION', signed('PRE_QC', 'PASS')],
      [{ assignedTo: ASSIGNED }, assigned, 'ON_HOLD'],
      [{}, coordinator, 'IN_PRODUCTION'],
      [{ tasks, endOfLine, packing }, assigned, 'PRODUCTION_COMPLETE'],
      [{}, assigned, 'FINAL_QC'],
      [{}, qc, 'IN_PRODUCTION', signed('FINAL_QC', 'FAIL')],
      [{}, assigned, 'PRODUCTION_COMPLETE'],
      [{}, qc, 'FINAL_QC'],
      [{ finalQc }, qc, 'QC_COMPLETE', signed('FINAL_QC', 'PASS')],
      [{ shipment }, coordinator, 'SHIPPED'],
      [{}, coordinator, 'DELIVERED'],
    ])
    expect(path).toEqual([
      'PENDING',
      'PRE_QC',
      'IN_PRODUCTION',
      'ON_HOLD',
      'IN_PRODUCTION',
      'PRODUCTION_COMPLETE',
      'FINAL_QC',
      'IN_PRODUCTION',
      'PRODUCTION_COMPLETE',
      'FINAL_QC',
      'QC_COMPLETE',
      'SHIPPED',
      'DELIVERED',
    ])
  })

  test('through the alternative that inspects after production (handbook 4.5), with no code of its own', () => {
    const path = drive(INSPECT_AFTER_PRODUCTION, [
      [{ bom }, coordinator, 'IN_PRODUCTION'],
      [{ assignedTo: ASSIGNED, tasks, endOfLine }, assigned, 'PRE_QC'],
      [{}, qc, 'IN_PRODUCTION', signed('PRE_QC', 'FAIL')],
      [{}, assigned, 'PRE_QC'],
      [{ preQc }, qc, 'PRODUCTION_COMPLETE', signed('PRE_QC', 'PASS')],
      [{ packing }, qc, 'FINAL_QC'],
      [{ finalQc }, qc, 'QC_COMPLETE', signed('FINAL_QC', 'PASS')],
      [{ shipment }, coordinator, 'SHIPPED'],
      [{}, coordinator, 'DELIVERED'],
    ])
    expect(path).toEqual([
      'PENDING',
      'IN_PRODUCTION',
      'PRE_QC',
      'IN_PRODUCTION',
      'PRE_QC',
      'PRODUCTION_COMPLETE',
      'FINAL_QC',
      'QC_COMPLETE',
      'SHIPPED',
      'DELIVERED',
    ])
  })
})

describe('shipped workflows', () => {
  it.each(SHIPPED_WORKFLOWS)('$definition.code may be published', ({ definition }) => {
    expect(checkDefinition(definition)).toEqual([])
  })

  it.each(SHIPPED_WORKFLOWS)('$definition.code survives JSON unchanged', ({ definition }) => {
    expect(workflowDefinition.parse(JSON.parse(JSON.stringify(definition)))).toEqual(definition)
  })

  test('one is in force, the other waits as a draft', () => {
    expect(SHIPPED_WORKFLOWS.map(({ definition: { code }, publish }) => [code, publish])).toEqual([
      ['STANDARD', true],
      ['INSPECT_AFTER_PRODUCTION', false],
    ])
  })

  // prettier-ignore
  test('ranks of the default are those of handbook 4.1', () => {
    expect(Object.fromEntries(STANDARD_WORKFLOW.states.map(({ code, rank }) => [code, rank]))).toEqual({
      PENDING: 10, PRE_QC: 20, IN_PRODUCTION: 30, PRODUCTION_COMPLETE: 40, FINAL_QC: 50,
      QC_COMPLETE: 60, SHIPPED: 70, DELIVERED: 80, ON_HOLD: null, CANCELLED: null,
    })
  })
})
