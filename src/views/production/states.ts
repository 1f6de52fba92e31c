import { TASK_STATUS_LABELS, type TaskStatus } from '../../domain/production/codes'
import type { Look, Tone } from '../panel/words'

const TONES: Readonly<Record<TaskStatus, Tone>> = {
  PENDING: 'slate',
  IN_PROGRESS: 'blue',
  BLOCKED: 'red',
  COMPLETED: 'green',
  CANCELLED: 'slate',
}

/** How the state of a task looks. */
export const taskLook = (status: TaskStatus): Look => ({
  label: TASK_STATUS_LABELS[status],
  tone: TONES[status],
})
