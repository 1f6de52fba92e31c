import type { CollectionBeforeOperationHook, PayloadRequest, Where } from 'payload'
import { may } from '../../access/can'
import { isUuid } from '../../src/domain/ids'
import { idsNamed } from '../../src/services/recordNames'

/** A filter may name a record by what it is called, such as an order number, where the trail keeps its id. */
export const namedRecords: CollectionBeforeOperationHook = async ({ args, req }) => {
  if ('where' in args && args.where && may(req, 'audit.read'))
    Object.assign(args, { where: await withIds(req, args.where) })
  return args
}

async function withIds(req: PayloadRequest, where: Where): Promise<Where> {
  const told: Where = {}
  for (const [key, asked] of Object.entries(where)) {
    const named: unknown = key === 'resourceId' ? Reflect.get(Object(asked), 'equals') : undefined
    if (Array.isArray(asked)) told[key] = await Promise.all(asked.map((one) => withIds(req, one)))
    else if (typeof named === 'string' && named !== '' && !isUuid(named))
      told[key] = { in: [named, ...(await idsNamed(req, named))] }
    else told[key] = asked
  }
  return told
}
