import type { Checklist, ChecklistItem, ChecklistSection } from '../../quality/checklist'
import { piecesOf } from '../../quality/form'
import type { Expression } from '../ast'
import { compute, holdsIfAny } from '../evaluate'
import { modelOf, type Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent } from '../release'
import { scopeOf, scopesFor, type Scope } from '../scope'
import { acceptedWhere, groundFor, isPossible, type Ground } from '../verify/accepted'
import { chosenInWords } from '../verify/exampleInWords'
import { projectionOf, slotsOfProjection } from '../verify/projection'
import type { FamilyProblem } from './problem'

/** Longer lists are not looked through to the end: an editor has to answer while one types. */
const STEPS = 100_000

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
  const lines = content.checklists.flatMap(linesOf)
  const all = readsOf(model)
  for (const line of lines) all.merge(readsOfLine(model, line))
  const ground = groundFor(content, all)
  return alike(lines)
    .flatMap((together) => suspects(ground, together))
    .flatMap((line) => problemOf(content, ground, line))
}

const linesOf = ({ key, sections }: Checklist): Line[] =>
  sections.flatMap((section) =>
    section.items.flatMap((item) =>
      item.type === 'QUANTITY' && typeof item.quantity !== 'number'
        ? [{ where: `checklist ${key} item ${item.key}`, section, item, quantity: item.quantity }]
        : [],
    ),
  )

/** Lines that are asked under one condition are looked at in one walk. */
function alike(lines: readonly Line[]): Line[][] {
  const together = new Map<string, Line[]>()
  for (const line of lines) {
    const { section, item } = line
    const asked = JSON.stringify([section.when, section.repeat, item.when, item.repeat])
    together.set(asked, [...(together.get(asked) ?? []), line])
  }
  return [...together.values()]
}

/** Those that come to something odd for possible values: most lines do not, which takes few steps to see. */
function suspects(ground: Ground, [first, ...rest]: readonly Line[]): Line[] {
  if (!first) return []
  const reads = readsOf(ground.model)
  for (const line of [first, ...rest]) reads.merge(readsOfLine(ground.model, line))
  const sound = new Set([first, ...rest])
  const odd: Line[] = []
  const look = (scope: Scope): boolean => {
    const places = placesOf(first, scope)
    for (const line of places.length > 0 ? sound : [])
      if (places.some((place) => isOdd(line, place))) {
        odd.push(line)
        sound.delete(line)
      }
    return sound.size === 0
  }
  isPossible(ground, reads, look, STEPS)
  return odd
}

function problemOf(content: FamilyContent, ground: Ground, line: Line): FamilyProblem[] {
  const { model } = ground
  const reads = readsOfLine(model, line)
  const oddIn = (scope: Scope) => placesOf(line, scope).filter((place) => isOdd(line, place))
  const found = acceptedWhere(ground, reads, (scope) => oddIn(scope).length > 0)
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

/** Where the line is asked: once, or for each element. */
const placesOf = ({ section, item }: Line, scope: Scope): Scope[] =>
  scopesFor(scope, section.repeat)
    .filter((inside) => holdsIfAny(section.when, inside))
    .flatMap((inside) => scopesFor(inside, item.repeat))
    .filter((place) => holdsIfAny(item.when, place))

/** What is no number of pieces to pack. */
const isOdd = ({ quantity }: Line, place: Scope): boolean => (piecesOf(quantity, place) ?? 0) === 0
