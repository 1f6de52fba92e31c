import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'

import { orderStandingOf, type BuildStanding } from '../../../src/domain/orders/rollup'
import { INSPECT_AFTER_PRODUCTION, STANDARD_WORKFLOW } from '../../../src/shipped/workflows'

/** `'PRE_QC'`, or a held build with the status it left: `'ON_HOLD<PRE_QC'`. */
const build = (text: string): BuildStanding => {
  const [status = '', heldFrom = null] = text.split('<')
  return { status, heldFrom }
}

const standing = (builds: readonly string[], definition = STANDARD_WORKFLOW) => {
  const { status, isHeld } = orderStandingOf(definition, builds.map(build))
  return `${status}${isHeld ? ' held' : ''}`
}

describe('the status of an order (handbook 4.1)', () => {
  // prettier-ignore
  it.each([
    ['one build',                      ['PENDING'],                                          'PENDING'],
    ['the least advanced',             ['QC_COMPLETE', 'PRE_QC', 'FINAL_QC'],                'PRE_QC'],
    ['the same everywhere',            ['SHIPPED', 'SHIPPED'],                               'SHIPPED'],
    ['shipped apart',                  ['SHIPPED', 'IN_PRODUCTION'],                         'IN_PRODUCTION'],
    ['delivered apart',                ['DELIVERED', 'SHIPPED'],                             'SHIPPED'],
    ['cancelled ones do not count',    ['CANCELLED', 'SHIPPED'],                             'SHIPPED'],
    ['all cancelled',                  ['CANCELLED', 'CANCELLED'],                           'CANCELLED'],
    ['held counts with what it left',  ['ON_HOLD<PENDING', 'FINAL_QC'],                      'PENDING held'],
    ['held, but another is behind',    ['ON_HOLD<FINAL_QC', 'PRE_QC'],                       'PRE_QC held'],
    ['all live ones held',             ['ON_HOLD<PENDING', 'ON_HOLD<FINAL_QC', 'CANCELLED'], 'ON_HOLD held'],
    ['one held',                       ['ON_HOLD<PENDING'],                                  'ON_HOLD held'],
  ])('%s', (_what, builds, expected) => {
    expect(standing(builds)).toBe(expected)
  })

  test('ranks are those of the pinned definition', () => {
    const builds = ['PRE_QC', 'IN_PRODUCTION']
    expect(standing(builds, STANDARD_WORKFLOW)).toBe('PRE_QC')
    expect(standing(builds, INSPECT_AFTER_PRODUCTION)).toBe('IN_PRODUCTION')
  })

  test('an order without builds and a status without rank are faults of the data', () => {
    expect(() => standing([])).toThrow('at least one build')
    expect(() => standing(['NOWHERE'])).toThrow('no rank')
  })

  const ranked = STANDARD_WORKFLOW.states.flatMap(({ code, rank }) => (rank === null ? [] : [code]))
  const anyBuild = fc.oneof(
    fc.constantFrom(...ranked, 'CANCELLED'),
    fc.constantFrom(...ranked.slice(0, 5)).map((left) => `ON_HOLD<${left}`),
  )

  test('depends neither on the order of the builds nor on cancelled ones', () => {
    fc.assert(
      fc.property(fc.array(anyBuild, { minLength: 1, maxLength: 10 }), (builds) => {
        expect(standing([...builds].reverse())).toBe(standing(builds))
        expect(standing([...builds, 'CANCELLED'])).toBe(standing(builds))
      }),
    )
  })
})
