import { createLocalReq } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Condition } from '../../../src/domain/configurator/ast'
import type { FamilyContent, Rule } from '../../../src/domain/configurator/release'
import { INSPECT_AFTER_PRODUCTION } from '../../../src/shipped/workflows'
import { ENDOSCOPE } from '../../../src/shipped/endoscope'
import { MDRD } from '../../../src/shipped/mdrd'
import { topLinesOf } from '../../../src/domain/configurator/samples'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'
import { approve, firstBuild, loadCatalogue, plainSink, submit } from '../../support/plant'

const { payload, sql } = await bootPayload()
const { workOnChecks } = await import('../../../src/jobs/releaseChecks')
const { publishDraft } = await import('../../../src/services/configuration/release')
const { inTransaction } = await import('../../../src/db/transaction')
const { proveDraft } = await import('../../../src/services/configuration/prove')
const { confirmSigner } = await import('../../../src/services/signatures')
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')

let family = ''
let workflow = ''
beforeAll(async () => {
  await loadCatalogue(payload)
  const [found] = await sql<{ id: string }>(`select id from product_families where code = 'MDRD'`)
  const [other] = await sql<{ id: string }>(
    `select id from workflows where code = 'INSPECT_AFTER_PRODUCTION'`,
  )
  family = found?.id ?? ''
  workflow = other?.id ?? ''
})

type Draft = FamilyContent
type Json = Record<string, unknown>

const copy = (): Draft => structuredClone(MDRD)
/** A copy of the shipped family with one thing broken. */
const broken = (change: (draft: Draft) => unknown): Json => {
  const draft = copy()
  change(draft)
  return JSON.parse(JSON.stringify(draft))
}
const save = (draft: unknown) => rest(admin).patch(`/product-families/${family}`, { draft })
const publish = (user = admin, own: Json = {}) =>
  rest(user).post<{
    id: string
    version: number
    sha256: string
    errors: { message: string; field: string }[]
  }>(`/product-families/${family}/publish`, {
    password: user.password,
    reason: 'A better rule',
    ...own,
  })
const releases = async () =>
  (
    await sql<{ n: number }>(
      `select count(*)::int as n from configuration_releases where code = 'MDRD'`,
    )
  )[0]?.n

const first = <T>(list: readonly T[]): T => {
  const [one] = list
  if (one === undefined) throw new Error('The list is empty.')
  return one
}
const length = (draft: Draft) => {
  const field = draft.options.find(({ key }) => key === 'length')
  if (field?.type !== 'INTEGER' && field?.type !== 'NUMBER') throw new Error('length is no number')
  return field
}
const model = (draft: Draft) => {
  const field = draft.options.find(({ key }) => key === 'sinkModel')
  if (field?.type !== 'CHOICE') throw new Error('sinkModel is no choice')
  return field
}
/** A choice of feet. */
const choice = (draft: Draft, wanted: string) => {
  const field = draft.options.find(({ key }) => key === 'feet')
  const choices = field?.type === 'CHOICE' ? field.choices : []
  return first(choices.filter(({ value }) => value === wanted))
}
const customBasin = (draft: Draft) =>
  first(draft.rules.flatMap(({ item }) => (item.kind === 'CUSTOM' ? [item] : [])))
const basinWidth = (draft: Draft) =>
  first(
    draft.groups.flatMap(({ key, fields }) =>
      key === 'basins' ? fields.filter((field) => field.key === 'width') : [],
    ),
  )
/** Signs of no width. */
const unseen = { en: '\u200b', fr: '\u200b', es: '\u200b' }
const rule = (draft: Draft, n = 0) => draft.rules[n] ?? first(draft.rules)
const casters: Condition = { op: 'equals', path: 'feet', value: 'CASTERS' }
const inches = { op: 'between', path: 'length' } as const
const beam = (draft: Draft, id: string, when: Condition): Rule => ({
  ...structuredClone(rule(draft)),
  id,
  when,
  item: { kind: 'ITEM', id: id === 'R90' ? 'T2-TS7' : 'T2-OHL-MDRD-KIT' },
  role: 'EXTRA_MANUAL',
})
const always: Condition = { op: 'compare', left: 1, is: 'EQ', right: 1 }
const twoModels: Condition = {
  op: 'and',
  all: [
    { op: 'equals', path: 'sinkModel', value: 'T2-B1' },
    { op: 'equals', path: 'sinkModel', value: 'T2-B2' },
  ],
}
const unknown = { op: 'equals', path: 'nothingLikeIt', value: 'X' } as const

/** What is broken, and what the refusal has to name. */
const FAULTS: readonly (readonly [string, (draft: Draft) => unknown, RegExp])[] = [
  ['another code', (d) => (d.code = 'OTHER'), /code: .*MDRD, not OTHER/],
  [
    'an option twice',
    (d) => d.options.push(structuredClone(first(d.options))),
    /options.*: “sinkModel” occurs twice/,
  ],
  [
    'a choice twice',
    (d) => model(d).choices.push(structuredClone(first(model(d).choices))),
    /option sinkModel: “T2-B1” occurs twice/,
  ],
  ['no choices', (d) => (model(d).choices = []), /options\.\d+\.choices/],
  [
    'limits crossed',
    (d) => Object.assign(length(d), { min: 200, max: 100 }),
    /option length: .*200.*100/,
  ],
  [
    'a default beyond the limits',
    (d) => Object.assign(length(d), { default: 9999 }),
    /option length: .*9999/,
  ],
  ['a default that is no choice', (d) => (model(d).default = 'T9'), /option sinkModel: “T9”/],
  ['a condition on an unknown option', (d) => (rule(d).when = unknown), /rule R1: “nothingLikeIt”/],
  [
    'a constraint on an unknown option',
    (d) => (first(d.constraints).require = unknown),
    /constraint \S+: “nothingLikeIt”/,
  ],
  [
    'a warning on an unknown option',
    (d) => (first(d.warnings).when = unknown),
    /(warning|message) \S+: “nothingLikeIt”/,
  ],
  [
    'a value that is no choice',
    (d) => (rule(d).when = { op: 'equals', path: 'sinkModel', value: 'T9' }),
    /R1: “T9” is no choice of sinkModel/,
  ],
  [
    'a choice renamed that a form still asks for',
    (d) => {
      choice(d, 'CASTERS').value = 'WHEELS'
    },
    /checklist PQ item P6: “CASTERS” is no choice of feet/,
  ],
  ['a rule twice', (d) => d.rules.push(structuredClone(rule(d))), /rules: “R1” occurs twice/],
  [
    'a constraint twice',
    (d) => d.constraints.push(structuredClone(first(d.constraints))),
    /constraints: “\S+” occurs twice/,
  ],
  [
    'a rule for an unknown group',
    (d) => (rule(d).forEach = 'wheels'),
    /rule R1: There is no group wheels/,
  ],
  [
    'a constraint for an unknown group',
    (d) => (first(d.constraints).forEach = 'wheels'),
    /constraint \S+: There is no group wheels/,
  ],
  [
    'an item that no catalogue knows',
    (d) => (rule(d).item = { kind: 'ITEM', id: 'NO-SUCH-ITEM' }),
    /rule R1: .*NO-SUCH-ITEM/,
  ],
  [
    'a placeholder that is no option',
    (d) => (rule(d).item = { kind: 'ITEM', id: 'T2-{nothingLikeIt}' }),
    /rule R1: “nothingLikeIt”/,
  ],
  [
    'a quantity of an unknown option',
    (d) => (rule(d).quantity = { op: 'value', path: 'nothingLikeIt' }),
    /rule R1: “nothingLikeIt”/,
  ],
  [
    'a rule that never fires',
    (d) => (rule(d).when = { op: 'between', path: 'length', min: 5000, max: 6000 }),
    /rule R1: Its condition can never hold/,
  ],
  ['an unknown role order', (d) => (rule(d).role = 'UNHEARD_OF'), /rule R1: Role UNHEARD_OF/],
  [
    'a wizard field that is no option',
    (d) => first(first(d.wizard.sections).blocks).fields.push({ field: 'nothingLikeIt', span: 6 }),
    /wizard question nothingLikeIt/,
  ],
  [
    'an option that no step asks for',
    (d) => first(first(d.wizard.sections).blocks).fields.splice(0, 1),
    /wizard: “sinkModel” is never asked/,
  ],
  [
    'a step without fields',
    (d) => first(first(d.wizard.sections).blocks).fields.splice(0),
    /wizard\.sections\.0\.blocks\.0\.fields/,
  ],
  [
    'a step without a heading',
    (d) => (first(d.wizard.sections).label = { en: '', fr: '', es: '' }),
    /wizard section body: Its heading is empty/,
  ],
  [
    'a step without blocks',
    (d) => first(d.wizard.sections).blocks.splice(0),
    /wizard\.sections\.0\.blocks/,
  ],
  [
    'a checklist item twice',
    (d) => {
      const { items } = first(first(d.checklists).sections)
      items.push(structuredClone(first(items)))
    },
    /checklist \S+: “\S+” occurs twice/,
  ],
  [
    'a checklist condition on an unknown option',
    (d) => (first(first(first(d.checklists).sections).items).when = unknown),
    /checklist \S+ item \S+: “nothingLikeIt”/,
  ],
  ['a form missing', (d) => d.checklists.splice(0, 1), /checklists: There is no form PRE_QC/],
  [
    'a question without words',
    (d) => (first(first(first(d.checklists).sections).items).label.fr = ' '),
    /checklist \S+ item \S+: Its question is empty \(French\)/,
  ],
  [
    'a task that waits for itself',
    (d) => {
      const t = first(first(d.taskTemplates).tasks)
      t.after = [t.key]
    },
    /task \S+: It waits for itself/,
  ],
  [
    'a task that waits for nothing known',
    (d) => (first(first(d.taskTemplates).tasks).after = ['nothingLikeIt']),
    /task \S+: It waits for “nothingLikeIt”/,
  ],
  [
    'a task that ticks no known item',
    (d) => (first(first(d.taskTemplates).tasks).ticks = ['Z99']),
    /task \S+: It ticks “Z99”/,
  ],
  [
    'no template in force',
    (d) => d.taskTemplates.forEach((t) => (t.isActive = false)),
    /task templates: None is active/,
  ],
  [
    'a derived value that reads itself',
    (d) => {
      const one = first(d.derived)
      first(one.cases).when = { op: 'exists', path: one.key }
    },
    /derived \S+: /,
  ],
  [
    'a rule without a reason',
    (d) => Reflect.deleteProperty(rule(d), 'because'),
    /rules\.0\.because/,
  ],
  [
    'bands that overlap',
    (d) => (rule(d, 1).when = { op: 'between', path: 'length', min: 58, max: 72 }),
    /rule R2: Its band of length overlaps that of rule R1/,
  ],
  [
    'a gap between bands',
    (d) => (rule(d, 1).when = { op: 'between', path: 'length', min: 65, max: 72 }),
    /rule R2: Between 60 and 65 no rule/,
  ],
  [
    'two rules that add the same',
    (d) => d.rules.push({ ...structuredClone(rule(d)), id: 'R90', when: undefined }),
    /rule R90: It can add T2-BODY-48-60-HA together with rule R1/,
  ],
  [
    'nothing in it',
    (d) => Object.assign(d, structuredClone(ENDOSCOPE), { code: 'MDRD' }),
    /options: There is no option yet/,
  ],
  [
    'no rule in use',
    (d) => d.rules.forEach((one) => (one.enabled = false)),
    /rules: No rule is in use/,
  ],
  ['no form at all', (d) => d.checklists.splice(0), /checklists: There is no form FINAL_QC/],
  [
    'a replacement that no catalogue knows',
    (d) => {
      const [by] = d.rules.flatMap(({ item }) =>
        item.kind === 'FIRST_OF'
          ? item.alternatives.flatMap(({ replaceChild }) => replaceChild?.by ?? [])
          : [],
      )
      if (by) by.item = { kind: 'ITEM', id: 'NO-SUCH-PANEL' }
    },
    /rule R\d+: The catalogue knows no NO-SUCH-PANEL/,
  ],
  [
    'a part of a form that no catalogue knows',
    (d) => (first(first(first(d.checklists).sections).items).part = [{ partNumber: 'NO-SUCH' }]),
    /checklist PQ item P1: The catalogue knows no NO-SUCH/,
  ],
  [
    'a part of a task that no catalogue knows',
    (d) => first(first(d.taskTemplates).tasks).parts.push({ items: ['NO-SUCH'] }),
    /task \S+: The catalogue knows no NO-SUCH/,
  ],
  [
    'a tool that nobody has',
    (d) => first(first(d.taskTemplates).tasks).tools.push('MAGIC_WAND'),
    /task \S+: There is no tool MAGIC_WAND/,
  ],
  [
    'an instruction that nobody wrote',
    (d) => (first(first(d.taskTemplates).tasks).instruction = 'NO_SUCH'),
    /task \S+: There is no published work instruction NO_SUCH/,
  ],
  [
    'a packed role that no rule has',
    (d) => d.taskTemplates.forEach(({ packed }) => packed.push('HATS')),
    /task template \S+: .*no rule has the role HATS/,
  ],
  [
    'accessories of an unknown category',
    (d) => d.accessories.categories.push('NO-SUCH'),
    /accessories: There is no category NO-SUCH/,
  ],
  [
    'bands that overlap beside one condition written in two orders',
    (d) =>
      d.rules.push(
        beam(d, 'R90', { op: 'and', all: [casters, { ...inches, min: 48, max: 80 }] }),
        beam(d, 'R91', { op: 'and', all: [{ ...inches, min: 60, max: 120 }, casters] }),
      ),
    /rule R91: Its band of length overlaps that of rule R90/,
  ],
  [
    'a rule that holds only where a constraint refuses the sink',
    (d) => {
      d.constraints.push({
        id: 'NO_CASTERS',
        require: { op: 'not', condition: casters },
        code: 'invalid_value',
        field: 'feet',
        message: { en: 'No casters.', fr: 'Sans roulettes.', es: 'Sin ruedas.' },
      })
      d.rules.push(beam(d, 'R90', casters))
    },
    /rule R90: Its condition holds only where constraint NO_CASTERS refuses the sink/,
  ],
  [
    'a rule that waits for what nothing brings along',
    (d) => d.rules.push(beam(d, 'R90', { op: 'provided', tag: 'WINGS' })),
    /rule R90: It waits for “WINGS”/,
  ],
  [
    'a form that asks nothing of some sinks',
    (d) => {
      const form = first(d.checklists)
      form.sections = [{ ...first(form.sections), when: casters }]
    },
    /checklist PQ: It asks nothing of some sinks, for example with .*Feet: Seismic/,
  ],
  [
    'a proposal of half a number',
    (d) => Object.assign(length(d), { default: 50.5 }),
    /option length: What it proposes, 50\.5, is no whole number/,
  ],
  [
    'a family without a name',
    (d) => (d.label = { en: '', fr: '', es: '' }),
    /label: The name of the family is empty/,
  ],
  [
    'a group of less than nothing',
    (d) => Object.assign(first(d.groups), { min: -1, max: 2.5 }),
    /group \S+: It cannot have -1 elements/,
  ],
  [
    'a choice that is never offered',
    (d) =>
      (choice(d, 'SEISMIC').only = [
        {
          id: 'NEVER',
          when: { ...inches, min: 500, max: 600 },
          code: 'option_unknown',
          message: { en: 'Never.', fr: 'Jamais.', es: 'Nunca.' },
        },
      ]),
    /option feet: Its choice SEISMIC can never be offered/,
  ],
  [
    'two choices of one label',
    (d) => model(d).choices.forEach((choice) => (choice.label = first(model(d).choices).label)),
    /option sinkModel: T2-B1 and T2-B2 are both called/,
  ],
  [
    'two warnings with one code',
    (d) => d.warnings.push({ ...structuredClone(first(d.warnings)), id: 'AGAIN' }),
    /message AGAIN: Its code W1 belongs to warning W1/,
  ],
  [
    'a warning that never shows',
    (d) => (first(d.warnings).when = { ...inches, min: 500, max: 600 }),
    /message W1: It can never show/,
  ],
  [
    'accessories without an unknown subcategory',
    (d) => d.accessories.excludedSubcategories.push('999.999'),
    /accessories: There is no category 999\.999/,
  ],
  [
    'a constraint that nothing satisfies',
    (d) => (first(d.constraints).require = { op: 'between', path: 'length', min: 500, max: 600 }),
    /constraint \S+: Nothing can satisfy it/,
  ],
  [
    'a negative quantity',
    (d) => (rule(d).quantity = -3),
    /rule R1: Its quantity -3 is no number of whole pieces/,
  ],
  [
    'half a piece',
    (d) => (rule(d).quantity = 1.5),
    /rule R1: Its quantity 1\.5 is no number of whole pieces/,
  ],
  [
    'a number that two sizes share',
    (d) => {
      for (const { item } of d.rules) if (item.kind === 'CUSTOM') item.number = 'CUSTOM-BASIN'
    },
    /rule R\d+: Its number does not tell the width/,
  ],
  [
    'a part made to measure with a dimension that may be a fraction',
    (d) => Object.assign(basinWidth(d), { type: 'NUMBER' }),
    /rule R16: Its width, \{element\.width\}, may be a fraction/,
  ],
  [
    'a part made to measure with a dimension that may be nothing',
    (d) => Object.assign(basinWidth(d), { min: 0 }),
    /rule R16: Its width, \{element\.width\}, may be 0 or less/,
  ],
  [
    'a number in which dimensions touch',
    (d) => (customBasin(d).number = 'CB-{element.width}{element.length}x{element.depth}'),
    /rule R16: Its number: Two sizes could get one number/,
  ],
  [
    'a number that spells that of a standard assembly',
    (d) => (customBasin(d).number = 'T2-ADW-BASIN{element.width}X{element.length}X{element.depth}'),
    /rule R16: Its number can spell T2-ADW-BASIN\d+X\d+X\d+,/,
  ],
  [
    'a part made to measure without a dimension',
    (d) => Object.assign(customBasin(d), { number: 'CB', dimensions: {} }),
    /rule R16: It has no dimension/,
  ],
  [
    'a number longer than part numbers are',
    (d) => (customBasin(d).number = `${'CB-'.repeat(40)}${customBasin(d).number}`),
    /rule R16: Its number: It may have \d+ characters/,
  ],
  [
    'a part made to measure of a class of blanks',
    (d) => (customBasin(d).classCode = ' '),
    /rule R16: Its class is empty/,
  ],
  [
    'a heading of an element that nobody sees',
    (d) => (first(d.groups).elementLabel = unseen),
    /group basins: The heading of one element is empty/,
  ],
  [
    'a part made to measure without a name',
    (d) => (customBasin(d).name = unseen),
    /rule R16: The name of the part made to measure is empty/,
  ],
  [
    'a role without a label',
    (d) => (first(d.displayOrder).label = unseen),
    /display order: The label of \S+ is empty/,
  ],
  [
    'a unit that nobody sees',
    (d) => Object.assign(length(d), { unit: unseen }),
    /option length: Its unit is empty/,
  ],
  [
    'a form without a document',
    (d) => (first(d.checklists).document = ' '),
    /checklist PQ: The number of its document is empty/,
  ],
  [
    'a choice of blanks',
    (d) => (choice(d, 'SEISMIC').value = ' '),
    /option feet: The value of the choice “[^”]+” is empty/,
  ],
  [
    'the same item by a second alternative',
    (d) =>
      d.rules.push({
        ...structuredClone(rule(d)),
        id: 'R90',
        when: undefined,
        item: {
          kind: 'FIRST_OF',
          alternatives: [{ id: 'T2-DL27-KIT' }, { id: 'T2-BODY-48-60-HA' }],
          unresolvedAs: 'FIRST',
        },
      }),
    /rule R90: It can add T2-(DL27-KIT|BODY-48-60-HA) together with rule/,
  ],
  [
    'an item that no combination finds',
    (d) =>
      d.rules.push({
        ...structuredClone(rule(d)),
        id: 'R90',
        when: undefined,
        item: { kind: 'ITEM', id: 'NOPE-{sinkModel}' },
        role: 'EXTRA_MANUAL',
      }),
    /rule R90: .*NOPE-T2-B1.* For example with .*T2-B1/,
  ],
  [
    'a promise of the family that its rules break',
    (d) => d.rules.forEach((one) => (one.quantity = one.role === 'FEET' ? 2 : one.quantity)),
    /The check “Feet once” fails: expected exactly 1, found 2\..* under Verification/,
  ],
  [
    'a promise that is broken under a condition',
    (d) => {
      for (const one of d.rules)
        if (one.role === 'FEET') one.when = { op: 'between', path: 'length', min: 60, max: null }
    },
    /found 0\. For example with Length: \d\d, Feet: [^.]+\. Change rule R6 .*\(ONE_FEET\) under Verification/,
  ],
  [
    'more pieces than a rule may ask for',
    (d) => (rule(d).quantity = 9007199254740991),
    /rule R1: Its quantity 9007199254740991 is too large/,
  ],
  [
    'a rule that asks for nothing',
    (d) => (rule(d).quantity = 0),
    /rule R1: Its quantity is 0, so it never adds a line/,
  ],
  [
    'more pieces, worked out, than a bill can count',
    (d) => (rule(d).quantity = { op: 'add', of: [2_147_483_600, { op: 'value', path: 'length' }] }),
    /rule R1: Asks for 21474836\d\d of T2-BODY-48-60-HA/,
  ],
  [
    'a packing line of half a piece',
    (d) => {
      const items = d.checklists.flatMap(({ sections }) => sections.flatMap((one) => one.items))
      for (const item of items)
        if (item.key === 'K1')
          Object.assign(item, {
            quantity: { op: 'add', of: [{ op: 'value', path: 'sinkModel#basins' }, 0.5] },
          })
    },
    /checklist PK item K1: Its quantity comes to 1\.5, for example with /,
  ],
  [
    'a group of a fraction, worked out',
    (d) => (first(d.groups).max = { op: 'add', of: [1, 0.5] }),
    /group basins: The greatest number of its elements comes to 1\.5/,
  ],
  [
    'a group of more than an order takes',
    (d) => (first(d.groups).max = 100_000),
    /group basins: It cannot have 100000 elements/,
  ],
  [
    'a task that is never done',
    (d) => (first(first(d.taskTemplates).tasks).when = twoModels),
    /task \S+: Its condition can never hold/,
  ],
  [
    'a question that is never asked',
    (d) => (first(first(first(d.checklists).sections).items).when = twoModels),
    /checklist PQ item P1: Its condition can never hold/,
  ],
  [
    'an option that is never shown',
    (d) => {
      for (const field of d.options) if (field.key === 'feet') field.visible = twoModels
    },
    /option feet: It can never be shown/,
  ],
  [
    'a constraint that refuses nothing',
    (d) => Object.assign(first(d.constraints), { when: undefined, require: always }),
    /constraint \S+: It refuses nothing/,
  ],
  [
    'a constraint that asks what only a rule is told',
    (d) => (first(d.constraints).when = { op: 'provided', tag: 'WINGS' }),
    /constraint \S+: It waits for “WINGS”/,
  ],
  [
    'a rule that asks for the bill',
    (d) => (rule(d).when = { op: 'onBom', items: ['T2-TS7'] }),
    /rule R1: It asks what stands on the bill of materials/,
  ],
  [
    'a warning about what no catalogue knows',
    (d) => (first(d.warnings).when = { op: 'onBom', items: ['NO-SUCH-ITEM'] }),
    /message W1: The catalogue knows no NO-SUCH-ITEM/,
  ],
  [
    'a hidden accessory that no catalogue knows',
    (d) => d.accessories.hidden.push('NO-SUCH-ITEM'),
    /accessories: The catalogue knows no NO-SUCH-ITEM/,
  ],
  [
    'a key that every object of a program has',
    (d) => (first(d.options).key = 'constructor'),
    /“constructor” is a name that programs keep for themselves/,
  ],
  ['a word that is no member', (d) => Object.assign(d, { colour: 'red' }), /colour/],
]

/** A family that passes all else is proved over its whole space: seconds of work on a quiet machine. */
const PROOF = { timeout: 300_000 }

describe('publishing', PROOF, () => {
  it.each(FAULTS)('refuses %s and names the place', async (_fault, change, place) => {
    expect((await save(broken(change))).status).toBe(200)
    const before = await releases()
    const { status, body } = await publish()
    expect(status, JSON.stringify(body).slice(0, 300)).toBe(422)
    expect(
      body.errors.some(({ field, message }) => place.test(`${field} ${message}`)),
      JSON.stringify(body.errors),
    ).toBe(true)
    expect(await releases()).toBe(before)
  })

  it('there are at least 25 kinds of faults in this table', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(25)
  })

  it('is signed by an Admin with a reason; the same twice is nothing new', async () => {
    await save(copy())
    expect((await publish()).status).toBe(409)
    await save(broken((d) => (rule(d).because.en = 'Because the body is that long')))
    expect((await publish(coordinator)).status).toBe(403)
    expect((await publish(admin, { password: 'Not-the-password-1!' })).status).toBe(403)
    const said = async (reason: string) => {
      const { status, body } = await publish(admin, { reason })
      return [status, ...body.errors.map(({ message }) => message)]
    }
    expect(await said('')).toEqual([422, expect.stringContaining('Say what changes, and why.')])
    expect(await said('x'.repeat(1001))).toEqual([
      422,
      expect.stringContaining('At most 1000 characters.'),
    ])

    const { status, body } = await publish()
    expect(status).toBe(201)
    expect(body.version).toBe(2)
    const [signature] = await sql(
      `select printed_name, meaning::text, note from signatures where resource = 'configuration-releases' and resource_id = $1`,
      [body.id],
    )
    expect(signature).toMatchObject({ meaning: 'APPROVAL', note: 'A better rule' })
  })

  it('stands in the history of the family with the number of the release', async () => {
    const told = await rest(procurement).get<{ docs: Json[] }>(
      `/history/product-families/${family}`,
    )
    expect(told.body.docs).toContainEqual(
      expect.objectContaining({
        action: 'publish',
        about: 'MDRD release 2',
        reason: 'A better rule',
        actorName: admin.fullName,
      }),
    )
    const signed = told.body.docs.filter(({ action }) => action === 'sign')
    expect(signed.map(({ about }) => about)).toContain('MDRD release 2')
    const others = await rest(procurement).get<{ docs: Json[] }>(`/history/workflows/${workflow}`)
    expect(others.body.docs.map(({ about }) => about)).not.toContain('MDRD release 2')
  })
})

describe('the trial of a draft', () => {
  const brokenBy = async (content: Json) => {
    const { status, text, body } = await rest(admin).post<{ broken: Json[] }>(
      `/product-families/${family}/try`,
      { content, configuration: plainSink() },
    )
    expect(status, text).toBe(200)
    return body.broken
  }

  it('names the checks that its bill breaks, with the rules to look at, before anybody publishes', async () => {
    expect(await brokenBy(copy())).toEqual([])
    const twice = (role: string) =>
      broken((d) => d.rules.forEach((one) => (one.quantity = one.role === role ? 2 : one.quantity)))
    expect(await brokenBy(twice('LEGS'))).toEqual([
      { id: 'ONE_LEGS', message: 'Legs once: expected exactly 1, found 2.', rules: ['R4'] },
    ])
  })
})

describe('the samples of a family', PROOF, () => {
  it('stop a release under which they come out differently', async () => {
    const configuration = plainSink()
    await save({
      ...copy(),
      samples: [
        {
          name: 'Plain sink',
          configuration,
          accessories: [],
          language: 'EN',
          expect: [{ partNumber: 'NOTHING-OF-THE-KIND', quantity: 1 }],
        },
      ],
    })
    const { status, body } = await publish()
    expect(status).toBe(422)
    expect(body.errors[0]?.message).toMatch(/Plain sink.*NOTHING-OF-THE-KIND is missing/)
  })

  it('say in whole sentences what they are refused for', async () => {
    const configuration = plainSink({ basins: [] })
    await save({
      ...copy(),
      samples: [{ name: 'No basin', configuration, accessories: [], language: 'EN', expect: [] }],
    })
    const { status, body } = await publish()
    expect(status).toBe(422)
    expect(body.errors[0]?.message).toMatch(/“No basin” comes out differently: .*[^.]\.$/)
  })

  it('come out as the trial saved them: numbers of the plant, and no substitutes of today', async () => {
    const instead = await someone.part({ name: 'Legs of another maker' })
    const recorded = await rest(procurement).post<{ doc: { id: string } }>('/substitutions', {
      askedId: 'T2-DL27-KIT',
      substituteId: instead.partNumber,
      scope: 'EVERYWHERE',
      reason: 'The maker is late.',
      isActive: true,
    })
    expect(recorded.status, recorded.text).toBe(201)
    const pattern = (customNumbers: Json | null) =>
      rest(admin).post('/globals/settings', { customNumbers })
    expect((await pattern({ '720.215.001': 'CB-{W}-{L}-{D}' })).status).toBe(200)

    const configuration = plainSink({
      basins: [
        {
          type: 'E_SINK',
          size: 'CUSTOM',
          width: 25,
          length: 22,
          depth: 9,
          pTrap: false,
          light: false,
        },
      ],
    })
    const input = { content: copy(), configuration }
    const trial = await rest(admin).post<{
      lines: { level: number; partNumber: string; quantity: number }[]
    }>(`/product-families/${family}/try`, input)
    expect(trial.status, trial.text).toBe(200)
    const tops = topLinesOf(trial.body.lines)
    const numbers = tops.map(({ partNumber }) => partNumber)
    expect(numbers).toEqual(expect.arrayContaining(['T2-DL27-KIT', 'CB-25-22-9']))
    const sample = { name: 'Custom', configuration, accessories: [], language: 'EN', expect: tops }
    const { body } = await rest(admin).post<{ results: Json[] }>(
      `/product-families/${family}/samples`,
      { content: { ...copy(), samples: [sample] } },
    )
    expect(body.results).toMatchObject([{ ok: true, missing: [], unexpected: [] }])
    await rest(procurement).patch(`/substitutions/${recorded.body.doc.id}`, { isActive: false })
    expect((await pattern(null)).status).toBe(200)
  })
})

describe('a rule with a retired item', PROOF, () => {
  it('is refused by check and by publishing, both with the successor', async () => {
    const successor = await someone.part({ partNumber: 'NEW-LAMP', name: 'New lamp' })
    const lamp = await someone.part({ partNumber: 'OLD-LAMP', name: 'Old lamp' })
    await sql(`update parts set is_active = false, successor_part_id = $2 where id = $1`, [
      lamp.id,
      successor.id,
    ])
    await save(
      broken((d) =>
        d.rules.push({
          ...structuredClone(rule(d)),
          id: 'R90',
          item: { kind: 'ITEM', id: 'OLD-LAMP' },
          role: 'EXTRA_MANUAL',
        }),
      ),
    )
    const said =
      'OLD-LAMP is retired; its successor is NEW-LAMP: choose that one, or have OLD-LAMP put back into use.'
    const check = await rest(admin).post(`/product-families/${family}/check`, {})
    expect(check.body).toEqual({
      isWhole: true,
      problems: [{ where: 'rule R90', message: `rule R90: ${said}` }],
    })
    const refused = await publish()
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject([
      { field: 'draft.rule R90', message: `rule R90: ${said}` },
    ])
  })
})

describe('a gap that the release in force has as well', PROOF, () => {
  const KIT = 'T2-OHL-MDRD-KIT'
  const rename = (from: string, to: string) =>
    sql(`update assemblies set part_number = $2 where part_number = $1`, [from, to])

  it('keeps nobody from publishing something else, and excuses no new one', async () => {
    await rename(KIT, 'GONE')
    const better = (d: Draft) => (rule(d).because.en = 'Because it fits')
    await save(
      broken((d) => {
        better(d)
        d.rules.push({
          ...structuredClone(rule(d)),
          id: 'R90',
          item: { kind: 'ITEM', id: 'NO-SUCH-ITEM' },
          role: 'EXTRA_MANUAL',
        })
      }),
    )
    const refused = await publish()
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map(({ message }) => message)).toEqual([
      'rule R90: The catalogue knows no NO-SUCH-ITEM.',
    ])
    await save(broken(better))
    const { status, text } = await publish()
    expect(status, text).toBe(201)
    await rename('GONE', KIT)
  })

  it('is proved anew when the draft is saved meanwhile', async () => {
    await save(broken((d) => (rule(d).because.en = 'Because it was proved')))
    const user = await payload.findByID({ collection: 'users', id: admin.id, depth: 0 })
    const req = await createLocalReq({ user: { ...user, collection: 'users' } }, payload)
    const signer = await confirmSigner(req, admin.password)
    const proof = await proveDraft(req, family, {})
    await save(broken((d) => (rule(d).because.en = 'Because it was not')))
    await expect(
      inTransaction(req, () =>
        publishDraft(req, 'FAMILY', family, signer, {
          reason: 'Proved',
          meaning: undefined,
          proof,
          seen: {},
        }),
      ),
    ).rejects.toThrow(/saved the draft while it was being checked/)
  })
})

describe('what is on its way stays on its release', PROOF, () => {
  it('what breaks a promise of the family is told with an example and the ways out', async () => {
    await save(
      broken((d) => {
        for (const one of d.rules) if (one.role === 'FEET') one.quantity = 2
      }),
    )
    const asked = await rest(admin).post<{ id: string }>(
      `/product-families/${family}/consequences`,
      {},
    )
    expect(await workOnChecks(payload)).toBe(1)
    const { body } = await rest(admin).get<{ result: { verification: Json } }>(
      `/release-checks/${asked.body.id}`,
    )
    expect(body.result.verification).toMatchObject({
      failureCount: 1,
      failures: [
        {
          rule: 'ONE_FEET',
          field: 'draft.invariant ONE_FEET',
          sentence: expect.stringMatching(
            /^The check “Feet once” fails: expected exactly 1, found 2\. For example with Feet: .* Change rule R6 .* or this check \(ONE_FEET\)/,
          ),
        },
      ],
    })
    await save(copy())
  })

  it('a new rule adds its line to new orders only, until a build is moved on purpose', async () => {
    const older = firstBuild(await submit(coordinator))
    const item = await someone.part({ partNumber: 'NEW-LABEL', name: 'New label' })
    await save(
      broken((d) =>
        d.rules.push({
          ...structuredClone(rule(d)),
          id: 'R90',
          when: { op: 'between', path: 'length', min: 48, max: 120 },
          item: { kind: 'ITEM', id: item.partNumber },
          role: 'EXTRA_MANUAL',
        }),
      ),
    )
    const asked = await rest(admin).post<{ id: string }>(
      `/product-families/${family}/consequences`,
      {},
    )
    expect(asked.status).toBe(201)
    expect(await workOnChecks(payload)).toBe(1)
    const { body: check } = await rest(admin).get<{
      state: string
      progress: number
      result: Json
    }>(`/release-checks/${asked.body.id}`)
    expect(check).toMatchObject({
      state: 'DONE',
      progress: 100,
      result: { replay: { changed: expect.any(Number), refused: 0, differing: expect.any(Array) } },
    })
    expect(JSON.stringify(check.result)).toContain('NEW-LABEL')

    const published = await publish()
    expect(published.status).toBe(201)
    const newer = firstBuild(await submit(coordinator))
    const numbers = async (bom: string) =>
      (
        await sql<{ n: string }>(`select part_number as n from bom_lines where bom_id = $1`, [bom])
      ).map(({ n }) => n)
    expect(await numbers(newer.bom.id)).toContain('NEW-LABEL')
    expect(await numbers(older.bom.id)).not.toContain('NEW-LABEL')

    await approve(procurement, older.bom.id)
    expect(
      (await rest(coordinator).post(`/builds/${older.id}/release`, { reason: 'Recall' })).status,
    ).toBe(403)
    const moved = await rest(admin).post<{ bom: { id: string; version: number } }>(
      `/builds/${older.id}/release`,
      { reason: 'The customer asked for the label' },
    )
    expect(moved.status).toBe(201)
    expect(moved.body.bom.version).toBe(2)
    expect(await numbers(moved.body.bom.id)).toContain('NEW-LABEL')
    const [bom] = await sql(`select state::text from boms where id = $1`, [moved.body.bom.id])
    expect(bom).toEqual({ state: 'DRAFT' })
    const [audited] = await sql(
      `select reason from audit_events where resource = 'builds' and resource_id = $1 and reason is not null order by seq desc limit 1`,
      [older.id],
    )
    expect(audited).toEqual({ reason: 'The customer asked for the label' })
    expect(
      (await rest(admin).post(`/builds/${older.id}/release`, { reason: 'Again' })).status,
    ).toBe(409)
  })
})

describe('the history of releases', () => {
  it('tells what changed in words, and brings an old release back as a draft', async () => {
    const rows = await sql<{ id: string; version: number }>(
      `select id, version::int from configuration_releases where kind = 'FAMILY' and code = 'MDRD' order by version`,
    )
    const [oldest] = rows
    const newest = rows.at(-1)
    const { status, body } = await rest(admin).get<{
      changes: { area: string; entry: string; kind: string }[]
    }>(`/configuration-releases/${newest?.id}/diff?against=${oldest?.id}`)
    expect(status).toBe(200)
    expect(body.changes).toContainEqual(
      expect.objectContaining({
        ...{ area: 'rules', entry: 'R90', kind: 'ADDED' },
        areaInWords: 'Rules',
        entryInWords: expect.stringMatching(/^R90 ./),
        members: expect.arrayContaining([expect.objectContaining({ path: 'item' })]),
        inWords: expect.arrayContaining([expect.objectContaining({ label: 'Item', before: '–' })]),
      }),
    )

    const restored = await rest(admin).post(`/configuration-releases/${oldest?.id}/restore`)
    expect(restored.status).toBe(200)
    const [draft] = await sql<{ same: boolean }>(
      `select f.draft = r.content as same from product_families f, configuration_releases r where f.id = $1 and r.id = $2`,
      [family, oldest?.id],
    )
    expect(draft).toEqual({ same: true })
  })

  it('goes out as a file and comes back checked', async () => {
    const file = await rest(admin).get<FamilyContent>(`/product-families/${family}/export`)
    expect(file.status).toBe(200)
    expect(file.body.code).toBe('MDRD')
    const back = await rest(admin).post(`/product-families/${family}/import`, {
      content: file.body,
    })
    expect(back.body).toMatchObject({ changed: false })
    const spoilt = { ...file.body, options: [] }
    expect(
      (await rest(admin).post(`/product-families/${family}/import`, { content: spoilt })).status,
    ).toBe(422)
  })

  it('comes back with what the catalogue does not know yet; publishing refuses that', async () => {
    await save(copy())
    const { body } = await rest(admin).get<FamilyContent>(`/product-families/${family}/export`)
    const [first, ...others] = body.rules
    const content = {
      ...body,
      rules: [{ ...first, item: { kind: 'ITEM', id: 'NOT-BOUGHT-YET' } }, ...others],
    }
    const back = await rest(admin).post(`/product-families/${family}/import`, { content })
    expect([back.status, back.body], back.text).toMatchObject([200, { changed: true }])
    const refused = await publish()
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('The catalogue knows no NOT-BOUGHT-YET')
    await save(copy())
  })

  it('refuses a file that is none in one sentence', async () => {
    const [before] = await sql('select rev, draft from product_families where id = $1', [family])
    const answer = await rest(admin).post(`/product-families/${family}/import`, {
      content: { name: 'my-app', version: '1.0.0' },
    })
    expect([answer.status, answer.body], answer.text).toMatchObject([
      422,
      { errors: [{ message: 'This is no family file of this product.', field: 'draft' }] },
    ])
    const other = await rest(admin).post(`/workflows/${workflow}/import`, {
      content: { name: 'my-app', version: '1.0.0' },
    })
    expect([other.status, other.body], other.text).toMatchObject([
      422,
      { errors: [{ message: 'This is no workflow file of this product.', field: 'draft' }] },
    ])
    expect(await sql('select rev, draft from product_families where id = $1', [family])).toEqual([
      before,
    ])
  })

  it('says whether every check was made', async () => {
    const check = (content?: unknown) =>
      rest(admin).post<{ isWhole: boolean; problems: unknown[] }>(
        `/product-families/${family}/check`,
        { content },
      )
    const { body: file } = await rest(admin).get<FamilyContent>(
      `/product-families/${family}/export`,
    )
    expect((await check()).body).toEqual({ isWhole: true, problems: [] })
    const [first, ...others] = file.rules
    const lost = { ...first, when: { op: 'exists', path: 'wheels' } }
    expect((await check({ ...file, rules: [lost, ...others] })).body.isWhole).toBe(false)
    expect((await check({ ...file, rules: 'none' })).body.isWhole).toBe(false)
  })
})

describe('a file of another family', () => {
  type Answer = {
    changed: boolean
    from: string | null
    errors: { field: string; message: string }[]
  }
  const importInto = (id: string, content: unknown) =>
    rest(admin).post<Answer>(`/product-families/${id}/import`, { content })
  const file = async () =>
    (await rest(admin).get<FamilyContent>(`/product-families/${family}/export`)).body

  it('is taken under the own code by a family without a release: so one is cloned', async () => {
    await save(copy())
    const made = await rest(admin).post<{ doc: { id: string } }>('/product-families', {
      code: 'MDRD_COPY',
      name: 'A copy',
      draft: { ...ENDOSCOPE, code: 'MDRD_COPY' },
    })
    expect(made.status, made.text).toBe(201)
    const { id } = made.body.doc
    const content = await file()
    const taken = await importInto(id, content)
    expect([taken.status, taken.body], taken.text).toEqual([
      200,
      { id, changed: true, from: 'MDRD' },
    ])
    const [stored] = await sql<{ draft: unknown }>(
      'select draft from product_families where id = $1',
      [id],
    )
    expect(stored?.draft).toEqual({ ...content, code: 'MDRD_COPY' })
    expect((await importInto(id, content)).body).toEqual({ id, changed: false, from: 'MDRD' })
    expect((await importInto(id, { ...content, options: [] })).status).toBe(422)
  })

  it('is refused by a family that was published, with the way to a copy', async () => {
    const before = await sql('select draft, rev from product_families where id = $1', [family])
    const { status, body } = await importInto(family, { ...(await file()), code: 'DRYCAB' })
    expect([status, body.errors]).toEqual([
      422,
      [
        expect.objectContaining({
          field: 'draft.code',
          message:
            'This is a file of DRYCAB, and MDRD was published already. To copy DRYCAB, add a new family and read the file there.',
        }),
      ],
    ])
    expect(await sql('select draft, rev from product_families where id = $1', [family])).toEqual(
      before,
    )
  })
})

describe('workflows', () => {
  it('that are broken are refused at the check, at publish and as a file, with the place in words', async () => {
    const { transitions, entry } = INSPECT_AFTER_PRODUCTION
    const [move] = transitions
    const broken = {
      lost: {
        ...INSPECT_AFTER_PRODUCTION,
        transitions: [{ ...move, from: ['NOWHERE'] }, ...transitions.slice(1)],
      },
      closed: { ...INSPECT_AFTER_PRODUCTION, entry: { ...entry, guards: ['shipmentData'] } },
    }
    const said = {
      lost: `Moves > ${move?.id} ${move?.label.en} > From: State NOWHERE is not declared.`,
      closed:
        'Entry > Conditions: T1: no order meets shipmentData while it is entered: take this guard away, or put it on a later move.',
    }
    const rev = async () =>
      (await rest(admin).get<{ rev: number }>(`/workflows/${workflow}?depth=0`)).body.rev
    for (const name of ['lost', 'closed'] as const) {
      const refusals = {
        status: 422,
        body: {
          errors: expect.arrayContaining([expect.objectContaining({ message: said[name] })]),
        },
      }
      await rest(admin).patch(`/workflows/${workflow}`, { draft: broken[name] })
      const { body } = await rest(admin).post(`/workflows/${workflow}/check`, {})
      expect(body).toMatchObject({
        problems: expect.arrayContaining([expect.objectContaining({ message: said[name] })]),
      })
      const send = { password: admin.password, reason: 'Broken' }
      expect(await rest(admin).post(`/workflows/${workflow}/publish`, send)).toMatchObject(refusals)
      const file = { content: broken[name], rev: await rev() }
      expect(await rest(admin).post(`/workflows/${workflow}/import`, file)).toMatchObject(refusals)
    }
    expect(
      await sql(`select id from configuration_releases where code = 'INSPECT_AFTER_PRODUCTION'`),
    ).toEqual([])
  })

  it('are checked, published and made the one that new orders use', async () => {
    const dead = {
      ...INSPECT_AFTER_PRODUCTION,
      transitions: INSPECT_AFTER_PRODUCTION.transitions.slice(0, 2),
    }
    await rest(admin).patch(`/workflows/${workflow}`, { draft: dead })
    const send = { password: admin.password, reason: 'Inspect later' }
    expect((await rest(admin).post(`/workflows/${workflow}/publish`, send)).status).toBe(422)
    const foreign = {
      ...INSPECT_AFTER_PRODUCTION,
      transitions: INSPECT_AFTER_PRODUCTION.transitions.map((row) =>
        row.signature ? { ...row, roles: ['ASSEMBLER'] } : row,
      ),
    }
    await rest(admin).patch(`/workflows/${workflow}`, { draft: foreign })
    expect(await rest(admin).post(`/workflows/${workflow}/publish`, send)).toMatchObject({
      status: 422,
      body: {
        errors: expect.arrayContaining([
          expect.objectContaining({
            message: expect.stringContaining(
              'A4: the assembler to whom the build is assigned may not give a verdict',
            ),
          }),
        ]),
      },
    })
    const use = (body: Json = { reason: 'Inspect at the end of the line' }) =>
      rest(admin).post(`/workflows/${workflow}/default`, body)
    expect((await use()).status).toBe(409)
    await rest(admin).patch(`/workflows/${workflow}`, { draft: INSPECT_AFTER_PRODUCTION })
    expect((await rest(admin).post(`/workflows/${workflow}/publish`, send)).status).toBe(201)
    expect(await use({})).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } })
    expect((await use()).status).toBe(200)
    expect(
      await sql(
        `select w.code, before->>'isDefault' as before, after->>'isDefault' as after, reason
         from audit_events join workflows w on w.id::text = resource_id
         where resource = 'workflows' and after ? 'isDefault' and actor = $1 order by seq`,
        [admin.id],
      ),
    ).toEqual([
      {
        code: 'STANDARD',
        before: 'true',
        after: 'false',
        reason: 'Inspect at the end of the line',
      },
      {
        code: 'INSPECT_AFTER_PRODUCTION',
        before: 'false',
        after: 'true',
        reason: 'Inspect at the end of the line',
      },
    ])
    const { order } = await submit(coordinator)
    const [row] = await sql(
      `select r.code from orders o join configuration_releases r on r.id = o.workflow_id where o.id = $1`,
      [order.id],
    )
    expect(row).toEqual({ code: 'INSPECT_AFTER_PRODUCTION' })
  })
})

describe('a build on its way', PROOF, () => {
  it('goes over with the answer that only the new release asks for', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const draft = copy()
    const feet = first(draft.options.filter(({ key }) => key === 'feet'))
    draft.options.push({ ...structuredClone(feet), key: 'spareFeet' })
    first(first(draft.wizard.sections).blocks).fields.push({ field: 'spareFeet', span: 6 })
    expect((await save(JSON.parse(JSON.stringify(draft)))).status).toBe(200)
    const published = await publish()
    expect(published.status, published.text).toBe(201)

    const move = (own: Json) =>
      rest(admin).post<{ bom: { version: number } }>(`/builds/${id}/release`, {
        reason: 'A new question',
        ...own,
      })
    expect(await move({})).toMatchObject(
      refusal(422, 'required', { field: 'configuration.spareFeet' }),
    )
    const configuration = { ...plainSink(), spareFeet: 'CASTERS' }
    expect(await move({ configuration, rev: 0 })).toMatchObject(refusal(409, 'stale_revision'))
    expect((await move({ configuration: { ...configuration, nonsense: 1 } })).status).toBe(422)
    const moved = await move({ configuration })
    expect(moved.status, moved.text).toBe(201)
    expect(moved.body.bom.version).toBe(2)

    const stored = await rest(admin).get<Json>(`/builds/${id}?depth=0`)
    expect(stored.body).toMatchObject({
      release: published.body.id,
      configuration: { spareFeet: 'CASTERS', pegboardColor: null },
    })
    const [audited] = await sql(
      `select before, after from audit_events where resource = 'builds' and resource_id = $1 and reason = 'A new question'`,
      [id],
    )
    expect(audited).toMatchObject({
      before: { release: expect.any(String), configuration: { length: 60 } },
      after: { release: published.body.id, configuration: { spareFeet: 'CASTERS' } },
    })
  })
})
