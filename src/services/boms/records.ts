import type { PayloadRequest } from 'payload'
import { itemsNumbered } from '../../db/items'
import type { ItemCollection } from '../../domain/catalog/item'
import { ASSEMBLY_PREFIX } from '../../domain/catalog/lookup'
import { readableItems } from '../catalogue/readable'
import type { BomTreeLine } from './read'

export type LineRecord = { collection: ItemCollection; id: string }

type AskingLine = Pick<BomTreeLine, 'id' | 'kind' | 'partNumber'>

/**
 * The catalogue records that stand behind lines today, by the id of the line: the line shows the id asked
 * for and links the record found (handbook 6.6). A line is a snapshot and its record may be gone by now;
 * records that the reader may not open are left out.
 */
export async function recordsOfLines(
  req: PayloadRequest,
  lines: readonly AskingLine[],
): Promise<ReadonlyMap<string, LineRecord>> {
  const numbers = new Set(lines.map(({ partNumber }) => partNumber))
  const items = await itemsNumbered(
    req,
    [...numbers].flatMap((number) => [number, ASSEMBLY_PREFIX + number]),
  )
  const readable = await readableItems(req, items)
  const known = new Map(
    items.map((item) => [`${item.collection} ${item.partNumber}`, item] as const),
  )
  const found = new Map<string, LineRecord>()
  for (const { id, kind, partNumber } of lines) {
    const item =
      kind === 'ASSEMBLY'
        ? (known.get(`assemblies ${partNumber}`) ??
          known.get(`assemblies ${ASSEMBLY_PREFIX}${partNumber}`))
        : kind !== 'UNRESOLVED' && known.get(`parts ${partNumber}`)
    if (item && readable.has(item.id)) found.set(id, { collection: item.collection, id: item.id })
  }
  return found
}
