import { describe, expect, it } from 'vitest'
import type { Expression } from '../../../src/domain/configurator/ast'
import { checklistProblems } from '../../../src/domain/configurator/lint/checklists'
import { emptyFormProblems } from '../../../src/domain/configurator/lint/emptyForms'
import { packingProblems } from '../../../src/domain/configurator/lint/packing'
import type { Field } from '../../../src/domain/configurator/release'
import {
  add,
  count,
  firstOf,
  is,
  isKnown,
  max,
  not,
  onBom,
  value,
} from '../../../src/domain/configurator/write'
import { sameLabel } from '../../../src/domain/label'
import {
  CHECKLIST_KINDS,
  type Checklist,
  type ChecklistItem,
} from '../../../src/domain/quality/checklist'
import { MDRD } from '../../../src/shipped/mdrd'

const messages = (checklists: Checklist[]) =>
  checklistProblems({ ...MDRD, checklists }).map(({ where, message }) => `${where}: ${message}`)

/** The MDRD forms with a section added to the first. */
const withItems = (items: ChecklistItem[], repeat?: string): Checklist[] => {
  const [first, ...rest] = MDRD.checklists
  if (!first) throw new Error('no checklist')
  const section = {
    key: 'added',
    label: sameLabel('Added'),
    items,
    ...(repeat === undefined ? {} : { repeat }),
  }
  return [{ ...first, sections: [...first.sections, section] }, ...rest]
}

const asked = { label: sameLabel('text'), required: true, naAllowed: false } as const
const check = (key: string, over: Partial<ChecklistItem> = {}): ChecklistItem => ({
  ...asked,
  ...{ when: over.when, repeat: over.repeat },
  key,
  type: 'PASS_FAIL',
})

describe('forms of a draft', () => {
  it('are of every kind: the moves of a build ask for each', () => {
    expect(messages([])).toHaveLength(CHECKLIST_KINDS.length)
    expect(messages(MDRD.checklists.filter(({ kind }) => kind !== 'PACKAGING'))).toEqual([
      'checklists: There is no form PACKAGING.',
    ])
  })

  it('with two forms of one kind', () => {
    const [first] = MDRD.checklists
    if (!first) throw new Error('no checklist')
    expect(messages([...MDRD.checklists, { ...first, key: 'PQ2' }])).toEqual([
      'checklists: “PRE_QC” occurs twice.',
    ])
  })

  it('with a condition that reads nothing', () => {
    expect(messages(withItems([check('X1', { when: isKnown('wheels') })]))).toEqual([
      'checklist PQ item X1: “wheels” names nothing here.',
    ])
    expect(messages(withItems([check('X1', { when: isKnown('element.type') })]))).toEqual([
      'checklist PQ item X1: “element.type” names nothing here.',
    ])
    expect(messages(withItems([check('X1', { when: onBom('T2-TS7') })]))).toEqual([
      'checklist PQ item X1: A form cannot ask the catalogue.',
    ])
  })

  it('with an item that occurs twice', () => {
    expect(messages(withItems([check('P1')]))).toEqual(['checklist PQ: “P1” occurs twice.'])
  })

  it('with a list that does not exist, or repeats twice over', () => {
    expect(messages(withItems([check('X1')], 'wheels'))).toEqual([
      'checklist PQ section added: “wheels” names nothing here.',
    ])
    expect(messages(withItems([check('X1', { repeat: 'basins' })], 'basins'))).toEqual([
      'checklist PQ item X1: It repeats inside a section that repeats already.',
    ])
  })

  it('with limits that no number meets', () => {
    const item: ChecklistItem = { ...asked, key: 'X1', type: 'NUMBER', min: 3, max: 2 }
    expect(messages(withItems([item]))).toEqual([
      'checklist PQ item X1: The lower limit 3 is above the upper limit 2.',
    ])
  })

  it('with a choice of nothing, and with a choice that occurs twice', () => {
    const choice = { code: 'A', label: sameLabel('A') }
    const item: ChecklistItem = {
      ...asked,
      key: 'X1',
      type: 'CHOICE',
      multiple: false,
      choices: [],
    }
    expect(messages(withItems([item]))).toEqual([
      'checklist PQ item X1: No choice is always offered.',
    ])
    expect(messages(withItems([{ ...item, choices: [choice, choice] }]))).toEqual([
      'checklist PQ item X1: “A” occurs twice.',
    ])
  })

  it('with a quantity, a part or a header that reads nothing', () => {
    const item: ChecklistItem = {
      ...asked,
      key: 'X1',
      type: 'QUANTITY',
      quantity: value('wheels'),
      part: [{ partNumber: 'T2-{shoe}' }],
    }
    expect(messages(withItems([item]))).toEqual([
      'checklist PQ item X1: “shoe” names nothing here.',
      'checklist PQ item X1: “wheels” names nothing here.',
    ])
    const [first, ...rest] = MDRD.checklists
    if (!first) throw new Error('no checklist')
    const header = [{ key: 'odd', label: sameLabel('Odd'), source: { path: 'shoe' } }]
    expect(messages([{ ...first, header }, ...rest])).toEqual([
      'checklist PQ: “shoe” names nothing here.',
    ])
  })
})

describe('a form that asks nothing of some sink', () => {
  const [form, ...others] = MDRD.checklists
  if (!form) throw new Error('no checklist')
  const asking = (items: ChecklistItem[], repeat?: string) => {
    const section = {
      key: 'only',
      label: sameLabel('Only'),
      items,
      ...(repeat === undefined ? {} : { repeat }),
    }
    const checklists = [{ ...form, sections: [section] }, ...others]
    return emptyFormProblems({ ...MDRD, checklists }).map(
      ({ where, message }) => `${where}: ${message}`,
    )
  }
  const refusal = (example: string) => [
    `checklist PQ: It asks nothing of some sinks, for example with ${example}: give it an item that is always asked.`,
  ]
  const casters = is('feet', 'CASTERS')

  it('is told with a sink that can be ordered', () => {
    expect(asking([check('X1', { when: casters })])).toEqual(
      refusal('Feet: Seismic adjustable feet'),
    )
    expect(asking([check('X1', { when: is('element.type', 'E_DRAIN') })], 'basins')).toEqual([
      expect.stringContaining('for example with Basins 1 Type: E-Sink:'),
    ])
    expect(asking([check('X1', { repeat: 'faucets' })])).toEqual([
      expect.stringContaining('It asks nothing of some sinks'),
    ])
  })

  it('is none where the conditions leave no sink out', () => {
    expect(asking([check('X1')])).toEqual([])
    expect(asking([check('X1', { when: casters }), check('X2', { when: not(casters) })])).toEqual(
      [],
    )
    expect(asking([check('X1')], 'basins')).toEqual([])
  })

  it('is one of packing lines of nothing', () => {
    const line = (quantity: Expression): ChecklistItem => ({
      ...asked,
      key: 'X1',
      type: 'QUANTITY',
      quantity,
    })
    expect(asking([line(count('basins'))])).toEqual([])
    expect(asking([line(count('faucets'))])).toEqual([
      expect.stringContaining('It asks nothing of some sinks'),
    ])
  })

  it('is none of the shipped forms', () => {
    expect(emptyFormProblems(MDRD)).toEqual([])
  })
})

describe('a packing line', () => {
  const flow: Field = {
    key: 'flow',
    label: sameLabel('Flow'),
    type: 'NUMBER',
    required: true,
    min: 1,
    max: 4,
  }
  const hidden: Field = {
    key: 'spares',
    label: sameLabel('Spares'),
    type: 'INTEGER',
    required: true,
    min: 1,
    max: 4,
    visible: is('feet', 'CASTERS'),
  }
  const packing = (quantity: Expression, over: Partial<ChecklistItem> = {}, repeat?: string) => {
    const item: ChecklistItem = {
      ...asked,
      ...{ when: over.when, repeat: over.repeat },
      key: 'X1',
      type: 'QUANTITY',
      quantity,
    }
    const options = [...MDRD.options, flow, hidden]
    return packingProblems({ ...MDRD, options, checklists: withItems([item], repeat) }).map(
      ({ where, message }) => `${where}: ${message}`,
    )
  }
  const odd = (comes: string, example: string) => [
    `checklist PQ item X1: Its quantity ${comes}, for example with ${example}: it has to be a whole number from 1 wherever the item is asked. Change the quantity, or the condition of the item.`,
  ]

  it('of a number that can be a fraction', () => {
    expect(packing(value('flow'))).toEqual(odd('comes to 1.5', 'Flow: 1.5'))
    expect(packing(max(value('flow'), 4))).toEqual([])
    expect(packing(add(value('flow'), 0.5))).toEqual(odd('comes to 1.5', 'Flow: 1'))
  })

  it('of a choice, or of an option that is hidden', () => {
    expect(packing(value('sinkModel'))).toEqual(odd('is not known', 'Model: T2-B1 (1 basin)'))
    expect(packing(value('sinkModel#basins'))).toEqual([])
    expect(packing(value('spares'))).toEqual(odd('is not known', 'Feet: Seismic adjustable feet'))
    expect(packing(value('spares'), { when: is('feet', 'CASTERS') })).toEqual([])
    expect(packing(firstOf(value('spares'), 1))).toEqual([])
  })

  it('of a sum that can be nothing, or less than that', () => {
    const spare = add(value('sinkModel#basins'), -1)
    expect(packing(spare)).toEqual(odd('comes to 0', 'Model: T2-B1 (1 basin)'))
    expect(packing(spare, { when: not(is('sinkModel', 'T2-B1')) })).toEqual([])
    expect(packing(add(spare, -1), { when: is('sinkModel', 'T2-B1') })).toEqual(
      odd('comes to -1', 'Model: T2-B1 (1 basin)'),
    )
    expect(packing(count('faucets'))).toEqual([
      expect.stringContaining('X1: Its quantity comes to 0'),
    ])
    expect(packing(count('faucets'), { when: isKnown('faucets') })).toEqual([])
  })

  it('of each element, which is told by the element', () => {
    expect(packing(value('element.quantity'), { repeat: 'faucets' })).toEqual([])
    expect(packing(value('element.quantity'), {}, 'sprayers')).toEqual([])
    expect(packing(value('element.type'), { repeat: 'basins' })).toEqual([
      expect.stringContaining('X1: Its quantity is not known, for example with '),
    ])
  })

  it('is sound in the shipped forms', () => {
    expect(packingProblems(MDRD)).toEqual([])
  })
})
