import { ACCESSORY_QUANTITY_AT_MOST } from '../accessories'
import type { Expression } from '../ast'
import type { FamilyContent } from '../release'
import type { FamilyProblem } from './problem'

/** As many pieces as of an accessory: what an assembly holds of each is multiplied by it (handbook 6.6). */
const PIECES_AT_MOST = ACCESSORY_QUANTITY_AT_MOST

/** Numbers of pieces that are none. */
export const amountProblems = (content: FamilyContent): FamilyProblem[] => [
  ...content.rules.flatMap(({ id, quantity, enabled }) =>
    piecesProblems(`rule ${id}`, quantity, enabled ? NO_LINE : null),
  ),
  ...content.checklists.flatMap(({ key, sections }) =>
    sections.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.type === 'QUANTITY'
          ? piecesProblems(`checklist ${key} item ${item.key}`, item.quantity, NOT_ASKED)
          : [],
      ),
    ),
  ),
]

const NO_LINE = 'it never adds a line: enter a whole number from 1, or switch the rule off'
const NOT_ASKED = 'it is never asked: enter a whole number from 1, or remove it'

/**
 * Written out it has to be a number of whole pieces; what is worked out is left to verification, and
 * of forms to `packing.ts`. `ofNone`: what comes of no pieces, where that is a fault.
 */
function piecesProblems(
  where: string,
  quantity: Expression,
  ofNone: string | null,
): FamilyProblem[] {
  if (typeof quantity !== 'number') return []
  if (!Number.isSafeInteger(quantity) || quantity < 0)
    return [{ where, message: `Its quantity ${quantity} is no number of whole pieces.` }]
  if (quantity > PIECES_AT_MOST)
    return [
      {
        where,
        message: `Its quantity ${quantity} is too large: enter a whole number from 1 to ${PIECES_AT_MOST}.`,
      },
    ]
  return quantity === 0 && ofNone !== null
    ? [{ where, message: `Its quantity is 0, so ${ofNone}.` }]
    : []
}
