import { asksOf } from './asks'
import type { Accessory, Configuration } from './configuration'
import { modelOf } from './model'
import { readsOf } from './reads'
import type { FamilyContent, Rule } from './release'
import { scopeOf, type Scope } from './scope'
import type { Language } from '../label'

/**
 * Every catalogue id that `deriveBom` may look up at the top for this configuration: all
 * alternatives, replacements and custom numbers, so that a service loads exactly these subtrees
 * in one query (each also under `ASSY-`). What a rule can learn only from the catalogue
 * (`provided`) is taken both ways.
 */
export function itemIdsAsked(
  content: FamilyContent,
  configuration: Configuration,
  accessories: readonly Accessory[],
  language: Language,
): string[] {
  const model = modelOf(content)
  const scope = scopeOf(model, configuration, { accessories, language })
  const ids = new Set<string>()

  for (const rule of content.rules) {
    const tags = readsOf(model).condition(rule.when, rule.forEach ?? null).provided
    for (const provided of [new Set<string>(), tags])
      for (const id of idsOf(rule, { ...scope, provided })) ids.add(id)
  }
  return [...ids]
}

const idsOf = (rule: Rule, scope: Scope): string[] =>
  asksOf(rule, scope).asks.flatMap(({ item }) =>
    item.kind === 'CUSTOM'
      ? [item.part.partNumber]
      : item.alternatives.flatMap(({ id, replaceChild }) =>
          replaceChild ? [id, replaceChild.by.id] : [id],
        ),
  )
