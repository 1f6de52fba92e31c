import { describe, expect, it } from 'vitest'
import { TASK_STATUS_LABELS, type TaskStatus } from '../../../src/domain/production/codes'
import { decideTaskMove, type TaskMove } from '../../../src/domain/production/taskMove'
import { ROLES, type Role } from '../../../src/domain/roles'

const STATUSES: TaskStatus[] = ['PENDING', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED', 'CANCELLED']

const ALLOWED = [
  'PENDING > IN_PROGRESS',
  'PENDING > BLOCKED',
  'PENDING > CANCELLED',
  'IN_PROGRESS > COMPLETED',
  'IN_PROGRESS > BLOCKED',
  'IN_PROGRESS > CANCELLED',
  'BLOCKED > PENDING',
  'BLOCKED > IN_PROGRESS',
  'BLOCKED > CANCELLED',
  'COMPLETED > IN_PROGRESS',
  'CANCELLED > PENDING',
]

/** A move against which nothing speaks but the transition itself. */
const move = (over: Partial<TaskMove> = {}): TaskMove => ({
  status: 'PENDING',
  to: 'IN_PROGRESS',
  actor: { role: 'ASSEMBLER', isAssignee: true },
  openDependencies: [],
  reason: 'Gasket is torn',
  minutes: 40,
  ...over,
})

const answerTo = (over: Partial<TaskMove>): string => {
  const decision = decideTaskMove(move(over))
  return decision.ok
    ? 'ok'
    : decision.refusals.map(({ code, field }) => `${code} ${field ?? ''}`.trim()).join(', ')
}

const movers: [role: Role, isAssignee: boolean][] = ROLES.flatMap((role): [Role, boolean][] => [
  [role, true],
  [role, false],
])
const mayMove = (role: Role, isAssignee: boolean) =>
  ['ADMIN', 'PRODUCTION_COORDINATOR'].includes(role) || (role === 'ASSEMBLER' && isAssignee)

describe('states and roles', () => {
  it('knows every state', () => {
    expect(Object.keys(TASK_STATUS_LABELS)).toEqual(STATUSES)
  })

  describe.each(STATUSES)('from %s', (status) => {
    it.each(STATUSES)('to %s', (to) => {
      for (const [role, isAssignee] of movers) {
        const expected = !mayMove(role, isAssignee)
          ? 'role_not_allowed status'
          : ALLOWED.includes(`${status} > ${to}`)
            ? 'ok'
            : 'unknown_transition status'
        expect(answerTo({ status, to, actor: { role, isAssignee } }), role).toBe(expected)
      }
    })
  })
})

describe('a shortage', () => {
  it('is closed by Procurement too, which moves no task otherwise', () => {
    const buyer = { role: 'PROCUREMENT', isAssignee: false } as const
    for (const status of STATUSES)
      for (const to of STATUSES)
        for (const isShortage of [true, false])
          expect(answerTo({ status, to, isShortage, actor: buyer }), `${status} > ${to}`).toBe(
            isShortage && status === 'BLOCKED' && to === 'PENDING'
              ? 'ok'
              : 'role_not_allowed status',
          )
  })
})

describe('start', () => {
  it('waits for what comes first, and names it', () => {
    const decision = decideTaskMove(move({ openDependencies: ['Fit the feet'] }))
    expect(decision).toMatchObject({
      ok: false,
      refusals: [{ code: 'precondition_failed', message: expect.stringContaining('Fit the feet') }],
    })
  })

  it('waits also after a block, but not when finished work is reopened', () => {
    const openDependencies = ['Fit the feet']
    expect(answerTo({ status: 'BLOCKED', openDependencies })).toBe('precondition_failed status')
    expect(answerTo({ status: 'COMPLETED', openDependencies })).toBe('ok')
    expect(answerTo({ status: 'BLOCKED', to: 'PENDING', openDependencies })).toBe('ok')
  })

  it('is refused for the person before anything is said about the task', () => {
    const actor = { role: 'QC_PERSON', isAssignee: true } as const
    expect(answerTo({ status: 'COMPLETED', to: 'CANCELLED', actor })).toBe(
      'role_not_allowed status',
    )
  })
})

describe('block and cancel', () => {
  it.each([
    [null, 'reason_missing reason'],
    ['', 'reason_missing reason'],
    ['  no ', 'reason_missing reason'],
    ['why', 'ok'],
    ['x'.repeat(1_000), 'ok'],
    ['x'.repeat(1_001), 'reason_missing reason'],
  ])('reason %#', (reason, expected) => {
    for (const to of ['BLOCKED', 'CANCELLED'] as const)
      expect(answerTo({ to, reason })).toBe(expected)
  })

  it('keep the reason trimmed', () => {
    expect(decideTaskMove(move({ to: 'BLOCKED', reason: '  torn gasket ' }))).toEqual({
      ok: true,
      value: { from: 'PENDING', to: 'BLOCKED', reason: 'torn gasket', actualMinutes: null },
    })
  })
})

describe('complete', () => {
  const complete = (over: Partial<TaskMove>) =>
    answerTo({ status: 'IN_PROGRESS', to: 'COMPLETED', ...over })

  it.each([
    [null, 'required actualMinutes'],
    [-1, 'out_of_range actualMinutes'],
    [1.5, 'out_of_range actualMinutes'],
    [Number.NaN, 'out_of_range actualMinutes'],
    [10_001, 'out_of_range actualMinutes'],
    [0, 'ok'],
    [45, 'ok'],
  ])('with %s minutes', (minutes, expected) => {
    expect(complete({ minutes })).toBe(expected)
  })

  const criticalParts = [
    { partNumber: 'T2-TS7', name: 'Touchscreen', quantity: 1 },
    { partNumber: 'T2-VALVE-PLATE', name: 'Valve plate', quantity: 2 },
  ]
  const screen = { partNumber: 'T2-TS7', serial: 'TS-1' }
  const plate = (serial: string) => ({ partNumber: 'T2-VALVE-PLATE', serial })

  it('names each critical part without a number', () => {
    const decision = decideTaskMove(
      move({ status: 'IN_PROGRESS', to: 'COMPLETED', criticalParts, serials: [plate('V-1')] }),
    )
    expect(decision).toMatchObject({
      ok: false,
      refusals: [
        { code: 'required', field: 'serials', item: 'T2-TS7' },
        { code: 'required', field: 'serials', item: 'T2-VALVE-PLATE' },
      ],
    })
  })

  it.each([
    ['a serial for each piece', [screen, plate('V-1'), plate('V-2')], 'ok'],
    ['a lot for all pieces', [screen, { partNumber: 'T2-VALVE-PLATE', lot: 'L-7' }], 'ok'],
    ['the same serial twice', [screen, plate('V-1'), plate('V-1')], 'required serials'],
    [
      'an empty serial',
      [{ ...screen, serial: ' ' }, plate('V-1'), plate('V-2')],
      'required serials',
    ],
    [
      'numbers of other parts',
      [screen, plate('V-1'), { partNumber: 'X', serial: 'V-2' }],
      'required serials',
    ],
  ])('%s', (_, serials, expected) => {
    expect(complete({ criticalParts, serials })).toBe(expected)
  })

  it('tells everything that is missing at once', () => {
    expect(complete({ minutes: null, criticalParts })).toBe(
      'required actualMinutes, required serials, required serials',
    )
  })
})
