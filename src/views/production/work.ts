import { z } from 'zod'
import type {
  BlockClass,
  TaskCategory,
  TaskReview,
  TaskStatus,
} from '../../domain/production/codes'
import type { RichBlock } from '../../domain/production/richText'
import type { Role } from '../../domain/roles'

/** What the screens of the floor know about the work on a build: plain values, kept for offline use. */

export const partsSchema = z.array(
  z.object({ partNumber: z.string(), name: z.string(), quantity: z.number() }),
)
export type WorkPart = z.infer<typeof partsSchema>[number]

export const toolsSchema = z.array(z.object({ code: z.string(), name: z.string() }))
export type WorkTool = z.infer<typeof toolsSchema>[number]

/** A stretch of recorded time; times are ISO. */
export type WorkTime = {
  id: string
  startedAt: string
  endedAt: string | null
  minutes: number | null
  isForgotten: boolean
  isMine: boolean
}

export type WorkPhoto = { id: string; title: string; url: string; thumbnail: string | null }

export type WorkTask = {
  id: string
  title: string
  category: TaskCategory
  basin: number | null
  sequence: number
  status: TaskStatus
  estimateMinutes: number
  actualMinutes: number | null
  /** Ids of tasks of the same build. */
  dependsOn: string[]
  description: string | null
  parts: WorkPart[]
  criticalParts: WorkPart[]
  /** Recorded numbers of the critical parts. */
  serials: { partNumber: string; serial: string | null; lot: string | null }[]
  tools: (WorkTool & { calibrationDue: string | null })[]
  instruction: string | null
  blockClass: BlockClass | null
  reason: string | null
  /** What a newly approved bill of materials leaves to decide. */
  review: TaskReview | null
  note: string | null
  dueDate: string | null
  assignee: string | null
  completedBy: string | null
  times: WorkTime[]
  photos: WorkPhoto[]
  mayWork: boolean
  /** May say that the parts are here which this task waits for. */
  maySupply: boolean
  /** What completing the task has to choose for the production check. */
  choices: WorkChoice[]
}

export type WorkChoice = {
  key: string
  basin: number | null
  label: string
  options: { value: string; label: string }[]
  chosen: string | null
}

/** A published revision as the floor reads it. */
export type Instruction = {
  id: string
  code: string
  title: string
  revision: number
  minutes: number | null
  steps: InstructionStep[]
}

/** Where a picture is, and what it shows. */
export type Pictures = Readonly<Record<string, { url: string; title: string }>>

export type InstructionStep = {
  id: string
  title: string
  blocks: RichBlock[]
  minutes: number | null
  checkpoint: string | null
  safety: string | null
}

export type Work = {
  build: {
    id: string
    buildNumber: string
    customerName: string | null
    /** Why nobody works on it now; null while its tasks may move. */
    standstill: string | null
  } | null
  tasks: WorkTask[]
  instructions: Readonly<Record<string, Instruction>>
  /** The pictures in the instructions, by document. */
  pictures: Pictures
  me: { id: string; role: Role; mayReport: boolean; mayCorrect: boolean }
  /** The own clock that runs on a task of another build. */
  elsewhere: { taskId: string; title: string; buildNumber: string | null } | null
  /** By the clock of the server, ISO. */
  renderedAt: string
  /** YYYY-MM-DD by the company's clocks. */
  today: string
}

/** Minutes as people say them: "45 min", "2 h 5 min". */
export function minutesInWords(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes))
  const hours = Math.floor(whole / 60)
  if (hours === 0) return `${whole} min`
  return whole % 60 === 0 ? `${hours} h` : `${hours} h ${whole % 60} min`
}

export const percent = (share: number): string => `${Math.floor(share * 100)} %`
