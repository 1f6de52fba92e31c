import type { PayloadRequest } from 'payload'
import { may, personOf } from '../../../access/can'
import { labelText } from '../../domain/label'
import { lexicalToBlocks } from '../../domain/production/richText'
import type { FormItem } from '../../domain/quality/item'
import { isAhead, wayBack } from '../../domain/quality/opening'
import type { Build, Task, TimeEntry, WorkInstruction } from '../../payload-types'
import { choicesOf } from '../../services/production/ticks'
import { itemsOf } from '../../services/quality/answers'
import { idOf } from '../../services/relation'
import { settingsOf, todayIn } from '../../services/settings'
import { readBuild } from '../builds/readBuild'
import { namesOf } from '../panel/people'
import { definitionOf } from '../panel/states'
import {
  partsSchema,
  toolsSchema,
  type Instruction,
  type Pictures,
  type Work,
  type WorkChoice,
  type WorkPhoto,
  type WorkTask,
} from './work'
import { everyPage } from '../../services/readAll'

/** A task as this reader may see it; null when it is not theirs to see. */
export const readTask = (req: PayloadRequest, id: string): Promise<Task | null> =>
  req.payload.findByID({
    collection: 'tasks',
    id,
    joins: false,
    disableErrors: true,
    depth: 0,
    overrideAccess: false,
    req,
  })

/** Everything a floor screen shows of the work on a build, read in the name of who looks. */
export async function readWork(req: PayloadRequest, buildId: string): Promise<Work> {
  const person = personOf(req)
  const me = {
    id: person?.id ?? '',
    role: person?.role ?? 'ASSEMBLER',
    mayReport: may(req, 'nonconformances.report'),
    mayCorrect: may(req, 'timeEntries.correct'),
  }
  const renderedAt = new Date().toISOString()
  const [build, tasks, settings] = await Promise.all([
    readBuild(req, buildId),
    readTasks(req, buildId),
    settingsOf(req),
  ])
  const ids = tasks.map(({ id }) => id)
  const [times, serials, photos, instructions, tools, names, elsewhere, check] = await Promise.all([
    readTimes(req, buildId),
    readSerials(req, ids),
    readPhotos(req, ids),
    readInstructions(req, tasks),
    readTools(req),
    namesOf(
      req,
      tasks.flatMap(({ assignedTo, completedBy }) => [assignedTo, completedBy]),
    ),
    readElsewhere(req, me.id, buildId),
    readProductionCheck(req, buildId),
  ])
  const isBoss = me.role === 'ADMIN' || me.role === 'PRODUCTION_COORDINATOR'
  const isBuyer = me.role === 'PROCUREMENT'
  const has = (who: Build['assignedTo'] | undefined) =>
    me.role === 'ASSEMBLER' && idOf(who) === me.id

  return {
    build: build && {
      id: build.id,
      buildNumber: build.buildNumber,
      customerName: build.customerName ?? null,
      standstill: await standstillOf(req, build),
    },
    tasks: tasks.map((task) => ({
      ...planOf(task),
      tools: toolsSchema.parse(task.tools).map((tool) => ({
        ...tool,
        calibrationDue: tools.get(tool.code) ?? null,
      })),
      serials: serials.filter((one) => one.task === task.id),
      times: times.filter((time) => idOf(time.task) === task.id).map((time) => timeOf(time, me.id)),
      photos: photos.filter((photo) => photo.task === task.id),
      assignee: names.get(idOf(task.assignedTo)) ?? null,
      completedBy: names.get(idOf(task.completedBy)) ?? null,
      choices: choicesOf(task, check).map(choiceOf),
      mayWork: isBoss || has(build?.assignedTo) || has(task.assignedTo),
      maySupply: isBoss || isBuyer || has(build?.assignedTo) || has(task.assignedTo),
    })),
    instructions: Object.fromEntries(instructions.map((one) => [one.id, one])),
    pictures: await readPictures(req, instructions),
    me,
    elsewhere,
    renderedAt,
    today: todayIn(settings.timeZone),
  }
}

async function readTasks(req: PayloadRequest, build: string): Promise<Task[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'tasks',
      where: { build: { equals: build } },
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

const planOf = (task: Task) => ({
  id: task.id,
  title: task.title,
  category: task.category,
  basin: task.basin ?? null,
  sequence: task.sequence,
  status: task.status,
  estimateMinutes: task.estimateMinutes,
  actualMinutes: task.actualMinutes ?? null,
  dependsOn: (task.dependsOn ?? []).map(idOf),
  description: task.description ?? null,
  parts: partsSchema.parse(task.parts),
  criticalParts: partsSchema.parse(task.criticalParts),
  instruction: idOf(task.instruction) || null,
  blockClass: task.blockClass ?? null,
  reason: task.reason ?? null,
  review: task.review ?? null,
  note: task.note ?? null,
  dueDate: task.dueDate ?? null,
})

/** The items of the production check that the tasks of a build answer. */
async function readProductionCheck(req: PayloadRequest, build: string): Promise<FormItem[]> {
  const { docs } = await req.payload.find({
    collection: 'inspections',
    where: { build: { equals: build }, kind: { equals: 'PRODUCTION' } },
    sort: '-attempt',
    limit: 1,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  const [form] = docs
  return form?.items === undefined ? [] : itemsOf(form)
}

const choiceOf = ({ key, basin, label, choices, choiceLabels, value }: FormItem): WorkChoice => ({
  ...{ key, basin, label },
  options: choices.map((code, index) => ({
    value: code,
    label: choiceLabels[index]?.en ?? code,
  })),
  chosen: typeof value === 'string' ? value : null,
})

async function readTimes(req: PayloadRequest, build: string): Promise<TimeEntry[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'time-entries',
      where: { build: { equals: build } },
      sort: ['startedAt', 'id'],
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return docs
}

const timeOf = (time: TimeEntry, me: string): WorkTask['times'][number] => ({
  id: time.id,
  startedAt: time.startedAt,
  endedAt: time.endedAt ?? null,
  minutes: time.minutes ?? null,
  isForgotten: time.isForgotten,
  isMine: idOf(time.user) === me,
})

async function readSerials(
  req: PayloadRequest,
  tasks: readonly string[],
): Promise<(WorkTask['serials'][number] & { task: string })[]> {
  if (!may(req, 'tracedParts.read')) return []
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'traced-parts',
      where: { task: { in: [...tasks] }, replacedAt: { exists: false } },
      sort: 'id',
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return docs.map(({ task, partNumber, serial, lot }) => ({
    task: idOf(task),
    partNumber,
    serial: serial ?? null,
    lot: lot ?? null,
  }))
}

async function readPhotos(
  req: PayloadRequest,
  tasks: readonly string[],
): Promise<(WorkPhoto & { task: string })[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'documents',
      where: { task: { in: [...tasks] } },
      sort: ['createdAt', 'id'],
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return docs.map(({ id, task, title, url, thumbnailURL }) => ({
    id,
    task: idOf(task),
    title,
    url: url ?? '',
    thumbnail: thumbnailURL ?? null,
  }))
}

async function readInstructions(
  req: PayloadRequest,
  tasks: readonly Task[],
): Promise<Instruction[]> {
  const ids = [...new Set(tasks.map(({ instruction }) => idOf(instruction)).filter(Boolean))]
  if (ids.length === 0) return []
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'work-instructions',
      where: { id: { in: ids } },
      sort: 'id',
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return docs.map(instructionOf)
}

/** An instruction as the floor sees it: steps with plain blocks in place of the editor's state. */
export const instructionOf = (doc: WorkInstruction): Instruction => ({
  id: doc.id,
  code: doc.code,
  title: doc.title,
  revision: doc.revision,
  minutes: doc.minutes ?? null,
  steps: (doc.steps ?? []).map((step, index) => ({
    id: step.id ?? String(index),
    title: step.title,
    blocks: lexicalToBlocks(step.text),
    minutes: step.minutes ?? null,
    checkpoint: step.checkpoint ?? null,
    safety: step.safety ?? null,
  })),
})

/** The pictures in instructions, as far as this reader may see them. */
export async function readPictures(
  req: PayloadRequest,
  instructions: readonly Instruction[],
): Promise<Pictures> {
  const ids = instructions.flatMap(({ steps }) =>
    steps.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'image' ? [block.documentId] : [])),
    ),
  )
  if (ids.length === 0) return {}
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'documents',
      where: { id: { in: [...new Set(ids)] } },
      sort: 'id',
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return Object.fromEntries(docs.map(({ id, url, title }) => [id, { url: url ?? '', title }]))
}

/** Until when measuring tools are calibrated, by code. */
async function readTools(req: PayloadRequest): Promise<ReadonlyMap<string, string | null>> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'tools',
      where: { isMeasuring: { equals: true } },
      sort: 'id',
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return new Map(docs.map(({ code, calibrationDue }) => [code, calibrationDue ?? null]))
}

async function readElsewhere(
  req: PayloadRequest,
  me: string,
  build: string,
): Promise<Work['elsewhere']> {
  const { docs } = await req.payload.find({
    collection: 'time-entries',
    where: {
      user: { equals: me },
      endedAt: { exists: false },
      build: { not_equals: build },
    },
    limit: 1,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const [running] = docs
  const task = running && (await readTask(req, idOf(running.task)))
  if (!task) return null
  const other = await readBuild(req, idOf(task.build))
  return { taskId: task.id, title: task.title, buildNumber: other?.buildNumber ?? null }
}

async function standstillOf(req: PayloadRequest, build: Build): Promise<string | null> {
  const definition = await definitionOf(req, idOf(build.workflow))
  if (isAhead(definition, build.status, 'tasksDone')) return null
  const state = definition.states.find(({ code }) => code === build.status)
  const word = state ? labelText(state.label) : build.status
  const why =
    build.status === definition.hold.state
      ? build.statusNote
      : wayBack(definition, build.status, 'tasksDone')
  return `The build is “${word}”: its tasks are worked on only while it is in production.${why ? ` ${why}` : ''}`
}
