import { describe, expect, it } from 'vitest'
import { fullNameOf, initialsOf, secondsLeft } from '../../../src/domain/people/account'

describe('names', () => {
  it.each([
    ['Ann', 'Lee', 'AL'],
    ['Jean-Luc', 'de la Tour', 'JLDLT'],
    ['élodie', '', 'É'],
    ['', '', ''],
  ])('%s %s has the initials %s', (first, last, initials) => {
    expect(initialsOf(first, last)).toBe(initials)
  })

  it('joins and trims the full name', () => {
    expect(fullNameOf(' Ann ', ' Lee ')).toBe('Ann Lee')
    expect(fullNameOf('Ann', '')).toBe('Ann')
  })
})

describe('a session lives 30 minutes idle and 8 hours at most', () => {
  const start = new Date('2026-11-02T08:00:00Z')
  it.each([
    ['2026-11-02T08:00:00Z', 1800],
    ['2026-11-02T15:29:59Z', 1800],
    ['2026-11-02T15:45:00Z', 900],
    ['2026-11-02T15:59:59Z', 1],
    ['2026-11-02T16:00:00Z', 0],
    ['2026-11-03T08:00:00Z', 0],
  ])('at %s there are %i seconds left', (now, seconds) => {
    expect(secondsLeft(start, new Date(now))).toBe(seconds)
  })
})
