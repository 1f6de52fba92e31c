import { expect, it } from 'vitest'
import { attributesInWords } from '../../../src/views/boms/attributeWords'

it.each([
  [null, 'none'],
  [{}, 'none'],
  [{ color: 'BLUE' }, 'Color: Blue'],
  [
    {
      legacyCode: '711.96',
      substitutedFor: 'T2-LEVELING-CASTOR-475',
      substitution: '01a2b3c4-0000-7000-8000-000000000000',
    },
    'Legacy code: 711.96, In place of: T2-LEVELING-CASTOR-475',
  ],
])('attributes of a line are told in words: %j', (attributes, words) => {
  expect(attributesInWords(attributes)).toBe(words)
})
