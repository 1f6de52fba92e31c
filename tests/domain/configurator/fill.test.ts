import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkConfiguration } from '../../../src/domain/configurator/check'
import type { Configuration } from '../../../src/domain/configurator/configuration'
import { demandOf, isMet, readsOfDemand } from '../../../src/domain/configurator/fill/demand'
import { fillSample, type Obstacle } from '../../../src/domain/configurator/fill/fillSample'
import type { FilledSample } from '../../../src/domain/configurator/fill/solve'
import { blankConfiguration } from '../../../src/domain/configurator/follow'
import { modelOf } from '../../../src/domain/configurator/model'
import type { FamilyContent, Rule } from '../../../src/domain/configurator/release'
import { scopeOf } from '../../../src/domain/configurator/scope'
import {
  all,
  between,
  compare,
  count,
  is,
  isIn,
  value,
} from '../../../src/domain/configurator/write'
import { sameLabel } from '../../../src/domain/label'
import { MDRD } from '../../../src/shipped/mdrd'
import { TOY } from './toyFamily'

const blank = (family: FamilyContent, over: Partial<FilledSample> = {}): FilledSample => ({
  configuration: blankConfiguration(family),
  language: 'EN',
  accessories: [],
  ...over,
})

function filled(family: FamilyContent, given: FilledSample, rule: Rule | null) {
  const filling = fillSample(family, given, rule)
  if (!filling.ok) throw new Error(`${rule?.id}: ${filling.against.kind}`)
  const { configuration, language } = filling.sample
  expect(checkConfiguration(family, configuration, { language })).toEqual({
    ok: true,
    value: configuration,
  })
  return filling
}

/** Whether the condition of the rule holds in the sample and asks for more than nothing. */
function applies(family: FamilyContent, rule: Rule, sample: FilledSample): boolean {
  const model = modelOf(family)
  const demand = demandOf(rule)
  const { provided } = readsOfDemand(model, demand)
  return isMet(demand, scopeOf(model, sample.configuration, sample), provided)
}

const RULES = MDRD.rules.filter(({ enabled }) => enabled)
const ACCESSORY = [{ partNumber: 'T-OA-PFW1818', quantity: 2 }]

describe('a sample is filled in so that a rule applies', () => {
  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s, whatever was tried before',
    (_, rule) => {
      for (const before of RULES) {
        const start = filled(MDRD, blank(MDRD, { accessories: ACCESSORY }), before).sample
        const { sample, changed } = filled(MDRD, start, rule)
        expect(applies(MDRD, rule, sample), `${rule.id} after ${before.id}`).toBe(true)
        if (applies(MDRD, rule, start)) expect(changed).toEqual([])
      }
    },
  )

  it('from any answers, be they possible or not', () => {
    const answers = fc.record({
      sinkModel: fc.constantFrom('T2-B1', 'T2-B2', 'T2-B3', null),
      length: fc.constantFrom(48, 63, 97, 120, 1, null),
      width: fc.constantFrom(30, 47, null),
      legsType: fc.constantFrom('HEIGHT_ADJUSTABLE', 'FIXED_HEIGHT', null),
      legsModel: fc.constantFrom('DL27', 'LC1', null),
      pegboard: fc.boolean(),
      pegboardColor: fc.constantFrom('GREEN', null),
      basins: fc.array(
        fc.record({
          type: fc.constantFrom('E_SINK', 'E_SINK_DI', 'E_DRAIN'),
          size: fc.constantFrom('24X20X8', 'CUSTOM', null),
          width: fc.constantFrom(26, 51, null),
        }),
        { maxLength: 3 },
      ),
    })
    fc.assert(
      fc.property(answers, fc.constantFrom(...RULES), (given, rule) => {
        const configuration: Configuration = { ...blankConfiguration(MDRD), ...given }
        const start = blank(MDRD, { configuration, accessories: ACCESSORY })
        const { sample } = filled(MDRD, start, rule)
        expect(applies(MDRD, rule, sample)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('or is only completed where no rule is looked at: what was answered stays', () => {
    const configuration = { ...blankConfiguration(MDRD), length: 63, feet: 'SEISMIC' }
    const { sample, changed } = filled(MDRD, blank(MDRD, { configuration }), null)
    expect(sample.configuration).toMatchObject({ length: 63, feet: 'SEISMIC' })
    expect(changed).toEqual([])
  })

  it('by changing no more than what stands against it, and by telling it', () => {
    const [body] = RULES.filter(({ id }) => id === 'R3')
    const start = filled(
      MDRD,
      blank(MDRD, { configuration: { ...blankConfiguration(MDRD), length: 50, feet: 'SEISMIC' } }),
      null,
    ).sample
    const { sample, changed } = filled(MDRD, start, body ?? null)
    expect(changed).toEqual(['length'])
    expect(sample.configuration).toEqual({
      ...start.configuration,
      length: sample.configuration.length,
    })
  })

  it('in the language that it asks for', () => {
    const french = toyRule({ when: is('language', 'FR') })
    const { sample, changed } = filled(withRule(french), blank(TOY), french)
    expect([sample.language, changed]).toEqual(['FR', ['language']])
  })

  it('with the accessory that it names', () => {
    const named = toyRule({
      forEach: 'accessories',
      when: isIn('element.partNumber', 'MAT', 'TRAY'),
    })
    const { sample } = filled(withRule(named), blank(TOY, { accessories: ACCESSORY }), named)
    expect(sample.accessories).toEqual([...ACCESSORY, { partNumber: 'MAT', quantity: 1 }])
  })
})

const toyRule = (over: Partial<Rule>): Rule => ({
  id: 'NEW',
  label: sameLabel('New'),
  item: { kind: 'ITEM', id: 'NEW' },
  quantity: 1,
  merge: false,
  role: 'BODY',
  because: sameLabel('New'),
  enabled: true,
  ...over,
})

const withRule = (rule: Rule, over: Partial<FamilyContent> = {}): FamilyContent => ({
  ...TOY,
  ...over,
  rules: [...TOY.rules, rule],
})

const [ONE_LEFT, NOT_ALL_DRY, DEEP_LEVEL, LONG_MODE] = TOY.constraints
const TOO_LONG = between('size', 5, null)
const PLAIN = is('mode', 'PLAIN')
const TWICE_LEFT = compare(count('taps', is('element.at', 'LEFT')), 'GE', 2)
const TABLE: readonly [string, Partial<Rule>, Obstacle][] = [
  ['it is switched off', { enabled: false }, { kind: 'OFF' }],
  [
    'one of its conditions never holds',
    { when: all(is('model', 'ONE'), TOO_LONG) },
    { kind: 'CONDITION', parts: [TOO_LONG] },
  ],
  [
    'two of its conditions exclude one another',
    { when: all(is('band', 'SHORT'), PLAIN, is('size', 3)) },
    { kind: 'CONDITION', parts: [is('band', 'SHORT'), is('size', 3)] },
  ],
  [
    'no one element is all that it asks for',
    { forEach: 'cells', when: all(is('element.kind', 'DRY'), is('element.level', 1)) },
    { kind: 'CONDITION', parts: [is('element.kind', 'DRY'), is('element.level', 1)] },
  ],
  ['its quantity is always nothing', { quantity: 0 }, { kind: 'QUANTITY' }],
  [
    'a constraint refuses it',
    { when: all(PLAIN, is('size', 4)) },
    { kind: 'CONSTRAINTS', constraints: LONG_MODE ? [LONG_MODE] : [] },
  ],
  [
    'a constraint refuses it by a count',
    { when: TWICE_LEFT },
    { kind: 'CONSTRAINTS', constraints: ONE_LEFT ? [ONE_LEFT] : [] },
  ],
  [
    'a constraint refuses it for each element',
    { forEach: 'cells', when: all(is('element.deep', true), is('element.level', 2)) },
    { kind: 'CONSTRAINTS', constraints: DEEP_LEVEL ? [DEEP_LEVEL] : [] },
  ],
  [
    'the sample has no accessory',
    { forEach: 'accessories', quantity: value('element.quantity') },
    { kind: 'ACCESSORY' },
  ],
]

describe('what stands against a rule is named', () => {
  it.each(TABLE)('%s', (_, over, against) => {
    const rule = toyRule(over)
    expect(fillSample(withRule(rule), blank(TOY), rule)).toEqual({ ok: false, against })
  })

  it('there is never an element for it', () => {
    const rule = toyRule({ forEach: 'taps', when: is('element.at', 'RIGHT') })
    const groups = TOY.groups.map((group) => (group.key === 'taps' ? { ...group, max: 0 } : group))
    const family = withRule(rule, { groups })
    expect(fillSample(family, blank(family), rule)).toEqual({
      ok: false,
      against: { kind: 'GROUP' },
    })
  })

  it('the family accepts nothing at all', () => {
    const never = { ...NOT_ALL_DRY, id: 'NEVER', require: TOO_LONG, when: undefined }
    const rule = toyRule({})
    const constraints = NOT_ALL_DRY ? [{ ...NOT_ALL_DRY, ...never }] : []
    const family = withRule(rule, { constraints })
    expect(fillSample(family, blank(family), rule)).toEqual({
      ok: false,
      against: { kind: 'FAMILY' },
    })
  })
})
