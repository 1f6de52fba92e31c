import { BY_RELEASE, type CustomNumbers } from '../boms/customPart'
import type { Language } from '../label'
import type { Accessory, Configuration, ElementValues } from './configuration'
import type { Model } from './model'

/** The element a condition speaks of; `group` may be `accessories`. */
export type Element = { group: string; index: number; values: Readonly<ElementValues> }

/** Everything a condition can see. */
export type Scope = {
  model: Model
  configuration: Configuration
  language: Language
  parameters: Readonly<Record<string, number>>
  accessories: readonly Accessory[]
  customNumbers: CustomNumbers
  element: Element | null
  /** Features brought along by the alternatives that earlier rules chose. */
  provided: ReadonlySet<string>
  /** Ids on the bill of materials, at any level. */
  onBom: ReadonlySet<string>
  /** How many derived values are being worked out inside one another. */
  depth: number
}

const NOTHING: ReadonlySet<string> = new Set()

export const scopeOf = (
  model: Model,
  configuration: Configuration,
  rest: Partial<Omit<Scope, 'model' | 'configuration' | 'depth'>> = {},
): Scope => ({
  model,
  configuration,
  language: rest.language ?? 'EN',
  parameters: rest.parameters ?? {},
  accessories: rest.accessories ?? [],
  customNumbers: rest.customNumbers ?? BY_RELEASE,
  element: rest.element ?? null,
  provided: rest.provided ?? NOTHING,
  onBom: rest.onBom ?? NOTHING,
  depth: 0,
})

export const ACCESSORIES = 'accessories'

/** The elements of a group of the configuration, or the accessories. */
export function elementsOf(scope: Scope, group: string): readonly Readonly<ElementValues>[] {
  if (group === ACCESSORIES) return scope.accessories
  const list = Object.hasOwn(scope.configuration, group) ? scope.configuration[group] : undefined
  return Array.isArray(list) ? list : []
}

export const withElement = (
  scope: Scope,
  group: string,
  index: number,
  values: Readonly<ElementValues>,
): Scope => ({ ...scope, element: { group, index, values } })

/** The scope of each element of `forEach`; the given scope alone when there is no `forEach`. */
export const scopesFor = (scope: Scope, forEach: string | undefined): Scope[] =>
  forEach === undefined
    ? [scope]
    : elementsOf(scope, forEach).map((values, index) => withElement(scope, forEach, index, values))
