import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { isClosed, progressOf } from '../../domain/production/progress'
import { BuildFrame, openBuild } from '../builds/BuildFrame'
import { Card, Empty, Facts } from '../panel/blocks'
import { BuildTasks } from './BuildTasks'
import { ProgressBar } from './ProgressBar'
import { readWork } from './readWork'
import { readAssemblers } from './readAssemblers'
import { minutesInWords } from './work'
import './production.scss'

/** The tab of a build that shows its work: who does what, until when, and how long it took. */
export async function BuildTasksView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const { req, build } = open
  const work = await readWork(req, build.id)
  const mayManage = may(req, 'tasks.manage')
  const { tasks } = work
  const planned = tasks.filter(({ status }) => status !== 'CANCELLED')
  const completed = planned.filter(({ status }) => status === 'COMPLETED')
  const sum = (list: typeof tasks, minutes: (task: (typeof tasks)[number]) => number) =>
    list.reduce((total, task) => total + minutes(task), 0)
  return (
    <BuildFrame {...open} tab="Tasks">
      {tasks.length === 0 ? (
        <Card title="Tasks">
          <Empty title="This build has no tasks yet.">
            They are made from its configuration and bill of materials when it enters production.
          </Empty>
        </Card>
      ) : (
        <>
          <Card title="Progress">
            <ProgressBar share={progressOf(tasks)} label="Completed minutes of this build" />
            <Facts
              facts={[
                {
                  label: 'Tasks closed',
                  value: `${tasks.filter(isClosed).length} of ${tasks.length}`,
                },
                {
                  label: 'Planned',
                  value: minutesInWords(sum(planned, (one) => one.estimateMinutes)),
                },
                {
                  label: 'Completed, estimated',
                  value: minutesInWords(sum(completed, (one) => one.estimateMinutes)),
                },
                {
                  label: 'Completed, actual',
                  value: minutesInWords(sum(completed, (one) => one.actualMinutes ?? 0)),
                },
              ]}
            />
          </Card>
          <BuildTasks
            work={work}
            assemblers={mayManage ? await readAssemblers(req) : []}
            mayManage={mayManage}
          />
        </>
      )}
    </BuildFrame>
  )
}
