'use client'

import { z } from 'zod'
import { Card } from '../panel/blocks'
import { TextArea } from '../panel/fields'
import { useKept } from './kept'
import type { ShownTask } from './pending'

const noteSchema = z.string()

/** The note of a task until it is completed with it. */
export const useNote = (me: string, task: string): [string, (note: string | null) => void] =>
  useKept(`note:${me}:${task}`, noteSchema, '')

/** What is worth knowing about this piece of work; it is recorded when the task is completed. */
export function TaskNote({ task, me }: { task: ShownTask; me: string }) {
  const [note, keep] = useNote(me, task.id)
  const isOpen = task.mayWork && task.status !== 'COMPLETED' && task.status !== 'CANCELLED'
  if (!isOpen && !task.note) return null
  return (
    <Card title="Note">
      {task.note && <p className="panel-prose">{task.note}</p>}
      {isOpen && (
        <TextArea
          label={task.note ? 'New note' : 'Anything worth knowing'}
          help="Kept on this tablet until you complete the task."
          value={note}
          change={keep}
          maxLength={1000}
        />
      )}
    </Card>
  )
}
