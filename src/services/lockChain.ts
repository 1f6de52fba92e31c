import type { PayloadRequest } from 'payload'
import { isAppendOnly } from '../db/appendOnly'
import { lockRow, pointerOf } from '../db/lock'
import { columnOf, tableOf } from '../db/stored'
import { lockStructure } from '../db/structure'
import { isUuid } from '../domain/ids'

/**
 * Locks a record behind everything that must be locked before it. A collection names the relationship
 * to its parent in `custom.lockAfter`: a build is locked after its order, so that everybody takes
 * these locks in one order and nobody waits in a circle. Rows of the assembly structure say
 * `custom.lockStructure`: its lock is taken before any row or table, as imports take it. Answers whether
 * the record exists.
 */
export async function lockChain(req: PayloadRequest, slug: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const config = req.payload.config.collections.find((one) => one.slug === slug)
  if (!config) return false
  const table = tableOf(slug)
  if (isAppendOnly(table)) return true

  if (config.custom?.lockStructure === true) await lockStructure(req)
  const parent = config.flattenedFields.find((field) => field.name === config.custom?.lockAfter)
  if (parent?.type === 'relationship' && typeof parent.relationTo === 'string') {
    const parentId = await pointerOf(req, table, columnOf(parent), id)
    if (parentId !== undefined) await lockChain(req, parent.relationTo, parentId)
  }
  return lockRow(req, table, id)
}
