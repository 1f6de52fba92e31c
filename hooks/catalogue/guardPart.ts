import type { CollectionBeforeChangeHook } from 'payload'
import type { Part } from '../../src/payload-types'
import { refused } from '../../src/services/http'

/** Parts made to measure come from orders alone; nobody types one by hand (BR-006). */
export const guardPart: CollectionBeforeChangeHook<Part> = ({ data, originalDoc }) => {
  const isCustom = data.kind === 'CUSTOM'
  if (isCustom !== (originalDoc?.kind === 'CUSTOM') && data.kind !== undefined) {
    throw refused({
      code: 'invalid_value',
      field: 'kind',
      message: 'Custom parts are made when an order asks for their size; choose another kind.',
    })
  }
  return data
}
