import config from '@payload-config'
import { getPayload } from 'payload'
import { callerOf, type Caller } from '../../../services/people/caller'
import { machineOf } from '../../../services/people/machine'

/** Who calls, by token or by API key: enough to count the call. */
export const whoIs = async (headers: Headers): Promise<Caller | null> =>
  callerOf(headers) ?? machineOf(await getPayload({ config }), headers)
