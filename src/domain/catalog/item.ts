/** Parts and assemblies are two collections (architecture 5.5); an item is one of either. */
export const ITEM_COLLECTIONS = ['parts', 'assemblies'] as const
export type ItemCollection = (typeof ITEM_COLLECTIONS)[number]

/** How an item is spoken of. */
export type ItemName = { collection: ItemCollection; id: string; partNumber: string; name: string }

/** The name alone, of anything that has one. */
export const nameOf = ({ collection, id, partNumber, name }: ItemName): ItemName => ({
  collection,
  id,
  partNumber,
  name,
})
