import type { Accessory } from './configuration'
import * as say from './messages'
import { isJsonObject, ownOf, type Complaints } from './raw'

/** The same ceiling as in the service cart (handbook 11). */
export const ACCESSORY_QUANTITY_AT_MOST = 999_999
export const ACCESSORIES_AT_MOST = 500

/** Reads unchecked JSON as the accessories of a build; absent means none. */
export function readAccessories(raw: unknown, faults: Complaints): Accessory[] {
  if (raw === undefined || raw === null) return []
  if (!Array.isArray(raw)) {
    faults.add('accessories', 'accessories', 'invalid_value', say.accessoriesNotAList)
    return []
  }
  if (raw.length > ACCESSORIES_AT_MOST)
    faults.add(
      'accessories',
      'accessories',
      'out_of_range',
      say.tooManyAccessories(ACCESSORIES_AT_MOST),
    )

  return raw.slice(0, ACCESSORIES_AT_MOST).flatMap((entry: unknown, index) => {
    const path = `accessories.${index}`
    if (!isJsonObject(entry)) {
      faults.add('accessories', path, 'invalid_value', say.accessoriesNotAList)
      return []
    }
    const partNumber = ownOf(entry, 'partNumber')
    const quantity = ownOf(entry, 'quantity')
    const isNumber = typeof partNumber === 'string' && partNumber.length > 0
    if (!isNumber || partNumber.length > 200) {
      faults.add('accessories', `${path}.partNumber`, 'invalid_value', say.accessoryNumber)
      return []
    }
    const isCount = typeof quantity === 'number' && Number.isInteger(quantity)
    if (!isCount || quantity < 1 || quantity > ACCESSORY_QUANTITY_AT_MOST) {
      const code = typeof quantity === 'number' ? 'out_of_range' : 'invalid_value'
      const sentence = say.accessoryQuantity(ACCESSORY_QUANTITY_AT_MOST)
      faults.add('accessories', `${path}.quantity`, code, sentence)
      return []
    }
    return [{ partNumber, quantity }]
  })
}
