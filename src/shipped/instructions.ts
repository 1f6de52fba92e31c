import type { Label } from '../domain/label'
import { finishing } from './instructions/finishing'
import { fittings } from './instructions/fittings'
import { structure } from './instructions/structure'

/** One step: what to do, what to look at before going on, what to beware of. */
export type ShippedStep = {
  title: Label
  /** Paragraphs without markup. */
  text: string[]
  minutes: number
  checkpoint?: Label
  safety?: Label
}

/** A work instruction as shipped, its first revision (domain handbook 9.3). */
export type ShippedInstruction = {
  /** What task templates name. */
  code: string
  title: Label
  revision: 1
  minutes: number
  /** Codes of tools. */
  tools: string[]
  steps: ShippedStep[]
}

export const INSTRUCTIONS: ShippedInstruction[] = [...structure, ...fittings, ...finishing]
