import type { PayloadRequest } from 'payload'
import { everyPage } from '../../services/readAll'

/** Assemblers to choose one from, as far as this reader may see people. */
export async function readAssemblers(
  req: PayloadRequest,
): Promise<{ value: string; label: string }[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'users',
      where: { role: { equals: 'ASSEMBLER' } },
      select: { fullName: true },
      sort: ['fullName', 'id'],
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return docs.map(({ id, fullName }) => ({ value: String(id), label: fullName ?? '' }))
}
