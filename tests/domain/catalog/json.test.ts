import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  isObjectAt,
  jsonFaultOf,
  membersOf,
  rootOf,
  valueOf,
} from '../../../src/domain/catalog/import/json'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('jsonFaultOf', () => {
  test('agrees with JSON.parse on sound texts', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent)
        expect(jsonFaultOf(spaced)).toBeUndefined()
      }),
    )
  })

  test('agrees with JSON.parse on texts with one character changed', () => {
    const damage = fc.constantFrom('', ',', '"', '{', '}', '[', ']', ':', '\\', 'e', '0', ' ', '\n')
    fc.assert(
      fc.property(fc.json(), fc.nat(), damage, (text, place, character) => {
        const at = place % (text.length + 1)
        const damaged = text.slice(0, at) + character + text.slice(at + 1)
        expect(jsonFaultOf(damaged) === undefined).toBe(isJson(damaged))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['{"a": 1,}', 1, 9],
    ['{"a": 1\n "b": 2}', 2, 2],
    ['{"a": 01}', 1, 8],
    ["{'a': 1}", 1, 2],
    ['{"a": "one\ntwo"}', 1, 11],
    ['{"a": 1} extra', 1, 10],
    ['{"a": NaN}', 1, 7],
    ['', 1, 1],
  ])('names line and column of %j', (text, line, column) => {
    expect(jsonFaultOf(text)).toMatchObject({ line, column })
  })

  it('says that a file which stops in the middle ends too early', () => {
    expect(jsonFaultOf('{"parts": {"A": {')?.message).toBe('the file ends too early')
  })

  it('survives nesting of any depth', () => {
    const depth = 300_000
    expect(jsonFaultOf('['.repeat(depth) + ']'.repeat(depth))).toBeUndefined()
    expect(jsonFaultOf('['.repeat(depth))).toBeDefined()
  })
})

describe('membersOf', () => {
  it('keeps the file order of keys that look like numbers, and duplicates', () => {
    const text = ' {"B": 1, "12": {"x": "}"}, "2": [1, {"y": "]"}], "B": "a\\"b" } '
    const members = [...membersOf(text, rootOf(text))]
    expect(members.map(({ key }) => key)).toEqual(['B', '12', '2', 'B'])
    expect(members.map((member) => valueOf(text, member))).toEqual([
      1,
      { x: '}' },
      [1, { y: ']' }],
      'a"b',
    ])
    expect(members.map(({ start }) => isObjectAt(text, start))).toEqual([false, true, false, false])
  })

  test('finds what JSON.parse finds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(2), (record, indent) => {
        const text = JSON.stringify(record, null, indent)
        const found = [...membersOf(text, rootOf(text))].map(
          (member) => [member.key, valueOf(text, member)] as const,
        )
        const parsed: unknown = JSON.parse(text)
        expect(Object.fromEntries(found)).toEqual(parsed)
      }),
    )
  })
})
