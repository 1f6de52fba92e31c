import type { PayloadRequest } from 'payload'

/** Assemblers to choose one from, as far as this reader may see people. */
export async function readAssemblers(
  req: PayloadRequest,
): Promise<{ value: string; label: string }[]> {
  const { docs } = await req.payload.find({
    collection: 'users',
    where: { role: { equals: 'ASSEMBLER' } },
    select: { fullName: true },
    sort: 'fullName',
    limit: 200,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs.map(({ id, fullName }) => ({ value: String(id), label: fullName ?? '' }))
}
