import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { idOf } from '../../services/relation'
import { Panel } from '../panel/blocks'
import { readTask, readWork } from './readWork'
import { TaskScreen } from './TaskScreen'
import './production.scss'

/** `/admin/collections/tasks/:id`: one task at a time, with all it takes to do it. */
export async function TaskView({ initPageResult }: DocumentViewServerProps) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'tasks.read') || docID === undefined) notFound()
  const task = await readTask(req, String(docID))
  if (!task) notFound()
  const work = await readWork(req, idOf(task.build))
  return (
    <Panel className="floor">
      <TaskScreen work={work} taskId={task.id} />
    </Panel>
  )
}
