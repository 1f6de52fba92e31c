import { apiHeaders } from '../../src/responseHeaders.mjs'

/**
 * Answers `GET /api/parts` with a token past Next, whose routing costs more than the answer (ADR 0012).
 * The handler is the one of the route, which has registered itself; before that Next is asked.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {Promise<void> | undefined} undefined when Next has to answer
 */
export function readPartsOf(request, response) {
  const read = globalThis.torvanReadParts
  const { method, url, headers } = request
  if (!read || method !== 'GET' || !headers.authorization) return undefined
  if (url !== '/api/parts' && !url.startsWith('/api/parts?')) return undefined
  return forward(read, request, response)
}

async function forward(read, request, response) {
  const asked = new Request(`http://localhost${request.url}`, {
    headers: new Headers(request.headers),
  })
  const answer = await read(asked)
  const body = await answer.text()
  response.writeHead(answer.status, {
    ...apiHeaders(request),
    ...Object.fromEntries(answer.headers),
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}
