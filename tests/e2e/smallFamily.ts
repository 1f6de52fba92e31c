import type { Choice, FamilyContent, Rule } from '../../src/domain/configurator/release'
import { is } from '../../src/domain/configurator/write'
import { sameLabel } from '../../src/domain/label'
import { CHECKLIST_KINDS, type Checklist } from '../../src/domain/quality/checklist'
import { ENDOSCOPE } from '../../src/shipped/endoscope'

const choiceOf = (value: string, label: string): Choice => ({ value, label: sameLabel(label) })

const line = (id: string, feet: string, item: string): Rule => ({
  id,
  label: sameLabel(id),
  when: is('feet', feet),
  item: { kind: 'ITEM', id: item },
  quantity: 1,
  merge: false,
  enabled: true,
  role: 'FEET',
  because: sameLabel('{feet}'),
})

/** A form with one question. */
const form = (kind: Checklist['kind']): Checklist => ({
  key: kind.replaceAll('_', ''),
  kind,
  label: sameLabel(kind),
  document: 'HW-1',
  header: [],
  sections: [
    {
      key: 'all',
      label: sameLabel('All'),
      items: [
        {
          key: 'P1',
          type: 'PASS_FAIL',
          label: sameLabel('It stands as it should'),
          required: true,
          naAllowed: false,
        },
      ],
    },
  ],
  statement: sameLabel('I have looked at it.'),
})

/** A family that can be published in a moment: a length and two kinds of feet. */
export const smallFamily = (code: string, name: string): FamilyContent => ({
  ...ENDOSCOPE,
  code,
  label: sameLabel(name),
  description: sameLabel('A small station'),
  options: [
    { key: 'length', type: 'INTEGER', label: sameLabel('Length'), required: true, min: 1, max: 99 },
    {
      key: 'feet',
      type: 'CHOICE',
      label: sameLabel('Feet'),
      required: true,
      choices: [choiceOf('CASTERS', 'Lock and level casters'), choiceOf('SEISMIC', 'Seismic feet')],
    },
  ],
  wizard: {
    sections: [
      {
        key: 'station',
        label: sameLabel('Station'),
        blocks: [
          {
            key: 'all',
            fields: [
              { field: 'length', span: 12 },
              { field: 'feet', span: 12 },
            ],
          },
        ],
      },
    ],
  },
  rules: [
    line('CASTERS', 'CASTERS', 'T2-LEVELING-CASTOR-475'),
    line('SEISMIC', 'SEISMIC', 'T2-SEISMIC-FEET'),
  ],
  displayOrder: [{ role: 'FEET', label: sameLabel('Feet') }],
  checklists: CHECKLIST_KINDS.map(form),
  taskTemplates: [
    {
      key: 'work',
      label: sameLabel('Work'),
      isActive: true,
      tasks: [
        {
          key: 'feet',
          number: 1,
          title: sameLabel('Feet'),
          category: 'SINK_BODY',
          minutes: 10,
          after: [],
          tools: [],
          ticks: [],
          parts: [{ roles: ['FEET'] }],
        },
      ],
      furtherWork: [],
      packed: [],
    },
  ],
})

/** The same with one kind of feet, and a drawer that has to be decided on. */
export function changedFamily(code: string, name: string): FamilyContent {
  const old = smallFamily(code, name)
  return {
    ...old,
    options: [
      ...old.options.map((option) =>
        option.type === 'CHOICE' ? { ...option, choices: option.choices.slice(0, 1) } : option,
      ),
      {
        key: 'drawer',
        type: 'CHOICE',
        label: sameLabel('Extra drawer'),
        required: true,
        choices: [choiceOf('LEFT', 'Drawer on the left'), choiceOf('NONE', 'No drawer')],
      },
    ],
    wizard: {
      sections: old.wizard.sections.map((section) => ({
        ...section,
        blocks: section.blocks.map((block) => ({
          ...block,
          fields: [...block.fields, { field: 'drawer', span: 12 }],
        })),
      })),
    },
    rules: old.rules.slice(0, 1),
  }
}
