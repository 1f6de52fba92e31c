import type {
  Configuration,
  ConfigurationContext,
  Value,
} from '../../../domain/configurator/configuration'
import { blankConfiguration } from '../../../domain/configurator/follow'
import type { FamilyContent } from '../../../domain/configurator/release'
import type { Design, WizardState, World } from './wizard'

/** The release of the chosen family; undefined while none is chosen or it is not open. */
export const contentOf = (state: WizardState, world: World): FamilyContent | undefined =>
  state.family === null ? undefined : world.families[state.family]

export const contextOf = (state: WizardState, world: World): ConfigurationContext => ({
  language: state.details.language,
  parameters: world.parameters,
})

const blanks = new WeakMap<FamilyContent, Design>()

function blankDesign(content: FamilyContent): Design {
  const known = blanks.get(content)
  if (known) return known

  const fresh = { configuration: blankConfiguration(content), accessories: [] }
  blanks.set(content, fresh)
  return fresh
}

/** One design per build of the order; empty while the family is not open. */
export function designsOf(state: WizardState, world: World): readonly Design[] {
  const content = contentOf(state, world)
  if (!content) return []

  const kept = state.designs[content.code] ?? []
  return Array.from({ length: state.quantity }, (_, build) => kept[build] ?? blankDesign(content))
}

export const designOf = (state: WizardState, world: World, build: number): Design | undefined =>
  designsOf(state, world)[build]

export const buildNumberOf = (state: WizardState, build: number): string =>
  state.buildNumbers[build] ?? ''

/** A copy of the configuration with the input at a dotted path changed. */
export function withValue(configuration: Configuration, path: string, value: Value): Configuration {
  const [key = '', index, field] = path.split('.')
  const elements = configuration[key]
  if (index === undefined || field === undefined || !Array.isArray(elements))
    return { ...configuration, [key]: value }

  return {
    ...configuration,
    [key]: elements.map((values, place) =>
      place === Number(index) ? { ...values, [field]: value } : values,
    ),
  }
}
