import type { Label } from '../label'

export const LINE_KINDS = ['ASSEMBLY', 'PART', 'CUSTOM', 'UNRESOLVED'] as const
export type LineKind = (typeof LINE_KINDS)[number]

/**
 * One line of a bill of materials, in display order, depth first. A snapshot: numbers, names and
 * costs are those of the moment it was generated (domain handbook 6.8).
 */
export type BomLine = {
  /** Place in the list, from 0; `parentIndex` refers to it. */
  index: number
  parentIndex: number | null
  /** Readable address of the line: `3.2.1`. */
  path: string
  /** 1 = top. */
  level: number
  /** Place among its siblings, from 1. */
  position: number
  kind: LineKind
  /** Id of the catalogue record found; null for unresolved lines and custom parts not yet made. */
  itemId: string | null
  /** The id as asked for, byte for byte, also when the record was found under `ASSY-`. */
  partNumber: string
  name: string
  quantityPer: number
  /** Multiplied down from the top. */
  quantity: number
  /** Minor units for one piece; null while unknown. */
  unitCost: number | null
  /** The rule that asked for it; children carry the rule of their top line. */
  rule: string
  because: string
  becauseLabel: Label
  /** Number of the basin it belongs to, from 1. */
  basin: number | null
  attributes: Readonly<Record<string, string>>
  note: string | null
}

/** A part made to measure that the bill asks for; one record per class and dimensions (6.5). */
export type CustomPart = {
  classCode: string
  partNumber: string
  name: string
  nameLabel: Label
  /** Whole inches by name: width, length, depth. */
  dimensions: Readonly<Record<string, number>>
}
