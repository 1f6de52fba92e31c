import { describe, expect, it, test } from 'vitest'

import { SYSTEM } from '../../../src/domain/roles'
import {
  GUARD_NAMES,
  GUARDS,
  NO_FACTS,
  type BuildFacts,
  type GuardName,
} from '../../../src/domain/workflow/guards'
import { ALL_MET, assigned, user } from './support'

const draft = { attempt: 2, state: 'DRAFT', outcome: null } as const
const failed = { attempt: 2, state: 'SIGNED', outcome: 'FAIL' } as const
const noTasks = { total: 0, open: 0, started: 0, blockedByShortage: 0, reworkOpen: 0 }

/** What is changed on a build with which all is well, and the sentence that this brings. */
// prettier-ignore
const UNMET: readonly (readonly [GuardName, Partial<BuildFacts>, string])[] = [
  ['configComplete', { configuration: null }, 'The configuration is missing: enter it.'],
  ['configComplete', { configuration: { missing: ['length', 'feet'] } }, 'The configuration is incomplete: enter length, feet.'],
  ['customerComplete', { customer: null }, 'The customer is missing: enter it.'],
  ['customerComplete', { customer: { missing: ['city'] } }, 'The customer is incomplete: enter city.'],
  ['poUnique', { poNumber: null }, 'The PO number is missing: enter it.'],
  ['poUnique', { poNumber: { value: 'PO-7', taken: true } }, 'The PO number PO-7 is already taken: enter another one.'],
  ['buildUnique', { buildNumber: null }, 'The build number is missing: enter it.'],
  ['buildUnique', { buildNumber: { value: 'B-7', taken: true } }, 'The build number B-7 is already taken: enter another one.'],
  ['bomApproved', { bom: null }, 'There is no bill of materials yet: generate one and have it approved.'],
  ['bomApproved', { bom: { version: 1, state: 'DRAFT' } }, 'Bill of materials version 1 has not been sent for approval yet: a coordinator has to send it.'],
  ['bomApproved', { bom: { version: 2, state: 'PENDING_APPROVAL' } }, 'Bill of materials version 2 is not approved yet: Procurement or an administrator has to approve it.'],
  ['bomApproved', { bom: { version: 2, state: 'REJECTED' } }, 'Bill of materials version 2 was rejected: the order has to be corrected, which makes a new version, and that has to be approved.'],
  ['outsideSettled', { outside: { open: 1, toSend: 0 } }, '1 outside item is not back yet: receive or cancel what returns with the body.'],
  ['outsideSettled', { outside: { open: 3, toSend: 3 } }, '3 outside items are not back yet: receive or cancel what returns with the body.'],
  ['preQcPassed', { preQc: null }, 'Pre-QC has not been done yet: open it, pass it and sign it.'],
  ['preQcPassed', { preQc: draft }, 'Pre-QC attempt 2 is still a draft: complete it and sign it.'],
  ['preQcPassed', { preQc: failed }, 'Pre-QC attempt 2 failed: correct the cause and pass a new attempt.'],
  ['finalQcPassed', { finalQc: null }, 'Final QC has not been done yet: open it, pass it and sign it.'],
  ['finalQcPassed', { finalQc: failed }, 'Final QC attempt 2 failed: correct the cause and pass a new attempt.'],
  ['eolPassed', { endOfLine: null }, 'The end-of-line test has not been done yet: open it, pass it and sign it.'],
  ['eolPassed', { endOfLine: { ...failed, retestDue: true } }, 'The end-of-line test attempt 2 failed: correct the cause and pass a new attempt.'],
  ['eolPassed', { endOfLine: { attempt: 1, state: 'SIGNED', outcome: 'PASS', retestDue: true } }, 'A nonconformance demands a retest: pass the end-of-line test again.'],
  ['isAssigned', { assignedTo: null }, 'Nobody has claimed this build: an assembler has to claim it first.'],
  ['isAssigned', { assignedTo: 'assembler-2' }, 'This build is assigned to another assembler, who has to make this move.'],
  ['tasksDone', { tasks: null }, 'No production tasks exist yet: they are generated when production starts.'],
  ['tasksDone', { tasks: noTasks }, 'No production tasks exist yet: they are generated when production starts.'],
  ['tasksDone', { tasks: { ...noTasks, total: 9, open: 1 } }, '1 task is still open: complete or cancel every task.'],
  ['tasksDone', { tasks: { ...noTasks, total: 9, open: 4 } }, '4 tasks are still open: complete or cancel every task.'],
  ['packingComplete', { packing: null }, 'There is no packing list yet: open it, pack every line and sign it.'],
  ['packingComplete', { packing: { complete: false, signed: false } }, 'The packing list is incomplete: pack the required quantity of every line.'],
  ['packingComplete', { packing: { complete: true, signed: false } }, 'The packing statement is not signed: sign it.'],
  ['noOpenNc', { openNonconformances: 1 }, '1 nonconformance is not resolved: resolve every nonconformance of this build.'],
  ['noOpenNc', { openNonconformances: 2 }, '2 nonconformances are not resolved: resolve every nonconformance of this build.'],
  ['shipmentData', { shipment: null }, 'The shipment lacks ship date and carrier: record the shipment.'],
  ['shipmentData', { shipment: { date: null, carrier: 'UPS' } }, 'The shipment lacks ship date: record the shipment.'],
  ['shipmentData', { shipment: { date: '2026-05-01', carrier: '' } }, 'The shipment lacks carrier: record the shipment.'],
  ['holdCauseCleared', { holdCause: null }, 'This hold has no cause that clears by itself: a person has to resume the build.'],
  ['holdCauseCleared', { holdCause: { cleared: false } }, 'The cause of the hold is not cleared: close the shortage or receive the outside items.'],
]

describe('guards', () => {
  it.each(UNMET)('%s with %o is unmet, in words', (guard, facts, sentence) => {
    expect(GUARDS[guard]({ ...ALL_MET, ...facts }, assigned, 'because')).toBe(sentence)
  })

  it.each(GUARD_NAMES)('%s is met when all is well, and has an unmet case', (guard) => {
    expect(GUARDS[guard](ALL_MET, assigned, 'because')).toBe(true)
    expect([...UNMET.map(([name]) => name), 'reason']).toContain(guard)
  })

  // prettier-ignore
  it.each([
    ['', 0], ['  no ', 2], ['x'.repeat(1001), 1001],
  ])('a reason %# of a wrong length is refused', (reason, length) => {
    expect(GUARDS.reason(ALL_MET, assigned, reason)).toBe(
      `Say why: a reason has 3 to 1000 characters, this one has ${length}.`,
    )
  })

  it.each(['yes', ' yes ', 'x'.repeat(1000)])(
    'a reason of 3 to 1000 characters is one',
    (reason) => {
      expect(GUARDS.reason(ALL_MET, assigned, reason)).toBe(true)
    },
  )

  test('nobody but the assembler of the build is assigned to it', () => {
    for (const actor of [user('ADMIN'), user('ASSEMBLER'), SYSTEM])
      expect(GUARDS.isAssigned(ALL_MET, actor, '')).toBeTypeOf('string')
  })

  test('a build about which nothing exists meets only what asks for absence', () => {
    const met = GUARD_NAMES.filter((name) => GUARDS[name](NO_FACTS, SYSTEM, '') === true)
    expect(met).toEqual(['outsideSettled', 'noOpenNc'])
  })
})
