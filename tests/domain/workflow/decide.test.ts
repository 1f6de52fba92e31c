import { describe, expect, it, test } from 'vitest'

import { SYSTEM } from '../../../src/domain/roles'
import { availableMoves, decideEntry } from '../../../src/domain/workflow/decide'
import { VERDICT_EFFECTS } from '../../../src/domain/workflow/effects'
import { isReleased, signedRow, type Signature } from '../../../src/domain/workflow/definition'
import { NO_FACTS } from '../../../src/domain/workflow/guards'
import {
  INSPECT_AFTER_PRODUCTION,
  STANDARD_WORKFLOW as STANDARD,
} from '../../../src/shipped/workflows'
import { ALL_MET, assigned, move, outcomeOf, user } from './support'

const admin = user('ADMIN')
const coordinator = user('PRODUCTION_COORDINATOR')
const qc = user('QC_PERSON')
const PASS: Signature = { form: 'PRE_QC', outcome: 'PASS' }

describe.each([STANDARD, INSPECT_AFTER_PRODUCTION])('$code', (definition) => {
  test('a build keeps what it is from the passed Final QC on, and once it is over', () => {
    const released = definition.states
      .map(({ code }) => code)
      .filter((code) => isReleased(definition, code, null))
    expect(released).toEqual(['QC_COMPLETE', 'SHIPPED', 'DELIVERED', 'CANCELLED'])
    expect(isReleased(definition, 'ON_HOLD', 'FINAL_QC')).toBe(false)
    expect(isReleased(definition, 'ON_HOLD', 'QC_COMPLETE')).toBe(true)
  })
})

describe('preconditions', () => {
  test('a refusal names the guard, every unmet guard and the sentence of each', () => {
    const facts = { ...ALL_MET, bom: null, outside: { open: 2, toSend: 0 } }
    expect(move(STANDARD, 'PENDING', 'PRE_QC', coordinator, { facts })).toEqual({
      ok: false,
      refusals: [
        {
          code: 'precondition_failed',
          field: 'status',
          message:
            'There is no bill of materials yet: generate one and have it approved. ' +
            '2 outside items are not back yet: receive or cancel what returns with the body.',
          details: {
            transition: 'T2',
            guard: 'bomApproved',
            unmet: [
              { guard: 'bomApproved', message: expect.stringContaining('no bill of materials') },
              { guard: 'outsideSettled', message: expect.stringContaining('2 outside items') },
            ],
          },
        },
      ],
    })
  })

  // prettier-ignore
  it.each([
    ['T4', 'IN_PRODUCTION', 'PRODUCTION_COMPLETE', assigned, ['tasksDone', 'eolPassed', 'packingComplete', 'bomApproved']],
    ['T5', 'PRODUCTION_COMPLETE', 'FINAL_QC', qc, ['packingComplete']],
    ['T8', 'QC_COMPLETE', 'SHIPPED', coordinator, ['shipmentData']],
  ] as const)('%s names what does not exist yet', (_id, from, to, actor, guards) => {
    const facts = { ...NO_FACTS, assignedTo: ALL_MET.assignedTo }
    const decided = move(STANDARD, from, to, actor, { facts })
    expect(decided).toMatchObject({
      refusals: [{ code: 'precondition_failed', details: { unmet: guards.map((guard) => ({ guard })) } }],
    })
  })

  // prettier-ignore
  it.each([
    ['hold',   'PENDING', 'ON_HOLD',   undefined, 'reason_missing'],
    ['hold',   'PENDING', 'ON_HOLD',   null,      'reason_missing'],
    ['hold',   'PENDING', 'ON_HOLD',   ' a ',     'reason_missing'],
    ['hold',   'PENDING', 'ON_HOLD',   'abc',     'T10'],
    ['cancel', 'PENDING', 'CANCELLED', '',        'reason_missing'],
    ['cancel', 'PENDING', 'CANCELLED', 'x'.repeat(1001), 'reason_missing'],
    ['release', 'PENDING', 'PRE_QC',   undefined, 'T2'],
  ] as const)('%s with its reason, case %#', (_what, from, to, reason, outcome) => {
    expect(outcomeOf(move(STANDARD, from, to, coordinator, { reason }))).toBe(outcome)
  })
})

describe('a quality verdict comes from a signature alone', () => {
  // prettier-ignore
  it.each([
    ['a plain write',              {}],
    ['a signature of another form', { viaSignature: { form: 'FINAL_QC', outcome: 'PASS' } }],
    ['the opposite verdict',        { viaSignature: { form: 'PRE_QC', outcome: 'FAIL' } }],
  ] as const)('not from %s', (_what, given) => {
    expect(move(STANDARD, 'PRE_QC', 'IN_PRODUCTION', qc, given)).toMatchObject({
      refusals: [{ code: 'precondition_failed', details: { transition: 'T3', guard: 'signature' } }],
    })
  })

  test('and a signed pass still has to meet the guards', () => {
    const given = { viaSignature: PASS, facts: { ...ALL_MET, openNonconformances: 1 } }
    expect(move(STANDARD, 'PRE_QC', 'IN_PRODUCTION', qc, given)).toMatchObject({
      refusals: [{ details: { guard: 'noOpenNc' } }],
    })
    expect(outcomeOf(move(STANDARD, 'PRE_QC', 'IN_PRODUCTION', qc, { viaSignature: PASS }))).toBe(
      'T3',
    )
  })

  test('the definition says which row a signed form fires', () => {
    expect(signedRow(STANDARD, 'PRE_QC', PASS)?.id).toBe('T3')
    expect(signedRow(STANDARD, 'PRE_QC', { form: 'PRE_QC', outcome: 'FAIL' })?.to).toBe('PRE_QC')
    expect(signedRow(STANDARD, 'IN_PRODUCTION', PASS)).toBeUndefined()
  })
})

describe('hold and resume', () => {
  test('a hold remembers the status it left, and no other move does', () => {
    expect(move(STANDARD, 'IN_PRODUCTION', 'ON_HOLD', coordinator)).toMatchObject({
      value: { heldFrom: 'IN_PRODUCTION' },
    })
    expect(move(STANDARD, 'PENDING', 'PRE_QC', coordinator)).toMatchObject({
      value: { heldFrom: null },
    })
  })

  it.each(STANDARD.states.map(({ code }) => code))(
    'a build held in PRE_QC does not resume to %s',
    (to) => {
      const facts = { ...ALL_MET, heldFrom: 'PRE_QC' }
      const outcome = outcomeOf(move(STANDARD, 'ON_HOLD', to, coordinator, { facts }))
      if (to === 'PRE_QC') expect(outcome).toBe('T11')
      else expect(['unknown_transition', 'role_not_allowed']).toContain(outcome)
    },
  )

  test('the system resumes only what is cleared', () => {
    const held = { ...ALL_MET, heldFrom: 'IN_PRODUCTION' }
    const resume = (holdCause: { cleared: boolean } | null) =>
      outcomeOf(
        move(STANDARD, 'ON_HOLD', 'IN_PRODUCTION', SYSTEM, { facts: { ...held, holdCause } }),
      )
    expect(resume({ cleared: true })).toBe('T11s')
    expect(resume({ cleared: false })).toBe('precondition_failed')
    expect(resume(null)).toBe('precondition_failed')
  })
})

describe('override', () => {
  const STATES = STANDARD.states.map(({ code }) => code)
  const pairs = STATES.flatMap((from) =>
    STATES.filter((to) => to !== from).map((to) => [from, to] as const),
  )

  it.each(pairs)(
    'an administrator may override %s to %s, with a reason and without guards',
    (from, to) => {
      const given = { override: true, facts: NO_FACTS }
      // a cancelled build that is held starts over when it is resumed
      const resumesTo = from === 'CANCELLED' ? 'PENDING' : from
      expect(move(STANDARD, from, to, admin, given)).toMatchObject({
        value: { id: 'T14', override: true, heldFrom: to === 'ON_HOLD' ? resumesTo : null },
      })
      expect(outcomeOf(move(STANDARD, from, to, admin, { ...given, reason: '' }))).toBe(
        'reason_missing',
      )
    },
  )

  it.each([coordinator, qc, assigned, user('PROCUREMENT'), user('SERVICE_DEPARTMENT'), SYSTEM])(
    'belongs to nobody else: %o',
    (actor) => {
      expect(outcomeOf(move(STANDARD, 'PENDING', 'PRE_QC', actor, { override: true }))).toBe(
        'role_not_allowed',
      )
    },
  )

  test('is never implied, needs a state that exists and another one than now', () => {
    expect(outcomeOf(move(STANDARD, 'PENDING', 'SHIPPED', admin))).toBe('unknown_transition')
    for (const to of ['NOWHERE', 'PENDING'])
      expect(outcomeOf(move(STANDARD, 'PENDING', to, admin, { override: true }))).toBe(
        'unknown_transition',
      )
  })

  // prettier-ignore
  it.each([
    ['PENDING',  'IN_PRODUCTION', ['generateTasks']],
    ['PENDING',  'QC_COMPLETE',   []],
    ['PENDING',  'SHIPPED',       ['stampShipment', 'createWarranty']],
    ['ON_HOLD',  'IN_PRODUCTION', ['startClocks', 'generateTasks']],
    ['SHIPPED',  'CANCELLED',     ['releaseStock', 'closeOpenWork', 'stopOutsideWork']],
    ['SHIPPED',  'PENDING',       []],
  ] as const)('%s to %s runs the effects of the target and invents no verdict', (from, to, effects) => {
    const decided = move(STANDARD, from, to, admin, { override: true })
    const run = decided.ok ? decided.value.effects : []
    expect(run).toEqual(['writeHistory', 'rollUpOrder', 'notify', ...effects])
    expect(run.filter((effect) => VERDICT_EFFECTS.includes(effect))).toEqual([])
  })
})

describe('entry (T1)', () => {
  test('leads to the initial state, from nowhere', () => {
    expect(decideEntry(STANDARD, { actor: coordinator, facts: ALL_MET })).toMatchObject({
      value: { id: 'T1', from: null, to: 'PENDING' },
    })
  })

  test('is closed to other roles and to incomplete orders', () => {
    expect(outcomeOf(decideEntry(STANDARD, { actor: qc, facts: ALL_MET }))).toBe('role_not_allowed')
    const facts = { ...ALL_MET, poNumber: { value: 'PO-1', taken: true } }
    expect(decideEntry(STANDARD, { actor: admin, facts })).toMatchObject({
      refusals: [{ code: 'precondition_failed', details: { guard: 'poUnique' } }],
    })
  })
})

describe('available moves', () => {
  test('of a fresh build, for the coordinator, with the unmet guards in words', () => {
    const moves = availableMoves(STANDARD, 'PENDING', coordinator, NO_FACTS)
    expect(
      moves.map(({ to, allowed, unmet, needsReason, needsSignature }) => ({
        to,
        allowed,
        unmet: unmet.map(({ guard }) => guard),
        needsReason,
        needsSignature,
      })),
    ).toEqual([
      {
        to: 'PRE_QC',
        allowed: false,
        unmet: ['bomApproved'],
        needsReason: false,
        needsSignature: false,
      },
      { to: 'ON_HOLD', allowed: true, unmet: [], needsReason: true, needsSignature: false },
      { to: 'CANCELLED', allowed: true, unmet: [], needsReason: true, needsSignature: false },
    ])
  })

  test('of an inspection point the inspector to the signature', () => {
    expect(availableMoves(STANDARD, 'PRE_QC', qc, ALL_MET)).toMatchObject([
      {
        to: 'IN_PRODUCTION',
        allowed: false,
        needsSignature: true,
        unmet: [{ guard: 'signature' }],
      },
      { to: 'PRE_QC', allowed: false, needsSignature: true, needsReason: true },
    ])
  })

  test('of a finished or cancelled build are none, whoever asks', () => {
    for (const from of ['DELIVERED', 'CANCELLED', 'NOWHERE'])
      for (const actor of [admin, coordinator, qc, assigned, SYSTEM])
        expect(availableMoves(STANDARD, from, actor, ALL_MET)).toEqual([])
  })
})
