import type { Checklist, ChecklistItem, ChecklistSection } from '../../quality/checklist'
import { piecesOf, placesOf } from '../../quality/form'
import type { Condition, Expression } from '../ast'
import { compute } from '../evaluate'
import { modelOf, type Model } from '../model'
import { parsePath } from '../path'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent } from '../release'
import { scopeOf, type Scope } from '../scope'
import { acceptedWhere, groundFor, isPossible, type Ground } from '../verify/accepted'
import { chosenInWords } from '../verify/exampleInWords'
import { projectionOf, slotsOfProjection } from '../verify/projection'
import { partsOf } from './bands'
import { STEPS } from './never'
import type { FamilyProblem } from './problem'

/** A packing line whose pieces are worked out. */
type Line = {
  where: string
  section: ChecklistSection
  item: ChecklistItem
  quantity: Expression
}

/**
 * Packing lines that of some sink that can be ordered demand no whole number of at least one piece: the
 * line would be missing from the packing list, or nobody could answer it.
 */
export function packingProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  const lines = content.checklists
    .flatMap(linesOf)
    .filter((line) => !countsWhatIsThere(model, line))
  if (lines.length === 0) return []
  const all = readsOf(model)
  for (const line of lines) all.merge(readsOfLine(model, line))
  const ground = groundFor(content, all)
  return lines.flatMap((line) => problemOf(content, ground, line))
}

const linesOf = ({ key, sections }: Checklist): Line[] =>
  sections.flatMap((section) =>
    section.items.flatMap((item) =>
      item.type === 'QUANTITY' && typeof item.quantity !== 'number'
        ? [{ where: `checklist ${key} item ${item.key}`, section, item, quantity: item.quantity }]
        : [],
    ),
  )

function problemOf(content: FamilyContent, ground: Ground, line: Line): FamilyProblem[] {
  const { model } = ground
  const reads = readsOfLine(model, line)
  const oddIn = (scope: Scope) =>
    placesOf(line.section, line.item, scope).filter((place) => isOdd(line, place))
  const isFaulty = (scope: Scope) => oddIn(scope).length > 0
  // most lines are sound wherever they are asked, which takes few steps to see
  if (!isPossible(ground, reads, isFaulty, STEPS)) return []
  const found = acceptedWhere(ground, reads, isFaulty)
  if (found === 'NEVER' || found === 'UNSURE') return []

  const [place] = oddIn(scopeOf(model, found.configuration, found))
  const pieces = place ? compute(line.quantity, place) : null
  // an option that is hidden shows in what hides it
  const around = slotsOfProjection(projectionOf(model, reads))
  const shown =
    chosenInWords(content, reads.slots(), found) || chosenInWords(content, around, found)
  const comes = pieces === null ? 'is not known' : `comes to ${pieces}`
  const example = shown === '' ? '' : `, for example with ${shown}`
  return [
    {
      where: line.where,
      message: `Its quantity ${comes}${example}: it has to be a whole number from 1 wherever the item is asked. Change the quantity, or the condition of the item.`,
    },
  ]
}

function readsOfLine(model: Model, { section, item, quantity }: Line): Reads {
  const self = item.repeat ?? section.repeat ?? null
  const reads = readsOf(model)
    .condition(section.when, section.repeat ?? null)
    .condition(item.when, self)
    .amount(quantity, self)
  return self === null ? reads : reads.eachOf(self)
}

/** What is no number of pieces to pack. */
const isOdd = ({ quantity }: Line, place: Scope): boolean => (piecesOf(quantity, place) ?? 0) === 0

// --- what needs no looking through ---------------------------------------------------------------

/**
 * Whether a line counts, or adds up, just those elements of which its condition says that there are some.
 * So most lines are written, and lists need not be walked for them.
 */
function countsWhatIsThere(model: Model, { section, item, quantity }: Line): boolean {
  const given = [section.when, item.when].flatMap(partsOf)
  const isSound = (expression: Expression): boolean => {
    if (typeof expression === 'number') return isPieces(expression)
    switch (expression.op) {
      case 'count':
        return isThere(given, expression.group, expression.where)
      case 'sum':
        return (
          isThere(given, expression.group, expression.where) &&
          isPieceOf(model, expression.group, expression.of)
        )
      case 'add':
      case 'max':
      case 'min':
        return expression.of.every(isSound)
      default:
        return false
    }
  }
  return isSound(quantity)
}

const isPieces = (figure: number): boolean => Number.isSafeInteger(figure) && figure >= 1

/** Whether one of these conditions says that the group has an element of the kind. */
const isThere = (
  given: readonly Condition[],
  group: string,
  where: Condition | undefined,
): boolean =>
  given.some(
    (part) =>
      (part.op === 'some' &&
        part.group === group &&
        (where === undefined || JSON.stringify(part.where) === JSON.stringify(where))) ||
      (part.op === 'exists' && part.path === group && where === undefined),
  )

/** Whether each element has a whole number of at least one to add. */
function isPieceOf(model: Model, group: string, of: Expression): boolean {
  if (typeof of === 'number') return isPieces(of)
  if (of.op !== 'value') return false
  const { from, key } = parsePath(of.path)
  const field = from === 'ELEMENT' ? model.groups.get(group)?.fields.get(key)?.field : undefined
  return (
    field?.type === 'INTEGER' && field.required && field.visible === undefined && field.min >= 1
  )
}
