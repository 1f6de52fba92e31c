import type { PayloadRequest } from 'payload'
import { idOf } from '../../services/relation'

/** Names of people by id, as this reader may see them. */
export async function namesOf(
  req: PayloadRequest,
  people: readonly (string | { id: string } | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(people.map(idOf).filter((id) => id !== ''))]
  if (ids.length === 0) return new Map()
  const { docs } = await req.payload.find({
    collection: 'users',
    where: { id: { in: ids } },
    select: { fullName: true },
    limit: 100,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return new Map(docs.map(({ id, fullName }) => [String(id), fullName ?? '']))
}
