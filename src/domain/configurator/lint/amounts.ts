import { placeholdersOf } from '../../label'
import type { Expression } from '../ast'
import type { CustomItem, FamilyContent, Rule } from '../release'
import type { FamilyProblem } from './problem'

/** Numbers of pieces that are none, and numbers of parts made to measure that two sizes would share. */
export const amountProblems = (content: FamilyContent): FamilyProblem[] => [
  ...content.rules.flatMap((rule) => [
    ...piecesProblems(`rule ${rule.id}`, rule.quantity),
    ...customItemsOf(rule).flatMap((item) => numberProblems(`rule ${rule.id}`, item)),
  ]),
  ...content.checklists.flatMap(({ key, sections }) =>
    sections.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.type === 'QUANTITY'
          ? piecesProblems(`checklist ${key} item ${item.key}`, item.quantity)
          : [],
      ),
    ),
  ),
]

/** Written out it has to be a number of whole pieces; what is worked out is left to verification. */
function piecesProblems(where: string, quantity: Expression): FamilyProblem[] {
  return typeof quantity !== 'number' || (Number.isSafeInteger(quantity) && quantity >= 0)
    ? []
    : [{ where, message: `Its quantity ${quantity} is no number of whole pieces.` }]
}

const customItemsOf = ({ item }: Rule): CustomItem[] => {
  if (item.kind === 'CUSTOM') return [item]
  if (item.kind === 'ITEM') return []
  return item.alternatives.flatMap(({ replaceChild }) =>
    (replaceChild?.by ?? []).flatMap(({ item: by }) => (by.kind === 'CUSTOM' ? [by] : [])),
  )
}

/** The number has to tell every dimension: by itself, or by the choice that it is a fact of. */
function numberProblems(where: string, { number, dimensions }: CustomItem): FamilyProblem[] {
  const told = placeholdersOf(number)
  return Object.entries(dimensions)
    .filter(([, path]) => !told.includes(path) && !told.includes(path.split('#')[0] ?? path))
    .map(([name, path]) => ({
      where,
      message: `Its number does not tell the ${name}: two sizes would share one. Put {${path}} into it.`,
    }))
}
