import { describe, expect, it } from 'vitest'
import { deriveBom } from '../../../src/domain/configurator/derive'
import { checkFamily } from '../../../src/domain/configurator/lint/checkFamily'
import type { FamilyContent, Rule, Sample } from '../../../src/domain/configurator/release'
import { sampleResult, topLinesOf } from '../../../src/domain/configurator/samples'
import { is } from '../../../src/domain/configurator/write'
import { sameLabel } from '../../../src/domain/label'
import { MDRD } from '../../../src/shipped/mdrd'
import { TOY, toyCatalogue } from './toyFamily'

const rule = (id: string, over: Partial<Rule>): Rule => ({
  id,
  label: sameLabel('Extra'),
  item: { kind: 'ITEM', id: 'T2-EXTRA' },
  quantity: 1,
  merge: false,
  role: 'FEET',
  because: sameLabel('Wanted'),
  enabled: true,
  ...over,
})

const messages = (content: FamilyContent) =>
  checkFamily(content).map(({ where, message }) => `${where}: ${message}`)

const withRules = (...rules: Rule[]): FamilyContent => ({
  ...MDRD,
  rules: [...MDRD.rules, ...rules],
})

describe('two rules with one item', () => {
  it('are found when both can fire', () => {
    const twins = withRules(rule('R90', { when: is('feet', 'CASTERS') }), rule('R91', {}))
    expect(messages(twins)).toEqual([
      'rule R91: It can add T2-EXTRA together with rule R90: the item would be listed twice.',
    ])
  })

  it('are fine when they exclude one another or one is switched off', () => {
    const casters = rule('R90', { when: is('feet', 'CASTERS') })
    expect(messages(withRules(casters, rule('R91', { when: is('feet', 'SEISMIC') })))).toEqual([])
    expect(messages(withRules(casters, rule('R91', { enabled: false })))).toEqual([])
  })
})

describe('two rules with one item that constraints keep apart', () => {
  const apart: FamilyContent['constraints'][number] = {
    id: 'APART',
    when: is('feet', 'SEISMIC'),
    require: is('legsType', 'FIXED_HEIGHT'),
    code: 'invalid_value',
    field: 'feet',
    message: sameLabel('Seismic feet stand under fixed legs.'),
  }
  const seismic = rule('R90', { when: is('feet', 'SEISMIC') })
  const adjustable = rule('R91', { when: is('legsType', 'HEIGHT_ADJUSTABLE') })

  it('are fine', () => {
    const content = withRules(seismic, adjustable)
    expect(messages(content)).toEqual([
      'rule R91: It can add T2-EXTRA together with rule R90: the item would be listed twice.',
    ])
    expect(messages({ ...content, constraints: [...content.constraints, apart] })).toEqual([])
  })
})

describe('texts', () => {
  it('that say nothing are told with their language', () => {
    const content = withRules(rule('R90', { because: { en: 'x', fr: '', es: ' ' } }))
    expect(messages(content)).toEqual([
      'rule R90: The reason on the line is empty (French, Spanish).',
    ])
  })
})

describe('samples', () => {
  const sample = {
    name: 'plain',
    configuration: { size: 1, model: 'ONE', mode: 'PLAIN', cells: [{ kind: 'DRY' }], taps: [] },
    accessories: [],
    language: 'EN' as const,
    expect: [
      { partNumber: 'BODY-SHORT', quantity: 1 },
      { partNumber: 'CELL-DRY', quantity: 1 },
    ],
  }
  const run = (over: Partial<Sample> = {}) => {
    const one = { ...sample, ...over }
    return sampleResult(one, deriveBom({ ...one, content: TOY, lookup: toyCatalogue() }))
  }

  it('that still give their lines are in order', () => {
    expect(run()).toMatchObject({ name: 'plain', ok: true })
  })

  it('tell what is missing and what is new', () => {
    const [, ...others] = sample.expect
    expect(run({ expect: [{ partNumber: 'BODY-LONG', quantity: 1 }, ...others] })).toMatchObject({
      ok: false,
      missing: [{ partNumber: 'BODY-LONG', quantity: 1 }],
      unexpected: [{ partNumber: 'BODY-SHORT', quantity: 1 }],
    })
  })

  it('that the family refuses tell its sentences', () => {
    const { ok, refused } = run({ configuration: {} })
    expect(ok).toBe(false)
    expect(refused.length).toBeGreaterThan(0)
  })

  it('add up lines of one item and leave out what lies below', () => {
    const line = (level: number, partNumber: string, quantity: number) => ({
      level,
      partNumber,
      quantity,
    })
    expect(
      topLinesOf([line(1, 'B', 1), line(2, 'C', 9), line(1, 'A', 2), line(1, 'B', 3)]),
    ).toEqual([
      { partNumber: 'A', quantity: 2 },
      { partNumber: 'B', quantity: 4 },
    ])
  })
})
