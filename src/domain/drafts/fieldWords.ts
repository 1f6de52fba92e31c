import { ROLE_LABELS } from '../roles'
import { GUARD_LABELS } from '../workflow/guards'
import { genericKey, type Path } from './tree'

/**
 * Every word that the editor shows for a field of a draft. A field is found by the end of its path
 * without indexes; the longest end wins: `rules.label` before `label`.
 */

/** Where a name may be picked from. */
export type Source =
  | 'group'
  | 'repeat'
  | 'role'
  | 'rule'
  | 'tag'
  | 'tick'
  | 'task'
  | 'tool'
  | 'instruction'
  | 'category'
  | 'state'
  | 'blockField'
  | 'choice'
  | 'parameter'
  | 'item'

export type FieldWords = {
  label: string
  help?: string
  source?: Source
  /** One element of the list: "Add a choice". */
  one?: string
  /** What a new place holds instead of nothing. */
  blank?: unknown
  /** Written by the house, not by people. */
  isHidden?: boolean
  /** Names of new elements; without it they have none. */
  stem?: string
  /** A yes or no that may also be left unsaid. */
  isThreefold?: boolean
}

/** What a signature under a new form says. */
export const STATEMENT = {
  en: 'I have inspected this build and stand by what is recorded here.',
  fr: 'J’ai inspecté cette fabrication et je réponds de ce qui est consigné ici.',
  es: 'He inspeccionado esta fabricación y respondo de lo aquí anotado.',
}

const ENDS: Readonly<Record<string, FieldWords>> = {
  // --- everywhere
  key: { label: 'Key', help: 'The name that conditions and rules use. Letters and digits.' },
  id: { label: 'Id' },
  label: { label: 'Label' },
  help: { label: 'Help text', help: 'Shown below the field.' },
  description: { label: 'Description' },
  title: { label: 'Title' },
  when: { label: 'When' },
  visible: {
    label: 'Shown when',
    help: 'May read only what stands above. Otherwise always shown.',
  },
  forEach: {
    label: 'For each',
    help: 'Once for the whole sink, or for each element of a group.',
    source: 'repeat',
  },
  repeat: { label: 'Repeat for each', source: 'repeat' },
  group: { label: 'Group', source: 'group' },
  message: { label: 'What people read' },
  field: { label: 'Shown at', help: 'The field beside which it appears.' },
  required: { label: 'Has to be answered', blank: true },
  default: { label: 'Proposed value', isThreefold: true },
  unit: { label: 'Unit' },
  min: { label: 'From' },
  max: { label: 'To' },
  code: { label: 'Code' },
  enabled: { label: 'Switched on', blank: true },
  role: { label: 'Role', source: 'role' },
  roles: { label: 'Roles', source: 'role' },
  rules: { label: 'Rules', source: 'rule', one: 'rule', stem: 'R' },
  items: { label: 'Items', source: 'item' },
  type: { label: 'Type' },
  kind: { label: 'Kind' },
  value: { label: 'Value' },
  because: {
    label: 'Reason on the line',
    help: 'Says in the bill of materials why the line is there.',
  },
  quantity: { label: 'Quantity' },
  schema: { label: 'Format', isHidden: true },
  samples: { label: 'Samples', isHidden: true },
  legacyCodes: {
    label: 'Codes of the older system',
    help: 'By part number; kept on lines for search.',
    one: 'code',
  },

  // --- options and groups
  options: { label: 'Options', one: 'option', stem: 'option' },
  'options.type': { label: 'Type' },
  'options.min': { label: 'Lowest', blank: 0 },
  'options.max': { label: 'Highest', blank: 100 },
  fields: { label: 'Fields', one: 'field', stem: 'field' },
  'fields.min': { label: 'Lowest', blank: 0 },
  'fields.max': { label: 'Highest', blank: 100 },
  choices: { label: 'Choices', one: 'choice', stem: 'CHOICE' },
  'choices.value': {
    label: 'Stored as',
    help: 'What orders keep. Do not change it once it was ordered.',
  },
  'choices.facts': {
    label: 'Facts',
    help: 'Figures and parts of an id that follow from this choice.',
    one: 'fact',
  },
  'choices.only': { label: 'Offered only when', one: 'condition', stem: 'ONLY' },
  'only.when': { label: 'Offered when' },
  'only.message': { label: 'Otherwise people read' },
  'only.code': { label: 'Called', blank: 'invalid_value' },
  'choices.storedAs': { label: 'Stored as another choice', one: 'case' },
  'storedAs.value': { label: 'Choice', source: 'choice' },
  'options.default': { label: 'Proposed value', source: 'choice', isThreefold: true },
  'fields.default': { label: 'Proposed value', source: 'choice', isThreefold: true },
  groups: { label: 'Groups', one: 'group', stem: 'group' },
  'groups.kind': {
    label: 'What it is',
    help: 'Tells the drawing and the forms what they deal with.',
  },
  elementLabel: { label: 'Heading of one element' },
  'groups.min': { label: 'At least' },
  'groups.max': { label: 'At most', help: 'Equal limits: the number follows from the rest.' },
  parameters: { label: 'Figures from the settings', one: 'figure', stem: 'figure' },
  name: { label: 'Name' },

  // --- derived values
  derived: { label: 'Derived values', one: 'derived value', stem: 'derived' },
  'derived.group': {
    label: 'Belongs to',
    help: 'The whole sink, or each element of a group.',
    source: 'group',
  },
  cases: { label: 'Cases', help: 'The first case that holds gives the value.', one: 'case' },

  // --- what must hold
  constraints: { label: 'Constraints', one: 'constraint', stem: 'C' },
  'constraints.when': { label: 'Applies when' },
  'constraints.require': { label: 'Then this must hold' },
  'constraints.code': { label: 'Called', blank: 'invalid_value' },
  warnings: { label: 'Warnings', one: 'warning', stem: 'W' },
  'warnings.code': {
    label: 'Number',
    help: 'W and a number; this is what people acknowledge.',
    blank: 'W9',
  },
  notes: { label: 'Notes', one: 'note', stem: 'N' },

  // --- rules
  'rules.label': { label: 'Name of the rule' },
  'rules.quantity': { label: 'How many' },
  'rules.merge': {
    label: 'One line per item',
    help: 'Equal items of several elements are added up.',
  },
  'rules.role': {
    label: 'Role of the line',
    help: 'Where the line stands in the bill of materials.',
    source: 'role',
  },
  attributes: { label: 'Attributes of the line', one: 'attribute' },
  'rules.item': { label: 'Item' },
  'item.id': { label: 'Part number', source: 'item' },
  'item.classCode': { label: 'Class code' },
  'item.number': { label: 'Part number' },
  'item.name': { label: 'Name of the part' },
  dimensions: { label: 'Dimensions', one: 'dimension' },
  alternatives: { label: 'Alternatives, the first that exists wins', one: 'alternative' },
  'alternatives.id': { label: 'Part number', source: 'item' },
  'alternatives.provides': {
    label: 'Brings along',
    help: 'Features that later rules may ask for.',
  },
  replaceChild: { label: 'Replaces a part inside of it' },
  children: { label: 'Parts that are taken out', source: 'item' },
  by: { label: 'What takes their place', one: 'replacement' },
  'by.rule': { label: 'Rule id' },
  'by.item': { label: 'Item' },
  unresolvedAs: { label: 'If none exists, list' },
  displayOrder: { label: 'Order of the lines', one: 'role', stem: 'ROLE' },
  'displayOrder.role': { label: 'Code' },

  // --- verification
  invariants: { label: 'Verification', one: 'check', stem: 'I' },
  of: { label: 'Counted' },
  'of.role': { label: 'Role', source: 'role' },
  'of.items': { label: 'Items', source: 'item' },
  'of.classCode': { label: 'Or custom parts of the class' },
  measure: { label: 'What is counted' },
  'invariants.min': { label: 'At least' },
  'invariants.max': { label: 'At most' },

  // --- wizard
  sections: { label: 'Sections', one: 'section', stem: 'section' },
  blocks: { label: 'Blocks', one: 'block', stem: 'block' },
  'blocks.group': { label: 'Shows the group', source: 'group' },
  'blocks.fields': { label: 'Fields', one: 'field' },
  'blocks.fields.field': { label: 'Field', source: 'blockField' },
  span: { label: 'Width in twelfths', blank: 6 },

  // --- accessories
  categories: { label: 'Offered categories', source: 'category' },
  excludedSubcategories: { label: 'Except these subcategories', source: 'category' },
  hidden: { label: 'Items that are never offered', source: 'item' },

  // --- checklists
  checklists: { label: 'Checklists', one: 'checklist', stem: 'FORM' },
  'checklists.kind': { label: 'Used as' },
  document: { label: 'Controlled document', help: 'Number of the document that the form follows.' },
  header: { label: 'Facts above the form', one: 'fact', stem: 'fact' },
  source: { label: 'Taken from' },
  fact: { label: 'Fact' },
  path: { label: 'Value' },
  expression: { label: 'Number' },
  statement: { label: 'Statement that is signed', blank: STATEMENT },
  'sections.items': { label: 'Items', one: 'item', stem: 'P' },
  naAllowed: { label: '“Not applicable” may be answered' },
  photoRequired: { label: 'A photo has to be taken' },
  notePrompt: { label: 'Asks for a note' },
  part: { label: 'Part', one: 'case' },
  partNumber: { label: 'Part number', source: 'item' },
  documents: { label: 'Documents shown beside it' },
  instrument: { label: 'Measuring instrument' },
  multiple: { label: 'Several may be chosen' },
  mustBeOrdered: { label: 'Only the ordered one passes' },
  expected: { label: 'Expected answer', isThreefold: true },
  ordered: { label: 'Ordered when' },
  needsNote: { label: 'Needs a note' },

  // --- tasks
  taskTemplates: { label: 'Task templates', one: 'template', stem: 'template' },
  isActive: { label: 'In force' },
  tasks: { label: 'Tasks', one: 'task', stem: 'task' },
  number: { label: 'Number' },
  category: { label: 'Category' },
  minutes: { label: 'Minutes' },
  after: { label: 'Waits for', source: 'task' },
  unlessOutside: { label: 'Left out when these are done outside', source: 'role' },
  tools: { label: 'Tools', source: 'tool' },
  instruction: { label: 'Work instruction', source: 'instruction' },
  ticks: { label: 'Answers of the production check', source: 'tick' },
  parts: { label: 'Parts it uses', one: 'selection' },
  furtherWork: { label: 'Test and packing steps', one: 'step', stem: 'step' },
  phase: { label: 'Phase' },
  packed: { label: 'Only packed', source: 'role' },

  // --- drawing
  schematic: { label: 'Drawing' },
  length: { label: 'Length' },
  width: { label: 'Width' },
  direction: { label: 'Direction' },
  leftToRight: { label: 'Value for left to right' },
  basins: { label: 'Basins' },
  badges: { label: 'Badges', one: 'badge' },
  faucets: { label: 'Faucets' },
  placement: { label: 'Place' },
  places: { label: 'Where each place is', one: 'place' },
  automatic: { label: 'Come with a basin' },
  sprayers: { label: 'Sprayers' },
  side: { label: 'Side' },
  left: { label: 'Value for the left side' },
  pegboard: { label: 'Pegboard' },
  color: { label: 'Colour' },
  perforated: { label: 'Perforated when' },
  basin: { label: 'Over basin' },
  between: { label: 'Between basins' },

  // --- workflow
  states: { label: 'States', one: 'state', stem: 'STATE' },
  'states.colour': { label: 'Colour' },
  rank: { label: 'Rank', help: 'How far a build has come. Only hold and cancel have none.' },
  initial: { label: 'Builds begin here' },
  terminal: { label: 'Builds end here' },
  entry: { label: 'Entry' },
  transitions: { label: 'Moves', one: 'move', stem: 'T' },
  from: { label: 'From', source: 'state' },
  to: { label: 'To', source: 'state' },
  'notify.to': { label: 'Who is told' },
  guards: { label: 'Conditions' },
  effects: { label: 'What happens' },
  notify: { label: 'Messages', one: 'message' },
  event: { label: 'Message' },
  priority: { label: 'Priority' },
  onlyIf: { label: 'Only in this case' },
  signature: { label: 'Fired by a signed inspection' },
  form: { label: 'Form' },
  outcome: { label: 'Outcome' },
  hold: { label: 'Hold' },
  'hold.state': { label: 'State', source: 'state' },
  enter: { label: 'Ways in', one: 'move', stem: 'H' },
  leave: { label: 'Ways out', one: 'move', stem: 'R' },
  cancel: { label: 'Cancel' },
  'cancel.state': { label: 'State', source: 'state' },
  'cancel.rules': { label: 'Ways in', one: 'move', stem: 'X' },
  override: { label: 'Override' },
  orderMoves: { label: 'May be commanded on an order', source: 'state' },
  'transitions.roles': { label: 'Who may' },
  'enter.roles': { label: 'Who may' },
  'leave.roles': { label: 'Who may' },
  'entry.roles': { label: 'Who may' },
  'override.roles': { label: 'Who may' },
}

const readable = (key: string): string => {
  const words = key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Words of the field at a path; a field nobody described is called by its key. */
export function wordsAt(path: Path): FieldWords {
  const steps = genericKey(path).split('.')
  for (let start = 0; start < steps.length; start += 1) {
    const found = ENDS[steps.slice(start).join('.')]
    if (found) return found
  }
  return { label: readable(steps.at(-1) ?? '') }
}

/** Codes that people pick, as they read them. */
const CODES: Readonly<Record<string, string>> = {
  CHOICE: 'One of several choices',
  INTEGER: 'Whole number',
  NUMBER: 'Number',
  BOOLEAN: 'Yes or no',
  ITEM: 'One item',
  FIRST_OF: 'The first that exists',
  CUSTOM: 'Part made to measure',
  FIRST: 'the first one',
  LAST: 'the last one',
  LINES: 'Lines',
  QUANTITY: 'Quantity',
  PASS_FAIL: 'Pass or fail',
  TEXT: 'Text',
  DATE: 'Date',
  YES_NO: 'Yes or no',
  ID: 'its number',
  DUE: 'its calibration date',
  ALL_ABOVE: 'everything above',
  option_unknown: 'unknown option',
  out_of_range: 'out of range',
  required: 'missing',
  invalid_value: 'does not fit',
  ...GUARD_LABELS,
  ...ROLE_LABELS,
  SYSTEM: 'System',
  PRE_QC: 'Pre-QC',
  FINAL_QC: 'Final QC',
  QC_COMPLETE: 'QC complete',
  role: 'Lines of a role',
  'items+classCode': 'Lines of items',
  fact: 'A fact of the order',
  path: 'A value of the configuration',
  expression: 'A number',
  basin: 'Over a basin',
  between: 'Between two basins',
  boolean0: 'Always or never',
  condition1: 'When a condition holds',
  list1: 'Chosen tasks',
}

export const codeInWords = (code: string): string => {
  const known = CODES[code]
  if (known) return known
  const text = code
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
