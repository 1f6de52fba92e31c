import type { CustomNumbers } from '../boms/customPart'
import type { Accessory, Configuration } from '../configurator/configuration'
import { holdsIfAny } from '../configurator/evaluate'
import { modelOf } from '../configurator/model'
import type { FamilyContent } from '../configurator/release'
import { ACCESSORIES, scopeOf, scopesFor, type Element, type Scope } from '../configurator/scope'
import type { Language } from '../label'
import type { TaskTemplate } from './template'

/** The build that is to be made. */
export type Work = {
  /** Content of the release that the build is pinned to. */
  content: FamilyContent
  /** In its stored form. */
  configuration: Configuration
  accessories: readonly Accessory[]
  language: Language
  /** Settings that override the defaults of the release, by name. */
  parameters?: Readonly<Record<string, number>> | undefined
  /** Numbers of parts made to measure that are not those of the release. */
  customNumbers?: CustomNumbers | undefined
}

/** What conditions see of a build while it is planned. */
export function workScope(work: Work, onBom: ReadonlySet<string> = new Set()): Scope {
  const { content, configuration, accessories, language, parameters = {}, customNumbers } = work
  return scopeOf(modelOf(content), configuration, {
    accessories: merged(accessories),
    language,
    parameters,
    ...(customNumbers && { customNumbers }),
    onBom,
  })
}

/** An accessory asked for twice is one piece of work, as it is one line of the bill. */
function merged(accessories: readonly Accessory[]): Accessory[] {
  const quantities = new Map<string, number>()
  for (const { partNumber, quantity } of accessories)
    quantities.set(partNumber, (quantities.get(partNumber) ?? 0) + quantity)
  return [...quantities].map(([partNumber, quantity]) => ({ partNumber, quantity }))
}

/**
 * Key of a piece of work for one element: `fitBasin#2`. An accessory is known by its number, so
 * that taking another one off the list renames nothing.
 */
export function keyWithin(key: string, element: Element | null): string {
  if (!element) return key
  const { group, index, values } = element
  return `${key}#${group === ACCESSORIES ? String(values.partNumber) : index + 1}`
}

/** Number of the basin that a scope speaks of, from 1. */
export const basinOf = ({ element, model }: Scope): number | null =>
  element && model.groups.get(element.group)?.group.kind === 'BASIN' ? element.index + 1 : null

/**
 * Accessories that no task fits: they travel in the crate and belong on the packing list
 * (domain handbook 8.5).
 */
export function looseAccessories(template: TaskTemplate, work: Work): Accessory[] {
  const scope = workScope(work)
  const fitting = template.tasks.filter(({ repeat }) => repeat === ACCESSORIES)
  return scopesFor(scope, ACCESSORIES).flatMap((inside, index) => {
    const accessory = scope.accessories[index]
    const isFitted = fitting.some(({ when }) => holdsIfAny(when, inside))
    return accessory && !isFitted ? [accessory] : []
  })
}
