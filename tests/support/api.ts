import type { TestUser } from './given'
import { ORIGIN } from './payload'

export type Answer<Body> = { status: number; headers: Headers; body: Body; text: string }

type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT'
type Headerlist = Record<string, string>
type Loose = Record<string, unknown>

/**
 * REST in this process, through the exported route handlers, so that the door (limits, sizes, error
 * form, ETag, retry) counts. `rest()` is somebody who has not signed in.
 *
 * ```ts
 * const { status, body } = await rest(coordinator).post<{ order: { id: string } }>('/orders/submit', form)
 * ```
 */
export const rest = (user?: TestUser) => ({
  get: <Body = Loose>(path: string, headers?: Headerlist) =>
    call<Body>('GET', path, user, undefined, headers),
  post: <Body = Loose>(path: string, body?: unknown, headers?: Headerlist) =>
    call<Body>('POST', path, user, body, headers),
  put: <Body = Loose>(path: string, body?: unknown, headers?: Headerlist) =>
    call<Body>('PUT', path, user, body, headers),
  patch: <Body = Loose>(path: string, body?: unknown, headers?: Headerlist) =>
    call<Body>('PATCH', path, user, body, headers),
  delete: <Body = Loose>(path: string, headers?: Headerlist) =>
    call<Body>('DELETE', path, user, undefined, headers),
})

/** GraphQL the same way. The body is `{ data?, errors? }`. */
export const graphql = async <Data = Loose>(
  user: TestUser | undefined,
  query: string,
  variables: Loose = {},
  search = '',
): Promise<Answer<{ data?: Data; errors?: { message: string; extensions: Loose }[] }>> => {
  const { POST } = await import('../../src/app/(payload)/api/graphql/route')
  const headers = new Headers({ 'content-type': 'application/json' })
  await signIn(headers, user)
  const response = await POST(
    new Request(`${ORIGIN}/api/graphql${search}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    }),
  )
  return answerOf(response)
}

/** A string is sent as it stands, a FormData as a form, anything else as JSON. */
async function call<Body>(
  method: Method,
  path: string,
  user: TestUser | undefined,
  body: unknown,
  extra: Headerlist = {},
): Promise<Answer<Body>> {
  const isForm = body instanceof FormData
  const headers = new Headers(
    body === undefined || isForm ? {} : { 'content-type': 'application/json' },
  )
  await signIn(headers, user)
  for (const [name, value] of Object.entries(extra)) headers.set(name, value)
  const sent =
    body === undefined || isForm || typeof body === 'string' ? body : JSON.stringify(body)
  return answerOf(await send(new Request(`${ORIGIN}/api${path}`, { method, headers, body: sent })))
}

/** Any request to the REST routes, made by hand. */
export async function send(request: Request): Promise<Response> {
  const routes: Record<string, RouteOf> =
    await import('../../src/app/(payload)/api/[...slug]/route')
  const handler = routes[request.method]
  if (!handler) throw new Error(`No route for ${request.method}.`)
  const slug = new URL(request.url).pathname.split('/').slice(2).map(decodeURIComponent)
  return handler(request, { params: Promise.resolve({ slug }) })
}

type RouteOf = (
  request: Request,
  args: { params: Promise<{ slug: string[] }> },
) => Promise<Response>

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  const { status, headers } = response
  return { status, headers, text, body: isJson ? JSON.parse(text) : undefined }
}

const tokens = new Map<string, Promise<string>>()

async function signIn(headers: Headers, user: TestUser | undefined): Promise<void> {
  if (!user) return
  const known = tokens.get(user.id) ?? tokenOf(user)
  tokens.set(user.id, known)
  headers.set('authorization', `JWT ${await known}`)
}

/** Signs in by the product's own door. */
export async function tokenOf({ email, password }: TestUser): Promise<string> {
  const { status, body } = await rest().post<{ token?: string }>('/users/login', {
    email,
    password,
  })
  if (!body.token) throw new Error(`${email} could not sign in: ${status} ${JSON.stringify(body)}`)
  return body.token
}
