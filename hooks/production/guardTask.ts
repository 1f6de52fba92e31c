import type { CollectionBeforeChangeHook } from 'payload'
import type { Task } from '../../src/payload-types'
import { judgeTaskChange } from '../../src/services/production/assign'

/** Who has a task; what is done with it goes through its commands. */
export const guardTask: CollectionBeforeChangeHook<Task> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation === 'update' && originalDoc)
    await judgeTaskChange(req, originalDoc, { ...originalDoc, ...data })
  return data
}
