import config from '@payload-config'
import { createLocalReq, getPayload } from 'payload'
import { placeOfLabel } from '../../../../services/scan'

type Scanned = { params: Promise<{ kind: string; id: string }> }

/** The address in the code of a label: on to the page that is right for whoever scanned it. */
export async function GET(request: Request, { params }: Scanned): Promise<Response> {
  const { kind, id } = await params
  const payload = await getPayload({ config })
  const { user } = await payload.auth({ headers: request.headers, canSetHeaders: false })
  const req = await createLocalReq(user ? { user } : {}, payload)
  const place = await placeOfLabel(req, kind, id)
  return new Response(null, {
    status: 303,
    headers: { Location: place, 'Cache-Control': 'no-store' },
  })
}
