import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { countRequest } from '../observability/metrics'
import { errorBodyOf, shapeError, shapeStatus, type ShapedError } from '../services/http'
import { callerOf, type Caller } from '../services/people/caller'
import { limitRequest } from '../services/rateLimit'
import { readBody } from './body'

/** A route of Next: request in, response out; `Args` carries the path. */
export type RouteHandler<Args extends unknown[]> = (
  request: Request,
  ...args: Args
) => Promise<Response>

/** What came back: the answer for the client, and whether it lost against a parallel transaction. */
export type Outcome = { response: Response; lost: boolean }

type Settle = (request: Request, response: Response) => Promise<Outcome>
type WhoIs = (headers: Headers) => Promise<Caller | null>

const tokenHolder: WhoIs = async (headers) => callerOf(headers)

const BUSY_SECONDS = '2'
const LET_PASS_MS = 25
const NOT_THAT_PERSON = shapeStatus(401, 'Sign in as the person who entered this.')
/** What the framework says of a table of its own that has no addresses. */
const NOT_IMPLEMENTED = 501
const NOWHERE = shapeStatus(404, 'There is nothing at this address.')
const DECENT_ID = /^[\w-]{8,64}$/

/**
 * The door of the API: what must happen before Payload sees a request and after it has answered
 * (architecture 5.3, traps 46 and 47). In: rate limit, size and nesting of the body, a request id.
 * Out: errors in the one form of the contract, `Retry-After` when busy. A request that lost against a
 * parallel one in the database (deadlock) was rolled back and is run once more before anybody hears
 * of it. `settle` knows how REST or GraphQL say these things, `whoIs` who calls.
 */
export const door =
  <Args extends unknown[]>(
    handler: RouteHandler<Args>,
    settle: Settle,
    whoIs: WhoIs = tokenHolder,
  ): RouteHandler<Args> =>
  async (request, ...args) => {
    const sentId = request.headers.get('x-request-id') ?? ''
    const requestId = DECENT_ID.test(sentId) ? sentId : randomUUID()
    const began = performance.now()
    const response = await answered({ handler, settle, whoIs }, request, requestId, args)
    const { pathname } = new URL(request.url)
    countRequest(request.method, pathname, response.status, (performance.now() - began) / 1000)
    response.headers.set('x-request-id', requestId)
    if (response.status === 503 && !response.headers.has('retry-after')) {
      response.headers.set('retry-after', BUSY_SECONDS)
    }
    return response
  }

async function answered<Args extends unknown[]>(
  { handler, settle, whoIs }: { handler: RouteHandler<Args>; settle: Settle; whoIs: WhoIs },
  request: Request,
  requestId: string,
  args: Args,
): Promise<Response> {
  try {
    const caller = await whoIs(request.headers)
    const limited = await limitRequest(request, caller)
    if (limited) return limited
    // kept on a shared tablet and sent later: in the name of whoever entered it, or not at all
    const actor = request.headers.get('x-acting-user')
    if (actor !== null && actor !== caller?.id) return errorResponse(NOT_THAT_PERSON)
    const again = await readBody(request, requestId)
    const once = async () => settle(request, await handler(again(), ...args))
    const first = await once()
    if (!first.lost) return first.response
    await pause(LET_PASS_MS + Math.random() * LET_PASS_MS) // whoever won the deadlock goes first
    return (await once()).response
  } catch (error) {
    return errorResponse(shapeError(error))
  }
}

/** REST: error answers get the form of the contract; one record gets its revision as `ETag`. */
export async function settleRest(request: Request, response: Response): Promise<Outcome> {
  if (response.status >= 400) {
    const body = await jsonOf(response)
    const code = codesOf(body)[0]
    if (code !== undefined) {
      return { response: reopened(response, JSON.stringify(body)), lost: code === 'retry' }
    }
    // what the health and readiness addresses say is no refusal
    if (isRecord(body) && !('errors' in body) && !('message' in body)) {
      return { response: reopened(response, JSON.stringify(body)), lost: false }
    }
    if (response.status === NOT_IMPLEMENTED)
      return { response: errorResponse(NOWHERE), lost: false }
    const shaped = errorBodyOf(shapeStatus(response.status, messageOf(body)))
    return { response: reopened(response, JSON.stringify(shaped)), lost: false }
  }
  if (request.method !== 'GET' || !RECORD_PATH.test(new URL(request.url).pathname)) {
    return { response: reopened(response, response.body), lost: false }
  }
  const text = await response.text()
  const tagged = reopened(response, text)
  const record: unknown = JSON.parse(text)
  if (isRecord(record) && typeof record.rev === 'number') {
    tagged.headers.set('etag', `"${record.rev}"`)
  }
  return { response: tagged, lost: false }
}

/** GraphQL: every error carries `extensions.code`; lost only when nothing at all was done. */
export async function settleGraphql(_request: Request, response: Response): Promise<Outcome> {
  const text = await response.text()
  if (response.status >= 400 && !text.startsWith('{')) {
    return {
      response: errorResponse(shapeStatus(response.status, 'The query failed.')),
      lost: false,
    }
  }
  if (!text.includes('"errors":[')) return { response: reopened(response, text), lost: false }
  const body: unknown = JSON.parse(text)
  if (!isRecord(body) || !Array.isArray(body.errors)) {
    return { response: reopened(response, text), lost: false }
  }
  const errors = body.errors.filter(isRecord).map(withCode)
  const did = isRecord(body.data) && Object.values(body.data).some((value) => value !== null)
  return {
    response: reopened(response, JSON.stringify({ ...body, errors })),
    lost: !did && errors.every(({ extensions }) => extensions.code === 'retry'),
  }
}

type GraphqlError = Record<string, unknown> & { extensions: Record<string, unknown> }

function withCode(error: Record<string, unknown>): GraphqlError {
  const extensions = isRecord(error.extensions) ? error.extensions : {}
  return { ...error, extensions: { code: 'malformed', ...extensions } }
}

/** `/api/<collection>/<id>` or `/api/globals/<slug>`, and nothing after it. */
const RECORD_PATH = /^\/api\/([a-z-]+\/[0-9a-f]{8}-[0-9a-f-]{27}|globals\/[a-z-]+)$/i

/** The same answer over a new body, with headers that may be added to. */
function reopened(response: Response, body: ReadableStream | string | null): Response {
  const headers = new Headers(response.headers)
  if (typeof body === 'string') headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const { status, statusText } = response
  return new Response(body, { status, statusText, headers })
}

const errorResponse = (shaped: ShapedError): Response =>
  Response.json(errorBodyOf(shaped), { status: shaped.status })

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null // an answer without a readable body is known by its status alone
  }
}

function codesOf(body: unknown): string[] {
  if (!isRecord(body) || !Array.isArray(body.errors)) return []
  return body.errors.flatMap((error) =>
    isRecord(error) && typeof error.code === 'string' ? [error.code] : [],
  )
}

function messageOf(body: unknown): string {
  if (isRecord(body)) {
    const [first]: unknown[] = Array.isArray(body.errors) ? body.errors : [body]
    if (isRecord(first) && typeof first.message === 'string') return first.message
    if (typeof body.message === 'string') return body.message
  }
  return 'The request was refused.'
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
