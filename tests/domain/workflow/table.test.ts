import { describe, expect, it, test } from 'vitest'

import { SYSTEM, type Actor } from '../../../src/domain/roles'
import { availableMoves } from '../../../src/domain/workflow/decide'
import type { Signature } from '../../../src/domain/workflow/definition'
import { STANDARD_WORKFLOW } from '../../../src/shipped/workflows'
import { ALL_MET, assigned, move, outcomeOf, user } from './support'

const ACTORS = {
  Coordinator: user('PRODUCTION_COORDINATOR'),
  Admin: user('ADMIN'),
  Procurement: user('PROCUREMENT'),
  QC: user('QC_PERSON'),
  assigned,
  'other Assembler': user('ASSEMBLER'),
  Service: user('SERVICE_DEPARTMENT'),
  System: SYSTEM,
} satisfies Record<string, Actor>

type Who = keyof typeof ACTORS
type Quoted = readonly [id: string, from: string, to: string, who: Who[], signature?: Signature]

const PASSES_PRE_QC: Signature = { form: 'PRE_QC', outcome: 'PASS' }
const FAILS_PRE_QC: Signature = { form: 'PRE_QC', outcome: 'FAIL' }
const PASSES_FINAL_QC: Signature = { form: 'FINAL_QC', outcome: 'PASS' }
const FAILS_FINAL_QC: Signature = { form: 'FINAL_QC', outcome: 'FAIL' }

/** Domain handbook 4.2, written down once more without looking at the definition. The held build left FINAL_QC. */
// prettier-ignore
const TABLE: readonly Quoted[] = [
  ['T2',   'PENDING',             'PRE_QC',              ['Procurement', 'Coordinator', 'Admin']],
  ['T3',   'PRE_QC',              'IN_PRODUCTION',       ['QC', 'Admin'], PASSES_PRE_QC],
  ['T3f',  'PRE_QC',              'PRE_QC',              ['QC', 'Admin'], FAILS_PRE_QC],
  ['T4',   'IN_PRODUCTION',       'PRODUCTION_COMPLETE', ['assigned']],
  ['T5',   'PRODUCTION_COMPLETE', 'FINAL_QC',            ['assigned', 'QC']],
  ['T6',   'FINAL_QC',            'QC_COMPLETE',         ['QC', 'Admin'], PASSES_FINAL_QC],
  ['T7',   'FINAL_QC',            'IN_PRODUCTION',       ['QC', 'Admin'], FAILS_FINAL_QC],
  ['T8',   'QC_COMPLETE',         'SHIPPED',             ['Coordinator', 'Admin']],
  ['T9',   'SHIPPED',             'DELIVERED',           ['Coordinator', 'Admin', 'System']],
  ['T10',  'PENDING',             'ON_HOLD',             ['Coordinator', 'Admin']],
  ['T10',  'PRE_QC',              'ON_HOLD',             ['Coordinator', 'Admin']],
  ['T10',  'IN_PRODUCTION',       'ON_HOLD',             ['Coordinator', 'Admin']],
  ['T10s', 'IN_PRODUCTION',       'ON_HOLD',             ['assigned']],
  ['T10',  'PRODUCTION_COMPLETE', 'ON_HOLD',             ['Coordinator', 'Admin']],
  ['T10',  'FINAL_QC',            'ON_HOLD',             ['Coordinator', 'Admin']],
  ['T11',  'ON_HOLD',             'FINAL_QC',            ['Coordinator', 'Admin']],
  ['T11s', 'ON_HOLD',             'FINAL_QC',            ['System']],
  ['T12',  'PENDING',             'CANCELLED',           ['Coordinator', 'Admin']],
  ['T13',  'PRE_QC',              'CANCELLED',           ['Admin']],
  ['T13',  'IN_PRODUCTION',       'CANCELLED',           ['Admin']],
  ['T13',  'PRODUCTION_COMPLETE', 'CANCELLED',           ['Admin']],
  ['T13',  'FINAL_QC',            'CANCELLED',           ['Admin']],
  ['T13',  'QC_COMPLETE',         'CANCELLED',           ['Admin']],
  ['T13',  'ON_HOLD',             'CANCELLED',           ['Admin']],
]

const STATES = STANDARD_WORKFLOW.states.map(({ code }) => code)
const WHO = Object.keys(ACTORS).filter((name): name is Who => name in ACTORS)
const HELD_IN_FINAL_QC = { ...ALL_MET, heldFrom: 'FINAL_QC' }

const factsIn = (from: string) => (from === 'ON_HOLD' ? HELD_IN_FINAL_QC : ALL_MET)
const rowsOf = (from: string, to: string) => TABLE.filter((row) => row[1] === from && row[2] === to)

describe('the default table', () => {
  const cases = STATES.flatMap((from) =>
    STATES.flatMap((to) => WHO.map((who) => ({ from, to, who }))),
  )

  it.each(cases)('$from to $to by $who is refused unless the table has it', (given) => {
    const { from, to, who } = given
    const rows = rowsOf(from, to)
    const mine = rows.find((row) => row[3].includes(who))
    const [signature] = rows.flatMap((row) => row[4] ?? [])
    const outcome = outcomeOf(
      move(STANDARD_WORKFLOW, from, to, ACTORS[who], {
        facts: factsIn(from),
        ...(signature ? { viaSignature: signature } : {}),
      }),
    )

    if (mine) expect(outcome).toBe(mine[0])
    else if (rows.length > 0 && from !== to) expect(outcome).toBe('role_not_allowed')
    else expect(['role_not_allowed', 'unknown_transition']).toContain(outcome)
  })

  it.each(WHO)('offers %s exactly the moves that the guard accepts', (who) => {
    for (const from of STATES) {
      const offered = availableMoves(STANDARD_WORKFLOW, from, ACTORS[who], factsIn(from))
      const quoted = TABLE.filter((row) => row[1] === from && row[3].includes(who))
      expect(offered.map(({ transition }) => transition).sort()).toEqual(
        quoted.map(([id]) => id).sort(),
      )
      for (const { to, allowed, transition } of offered) {
        const decided = move(STANDARD_WORKFLOW, from, to, ACTORS[who], { facts: factsIn(from) })
        expect([transition, decided.ok]).toEqual([transition, allowed])
      }
    }
  })

  test('is a connected graph: every status is reached, every one leads to an end', () => {
    const walk = (start: string, step: (row: Quoted) => [string, string]) => {
      const found = new Set([start])
      for (const at of found)
        for (const row of TABLE) {
          const [here, there] = step(row)
          if (here === at) found.add(there)
        }
      return [...found].sort()
    }
    expect(walk('PENDING', ([, from, to]) => [from, to])).toEqual([...STATES].sort())
    expect(walk('DELIVERED', ([, from, to]) => [to, from])).toEqual(
      STATES.filter((code) => code !== 'CANCELLED').sort(),
    )
  })
})

describe('who may is judged before what state', () => {
  // prettier-ignore
  const CASES: readonly (readonly [Who, string, string, string])[] = [
    // nobody of this role ever brings a build there
    ['Service',         'PENDING', 'PRE_QC',        'role_not_allowed'],
    ['Service',         'PENDING', 'NOWHERE',       'role_not_allowed'],
    ['Coordinator',     'PENDING', 'QC_COMPLETE',   'role_not_allowed'],
    ['Procurement',     'PENDING', 'CANCELLED',     'role_not_allowed'],
    ['Procurement',     'PENDING', 'IN_PRODUCTION', 'role_not_allowed'],
    ['other Assembler', 'PENDING', 'FINAL_QC',      'role_not_allowed'],
    // the role may, but not from here
    ['Coordinator',     'PENDING', 'SHIPPED',       'unknown_transition'],
    ['Admin',           'PENDING', 'DELIVERED',     'unknown_transition'],
    ['QC',              'PENDING', 'IN_PRODUCTION', 'unknown_transition'],
    ['assigned',        'PENDING', 'FINAL_QC',      'unknown_transition'],
    ['Coordinator',     'PENDING', 'NOWHERE',       'unknown_transition'],
    ['Admin',           'NOWHERE', 'SHIPPED',       'unknown_transition'],
  ]
  it.each(CASES)('%s, %s to %s: %s', (who, from, to, code) => {
    expect(outcomeOf(move(STANDARD_WORKFLOW, from, to, ACTORS[who]))).toBe(code)
  })
})
