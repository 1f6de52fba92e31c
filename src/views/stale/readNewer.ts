import { z } from 'zod'
import { call } from '../panel/call'

const recordSchema = z.looseObject({ rev: z.number(), updatedAt: z.string() })
const actsSchema = z.object({
  docs: z.array(
    z.object({
      actor: z.string().nullable(),
      actorName: z.string(),
      rev: z.number().nullable(),
    }),
  ),
})

/** The record as it was saved after somebody opened it. */
export type Newer = {
  record: z.infer<typeof recordSchema>
  /** Who has saved since, "You" for the reader; empty when that is not for them to know. */
  by: readonly string[]
}

type Opened = { collection: string; id: string; rev: number }

/**
 * What has become of a record since a revision, as far as the reader may see it; null when it has not
 * moved on, or cannot be read.
 */
export async function readNewer(
  { collection, id, rev }: Opened,
  reader: string | number | undefined,
): Promise<Newer | null> {
  const found = await call(`/api/${collection}/${id}?depth=0`, recordSchema)
  if (!found.ok || found.answer.rev <= rev) return null
  const acts = await call(`/api/history/${collection}/${id}`, actsSchema)
  const since = acts.ok ? acts.answer.docs.filter((act) => act.rev !== null && act.rev > rev) : []
  const names = since.map(({ actor, actorName }) => (actor === reader ? 'You' : actorName))
  return { record: found.answer, by: [...new Set(names)].toReversed() }
}
