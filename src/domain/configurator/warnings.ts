import type { Accessory, Configuration, ConfigurationContext, Warning } from './configuration'
import { fieldPath } from './check'
import { holds } from './evaluate'
import { explain } from './explain'
import { labelText } from '../label'
import { modelOf } from './model'
import type { FamilyContent } from './release'
import { ACCESSORIES, scopeOf, scopesFor, type Scope } from './scope'

/**
 * What deserves attention but blocks nothing (handbook 5.3 and 5.4). `onBom` holds the ids on the
 * bill of materials at any level, for warnings that depend on catalogue facts.
 */
export function warningsOf(
  content: FamilyContent,
  configuration: Configuration,
  accessories: readonly Accessory[],
  facts: { onBom: ReadonlySet<string> },
  context: ConfigurationContext,
): Warning[] {
  const scope = scopeOf(modelOf(content), configuration, { ...context, accessories, ...facts })
  return warningsIn(scope, context)
}

/** The warnings of a scope, in the order of the release. */
export function warningsIn(
  scope: Scope,
  { locale }: Pick<ConfigurationContext, 'locale'>,
): Warning[] {
  return scope.model.content.warnings.flatMap((warning) =>
    scopesFor(scope, warning.forEach)
      .filter((inside) => holds(warning.when, inside))
      .map((inside) => {
        const text = explain(warning.message, inside)
        const place = inside.element ? `@${inside.element.group}.${inside.element.index}` : ''
        return {
          code: warning.code,
          id: warning.id + place,
          field: fieldPath(warning.field, inside),
          message: labelText(text, locale),
          label: text,
        }
      }),
  )
}

/** How one accessory would suit the sink, before it is chosen. */
export function fitHints(
  content: FamilyContent,
  configuration: Configuration,
  partNumber: string,
  context: ConfigurationContext,
): Warning[] {
  const accessories = [{ partNumber, quantity: 1 }]
  return warningsOf(content, configuration, accessories, { onBom: new Set() }, context).filter(
    ({ id }) => id.includes(`@${ACCESSORIES}.`),
  )
}
