import { describe, expect, it } from 'vitest'
import { parse } from '../../../src/domain/parse'
import { FAILURES, failureSchema, signedFailureSchema } from '../../../src/domain/quality/failure'

const failure = (over: Record<string, unknown> = {}) =>
  parse(failureSchema, { reason: 'SURFACE', correctiveAction: 'polish', notes: 'dull', ...over })

const FAILED = { reason: 'SURFACE', severity: 'MINOR', rework: true, retest: false }

describe('a failure (handbook 8.8)', () => {
  it.each([
    ['DIMENSIONAL', 'MAJOR', true, false],
    ['SURFACE', 'MINOR', true, false],
    ['ASSEMBLY_GAPS', 'MAJOR', true, false],
    ['COMPONENT_MISSING', 'CRITICAL', true, false],
    ['MISALIGNED', 'MAJOR', true, false],
    ['ELECTRICAL', 'CRITICAL', true, true],
    ['PLUMBING', 'CRITICAL', true, true],
    ['DOCUMENTATION_MISSING', 'MINOR', false, false],
    ['CLEANLINESS', 'MINOR', false, false],
    ['OTHER', 'MAJOR', false, false],
  ])('%s is %s, rework %s, retest %s', (reason, severity, rework, retest) => {
    const decision = failure({ reason })
    expect(decision).toMatchObject({ ok: true, value: { reason, severity, rework, retest } })
  })

  it('knows ten reasons', () => {
    expect(Object.keys(FAILURES)).toHaveLength(10)
  })

  it('may be judged otherwise', () => {
    expect(failure({ severity: 'CRITICAL', rework: false, retest: true })).toMatchObject({
      ok: true,
      value: { severity: 'CRITICAL', rework: false, retest: true },
    })
  })

  it('carries reason, corrective action and notes', () => {
    const told = (raw: unknown) => {
      const decision = parse(failureSchema, raw, 'failure')
      return decision.ok ? [] : decision.refusals.map(({ code, field }) => `${code} ${field}`)
    }
    expect(told({})).toEqual([
      'required failure.reason',
      'required failure.correctiveAction',
      'required failure.notes',
    ])
    expect(told({ reason: 'RUST', correctiveAction: ' ', notes: 'dull' })).toEqual([
      'invalid_value failure.reason',
      'out_of_range failure.correctiveAction',
    ])
    expect(told(undefined)).toEqual(['required failure'])
  })
  it('is told in words, three characters at least (handbook 4.2)', () => {
    const told = (raw: Record<string, unknown>) => {
      const decision = failure(raw)
      return decision.ok ? [] : decision.refusals.map(({ field, message }) => [field, message])
    }
    expect(told({ correctiveAction: 'no', notes: ' x ' })).toEqual([
      ['correctiveAction', 'Enter the corrective action in words, 3 characters at least.'],
      ['notes', 'Enter the detailed notes in words, 3 characters at least.'],
    ])
    expect(told({ notes: '' })).toEqual([['notes', 'Enter the detailed notes.']])
    expect(told({ correctiveAction: 'mop', notes: 'x'.repeat(4_000) })).toEqual([])
  })

  it('stays readable as it was signed when a letter was enough', () => {
    const signed = { ...FAILED, correctiveAction: 'x', notes: 'y' }
    expect(signedFailureSchema.safeParse(signed)).toMatchObject({ success: true, data: signed })
    expect(signedFailureSchema.safeParse({ ...signed, notes: '' }).success).toBe(false)
  })
})
