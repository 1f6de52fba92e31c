import type { CustomPart } from '../boms/line'
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
export const itemIdsAsked = (...asked: Parameters<typeof itemsAsked>): string[] => [
  ...itemsAsked(...asked).ids,
]

/** The same with the parts made to measure among them, as the release numbers them. */
export function itemsAsked(
  content: FamilyContent,
  configuration: Configuration,
  accessories: readonly Accessory[],
  language: Language,
): { ids: ReadonlySet<string>; customParts: readonly CustomPart[] } {
  const model = modelOf(content)
  const scope = scopeOf(model, configuration, { accessories, language })
  const ids = new Set<string>()
  const customParts = new Map<string, CustomPart>()

  for (const rule of content.rules) {
    const tags = readsOf(model).condition(rule.when, rule.forEach ?? null).provided
    for (const provided of [new Set<string>(), tags])
      for (const { id, part } of askedBy(rule, { ...scope, provided })) {
        ids.add(id)
        if (part) customParts.set(id, part)
      }
  }
  return { ids, customParts: [...customParts.values()] }
}

type Asked = { id: string; part: CustomPart | null }

const askedBy = (rule: Rule, scope: Scope): Asked[] =>
  asksOf(rule, scope).asks.flatMap(({ item }): Asked[] =>
    item.kind === 'CUSTOM'
      ? [{ id: item.part.partNumber, part: item.part }]
      : item.alternatives.flatMap(({ id, replaceChild }) => [
          { id, part: null },
          ...(replaceChild ? [replaceChild.by] : []),
        ]),
  )
