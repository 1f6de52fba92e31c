import { headersWithCors, type CollectionSlug, type Endpoint, type PayloadRequest } from 'payload'
import { performOnce } from '../services/command'
import { keyOf, paramsOf } from './command'

/**
 * Payload's own update of one record, which happens once under its `Idempotency-Key` like a command
 * (contract 4): rights, hooks and the answer stay Payload's. Stands before the framework's route of the same
 * path on the collection it is listed on.
 */
export const writeOnce = (slug: CollectionSlug): Omit<Endpoint, 'root'> => ({
  path: '/:id',
  method: 'patch',
  handler: async (req) => {
    const key = keyOf(req)
    if (key === undefined || !req.user) return ownUpdate(req, slug)
    const sent = { params: paramsOf(req), query: req.query, body: await bodyOf(req) }
    const { status, body } = await performOnce(
      req,
      { route: `PATCH /api/${slug}/:id`, sent, key },
      async () => {
        const answer = await ownUpdate(req, slug)
        return { status: answer.status, body: await answer.json() }
      },
    )
    return Response.json(body, {
      status,
      headers: headersWithCors({ headers: new Headers(), req }),
    })
  },
})

/** The framework's endpoint, which its configuration lists after ours. */
function ownUpdate(req: PayloadRequest, slug: CollectionSlug): Promise<Response> | Response {
  const { endpoints } = req.payload.collections[slug].config
  const own = (endpoints || []).findLast(
    ({ method, path }) => method === 'patch' && path === '/:id',
  )
  if (!own) throw new Error(`${slug} has no update.`)
  return own.handler(req)
}

/** What was sent, read from a copy: the update reads the body itself, and refuses what is no JSON. */
async function bodyOf(req: PayloadRequest): Promise<unknown> {
  const text = (await req.clone?.().text()) ?? ''
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
