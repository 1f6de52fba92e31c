import type { CollectionSlug, DataFromCollectionSlug, PayloadRequest, Where } from 'payload'

const PAGE = 100

/** Every row of a collection that whoever asks may read, without the bound that one page has. */
export async function readAll<Slug extends CollectionSlug>(
  req: PayloadRequest,
  collection: Slug,
  where: Where,
  sort: string,
): Promise<DataFromCollectionSlug<Slug>[]> {
  const all: DataFromCollectionSlug<Slug>[] = []
  for (let page = 1; ; page += 1) {
    const { docs, hasNextPage } = await req.payload.find({
      collection,
      where,
      sort,
      page,
      limit: PAGE,
      depth: 0,
      overrideAccess: false,
      req,
    })
    all.push(...docs)
    if (!hasNextPage) return all
  }
}
