import type { Accessory, Configuration, Value } from '../../../domain/configurator/configuration'
import { followChanges, newElement, type Reassignment } from '../../../domain/configurator/follow'
import { MAX_BUILDS } from '../../../domain/orders/entry'
import type { Refusal } from '../../../domain/refusal'
import { contentOf, contextOf, designsOf, withValue } from './designs'
import { closed, republished, type NewRelease } from './republished'
import type { Design, Details, FileEntry, Step, WizardState, World } from './wizard'

export type Action =
  | { type: 'details'; patch: Partial<Details> }
  | { type: 'addFile'; file: FileEntry }
  | { type: 'removeFile'; id: string }
  | { type: 'family'; code: string }
  | { type: 'quantity'; quantity: number }
  | { type: 'buildNumber'; build: number; value: string }
  | { type: 'proposed'; buildNumbers: ReadonlyMap<number, string> }
  | { type: 'value'; build: number; path: string; value: Value }
  | { type: 'addElement'; build: number; group: string }
  | { type: 'removeElement'; build: number; group: string; index: number }
  | { type: 'load'; build: number; design: Design }
  | { type: 'copy'; from: number; to: readonly number[] }
  | { type: 'accessory'; build: number; partNumber: string; quantity: number }
  | { type: 'copyAccessories'; from: number; to: readonly number[] }
  | { type: 'touch'; field: string }
  | { type: 'attempt'; form: string }
  | { type: 'go'; step: Step; build?: number }
  | { type: 'seen'; build: number }
  | { type: 'acknowledge'; warning: string; on: boolean }
  | { type: 'refused'; refusals: readonly Refusal[] }
  | { type: 'republished'; before: World; release: NewRelease }
  | { type: 'closed'; before: World; family: string }
  | { type: 'newsSeen' }

export type Dispatch = (action: Action) => void

/** The one place where the wizard's state changes. Pure. */
export const wizardReducer =
  (world: World) =>
  (state: WizardState, action: Action): WizardState => {
    switch (action.type) {
      case 'details':
        return { ...state, details: { ...state.details, ...action.patch }, refusals: [] }
      case 'addFile':
        return { ...state, files: [...state.files, action.file] }
      case 'removeFile':
        return { ...state, files: state.files.filter(({ id }) => id !== action.id) }
      case 'family':
        return { ...state, family: action.code, reassigned: {}, acknowledged: new Set() }
      case 'quantity': {
        const quantity = Math.min(Math.max(Math.trunc(action.quantity), 1), MAX_BUILDS)
        return { ...state, quantity, build: Math.min(state.build, quantity - 1) }
      }
      case 'buildNumber':
        return withNumbers(state, new Map([[action.build, action.value]]))
      case 'proposed':
        return withNumbers(state, action.buildNumbers)
      case 'value':
        return configure(state, world, action.build, action.path, (configuration) =>
          withValue(configuration, action.path, action.value),
        )
      case 'addElement':
        return configure(state, world, action.build, null, (configuration) => {
          const content = contentOf(state, world)
          const elements = configuration[action.group]
          if (!content || !Array.isArray(elements)) return configuration
          const added = [...elements, newElement(content, action.group)]
          return { ...configuration, [action.group]: added }
        })
      case 'removeElement':
        return configure(state, world, action.build, null, (configuration) => {
          const elements = configuration[action.group]
          if (!Array.isArray(elements)) return configuration
          const left = elements.filter((_, index) => index !== action.index)
          return { ...configuration, [action.group]: left }
        })
      case 'load':
        return configure(
          withDesign(state, world, action.build, action.design),
          world,
          action.build,
          null,
          (configuration) => configuration,
        )
      case 'copy':
        return action.to.reduce((next, build) => {
          const source = designsOf(state, world)[action.from]
          return source ? withDesign(next, world, build, source) : next
        }, state)
      case 'accessory': {
        const design = designsOf(state, world)[action.build]
        if (!design) return state
        const accessories = withAccessory(design.accessories, action)
        return withDesign(state, world, action.build, { ...design, accessories })
      }
      case 'copyAccessories':
        return action.to.reduce((next, build) => {
          const designs = designsOf(next, world)
          const [source, target] = [designs[action.from], designs[build]]
          if (!source || !target) return next
          return withDesign(next, world, build, { ...target, accessories: source.accessories })
        }, state)
      case 'touch':
        return state.touched.has(action.field)
          ? state
          : { ...state, touched: new Set(state.touched).add(action.field) }
      case 'attempt':
        return { ...state, attempted: new Set(state.attempted).add(action.form) }
      case 'go': {
        const reached = action.step > state.reached ? action.step : state.reached
        return { ...state, step: action.step, reached, build: action.build ?? state.build }
      }
      case 'seen':
        return { ...state, reassigned: { ...state.reassigned, [action.build]: [] } }
      case 'acknowledge': {
        const acknowledged = new Set(state.acknowledged)
        if (action.on) acknowledged.add(action.warning)
        else acknowledged.delete(action.warning)
        return { ...state, acknowledged }
      }
      case 'refused':
        return { ...state, refusals: action.refusals }
      case 'republished':
        return republished(state, action.before, action.release)
      case 'closed':
        return closed(state, action.before, action.family)
      case 'newsSeen':
        return { ...state, news: null }
    }
  }

function withNumbers(state: WizardState, changed: ReadonlyMap<number, string>): WizardState {
  const length = Math.max(state.buildNumbers.length, ...[...changed.keys()].map((at) => at + 1))
  const buildNumbers = Array.from(
    { length },
    (_, build) => changed.get(build) ?? state.buildNumbers[build] ?? '',
  )
  return { ...state, buildNumbers, refusals: [] }
}

/** Replaces one design. What was acknowledged for this build has to be read again. */
function withDesign(state: WizardState, world: World, build: number, design: Design): WizardState {
  const content = contentOf(state, world)
  if (!content) return state

  const designs = [...designsOf(state, world)]
  const kept = state.designs[content.code] ?? []
  designs[build] = design
  return {
    ...state,
    designs: { ...state.designs, [content.code]: [...designs, ...kept.slice(designs.length)] },
    acknowledged: new Set([...state.acknowledged].filter((key) => !key.startsWith(`${build}/`))),
    refusals: state.refusals.filter(({ field }) => !field?.startsWith(`builds.${build}.`)),
  }
}

/** Changes a configuration and lets everything that depends on the change follow it. */
function configure(
  state: WizardState,
  world: World,
  build: number,
  path: string | null,
  change: (configuration: Configuration) => Configuration,
): WizardState {
  const content = contentOf(state, world)
  const design = designsOf(state, world)[build]
  if (!content || !design) return state

  const { configuration, reassigned } = followChanges(
    content,
    change(design.configuration),
    contextOf(state, world),
  )
  const next = withDesign(state, world, build, { ...design, configuration })
  const news = withReassigned(state.reassigned[build] ?? [], path, reassigned)
  return { ...next, reassigned: { ...state.reassigned, [build]: news } }
}

/** News about a field replaces older news about it; typing into a field settles its news. */
function withReassigned(
  known: readonly Reassignment[],
  path: string | null,
  fresh: readonly Reassignment[],
): Reassignment[] {
  const replaced = new Set([...fresh.map((entry) => entry.path), path])
  return [...known.filter((entry) => !replaced.has(entry.path)), ...fresh]
}

function withAccessory(
  accessories: readonly Accessory[],
  { partNumber, quantity }: Accessory,
): Accessory[] {
  if (quantity < 1) return accessories.filter((entry) => entry.partNumber !== partNumber)
  if (!accessories.some((entry) => entry.partNumber === partNumber))
    return [...accessories, { partNumber, quantity }]
  return accessories.map((entry) =>
    entry.partNumber === partNumber ? { ...entry, quantity } : entry,
  )
}
