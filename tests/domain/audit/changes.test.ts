import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditable, changesBetween, filledIn } from '../../../src/domain/audit'
import { asJson, canonicalJson } from '../../../src/domain/canonical'

describe('changes between two states of a record (handbook 15.7)', () => {
  it('keeps the changed fields only', () => {
    const before = { name: 'Basin', cost: 100, unit: 'EA' }
    expect(changesBetween(before, { ...before, cost: 120 })).toEqual({
      before: { cost: 100 },
      after: { cost: 120 },
    })
  })

  it('goes into groups and keeps lists whole', () => {
    const before = { address: { city: 'Toronto', line1: 'A' }, basins: [1, 2] }
    const after = { address: { city: 'Ottawa', line1: 'A' }, basins: [1, 3] }
    expect(changesBetween(before, after)).toEqual({
      before: { address: { city: 'Toronto' }, basins: [1, 2] },
      after: { address: { city: 'Ottawa' }, basins: [1, 3] },
    })
  })

  it('says null for a field that was emptied, and treats absent like null', () => {
    expect(changesBetween({ note: 'x' }, {})).toEqual({
      before: { note: 'x' },
      after: { note: null },
    })
    expect(changesBetween({ note: null }, {})).toBeNull()
  })

  it('does not mind the order of keys', () => {
    expect(
      changesBetween({ a: { x: 1, y: [{ p: 1, q: 2 }] } }, { a: { y: [{ q: 2, p: 1 }], x: 1 } }),
    ).toBeNull()
  })

  it('finds nothing between equal records, whatever they hold', () => {
    fc.assert(
      fc.property(fc.object(), (record) => {
        expect(changesBetween(auditable(record), auditable(structuredClone(record)))).toBeNull()
      }),
    )
  })
})

describe('what the trail never holds', () => {
  it.each([
    'hash',
    'salt',
    'password',
    'sessions',
    'resetPasswordToken',
    'resetPasswordExpiration',
    'apiKey',
    'apiKeyIndex',
    'enableAPIKey',
  ])('%s, at any depth', (secret) => {
    const held = {
      id: '1',
      [secret]: 'geheim',
      inner: { [secret]: 'geheim', list: [{ [secret]: 'geheim' }] },
    }
    expect(JSON.stringify(auditable(held))).not.toContain('geheim')
    expect(auditable(held)).toMatchObject({ id: '1' })
  })

  it('leaves out of a whole record what was never filled in', () => {
    expect(filledIn(auditable({ name: 'Leg', note: null, size: undefined }))).toEqual({
      name: 'Leg',
    })
  })
})

describe('canonical text', () => {
  it('is the same for every order of keys', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, { z: 0, y: 1 }], c: null } })).toBe(
      canonicalJson({ a: { c: null, d: [1, { y: 1, z: 0 }] }, b: 1 }),
    )
  })

  it('survives being stored as JSON and read again', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withBigInt: true }), (value) => {
        const plain = asJson(value)
        expect(canonicalJson(asJson(JSON.parse(JSON.stringify(plain))))).toBe(canonicalJson(plain))
      }),
    )
  })

  it('replaces what PostgreSQL cannot store', () => {
    expect(asJson('a\u0000b\uD800c')).toBe('a\uFFFDb\uFFFDc')
    expect(asJson('𝒜 é')).toBe('𝒜 é')
  })
})
