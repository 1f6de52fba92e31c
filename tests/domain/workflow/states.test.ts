import { describe, expect, it } from 'vitest'
import {
  closedStates,
  finalStates,
  statesInOrder,
  statesPastTheFloor,
  workflowDefinition,
} from '../../../src/domain/workflow/definition'
import { INSPECT_AFTER_PRODUCTION, STANDARD_WORKFLOW } from '../../../src/shipped/workflows'

describe('where builds are over', () => {
  it.each([STANDARD_WORKFLOW, INSPECT_AFTER_PRODUCTION])('is said by $code', (definition) => {
    expect(finalStates(definition)).toEqual(['DELIVERED', 'CANCELLED'])
    expect(closedStates(definition)).toEqual(['SHIPPED', 'DELIVERED', 'CANCELLED'])
    expect(statesPastTheFloor(definition)).toEqual([
      'QC_COMPLETE',
      'SHIPPED',
      'DELIVERED',
      'CANCELLED',
    ])
  })

  it('follows the definition, whatever its states are called', () => {
    const renamed = JSON.stringify(STANDARD_WORKFLOW)
      .replaceAll('"DELIVERED"', '"CLOSED"')
      .replaceAll('"CANCELLED"', '"VOID"')
    const definition = workflowDefinition.parse(JSON.parse(renamed))
    expect(finalStates(definition)).toEqual(['CLOSED', 'VOID'])
    expect(closedStates(definition)).toEqual(['SHIPPED', 'CLOSED', 'VOID'])
    expect(statesPastTheFloor(definition)).toEqual(['QC_COMPLETE', 'SHIPPED', 'CLOSED', 'VOID'])

    const withoutShipment = structuredClone(definition)
    for (const row of withoutShipment.transitions) row.guards = []
    expect(closedStates(withoutShipment)).toEqual(['CLOSED', 'VOID'])
  })
})

it('states stand by rank wherever they were added, those beside the way last', () => {
  const [first] = STANDARD_WORKFLOW.states
  if (!first) throw new Error('There is no state.')
  const preparation = { ...first, code: 'PREPARATION', rank: 15, initial: false }
  const definition = { ...STANDARD_WORKFLOW, states: [...STANDARD_WORKFLOW.states, preparation] }
  expect(statesInOrder(definition).map(({ code }) => code)).toEqual([
    'PENDING',
    'PREPARATION',
    ...STANDARD_WORKFLOW.states.slice(1).map(({ code }) => code),
  ])
})
