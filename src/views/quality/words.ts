import type { ItemResult } from '../../domain/quality/item'
import { plural, type Look } from '../panel/words'

export const RESULT_LOOKS: Readonly<Record<ItemResult, Look>> = {
  PASS: { label: 'Pass', tone: 'green' },
  FAIL: { label: 'Fail', tone: 'red' },
  NA: { label: 'Not applicable', tone: 'slate' },
}

export const OUTCOME_LOOKS = {
  PASS: { label: 'Passed', tone: 'green' },
  FAIL: { label: 'Failed', tone: 'red' },
} as const satisfies Record<string, Look>

export const FORM_STATES = {
  DRAFT: { label: 'In progress', tone: 'amber' },
  SIGNED: { label: 'Signed and locked', tone: 'blue' },
  VOID: { label: 'Closed without a verdict', tone: 'slate' },
} as const satisfies Record<string, Look>

export const NC_LOOKS = {
  OPEN: { label: 'Open', tone: 'red' },
  IN_PROGRESS: { label: 'In progress', tone: 'amber' },
  RESOLVED: { label: 'Resolved', tone: 'teal' },
  CLOSED: { label: 'Closed', tone: 'slate' },
} as const satisfies Record<string, Look>

export const SEVERITY_LOOKS = {
  CRITICAL: { label: 'Critical', tone: 'red' },
  MAJOR: { label: 'Major', tone: 'amber' },
  MINOR: { label: 'Minor', tone: 'slate' },
} as const satisfies Record<string, Look>

/** The English of the inspection screen. */
export const words = {
  yes: 'Yes',
  no: 'No',
  pass: 'Pass',
  fail: 'Fail',
  na: 'N/A',
  naLong: 'Not applicable',
  unanswered: 'Not answered',
  attempt: (attempt: number) => `Attempt ${attempt}`,
  basin: (basin: number) => `Basin ${basin}`,
  progress: (done: number, total: number) => `${done} of ${total}`,
  packedOf: (packed: number, required: number) => `${packed} of ${required} packed`,
  limits: (min: string, max: string) => `Allowed: ${min} to ${max}`,
  atLeast: (min: string) => `Allowed: at least ${min}`,
  atMost: (max: string) => `Allowed: at most ${max}`,
  inUnit: (unit: string) => `In ${unit}`,
  required: (count: number) => `${count} to be packed`,
  expected: (choice: string) => `Ordered: ${choice}`,
  mustBe: (answer: string) => `Must be: ${answer}`,
  asOrdered: 'as ordered',
  optional: 'Optional',
  photoNeeded: 'Photo needed',
  part: 'Part',
  number: {
    label: 'Measured',
    wrong: 'Enter a number, for example 12.5.',
    inside: 'Within the limits.',
    outside: 'Outside the limits: this item fails.',
  },
  text: { label: 'Text', serial: 'Serial or text: type or scan' },
  date: 'Date',
  quantity: {
    label: 'Packed',
    less: 'One less',
    more: 'One more',
    all: (count: number) => `All packed (${count})`,
  },
  byHand: {
    fail: 'Fail by hand',
    na: 'N/A',
    undo: 'Take back',
    failed: 'Failed by hand, whatever the value is.',
    notApplicable: 'Set to not applicable.',
  },
  clear: 'Clear the answer',
  note: {
    label: 'Note',
    add: 'Add a note',
    why: 'Note: why it fails',
    whyNa: 'Note: why it does not apply',
  },
  photos: {
    take: 'Take a photo',
    another: 'Another photo',
    remove: 'Remove this photo',
    of: (name: string) => `Photo of ${name}`,
    received: (moment: string) => `Received ${moment}`,
    camera: (moment: string) => `Camera ${moment}`,
    noCamera: 'The camera gave no time',
    waiting: 'Waiting to be sent',
    open: 'opens the original in a new tab',
  },
  save: {
    SAVED: 'Saved',
    PENDING: 'Waiting to be sent',
    CONFLICT: 'Not accepted, see the top of the page',
    failed: 'This answer could not be kept. Reload the page and enter it again.',
  },
  missing: {
    none: 'Every answer is there.',
    count: (count: number) => `${plural(count, 'answer', 'answers')} missing`,
    show: 'Show what is missing',
    hide: 'Hide the list',
    title: 'Still missing',
  },
  beside: {
    open: 'Drawings and configuration',
    close: 'Close',
    label: 'Drawings, configuration and earlier results',
  },
  sections: 'Sections of this form',
  bar: 'Progress and signature',
  answered: 'Answered',
  sign: {
    pass: 'Sign: passed…',
    fail: 'Sign: failed…',
    reject: 'Reject although every item passes…',
    offline: 'There is no network. A signature needs the server: sign when it is back.',
    loading: 'Reading what waits on this tablet…',
    pending: (count: number) =>
      `${plural(count, 'entry is', 'entries are')} still on the way to the server.`,
    conflicts: 'The server did not accept something. Decide about it at the top of the page.',
    missing: 'Answer what is missing first.',
    failed: (count: number) =>
      `${plural(count, 'item fails', 'items fail')}: the form fails as a whole.`,
  },
  signing: {
    title: {
      PASS: (form: string) => `Sign ${form}: passed`,
      FAIL: (form: string) => `Sign ${form}: failed`,
    },
    action: { PASS: 'Sign and pass', FAIL: 'Sign and reject' },
    as: 'You sign as',
    binding: 'The signature is bound to these exact answers and cannot be taken back.',
    done: 'Signed and locked.',
    opened: (number: string) => `Signed and locked. Nonconformance ${number} is open.`,
    comment: 'Comment (optional)',
    separation: 'Why you sign although you worked on this sink',
    separationHelp: 'At least 3 characters. Kept in the audit trail.',
    reason: 'Reason of the failure',
    choose: 'Choose a reason',
    severity: 'Severity',
    proposed: 'Proposed for this reason; change it where it is not right.',
    rework: 'The sink goes back to be worked on (rework)',
    retest: 'The end-of-line test has to be passed again (retest)',
    notes: 'Detailed notes',
    corrective: 'Corrective action',
  },
  table: {
    item: 'Item',
    result: 'Result',
    answer: 'Answer',
    asked: 'Asks for',
    mayNotApply: 'may be not applicable',
    withPhoto: 'with a photo',
  },
  types: {
    PASS_FAIL: 'Pass or fail',
    NUMBER: 'A number',
    TEXT: 'A text',
    CHOICE: 'A choice',
    DATE: 'A date',
    YES_NO: 'Yes or no',
    QUANTITY: 'Packed pieces',
  },
  header: 'This inspection',
  answers: 'Answers',
  outcomeOnly:
    'Procurement sees how this form ended, not its answers. Quality control and the coordinators read them.',
  readOnly: {
    production: 'The production check is answered by completing tasks. It is read only here.',
    quality: 'Quality control fills in this form. You can read what is answered so far.',
    floor: 'The assembler of the build fills in this form. You can read what is answered so far.',
    void: 'This attempt was closed without a verdict. Nothing in it counts.',
  },
  signed: {
    title: 'Signature',
    signedAt: (moment: string) => `Signed ${moment}.`,
    unsigned: 'Not signed yet.',
    intact: 'Intact',
    altered: 'DOES NOT MATCH',
    alteredHelp:
      'What is stored now is not what was signed. Tell an administrator: the audit trail shows who changed what.',
    rework: 'Rework',
    retest: 'Retest',
    next: 'What happened next',
    opened: 'A nonconformance was opened:',
    moved: 'The build moved to',
    stayed: 'The build stayed where it was.',
    openBuild: 'Open the build',
  },
  aside: {
    documents: 'Drawings and order papers',
    noDocuments: 'No papers are attached.',
    noDocumentsHelp:
      'A coordinator attaches drawings and the purchase order to the order; they then appear here.',
    newTab: 'opens in a new tab',
    configuration: 'Configuration',
    earlier: 'Earlier attempts',
    results: 'Show the results',
    open: 'Open nonconformances',
  },
} as const
