import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { StockMovement } from '../../payload-types'
import { recordWrites } from '../audit'
import { refused } from '../http'
import { idOf } from '../relation'

/** Refuses a movement of nothing, of fractions, of no item or two, or an adjustment without a reason. */
export function judgeMovement(movement: Partial<StockMovement>): void {
  const { kind, quantity = 0, reason } = movement
  if (Boolean(idOf(movement.part)) === Boolean(idOf(movement.assembly))) {
    throw refused({
      code: 'invalid_value',
      field: 'part',
      message: 'Name the part or the assembly that moves, one of the two.',
    })
  }
  const isWhole = Number.isSafeInteger(quantity) && quantity !== 0
  if (!isWhole || (kind === 'RECEIPT' && quantity < 0) || Math.abs(quantity) > 1_000_000) {
    throw refused({
      code: 'out_of_range',
      field: 'quantity',
      message:
        'Enter a whole number other than 0; a receipt is positive, at most 1 000 000 at once.',
    })
  }
  if (kind === 'ADJUSTMENT' && (reason ?? '').trim().length < 3) {
    throw refused({
      code: 'reason_missing',
      field: 'reason',
      message: 'Say why the stock is adjusted, in at least 3 characters.',
    })
  }
}

const KIND_WORDS: Readonly<Record<StockMovement['kind'], string>> = {
  RECEIPT: 'Stock received',
  ADJUSTMENT: 'Stock adjusted',
}

/** A movement as the history of its item tells it. */
const inWords = ({ kind, reason }: StockMovement): string =>
  `${KIND_WORDS[kind]}${reason ? `: ${reason}` : ''}`

/**
 * Moves the balance of the item; never below what is reserved, whoever books at the same time. The item's
 * own history tells it too.
 */
export async function book(req: PayloadRequest, movement: StockMovement): Promise<void> {
  const part = idOf(movement.part)
  const table = part ? sql`parts` : sql`assemblies`
  const id = part || idOf(movement.assembly)
  const [moved] = await rowsOf<{ now: number }>(
    req,
    sql`update ${table} set quantity_on_hand = quantity_on_hand + ${movement.quantity}, rev = rev + 1, updated_at = now()
        where id = ${id} and quantity_on_hand + ${movement.quantity} >= quantity_reserved
        returning quantity_on_hand::float8 as now`,
  )
  if (moved) {
    await recordWrites(req, [
      {
        action: 'update',
        resource: part ? 'parts' : 'assemblies',
        resourceId: id,
        before: { quantityOnHand: moved.now - movement.quantity },
        after: { quantityOnHand: moved.now },
        reason: inWords(movement),
      },
    ])
    return
  }
  throw refused({
    code: 'precondition_failed',
    field: 'quantity',
    message: 'There is not that much in stock beyond what is reserved.',
  })
}
