import type { BomState } from '../boms/state'
import type { Actor } from '../roles'

/** Newest attempt of an inspection form. `SIGNED` says submitted and signed in one act (handbook 8.1). */
export type Attempt = {
  attempt: number
  state: 'DRAFT' | 'SIGNED'
  outcome: 'PASS' | 'FAIL' | null
}

/** A value that has to be the only one of its kind, and whether somebody else has it already. */
export type UniqueValue = { value: string; taken: boolean }

/**
 * What is known about one build at the moment of a decision. `null` always means "there is none",
 * never "not looked up": whoever gathers facts fills every field.
 */
export type BuildFacts = {
  /** User id of the assembler who has the build. */
  assignedTo: string | null
  /** The status that a held build left; `null` when the build is not held. */
  heldFrom: string | null
  /** The trackable cause of the hold (a shortage, outside items); `null` when only a person can judge it. */
  holdCause: { cleared: boolean } | null
  /** The active BOM. */
  bom: { version: number; state: BomState } | null
  /** Outside items that return with the body: not settled yet, and of those the ones not sent yet. */
  outside: { open: number; toSend: number }
  preQc: Attempt | null
  finalQc: Attempt | null
  /** `retestDue`: a nonconformance newer than this attempt demands a retest. */
  endOfLine: (Attempt & { retestDue: boolean }) | null
  /** `open` counts whatever is neither completed nor cancelled; `started` whatever was ever begun. */
  tasks: {
    total: number
    open: number
    started: number
    blockedByShortage: number
    reworkOpen: number
  } | null
  packing: { complete: boolean; signed: boolean } | null
  /** Nonconformances of the build that are short of RESOLVED. */
  openNonconformances: number
  /** `date` is YYYY-MM-DD. */
  shipment: { date: string | null; carrier: string | null } | null
  /** Names of the fields that are still empty. */
  configuration: { missing: readonly string[] } | null
  customer: { missing: readonly string[] } | null
  poNumber: UniqueValue | null
  buildNumber: UniqueValue | null
}

/** A build about which nothing exists yet: the ground that known facts are spread over. */
export const NO_FACTS: BuildFacts = {
  assignedTo: null,
  heldFrom: null,
  holdCause: null,
  bom: null,
  outside: { open: 0, toSend: 0 },
  preQc: null,
  finalQc: null,
  endOfLine: null,
  tasks: null,
  packing: null,
  openNonconformances: 0,
  shipment: null,
  configuration: null,
  customer: null,
  poNumber: null,
  buildNumber: null,
}

/**
 * A build while its order is entered: the submit has judged what it is, and nothing has been done about it.
 * Both numbers are free; whoever stores them makes sure of it.
 */
export const entryFacts = (poNumber: string, buildNumber: string): BuildFacts => ({
  ...NO_FACTS,
  configuration: { missing: [] },
  customer: { missing: [] },
  poNumber: { value: poNumber, taken: false },
  buildNumber: { value: buildNumber, taken: false },
})

/** Shortest and longest text of a reason (handbook 4.2). */
export const REASON_LENGTH = { min: 3, max: 1000 } as const

export const GUARD_NAMES = [
  'configComplete',
  'customerComplete',
  'poUnique',
  'buildUnique',
  'bomApproved',
  'outsideSettled',
  'preQcPassed',
  'finalQcPassed',
  'isAssigned',
  'tasksDone',
  'eolPassed',
  'packingComplete',
  'noOpenNc',
  'shipmentData',
  'reason',
  'holdCauseCleared',
] as const

export type GuardName = (typeof GUARD_NAMES)[number]

/** What a guard demands, as a definition shows it to people. */
export const GUARD_LABELS: Record<GuardName, string> = {
  configComplete: 'Configuration complete',
  customerComplete: 'Customer complete',
  poUnique: 'PO number unique',
  buildUnique: 'Build number unique',
  bomApproved: 'BOM approved',
  outsideSettled: 'Outside work settled',
  preQcPassed: 'Pre-QC passed',
  finalQcPassed: 'Final QC passed',
  isAssigned: 'Own build',
  tasksDone: 'Tasks closed',
  eolPassed: 'End-of-line test passed',
  packingComplete: 'Packing complete',
  noOpenNc: 'No open nonconformance',
  shipmentData: 'Carrier and ship date',
  reason: 'Reason',
  holdCauseCleared: 'Cause of the hold cleared',
}

/** `true`, or the sentence that says what is missing and what to do about it. */
export type Guard = (facts: BuildFacts, actor: Actor, reason: string) => true | string

/** "1 task is", "3 tasks are" */
const countOf = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

const passed = (form: string, newest: Attempt | null): true | string => {
  if (!newest) return `${form} has not been done yet: open it, pass it and sign it.`
  if (newest.state === 'DRAFT')
    return `${form} attempt ${newest.attempt} is still a draft: complete it and sign it.`
  if (newest.outcome !== 'PASS')
    return `${form} attempt ${newest.attempt} failed: correct the cause and pass a new attempt.`
  return true
}

const complete = (what: string, known: { missing: readonly string[] } | null): true | string => {
  if (!known) return `The ${what} is missing: enter it.`
  return (
    known.missing.length === 0 || `The ${what} is incomplete: enter ${known.missing.join(', ')}.`
  )
}

const unique = (what: string, known: UniqueValue | null): true | string => {
  if (!known) return `The ${what} is missing: enter it.`
  return !known.taken || `The ${what} ${known.value} is already taken: enter another one.`
}

const TO_APPROVE = 'is not approved yet: Procurement or an administrator has to approve it.'

/** What a bill that is not approved waits for, by its state (domain handbook 6.8). */
const UNAPPROVED: Readonly<Record<Exclude<BomState, 'APPROVED'>, string>> = {
  DRAFT: 'has not been sent for approval yet: a coordinator has to send it.',
  REJECTED:
    'was rejected: the order has to be corrected, which makes a new version, and that has to be approved.',
  PENDING_APPROVAL: TO_APPROVE,
  SUPERSEDED: TO_APPROVE,
}

/** The named guards of domain handbook 4.3. A definition chooses among them by name. */
export const GUARDS: Record<GuardName, Guard> = {
  configComplete: (facts) => complete('configuration', facts.configuration),
  customerComplete: (facts) => complete('customer', facts.customer),
  poUnique: (facts) => unique('PO number', facts.poNumber),
  buildUnique: (facts) => unique('build number', facts.buildNumber),

  bomApproved: ({ bom }) => {
    if (!bom) return 'There is no bill of materials yet: generate one and have it approved.'
    if (bom.state === 'APPROVED') return true
    return `Bill of materials version ${bom.version} ${UNAPPROVED[bom.state]}`
  },
  outsideSettled: ({ outside: { open } }) =>
    open === 0 ||
    `${countOf(open, 'outside item is', 'outside items are')} not back yet: receive or cancel what returns with the body.`,

  preQcPassed: (facts) => passed('Pre-QC', facts.preQc),
  finalQcPassed: (facts) => passed('Final QC', facts.finalQc),
  eolPassed: ({ endOfLine }) => {
    const verdict = passed('The end-of-line test', endOfLine)
    if (verdict !== true || !endOfLine?.retestDue) return verdict
    return 'A nonconformance demands a retest: pass the end-of-line test again.'
  },

  isAssigned: ({ assignedTo }, actor) => {
    if (!assignedTo) return 'Nobody has claimed this build: an assembler has to claim it first.'
    if (actor.kind === 'user' && actor.id === assignedTo) return true
    return 'This build is assigned to another assembler, who has to make this move.'
  },
  tasksDone: ({ tasks }) => {
    if (!tasks || tasks.total === 0)
      return 'No production tasks exist yet: they are generated when production starts.'
    return (
      tasks.open === 0 ||
      `${countOf(tasks.open, 'task is', 'tasks are')} still open: complete or cancel every task.`
    )
  },
  packingComplete: ({ packing }) => {
    if (!packing) return 'There is no packing list yet: open it, pack every line and sign it.'
    if (!packing.complete)
      return 'The packing list is incomplete: pack the required quantity of every line.'
    return packing.signed || 'The packing statement is not signed: sign it.'
  },

  noOpenNc: ({ openNonconformances: open }) =>
    open === 0 ||
    `${countOf(open, 'nonconformance is', 'nonconformances are')} not resolved: resolve every nonconformance of this build.`,
  shipmentData: ({ shipment }) => {
    const missing = [
      ...(shipment?.date ? [] : ['ship date']),
      ...(shipment?.carrier ? [] : ['carrier']),
    ]
    return (
      missing.length === 0 || `The shipment lacks ${missing.join(' and ')}: record the shipment.`
    )
  },

  reason: (_facts, _actor, reason) => {
    const { length } = reason.trim()
    if (length >= REASON_LENGTH.min && length <= REASON_LENGTH.max) return true
    return `Say why: a reason has ${REASON_LENGTH.min} to ${REASON_LENGTH.max} characters, this one has ${length}.`
  },
  holdCauseCleared: ({ holdCause }) => {
    if (!holdCause)
      return 'This hold has no cause that clears by itself: a person has to resume the build.'
    return (
      holdCause.cleared ||
      'The cause of the hold is not cleared: close the shortage or receive the outside items.'
    )
  },
}
