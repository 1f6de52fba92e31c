import { placeholdersOf } from '../../label'
import { itemsAskedFor } from '../itemsAskedFor'
import type { FamilyContent, Rule } from '../release'
import type { FamilyProblem } from './problem'

/** What a family points at outside of itself. */
export const REFERENCE_KINDS = ['ITEM', 'TOOL', 'INSTRUCTION', 'CATEGORY'] as const
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]

/** A place that points at one of these; where several are written, one that is known is enough. */
export type Reference = { where: string; kind: ReferenceKind; ids: readonly string[] }

export type Knows = (kind: ReferenceKind, id: string) => boolean

/**
 * What is written out in a family and is known nowhere: items of rules, warnings, forms and tasks, hidden
 * accessories, tools, work instructions, categories of accessories. Ids filled from the configuration are left to
 * verification, which fills them.
 */
export const referenceProblems = (content: FamilyContent, knows: Knows): FamilyProblem[] =>
  referencesOf(content)
    .filter(({ kind, ids }) => !ids.some((id) => knows(kind, id)))
    .map(({ where, kind, ids }) => ({ where, message: SAYS[kind](ids.join(' nor ')) }))

/** What to use instead of a retired item, if somebody named it; null for an item that is not retired. */
export type Retirement = (id: string) => { instead: string | null } | null

/**
 * Rules whose item is retired: no order could be built by them. Of alternatives one that is in use is
 * enough.
 */
export const retirementProblems = (
  { rules }: FamilyContent,
  isKnown: (id: string) => boolean,
  retirementOf: Retirement,
): FamilyProblem[] =>
  rules
    .filter(({ enabled }) => enabled)
    .flatMap(itemsOfRule)
    .filter(({ ids }) => ids.every((id) => placeholdersOf(id).length === 0))
    .flatMap(({ where, ids }) => {
      const known = ids.filter(isKnown)
      const [retired] = known
      const retirement = retired === undefined ? null : retirementOf(retired)
      if (!retirement || known.some((id) => retirementOf(id) === null)) return []
      const { instead } = retirement
      const message =
        instead === null
          ? `${retired} is retired: choose another item, or have it put back into use.`
          : `${retired} is retired; its successor is ${instead}: choose that one, or have ${retired} put back into use.`
      return [{ where, message }]
    })

const SAYS: Readonly<Record<ReferenceKind, (id: string) => string>> = {
  ITEM: (id) => `The catalogue knows no ${id}.`,
  TOOL: (id) => `There is no tool ${id}.`,
  INSTRUCTION: (id) => `There is no published work instruction ${id}.`,
  CATEGORY: (id) => `There is no category ${id}.`,
}

/** Every reference of a family that is written out in full. */
export function referencesOf(content: FamilyContent): Reference[] {
  const { rules, warnings, derived, checklists, taskTemplates, accessories } = content
  const one = (where: string, kind: ReferenceKind, id: string): Reference => ({
    where,
    kind,
    ids: [id],
  })
  return [
    ...rules.filter(({ enabled }) => enabled).flatMap(itemsOfRule),
    ...warnings.flatMap(({ id, when }) =>
      itemsAskedFor(when).map((item) => one(`message ${id}`, 'ITEM', item)),
    ),
    ...derived.flatMap(({ key, cases }) =>
      cases.flatMap(({ when }) =>
        itemsAskedFor(when).map((item) => one(`derived ${key}`, 'ITEM', item)),
      ),
    ),
    ...checklists.flatMap(({ key, sections }) =>
      sections.flatMap(({ items }) =>
        items.flatMap((item) =>
          (item.part ?? []).map(({ partNumber }) =>
            one(`checklist ${key} item ${item.key}`, 'ITEM', partNumber),
          ),
        ),
      ),
    ),
    ...taskTemplates.flatMap(({ key, tasks }) =>
      tasks.flatMap((task) => {
        const where = `task ${key}.${task.key}`
        return [
          ...task.tools.map((tool) => one(where, 'TOOL', tool)),
          ...(task.instruction === undefined ? [] : [one(where, 'INSTRUCTION', task.instruction)]),
          ...task.parts.flatMap(({ items = [] }) => items.map((id) => one(where, 'ITEM', id))),
        ]
      }),
    ),
    ...accessories.hidden.map((id) => one('accessories', 'ITEM', id)),
    ...[...accessories.categories, ...accessories.excludedSubcategories].map((code) =>
      one('accessories', 'CATEGORY', code),
    ),
  ].filter(({ ids }) => ids.length > 0 && ids.every((id) => placeholdersOf(id).length === 0))
}

function itemsOfRule({ id: rule, item }: Rule): Reference[] {
  const where = `rule ${rule}`
  if (item.kind === 'CUSTOM') return []
  if (item.kind === 'ITEM') return [{ where, kind: 'ITEM', ids: [item.id] }]
  const replacements = item.alternatives.flatMap(({ replaceChild }) =>
    (replaceChild?.by ?? []).flatMap(({ item: by }) => (by.kind === 'ITEM' ? [by.id] : [])),
  )
  return [
    { where, kind: 'ITEM', ids: item.alternatives.map(({ id }) => id) },
    ...replacements.map((id): Reference => ({ where, kind: 'ITEM', ids: [id] })),
  ]
}
