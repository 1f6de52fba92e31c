import { describe, expect, it } from 'vitest'
import { familyContentSchema } from '../../../src/domain/configurator/release'
import { checkFamily } from '../../../src/domain/configurator/lint/checkFamily'
import { begun, begunForm, opensWith } from '../../../src/views/editor/beginnings'
import { fixFor } from '../../../src/views/editor/fixes'
import { followsLabel } from '../../../src/views/editor/followsLabel'
import { placeOfWords } from '../../../src/views/editor/problems'
import { freshName, getAt, setAt } from '../../../src/domain/drafts/tree'
import { unaskedOf } from '../../../src/views/editor/unasked'
import { ENDOSCOPE } from '../../../src/shipped/endoscope'
import { MDRD } from '../../../src/shipped/mdrd'

const text = (en: string) => ({ en, fr: en, es: en })

describe('a new element of a list', () => {
  it('takes the role of the rule above, or the first that is listed', () => {
    const content = { rules: [], displayOrder: [{ role: 'BODY' }] }
    expect(begun(content, ['rules'], { id: 'R1', role: '' })).toMatchObject({ role: 'BODY' })
    const more = { ...content, rules: [{ id: 'R1', role: 'LEGS' }] }
    expect(begun(more, ['rules'], { id: 'R2', role: '' })).toMatchObject({ role: 'LEGS' })
  })

  it('is the next form that the family lacks, complete but for its words', () => {
    const first = begun({ checklists: [] }, ['checklists'], {})
    expect(first).toMatchObject({ kind: 'PRE_QC', key: 'PREQC' })
    expect(begun({ checklists: [first] }, ['checklists'], {})).toMatchObject({ kind: 'PRODUCTION' })
    const named = setAt(first, ['document'], 'QF-1')
    const read = familyContentSchema.safeParse({ ...ENDOSCOPE, checklists: [named] })
    expect(read.error?.issues).toBeUndefined()
  })

  it('is in force when it is the first template', () => {
    const path = ['taskTemplates']
    expect(begun({ taskTemplates: [] }, path, {})).toEqual({ isActive: true })
    expect(begun({ taskTemplates: [{ isActive: true }] }, path, {})).toEqual({ isActive: false })
  })

  it('opens with whatever is the only part of its kind in it', () => {
    const content = { checklists: [begunForm('PRE_QC')] }
    expect(opensWith(content, ['checklists', 0])).toEqual([
      ['checklists', 0],
      ['checklists', 0, 'sections', 0],
      ['checklists', 0, 'sections', 0, 'items', 0],
    ])
    expect(opensWith(MDRD, ['checklists', 0])).toEqual([['checklists', 0]])
  })

  it('continues the numbers of its list', () => {
    expect(freshName([], 'id', 'R')).toBe('R1')
    expect(freshName([{ id: 'R1' }, { id: 'R25' }], 'id', 'R')).toBe('R26')
    expect(freshName([], 'value', 'CHOICE')).toBe('CHOICE_1')
    expect(freshName([{ key: 'option1' }], 'key', 'option')).toBe('option2')
  })
})

describe('a label that was written', () => {
  const named = (owner: object, name = 'label') => {
    const content = { options: [owner, { key: 'taken' }] }
    return getAt(followsLabel(content, ['options', 0, name]), ['options', 0])
  }

  it('names the key that nobody has chosen', () => {
    expect(named({ key: 'option1', label: text('Leak tester') })).toMatchObject({
      key: 'leakTester',
    })
    expect(named({ value: 'CHOICE_1', label: text('Two basins') })).toMatchObject({
      value: 'TWO_BASINS',
    })
  })

  it('leaves a chosen key, and takes none that is taken', () => {
    expect(named({ key: 'mine', label: text('Leak tester') })).toMatchObject({ key: 'mine' })
    expect(named({ key: 'option1', label: text('Taken') })).toMatchObject({ key: 'option1' })
  })

  it('is the reason of its rule and the heading of its elements until they have their own', () => {
    expect(named({ label: text('Casters'), because: text('') })).toMatchObject({
      because: text('Casters'),
    })
    expect(named({ label: text('Casters'), because: text('Feet') })).toMatchObject({
      because: text('Feet'),
    })
    expect(named({ label: text('Basins'), elementLabel: text('') })).toMatchObject({
      elementLabel: text('Basin {element.number}'),
    })
  })
})

describe('corrections', () => {
  const apply = (message: string, content: unknown) => {
    const fix = fixFor(message)
    if (!fix) throw new Error(`There is no correction for: ${message}`)
    return fix.apply(content)
  }

  it('ask what is never asked, once, beside its neighbours', () => {
    const bare = { ...MDRD, wizard: { sections: [] } }
    const messages = checkFamily(bare).map(({ message }) => message)
    expect(messages.length).toBeGreaterThan(10)
    const asked = messages.reduce<unknown>((content, message) => apply(message, content), bare)
    expect(checkFamily(familyContentSchema.parse(asked))).toEqual([])
    expect(unaskedOf(asked, undefined)).toEqual([])
    expect(unaskedOf(asked, 'basins')).toEqual([])
  })

  it('list a role, begin a form, put a template in force', () => {
    const role = 'Role CROWN is missing from the display order.'
    expect(getAt(apply(role, { displayOrder: [] }), ['displayOrder', 0, 'role'])).toBe('CROWN')
    const form = apply('There is no form FINAL_QC.', { checklists: [] })
    expect(getAt(form, ['checklists', 0, 'kind'])).toBe('FINAL_QC')
    const active = apply('None is active: production would have no tasks.', {
      taskTemplates: [{ isActive: false }],
    })
    expect(getAt(active, ['taskTemplates', 0, 'isActive'])).toBe(true)
  })

  it('are offered for nothing else', () => {
    expect(fixFor('Its condition can never hold.')).toBeNull()
  })
})

describe('the place of a problem', () => {
  it('is the question of the wizard that asks for nothing, and the section without a heading', () => {
    const [first] = MDRD.wizard.sections
    if (!first) throw new Error('MDRD asks nothing.')
    const field = getAt(MDRD, ['wizard', 'sections', 0, 'blocks', 0, 'fields', 0, 'field'])
    expect(placeOfWords(MDRD, `wizard question ${String(field)}`)).toEqual([
      ...['wizard', 'sections', 0, 'blocks', 0, 'fields', 0],
    ])
    expect(placeOfWords(MDRD, `wizard section ${first.key}`)).toEqual(['wizard', 'sections', 0])
    expect(placeOfWords(MDRD, 'wizard')).toEqual(['wizard', 'sections'])
  })
})
