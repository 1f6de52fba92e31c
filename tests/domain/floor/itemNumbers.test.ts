import { expect, test } from 'vitest'
import { numberOf } from '../../../src/views/quality/form'

test.each([
  ['P1', 'P1'],
  ['P1-width', 'P1'],
  ['B-0', 'B-0'],
  ['B-5b', 'B-5b'],
  ['ES1a-coldMixingRaw', 'ES1a'],
  ['C4-button', 'C4'],
  ['INSTRUMENT-id', ''],
])('an item with the key %s is shown with the number “%s” of the customer', (key, number) => {
  expect(numberOf(key)).toBe(number)
})
