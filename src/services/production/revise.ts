import type { PayloadRequest } from 'payload'
import { lockRow } from '../../db/lock'
import type { WorkInstruction } from '../../payload-types'
import { refused } from '../http'
import { idOf } from '../relation'

/**
 * Copies a published revision of a work instruction to a new draft, which may be edited and published in
 * its place. A code has one draft at a time that could be published.
 */
export async function reviseInstruction(
  req: PayloadRequest,
  id: string,
): Promise<{ id: string; code: string; revision: number }> {
  await lockRow(req, 'work_instructions', id)
  const published = await req.payload.findByID({
    collection: 'work-instructions',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!published) throw refused({ code: 'not_found', message: 'There is no such instruction.' })
  if (published.state !== 'PUBLISHED') {
    throw refused({
      code: 'wrong_state',
      message: `Revision ${published.revision} is ${published.state}: only the published one is revised.`,
    })
  }
  await demandNoDraft(req, published)
  const draft = await req.payload.create({
    collection: 'work-instructions',
    data: copyOf(published),
    depth: 0,
    overrideAccess: false,
    req,
  })
  return { id: draft.id, code: draft.code, revision: draft.revision }
}

async function demandNoDraft(
  req: PayloadRequest,
  { code, revision }: WorkInstruction,
): Promise<void> {
  const { docs } = await req.payload.find({
    collection: 'work-instructions',
    where: {
      code: { equals: code },
      state: { equals: 'DRAFT' },
      revision: { greater_than: revision },
    },
    select: { revision: true },
    limit: 1,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const [draft] = docs
  if (!draft) return
  throw refused({
    code: 'wrong_state',
    message: `Revision ${draft.revision} of ${code} is a draft already: go on with that one.`,
    details: { draft: draft.id },
  })
}

const copyOf = ({ code, title, assembly, minutes, steps }: WorkInstruction) => ({
  code,
  title,
  revision: 1,
  state: 'DRAFT' as const,
  assembly: idOf(assembly) || null,
  minutes: minutes ?? null,
  steps: (steps ?? []).map((step) => ({
    title: step.title,
    text: step.text ?? null,
    minutes: step.minutes ?? null,
    checkpoint: step.checkpoint ?? null,
    safety: step.safety ?? null,
  })),
})
