import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../src/domain/configurator/ast'
import {
  numbersByClass,
  spelledProblems,
  type KnownNumber,
} from '../../../src/domain/configurator/lint/spelled'
import {
  referenceProblems,
  retirementProblems,
} from '../../../src/domain/configurator/lint/references'
import {
  familyContentSchema,
  type Choice,
  type Constraint,
  type CustomItem,
  type FamilyContent,
  type Field,
  type Group,
  type Rule,
  type WarningRule,
} from '../../../src/domain/configurator/release'
import { checkFamily, reportFamily } from '../../../src/domain/configurator/lint/checkFamily'
import {
  add,
  all,
  between,
  compare,
  contains,
  count,
  firstOf,
  is,
  isKnown,
  min,
  not,
  onBom,
  provided,
  value,
} from '../../../src/domain/configurator/write'
import { formProblems } from '../../../src/domain/drafts/formProblems'
import { sameLabel, type Label } from '../../../src/domain/label'
import type { Checklist, ChecklistItem } from '../../../src/domain/quality/checklist'
import { ENDOSCOPE } from '../../../src/shipped/endoscope'
import { INSTROSINK } from '../../../src/shipped/introsink'
import { MDRD } from '../../../src/shipped/mdrd'

const messages = (content: FamilyContent) =>
  checkFamily(content).map(({ where, message }) => `${where}: ${message}`)

/** A draft with parts of its own, as it is read from its record: what a part reads is remembered with it. */
const copyWith = (over: Partial<FamilyContent>): FamilyContent =>
  structuredClone({ ...MDRD, ...over })

const shipped = { MDRD, ENDOSCOPE, INSTROSINK }

describe.each(Object.entries(shipped))('shipped family %s', (code, content) => {
  it('satisfies the schema as plain JSON', () => {
    const stored: unknown = JSON.parse(JSON.stringify(content))
    expect(familyContentSchema.parse(stored)).toEqual(content)
    expect(content.code).toBe(code)
  })

  it('has no problem but that it may be unfinished', () => {
    const unfinished = [
      'options: There is no option yet: nothing could be chosen.',
      'rules: No rule is in use: a bill of materials would be empty.',
      ...['PRE_QC', 'PRODUCTION', 'END_OF_LINE', 'PACKAGING', 'FINAL_QC'].map(
        (kind) => `checklists: There is no form ${kind}.`,
      ),
    ]
    expect(messages(content)).toEqual(code === 'MDRD' ? [] : unfinished)
  })

  it('speaks three languages everywhere', () => {
    expect(JSON.stringify(content)).not.toMatch(/"(en|fr|es)":""/)
  })
})

const rule = (id: string) => {
  const found = MDRD.rules.find((one) => one.id === id)
  if (!found) throw new Error(`There is no rule ${id}.`)
  return found
}

const withRule = (id: string, over: Partial<FamilyContent['rules'][number]>): FamilyContent => ({
  ...MDRD,
  rules: MDRD.rules.map((rule) => (rule.id === id ? { ...rule, ...over } : rule)),
})

describe('a key that every object of a program has', () => {
  const faults = (key: string) => {
    const [field, ...rest] = MDRD.options
    const read = familyContentSchema.safeParse({ ...MDRD, options: [{ ...field, key }, ...rest] })
    return read.error ? formProblems(read.error, MDRD).map(({ message }) => message) : []
  }

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])('%s is told by name', (key) => {
    expect(faults(key)).toEqual([
      `“${key}” is a name that programs keep for themselves: choose another.`,
    ])
  })

  it('is none of the usual ones', () => {
    expect(faults('__proto__')).toContain(
      'A key begins with a small letter and has letters and digits only.',
    )
    expect(faults('constructors')).toEqual([])
  })
})

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
    expect(messages(withRule('R7', { when: between('length', 500, 600) }))).toEqual([
      'rule R7: Its condition can never hold.',
    ])
  })

  describe('with bands', () => {
    const rules = (...when: Condition[]): FamilyContent => ({
      ...MDRD,
      rules: [
        ...MDRD.rules,
        ...when.map((one, index) => ({
          ...rule('R6'),
          id: `R9${index}`,
          role: 'EXTRA_MANUAL',
          when: one,
          item: { kind: 'ITEM' as const, id: `BEAM-${index}` },
        })),
      ],
    })
    const casters = is('feet', 'CASTERS')
    const length = value('length')
    const overlap = ['rule R91: Its band of length overlaps that of rule R90 (role EXTRA_MANUAL).']

    it('that overlap beside the same condition, in whatever order the two stand', () => {
      const long = between('length', 60, 120)
      expect(messages(rules(all(between('length', 48, 80), casters), all(casters, long)))).toEqual(
        overlap,
      )
      expect(
        messages(rules(all(between('length', 48, 80), casters), all(all(casters), long))),
      ).toEqual(overlap)
      expect(messages(rules(all(between('length', 48, 60), casters), all(casters, long)))).toEqual(
        overlap,
      )
    })

    it('that overlap however they are written', () => {
      expect(messages(rules(compare(length, 'LE', 70), compare(length, 'GE', 60)))).toEqual(overlap)
      expect(messages(rules(compare(70, 'GE', length), compare(length, 'GT', 59)))).toEqual(overlap)
      expect(messages(rules(between('length', 48, 70), compare(length, 'GE', 60)))).toEqual(overlap)
      expect(messages(rules(compare(length, 'LT', 60), compare(length, 'GE', 60)))).toEqual([])
      expect(messages(rules(compare(length, 'LT', 60), compare(length, 'GT', 60)))).toEqual([
        'rule R91: Between 59 and 61 no rule of role EXTRA_MANUAL covers length.',
      ])
    })

    it('under one wide one, which leaves no gap between them', () => {
      const content = rules(
        between('length', 48, 120),
        between('length', 50, 60),
        between('length', 70, 80),
      )
      expect(messages(content)).toEqual([
        ...overlap,
        'rule R92: Its band of length overlaps that of rule R90 (role EXTRA_MANUAL).',
      ])
    })

    it('of a decimal number: the number where two meet belongs to one of them', () => {
      const depth: Field = {
        key: 'reach',
        label: MDRD.label,
        required: true,
        type: 'NUMBER',
        min: 48,
        max: 72,
      }
      const section = MDRD.wizard.sections[0]
      if (!section) throw new Error('no section')
      const wizard = {
        sections: [
          {
            ...section,
            blocks: [...section.blocks, { key: 'reach', fields: [{ field: 'reach', span: 6 }] }],
          },
          ...MDRD.wizard.sections.slice(1),
        ],
      }
      const decimal = (...when: Condition[]) =>
        messages({ ...rules(...when), options: [...MDRD.options, depth], wizard })
      const reach = value('reach')
      const upTo60 = between('reach', 48, 60)
      expect(decimal(upTo60, between('reach', 60, 72))).toEqual([
        'rule R91: It takes reach 60 as rule R90 does (role EXTRA_MANUAL): let one of the two say “is less than 60” or “is more than 60”.',
      ])
      expect(decimal(upTo60, between('reach', 61, 72))).toEqual([
        'rule R91: Between 60 and 61 no rule of role EXTRA_MANUAL covers reach.',
      ])
      expect(decimal(upTo60, compare(reach, 'GT', 60))).toEqual([])
      expect(
        decimal(
          all(between('reach', 48, null), compare(reach, 'LT', 60)),
          between('reach', 60, 72),
        ),
      ).toEqual([])
      expect(decimal(compare(reach, 'LT', 60), compare(reach, 'GT', 60))).toEqual([
        'rule R91: At 60 no rule of role EXTRA_MANUAL covers reach.',
      ])
      expect(decimal(upTo60, all(compare(reach, 'GT', 60), compare(reach, 'LT', 72)))).toEqual([
        'rule R91: At 72 no rule of role EXTRA_MANUAL covers reach.',
      ])
    })
  })

  it('with a rule that only holds where constraints refuse the sink', () => {
    const constraint = (id: string, when: Condition, require: Condition): Constraint => ({
      id,
      when,
      require,
      code: 'invalid_value',
      field: 'feet',
      message: MDRD.label,
    })
    const beside = (...more: Constraint[]): FamilyContent => ({
      ...withRule('R7', {
        when: all(is('feet', 'SEISMIC'), is('legsType', 'HEIGHT_ADJUSTABLE')),
      }),
      constraints: [...MDRD.constraints, ...more],
    })
    const seismic = is('feet', 'SEISMIC')
    const fixed = is('legsType', 'FIXED_HEIGHT')
    expect(messages(beside(constraint('FEET', seismic, fixed)))).toContain(
      'rule R7: Its condition holds only where constraint FEET refuses the sink: change the condition, or what refuses it.',
    )
    expect(
      messages(
        beside(
          constraint('SHORT', seismic, between('length', 48, 60)),
          constraint('LONG', is('legsType', 'HEIGHT_ADJUSTABLE'), between('length', 90, 120)),
        ),
      ),
    ).toContain(
      'rule R7: Its condition holds only where the constraints together refuse the sink: change the condition, or what refuses it.',
    )
    expect(
      messages(beside(constraint('SHORT', seismic, between('length', 48, 60)))).filter((said) =>
        said.startsWith('rule R7'),
      ),
    ).toEqual([])
  })

  it('without a fault in a rule for an accessory that may be picked', () => {
    const content = withRule('R25', { when: is('element.partNumber', 'T-OA-MNT-ARM') })
    expect(messages(content)).toEqual([])
  })

  it('with a rule that waits for a feature that no rule above it brings along', () => {
    const waits = (tag: string) => [
      `rule R7: It waits for “${tag}”, which no rule above it brings along: let an alternative there provide it, or take the condition away.`,
    ]
    expect(messages(withRule('R7', { when: not(provided('WHEELS')) }))).toEqual(waits('WHEELS'))
    expect(messages(withRule('R7', { when: provided('WHEELS') }))).toEqual([
      ...waits('WHEELS'),
      'rule R7: Its condition can never hold.',
    ])
    const later = MDRD.rules.find(
      ({ item }) =>
        item.kind === 'FIRST_OF' && item.alternatives.some(({ provides }) => provides?.length),
    )
    if (later?.item.kind !== 'FIRST_OF') throw new Error('No rule brings a feature along.')
    const tag = later.item.alternatives.flatMap(({ provides = [] }) => provides)[0] ?? ''
    expect(messages(withRule('R6', { when: not(provided(tag)) }))).toEqual(
      waits(tag).map((said) => said.replace('R7', 'R6')),
    )
  })

  describe('with an option', () => {
    const withOption = (key: string, change: (field: Field) => Field): FamilyContent => ({
      ...MDRD,
      options: MDRD.options.map((field) => (field.key === key ? change(field) : field)),
    })
    const withLength = (over: { min?: number; max?: number; default?: number }) =>
      messages(
        withOption('length', (field) => (field.type === 'INTEGER' ? { ...field, ...over } : field)),
      )
    const withFeet = (change: (choice: Choice, index: number) => Choice) =>
      messages(
        withOption('feet', (field) =>
          field.type === 'CHOICE' ? { ...field, choices: field.choices.map(change) } : field,
        ),
      )

    it('of whole numbers that proposes or limits a fraction', () => {
      expect(withLength({ default: 50.5 })).toEqual([
        'option length: What it proposes, 50.5, is no whole number: enter one.',
      ])
      expect(withLength({ min: 48.5 })).toEqual([
        'option length: Its lowest value, 48.5, is no whole number: enter one.',
      ])
      expect(withLength({ max: 119.5 })).toEqual([
        'option length: Its highest value, 119.5, is no whole number: enter one.',
      ])
    })

    it('with two choices of one label, in any language', () => {
      expect(withFeet((choice) => ({ ...choice, label: sameLabel('Feet') }))).toEqual([
        'option feet: CASTERS and SEISMIC are both called “Feet” (English): give each a label of its own.',
      ])
      expect(
        withFeet((choice) => ({ ...choice, label: { ...choice.label, fr: 'Appuis' } })),
      ).toEqual([
        'option feet: CASTERS and SEISMIC are both called “Appuis” (French): give each a label of its own.',
      ])
    })

    it('with a choice that can never be offered', () => {
      const only = (when: Condition): Choice['only'] => [
        { id: 'FEET.SEISMIC', when, code: 'option_unknown', message: MDRD.label },
      ]
      const offered = (when: Condition) =>
        withFeet((choice) =>
          choice.value === 'SEISMIC' ? { ...choice, only: only(when) } : choice,
        ).filter((said) => said.startsWith('option'))
      const never = [
        'option feet: Its choice SEISMIC can never be offered: change when it is available, or remove it.',
      ]
      expect(offered(between('length', 500, 600))).toEqual(never)
      expect(offered(all(is('legsType', 'FIXED_HEIGHT'), is('legsModel', 'LC1')))).toEqual(never)
      expect(offered(is('legsType', 'FIXED_HEIGHT'))).toEqual([])
    })
  })

  describe('with a text that people read as nothing', () => {
    const unseen = sameLabel('\u200b\u2060 ')
    const withOptions = (change: (field: Field) => Field): FamilyContent => ({
      ...MDRD,
      options: MDRD.options.map(change),
    })
    const withSeismic = (over: Partial<Choice>): FamilyContent =>
      withOptions((field) =>
        field.key === 'feet' && field.type === 'CHOICE'
          ? {
              ...field,
              choices: field.choices.map((choice) =>
                choice.value === 'SEISMIC' ? { ...choice, ...over } : choice,
              ),
            }
          : field,
      )
    const withForm = (change: (form: Checklist) => Checklist): FamilyContent => ({
      ...MDRD,
      checklists: MDRD.checklists.map((form) => (form.key === 'PQ' ? change(form) : form)),
    })
    const withItems = (change: (item: ChecklistItem) => ChecklistItem): FamilyContent => ({
      ...MDRD,
      checklists: MDRD.checklists.map((form) => ({
        ...form,
        sections: form.sections.map((section) => ({
          ...section,
          items: section.items.map(change),
        })),
      })),
    })
    const basin = MDRD.rules.find(({ item }) => item.kind === 'CUSTOM')
    if (basin?.item.kind !== 'CUSTOM') throw new Error('There is no part made to measure.')

    it.each<[string, FamilyContent, string]>([
      [
        'the heading of an element',
        {
          ...MDRD,
          groups: MDRD.groups.map((group) =>
            group.key === 'basins' ? { ...group, elementLabel: unseen } : group,
          ),
        },
        'group basins: The heading of one element is empty.',
      ],
      [
        'the label of an option',
        withOptions((field) => (field.key === 'length' ? { ...field, label: unseen } : field)),
        'option length: Its label is empty.',
      ],
      [
        'the unit of a number',
        withOptions((field) =>
          field.key === 'length' && field.type === 'INTEGER' ? { ...field, unit: unseen } : field,
        ),
        'option length: Its unit is empty.',
      ],
      [
        'why a choice is not available',
        withSeismic({
          only: [
            {
              id: 'FEET.SEISMIC',
              when: is('legsType', 'FIXED_HEIGHT'),
              code: 'option_unknown',
              message: unseen,
            },
          ],
        }),
        'option feet: What people read where SEISMIC is not available is empty.',
      ],
      [
        'the value of a choice',
        withSeismic({ value: ' ', label: sameLabel('Seismic') }),
        'option feet: The value of the choice “Seismic” is empty.',
      ],
      [
        'the name of a part made to measure',
        withRule(basin.id, { item: { ...basin.item, name: unseen } }),
        `rule ${basin.id}: The name of the part made to measure is empty.`,
      ],
      [
        'the label of a role',
        {
          ...MDRD,
          displayOrder: MDRD.displayOrder.map((entry) =>
            entry.role === 'BODY' ? { ...entry, label: unseen } : entry,
          ),
        },
        'display order: The label of BODY is empty.',
      ],
      [
        'the document of a form',
        withForm((form) => ({ ...form, document: '  ' })),
        'checklist PQ: The number of its document is empty.',
      ],
    ])('%s', (_, content, message) => {
      expect(messages(content)).toContain(message)
    })

    it('the labels of what a form lets choose, and two that are the same', () => {
      const choices = MDRD.checklists.flatMap(({ key, sections }) =>
        sections.flatMap(({ items }) =>
          items.flatMap((item) =>
            item.type === 'CHOICE' && item.choices.length > 1 ? [{ key, item }] : [],
          ),
        ),
      )
      const [asked] = choices
      const [one, other] = asked?.item.choices ?? []
      if (!asked || !one || !other) throw new Error('No form lets choose.')
      const where = `checklist ${asked.key} item ${asked.item.key}`
      const labelled = (label: Label) =>
        messages(
          withItems((item) =>
            item.type === 'CHOICE' && item.key === asked.item.key
              ? { ...item, choices: item.choices.map((choice) => ({ ...choice, label })) }
              : item,
          ),
        )
      expect(labelled(unseen)).toContain(`${where}: The label of ${one.code} is empty.`)
      expect(labelled(sameLabel('Yes'))).toContain(
        `${where}: ${one.code} and ${other.code} are both called “Yes” (English): give each a label of its own.`,
      )
    })
  })

  it('without a name or a description', () => {
    expect(messages({ ...MDRD, label: sameLabel(' '), description: sameLabel('') })).toEqual([
      'label: The name of the family is empty.',
      'description: The description of the family is empty.',
    ])
  })

  it('with a group of less than nothing, of a fraction, or of more at least than at most', () => {
    const withBasins = (min: number, max: number) =>
      messages({
        ...MDRD,
        groups: MDRD.groups.map((group) =>
          group.key === 'faucets' ? { ...group, min, max } : group,
        ),
      })
    expect(withBasins(-1, 2.5)).toEqual([
      'group faucets: It cannot have -1 elements: enter a whole number from 0 to 50.',
      'group faucets: It cannot have 2.5 elements: enter a whole number from 0 to 50.',
    ])
    expect(withBasins(0, 100_000)).toEqual([
      'group faucets: It cannot have 100000 elements: enter a whole number from 0 to 50.',
    ])
    expect(withBasins(3, 2)).toEqual([
      'group faucets: It cannot have at least 3 and at most 2 elements.',
    ])
  })

  describe('with a group whose number of elements is worked out', () => {
    const limited = (
      over: Partial<Pick<FamilyContent['groups'][number], 'max' | 'min' | 'visible'>>,
      own: Partial<FamilyContent> = {},
    ) =>
      messages({
        ...MDRD,
        groups: MDRD.groups.map((group) =>
          group.key === 'sprayers' ? { ...group, ...over } : group,
        ),
        ...own,
      }).filter((said) => said.startsWith('group'))
    const least = (comes: string) => [
      `group sprayers: The least number of its elements ${comes}: it has to be a whole number from 0 to 50.`,
    ]
    const most = (comes: string) => [
      `group sprayers: The greatest number of its elements ${comes}: it has to be a whole number from 0 to 50.`,
    ]

    it('and comes to a fraction', () => {
      expect(limited({ min: add(1, 0.5) })).toEqual(least('comes to 1.5'))
      expect(limited({ max: add(1, 0.5) })).toEqual(most('comes to 1.5'))
      expect(limited({ max: value('width') })).toEqual([
        expect.stringMatching(
          /^group sprayers: The greatest number of its elements comes to \d+\.\d+, for example with .*: it has to be/,
        ),
      ])
    })

    it('and comes to less than none, or to more than an order takes', () => {
      expect(limited({ min: add(value('sinkModel#basins'), -2) })).toEqual(
        least('comes to -1, for example with Model: T2-B1 (1 basin)'),
      )
      expect(limited({ max: value('length') })).toEqual([
        expect.stringMatching(
          /^group sprayers: The greatest number of its elements comes to \d+, /,
        ),
      ])
      expect(limited({ max: min(value('length'), 2) })).toEqual([])
    })

    it('and cannot be told, wherever the group is shown', () => {
      const pegboard = value('pegboardColor')
      expect(limited({ max: pegboard })).toEqual([
        expect.stringContaining('The greatest number of its elements is not known'),
      ])
      expect(limited({ max: firstOf(pegboard, 2) })).toEqual([])
      expect(limited({ max: value('sinkModel#basins'), visible: is('feet', 'CASTERS') })).toEqual(
        [],
      )
    })

    it('of more elements than can be listed', () => {
      const many = (key: string): Group => ({
        key,
        kind: 'OTHER',
        label: sameLabel('text'),
        elementLabel: sameLabel('text'),
        min: 0,
        max: 50,
        fields: [
          {
            key: 'kind',
            label: sameLabel('text'),
            required: true,
            type: 'CHOICE',
            choices: ['A', 'B', 'C', 'D'].map((value) => ({ value, label: sameLabel(value) })),
          },
        ],
      })
      const groups = [
        many('racks'),
        ...MDRD.groups.map((group) =>
          group.key === 'sprayers'
            ? { ...group, max: count('racks', is('element.kind', 'A')) }
            : group,
        ),
      ]
      expect(limited({}, { groups })).toEqual([])
    })

    it('in two groups at once', () => {
      const groups = MDRD.groups.map((group) =>
        group.key === 'basins' ? group : { ...group, max: add(1, 0.5) },
      )
      expect(limited({}, { groups })).toHaveLength(2)
    })
  })

  describe('with a warning', () => {
    const withWarnings = (...more: WarningRule[]) =>
      messages({ ...MDRD, warnings: [...MDRD.warnings, ...more] })
    const warning = (over: Partial<WarningRule>): WarningRule => ({
      id: 'EXTRA',
      code: 'W9',
      when: is('feet', 'SEISMIC'),
      field: 'feet',
      message: MDRD.label,
      ...over,
    })

    it('under the code of another, unless both are hints for each accessory', () => {
      expect(withWarnings(warning({}))).toEqual([])
      expect(withWarnings(warning({ code: 'W1' }))).toEqual([
        'message EXTRA: Its code W1 belongs to warning W1: give it another. Only hints for each accessory share one.',
      ])
      expect(
        withWarnings(
          warning({
            code: 'W4',
            forEach: 'accessories',
            when: contains('element.partNumber', 'SHELF'),
            field: 'element.partNumber',
          }),
        ),
      ).toEqual([])
    })

    it('that can never show', () => {
      const never = ['message EXTRA: It can never show: change its condition, or remove it.']
      expect(withWarnings(warning({ when: between('length', 500, 600) }))).toEqual(never)
      expect(
        withWarnings(
          warning({ when: all(is('legsType', 'FIXED_HEIGHT'), is('legsModel', 'LC1')) }),
        ),
      ).toEqual(never)
      expect(withWarnings(warning({ when: compare(value('length'), 'EQ', 77) }))).toEqual([])
      expect(withWarnings(warning({ when: onBom('T2-ANY') }))).toEqual([])
    })
  })

  it('with accessories from a category, or without a subcategory, that is not there', () => {
    const accessories = { ...MDRD.accessories, excludedSubcategories: ['999.999'] }
    expect(referenceProblems({ ...MDRD, accessories }, (_kind, id) => id !== '999.999')).toEqual([
      { where: 'accessories', message: 'There is no category 999.999.' },
    ])
  })

  it('with a choice that was renamed or removed and is asked for in other places', () => {
    const renamed = (key: string, value: string, group?: string): FamilyContent => {
      const without = (fields: readonly Field[]) =>
        fields.map((field) =>
          field.key === key && field.type === 'CHOICE'
            ? {
                ...field,
                choices: field.choices.map((choice) =>
                  choice.value === value ? { ...choice, value: 'RENAMED' } : choice,
                ),
              }
            : field,
        )
      return group === undefined
        ? { ...MDRD, options: without(MDRD.options) }
        : {
            ...MDRD,
            groups: MDRD.groups.map((entry) =>
              entry.key === group ? { ...entry, fields: without(entry.fields) } : entry,
            ),
          }
    }
    const places = (content: FamilyContent, said: string) =>
      checkFamily(content).flatMap(({ where, message }) => (message === said ? where : []))
    expect(places(renamed('feet', 'CASTERS'), '“CASTERS” is no choice of feet.')).toEqual([
      'checklist PQ item P5',
      'checklist PQ item P6',
      'checklist FQ item B-8',
    ])
    expect(
      places(renamed('type', 'E_DRAIN', 'basins'), '“E_DRAIN” is no choice of basins.type.'),
    ).toEqual(
      expect.arrayContaining([
        'option faucets.placement',
        'derived controlBox',
        'checklist EL section DR',
        'task mdrdDetailed.testDrain',
      ]),
    )
  })

  it('with a condition on a value that a derived value never has, told where it stands', () => {
    const extra = {
      key: 'extra',
      label: MDRD.label,
      cases: [{ when: is('feet', 'X'), value: 'Y' }],
    }
    const content = withRule('R7', { when: is('extra', 'Z') })
    expect(messages({ ...content, derived: [...content.derived, extra] })).toEqual(
      expect.arrayContaining([
        'derived extra: “X” is no choice of feet.',
        'rule R7: “Z” is no choice of extra.',
      ]),
    )
  })

  it('with bands of a number of each element: whole numbers meet, and the limits are its own', () => {
    const bands = (...limits: [number, number][]): FamilyContent => ({
      ...MDRD,
      rules: [
        ...MDRD.rules,
        ...limits.map(([from, to], index) => ({
          ...rule('R6'),
          id: `R9${index}`,
          role: 'EXTRA_MANUAL',
          forEach: 'basins',
          when: between('element.drop', from, to),
          item: { kind: 'ITEM' as const, id: `DEEP-${index}` },
        })),
      ],
      groups: MDRD.groups.map((group) =>
        group.key === 'basins'
          ? {
              ...group,
              fields: [
                ...group.fields,
                {
                  key: 'drop',
                  label: MDRD.label,
                  required: true,
                  type: 'INTEGER' as const,
                  min: 1,
                  max: 20,
                },
              ],
            }
          : group,
      ),
      wizard: {
        sections: MDRD.wizard.sections.map((section) => ({
          ...section,
          blocks: section.blocks.map((block) =>
            block.group === 'basins'
              ? { ...block, fields: [...block.fields, { field: 'drop', span: 6 }] }
              : block,
          ),
        })),
      },
    })
    expect(messages(bands([1, 10], [11, 20]))).toEqual([])
    expect(messages(bands([1, 10], [12, 20]))).toEqual([
      'rule R91: Between 10 and 12 no rule of role EXTRA_MANUAL covers element.drop.',
    ])
    expect(messages(bands([2, 10], [11, 19]))).toEqual([
      'rule R90: From 1 to 2 no rule of role EXTRA_MANUAL covers element.drop.',
      'rule R91: Above 19 no rule of role EXTRA_MANUAL covers element.drop.',
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
      'rule R1: Its band of length overlaps that of rule R1 (role BODY).',
    ])
  })

  it('with a role that is nowhere shown', () => {
    expect(messages(withRule('R6', { role: 'SHOES' }))).toEqual([
      'rule R6: Role SHOES is missing from the display order.',
      'invariant ONE_FEET: No rule has the role FEET.',
      'task mdrdDetailed.fitFeet: No rule has the role FEET.',
      'task mdrdCoarse.fitFeet: No rule has the role FEET.',
      'task completeAssembly.assembleBody: No rule has the role FEET.',
    ])
  })

  describe('without an option that others read', () => {
    const gone = copyWith({ options: MDRD.options.filter(({ key }) => key !== 'pegboard') })
    const report = reportFamily(gone)
    const said = report.problems.map(({ where, message }) => `${where}: ${message}`)

    it('tells every place that names it', () => {
      const readers = [
        'option pegboardType',
        'option pegboardColor',
        'option pegboardSize',
        'option pegboardWidth',
        'option pegboardLength',
        'derived panelSize',
        'message PANEL_SIZE',
        'rule R7',
        'rule R10',
        'invariant PEGBOARD_KIT',
        'schematic',
        'checklist PQ item P3',
        'task mdrdDetailed.fitPegboard',
      ]
      expect(said).toEqual(
        expect.arrayContaining(readers.map((where) => `${where}: “pegboard” names nothing here.`)),
      )
      expect(said).toContain('wizard question pegboard: “pegboard” is no option.')
    })

    it('tells each once', () => {
      expect(new Set(said).size).toBe(said.length)
    })

    it('says that more is checked later', () => {
      expect(report.isWhole).toBe(false)
      expect(reportFamily(MDRD)).toEqual({ problems: [], isWhole: true })
    })
  })

  it('with a derived value that names nothing: told where it stands, not where it is read', () => {
    const lost = {
      key: 'lost',
      label: MDRD.label,
      cases: [{ when: isKnown('wheels'), value: 'X' }],
    }
    const reader = withRule('R6', { when: isKnown('lost') })
    expect(messages({ ...reader, derived: [...MDRD.derived, lost] })).toEqual([
      'derived lost: “wheels” names nothing here.',
    ])
  })

  it('can be looked at with anything missing', () => {
    const lists = [
      'options',
      'groups',
      'derived',
      'rules',
      'displayOrder',
      'parameters',
      'checklists',
      'taskTemplates',
    ] as const
    for (const list of lists)
      expect(reportFamily(copyWith({ [list]: [] })).problems).not.toEqual([])
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

  it('with a constraint that nothing satisfies, by itself or beside another', () => {
    const constraint = (id: string, require: Condition): Constraint => ({
      id,
      require,
      code: 'invalid_value',
      field: 'length',
      message: MDRD.label,
    })
    const beside = (...more: Constraint[]) => ({
      ...MDRD,
      constraints: [...MDRD.constraints, ...more],
    })
    expect(messages(beside(constraint('NEVER', between('length', 500, 600))))).toEqual([
      'constraint NEVER: Nothing can satisfy it: no configuration would be accepted.',
    ])
    expect(
      messages(
        beside(
          constraint('SHORT', between('length', 48, 60)),
          constraint('LONG', between('length', 90, 120)),
        ),
      ),
    ).toEqual(['constraints: Together with the options they leave nothing to order.'])
  })

  it('with a constraint that refuses nothing', () => {
    const beside = (require: Condition, when?: Condition) =>
      messages({
        ...MDRD,
        constraints: [
          ...MDRD.constraints,
          {
            id: 'IDLE',
            ...(when ? { when } : {}),
            require,
            code: 'invalid_value',
            field: 'length',
            message: MDRD.label,
          },
        ],
      })
    const idle = [
      'constraint IDLE: It refuses nothing: whatever can be chosen satisfies it. Change what it requires, or remove it.',
    ]
    const length = value('length')
    expect(beside(compare(1, 'EQ', 1))).toEqual(idle)
    expect(beside(compare(length, 'LT', 500))).toEqual(idle)
    expect(
      beside(is('feet', 'SEISMIC'), all(is('feet', 'CASTERS'), is('feet', 'SEISMIC'))),
    ).toEqual(idle)
    expect(beside(compare(length, 'NE', 77))).toEqual([])
    const width = value('width')
    expect(beside(not(all(compare(width, 'GT', 30.2), compare(width, 'LT', 30.4))))).toEqual([])
  })

  it('with an option or a group that can never be shown', () => {
    const both = all(is('sinkModel', 'T2-B1'), is('sinkModel', 'T2-B2'))
    const hidden = (key: string, visible: Condition) => (fields: readonly Field[]) =>
      fields.map((field) => (field.key === key ? { ...field, visible } : field))
    const said = (own: Partial<FamilyContent>) =>
      messages({ ...MDRD, ...own }).filter((one) => one.includes('never be shown'))
    const never = 'It can never be shown: change the condition under which it is, or remove it.'
    expect(said({ options: hidden('pegboardColor', both)(MDRD.options) })).toEqual([
      `option pegboardColor: ${never}`,
    ])
    const inside = (key: string, visible: Condition) =>
      MDRD.groups.map((group) => ({ ...group, fields: hidden(key, visible)(group.fields) }))
    expect(said({ groups: inside('light', all(both, is('element.type', 'E_SINK'))) })).toEqual([
      `option basins.light: ${never}`,
    ])
    const groups = MDRD.groups.map((group) =>
      group.key === 'sprayers' ? { ...group, visible: both } : group,
    )
    expect(said({ groups })).toEqual([`group sprayers: ${never}`])
    expect(said({})).toEqual([])
  })

  it('with a section or an item of a form that is never asked', () => {
    const both = all(is('sinkModel', 'T2-B1'), is('sinkModel', 'T2-B2'))
    const [form, ...others] = MDRD.checklists
    const [section, ...sections] = form?.sections ?? []
    const [item, ...items] = section?.items ?? []
    if (!form || !section || !item) throw new Error('There is no form.')
    const asking = (over: Partial<typeof section>) =>
      messages({
        ...MDRD,
        checklists: [{ ...form, sections: [{ ...section, ...over }, ...sections] }, ...others],
      })
    const never =
      'Its condition can never hold, so it is never asked: change it, or remove the item.'
    expect(asking({ items: [{ ...item, when: both }, ...items] })).toEqual([
      `checklist PQ item ${item.key}: ${never}`,
    ])
    expect(
      asking({
        when: is('sinkModel', 'T2-B1'),
        items: [{ ...item, when: is('sinkModel', 'T2-B2') }, ...items],
      }),
    ).toContain(`checklist PQ item ${item.key}: ${never}`)
    expect(asking({ when: both })).toContain(
      `checklist PQ section ${section.key}: Its condition can never hold: change it, or remove the section.`,
    )
  })

  it('with questions that only warnings, or only rules, are answered', () => {
    const bill = 'It asks what stands on the bill of materials: only a warning can ask that.'
    const waits = 'It waits for “WINGS”: only a rule can ask what other rules bring along.'
    expect(messages(withRule('R7', { when: onBom('T2-TS7') }))).toEqual([`rule R7: ${bill}`])
    const [first, ...rest] = MDRD.constraints
    if (!first) throw new Error('There is no constraint.')
    const asking = (when: Condition) =>
      messages({ ...MDRD, constraints: [{ ...first, when }, ...rest] })
    expect(asking(onBom('T2-TS7'))).toEqual([`constraint ${first.id}: ${bill}`])
    expect(asking(not(provided('WINGS')))).toEqual([`constraint ${first.id}: ${waits}`])
    const options = MDRD.options.map((field) =>
      field.key === 'pegboardColor' ? { ...field, visible: onBom('T2-TS7') } : field,
    )
    expect(messages({ ...MDRD, options })).toEqual([`option pegboardColor: ${bill}`])
    const [warning, ...warnings] = MDRD.warnings
    if (!warning) throw new Error('There is no warning.')
    expect(
      messages({ ...MDRD, warnings: [{ ...warning, when: provided('WINGS') }, ...warnings] }),
    ).toEqual([`message ${warning.id}: ${waits}`])
  })

  it('with a warning or a hidden accessory that the catalogue does not know', () => {
    const [warning, ...warnings] = MDRD.warnings
    if (!warning) throw new Error('There is no warning.')
    const content: FamilyContent = {
      ...MDRD,
      warnings: [{ ...warning, when: not(onBom('NO-SUCH-ITEM')) }, ...warnings],
      accessories: { ...MDRD.accessories, hidden: ['NO-SUCH-ACCESSORY'] },
    }
    expect(referenceProblems(content, (_kind, id) => !id.startsWith('NO-SUCH'))).toEqual([
      { where: `message ${warning.id}`, message: 'The catalogue knows no NO-SUCH-ITEM.' },
      { where: 'accessories', message: 'The catalogue knows no NO-SUCH-ACCESSORY.' },
    ])
  })

  it('with quantities that are no whole pieces', () => {
    expect(messages(withRule('R7', { quantity: -3 }))).toEqual([
      'rule R7: Its quantity -3 is no number of whole pieces.',
    ])
    expect(messages(withRule('R7', { quantity: 1.5 }))).toEqual([
      'rule R7: Its quantity 1.5 is no number of whole pieces.',
    ])
  })

  it('with quantities that no bill can count', () => {
    const tooLarge = (quantity: number) => [
      `rule R7: Its quantity ${quantity} is too large: enter a whole number from 1 to 999999.`,
    ]
    expect(messages(withRule('R7', { quantity: 9007199254740991 }))).toEqual(
      tooLarge(9007199254740991),
    )
    expect(messages(withRule('R7', { quantity: 1_000_000 }))).toEqual(tooLarge(1_000_000))
    expect(messages(withRule('R7', { quantity: 999_999 }))).toEqual([])
  })

  it('with a rule that asks for nothing, written out or worked out', () => {
    expect(messages(withRule('R7', { quantity: 0 }))).toEqual([
      'rule R7: Its quantity is 0, so it never adds a line: enter a whole number from 1, or switch the rule off.',
    ])
    expect(messages(withRule('R7', { quantity: 0, enabled: false }))).toEqual([])
    const never = [
      'rule R7: Its quantity never comes to more than 0, so it never adds a line: change it, or switch the rule off.',
    ]
    const faucets = count('faucets')
    expect(messages(withRule('R7', { quantity: count('basins', is('feet', 'CASTERS')) }))).toEqual(
      [],
    )
    expect(messages(withRule('R7', { when: not(isKnown('faucets')), quantity: faucets }))).toEqual(
      never,
    )
    expect(messages(withRule('R7', { quantity: value('feet') }))).toEqual(never)
    expect(messages(withRule('R7', { quantity: faucets }))).toEqual([])
  })

  it('with packing lines of nothing, or of more than anybody packs', () => {
    const packing = (quantity: number): FamilyContent => ({
      ...MDRD,
      checklists: MDRD.checklists.map((checklist) => ({
        ...checklist,
        sections: checklist.sections.map((section) => ({
          ...section,
          items: section.items.map((item) =>
            item.key === 'K1' && item.type === 'QUANTITY' ? { ...item, quantity } : item,
          ),
        })),
      })),
    })
    expect(messages(packing(0))).toEqual([
      'checklist PK item K1: Its quantity is 0, so it is never asked: enter a whole number from 1, or remove it.',
    ])
    expect(messages(packing(1_000_000))).toEqual([
      'checklist PK item K1: Its quantity 1000000 is too large: enter a whole number from 1 to 999999.',
    ])
  })

  describe('with a part made to measure', () => {
    const basin = MDRD.rules.find(({ item }) => item.kind === 'CUSTOM')
    if (basin?.item.kind !== 'CUSTOM') throw new Error('There is no part made to measure.')
    const { id, item } = basin
    const withItem = (over: Partial<CustomItem>) => withRule(id, { item: { ...item, ...over } })
    const said = (over: Partial<CustomItem>) => messages(withItem(over))
    const withBasinOption = (key: string, change: (field: Field) => Field): FamilyContent => ({
      ...MDRD,
      groups: MDRD.groups.map((group) =>
        group.key === 'basins'
          ? { ...group, fields: group.fields.map((one) => (one.key === key ? change(one) : one)) }
          : group,
      ),
    })

    it.each<[string, Partial<CustomItem>, string]>([
      [
        'whose number two sizes would share',
        { number: 'T2-ADW-BASIN-{element.width}x{element.length}' },
        'Its number does not tell the depth: two sizes would share one. Put {element.depth} into it.',
      ],
      [
        'whose number has dimensions that touch',
        { number: 'CB-{element.width}{element.length}x{element.depth}' },
        'Its number: Two sizes could get one number: put a letter or a sign between the dimensions, and before the first.',
      ],
      [
        'whose number has a digit behind the last dimension',
        { number: 'CB-{element.width}x{element.length}x{element.depth}0' },
        'Its number: Two sizes could get one number: put a letter or a sign behind the last dimension.',
      ],
      [
        'whose number tells a dimension twice',
        { number: 'CB-{element.width}x{element.width}x{element.length}x{element.depth}' },
        'Its number: Every size needs a number of its own: use {element.width} exactly once.',
      ],
      [
        'whose number tells what is no dimension',
        { number: 'CB-{feet}-{element.width}x{element.length}x{element.depth}' },
        'Its number tells {feet}, which is none of its dimensions: all parts of one size share one number. Take it out.',
      ],
      [
        'whose number has a blank',
        { number: 'CB {element.width}x{element.length}x{element.depth}' },
        'Its number: Besides the dimensions it takes letters, digits and the signs - _ . /',
      ],
      [
        'whose number begins with no letter',
        { number: '{element.width}x{element.length}x{element.depth}' },
        'Its number: It begins with a letter.',
      ],
      [
        'whose number is longer than part numbers are',
        { number: `CB-${'X'.repeat(111)}-{element.width}x{element.length}x{element.depth}` },
        'Its number: It may have 123 characters, and a part number takes at most 120.',
      ],
      [
        'without a dimension',
        { dimensions: {}, number: 'CB' },
        'It has no dimension: all sizes would share one record. Add one.',
      ],
      [
        'of a class of blanks',
        { classCode: '  ' },
        'Its class is empty: enter the class of such parts, for example 720.215.001.',
      ],
      [
        'with a dimension that is a word',
        {
          number: 'CB-{element.width}x{element.type}',
          dimensions: { width: 'element.width', kind: 'element.type' },
        },
        'Its kind, {element.type}, is no number. Choose something that is.',
      ],
    ])('%s', (_, over, message) => {
      expect(said(over)).toContain(`rule ${id}: ${message}`)
    })

    it('with a dimension that may be a fraction', () => {
      const content = withBasinOption('width', (field) =>
        field.type === 'INTEGER' ? { ...field, type: 'NUMBER' } : field,
      )
      expect(messages(content)).toEqual([
        `rule ${id}: Its width, {element.width}, may be a fraction: parts are made in whole inches. Let it take whole numbers only.`,
      ])
    })

    it('with a dimension that may be nothing, unless the rule holds only above', () => {
      const content = withBasinOption('width', (field) =>
        field.type === 'INTEGER' ? { ...field, min: 0 } : field,
      )
      expect(messages(content)).toEqual([
        `rule ${id}: Its width, {element.width}, may be 0 or less: let it begin at 1, or let the rule hold only above 0.`,
      ])
      const careful = (rule: Rule): Rule =>
        rule.id === id
          ? {
              ...rule,
              when: all(
                ...(rule.when ? [rule.when] : []),
                compare(value('element.width'), 'GT', 0),
              ),
            }
          : rule
      expect(messages({ ...content, rules: content.rules.map(careful) })).toEqual([])
    })

    it('whose dimensions are facts of a choice: each of its values is judged', () => {
      const dimensions = { width: 'element.size#width', length: 'element.size#length' }
      const standard = withItem({ number: 'CB-{element.size}', dimensions })
      expect(messages(standard)).toEqual([])
      const numbers = numbersByClass(standard).map(({ number }) => number)
      expect(numbers).toEqual(expect.arrayContaining(['CB-20X20X8', 'CB-24X20X8', 'CB-30X20X8']))
      const sized = (over: Partial<Choice>): FamilyContent => ({
        ...standard,
        groups: withBasinOption('size', (field) =>
          field.type === 'CHOICE'
            ? {
                ...field,
                choices: field.choices.map((choice) =>
                  choice.value === '20X20X8' ? { ...choice, ...over } : choice,
                ),
              }
            : field,
        ).groups,
      })
      expect(messages(sized({ facts: { width: 20.5, length: 20, depth: 8 } }))).toContain(
        `rule ${id}: Its width, {element.size#width}, may be 20.5: parts are made in whole inches.`,
      )
      expect(messages(sized({ value: '20 BY 20' }))).toContain(
        `rule ${id}: Its number: Besides the dimensions it takes letters, digits and the signs - _ . /`,
      )
    })

    it('whose number can spell the number of something else in the catalogue', () => {
      const number = 'T2-ADW-BASIN{element.width}X{element.length}X{element.depth}'
      const spells = (known: KnownNumber, over: Partial<CustomItem> = { number }) =>
        spelledProblems(withItem(over), [known]).map(({ where, message }) => `${where}: ${message}`)
      const assembly = { partNumber: 'T2-ADW-BASIN20X20X8', classCode: null, size: null }
      const taken = [
        `rule ${id}: Its number can spell T2-ADW-BASIN20X20X8, which is already the number of something else. Change the text between the dimensions.`,
      ]
      expect(spells(assembly)).toEqual(taken)
      const { classCode } = item
      expect(spells({ ...assembly, classCode, size: '20x20x9' })).toEqual(taken)
      expect(spells({ ...assembly, classCode: '1', size: '20x20x8' })).toEqual(taken)

      // the record of that size, a size that nobody can order, and a number of another shape
      expect(spells({ ...assembly, classCode, size: '20x20x8' })).toEqual([])
      expect(spells({ ...assembly, partNumber: 'T2-ADW-BASIN20X20X800' })).toEqual([])
      expect(spells(assembly, {})).toEqual([])
    })
  })

  it('with a role of what is only packed that no rule has', () => {
    const taskTemplates = MDRD.taskTemplates.map((template) =>
      template.isActive ? { ...template, packed: [...template.packed, 'HATS'] } : template,
    )
    expect(messages({ ...MDRD, taskTemplates })).toEqual([
      'task template mdrdDetailed: What is only packed: no rule has the role HATS.',
    ])
  })

  it('with the same item by a later alternative, or by a template', () => {
    const twin = (over: Partial<Rule>) => ({
      ...MDRD,
      rules: [...MDRD.rules, { ...rule('R6'), id: 'R90', ...over }],
    })
    const legs = { kind: 'ITEM', id: 'T2-DL27-KIT' } as const
    const twice = /rule R90: It can add T2-DL27-KIT together with rule R\d+: the item/
    expect(messages(twin({ when: undefined, item: legs })).join()).toMatch(twice)
    expect(messages(twin({ when: is('legsModel', 'DL14'), item: legs }))).toEqual([])
    const alternatives = [{ id: 'NOWHERE' }, { id: 'T2-DL27-KIT' }]
    const item = { kind: 'FIRST_OF', alternatives, unresolvedAs: 'FIRST' } as const
    expect(messages(twin({ when: undefined, item })).join()).toMatch(twice)
  })

  it('with references that lead nowhere', () => {
    const missing = referenceProblems(MDRD, () => false).map(
      ({ where, message }) => `${where}: ${message}`,
    )
    expect(missing).toEqual(
      expect.arrayContaining([
        'rule R7: The catalogue knows no T2-OHL-MDRD-KIT.',
        'checklist EL item ES0-pumpSn: The catalogue knows no T8-DOSINGESK.',
        expect.stringMatching(/^task mdrdDetailed\.\S+: There is no tool /),
        expect.stringMatching(/^task mdrdDetailed\.\S+: There is no published work instruction /),
        expect.stringMatching(/^accessories: There is no category /),
      ]),
    )
    expect(missing.join()).not.toContain('{')
  })

  it('with a rule whose item is retired, and what to use instead', () => {
    const instead = new Map([
      ['T2-OHL-MDRD-KIT', 'T2-OHL-NEW-KIT'],
      ['T2-LEVELING-CASTOR-475', null],
    ])
    const retirementOf = (id: string) => {
      const successor = instead.get(id)
      return successor === undefined ? null : { instead: successor }
    }
    const said = (content: FamilyContent) =>
      retirementProblems(content, (id) => id !== 'NOWHERE', retirementOf)
    const successor = {
      where: 'rule R7',
      message:
        'T2-OHL-MDRD-KIT is retired; its successor is T2-OHL-NEW-KIT: choose that one, or have T2-OHL-MDRD-KIT put back into use.',
    }
    expect(said(withRule('R7', {}))).toContainEqual(successor)
    expect(
      said(withRule('R7', { item: { kind: 'ITEM', id: 'T2-LEVELING-CASTOR-475' } })),
    ).toContainEqual({
      where: 'rule R7',
      message:
        'T2-LEVELING-CASTOR-475 is retired: choose another item, or have it put back into use.',
    })
    const firstOf = (...ids: string[]): Rule['item'] => ({
      kind: 'FIRST_OF',
      alternatives: ids.map((id) => ({ id })),
      unresolvedAs: 'FIRST',
    })
    expect(said(withRule('R7', { item: firstOf('NOWHERE', 'T2-OHL-MDRD-KIT') }))).toContainEqual(
      successor,
    )
    const places = (content: FamilyContent) => said(content).map(({ where }) => where)
    expect(places(withRule('R7', { item: firstOf('T2-OHL-MDRD-KIT', 'T2-TS7') }))).not.toContain(
      'rule R7',
    )
    expect(places(withRule('R7', { enabled: false }))).not.toContain('rule R7')
  })

  it('with an id that the catalogue does not know', () => {
    const problems = referenceProblems(MDRD, (_kind, id) => id !== 'T2-OHL-MDRD-KIT')
    expect(problems).toEqual([
      { where: 'rule R7', message: 'The catalogue knows no T2-OHL-MDRD-KIT.' },
    ])
  })
})
