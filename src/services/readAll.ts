import type { CollectionSlug, DataFromCollectionSlug, PayloadRequest, Where } from 'payload'

const PER_PAGE = 100

/** What a reading page by page asks for; spread it into a `find`. */
export type Page = { page: number; limit: number }

/**
 * All rows of a reading that is bounded page by page, as every reading in a person's name is (contract 3).
 * Its sort must tell any two rows apart: end it with `id`.
 *
 * ```ts
 * const docs = await everyPage((page) =>
 *   req.payload.find({ collection: 'tasks', sort: ['sequence', 'id'], ...page, overrideAccess: false, req }),
 * )
 * ```
 */
export async function everyPage<Doc>(
  read: (page: Page) => Promise<{ docs: Doc[]; hasNextPage: boolean }>,
): Promise<Doc[]> {
  const all: Doc[] = []
  for (let page = 1; ; page += 1) {
    const { docs, hasNextPage } = await read({ page, limit: PER_PAGE })
    all.push(...docs)
    if (!hasNextPage) return all
  }
}

/** Every row of a collection that whoever asks may read. */
export const readAll = <Slug extends CollectionSlug>(
  req: PayloadRequest,
  collection: Slug,
  where: Where,
  sort: string,
): Promise<DataFromCollectionSlug<Slug>[]> =>
  everyPage((page) =>
    req.payload.find({
      collection,
      where,
      sort: [sort, 'id'],
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
