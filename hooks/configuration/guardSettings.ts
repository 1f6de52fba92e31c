import type { GlobalBeforeChangeHook } from 'payload'
import { judgeSettings } from '../../src/services/settings'

/** A time zone that exists, and one currency for good once a cost has been entered. */
export const guardSettings: GlobalBeforeChangeHook = async ({ data, originalDoc, req }) => {
  await judgeSettings(req, { ...originalDoc, ...data }, originalDoc?.currency)
  return data
}
