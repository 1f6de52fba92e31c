import { describe, expect, it } from 'vitest'
import { decideRetirement } from '../../../src/domain/catalog/retirement'

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
    expect(retired).toMatchObject({ refusals: [{ message: expect.stringContaining('C') }] })
  })
})
