import type { FamilyContent } from '../../../src/domain/configurator/release'
import {
  all,
  any,
  between,
  compare,
  count,
  every,
  is,
  isKnown,
  not,
  provided,
  some,
  value,
} from '../../../src/domain/configurator/write'
import { label, sameLabel } from '../../../src/domain/label'
import { catalogue } from './mdrdSamples'

/**
 * A family small enough to be listed in full, with one of everything that factoring must get
 * right: hidden fields, unavailable choices, ways of speaking, counted groups, fields private to
 * an element, constraints within an element and across groups, bands, features, custom parts.
 */
const text = sameLabel('text')
const field = { label: text, required: true } as const

export const TOY: FamilyContent = {
  schema: 1,
  code: 'TOY',
  label: text,
  description: text,
  parameters: [],
  options: [
    { ...field, key: 'size', type: 'INTEGER', min: 1, max: 4 },
    {
      ...field,
      key: 'model',
      type: 'CHOICE',
      choices: [
        { value: 'ONE', label: text, facts: { cells: 1 } },
        { value: 'TWO', label: text, facts: { cells: 2 } },
      ],
    },
    {
      ...field,
      key: 'color',
      type: 'CHOICE',
      required: false,
      visible: is('model', 'TWO'),
      choices: [{ value: 'RED', label: text }],
    },
    {
      ...field,
      key: 'mode',
      type: 'CHOICE',
      choices: [
        { value: 'PLAIN', label: text },
        {
          value: 'FANCY',
          label: text,
          only: [
            {
              id: 'FANCY.SIZE',
              when: compare(value('size'), 'GE', 2),
              code: 'option_unknown',
              message: text,
            },
          ],
        },
        {
          value: 'USUAL',
          label: text,
          storedAs: [
            { when: is('model', 'ONE'), value: 'PLAIN' },
            { when: is('model', 'TWO'), value: 'FANCY' },
          ],
        },
      ],
    },
  ],
  groups: [
    {
      key: 'cells',
      kind: 'BASIN',
      label: text,
      elementLabel: text,
      min: value('model#cells'),
      max: value('model#cells'),
      fields: [
        {
          ...field,
          key: 'kind',
          type: 'CHOICE',
          choices: [
            { value: 'DRY', label: text },
            { value: 'WET', label: text },
          ],
        },
        {
          ...field,
          key: 'level',
          type: 'INTEGER',
          min: 1,
          max: 2,
          visible: is('element.kind', 'WET'),
        },
        { ...field, key: 'deep', type: 'BOOLEAN', required: false },
      ],
    },
    {
      key: 'taps',
      kind: 'FAUCET',
      label: text,
      elementLabel: text,
      min: 0,
      max: value('model#cells'),
      fields: [
        {
          ...field,
          key: 'at',
          type: 'CHOICE',
          choices: [
            {
              value: 'LEFT',
              label: text,
              only: [
                {
                  id: 'LEFT.WET',
                  when: is('cells[0].kind', 'WET'),
                  code: 'option_unknown',
                  message: text,
                },
              ],
            },
            { value: 'RIGHT', label: text },
          ],
        },
      ],
    },
  ],
  derived: [
    {
      key: 'band',
      label: text,
      cases: [
        { when: between('size', 1, 2), value: 'SHORT' },
        { when: between('size', 3, 4), value: 'LONG' },
      ],
    },
    {
      key: 'special',
      group: 'cells',
      label: text,
      cases: [{ when: all(is('element.deep', true), is('element.level', 1)), value: 'YES' }],
    },
  ],
  constraints: [
    {
      id: 'ONE_LEFT',
      require: compare(count('taps', is('element.at', 'LEFT')), 'LE', 1),
      code: 'out_of_range',
      field: 'taps',
      message: text,
    },
    {
      id: 'NOT_ALL_DRY',
      when: isKnown('taps'),
      require: not(every('cells', is('element.kind', 'DRY'))),
      code: 'invalid_value',
      field: 'taps',
      message: text,
    },
    {
      id: 'DEEP_LEVEL',
      forEach: 'cells',
      require: not(all(is('element.deep', true), is('element.level', 2))),
      code: 'invalid_value',
      field: 'element.deep',
      message: text,
    },
    {
      id: 'LONG_MODE',
      when: is('mode', 'PLAIN'),
      require: compare(value('size'), 'NE', 4),
      code: 'invalid_value',
      field: 'mode',
      message: text,
    },
  ],
  warnings: [],
  notes: [],
  wizard: {
    sections: [
      {
        key: 'everything',
        label: text,
        blocks: [
          {
            key: 'sink',
            fields: ['size', 'model', 'color', 'mode'].map((key) => ({ field: key, span: 3 })),
          },
          {
            key: 'cells',
            group: 'cells',
            fields: ['kind', 'level', 'deep'].map((key) => ({ field: key, span: 4 })),
          },
          { key: 'taps', group: 'taps', fields: [{ field: 'at', span: 12 }] },
        ],
      },
    ],
  },
  accessories: { categories: [], excludedSubcategories: [], hidden: [] },
  rules: [
    {
      id: 'BODY',
      label: text,
      item: { kind: 'ITEM', id: 'BODY-{band}' },
      quantity: 1,
      merge: false,
      role: 'BODY',
      because: text,
      enabled: true,
    },
    {
      id: 'COAT',
      label: text,
      when: isKnown('color'),
      item: {
        kind: 'FIRST_OF',
        alternatives: [
          { id: 'COAT-{color}-{mode}', provides: ['PAINT'] },
          {
            id: 'COAT',
            replaceChild: {
              children: ['PANEL-1'],
              by: [{ rule: 'PANEL', item: { kind: 'ITEM', id: 'PANEL-2' }, because: text }],
            },
          },
        ],
        unresolvedAs: 'LAST',
      },
      quantity: 1,
      merge: false,
      role: 'COAT',
      because: text,
      enabled: true,
    },
    {
      id: 'PAINT',
      label: text,
      when: all(isKnown('color'), not(provided('PAINT'))),
      item: { kind: 'ITEM', id: 'PAINT' },
      quantity: 1,
      merge: false,
      role: 'COAT',
      because: text,
      enabled: true,
    },
    {
      id: 'CELL',
      label: text,
      forEach: 'cells',
      item: { kind: 'ITEM', id: 'CELL-{element.kind}' },
      quantity: 1,
      merge: true,
      role: 'CELL',
      because: text,
      enabled: true,
    },
    {
      id: 'DEEP',
      label: text,
      forEach: 'cells',
      when: isKnown('element.special'),
      item: {
        kind: 'CUSTOM',
        classCode: '1',
        number: 'DEEP-{element.level}',
        name: text,
        dimensions: { level: 'element.level' },
      },
      quantity: 1,
      merge: false,
      role: 'DEEP',
      because: text,
      enabled: true,
    },
    {
      id: 'TAPS',
      label: text,
      when: some('taps', any(is('element.at', 'LEFT'), is('element.at', 'RIGHT'))),
      item: { kind: 'ITEM', id: 'TAP' },
      quantity: count('taps'),
      merge: false,
      role: 'TAP',
      because: text,
      enabled: true,
    },
  ],
  displayOrder: ['BODY', 'COAT', 'CELL', 'DEEP', 'TAP'].map((role) => ({ role, label: text })),
  invariants: [
    {
      id: 'ONE_BODY',
      label: label('One body', 'Un corps', 'Un cuerpo'),
      of: { role: 'BODY' },
      measure: 'QUANTITY',
      min: 1,
      max: 1,
    },
    {
      id: 'CELLS',
      label: label('All cells', 'Toutes les cellules', 'Todas las celdas'),
      of: { role: 'CELL' },
      measure: 'QUANTITY',
      min: count('cells'),
      max: count('cells'),
    },
    {
      id: 'ONE_PANEL',
      label: label('One panel at most', 'Un panneau au plus', 'Un panel como máximo'),
      of: { items: ['PANEL-1', 'PANEL-2'] },
      measure: 'QUANTITY',
      min: 0,
      max: 1,
    },
  ],
  schematic: null,
  checklists: [],
  legacyCodes: {},
  taskTemplates: [],
  samples: [],
}

const CONTENTS = {
  'BODY-SHORT': ['p'],
  'BODY-LONG': ['p'],
  COAT: ['PANEL-1'],
  'COAT-RED-FANCY': ['PANEL-1'],
  'CELL-DRY': ['p'],
  'CELL-WET': ['p', 'q'],
}

/** The toy catalogue, complete but for the ids left out. */
export function toyCatalogue(...missing: string[]) {
  const kept = Object.entries(CONTENTS).filter(([id]) => !missing.includes(id))
  const parts = ['PAINT', 'PANEL-2', 'TAP'].filter((id) => !missing.includes(id))
  const full = catalogue(Object.fromEntries(kept), parts)
  return {
    assembly: full.assembly,
    part: (id: string) => (missing.includes(id) ? undefined : full.part(id)),
  }
}
