'use client'

import { SetStepNav } from '@payloadcms/ui'
import { useMemo } from 'react'
import { nextTask, openDependencies } from '../../domain/production/progress'
import { ConflictList, OfflineProvider, SyncStatus } from '../floor/offline'
import { Notice } from '../panel/blocks'
import { BuildProgress } from './BuildProgress'
import { InstructionSteps } from './InstructionSteps'
import { scopeOf } from './pending'
import { SerialFields, useSerials } from './SerialFields'
import { TaskActs } from './TaskActs'
import { TaskHead } from './TaskHead'
import { useOpenTask } from './TaskLink'
import { TaskList } from './TaskList'
import { TaskNote } from './TaskNote'
import { TaskPhotos } from './TaskPhotos'
import { PartList, ToolList } from './TaskSupplies'
import { TaskTimes } from './TaskTimes'
import { useWork } from './useWork'
import type { Work } from './work'

type Props = { work: Work; taskId: string }

/**
 * The guided screen of a build, one task at a time. All tasks are on the page: stepping to another one
 * needs no network, and the address keeps which one it is (`#<id>`).
 */
export const TaskScreen = (props: Props) => (
  <OfflineProvider userId={props.work.me.id}>
    <GuidedTask {...props} />
  </OfflineProvider>
)

function GuidedTask({ work, taskId }: Props) {
  const { tasks, act } = useWork(work)
  const open = useOpenTask(tasks, taskId)
  const task = tasks.find(({ id }) => id === open)
  const serials = useSerials(work.me.id, task)
  const waitsFor = useMemo(() => (task ? openDependencies(task, tasks) : []), [task, tasks])
  if (!task) return null

  const instruction = task.instruction ? work.instructions[task.instruction] : undefined
  const checksKey = `${work.me.id}:${task.id}`
  const next = nextTask(tasks.filter(({ id }) => id !== task.id))
  const standstill = work.build?.standstill ?? null
  return (
    <>
      <SetStepNav nav={stepsTo(work, task.title)} />
      <SyncStatus />
      <ConflictList scope={scopeOf(work.build?.id ?? '')} />
      <BuildProgress work={work} tasks={tasks} current={task.id} />
      {standstill && (
        <Notice tone="warn">
          <p>{standstill}</p>
        </Notice>
      )}
      {task.maySupply && task.status === 'BLOCKED' && task.blockClass === 'PARTS_SHORTAGE' && (
        <Notice tone="warn">
          <p>This task waits for parts{task.reason && `: ${task.reason}`}</p>
          <button
            type="button"
            className="panel-button floor-button"
            onClick={() => void act(task.id, 'reopen', `Parts for “${task.title}” are here`)}
          >
            The parts are here
          </button>
        </Notice>
      )}
      <TaskHead task={task} work={work} waitsFor={waitsFor} />
      <div className="floor-columns">
        <div className="panel-stack floor-columns__supplies">
          <PartList parts={task.parts} checksKey={checksKey} />
          <ToolList tools={task.tools} today={work.today} />
        </div>
        <div className="panel-stack floor-columns__main">
          {task.description && <p className="floor-lead">{task.description}</p>}
          {task.mayWork && task.criticalParts.length > 0 && (
            <SerialFields task={task} serials={serials} />
          )}
          <InstructionSteps
            key={task.id}
            instruction={instruction}
            pictures={work.pictures}
            checksKey={checksKey}
          />
        </div>
        <div className="panel-stack floor-columns__aside">
          <TaskNote task={task} me={work.me.id} />
          <TaskPhotos task={task} buildId={work.build?.id ?? ''} />
          <TaskTimes times={task.times} mayCorrect={work.me.mayCorrect} />
        </div>
      </div>
      {task.mayWork && (
        <TaskActs
          key={`acts-${task.id}`}
          work={work}
          task={task}
          waitsFor={waitsFor}
          next={next}
          serials={serials.entered}
          isReady={standstill === null}
          act={act}
        />
      )}
      <TaskList tasks={tasks} current={task.id} today={work.today} />
    </>
  )
}

function stepsTo({ build }: Work, title: string) {
  const tasks = { label: 'Tasks', url: '/admin/collections/tasks' }
  if (!build) return [tasks, { label: title }]
  const url = `/admin/collections/builds/${build.id}`
  return [
    { label: 'Builds', url: '/admin/collections/builds' },
    { label: build.buildNumber, url },
    { label: 'Tasks', url: `${url}/tasks` },
    { label: title },
  ]
}
