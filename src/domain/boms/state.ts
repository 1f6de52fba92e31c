/** The states of a bill of materials, as a sentence says them: "version 2 is waiting for approval". */
const STATE_WORDS: Readonly<Record<string, string>> = {
  DRAFT: 'not sent for approval yet',
  PENDING_APPROVAL: 'waiting for approval',
  APPROVED: 'approved',
  REJECTED: 'rejected',
  SUPERSEDED: 'superseded by a newer one',
}

export const bomStateInWords = (state: string): string => STATE_WORDS[state] ?? state
