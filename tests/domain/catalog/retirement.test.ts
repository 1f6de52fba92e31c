import { describe, expect, it } from 'vitest'
import { decideRetirement, meetsRetired } from '../../../src/domain/catalog/retirement'

const item = (partNumber: string, isActive = true) => ({
  collection: 'parts' as const,
  id: partNumber,
  partNumber,
  name: partNumber,
  isActive,
})

describe('retiring an item', () => {
  it.each([
    ['without a successor', { successor: null, onwards: [] }, true],
    ['for one in use', { successor: item('B'), onwards: [] }, true],
    ['for itself', { successor: item('A'), onwards: [] }, 'cycle'],
    [
      'for one that leads back',
      { successor: item('B', false), onwards: [item('C', false), item('A')] },
      'cycle',
    ],
    ['for one that is retired', { successor: item('B', false), onwards: [] }, 'inactive_item'],
    [
      'for one that is retired in favour of another',
      { successor: item('B', false), onwards: [item('C')] },
      'inactive_item',
    ],
  ])('%s', (_case, rest, expected) => {
    const decision = decideRetirement({ item: item('A'), ...rest })
    expect(decision.ok || decision.refusals[0].code).toBe(expected)
  })

  it('names the circle and the item to take instead', () => {
    const circle = decideRetirement({
      item: item('A'),
      successor: item('B', false),
      onwards: [item('A')],
    })
    expect(circle).toMatchObject({ refusals: [{ details: { path: ['A', 'B', 'A'] } }] })
    const retired = decideRetirement({
      item: item('A'),
      successor: item('B', false),
      onwards: [item('C')],
    })
    expect(retired).toMatchObject({
      refusals: [{ message: expect.stringContaining('its successor is C') }],
    })
  })

  it('names no successor that is retired without another', () => {
    const decision = decideRetirement({
      item: item('A'),
      successor: item('B', false),
      onwards: [item('C', false)],
    })
    expect(decision).toMatchObject({
      refusals: [{ message: 'B is retired itself. Name an item that is active.' }],
    })
  })
})

describe('a new order that comes upon a retired item (handbook 6.6)', () => {
  it.each([
    ['asked for by a rule', 'ITEM', 'A', 'REFUSED'],
    ['made to measure by a rule', 'CUSTOM', 'A', 'REFUSED'],
    ['made to measure in place of a child', 'CUSTOM_REPLACEMENT', 'A', 'REFUSED'],
    ['one of several alternatives', 'ALTERNATIVE', 'A', 'NEXT'],
    ['in place of a child', 'REPLACEMENT', 'A', 'NOTED'],
    ['within an assembly that a rule asks for', 'ITEM', 'B', 'NOTED'],
    ['within an assembly that is an alternative', 'ALTERNATIVE', 'B', 'NOTED'],
  ] as const)('%s', (_case, how, adds, expected) => {
    expect(meetsRetired(item('A'), { how, adds: item(adds) })).toBe(expected)
  })
})
