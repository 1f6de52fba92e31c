import { describe, expect, it, test } from 'vitest'

import { decideOrderMove, RESUME, type OrderMove } from '../../../src/domain/orders/orderMove'
import { STANDARD_WORKFLOW } from '../../../src/shipped/workflows'
import { ALL_MET, user } from '../workflow/support'

const admin = user('ADMIN')
const coordinator = user('PRODUCTION_COORDINATOR')

/** Builds of one order by their status; `'ON_HOLD<PRE_QC'` is held and left PRE_QC. */
const builds = (...statuses: string[]): OrderMove['builds'] =>
  statuses.map((text, i) => {
    const [status = '', heldFrom = null] = text.split('<')
    return { id: `id-${i + 1}`, buildNumber: `B-${i + 1}`, status, facts: { ...ALL_MET, heldFrom } }
  })

const decide = (
  to: string,
  given: OrderMove['builds'],
  actor = coordinator,
  reason = 'customer moves',
) => {
  const decided = decideOrderMove(STANDARD_WORKFLOW, { to, actor, builds: given, reason })
  return decided.ok
    ? decided.value.map(({ id, transition }) => `${id} ${transition.id} ${transition.to}`)
    : decided.refusals.map(({ code, message }) => `${code} ${message.split(':')[0]}`)
}

describe('a move of the whole order reaches every live build, all or none', () => {
  // prettier-ignore
  it.each([
    ['hold all',                 'ON_HOLD',   ['PENDING', 'IN_PRODUCTION'],            ['id-1 T10 ON_HOLD', 'id-2 T10 ON_HOLD']],
    ['leave alone what is held', 'ON_HOLD',   ['ON_HOLD<PENDING', 'PRE_QC'],           ['id-2 T10 ON_HOLD']],
    ['cancelled are not live',   'ON_HOLD',   ['CANCELLED', 'PRE_QC'],                 ['id-2 T10 ON_HOLD']],
    ['none if one cannot',       'ON_HOLD',   ['PENDING', 'SHIPPED'],                  ['unknown_transition Build B-2']],
    ['all are there already',    'ON_HOLD',   ['ON_HOLD<PENDING'],                     ['unknown_transition Build B-1']],
    ['resume each to its own',   RESUME,      ['ON_HOLD<PENDING', 'ON_HOLD<FINAL_QC', 'PRE_QC'], ['id-1 T11 PENDING', 'id-2 T11 FINAL_QC']],
    ['resume by a status left',  'PENDING',   ['ON_HOLD<PENDING', 'ON_HOLD<FINAL_QC'], ['id-1 T11 PENDING', 'id-2 T11 FINAL_QC']],
    ['nothing to resume',        RESUME,      ['PENDING'],                              ['unknown_transition Build B-1']],
    ['deliver',                  'DELIVERED', ['SHIPPED', 'SHIPPED'],                   ['id-1 T9 DELIVERED', 'id-2 T9 DELIVERED']],
    ['deliver the rest',         'DELIVERED', ['DELIVERED', 'SHIPPED', 'CANCELLED'],    ['id-2 T9 DELIVERED']],
    ['cancel',                   'CANCELLED', ['PENDING', 'PENDING'],                   ['id-1 T12 CANCELLED', 'id-2 T12 CANCELLED']],
    ['a state of builds only',   'FINAL_QC',  ['PRODUCTION_COMPLETE'],                  ['unknown_transition An order cannot be moved to FINAL_QC as a whole']],
    ['no state at all',          'NOWHERE',   ['PENDING'],                              ['unknown_transition An order cannot be moved to NOWHERE as a whole']],
  ])('%s', (_what, to, statuses, expected) => {
    expect(decide(to, builds(...statuses))).toEqual(expected)
  })

  test('is not for the floor, whoever has its builds', () => {
    for (const to of ['ON_HOLD', RESUME, 'CANCELLED']) {
      expect(decide(to, builds('IN_PRODUCTION', 'IN_PRODUCTION'), user('ASSEMBLER'))).toEqual([
        'role_not_allowed A whole order is not moved from the floor',
      ])
    }
  })

  test('each refusal names its build, a missing right first', () => {
    const decided = decideOrderMove(STANDARD_WORKFLOW, {
      to: 'CANCELLED',
      actor: coordinator,
      builds: builds('SHIPPED', 'IN_PRODUCTION'),
      reason: 'customer withdraws',
    })
    expect(decided).toMatchObject({
      ok: false,
      refusals: [
        { code: 'role_not_allowed', details: { build: 'id-2' } },
        { code: 'unknown_transition', details: { build: 'id-1' } },
      ],
    })
  })

  test('an administrator cancels whatever is not shipped, a reason is asked of everybody', () => {
    expect(decide('CANCELLED', builds('FINAL_QC', 'ON_HOLD<PRE_QC'), admin)).toEqual([
      'id-1 T13 CANCELLED',
      'id-2 T13 CANCELLED',
    ])
    expect(decide('CANCELLED', builds('PENDING'), coordinator, '')).toEqual([
      'reason_missing Build B-1',
    ])
  })
})
