import { describe, expect, it } from 'vitest'
import { checkConfiguration } from '../../../src/domain/configurator/check'
import { deriveBom } from '../../../src/domain/configurator/derive'
import { visibleFields } from '../../../src/domain/configurator/fieldStates'
import { modelOf } from '../../../src/domain/configurator/model'
import { normalizeConfiguration } from '../../../src/domain/configurator/normalize'
import type { Expression } from '../../../src/domain/configurator/ast'
import type { FamilyContent } from '../../../src/domain/configurator/release'
import { spaceOf } from '../../../src/domain/configurator/verify/space'
import { verifyFamily } from '../../../src/domain/configurator/verify/verifyFamily'
import { add, value } from '../../../src/domain/configurator/write'
import type { CatalogLookup } from '../../../src/domain/catalog/lookup'
import { LANGUAGES, sameLabel } from '../../../src/domain/label'
import { TOY, toyCatalogue } from './toyFamily'

type Raw = Record<string, unknown>

const product = (fields: readonly (readonly [key: string, values: readonly unknown[]])[]): Raw[] =>
  fields.reduce<Raw[]>(
    (sofar, [key, values]) =>
      sofar.flatMap((raw) => values.map((value) => ({ ...raw, [key]: value }))),
    [{}],
  )

const lists = (elements: readonly Raw[], longest: number): Raw[][] =>
  longest === 0
    ? [[]]
    : [
        [],
        ...lists(elements, longest - 1).flatMap((list) =>
          list.length === longest - 1 ? elements.map((element) => [...list, element]) : [],
        ),
        ...lists(elements, longest - 1).filter(({ length }) => length > 0),
      ]

/**
 * Every raw configuration, one after the other, knowing nothing of factoring: all values of all
 * fields, where a hidden field has no value and a shown one has one of its own.
 */
function listed(content: FamilyContent): Raw[] {
  const { values } = spaceOf(modelOf(content))
  const valuesOf = (slot: string, isConditional: boolean) => [
    ...new Set([...(values.get(slot) ?? []), ...(isConditional ? [null] : [])]),
  ]
  const options = product(
    content.options.map((field) => [field.key, valuesOf(field.key, field.visible !== undefined)]),
  )
  const groups = content.groups.map(({ key, fields }) => {
    const elements = product(
      fields.map((field) => [
        field.key,
        valuesOf(`${key}.${field.key}`, field.visible !== undefined),
      ]),
    )
    return [key, lists(elements, 2)] as const
  })
  return product([['options', options], ...groups]).flatMap(({ options: chosen, ...rest }) => {
    const raw = { ...(typeof chosen === 'object' ? chosen : {}), ...rest }
    return isWellFormed(content, raw, values) ? [raw] : []
  })
}

function isWellFormed(
  content: FamilyContent,
  raw: Raw,
  values: ReadonlyMap<string, readonly unknown[]>,
): boolean {
  const { configuration } = normalizeConfiguration(content, raw)
  const shown = new Set(visibleFields(content, configuration, { language: 'EN' }))
  const fits = (path: string, slot: string, value: unknown, isConditional: boolean) =>
    !isConditional || (shown.has(path) ? values.get(slot)?.includes(value as null) : value === null)
  return (
    content.options.every(({ key, visible }) => fits(key, key, raw[key], visible !== undefined)) &&
    content.groups.every(({ key, fields }) => {
      const list = raw[key]
      return (
        Array.isArray(list) &&
        list.every((element: Raw, index) =>
          fields.every((field) =>
            fits(
              `${key}.${index}.${field.key}`,
              `${key}.${field.key}`,
              element[field.key],
              field.visible !== undefined,
            ),
          ),
        )
      )
    })
  )
}

/** The toy family, listed and judged once: the catalogue has no say in either. */
const ALL = listed(TOY).flatMap((configuration) =>
  LANGUAGES.map((language) => ({
    configuration,
    language,
    checked: checkConfiguration(TOY, configuration, { language }),
  })),
)
const ACCEPTED = ALL.filter(({ checked }) => checked.ok)

function bruteForce(lookup: CatalogLookup) {
  let complete = 0
  const unresolved = new Set<string>()
  for (const { configuration, language } of ACCEPTED) {
    const bom = deriveBom({ content: TOY, configuration, language, lookup })
    if (!bom.ok) continue
    if (bom.value.complete) complete += 1
    for (const { kind, partNumber } of bom.value.lines)
      if (kind === 'UNRESOLVED') unresolved.add(partNumber)
  }
  return {
    combinations: String(ALL.length),
    refused: String(ALL.length - ACCEPTED.length),
    complete: String(complete),
    unresolved: [...unresolved].sort(),
  }
}

/** What factoring says, in the words of brute force. */
function factored(content: FamilyContent, lookup: CatalogLookup) {
  const { combinations, refused, complete, failures } = verifyFamily(content, lookup)
  return {
    combinations,
    refused,
    complete,
    unresolved: [...new Set(failures.map(({ item }) => item))].sort(),
  }
}

describe('factoring', () => {
  it.each([
    ['nothing missing', []],
    ['an item of one band missing', ['BODY-LONG']],
    ['an item per element missing', ['CELL-WET']],
    ['an item deep inside missing', ['q']],
    ['two unrelated items missing', ['CELL-DRY', 'TAP']],
    ['every coat missing', ['COAT', 'COAT-RED-FANCY', 'PAINT']],
    ['a replacement missing', ['PANEL-2']],
    ['the paint missing, which one coat brings along', ['PAINT']],
  ])('finds exactly what plain enumeration finds: %s', (_, missing) => {
    const lookup = toyCatalogue(...missing)
    const expected = bruteForce(lookup)
    expect(factored(TOY, lookup)).toEqual(expected)
    expect(expected.unresolved.length > 0).toBe(missing.length > 0)
  })

  it('counts per constraint what breaks it where every single field is in order', () => {
    const { refusedBy } = verifyFamily(TOY, toyCatalogue())
    const rulesOf = ({ checked }: (typeof ALL)[number]) =>
      checked.ok ? [] : checked.refusals.map(({ rule }) => rule ?? '')
    const ids = TOY.constraints.map(({ id }) => id)
    const fieldsInOrder = ALL.filter((entry) => rulesOf(entry).every((rule) => ids.includes(rule)))
    for (const id of ids) {
      const broken = fieldsInOrder.filter((entry) => rulesOf(entry).includes(id))
      const counted = refusedBy.find(({ by }) => by === id)
      expect([id, counted?.combinations]).toEqual([id, String(broken.length)])
      expect(broken.length).toBeGreaterThan(0)
    }
  })

  it('shows each failure on a configuration that is accepted', () => {
    const lookup = toyCatalogue('CELL-WET', 'TAP', 'PAINT')
    const { failures } = verifyFamily(TOY, lookup)
    expect(failures.map(({ item }) => item).sort()).toEqual(['CELL-WET', 'PAINT', 'TAP'])
    for (const { item, example } of failures) {
      const bom = deriveBom({ content: TOY, lookup, ...example })
      expect(
        bom.ok &&
          bom.value.lines.some(
            ({ partNumber, kind }) => partNumber === item && kind === 'UNRESOLVED',
          ),
      ).toBe(true)
    }
  })

  it('reports a broken invariant, and what a catalogue puts twice', () => {
    const doubled = toyCatalogue()
    const coat = doubled.assembly('COAT-RED-FANCY')
    const lookup: CatalogLookup = {
      part: doubled.part,
      assembly: (id) =>
        coat && id === 'COAT-RED-FANCY'
          ? { ...coat, components: [...coat.components, ...coat.components] }
          : doubled.assembly(id),
    }
    expect(verifyFamily(TOY, lookup).failures).toMatchObject([
      { item: 'ONE_PANEL', why: 'One panel at most: expected at most 1, found 2.' },
    ])
  })

  it('reports a rule that cannot name its item', () => {
    const rules = TOY.rules.map((rule) =>
      rule.id === 'BODY' ? { ...rule, item: { kind: 'ITEM' as const, id: 'BODY-{color}' } } : rule,
    )
    const { failures } = verifyFamily({ ...TOY, rules }, toyCatalogue())
    expect(failures.find(({ rule }) => rule === 'BODY')?.why).toContain('color is not known')
  })

  describe('reports a rule whose quantity', () => {
    const whys = (quantity: Expression, own: Partial<FamilyContent> = {}) => {
      const rules = TOY.rules.map((rule) => (rule.id === 'BODY' ? { ...rule, quantity } : rule))
      const invariants = TOY.invariants.filter(({ id }) => id !== 'ONE_BODY')
      return verifyFamily({ ...TOY, rules, invariants, ...own }, toyCatalogue()).failures.map(
        ({ rule, why }) => `${rule}: ${why}`,
      )
    }

    it('can be a fraction, less than nothing, or not known', () => {
      const options = TOY.options.map((option) =>
        option.key === 'size' && option.type === 'INTEGER'
          ? { ...option, type: 'NUMBER' as const }
          : option,
      )
      expect(whys(value('size'))).toEqual([])
      expect(whys(value('size'), { options })).toContainEqual(
        expect.stringContaining('its quantity comes to 1.5, which is no number of whole pieces'),
      )
      expect(whys(add(value('size'), -2))).toEqual([
        'BODY: Rule BODY (text) cannot tell how many it adds: its quantity comes to -1, which is no number of whole pieces. Have the release corrected.',
      ])
      expect(whys(value('model'))).toEqual([expect.stringContaining('its quantity is not known')])
    })

    it('comes to more than a bill can count', () => {
      expect(whys(add(2_147_483_640, value('size')))).toEqual([])
      expect(whys(add(2_147_483_645, value('size')))).toEqual([
        'BODY: Asks for 2147483648 of BODY-LONG: a bill counts at most 2147483647 pieces of BODY-LONG.',
        'BODY: Asks for 2147483649 of BODY-LONG: a bill counts at most 2147483647 pieces of BODY-LONG.',
      ])
    })
  })

  it('does not call unreachable what is only refused elsewhere', () => {
    // LEFT taps exist only beside a WET cell: a rule for LEFT beside DRY alone can never fire.
    const rules: FamilyContent['rules'] = [
      ...TOY.rules,
      {
        id: 'NEVER',
        label: sameLabel('never'),
        when: {
          op: 'and',
          all: [
            { op: 'equals', path: 'mode', value: 'PLAIN' },
            { op: 'equals', path: 'size', value: 4 },
          ],
        },
        item: { kind: 'ITEM', id: 'NOWHERE' },
        quantity: 1,
        merge: false,
        role: 'TAP',
        because: sameLabel('never'),
        enabled: true,
      },
    ]
    expect(verifyFamily({ ...TOY, rules }, toyCatalogue()).failures).toEqual([])
  })

  it('resolves each offered accessory by itself', () => {
    const rules: FamilyContent['rules'] = [
      ...TOY.rules,
      {
        id: 'ACCESSORIES',
        label: sameLabel('accessories'),
        forEach: 'accessories',
        item: { kind: 'ITEM', id: '{element.partNumber}' },
        quantity: { op: 'value', path: 'element.quantity' },
        merge: true,
        role: 'TAP',
        because: sameLabel('chosen'),
        enabled: true,
      },
    ]
    const accessories = ['TAP', 'NOT-THERE']
    const { failures } = verifyFamily({ ...TOY, rules }, toyCatalogue(), { accessories })
    expect(failures).toMatchObject([{ item: 'NOT-THERE', rule: 'ACCESSORIES' }])
    expect(failures[0]?.example.accessories).toEqual([{ partNumber: 'NOT-THERE', quantity: 1 }])
  })
})
