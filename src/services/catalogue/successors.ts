import type { Payload } from 'payload'
import { successorsOf } from '../../db/successors'
import type { ItemName } from '../../domain/catalog/item'
import { systemRequest } from '../actor'

/** What to use instead of retired items, by their ids; for whoever may read the items. */
export async function successorsFor(
  payload: Payload,
  items: readonly string[],
): Promise<ReadonlyMap<string, ItemName>> {
  return successorsOf(await systemRequest(payload), items)
}
