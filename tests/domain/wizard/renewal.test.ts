import { describe, expect, test } from 'vitest'
import type { FamilyContent } from '../../../src/domain/configurator/release'
import { MDRD } from '../../../src/shipped/mdrd'
import { faultsOf, NOTHING_TAKEN } from '../../../src/views/wizard/state/faults'
import { wizardReducer } from '../../../src/views/wizard/state/reducer'
import { Renewal } from '../../../src/views/wizard/state/renewal'
import type { NewRelease } from '../../../src/views/wizard/state/republished'
import { submissionOf } from '../../../src/views/wizard/state/submission'
import { blankWizard, type World } from '../../../src/views/wizard/state/wizard'

const OPENED: World = {
  families: { MDRD },
  releases: { MDRD: 1 },
  parameters: {},
  today: '2026-11-23',
}

/** MDRD without casters. */
function withoutCasters(): FamilyContent {
  const content = structuredClone(MDRD)
  const feet = content.options.find(({ key }) => key === 'feet')
  if (feet?.type !== 'CHOICE') throw new Error('The feet are no choice.')
  feet.choices = feet.choices.filter(({ value }) => value !== 'CASTERS')
  return content
}

type Answer = NewRelease | 'CLOSED' | null

/** An order on casters whose form hears of releases; `answer` gives what the server says to all who ask. */
function setUp() {
  const asked: (number | undefined)[] = []
  const waiting: ((release: Answer) => void)[] = []
  let world = OPENED
  let state = wizardReducer(OPENED)(blankWizard(OPENED), {
    type: 'value',
    build: 0,
    path: 'feet',
    value: 'CASTERS',
  })
  const renewal = new Renewal(
    {
      releaseInForce: (_, version) => {
        asked.push(version)
        return new Promise((resolve) => waiting.push(resolve))
      },
      taken: (release, before, after) => {
        state = wizardReducer(world)(state, { type: 'republished', before, release })
        world = after
      },
      closed: (family, before, after) => {
        state = wizardReducer(world)(state, { type: 'closed', before, family })
        world = after
      },
    },
    OPENED,
  )
  const answer = (release: Answer) => {
    for (const resolve of waiting.splice(0)) resolve(release)
  }
  return { renewal, asked, answer, news: () => state.news, now: () => state, world: () => world }
}

const SECOND: NewRelease = { version: 2, content: withoutCasters() }
const NEWS = { version: 2, lost: ['Sink 1, Feet: Lock and level casters'] }

describe('a release that comes into force while the wizard is open', () => {
  test('is taken up once, though two asked before the answer came', async () => {
    const { renewal, asked, answer, news, world } = setUp()
    const both = [renewal.renew('MDRD', OPENED), renewal.renew('MDRD', OPENED)]
    answer(SECOND)
    expect(await Promise.all(both)).toEqual([true, true])
    expect(asked).toEqual([1])
    expect(news()).toMatchObject(NEWS)
    expect(world().releases).toEqual({ MDRD: 2 })
  })

  test('a form of before hears that it is outdated, and what was told stays told', async () => {
    const { renewal, asked, answer, news } = setUp()
    const first = renewal.renew('MDRD', OPENED)
    answer(SECOND)
    await first
    const late = renewal.renew('MDRD', OPENED)
    answer(null)
    expect(await late).toBe(true)
    expect(asked).toEqual([1, 2])
    expect(news()).toMatchObject(NEWS)
  })

  test('the release of the form itself is no news, and neither is a server that cannot be reached', async () => {
    const { renewal, answer, news } = setUp()
    const same = renewal.renew('MDRD', OPENED)
    answer(null)
    expect(await same).toBe(false)
    const lost = new Renewal(
      {
        releaseInForce: () => Promise.reject(new Error('offline')),
        taken: () => undefined,
        closed: () => undefined,
      },
      OPENED,
    )
    expect(await lost.renew('MDRD', OPENED)).toBe(false)
    expect(news()).toBeNull()
  })
})

describe('a family that is retired while the wizard is open', () => {
  test('is taken out of the choice once, and its sinks are kept as they are', async () => {
    const { renewal, answer, now, world } = setUp()
    const entered = submissionOf(now(), OPENED)
    const both = [renewal.renew('MDRD', OPENED), renewal.renew('MDRD', OPENED)]
    answer('CLOSED')
    expect(await Promise.all(both)).toEqual([true, true])
    expect(world()).toMatchObject({ families: {}, releases: {} })
    expect(now()).toMatchObject({
      step: 2,
      news: { family: MDRD.label.en, version: null, lost: [] },
    })
    expect(submissionOf(now(), world())).toEqual(entered)
    const { sinks, designs } = faultsOf(now(), world(), NOTHING_TAKEN)
    expect(sinks.map(({ field }) => field)).toContain('family')
    expect(designs).toEqual([])

    const late = renewal.renew('MDRD', OPENED)
    answer('CLOSED')
    expect(await late).toBe(true)
    expect(submissionOf(now(), world())).toEqual(entered)
  })
})
