import type { PayloadRequest } from 'payload'
import { personOf } from '../../access/can'
import { isUuid } from '../domain/ids'
import { QUALITY_FORMS } from '../domain/quality/codes'
import type { Build, Task } from '../payload-types'
import { formsOf } from './quality/forms'
import { readAll } from './readAll'
import { idOf } from './relation'

const KINDS = ['builds', 'parts', 'assemblies'] as const
type Kind = (typeof KINDS)[number]

/**
 * Where a scanned label leads: a path of the panel, right for the role of whoever scanned it. An assembler
 * comes to the next task of an own build, quality control to the form in progress, everybody else to
 * the record itself, whose page says so when it does not exist or is not theirs. What is no label leads home.
 */
export async function placeOfLabel(req: PayloadRequest, kind: string, id: string): Promise<string> {
  const known = KINDS.find((one) => one === kind)
  if (!known || !isUuid(id)) return '/admin'
  if (!personOf(req)) {
    return `/admin/login?redirect=${encodeURIComponent(`/scan/${known}/${id.toLowerCase()}`)}`
  }
  const build = known === 'builds' ? await readBuild(req, id) : null
  const work = build && (await workOn(req, build))
  return work ?? pageOf(known, id.toLowerCase())
}

const pageOf = (collection: Kind | 'inspections' | 'tasks', id: string): string =>
  `/admin/collections/${collection}/${id}`

async function readBuild(req: PayloadRequest, id: string): Promise<Build | null> {
  const role = personOf(req)?.role
  if (role !== 'ASSEMBLER' && role !== 'QC_PERSON') return null
  return req.payload.findByID({
    collection: 'builds',
    id,
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
}

/** The task or form that waits for this person on the build, if there is one. */
async function workOn(req: PayloadRequest, build: Build): Promise<string | null> {
  const person = personOf(req)
  const isOwn = person?.role === 'ASSEMBLER' && idOf(build.assignedTo) === person.id
  const task = isOwn ? await nextTask(req, build.id) : undefined
  if (task) return pageOf('tasks', task.id)
  const forms = (await formsOf(req, [build])).get(build.id) ?? []
  const mine = forms.filter(({ kind }) => isOwn || QUALITY_FORMS.some((form) => form === kind))
  for (const { act } of mine) {
    if (act?.type === 'CONTINUE') return pageOf('inspections', act.inspection)
  }
  return null
}

/** What is being worked on, else the first task that nothing else has to come before. */
async function nextTask(req: PayloadRequest, build: string): Promise<Task | undefined> {
  const tasks = await readAll(req, 'tasks', { build: { equals: build } }, 'sequence')
  const open = new Set(
    tasks
      .filter(({ status }) => status !== 'COMPLETED' && status !== 'CANCELLED')
      .map(({ id }) => id),
  )
  return (
    tasks.find(({ status }) => status === 'IN_PROGRESS') ??
    tasks.find(
      ({ status, dependsOn }) =>
        status === 'PENDING' && !(dependsOn ?? []).some((before) => open.has(idOf(before))),
    )
  )
}
