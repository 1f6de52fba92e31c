import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { itemOf, itemWithId, setActive, type Item } from '../../db/items'
import { lockSuccessors, successorsOf, successorSteps } from '../../db/successors'
import { nameOf, type ItemCollection, type ItemName } from '../../domain/catalog/item'
import { decideRetirement } from '../../domain/catalog/retirement'
import { recordWrites } from '../audit'
import { orThrow, refused } from '../http'
import { lockChain } from '../lockChain'
import { expectRevision, revisionSent } from '../revision'
import { readableItems } from './readable'

export type Standing = {
  item: ItemName & { isActive: boolean; rev: number }
  successor: ItemName | null
}

/**
 * Refuses a write that retires an item, or takes it back into use, by who may not (handbook 1.3): field
 * access alone would keep the old value without a word. Whoever sends what stands there says nothing, and
 * an old revision is refused as such when it is compared.
 */
export async function judgeActive(
  req: PayloadRequest,
  collection: ItemCollection,
  id: string,
  sent: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (typeof sent.isActive !== 'boolean' || may(req, 'items.retire')) return
  const item = await itemOf(req, collection, id)
  if (!item || item.isActive === sent.isActive) return
  if (typeof sent.rev === 'number' && sent.rev !== item.rev) return
  throw refused({
    code: 'role_not_allowed',
    field: 'isActive',
    message: 'Only an Admin retires an item or takes it back into use.',
  })
}

type Asked = { reason: string; rev?: number | undefined }

/**
 * Takes an item out of use, with what to use instead when that is known (handbook S7.1). What uses it stays
 * as it is: bills keep their lines, structures their components; new bills that ask for it at the top are
 * refused and name the successor. Retiring again names another successor, or none.
 */
export async function retireItem(
  req: PayloadRequest,
  collection: ItemCollection,
  id: string,
  asked: Asked & { successor: string | null },
): Promise<Standing> {
  await lockSuccessors(req)
  const item = await lockedItem(req, collection, id, asked.rev)
  const successor = asked.successor === null ? null : await itemWithId(req, asked.successor)
  if (successor === undefined) {
    throw refused({
      code: 'invalid_value',
      field: 'successor',
      message: 'There is no such item. Choose the successor from the catalogue, or none.',
    })
  }
  const onwards = successor ? await successorSteps(req, [successor.id]) : []
  orThrow(decideRetirement({ item, successor, onwards }))
  const isSame =
    !item.isActive && (item.successorPart ?? item.successorAssembly) === (successor?.id ?? null)
  if (isSame) {
    throw refused({
      code: 'wrong_state',
      message: `${item.partNumber} is retired already${successor ? ` in favour of ${successor.partNumber}` : ''}.`,
    })
  }
  return write(req, item, { isActive: false, successor }, 'retire', asked.reason)
}

/** Takes a retired item back into use; nothing stands in its place any more. */
export async function reactivateItem(
  req: PayloadRequest,
  collection: ItemCollection,
  id: string,
  asked: Asked,
): Promise<Standing> {
  await lockSuccessors(req)
  const item = await lockedItem(req, collection, id, asked.rev)
  if (item.isActive)
    throw refused({ code: 'wrong_state', message: `${item.partNumber} is in use already.` })
  return write(req, item, { isActive: true, successor: null }, 'reactivate', asked.reason)
}

/** How an item stands: in use, or retired with what is to be used instead. */
export async function standingOf(
  req: PayloadRequest,
  collection: ItemCollection,
  id: string,
): Promise<Standing> {
  const doc = await req.payload.findByID({
    collection,
    id,
    depth: 0,
    select: { partNumber: true },
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  const item = doc && (await itemOf(req, collection, id))
  if (!item) throw unknown()
  const successor = (await successorsOf(req, [id])).get(id) ?? null
  const isReadable = successor !== null && (await readableItems(req, [successor])).has(successor.id)
  return standing(item, isReadable ? successor : null)
}

const unknown = () => refused({ code: 'not_found', message: 'There is no such item.' })

async function lockedItem(
  req: PayloadRequest,
  collection: ItemCollection,
  id: string,
  rev: number | undefined,
): Promise<Item> {
  const exists = await lockChain(req, collection, id)
  const item = exists ? await itemOf(req, collection, id) : undefined
  if (!item) throw unknown()
  expectRevision(item, rev)
  expectRevision(item, revisionSent(req, collection, id))
  return item
}

async function write(
  req: PayloadRequest,
  item: Item,
  state: { isActive: boolean; successor: Item | null },
  action: 'reactivate' | 'retire',
  reason: string,
): Promise<Standing> {
  const written = await setActive(req, item, state)
  await recordWrites(req, [
    {
      action,
      resource: item.collection,
      resourceId: item.id,
      before: shown(item),
      after: shown(written),
      reason,
    },
  ])
  return standing(written, state.successor)
}

const shown = ({ isActive, successorPart, successorAssembly }: Item) => ({
  isActive,
  successorPart,
  successorAssembly,
})

const standing = (item: Item, successor: ItemName | null): Standing => ({
  item: {
    ...nameOf(item),
    isActive: item.isActive,
    rev: item.rev,
  },
  successor: successor && nameOf(successor),
})
