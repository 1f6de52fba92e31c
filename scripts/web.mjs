// The web server, a child of start.mjs and serve.mjs: serves the finished build on PORT.
import { createServer } from 'node:http'
import { registerServer } from './lib/build.mjs'
import { clientOf } from './lib/client.mjs'
import { portOf } from './lib/env.mjs'
import { main } from './lib/processes.mjs'
import { readPartsOf } from './lib/direct.mjs'
import { ROOT, Trouble } from './lib/project.mjs'
import { elapsed, say } from './lib/say.mjs'
import { listenForStop, stopRequested, stopSignal } from './lib/signals.mjs'
import { faultOf, refuse } from './lib/unreadable.mjs'

/** How long requests in flight may take to finish once the server is asked to stop. */
const DRAIN_MS = 10_000

await main(async () => {
  listenForStop(0)
  process.env.NODE_ENV = 'production'
  const port = portOf()
  const proxies = Number(process.env.TRUST_PROXY || 0)

  const { default: next } = await import('next')
  const app = next({ dev: false, dir: ROOT, port })
  const handle = app.getRequestHandler()
  await app.prepare()

  const server = createServer((request, response) => {
    if (stopSignal.aborted) response.setHeader('Connection', 'close')
    const fault = faultOf(request)
    if (fault) return refuse(fault, response)
    request.headers['x-forwarded-for'] = clientOf(
      request.headers['x-forwarded-for'],
      request.socket.remoteAddress,
      proxies,
    )
    markDirectRead(request)
    const answered = readPartsOf(request, response) ?? handle(request, response)
    answered.catch((error) => {
      process.stderr.write(`${error.stack}\n`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  // Longer than the idle time of usual proxies, so that it is never we who cut a reused connection.
  server.keepAliveTimeout = 65_000
  server.headersTimeout = 70_000
  server.requestTimeout = 300_000

  await listen(server, port)
  const unregister = registerServer()
  process.send?.({ listening: port })

  await stopRequested()
  const began = Date.now()
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  const limit = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(sweep)
  clearTimeout(limit)
  unregister()
  await app.close()
  say(`✓ Server stopped (${elapsed(Date.now() - began)})`)
})

/**
 * Browsers before 2023 send neither Origin nor Sec-Fetch-Site when they read a page, and then the
 * session cookie would not count. Reading changes nothing and the cookie is `SameSite=Lax`, so such a
 * request is taken for what it is: one that somebody typed or clicked. Writing needs an Origin.
 */
function markDirectRead({ headers, method }) {
  const isRead = method === 'GET' || method === 'HEAD'
  if (isRead && !headers.origin && !headers['sec-fetch-site']) headers['sec-fetch-site'] = 'none'
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Trouble(`Port ${port} is in use by another program. Set PORT to a free one.`)
          : error,
      ),
    )
    server.listen(port, resolve)
  })
}
