/** States of a task (domain handbook 9.1). */
export const TASK_STATUS_LABELS = {
  PENDING: 'To do',
  IN_PROGRESS: 'In progress',
  BLOCKED: 'Blocked',
  COMPLETED: 'Completed',
  CANCELLED: 'Cancelled',
} as const

export type TaskStatus = keyof typeof TASK_STATUS_LABELS

/** The state of a task as a sentence names it: “In progress”. */
export const taskStateInWords = (status: TaskStatus): string => `“${TASK_STATUS_LABELS[status]}”`

export const TASK_CATEGORY_LABELS = {
  SINK_BODY: 'Sink body',
  PEGBOARD: 'Pegboard',
  BASIN: 'Basin',
  FAUCET: 'Faucet',
  CONTROL_SYSTEM: 'Control system',
  ACCESSORY: 'Accessory',
  PACKAGING: 'Packaging',
  REWORK: 'Rework',
} as const

export type TaskCategory = keyof typeof TASK_CATEGORY_LABELS

/** Why a task cannot go on; a shortage may put the whole build on hold (T10). */
export const BLOCK_CLASS_LABELS = {
  PARTS_SHORTAGE: 'Parts are missing',
  DEFECT: 'A part is defective',
  DRAWING: 'The drawing is unclear',
  TOOL: 'A tool is missing',
  OTHER: 'Something else',
} as const

export type BlockClass = keyof typeof BLOCK_CLASS_LABELS

/** What a newly approved bill of materials leaves for a person to decide on a task that was begun. */
export const TASK_REVIEW_LABELS = {
  DROPPED: 'No longer planned',
  CHANGED: 'Changed since it was begun',
} as const

export type TaskReview = keyof typeof TASK_REVIEW_LABELS

export const TASK_REVIEW_WORDS: Readonly<Record<TaskReview, string>> = {
  DROPPED:
    'The bill of materials that was approved meanwhile no longer asks for this task. Complete it if its work stays in the sink, else undo the work and cancel it.',
  CHANGED:
    'The bill of materials that was approved meanwhile asks for something else here. Compare the parts below with what was fitted already, then complete the task.',
}

export const INSTRUCTION_STATE_LABELS = {
  DRAFT: 'Draft',
  PUBLISHED: 'Published',
  RETIRED: 'Retired',
} as const
