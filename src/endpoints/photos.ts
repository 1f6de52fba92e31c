import { addDataAndFileToRequest, type Endpoint } from 'payload'
import { createHash } from 'node:crypto'
import type { Capability } from '../../access/matrix'
import { performOnce } from '../services/command'
import { refused } from '../services/http'
import { removeLeftover } from '../services/documents/leftover'
import { attachPhoto, type PhotoOwner } from '../services/documents/photo'
import { admit, keyOf, paramsOf } from './command'

const SLUG_OF = {
  inspection: 'inspections',
  task: 'tasks',
  nonconformance: 'nonconformances',
} as const satisfies Record<PhotoOwner, string>

/**
 * A photo from the camera, as multipart with the field `file`. With an `Idempotency-Key` the same picture
 * sent twice is stored once, which is what a connection that breaks needs.
 */
export const photoUpload = (owner: PhotoOwner, capability: Capability): Omit<Endpoint, 'root'> => ({
  path: '/:id/photos',
  method: 'post',
  custom: { capability, status: 201 },
  handler: async (req) => {
    admit(req, capability)
    const { id = '' } = paramsOf(req)
    await addDataAndFileToRequest(req)
    const { file } = req
    if (!file)
      throw refused({ code: 'required', field: 'file', message: 'Take or choose a photo.' })
    const answer = await performOnce(
      req,
      {
        route: `POST /api/${SLUG_OF[owner]}/:id/photos`,
        sent: { id, sha256: createHash('sha256').update(file.data).digest('hex') },
        ...(keyOf(req) !== undefined && { key: keyOf(req) }),
      },
      async () => ({ status: 201, body: await attachPhoto(req, owner, id) }),
    ).catch(async (error: unknown) => {
      await removeLeftover(req)
      throw error
    })
    return Response.json(answer.body, { status: answer.status })
  },
})
