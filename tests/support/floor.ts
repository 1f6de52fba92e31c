import sharp from 'sharp'
import type { FormItem } from '../../src/domain/quality/item'
import { answerAll } from './answers'
import { rest } from './api'
import type { TestUser } from './given'
import { approve, firstBuild, submit } from './plant'

/** Carries builds over the floor through the same doors as people do. */

type Loose = Record<string, unknown>

/** The people who take part until a build is assembled. */
export type Crew = {
  coordinator: TestUser
  procurement: TestUser
  qc: TestUser
  assembler: TestUser
}

export type FloorTask = {
  id: string
  key: string
  title: string
  status: string
  basin: number | null
  sequence: number
  estimateMinutes: number
  actualMinutes: number | null
  dependsOn: string[]
  parts: { partNumber: string; name: string; quantity: number }[]
  criticalParts: { partNumber: string; name: string; quantity: number }[]
  ticks: { key: string; basin: number | null }[]
  assignedTo: string | null
  instruction: string | null
  tools: { code: string; name: string }[]
}

export type FloorInspection = {
  id: string
  kind: string
  attempt: number
  state: string
  items: FormItem[]
  rev: number
}

async function insist<Body>(
  asked: Promise<{ status: number; body: Body; text: string }>,
  expected: number,
  what: string,
): Promise<Body> {
  const { status, body, text } = await asked
  if (status !== expected) throw new Error(`${what} was refused: ${status} ${text.slice(0, 600)}`)
  return body
}

/** A build whose body has arrived: its bill is approved and Pre-QC is due. */
export async function readyForPreQc(
  { coordinator, procurement }: Pick<Crew, 'coordinator' | 'procurement'>,
  own: Loose = {},
): Promise<string> {
  const { id, bom } = firstBuild(await submit(coordinator, own))
  await approve(procurement, bom.id)
  await moveBuild(procurement, id, 'PRE_QC')
  return id
}

/** A build in production that nobody has claimed yet: Pre-QC is passed and signed. */
export async function inProduction(
  crew: Omit<Crew, 'assembler'>,
  own: Loose = {},
): Promise<string> {
  const build = await readyForPreQc(crew, own)
  await passForm(crew.qc, build, 'PRE_QC')
  return build
}

/** The same, claimed by the assembler of the crew. */
export async function claimed(crew: Crew, own: Loose = {}): Promise<string> {
  const build = await inProduction(crew, own)
  await insist(rest(crew.assembler).post(`/builds/${build}/claim`), 200, 'The claim')
  return build
}

/** A claimed build whose tasks are all completed by its assembler: the test is due. */
export async function allTasksDone(crew: Crew, own: Loose = {}): Promise<string> {
  const build = await claimed(crew, own)
  await finishTasks(crew.assembler, build)
  return build
}

/** Completes whatever is still open of a build, each task after those that it waits for. */
export async function finishTasks(assembler: TestUser, build: string): Promise<void> {
  const tasks = await tasksOf(assembler, build)
  const isOpen = ({ status }: FloorTask) => status !== 'COMPLETED' && status !== 'CANCELLED'
  const closed = new Set(tasks.flatMap((task) => (isOpen(task) ? [] : [task.id])))
  const open = tasks.filter(isOpen)
  while (open.length > 0) {
    const index = open.findIndex(({ dependsOn }) => dependsOn.every((id) => closed.has(id)))
    const [task] = open.splice(index, 1)
    if (!task || index < 0) throw new Error('The open tasks wait for each other.')
    await finish(assembler, task)
    closed.add(task.id)
  }
}

/** A build that is assembled, tested, packed and handed over: Final QC is due. */
export async function readyForFinalQc(crew: Crew, own: Loose = {}): Promise<string> {
  const build = await allTasksDone(crew, own)
  await passForm(crew.assembler, build, 'END_OF_LINE')
  await passForm(crew.assembler, build, 'PACKAGING')
  await moveBuild(crew.assembler, build, 'PRODUCTION_COMPLETE')
  await moveBuild(crew.assembler, build, 'FINAL_QC')
  return build
}

/** Moves a build by the ordinary write of its status. */
export const moveBuild = (user: TestUser, build: string, status: string, own: Loose = {}) =>
  insist(rest(user).patch(`/builds/${build}`, { status, ...own }), 200, `The move to ${status}`)

/** Tasks of a build as this person sees them, in the order of the floor. */
export async function tasksOf(user: TestUser, build: string): Promise<FloorTask[]> {
  const { docs } = await insist(
    rest(user).get<{ docs: FloorTask[] }>(
      `/tasks?where[build][equals]=${build}&depth=0&limit=200&sort=sequence`,
    ),
    200,
    'Reading the tasks',
  )
  return docs
}

/** Numbers for every critical part of a task, one for each piece. */
export const serialsFor = ({ id, criticalParts }: Pick<FloorTask, 'id' | 'criticalParts'>) =>
  criticalParts.flatMap(({ partNumber, quantity }) =>
    Array.from({ length: quantity }, (_, index) => ({
      partNumber,
      serial: `SN-${id.slice(-6)}-${index + 1}`,
    })),
  )

/** Starts and completes a task whose dependencies are closed. */
export async function finish(user: TestUser, task: FloorTask, own: Loose = {}): Promise<void> {
  await insist(rest(user).post(`/tasks/${task.id}/start`), 200, `Starting "${task.title}"`)
  const serials = serialsFor(task)
  const body = { actualMinutes: task.estimateMinutes, serials, ...own }
  await insist(
    rest(user).post(`/tasks/${task.id}/complete`, body),
    200,
    `Completing "${task.title}"`,
  )
}

/** Opens the draft of a form, or its next attempt. */
export const openForm = (user: TestUser, build: string, kind: string): Promise<FloorInspection> =>
  insist(
    rest(user).post<FloorInspection>(`/builds/${build}/inspections`, { kind }),
    201,
    `Opening ${kind}`,
  )

/** Opens a form, answers all of it well, and signs it as passed. */
export async function passForm(user: TestUser, build: string, kind: string): Promise<string> {
  const form = await openForm(user, build, kind)
  await answerForm(user, form)
  await insist(
    rest(user).post(`/inspections/${form.id}/sign`, { password: user.password, outcome: 'PASS' }),
    200,
    `Signing ${kind}`,
  )
  return form.id
}

/** Answers every item of a form that was opened; `own` replaces single answers by key. */
export async function answerForm(
  user: TestUser,
  form: FloorInspection,
  own: Readonly<Record<string, Loose>> = {},
): Promise<void> {
  const needsPhoto = form.items.some(({ photoRequired }) => photoRequired)
  const photos = needsPhoto ? [await addPhoto(user, 'inspections', form.id)] : []
  const items = answerAll(form.items, photos).map((answer) => ({ ...answer, ...own[answer.key] }))
  await insist(rest(user).patch(`/inspections/${form.id}`, { items }), 200, 'Answering the form')
}

let shade = 0
/** A small real picture, never the same bytes twice. */
export const picture = (): Promise<Buffer> => {
  shade = (shade + 1) % 0xffffff
  const background = `#${shade.toString(16).padStart(6, '0')}`
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .png()
    .toBuffer()
}

/** Takes a photo for an inspection, task or nonconformance; answers its id. */
export async function addPhoto(
  user: TestUser,
  collection: 'inspections' | 'tasks' | 'nonconformances',
  id: string,
): Promise<string> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(await picture())], 'photo.png', { type: 'image/png' }))
  const photo = await insist(
    rest(user).post<{ id: string }>(`/${collection}/${id}/photos`, form),
    201,
    'The photo',
  )
  return photo.id
}

export { answerAll }
