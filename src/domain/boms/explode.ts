import {
  insteadOf,
  resolveItem,
  type CatalogComponent,
  type CatalogLookup,
  type ResolvedItem,
} from '../catalog/lookup'
import { label, type Label } from '../label'
import { allow, refuse, type Decision, type Refusal } from '../refusal'
import type { BomLine, LineKind } from './line'
import {
  NO_SUBSTITUTIONS,
  substitutedBecause,
  type Substitution,
  type Substitutions,
} from './substitution'

/** What a rule puts at the top of a bill of materials, ready to be expanded. */
export type TopItem = {
  askedId: string
  /** Pieces per sink, a whole number of at least 1. */
  quantity: number
  rule: string
  because: Label
  basin: number | null
  attributes: Readonly<Record<string, string>>
  /** A part made to measure: never expanded; a record of it may or may not exist yet. */
  custom?: { name: string }
  /** Children of the item to take out, and what takes their place. */
  replaceChild?: { children: ReadonlySet<string>; by: Omit<TopItem, 'replaceChild' | 'quantity'> }
}

/** Bills beyond this size come from a broken catalogue; real ones have a few hundred lines. */
export const BOM_LINES_AT_MOST = 20_000
/** Pieces of one line, as the database counts them. */
export const QUANTITY_AT_MOST = 2_147_483_647

type Pending = Omit<TopItem, 'quantity'> &
  Pick<CatalogComponent, 'kept'> & { quantityPer: number; note: string | null }

/** An assembly that is being expanded: its line, its number, and the children still to come. */
type Frame = {
  line: BomLine | null
  partNumber: string | null
  /** The id that it stands in for, when it is a substitute. */
  substitutes: string | null
  children: readonly Pending[]
  next: number
}

/**
 * Expands top items into lines, depth first, children in catalogue order, quantities multiplied
 * down. Unknown ids become UNRESOLVED lines and are never dropped. An item that would contain
 * itself is not entered again: it is the part of that literal id if there is one, else an
 * UNRESOLVED line naming the cycle (domain handbook 6.6). A link that was kept at the part when it was
 * imported or entered is the part in every bill, wherever the walk comes from (handbook 7). No depth is coded; the walk keeps its
 * own stack. Refuses with `too_large` only what no real sink can be.
 *
 * An id with a substitution is exchanged wherever it occurs, once: a substitute is not substituted in
 * its turn, and a substitute that contains the item which it replaces keeps it. One that no record
 * answers to is an UNRESOLVED line like any other.
 */
export function explode(
  tops: readonly TopItem[],
  lookup: CatalogLookup,
  substitutions: Substitutions = NO_SUBSTITUTIONS,
): Decision<BomLine[]> {
  const lines: BomLine[] = []
  const children = tops.map(({ quantity, ...top }) => ({
    ...top,
    quantityPer: quantity,
    note: null,
  }))
  const stack: Frame[] = [{ line: null, partNumber: null, substitutes: null, children, next: 0 }]
  const open = new Set<string>()

  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const asked = frame.children[frame.next]
    if (!asked) {
      stack.pop()
      if (frame.partNumber !== null) open.delete(frame.partNumber)
      continue
    }
    frame.next += 1

    const substitution = substitutions.get(asked.askedId)
    const pending =
      substitution && !stack.some(({ substitutes }) => substitutes === asked.askedId)
        ? substituted(asked, substitution)
        : asked
    const found = find(pending, lookup, open, stack)
    const line = lineOf(pending, found, frame, lines.length)
    if (lines.length >= BOM_LINES_AT_MOST || line.quantity > QUANTITY_AT_MOST)
      return refuse(tooLarge(pending))

    lines.push(line)
    if (found.enter || pending.replaceChild) {
      if (found.enter) open.add(found.enter.item.partNumber)
      const partNumber = found.enter?.item.partNumber ?? null
      const children = childrenOf(pending, found.enter)
      const substitutes = pending === asked ? null : asked.askedId
      stack.push({ line, partNumber, substitutes, children, next: 0 })
    }
  }
  return allow(lines)
}

/** The substitute in the place of what was asked for, which it names; it is not made to measure. */
function substituted(
  { custom: _madeToMeasure, kept: _ofWhatWasAsked, ...asked }: Pending,
  substitution: Substitution,
): Pending {
  return {
    ...asked,
    askedId: substitution.substituteId,
    because: substitutedBecause(asked.because, substitution),
    attributes: {
      ...asked.attributes,
      substitutedFor: asked.askedId,
      substitution: substitution.id,
    },
  }
}

type Found = {
  kind: LineKind
  item: ResolvedItem['item'] | null
  /** The assembly to go down into. */
  enter: Extract<ResolvedItem, { kind: 'ASSEMBLY' }> | null
  remark: string | null
}

function find(
  pending: Pending,
  lookup: CatalogLookup,
  open: ReadonlySet<string>,
  stack: readonly Frame[],
): Found {
  const { askedId } = pending
  if (pending.custom)
    return { kind: 'CUSTOM', item: lookup.part(askedId) ?? null, enter: null, remark: null }

  const resolved = resolveItem(lookup, askedId)
  // the assembly that the link would lead to need not be loaded: what is stored stands
  if (pending.kept === 'UNKNOWN' && resolved?.kind !== 'ASSEMBLY')
    return unresolved(`Contains itself: ${askedId} leads back here.`)
  if (!resolved) return unresolved(`“${askedId}” is in no catalogue.`)
  if (resolved.kind === 'PART')
    return {
      kind: 'PART',
      item: resolved.item,
      enter: null,
      remark: pending.kept ? takenAsPart(`${askedId} leads back here`) : null,
    }
  const isOpen = open.has(resolved.item.partNumber)
  if (!isOpen && !pending.kept)
    return { kind: 'ASSEMBLY', item: resolved.item, enter: resolved, remark: null }

  const circle = isOpen
    ? circleOf(stack, resolved.item.partNumber)
    : `${resolved.item.partNumber} leads back here`
  const part = lookup.part(askedId)
  return part
    ? {
        kind: 'PART',
        item: part,
        enter: null,
        remark: takenAsPart(circle),
      }
    : unresolved(`Contains itself: ${circle}.`)
}

const takenAsPart = (circle: string): string =>
  `Taken as the part: the assembly contains itself (${circle}).`

const unresolved = (remark: string): Found => ({
  kind: 'UNRESOLVED',
  item: null,
  enter: null,
  remark,
})

function circleOf(stack: readonly Frame[], partNumber: string): string {
  const path = stack.flatMap((frame) => (frame.partNumber === null ? [] : [frame.partNumber]))
  return [...path.slice(path.indexOf(partNumber)), partNumber].join(' > ')
}

function lineOf(pending: Pending, found: Found, frame: Frame, index: number): BomLine {
  const parent = frame.line
  const notes = [pending.note, found.remark]
  if (found.item && !found.item.isActive)
    notes.push(`Not active in the catalogue${insteadOf(found.item)}.`)
  return {
    index,
    parentIndex: parent?.index ?? null,
    path: parent ? `${parent.path}.${frame.next}` : String(frame.next),
    level: (parent?.level ?? 0) + 1,
    position: frame.next,
    kind: found.kind,
    itemId: found.item?.id ?? null,
    partNumber: pending.askedId,
    name: pending.custom?.name ?? found.item?.name ?? 'Not in the catalogue',
    quantityPer: pending.quantityPer,
    quantity: pending.quantityPer * (parent?.quantity ?? 1),
    unitCost: found.item?.cost ?? null,
    rule: pending.rule,
    because: pending.because.en,
    becauseLabel: pending.because,
    basin: pending.basin,
    attributes: pending.attributes,
    note: notes.filter((note) => note !== null).join(' ') || null,
  }
}

/** Children in catalogue order, the replaced ones exchanged; a kit without one gets it first. */
function childrenOf(parent: Pending, assembly: Found['enter']): Pending[] {
  const { replaceChild, rule, basin, askedId } = parent
  const because = partOf(askedId)
  const children: Pending[] = []
  let isReplaced = false

  for (const component of assembly?.item.components ?? []) {
    const { quantity: quantityPer, note, kept } = component
    if (!replaceChild?.children.has(component.askedId))
      children.push({
        askedId: component.askedId,
        quantityPer,
        note,
        ...(kept && { kept }),
        rule,
        basin,
        because,
        attributes: {},
      })
    else if (!isReplaced) {
      isReplaced = true
      children.push({ ...replaceChild.by, quantityPer, note: `In place of ${component.askedId}.` })
    }
  }
  if (replaceChild && !isReplaced)
    children.unshift({ ...replaceChild.by, quantityPer: 1, note: null })
  return children
}

const partOf = (partNumber: string): Label =>
  label(`Part of ${partNumber}`, `Fait partie de ${partNumber}`, `Forma parte de ${partNumber}`)

const tooLarge = ({ askedId, rule }: Pending): Refusal => ({
  code: 'too_large',
  message: `The bill of materials grows beyond ${BOM_LINES_AT_MOST} lines or ${QUANTITY_AT_MOST} pieces at ${askedId}; correct the catalogue or the quantity.`,
  item: askedId,
  rule,
})
