import config from '@payload-config'
import {
  REST_DELETE,
  REST_GET,
  REST_OPTIONS,
  REST_PATCH,
  REST_POST,
  REST_PUT,
} from '@payloadcms/next/routes'
import { getPayload } from 'payload'
import { door, settleRest } from '../../../../endpoints/door'
import { hotParts } from '../../../../endpoints/hotParts'
import { whoIs } from '../whoIs'

const payloadGet = REST_GET(config)

export const GET = door(
  async (request: Request, args: Parameters<typeof payloadGet>[1]) => {
    const payload = await getPayload({ config })
    return (await hotParts(request, payload)) ?? payloadGet(request, args)
  },
  settleRest,
  whoIs,
)

/** The web server calls this past Next, which knows nothing of it (ADR 0012). */
declare global {
  var torvanReadParts: ((request: Request) => Promise<Response>) | undefined
}
globalThis.torvanReadParts = (request) =>
  GET(request, { params: Promise.resolve({ slug: ['parts'] }) })

export const POST = door(REST_POST(config), settleRest, whoIs)
export const DELETE = door(REST_DELETE(config), settleRest, whoIs)
export const PATCH = door(REST_PATCH(config), settleRest, whoIs)
export const PUT = door(REST_PUT(config), settleRest, whoIs)
export const OPTIONS = REST_OPTIONS(config)
