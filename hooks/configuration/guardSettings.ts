import type { GlobalBeforeChangeHook } from 'payload'
import { judgeSettings } from '../../src/services/settings'

/** Every setting is judged, whoever writes it. */
export const guardSettings: GlobalBeforeChangeHook = async ({ data, originalDoc, req }) => {
  await judgeSettings(req, { ...originalDoc, ...data }, originalDoc?.currency)
  return data
}
