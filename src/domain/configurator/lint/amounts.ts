import type { Expression } from '../ast'
import type { FamilyContent } from '../release'
import type { FamilyProblem } from './problem'

/** Numbers of pieces that are none. */
export const amountProblems = (content: FamilyContent): FamilyProblem[] => [
  ...content.rules.flatMap(({ id, quantity }) => piecesProblems(`rule ${id}`, quantity)),
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
