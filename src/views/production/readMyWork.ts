import type { PayloadRequest } from 'payload'
import { personOf } from '../../../access/can'
import { isClosed, nextTask, progressOf } from '../../domain/production/progress'
import { FLOOR_FORMS, type FormKind } from '../../domain/quality/codes'
import { owedForm } from '../../domain/quality/opening'
import { statesPastTheFloor } from '../../domain/workflow/definition'
import { NO_FACTS, type BuildFacts } from '../../domain/workflow/guards'
import type { Task, TimeEntry } from '../../payload-types'
import { factsOf } from '../../services/builds/facts'
import { whereNotIn } from '../../services/builds/closed'
import { movesOf, type OfferedMove } from '../../services/builds/moves'
import { FORGOTTEN_AFTER_MINUTES } from '../../services/production/clock'
import { idOf } from '../../services/relation'
import { queueOf, type QueuedBuild } from '../dashboards/queue'
import { everyPage } from '../../services/readAll'
import { definitionOf } from '../panel/states'

/** What comes after the tasks of a build: a form of the floor, or handing it over. */
export type DueStep =
  { kind: 'FORM'; form: FormKind; attempt: number } | { kind: 'MOVE'; move: OfferedMove }

export type MyBuild = QueuedBuild & {
  /** From 0 to 1. */
  progress: number
  tasksClosed: number
  tasksTotal: number
  minutesLeft: number
  /** The task in progress, else the next one that can start. */
  task: Pick<Task, 'id' | 'title' | 'status' | 'sequence'> | null
  blocked: number
  due: DueStep | null
}

/** The builds of the assembler who looks, most urgent first, each with what to do next. */
export async function readMyBuilds(req: PayloadRequest): Promise<MyBuild[]> {
  const me = personOf(req)?.id ?? ''
  const builds = await queueOf(req, {
    and: [{ assignedTo: { equals: me } }, await whereNotIn(req, statesPastTheFloor)],
  })
  const ids = builds.map(({ id }) => id)
  const tasks = await readTasks(req, ids)
  const forms = await readForms(req, ids)
  const facts = await factsOf(req, ids)
  return Promise.all(
    builds.map(async (build) => {
      const own = tasks
        .filter((task) => idOf(task.build) === build.id)
        .map((task) => ({ ...task, dependsOn: (task.dependsOn ?? []).map(idOf) }))
      const open = own.filter((task) => !isClosed(task))
      return {
        ...build,
        progress: progressOf(own),
        tasksClosed: own.length - open.length,
        tasksTotal: own.length,
        minutesLeft: open.reduce((sum, { estimateMinutes }) => sum + estimateMinutes, 0),
        task: own.find(({ status }) => status === 'IN_PROGRESS') ?? nextTask(own),
        blocked: own.filter(({ status }) => status === 'BLOCKED').length,
        due: await dueOf(req, build, facts.get(build.id) ?? NO_FACTS, open.length, forms),
      }
    }),
  )
}

async function readTasks(req: PayloadRequest, builds: readonly string[]) {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'tasks',
      where: { build: { in: [...builds] } },
      select: {
        build: true,
        title: true,
        status: true,
        sequence: true,
        estimateMinutes: true,
        dependsOn: true,
      },
      sort: ['sequence', 'id'],
      ...page,
      joins: false,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return docs
}

type KnownForm = { build: string; kind: FormKind; attempt: number; state: string }

async function readForms(req: PayloadRequest, builds: readonly string[]): Promise<KnownForm[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'inspections',
      where: { build: { in: [...builds] }, kind: { in: [...FLOOR_FORMS] } },
      select: { build: true, kind: true, attempt: true, state: true },
      sort: ['-attempt', 'id'],
      ...page,
      joins: false,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return docs.map(({ build, kind, attempt, state }) => ({
    build: idOf(build),
    kind,
    attempt,
    state,
  }))
}

/** By the workflow that the build carries: which form its moves wait for, not how its status is called. */
async function dueOf(
  req: PayloadRequest,
  { id, status, workflow }: QueuedBuild,
  facts: BuildFacts,
  openTasks: number,
  forms: readonly KnownForm[],
): Promise<DueStep | null> {
  const form = owedForm(await definitionOf(req, idOf(workflow)), status, facts)
  if (form) {
    const newest = forms.find((known) => known.build === id && known.kind === form)
    const attempt = !newest ? 1 : newest.state === 'DRAFT' ? newest.attempt : newest.attempt + 1
    return { kind: 'FORM', form, attempt }
  }
  if (openTasks > 0 || status === 'ON_HOLD') return null
  const moves = await movesOf(req, id)
  const move = moves.find(({ allowed, needsReason }) => allowed && !needsReason)
  return move ? { kind: 'MOVE', move } : null
}

export type MyClock = {
  id: string
  startedAt: string
  endedAt: string | null
  task: { id: string; title: string }
}

/** The own clock that runs, and stretches that were left running. */
export async function readMyClocks(
  req: PayloadRequest,
): Promise<{ running: MyClock | null; forgotten: MyClock[] }> {
  const me = personOf(req)?.id ?? ''
  const { docs } = await req.payload.find({
    collection: 'time-entries',
    where: {
      and: [
        { user: { equals: me } },
        { or: [{ endedAt: { exists: false } }, { isForgotten: { equals: true } }] },
      ],
    },
    populate: { tasks: { title: true } },
    sort: '-startedAt',
    limit: 20,
    depth: 1,
    overrideAccess: false,
    req,
  })
  const clocks = docs.flatMap((entry) => clockOf(entry))
  const running = clocks.find(({ endedAt }) => endedAt === null) ?? null
  const isLong = ({ startedAt }: MyClock) =>
    Date.now() - Date.parse(startedAt) > FORGOTTEN_AFTER_MINUTES * 60_000
  return {
    running,
    forgotten: clocks.filter((clock) => clock.endedAt !== null || isLong(clock)),
  }
}

const clockOf = ({ id, startedAt, endedAt, task }: TimeEntry): MyClock[] =>
  typeof task === 'object'
    ? [{ id, startedAt, endedAt: endedAt ?? null, task: { id: task.id, title: task.title } }]
    : []
