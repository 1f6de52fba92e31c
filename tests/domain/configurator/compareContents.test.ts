import { describe, expect, it } from 'vitest'
import { compareContents } from '../../../src/domain/configurator/compareReleases'
import { MDRD } from '../../../src/shipped/mdrd'

/** The same content as a store gives it back: members in another order, at every depth. */
const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, held]) => [key, shuffled(held)]),
  )
}

describe('what changed between two contents', () => {
  it('is nothing when only the order of members differs', () => {
    expect(compareContents(MDRD, shuffled(MDRD))).toEqual([])
    expect(compareContents(shuffled(MDRD), MDRD)).toEqual([])
  })

  it('is the one figure that was changed, by its rule', () => {
    const draft = structuredClone(MDRD)
    const rule = draft.rules.find(({ id }) => id === 'R6')
    if (!rule) throw new Error('There is no rule R6.')
    rule.quantity = 2
    expect(compareContents(MDRD, shuffled(draft))).toEqual([
      {
        area: 'rules',
        entry: 'R6',
        kind: 'CHANGED',
        members: [{ path: 'quantity', before: '1', after: '2' }],
      },
    ])
  })

  it('names a choice that came in by what it stores', () => {
    const draft = structuredClone(MDRD)
    const feet = draft.options.find(({ key }) => key === 'feet')
    if (feet?.type !== 'CHOICE') throw new Error('Feet are no choice.')
    feet.choices.push({ value: 'GLIDES', label: { en: 'Glides', fr: 'Patins', es: 'Patines' } })
    expect(compareContents(MDRD, draft)).toMatchObject([
      { entry: 'feet', members: [{ path: 'choices.GLIDES', after: 'GLIDES' }] },
    ])
  })
})
