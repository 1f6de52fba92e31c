/** States of a bill of materials (domain handbook 6.8). */
export const BOM_STATE_LABELS = {
  DRAFT: 'Draft, not sent',
  PENDING_APPROVAL: 'Waiting for approval',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
  SUPERSEDED: 'Superseded',
} as const

export type BomState = keyof typeof BOM_STATE_LABELS

export const isBomState = (code: unknown): code is BomState =>
  typeof code === 'string' && Object.hasOwn(BOM_STATE_LABELS, code)

const WORDS: Readonly<Record<BomState, string>> = {
  DRAFT: 'not sent for approval yet',
  PENDING_APPROVAL: 'waiting for approval',
  APPROVED: 'approved',
  REJECTED: 'rejected',
  SUPERSEDED: 'superseded by a newer one',
}

/** The state as a sentence says it: "version 2 is waiting for approval". */
export const bomStateInWords = (state: BomState): string => WORDS[state]

const UNDECIDED: ReadonlySet<BomState> = new Set<BomState>(['DRAFT', 'PENDING_APPROVAL'])

/** Whether a version was never decided on; once its build is over, nobody will. */
export const isUndecided = (state: BomState): boolean => UNDECIDED.has(state)
