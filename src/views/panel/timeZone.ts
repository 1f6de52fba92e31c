import { createLocalReq, type Payload } from 'payload'
import { settingsOf } from '../../services/settings'

/** The company's time zone for what stands above a list, which knows Payload but no request. */
export const timeZoneFor = async (payload: Payload): Promise<string> =>
  (await settingsOf(await createLocalReq({}, payload))).timeZone
