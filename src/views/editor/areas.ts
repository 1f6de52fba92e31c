import { pathKey, type Path } from '../../domain/drafts/tree'

/** The parts of a draft as the navigation shows them. */
export type Area = {
  key: string
  label: string
  /** What the area is for, in a sentence. */
  intro: string
  paths: readonly Path[]
  /** Rules have tools of their own, a workflow its picture. */
  special?: 'RULES' | 'GRAPH'
}

export const FAMILY_AREAS: readonly Area[] = [
  {
    key: 'options',
    label: 'Options',
    intro: 'What is asked once for the whole sink. A field may look only at what stands above it.',
    paths: [['options']],
  },
  {
    key: 'groups',
    label: 'Groups',
    intro: 'Blocks of fields that repeat: basins, faucets, sprayers.',
    paths: [['groups']],
  },
  {
    key: 'derived',
    label: 'Derived values',
    intro: 'Values that follow from the answers by a table of cases, and figures of the settings.',
    paths: [['derived'], ['parameters']],
  },
  {
    key: 'constraints',
    label: 'Constraints',
    intro: 'What must hold. An order that breaks one is refused with its sentence.',
    paths: [['constraints']],
  },
  {
    key: 'warnings',
    label: 'Warnings & notes',
    intro: 'Warnings are acknowledged and never block; notes stand beside a field.',
    paths: [['warnings'], ['notes']],
  },
  {
    key: 'rules',
    label: 'Rules',
    intro: 'What goes on the bill of materials, when, and how many. Evaluated from top to bottom.',
    paths: [['rules'], ['displayOrder'], ['legacyCodes']],
    special: 'RULES',
  },
  {
    key: 'wizard',
    label: 'Wizard',
    intro: 'Order and layout of the questions.',
    paths: [['wizard', 'sections']],
  },
  {
    key: 'checklists',
    label: 'Checklists',
    intro: 'The forms of quality and packing.',
    paths: [['checklists']],
  },
  {
    key: 'taskTemplates',
    label: 'Tasks',
    intro: 'What is done on the floor, in which order, with which parts and tools.',
    paths: [['taskTemplates']],
  },
  {
    key: 'accessories',
    label: 'Accessories',
    intro: 'Which items of the catalogue are offered beside the configuration.',
    paths: [['accessories']],
  },
  {
    key: 'schematic',
    label: 'Drawing',
    intro: 'Where the drawing of the sink reads its measures.',
    paths: [['schematic']],
  },
  {
    key: 'invariants',
    label: 'Verification',
    intro: 'What every bill of materials must satisfy; proved over all combinations at publish.',
    paths: [['invariants']],
  },
  {
    key: 'family',
    label: 'Name',
    intro: 'What the family is called.',
    paths: [['label'], ['description']],
  },
]

export const WORKFLOW_AREAS: readonly Area[] = [
  {
    key: 'picture',
    label: 'Picture',
    intro: 'The way of a build through the house.',
    paths: [],
    special: 'GRAPH',
  },
  {
    key: 'states',
    label: 'States',
    intro: 'Where a build can stand.',
    paths: [['states']],
  },
  {
    key: 'transitions',
    label: 'Moves',
    intro: 'Who may move a build, from where to where, under which conditions.',
    paths: [['transitions']],
  },
  {
    key: 'entry',
    label: 'Entry',
    intro: 'How a build comes into its first state.',
    paths: [['entry']],
  },
  { key: 'hold', label: 'Hold', intro: 'Pausing a build and resuming it.', paths: [['hold']] },
  {
    key: 'cancel',
    label: 'Cancel',
    intro: 'Ending a build without a product.',
    paths: [['cancel']],
  },
  {
    key: 'override',
    label: 'Override',
    intro: 'The way around everything, for administrators with a reason.',
    paths: [['override']],
  },
  {
    key: 'orderMoves',
    label: 'Orders & name',
    intro:
      'What may be commanded for all builds of an order at once, and the name of the workflow.',
    paths: [['orderMoves'], ['label']],
  },
]

const isBelow = (path: Path, above: Path): boolean =>
  above.every((step, index) => path[index] === step)

export const areaOf = (areas: readonly Area[], path: Path): Area | undefined =>
  areas.find(({ paths }) => paths.some((own) => isBelow(path, own))) ??
  areas.find(({ paths }) => paths.some((own) => own[0] === path[0])) ??
  areas[0]

/** Every row on the way to a place, to be opened. */
export const rowsOnTheWay = (path: Path): string[] =>
  path.flatMap((step, index) =>
    typeof step === 'number' ? [pathKey(path.slice(0, index + 1))] : [],
  )
