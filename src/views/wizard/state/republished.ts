import { followChanges } from '../../../domain/configurator/follow'
import { configurationInWords } from '../../../domain/configurator/inWords'
import { normalizeConfiguration } from '../../../domain/configurator/normalize'
import type { FamilyContent } from '../../../domain/configurator/release'
import { getAt } from '../../../domain/drafts/tree'
import { labelText } from '../../../domain/label'
import { words } from '../words'
import { buildNumberOf, contextOf, designsOf } from './designs'
import { designFaults } from './faults'
import type { Design, WizardState, World } from './wizard'

/** A release of a family that came into force while the wizard was open. */
export type NewRelease = { version: number; content: FamilyContent }

/** The world with another release of one family in force. */
export const withRelease = (world: World, { version, content }: NewRelease): World => ({
  ...world,
  families: { ...world.families, [content.code]: content },
  releases: { ...world.releases, [content.code]: version },
})

/** The world without a family that was retired. */
export const withoutFamily = (world: World, code: string): World => ({
  ...world,
  families: without(world.families, code),
  releases: without(world.releases, code),
})

const without = <Of>(record: Readonly<Record<string, Of>>, key: string): Record<string, Of> =>
  Object.fromEntries(Object.entries(record).filter(([known]) => known !== key))

/**
 * An order whose family was retired meanwhile: it is at the step where another one is chosen. The sinks are
 * kept as they are, for the day on which the family is back in use.
 */
export function closed(state: WizardState, before: World, code: string): WizardState {
  const content = before.families[code]
  if (!content) return state

  const isChosen = state.family === code
  const kept = state.designs[code] ?? []
  const shown = isChosen ? designsOf(state, before) : []
  return {
    ...state,
    step: isChosen ? 2 : state.step,
    designs: without(state.designs, code),
    unread: { ...state.unread, [code]: [...shown, ...kept.slice(shown.length)] },
    attempted: new Set([...state.attempted, 'step.2']),
    acknowledged: new Set(),
    refusals: [],
    news: { family: labelText(content.label), version: null, lost: [] },
  }
}

/**
 * An order that goes on under another release: what was entered and still fits is kept, what no longer does is
 * named in the news. Sinks that were in order show what is wrong with them now, those still being
 * designed are left alone; warnings have to be read again.
 */
export function republished(state: WizardState, before: World, release: NewRelease): WizardState {
  const { content, version } = release
  const world = withRelease(before, release)
  const old = before.families[content.code]
  if (!old || before.releases[content.code] === version) return state

  const context = contextOf(state, world)
  const moved = (state.designs[content.code] ?? []).map((design, build) => {
    const { configuration } = normalizeConfiguration(content, design.configuration)
    const followed = followChanges(content, configuration, context)
    const told = new Set(followed.reassigned.map(({ path }) => path))
    const now: Design = { ...design, configuration: followed.configuration }
    return {
      design: now,
      reassigned: followed.reassigned,
      isMarked: build < state.quantity && designFaults(state, before, build).length === 0,
      lost: said(old, design, state, before)
        .filter(({ path }) => !told.has(path) && isOpen(getAt(now.configuration, path.split('.'))))
        .map(({ label, value }) =>
          words.republished.lost(
            words.design.build(buildNumberOf(state, build), build),
            label,
            value,
          ),
        ),
    }
  })
  return {
    ...state,
    designs: { ...state.designs, [content.code]: moved.map(({ design }) => design) },
    reassigned: Object.fromEntries(moved.map(({ reassigned }, build) => [build, reassigned])),
    attempted: new Set([
      ...state.attempted,
      ...moved.flatMap(({ isMarked }, build) => (isMarked ? [`build.${build}`] : [])),
    ]),
    acknowledged: new Set(),
    refusals: [],
    news: {
      family: labelText(content.label),
      version,
      lost: moved.slice(0, state.quantity).flatMap(({ lost }) => lost),
    },
  }
}

/** What was answered, in the words of the form in which it was. */
const said = (content: FamilyContent, design: Design, state: WizardState, world: World) =>
  configurationInWords(content, design.configuration, contextOf(state, world))
    .flatMap(({ blocks }) => blocks)
    .flatMap(({ fields }) => fields)
    .filter((field) => !field.isOpen)

const isOpen = (value: unknown): boolean => value === undefined || value === null || value === false
