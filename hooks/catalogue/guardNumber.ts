import type { CollectionBeforeChangeHook } from 'payload'
import type { Assembly, Part } from '../../src/payload-types'
import { judgeNumber } from '../../src/services/catalogue/reservedNumbers'

/** Numbers of configured and custom items are given by orders; nobody types one by hand (BR-006). */
export const guardNumber: CollectionBeforeChangeHook<Part | Assembly> = async ({
  data,
  originalDoc,
  req,
}) => {
  const { partNumber } = data
  if (typeof partNumber === 'string' && partNumber !== originalDoc?.partNumber)
    await judgeNumber(req, partNumber, originalDoc)
  return data
}
