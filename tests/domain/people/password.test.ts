import { describe, expect, it } from 'vitest'
import { passwordFaults, passwordRefusal } from '../../../src/domain/people/password'

describe('password policy (handbook 14: 12-128, upper, lower, digit, special)', () => {
  it.each([
    ['Torvan-demo-2026', []],
    ['Aa1!aaaaaaaa', []],
    [`Aa1!${'x'.repeat(124)}`, []],
    ['Éé1!éééééééé', []],
    ['Aa1!aaaaaaa', ['at least 12 characters']],
    [`Aa1!${'x'.repeat(125)}`, ['at most 128 characters']],
    ['torvan-demo-2026', ['an upper-case letter']],
    ['TORVAN-DEMO-2026', ['a lower-case letter']],
    ['Torvan-demo-abcd', ['a digit']],
    ['TorvanDemo202600', ['a special character']],
    ['Torvan Demo 2026', ['a special character']],
  ])('%s lacks %j', (password, faults) => {
    expect(passwordFaults(password)).toEqual(faults)
  })

  it.each([[undefined], [null], [123456789012], [{}], [''], [['Torvan-demo-2026']]])(
    '%j is no password',
    (value) => {
      expect(passwordRefusal(value)).toMatch(/^The password needs at least 12 characters, /)
    },
  )

  it('counts characters, not the units they are stored in', () => {
    expect(passwordFaults('Aa1!😀😀😀😀')).toEqual(['at least 12 characters'])
  })
})
