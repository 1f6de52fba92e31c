import { createLocalReq, type Payload } from 'payload'
import { cache } from 'react'
import { settingsOf } from '../../services/settings'

/** The company's time zone for lists, which know Payload but no request; read once for a page. */
export const timeZoneFor = cache(
  async (payload: Payload): Promise<string> =>
    (await settingsOf(await createLocalReq({}, payload))).timeZone,
)
