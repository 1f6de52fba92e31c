import { describe, expect, it } from 'vitest'
import { checkFamily } from '../../../src/domain/configurator/lint/checkFamily'
import { familyContentSchema, type FamilyContent } from '../../../src/domain/configurator/release'
import { between, is, isKnown } from '../../../src/domain/configurator/write'
import { ENDOSCOPE } from '../../../src/shipped/endoscope'
import { INSTROSINK } from '../../../src/shipped/introsink'
import { MDRD } from '../../../src/shipped/mdrd'

const shipped = { MDRD, ENDOSCOPE, INSTROSINK }

describe.each(Object.entries(shipped))('shipped family %s', (code, content) => {
  it('satisfies the schema as plain JSON', () => {
    const stored: unknown = JSON.parse(JSON.stringify(content))
    expect(familyContentSchema.parse(stored)).toEqual(content)
    expect(content.code).toBe(code)
  })

  it('has no problem', () => {
    expect(checkFamily(content)).toEqual([])
  })

  it('speaks three languages everywhere', () => {
    expect(JSON.stringify(content)).not.toMatch(/"(en|fr|es)":""/)
  })
})

const withRule = (id: string, over: Partial<FamilyContent['rules'][number]>): FamilyContent => ({
  ...MDRD,
  rules: MDRD.rules.map((rule) => (rule.id === id ? { ...rule, ...over } : rule)),
})

const messages = (content: FamilyContent) =>
  checkFamily(content).map(({ where, message }) => `${where}: ${message}`)

describe('a draft', () => {
  it('with an unknown path', () => {
    expect(messages(withRule('R6', { when: isKnown('wheels') }))).toEqual([
      'rule R6: “wheels” names nothing here.',
    ])
  })

  it('with overlapping bands', () => {
    expect(messages(withRule('R2', { when: between('length', 60, 72) }))).toEqual([
      'rule R2: Its band of length overlaps that of rule R1 (role BODY).',
    ])
  })

  it('with a gap between bands, and at the end', () => {
    expect(messages(withRule('R2', { when: between('length', 62, 72) }))).toEqual([
      'rule R2: Between 60 and 62 no rule of role BODY covers length.',
    ])
    expect(messages(withRule('R3', { when: between('length', 73, 119) }))).toEqual([
      'rule R3: Above 119 no rule of role BODY covers length.',
    ])
  })

  it('with a rule that can never fire', () => {
    expect(messages(withRule('R7', { when: is('feet', 'WHEELS') }))).toEqual([
      'rule R7: Its condition can never hold.',
    ])
  })

  it('with wizard fields that do not match the options', () => {
    const [first, ...rest] = MDRD.wizard.sections
    if (!first) throw new Error('no section')
    const blocks = [{ key: 'odd', fields: [{ field: 'shoe', span: 6 }] }, ...first.blocks.slice(1)]
    const wizard = { sections: [{ ...first, blocks }, ...rest] }
    expect(messages({ ...MDRD, wizard })).toEqual([
      'wizard question shoe: “shoe” is no option.',
      'wizard: “sinkModel” is never asked.',
      'wizard: “width” is never asked.',
      'wizard: “length” is never asked.',
    ])
  })

  it('with names that occur twice', () => {
    expect(messages({ ...MDRD, rules: [...MDRD.rules, ...MDRD.rules.slice(0, 1)] })).toEqual([
      'rules: “R1” occurs twice.',
    ])
  })

  it('with a role that is nowhere shown', () => {
    expect(messages(withRule('R6', { role: 'SHOES' }))).toEqual([
      'rule R6: Role SHOES is missing from the display order.',
      'invariant ONE_FEET: No rule has the role FEET.',
    ])
  })

  it('with a field that depends on one below it', () => {
    const options = MDRD.options.map((field) =>
      field.key === 'width' ? { ...field, visible: isKnown('feet') } : field,
    )
    expect(messages({ ...MDRD, options })).toEqual([
      'option width: It depends on “feet”, which does not stand above it.',
    ])
  })

  it('with derived values that go in a circle', () => {
    const circle = {
      key: 'ring',
      label: MDRD.label,
      cases: [{ when: isKnown('ring'), value: 'X' }],
    }
    expect(messages({ ...MDRD, derived: [...MDRD.derived, circle] })).toEqual([
      'derived ring: “ring” names nothing here.',
    ])
  })

  it('with an id that the catalogue does not know', () => {
    const problems = checkFamily(MDRD, (id) => id !== 'T2-OHL-MDRD-KIT')
    expect(problems).toEqual([
      { where: 'rule R7', message: 'The catalogue knows no T2-OHL-MDRD-KIT.' },
    ])
  })
})
