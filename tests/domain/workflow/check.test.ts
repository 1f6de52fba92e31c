import { describe, expect, it, test } from 'vitest'

import { sameLabel } from '../../../src/domain/label'
import { checkDefinition, reportDefinition } from '../../../src/domain/workflow/check'
import type {
  TransitionRule,
  WorkflowDefinition,
  WorkflowState,
} from '../../../src/domain/workflow/definition'
import {
  INSPECT_AFTER_PRODUCTION,
  STANDARD_WORKFLOW as SOUND,
} from '../../../src/shipped/workflows'

const withStates = (change: (state: WorkflowState) => WorkflowState): WorkflowDefinition => ({
  ...SOUND,
  states: SOUND.states.map(change),
})

const withState = (code: string, change: Partial<WorkflowState>) =>
  withStates((state) => (state.code === code ? { ...state, ...change } : state))

const withRow = (id: string, change: Record<string, unknown>) => ({
  ...SOUND,
  transitions: SOUND.transitions.map((row) => (row.id === id ? { ...row, ...change } : row)),
})

const without = (...ids: string[]): WorkflowDefinition => ({
  ...SOUND,
  transitions: SOUND.transitions.filter((row) => !ids.includes(row.id)),
})

const also = (id: string, change: Partial<TransitionRule>): WorkflowDefinition => ({
  ...SOUND,
  transitions: [
    ...SOUND.transitions,
    ...SOUND.transitions.filter((row) => row.id === id).map((row) => ({ ...row, ...change })),
  ],
})

const [enter] = SOUND.hold.enter
const [lost] = SOUND.states

/** What is broken about a sound definition, and what the check has to say about it. */
// prettier-ignore
const BROKEN: readonly (readonly [what: string, definition: unknown, where: string, message: string])[] = [
  ['nothing at all',            null,                                        '', 'expected object'],
  ['a part is missing',         { ...SOUND, hold: undefined },               'hold', 'expected object'],
  ['a part nobody knows',       { ...SOUND, onEnter: [] },                   '', 'onEnter'],
  ['unknown role',              withRow('T2', { roles: ['JANITOR'] }),       'transitions.0.roles.0', 'role "JANITOR" is not known'],
  ['nobody may',                withRow('T2', { roles: [] }),                'transitions.0.roles', 'somebody must be allowed'],
  ['unknown guard',             withRow('T2', { guards: ['moonFull'] }),     'transitions.0.guards.0', 'guard "moonFull" is not known'],
  ['unknown effect',            withRow('T2', { effects: ['selfDestruct'] }), 'transitions.0.effects.0', 'effect "selfDestruct" is not known'],
  ['unknown audience',          withRow('T2', { notify: [{ event: 'STATUS_CHANGED', to: ['PRESS'], priority: 'high', onlyIf: null }] }), 'transitions.0.notify.0.to.0', 'audience "PRESS" is not known'],
  ['unknown signature',         withRow('T3', { signature: { form: 'TEA', outcome: 'PASS' } }), 'transitions.1.signature.form', 'form "TEA" is not known'],
  ['unknown colour',            { ...SOUND, states: [{ ...lost, colour: 'octarine' }, ...SOUND.states.slice(1)] }, 'states.0.colour', 'colour "octarine" is not known'],
  ['label in two languages',    withRow('T2', { label: { en: 'Go', fr: 'Aller', es: ' ' } }), 'transitions.0.label', 'all three languages'],
  ['label that nobody sees',    withState('PRE_QC', { label: sameLabel('\u200b \u2060') }), 'states.1.label', 'all three languages'],
  ['rank with a fraction',      withState('PRE_QC', { rank: 1.5 }),          'states.1.rank', 'expected int'],

  ['two states of one label',   withStates((state) => ({ ...state, label: { ...state.label, fr: 'Fait' } })), 'states', 'States PENDING and PRE_QC are both called “Fait” (French)'],
  ['labels that look the same', withStates((state) => ({ ...state, label: { ...state.label, en: `Done${state.rank === 2 ? '\u200b' : ''}` } })), 'states', 'are both called “Done'],

  ['no initial state',          withState('PENDING', { initial: false }),    'states', 'One state is initial, not 0'],
  ['two initial states',        withState('PRE_QC', { initial: true }),      'states', 'One state is initial, not 2'],
  ['initial and terminal',      withState('PENDING', { terminal: true }),    'states', 'Initial state “Pending” cannot be terminal'],
  ['nothing is terminal',       withState('DELIVERED', { terminal: false }), 'states', 'No state other than the cancelled one is terminal'],
  ['the same state twice',      { ...SOUND, states: [...SOUND.states, { ...lost, rank: 99, initial: false }] }, 'states', 'State PENDING is there twice'],
  ['the same rank twice',       withState('PRE_QC', { rank: 10 }),           'states', 'Rank 10 is given to more than one state'],
  ['a state without rank',      withState('PRE_QC', { rank: null }),         'states', 'State “Pre-QC” needs a rank'],
  ['a hold with a rank',        withState('ON_HOLD', { rank: 35 }),          'states', 'State “On hold” is beside the way'],
  ['a terminal hold',           withState('ON_HOLD', { terminal: true }),    'hold.state', '“On hold” has to be a state of its own'],
  ['a hold not declared',       { ...SOUND, hold: { ...SOUND.hold, state: 'PAUSED' } }, 'hold.state', 'PAUSED has to be a state of its own'],
  ['cancelled is not terminal', withState('CANCELLED', { terminal: false }), 'cancel.state', '“Cancelled” has to be a terminal state'],

  ['leads to nowhere',          withRow('T2', { to: 'NOWHERE' }),            'transitions.0.to', 'State NOWHERE is not declared'],
  ['comes from nowhere',        withRow('T2', { from: ['NOWHERE'] }),        'transitions.0.from', 'State NOWHERE is not declared'],
  ['command to nowhere',        { ...SOUND, orderMoves: ['NOWHERE'] },       'orderMoves', 'State NOWHERE is not declared'],
  ['an id twice',               also('T2', { from: ['FINAL_QC'] }),          'transitions.0.id', 'Id T2 is used twice: by “Body arrived” (Moves) and by “Body arrived” (Moves); give one of them another id.'],
  ['an id of another part',     withRow('T2', { id: 'T10' }),                'transitions.0.id', 'Id T10 is used twice: by “Body arrived” (Moves) and by “Put on hold” (Hold)'],
  ['an id of the exits',        { ...SOUND, override: { ...SOUND.override, id: 'T12' } }, 'cancel.rules.0.id', 'Id T12 is used twice: by “Cancel” (Cancel) and by “Override” (Override)'],
  ['leaves a terminal state',   also('T9', { id: 'X1', from: ['DELIVERED'], to: 'SHIPPED' }), 'transitions.9.from', 'X1 leaves terminal state “Delivered”'],
  ['cancels the delivered',     { ...SOUND, cancel: { ...SOUND.cancel, rules: SOUND.cancel.rules.map((rule) => ({ ...rule, from: ['DELIVERED'] })) } }, 'cancel.rules.0.from', 'T12 leaves terminal state “Delivered”'],
  ['leaves the hold elsewhere', also('T2', { id: 'X1', from: ['ON_HOLD'] }), 'transitions.9.from', 'X1 cannot start in “On hold”'],
  ['holds the held',            { ...SOUND, hold: { ...SOUND.hold, enter: [{ ...enter, from: ['ON_HOLD'] }] } }, 'hold.enter.0.from', 'T10 cannot start in “On hold”'],
  ['a way into the hold',       withRow('T2', { to: 'ON_HOLD' }),            'transitions.0.to', 'T2: use the hold and cancel rules for “On hold”'],
  ['override for others',       { ...SOUND, override: { ...SOUND.override, roles: ['ADMIN', 'QC_PERSON'] } }, 'override.roles', 'An override belongs to ADMIN alone'],
  ['override without reason',   { ...SOUND, override: { ...SOUND.override, guards: [] } }, 'override.guards', 'An override needs the guard reason'],

  ['unreachable state',         { ...SOUND, states: [...SOUND.states, { ...lost, code: 'ATTIC', label: sameLabel('Attic'), rank: 99, initial: false }] }, 'states', 'State “Attic” cannot be reached'],
  ['unreachable rest',          without('T2'),                               'states', 'State “Pre-QC” cannot be reached'],
  ['a dead end',                without('T5'),                               'states', 'State “Production complete” is a dead end'],
  ['a way to cancel is no way', without('T8'),                               'states', 'State “Ready to ship” is a dead end'],
  ['duplicate transition',      also('T2', { id: 'X1' }),                    'transitions', 'T2 and X1 are duplicates'],
  ['one role in two rows',      also('T8', { id: 'X1', roles: ['ADMIN'], guards: [] }), 'transitions', 'T8 and X1 are duplicates'],
  ['one verdict, two ways',     also('T3f', { id: 'X1', to: 'IN_PRODUCTION' }), 'transitions', 'T3f and X1 are duplicates'],
  ['production without a BOM',  withRow('T2', { guards: [] }),               'transitions', 'without bomApproved'],
  ['Pre-QC can be skipped',     also('T4', { id: 'X1', from: ['PENDING'], guards: ['bomApproved'] }), 'transitions', 'without preQcPassed'],
  ['Final QC can be skipped',   also('T8', { id: 'X1', from: ['PRODUCTION_COMPLETE'] }), 'transitions', 'without finalQcPassed'],
  ['tasks can be skipped',      withRow('T4', { guards: ['eolPassed', 'packingComplete'] }), 'transitions', 'without tasksDone'],
  ['the test can be skipped',   withRow('T4', { guards: ['tasksDone', 'packingComplete'] }), 'transitions', 'without eolPassed'],
  ['shipped without a carrier', withRow('T8', { guards: [] }),               'transitions', 'without shipmentData'],
  ['tasks that nothing makes',  withRow('T3', { effects: ['lockAttempt'] }), 'transitions.3.guards', 'T4 waits in “In production” for tasks that nothing has generated'],
  ['a form that moves nothing', withRow('T6', { signature: null }),          'transitions', 'Nothing meets finalQcPassed'],

  ['a verdict by the floor',    withRow('T3', { roles: ['ASSEMBLER'] }),     'transitions.1.roles', 'T3: the assembler to whom the build is assigned may not give a verdict of quality: give this move to quality control or an administrator'],
  ['a verdict by the office',   withRow('T7', { roles: ['QC_PERSON', 'PRODUCTION_COORDINATOR'] }), 'transitions.6.roles', 'T7: a production coordinator may not give a verdict'],
  ['shipped by Service',        withRow('T8', { roles: ['SERVICE_DEPARTMENT'] }), 'transitions.7.roles', 'T8: the service department may not ship sinks: give this move to a production coordinator or an administrator'],
  ['shipped by Quality',        withRow('T8', { roles: ['QC_PERSON'], guards: [] }), 'transitions.7.roles', 'T8: quality control may not ship sinks or record delivery'],
  ['delivered by Service',      withRow('T9', { roles: ['SERVICE_DEPARTMENT'] }), 'transitions.8.roles', 'T9: the service department may not ship sinks or record delivery'],
  ['delivered by nobody',       withRow('T9', { roles: ['SYSTEM'] }),        'transitions.8.roles', 'T9: nobody can make this move by hand'],
  ['released by an assembler',  withRow('T2', { roles: ['ASSEMBLER'] }),     'transitions.0.roles', 'T2: the assembler to whom the build is assigned may not release sinks from “Pending”'],
  ['floor work of Procurement', withRow('T5', { roles: ['PROCUREMENT'] }),   'transitions.4.roles', 'T5: procurement may not move sinks along the floor'],
  ['an own build of others',    withRow('T4', { roles: ['ADMIN'] }),         'transitions.3.roles', 'T4: isAssigned is met by the assembler to whom the build is assigned alone'],
  ['entered by Service',        { ...SOUND, entry: { ...SOUND.entry, roles: ['SERVICE_DEPARTMENT'] } }, 'entry.roles', 'T1: the service department may not enter orders'],
  ...(['bomApproved', 'preQcPassed', 'finalQcPassed', 'isAssigned', 'tasksDone', 'eolPassed', 'packingComplete', 'shipmentData', 'reason', 'holdCauseCleared'] as const).map((guard) =>
    [`entered with ${guard}`,   { ...SOUND, entry: { ...SOUND.entry, guards: [...SOUND.entry.guards, guard] } }, 'entry.guards', `T1: no order meets ${guard} while it is entered`] as const),
  ['held by Service',           { ...SOUND, hold: { ...SOUND.hold, enter: [{ ...enter, roles: ['SERVICE_DEPARTMENT'] }] } }, 'hold.enter.0.roles', 'T10: the service department may not put sinks on hold'],
  ['resumed by the floor',      { ...SOUND, hold: { ...SOUND.hold, leave: SOUND.hold.leave.map((rule) => ({ ...rule, roles: ['ASSEMBLER'] })) } }, 'hold.leave.0.roles', 'T11: the assembler to whom the build is assigned may not resume held sinks'],
  ['resumed by nobody',         { ...SOUND, hold: { ...SOUND.hold, leave: SOUND.hold.leave.slice(1) } }, 'hold.leave', 'Nobody can resume a held build'],
  ['cancelled by the office',   { ...SOUND, cancel: { ...SOUND.cancel, rules: SOUND.cancel.rules.map((rule) => ({ ...rule, roles: ['PRODUCTION_COORDINATOR'] })) } }, 'cancel.rules.1.roles', 'T13: a production coordinator may not cancel sinks that have left “Pending”: give this move to an administrator'],
]

describe('publishing checks name every fault', () => {
  it.each(BROKEN)('%s', (_what, definition, where, message) => {
    expect(checkDefinition(definition)).toContainEqual({
      where,
      message: expect.stringContaining(message),
    })
  })

  test('but leave an entry alone that asks for what every order has', () => {
    const guards = ['configComplete', 'customerComplete', 'outsideSettled', 'noOpenNc']
    expect(checkDefinition({ ...SOUND, entry: { ...SOUND.entry, guards } })).toEqual([])
  })

  test('and find none in the shipped orders of work', () => {
    expect(checkDefinition(SOUND)).toEqual([])
    expect(checkDefinition(INSPECT_AFTER_PRODUCTION)).toEqual([])
  })
})

test('faults of names do not hide those beside them, and say that more is checked later', () => {
  const [first, ...rest] = SOUND.transitions
  if (!first) throw new Error('There is no move.')
  const broken: WorkflowDefinition = {
    ...SOUND,
    transitions: [{ ...first, to: 'NOWHERE' }, ...rest],
    entry: { ...SOUND.entry, guards: ['shipmentData'] },
  }
  const { faults, isWhole } = reportDefinition(broken)
  expect(faults.map(({ where }) => where)).toEqual(['transitions.0.to', 'entry.guards'])
  expect(isWhole).toBe(false)
  expect(reportDefinition(SOUND)).toEqual({ faults: [], isWhole: true })
})
