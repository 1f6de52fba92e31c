import type { PayloadRequest } from 'payload'
import sharp from 'sharp'
import { inTransaction } from '../../src/db/transaction'
import { openDependencies } from '../../src/domain/production/progress'
import type { FormKind } from '../../src/domain/quality/codes'
import type { Failure } from '../../src/domain/quality/failure'
import type { FormItem } from '../../src/domain/quality/item'
import type { Role } from '../../src/domain/roles'
import type { Inspection, Task } from '../../src/payload-types'
import { attachPhoto } from '../../src/services/documents/photo'
import { claimBuild } from '../../src/services/production/claim'
import { moveTask } from '../../src/services/production/move'
import { itemsOf } from '../../src/services/quality/answers'
import { openInspection } from '../../src/services/quality/inspections'
import { signInspection } from '../../src/services/quality/sign'
import { confirmSigner } from '../../src/services/signatures'
import { shipBuilds } from '../../src/services/shipping/ship'
import { moveOrder } from '../../src/services/orders/move'
import { idOf } from '../../src/services/relation'
import { DEMO_PASSWORD } from './people'

/** A fresh request in the name of a demo person. */
export type People = (role: Role) => Promise<PayloadRequest>

/** How far the floor has come with a build of the demo plant. */
export type FloorTarget =
  'PRE_QC_FAILED' | 'CLAIMABLE' | 'IN_PRODUCTION' | 'FINAL_QC' | 'QC_COMPLETE' | 'DELIVERED'

const FAILED: Failure = {
  reason: 'MISALIGNED',
  severity: 'MAJOR',
  rework: true,
  retest: false,
  correctiveAction: 'Send the body back and have the hole moved.',
  notes: 'The faucet hole sits 12 mm too far to the left.',
}

/** Carries a build whose body has arrived as far as its target, by the people who would do it. */
export async function driveFloor(
  people: People,
  build: string,
  target: Exclude<FloorTarget, 'DELIVERED'>,
): Promise<void> {
  if (target === 'PRE_QC_FAILED') return fillForm(people, 'QC_PERSON', build, 'PRE_QC', FAILED)
  await fillForm(people, 'QC_PERSON', build, 'PRE_QC')
  if (target === 'CLAIMABLE') return
  await inTransactionOf(people, 'ASSEMBLER', (req) => claimBuild(req, build))
  await completeTasks(people, build, target === 'IN_PRODUCTION' ? 0.4 : 1)
  if (target === 'IN_PRODUCTION') return
  await fillForm(people, 'ASSEMBLER', build, 'END_OF_LINE')
  await fillForm(people, 'ASSEMBLER', build, 'PACKAGING')
  await move(people, build, 'PRODUCTION_COMPLETE', 'Tested and packed')
  await move(people, build, 'FINAL_QC', 'Handed over')
  if (target !== 'FINAL_QC') await fillForm(people, 'QC_PERSON', build, 'FINAL_QC')
}

/** Ships the builds of an order together and records their delivery. */
export async function deliver(
  people: People,
  order: string,
  builds: readonly string[],
  date: string,
): Promise<void> {
  await inTransactionOf(people, 'PRODUCTION_COORDINATOR', (req) =>
    shipBuilds(req, order, {
      builds,
      carrier: 'Demo Freight',
      trackingNumber: 'DF-204-117',
      date,
    }),
  )
  await inTransactionOf(people, 'PRODUCTION_COORDINATOR', (req) =>
    moveOrder(req, order, {
      to: 'DELIVERED',
      note: 'Received at the loading dock',
      holdClass: null,
    }),
  )
}

async function inTransactionOf<T>(
  people: People,
  role: Role,
  work: (req: PayloadRequest) => Promise<T>,
): Promise<T> {
  const req = await people(role)
  return inTransaction(req, () => work(req))
}

const move = (people: People, build: string, status: string, statusNote: string) =>
  inTransactionOf(people, 'ASSEMBLER', (req) =>
    req.payload.update({
      collection: 'builds',
      id: build,
      data: { status, statusNote },
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )

/** Opens a form, answers it and signs it; a failure goes to its first item. */
async function fillForm(
  people: People,
  role: Role,
  build: string,
  kind: FormKind,
  failure: Failure | null = null,
): Promise<void> {
  const form = await inTransactionOf(people, role, (req) => openInspection(req, build, kind))
  await inTransactionOf(people, role, (req) => answer(req, form, failure))
  const req = await people(role)
  const signer = await confirmSigner(req, DEMO_PASSWORD)
  await inTransaction(req, () =>
    signInspection(req, form.id, signer, {
      outcome: failure ? 'FAIL' : 'PASS',
      meaning: undefined,
      note: null,
      failure,
      separationReason: null,
      rev: undefined,
    }),
  )
}

async function answer(
  req: PayloadRequest,
  form: Inspection,
  failure: Failure | null,
): Promise<void> {
  const items = itemsOf(form)
  const photos = items.some(({ photoRequired }) => photoRequired) ? [await photo(req, form.id)] : []
  const [first] = items.filter(({ type }) => type === 'PASS_FAIL')
  await req.payload.update({
    collection: 'inspections',
    id: form.id,
    data: {
      items: items.map((item) => ({
        key: item.key,
        basin: item.basin,
        ...(failure && item === first ? { result: 'FAIL', note: failure.notes } : goodAnswer(item)),
        ...(item.photoRequired && { photos }),
      })),
    },
    depth: 0,
    overrideAccess: false,
    req,
  })
}

/** A plain picture stands for what a camera would have taken. */
async function photo(req: PayloadRequest, inspection: string): Promise<string> {
  const data = await sharp({
    create: { width: 320, height: 240, channels: 3, background: '#8fa3ad' },
  })
    .jpeg()
    .toBuffer()
  req.file = { data, name: 'sink.jpg', mimetype: 'image/jpeg', size: data.length }
  const { id } = await attachPhoto(req, 'inspection', inspection)
  return id
}

type Given = Partial<Pick<FormItem, 'result' | 'value' | 'note'>>

function goodAnswer(item: FormItem): Given {
  const { type, min, max, choices, choicesWithNote, multiple, expected, requiredQuantity } = item
  switch (type) {
    case 'PASS_FAIL':
      return { result: 'PASS' }
    case 'NUMBER':
      return { value: min !== null && max !== null ? (min + max) / 2 : (min ?? max ?? 60) }
    case 'TEXT':
      return { value: `${item.key}-2041` }
    case 'DATE':
      return { value: '2099-12-31' }
    case 'YES_NO':
      return { value: expected === null ? true : expected }
    case 'QUANTITY':
      return { value: requiredQuantity }
    case 'CHOICE': {
      const choice = typeof expected === 'string' ? expected : (choices[0] ?? '')
      const note = choicesWithNote.includes(choice) ? { note: 'As ordered.' } : {}
      return { value: multiple ? [choice] : choice, ...note }
    }
  }
}

/** The assembler works through this share of the tasks, each when everything before it is done. */
async function completeTasks(people: People, build: string, share: number): Promise<void> {
  const reader = await people('ASSEMBLER')
  const { docs } = await reader.payload.find({
    collection: 'tasks',
    where: { build: { equals: build } },
    sort: 'sequence',
    depth: 0,
    limit: 200,
    overrideAccess: false,
    req: reader,
  })
  const standings = docs.map((task) => ({
    ...task,
    dependsOn: (task.dependsOn ?? []).map((one) => idOf(one)),
  }))
  for (let left = Math.floor(docs.length * share); left > 0; left -= 1) {
    const next = standings.find(
      (task) => task.status === 'PENDING' && openDependencies(task, standings).length === 0,
    )
    if (!next) throw new Error('The tasks of the demo plant wait for each other.')
    await complete(people, next)
    next.status = 'COMPLETED'
  }
}

/** Which lifter button the demo plant fits (handbook 8.3, C4). */
const LIFTER_BUTTON = { key: 'C4-button', value: 'DPF1K' } as const

const complete = (
  people: People,
  {
    id,
    estimateMinutes,
    criticalParts,
    ticks,
  }: Pick<Task, 'id' | 'estimateMinutes' | 'criticalParts' | 'ticks'>,
) =>
  inTransactionOf(people, 'ASSEMBLER', async (req) => {
    await moveTask(req, id, { to: 'IN_PROGRESS' })
    await moveTask(req, id, {
      to: 'COMPLETED',
      actualMinutes: estimateMinutes,
      serials: serialsOf(id, criticalParts),
      answers: JSON.stringify(ticks).includes(LIFTER_BUTTON.key) ? [LIFTER_BUTTON] : [],
    })
  })

function serialsOf(task: string, parts: unknown): { partNumber: string; lot: string }[] {
  return Array.isArray(parts)
    ? parts.map((part) => ({
        partNumber: String(Reflect.get(Object(part), 'partNumber')),
        lot: `LOT-${task.slice(-5).toUpperCase()}`,
      }))
    : []
}
