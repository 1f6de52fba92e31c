import type { Endpoint, PayloadRequest } from 'payload'
import type { z } from 'zod'
import { may, personOf } from '../../access/can'
import type { Capability } from '../../access/matrix'
import { isUuid } from '../domain/ids'
import { parse } from '../domain/parse'
import { performOnce } from '../services/command'
import { removeLeftover } from '../services/documents/leftover'
import { orThrow, refused } from '../services/http'

/** Path parameters of a route; `id` is always a uuid when the path has one. */
export type Params = Readonly<Record<string, string>>

type Common<Input extends z.ZodType> = {
  /** As on the collection or root it is listed under: `/:id/approve`. A root endpoint must not start with a collection's slug (trap 44): list it on that collection. */
  path: string
  /** Who may: a row of the matrix with any grant at all; row scopes are the service's business. */
  capability: Capability
  /** What the body (for `query`: the query string) must look like. */
  input: Input
  /** What the description of the API shows instead, where the check itself needs more than a schema. */
  described?: z.ZodType
}

type Command<Input extends z.ZodType, Prepared> = Common<Input> & {
  method?: 'post' | 'put' | 'patch' | 'delete'
  /** Status of success, 200 unless said otherwise. */
  status?: 200 | 201
  /** What must happen before the transaction opens, such as confirming a signer's password. */
  prepare?: (req: PayloadRequest, input: z.output<Input>, params: Params) => Promise<Prepared>
  /** Runs inside the one transaction of the command; answers the JSON body. */
  handle: (
    req: PayloadRequest,
    input: z.output<Input>,
    params: Params,
    prepared: Prepared | undefined,
  ) => Promise<unknown>
}

type Query<Input extends z.ZodType> = Common<Input> & {
  /** Reads only; answers the JSON body, or a Response of its own (a file). */
  handle: (req: PayloadRequest, input: z.output<Input>, params: Params) => Promise<unknown>
}

/**
 * A domain command as an endpoint (contract 4). In this order: signed in? (401) - allowed by the
 * matrix? (403) - path ids (404) - body against the schema (400, or 422 for values) - one transaction
 * with `Idempotency-Key` around `handle` - JSON answer. Refusals thrown by services (`refused`,
 * `orThrow` of `services/http.ts`) become their status and body on the way out; a file that a failed
 * command stored goes with it.
 *
 * ```ts
 * export const regenerateBom = command({
 *   path: '/:id/bom', capability: 'boms.generate', status: 201,
 *   input: z.strictObject({}),
 *   handle: (req, _input, { id }) => generateBom(req, id),
 * })
 * // collection: endpoints: [regenerateBom]
 * ```
 */
export const command = <Input extends z.ZodType, Prepared = never>({
  path,
  method = 'post',
  capability,
  input,
  described = input,
  status = 200,
  prepare,
  handle,
}: Command<Input, Prepared>): Omit<Endpoint, 'root'> => ({
  path,
  method,
  custom: { capability, input: described, status },
  handler: async (req) => {
    admit(req, capability)
    const params = paramsOf(req)
    const body = await bodyOf(req)
    const parsed = orThrow(parse(input, body))
    const prepared = await prepare?.(req, parsed, params)
    const answer = await performOnce(
      req,
      {
        route: `${method.toUpperCase()} ${collectionOf(req)}${path}`,
        sent: { params, body },
        key: keyOf(req),
      },
      async () => ({ status, body: (await handle(req, parsed, params, prepared)) ?? null }),
    ).catch(async (error: unknown) => {
      await removeLeftover(req)
      throw error
    })
    return Response.json(answer.body, { status: answer.status })
  },
})

/** The same for reading: GET, no transaction, the schema sees the query string. */
export const query = <Input extends z.ZodType>({
  path,
  capability,
  input,
  handle,
}: Query<Input>): Omit<Endpoint, 'root'> => ({
  path,
  method: 'get',
  custom: { capability, input, status: 200 },
  handler: async (req) => {
    admit(req, capability)
    const answer = await handle(req, orThrow(parse(input, req.query)), paramsOf(req))
    return answer instanceof Response ? answer : Response.json(answer)
  },
})

export function admit(req: PayloadRequest, capability: Capability): void {
  if (!personOf(req)) throw refused({ code: 'unauthenticated', message: 'Sign in first.' })
  if (!may(req, capability)) {
    throw refused({ code: 'role_not_allowed', message: 'Your role may not do this.' })
  }
}

export function paramsOf(req: PayloadRequest): Params {
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(req.routeParams ?? {})) {
    if (name !== 'collection' && typeof value === 'string') params[name] = value
  }
  if (params.id !== undefined && !isUuid(params.id)) {
    throw refused({ code: 'not_found', message: 'There is no such record.' })
  }
  return params
}

const collectionOf = (req: PayloadRequest): string =>
  typeof req.routeParams?.collection === 'string' ? `/api/${req.routeParams.collection}` : '/api'

async function bodyOf(req: PayloadRequest): Promise<unknown> {
  if (!req.text) return {}
  const text = await req.text()
  return text === '' ? {} : JSON.parse(text)
}

const KEY = /^[\x21-\x7e]{1,200}$/

export function keyOf(req: PayloadRequest): string | undefined {
  const key = req.headers.get('idempotency-key')
  if (key === null) return undefined
  if (!KEY.test(key)) {
    throw refused({
      code: 'malformed',
      message: 'An Idempotency-Key is 1 to 200 printable characters without blanks.',
    })
  }
  return key
}
