import { describe, expect, test } from 'vitest'
import type { FamilyContent } from '../../../src/domain/configurator/release'
import { sameLabel } from '../../../src/domain/label'
import { MDRD } from '../../../src/shipped/mdrd'
import { designsOf } from '../../../src/views/wizard/state/designs'
import {
  faultInWords,
  faultsOf,
  NOTHING_TAKEN,
  stepOfField,
} from '../../../src/views/wizard/state/faults'
import { before, decideNext } from '../../../src/views/wizard/state/path'
import { wizardReducer, type Action } from '../../../src/views/wizard/state/reducer'
import { withRelease } from '../../../src/views/wizard/state/republished'
import { resumed, unreadableSinks } from '../../../src/views/wizard/state/resume'
import { shownFaults } from '../../../src/views/wizard/state/shownFaults'
import { submissionOf } from '../../../src/views/wizard/state/submission'
import { blankWizard, type WizardState, type World } from '../../../src/views/wizard/state/wizard'

const WORLD: World = {
  families: { MDRD },
  releases: { MDRD: 1 },
  parameters: {},
  today: '2026-11-23',
}
const reduce = wizardReducer(WORLD)
const after = (state: WizardState, ...actions: Action[]) => actions.reduce(reduce, state)
const value = (path: string, to: string | number | boolean | null, build = 0): Action => ({
  type: 'value',
  build,
  path,
  value: to,
})

const CUSTOMER = {
  companyName: 'Harbour General Hospital',
  contactName: '',
  email: '',
  phone: '',
  shippingAddress: {
    line1: '1 Quay Street',
    line2: '',
    city: 'Halifax',
    region: 'NS',
    postalCode: 'B3H 1A1',
    country: 'Canada',
  },
}

const ONE_BASIN: Action[] = [
  value('sinkModel', 'T2-B1'),
  value('width', 30),
  value('length', 48),
  value('legsType', 'HEIGHT_ADJUSTABLE'),
  value('legsModel', 'DL27'),
  value('feet', 'CASTERS'),
  value('basins.0.type', 'E_SINK'),
  value('basins.0.size', '24X20X8'),
]

const entered = () =>
  after(
    blankWizard(WORLD),
    {
      type: 'details',
      patch: {
        customer: { id: null, form: CUSTOMER },
        poNumber: 'PO-100',
        salesPerson: 'Sam Seller',
        wantDate: '2026-12-24',
      },
    },
    { type: 'buildNumber', build: 0, value: 'B-1' },
    ...ONE_BASIN,
  )

const faultsNow = (state: WizardState) => faultsOf(state, WORLD, NOTHING_TAKEN)

describe('going through the steps', () => {
  test('a blank first step names what it needs, and says nothing before Next or leaving a field', () => {
    const blank = blankWizard(WORLD)
    const decision = decideNext(blank, faultsNow(blank))
    expect(decision.ok ? [] : decision.faults.map(({ field }) => field)).toEqual([
      'customer',
      'poNumber',
      'salesPerson',
      'wantDate',
    ])
    expect(shownFaults(blank, faultsNow(blank)).size).toBe(0)

    const left = after(blank, { type: 'touch', field: 'poNumber' })
    expect([...shownFaults(left, faultsNow(left)).keys()]).toEqual(['poNumber'])
  })

  test('a finished build leads to the next one, the last one to the accessories', () => {
    const two = after(
      entered(),
      { type: 'quantity', quantity: 2 },
      { type: 'buildNumber', build: 1, value: 'B-2' },
      { type: 'go', step: 3, build: 0 },
    )
    expect(decideNext(two, faultsNow(two))).toMatchObject({ ok: true, to: { step: 3, build: 1 } })

    const second = after(two, { type: 'go', step: 3, build: 1 })
    expect(decideNext(second, faultsNow(second)).ok).toBe(false)

    const copied = after(second, { type: 'copy', from: 0, to: [1] })
    expect(decideNext(copied, faultsNow(copied))).toMatchObject({ to: { step: 4, build: 0 } })
    expect(before(copied)).toEqual({ step: 3, build: 0 })
  })

  test('a number that is taken is a fault of its own field', () => {
    const taken = { po: new Set(['po-100']), builds: new Set(['b-1']) }
    const faults = faultsOf(entered(), WORLD, taken)
    expect(faults.details).toMatchObject([{ field: 'poNumber' }])
    expect(faults.sinks).toMatchObject([{ field: 'builds.0.buildNumber' }])
  })

  test('one build number cannot serve two sinks, whatever its case', () => {
    const twice = after(
      entered(),
      { type: 'quantity', quantity: 2 },
      { type: 'buildNumber', build: 1, value: ' b-1 ' },
    )
    expect(faultsNow(twice).sinks).toMatchObject([{ field: 'builds.1.buildNumber' }])
  })

  test('a family that is not open is the only fault of its step: no numbers are asked for', () => {
    const closed: World = { ...WORLD, families: {} }
    const state = wizardReducer(closed)(blankWizard(closed), { type: 'family', code: 'MDRD' })
    expect(faultsOf(state, closed, NOTHING_TAKEN).sinks.map(({ field }) => field)).toEqual([
      'family',
    ])
  })

  test('what is open in one of several blocks names its block', () => {
    const state = after(entered(), value('sinkModel', 'T2-B2'))
    const open = faultsNow(state).designs.flat().map(faultInWords)
    expect(open).toContain('Basin 2: Type is required.')
    expect(faultInWords({ field: 'x', message: 'Basin 2 is too wide.', place: 'Basin 2' })).toBe(
      'Basin 2 is too wide.',
    )
    expect(faultInWords({ field: 'x', message: 'Length is required.' })).toBe('Length is required.')
  })

  test('every input of the submit has a step', () => {
    expect(
      ['poNumber', 'family', 'builds.0.buildNumber', 'builds.2.configuration.basins.0.size'].map(
        stepOfField,
      ),
    ).toEqual([1, 2, 2, 3])
    expect(stepOfField('builds.0.accessories.1')).toBe(4)
  })
})

describe('nothing typed is lost', () => {
  test('fewer sinks and back keeps numbers and designs', () => {
    const two = after(
      entered(),
      { type: 'quantity', quantity: 2 },
      { type: 'buildNumber', build: 1, value: 'B-2' },
      value('sinkModel', 'T2-B3', 1),
    )
    const back = after(two, { type: 'quantity', quantity: 1 }, value('length', 60), {
      type: 'quantity',
      quantity: 2,
    })
    expect(back.buildNumbers).toEqual(['B-1', 'B-2'])
    expect(designsOf(back, WORLD)[1]?.configuration.sinkModel).toBe('T2-B3')
  })

  test('a family that is not open keeps what was entered for the other', () => {
    const there = after(entered(), { type: 'family', code: 'ENDOSCOPE' })
    expect(faultsNow(there).sinks.map(({ field }) => field)).toEqual(['family'])
    const back = after(there, { type: 'family', code: 'MDRD' })
    expect(submissionOf(back, WORLD)).toEqual(submissionOf(entered(), WORLD))
  })

  test('a draft taken up again is the same order', () => {
    const stored = JSON.parse(JSON.stringify(submissionOf(entered(), WORLD)))
    const state = resumed({ step: 3, content: stored }, WORLD, {
      customer: null,
      files: [],
    })
    expect(submissionOf(state, WORLD)).toEqual(submissionOf(entered(), WORLD))
    expect(state.step).toBe(3)
  })

  test('a draft of a family that was retired is written back as it was, until it is open again', () => {
    const two = after(
      entered(),
      { type: 'quantity', quantity: 2 },
      { type: 'buildNumber', build: 1, value: 'B-2' },
      { type: 'accessory', build: 1, partNumber: 'ACC', quantity: 3 },
      value('sinkModel', 'T2-B3', 1),
    )
    const content = JSON.parse(JSON.stringify(submissionOf(two, WORLD)))
    const closed: World = { ...WORLD, families: {} }
    const known = { customer: null, files: [] }
    const state = resumed({ step: 4, content }, closed, known)
    expect(state.step).toBe(2)
    expect(faultsOf(state, closed, NOTHING_TAKEN).sinks.map(({ field }) => field)).toEqual([
      'family',
    ])
    expect(submissionOf(state, closed)).toEqual(content)

    const reduceClosed = wizardReducer(closed)
    const typed = reduceClosed(state, { type: 'details', patch: { notes: 'Call first' } })
    const saved = submissionOf(typed, closed)
    expect(saved).toEqual({ ...content, notes: 'Call first' })
    const again = resumed({ step: 4, content: saved }, WORLD, known)
    expect(submissionOf(again, WORLD)).toEqual(saved)
  })

  test('the sinks of a retired family are not taken for those of another, and are there on the way back', () => {
    const content = JSON.parse(JSON.stringify(submissionOf(entered(), WORLD)))
    const world: World = { ...WORLD, families: { OTHER: { ...MDRD, code: 'OTHER' } } }
    const reduceThere = wizardReducer(world)
    const state = resumed({ step: 3, content }, world, { customer: null, files: [] })
    const other = reduceThere(state, { type: 'family', code: 'OTHER' })
    expect(submissionOf(other, world).builds).toEqual(
      submissionOf(
        reduceThere(blankWizard(world), { type: 'buildNumber', build: 0, value: 'B-1' }),
        world,
      ).builds,
    )
    const back = reduceThere(other, { type: 'family', code: 'MDRD' })
    expect(submissionOf(back, world)).toEqual(content)
  })

  test('a draft whose entries no longer hold opens where the first fault is', () => {
    const later: World = { ...WORLD, today: '2027-01-01' }
    const stored = { step: 5, content: submissionOf(entered(), WORLD) }
    const state = resumed(stored, later, { customer: null, files: [] })
    const shown = shownFaults(state, faultsOf(state, later, NOTHING_TAKEN))
    expect([state.step, [...shown.keys()]]).toEqual([1, ['wantDate']])
  })

  describe('a draft with a sink that cannot be read', () => {
    const three = () =>
      after(
        entered(),
        { type: 'quantity', quantity: 3 },
        { type: 'copy', from: 0, to: [1, 2] },
        { type: 'buildNumber', build: 1, value: 'B-2' },
        { type: 'buildNumber', build: 2, value: 'B-3' },
        { type: 'accessory', build: 2, partNumber: 'ACC', quantity: 3 },
      )
    /** The draft with one of its rows as somebody has left it, taken up again and kept once more. */
    const kept = (build: number, row: unknown) => {
      const content = JSON.parse(JSON.stringify(submissionOf(three(), WORLD)))
      const builds = content.builds.with(build, row)
      const stored = { step: 4, content: { ...content, builds } }
      const state = resumed(stored, WORLD, { customer: null, files: [] })
      return { content, state, told: unreadableSinks(stored.content) }
    }
    const BLANK = {
      buildNumber: '',
      family: 'MDRD',
      configuration: designsOf(blankWizard(WORLD), WORLD)[0]?.configuration,
      accessories: [],
    }

    test.each([[null], [7], ['text'], [[]]])('loses only that sink, in its place: %j', (row) => {
      for (const build of [0, 1, 2]) {
        const { content, state, told } = kept(build, row)
        expect(told).toEqual([build])
        expect(submissionOf(state, WORLD)).toEqual({
          ...content,
          builds: content.builds.with(build, BLANK),
        })
        expect(faultsNow(state).sinks.map(({ field }) => field)).toEqual([
          `builds.${build}.buildNumber`,
        ])
        expect(state.step).toBe(2)
      }
    })

    test('keeps what else can be read of it', () => {
      const whole = submissionOf(three(), WORLD).builds[2]
      const undesigned = kept(2, { ...whole, configuration: 4 })
      expect(undesigned.told).toEqual([2])
      expect(submissionOf(undesigned.state, WORLD).builds[2]).toEqual({
        ...whole,
        configuration: BLANK.configuration,
      })
      for (const accessories of ['all', [{ partNumber: 'ACC', quantity: 3 }, { partNumber: 5 }]]) {
        const { state, told } = kept(2, { ...whole, accessories })
        expect(told).toEqual([2])
        expect(submissionOf(state, WORLD).builds[2]).toEqual({
          ...whole,
          accessories: Array.isArray(accessories) ? whole?.accessories : [],
        })
      }
    })

    test('says nothing about one that is whole, or merely unfinished', () => {
      const { buildNumber, family } = BLANK
      for (const row of [
        submissionOf(three(), WORLD).builds[1],
        { buildNumber, family },
        { buildNumber, family, configuration: null, accessories: null },
      ])
        expect(kept(1, row).told).toEqual([])
      expect(unreadableSinks({ poNumber: 'PO-1' })).toEqual([])
    })
  })

  test.each([null, 7, 'text', [], { builds: 'x' }, { builds: [{ configuration: 4 }] }])(
    'unreadable content %j opens a blank order instead of failing',
    (content) => {
      const state = resumed({ step: 2, content }, WORLD, { customer: null, files: [] })
      expect(state.step).toBe(1)
      expect(designsOf(state, WORLD)).toHaveLength(1)
    },
  )
})

describe('a family that is published anew', () => {
  /** MDRD with other feet, and an option that has to be answered. */
  const content = (): FamilyContent => {
    const copy = structuredClone(MDRD)
    const feet = copy.options.find(({ key }) => key === 'feet')
    if (feet?.type !== 'CHOICE') throw new Error('The feet are no choice.')
    feet.choices = feet.choices.filter(({ value: one }) => one !== 'CASTERS')
    copy.options.push({
      key: 'drawer',
      type: 'CHOICE',
      label: sameLabel('Extra drawer'),
      required: true,
      choices: [{ value: 'LEFT', label: sameLabel('On the left') }],
    })
    return copy
  }
  const release = (own = content()) => ({ version: 2, content: own })
  const anew = (state: WizardState, own = content()) =>
    reduce(state, { type: 'republished', before: WORLD, release: release(own) })
  const shownUnder = (state: WizardState, own = content()) => {
    const world = withRelease(WORLD, release(own))
    return [...shownFaults(state, faultsOf(state, world, NOTHING_TAKEN)).keys()]
  }

  test('keeps what fits, names what does not, and marks what is to be entered', () => {
    const state = anew(entered())
    expect(submissionOf(state, withRelease(WORLD, release())).builds[0]?.configuration).toEqual({
      ...designsOf(entered(), WORLD)[0]?.configuration,
      feet: null,
      drawer: null,
    })
    expect(state.news).toEqual({
      family: MDRD.label.en,
      version: 2,
      lost: ['B-1, Feet: Lock and level casters'],
    })
    expect(shownUnder(state).toSorted()).toEqual([
      'builds.0.configuration.drawer',
      'builds.0.configuration.feet',
    ])
    expect(reduce(state, { type: 'newsSeen' }).news).toBeNull()
  })

  test('an order that fits is told so, and its warnings are read again', () => {
    const read = after(entered(), { type: 'acknowledge', warning: '0/W1', on: true })
    const state = anew(read, structuredClone(MDRD))
    expect(designsOf(state, WORLD)).toEqual(designsOf(read, WORLD))
    expect(state.news).toMatchObject({ version: 2, lost: [] })
    expect(shownUnder(state, structuredClone(MDRD))).toEqual([])
    expect(state.acknowledged.size).toBe(0)
  })

  test('a sink that is still being designed is not marked', () => {
    const two = after(
      entered(),
      { type: 'quantity', quantity: 2 },
      { type: 'buildNumber', build: 1, value: 'B-2' },
      value('sinkModel', 'T2-B1', 1),
    )
    expect(shownUnder(anew(two)).every((field) => field.startsWith('builds.0.'))).toBe(true)
  })

  test('the release that the form has already changes nothing', () => {
    const state = entered()
    const same = { version: 1, content: MDRD }
    expect(reduce(state, { type: 'republished', before: WORLD, release: same })).toBe(state)
  })
})

describe('choices that follow others', () => {
  const threeBasins = () =>
    after(
      blankWizard(WORLD),
      value('sinkModel', 'T2-B3'),
      ...[0, 1, 2].map((basin) => value(`basins.${basin}.type`, 'E_SINK')),
      { type: 'addElement', build: 0, group: 'faucets' },
      value('faucets.0.type', 'WRIST_BLADE'),
      value('faucets.0.placement', 'BASIN_3'),
    )

  test('a placement that vanishes is moved and pointed out until it is read', () => {
    const two = after(threeBasins(), value('sinkModel', 'T2-B2'))
    expect(two.reassigned[0]).toMatchObject([
      { path: 'basins.2' },
      { path: 'faucets.0.placement', from: 'BASIN_3' },
    ])
    const seen = after(two, { type: 'seen', build: 0 })
    expect(seen.reassigned[0]).toEqual([])
  })

  test('choosing the field itself settles the news about it', () => {
    const two = after(threeBasins(), value('sinkModel', 'T2-B2'))
    const chosen = after(two, value('faucets.0.placement', 'BETWEEN_1_2'))
    expect(chosen.reassigned[0]).toMatchObject([{ path: 'basins.2' }])
  })

  test('a change of a build asks for its acknowledgements again, and for no other', () => {
    const read = after(
      entered(),
      { type: 'acknowledge', warning: '0/W1', on: true },
      { type: 'acknowledge', warning: '1/W1', on: true },
    )
    expect([...after(read, value('length', 72)).acknowledged]).toEqual(['1/W1'])
  })

  test('accessories are added, counted and removed; the submit names warnings once', () => {
    const add = (quantity: number): Action => ({
      type: 'accessory',
      build: 0,
      partNumber: 'ACC 1/2"',
      quantity,
    })
    const three = after(entered(), add(1), add(3))
    expect(designsOf(three, WORLD)[0]?.accessories).toEqual([
      { partNumber: 'ACC 1/2"', quantity: 3 },
    ])
    expect(designsOf(after(three, add(0)), WORLD)[0]?.accessories).toEqual([])

    const read = after(
      three,
      { type: 'acknowledge', warning: '0/W2@basins.0', on: true },
      { type: 'acknowledge', warning: '1/W2@basins.0', on: true },
    )
    expect(submissionOf(read, WORLD).acknowledged).toEqual(['W2@basins.0'])
  })
})
