import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dimensionsInOrder,
  numberBy,
  patternFault,
  patternShape,
  sizeOf,
  sizeUnder,
} from '../../../src/domain/boms/customPart'

const BASIN = ['width', 'length', 'depth']

describe('a pattern of numbers', () => {
  it.each([
    ['T2-ADW-BASIN-{W}x{L}x{D}', null],
    ['CB-{D}-{W}/{L}', null],
    ['CB-{W}x{L}x{D}-R2', null],
    ['{W}x{L}x{D}', /begins with a letter/],
    ['CB-{W}x{L}', /\{D\} exactly once/],
    ['CB-{W}x{W}x{L}x{D}', /\{W\} exactly once/],
    ['CB-{W}x{L}x{H}', /\{H\} is no dimension/],
    ['CB-{W}{L}x{D}', /Two sizes/],
    ['CB-{W}x1{L}x{D}', /Two sizes/],
    ['CB1{W}x{L}x{D}', /Two sizes/],
    ['CB-{W}x{L}x{D}0', /Two sizes/],
    ['CB {W}x{L}x{D}', /Besides the dimensions/],
    ['=CB-{W}x{L}x{D}', /Besides the dimensions/],
    [`CB-${'X'.repeat(60)}{W}x{L}x{D}`, /at most 60/],
  ])('%s', (pattern, fault) => {
    if (fault === null) expect(patternFault(pattern, BASIN)).toBeNull()
    else expect(patternFault(pattern, BASIN)).toMatch(fault)
  })

  it('gives every size a number of its own, whatever pattern is accepted', () => {
    const inches = fc.integer({ min: 1, max: 999 })
    const size = fc.record({ width: inches, length: inches, depth: inches })
    const text = fc.stringMatching(/^[A-Za-z0-9./_-]{0,3}$/)
    fc.assert(
      fc.property(
        fc.tuple(text, text, text, text),
        fc.shuffledSubarray(['{W}', '{L}', '{D}'], { minLength: 3 }),
        size,
        size,
        ([a, b, c, d], [first, second, third], one, other) => {
          const pattern = `C${a}${first}${b}${second}${c}${third}${d}`
          fc.pre(patternFault(pattern, BASIN) === null)
          expect(numberBy(pattern, one)).toMatch(patternShape(pattern))
          expect(sizeUnder(pattern, numberBy(pattern, one), BASIN)).toBe(sizeOf(one))
          expect(numberBy(pattern, one) === numberBy(pattern, other)).toBe(
            sizeOf(one) === sizeOf(other),
          )
        },
      ),
    )
  })
})

describe('a class with other dimensions than width, length and depth', () => {
  it('has its sizes in one order, however they were given', () => {
    expect(dimensionsInOrder(['width', 'height'])).toEqual(['height', 'width'])
    expect(dimensionsInOrder(['depth', 'thickness', 'drop', 'bore', 'width'])).toEqual([
      'bore',
      'drop',
      'thickness',
      'width',
      'depth',
    ])
    expect(sizeOf({ width: 5, height: 6 })).toBe(sizeOf({ height: 6, width: 5 }))
  })

  it('has the size that a number of its pattern stands for, and no size for another number', () => {
    const plate = ['width', 'height']
    const pattern = 'DZ-{W}x{height}'
    expect(sizeUnder(pattern, 'DZ-5x6', plate)).toBe(sizeOf({ width: 5, height: 6 }))
    expect(sizeUnder('DZ-{height}x{W}', 'DZ-5x6', plate)).toBe(sizeOf({ width: 6, height: 5 }))
    expect(sizeUnder(pattern, 'DZ-5', plate)).toBeNull()
  })
})
