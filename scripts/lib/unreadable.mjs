/**
 * What the framework cannot even take for a request, and answers as a fault of its own: an address that
 * does not decode, and a method that is only about the connection.
 *
 * @param {{ method?: string, url?: string }} request
 * @returns {{ status: 400 | 405, message: string } | undefined}
 */
export function faultOf({ method, url = '/' }) {
  if (method === 'TRACE') return { status: 405, message: 'TRACE is not answered here.' }
  try {
    decodeURIComponent(url.split('?', 1)[0])
    return undefined
  } catch {
    return { status: 400, message: 'The address is not readable: check what follows each %.' }
  }
}

/**
 * Answers such a request in the form of every refusal (contract 4).
 *
 * @param {{ status: number, message: string }} fault
 * @param {import('node:http').ServerResponse} response
 */
export function refuse({ status, message }, response) {
  const body = JSON.stringify({ errors: [{ code: 'malformed', message }] })
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(status === 405 && { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' }),
  })
  response.end(body)
}
