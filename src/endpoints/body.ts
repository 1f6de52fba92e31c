import { refused } from '../services/http'

const MEGABYTE = 1024 * 1024
const JSON_LIMIT = MEGABYTE
/** A file of 10 MB and what surrounds it in a form. */
const FORM_LIMIT = 11 * MEGABYTE
const MAX_NESTING = 64

const METHODS_WITH_BODY = new Set(['POST', 'PATCH', 'PUT'])

/**
 * Reads the body once, bounded, and refuses what nobody should have to parse: too large, not JSON, not
 * an object, nested without end. Answers a function that makes the request anew, so that it can be run
 * a second time.
 */
export async function readBody(request: Request, requestId: string): Promise<() => Request> {
  const headers = new Headers(request.headers)
  headers.set('x-request-id', requestId)
  const { method, url } = request
  if (!METHODS_WITH_BODY.has(method)) return () => new Request(url, { method, headers })

  const type = (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const isForm = type === 'multipart/form-data'
  const bytes = await bytesOf(request, isForm ? FORM_LIMIT : JSON_LIMIT)
  if (bytes.length === 0) {
    headers.set('content-type', 'application/json')
    headers.delete('content-length')
    return () => new Request(url, { method, headers, body: '{}' })
  }
  if (isForm) await checkForm(bytes, headers)
  else if (type === 'application/json') checkJson(new TextDecoder().decode(bytes))
  else if (!isQueryInBody(type, headers)) throw malformed('Send the body as application/json.')
  return () => new Request(url, { method, headers, body: bytes })
}

/** Long queries of the panel travel as a POST that says it is a GET. */
const isQueryInBody = (type: string, headers: Headers): boolean =>
  type === 'application/x-www-form-urlencoded' &&
  (headers.get('x-payload-http-method-override') ?? headers.get('x-http-method-override')) === 'GET'

async function bytesOf(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = refused({
    code: 'too_large',
    message: `The request is larger than ${Math.floor(limit / MEGABYTE)} MB.`,
  })
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.length
    if (size > limit) throw tooLarge
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function checkJson(text: string): void {
  if (nestingOf(text) > MAX_NESTING) throw malformed('The JSON is nested too deeply.')
  const value: unknown = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('The body must be a JSON object.')
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('The body is not valid JSON.')
  }
}

/** The panel sends its forms as multipart with one JSON field, `_payload`. */
async function checkForm(bytes: Uint8Array<ArrayBuffer>, headers: Headers): Promise<void> {
  const contentType = headers.get('content-type') ?? ''
  const form = await new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw malformed('The multipart form is not readable.')
    })
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue
    if (value.length > JSON_LIMIT) throw malformed(`The form field ${name} is too long.`)
    if (name === '_payload') checkJson(value)
    // a text here is the framework's reference to a file of somebody else's store: there is none
    if (name === 'file' && value !== '') throw malformed('The form field file must hold a file.')
  }
}

/** Deepest nesting of objects and lists in JSON text, found without recursion. */
function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (inText) {
      if (character === '\\') at += 1
      else if (character === '"') inText = false
    } else if (character === '"') inText = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1))
    else if (character === '}' || character === ']') depth -= 1
  }
  return deepest
}

const malformed = (message: string) => refused({ code: 'malformed', message })
