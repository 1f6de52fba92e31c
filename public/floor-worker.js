/* global self, caches, Response */
/*
 * Service worker of the floor: lets the assembler's board, a task and an inspection be reloaded without
 * network. It keeps the last copy of those pages, the scripts and styles they need, and the pictures
 * they show; nothing else under /api is ever kept. All copies belong to one person: they are wiped when
 * somebody signs in or out, and when a page of another person arrives.
 */

const STATIC = 'floor-static-1'
const PAGES = 'floor-pages-1'
const PICTURES = 'floor-pictures-1'
const OWNER = 'floor-owner-1'
const OURS = [STATIC, PAGES, PICTURES, OWNER]

const LIMITS = { [STATIC]: 800, [PAGES]: 40, [PICTURES]: 200 }

const FLOOR_PAGE = /^\/admin(?:\/collections\/(?:inspections|tasks)\/[0-9a-f-]{36})?\/?$/
const STATIC_FILE = /^\/_next\/static\//
const PICTURE = /^\/api\/documents\/file\//
const SIGN_IN_OR_OUT = /^\/api\/users\/(?:login|logout|first-register|reset-password)$/
/** What a floor page says about itself; React escapes quotes, so no typed text can pretend it. */
const OWNER_MARK = /data-floor-owner="([^"]+)"/

/** A copy is good for one long shift. */
const MAX_AGE_MS = 12 * 3_600_000
/** A network that hangs is as good as none, once there is a copy to show. */
const PATIENCE_MS = 8_000
const UNREACHABLE = new Set([502, 503, 504])

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => /^floor-/.test(name))
      await Promise.all(
        old.filter((name) => !OURS.includes(name)).map((name) => caches.delete(name)),
      )
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (request.method === 'POST' && SIGN_IN_OR_OUT.test(url.pathname)) {
    event.waitUntil(inTurn(forgetPerson))
    return
  }
  if (request.method !== 'GET') return
  if (STATIC_FILE.test(url.pathname)) event.respondWith(cachedFirst(event))
  else if (request.mode === 'navigate' && /^\/admin(?:\/|$)/.test(url.pathname)) {
    event.respondWith(page(event, url))
  } else if (PICTURE.test(url.pathname) && isFromFloor(request) && !request.headers.has('range')) {
    event.respondWith(picture(event))
  } else if (url.pathname === '/api/users/me') {
    // the panel asks on every load, and says a network error aloud that the screens say better
    event.respondWith(fetch(request).catch(() => new Response('null', { status: 503 })))
  }
})

self.addEventListener('message', (event) => {
  const { type, userId, url, renewAfter, assets } = event.data ?? {}
  if (type === 'keep')
    event.waitUntil(keep(String(userId), String(url), Number(renewAfter), assets))
})

// --- one thing after another -------------------------------------------------------------------

let turn = Promise.resolve()

/** Changes of whose copies these are happen one after another. */
function inTurn(work) {
  const result = turn.then(work)
  turn = result.catch(() => undefined)
  return result
}

/** Counts sign-ins and sign-outs, so that an answer from before one is not kept after it. */
let era = 0

async function forgetPerson() {
  era += 1
  await Promise.all([PAGES, PICTURES, OWNER].map((name) => caches.delete(name)))
}

/** From here on the copies are this person's; those of another are gone. */
async function belongTo(userId) {
  const owner = await caches.open(OWNER)
  const known = await owner.match('/owner')
  if (known && (await known.text()) === userId) return
  if (known) await forgetPerson()
  await (await caches.open(OWNER)).put('/owner', new Response(userId))
}

// --- pages -------------------------------------------------------------------------------------

async function page(event, url) {
  const { request } = event
  const isFloor = FLOOR_PAGE.test(url.pathname)
  const began = era
  const network = fetch(request).catch(() => null)
  const copy = isFloor ? await copyOf(request.url) : null
  const response = await (copy ? Promise.race([network, after(PATIENCE_MS)]) : network)

  if (response && !(copy && UNREACHABLE.has(response.status))) {
    if (isFloor) event.waitUntil(keepResponse(request.url, response.clone(), began))
    return response
  }
  return copy ?? offlinePage(url)
}

const after = (ms) => new Promise((resolve) => setTimeout(() => resolve(null), ms))

/** Keeps a page that says whose it is. `began` = the era in which it was asked for. */
async function keepResponse(address, response, began, onlyFor) {
  const isPage = response.status === 200 && !response.redirected && response.type === 'basic'
  if (!isPage || !/^text\/html/.test(response.headers.get('content-type') ?? '')) return
  const html = await response.text()
  const userId = OWNER_MARK.exec(html)?.[1]
  if (!userId || (onlyFor && onlyFor !== userId)) return

  const headers = new Headers(response.headers)
  for (const name of ['content-encoding', 'content-length', 'link']) headers.delete(name)
  headers.set('x-kept-at', String(Date.now()))
  headers.set('x-kept-title', encodeURIComponent(/<title[^>]*>([^<]*)/.exec(html)?.[1] ?? ''))
  await inTurn(async () => {
    if (era !== began) return
    await belongTo(userId)
    await put(PAGES, bare(address), new Response(html, { headers }))
  })
}

/** The address as it is kept: what follows # is the page's own business. */
const bare = (address) => address.replace(/#.*$/, '')

async function copyOf(address) {
  const pages = await caches.open(PAGES)
  const copy = await pages.match(bare(address), { ignoreVary: true })
  if (!copy) return null
  if (Date.now() - Number(copy.headers.get('x-kept-at')) < MAX_AGE_MS) return copy
  await pages.delete(bare(address), { ignoreVary: true })
  return null
}

/**
 * A page reports: whose it is, where it is, what it has loaded. Renews its copy unless there is one from
 * after `renewAfter`, because a page that was reached without a full load has none.
 */
async function keep(userId, address, renewAfter, assets) {
  if (!isOurs(address, FLOOR_PAGE)) return
  await inTurn(() => belongTo(userId))
  const began = era
  const loaded = [assets].flat().filter((asset) => typeof asset === 'string')
  await Promise.all([
    renewed(),
    ...loaded.filter((asset) => isOurs(asset, STATIC_FILE)).map((asset) => keepFile(STATIC, asset)),
    ...loaded
      .filter((asset) => isOurs(asset, PICTURE))
      .map((asset) => keepFile(PICTURES, asset, () => era === began)),
  ])

  async function renewed() {
    const copy = await copyOf(address)
    if (copy && Number(copy.headers.get('x-kept-at')) >= renewAfter) return
    const response = await fetch(bare(address), {
      credentials: 'same-origin',
      redirect: 'manual',
      cache: 'no-store',
      headers: { Accept: 'text/html' },
    }).catch(() => null)
    if (response) await keepResponse(address, response, began, userId)
  }
}

// --- scripts, styles, pictures -----------------------------------------------------------------

function isOurs(address, path) {
  const { origin, pathname } = new URL(address)
  return origin === self.location.origin && path.test(pathname)
}

/** Keeps what the page loaded before there was a worker to see it. */
async function keepFile(name, address, isStillWanted = () => true) {
  const known = await (await caches.open(name)).match(address, { ignoreVary: true })
  if (known) return
  const response = await fetch(address).catch(() => null)
  if (response?.status !== 200) return
  await inTurn(() => (isStillWanted() ? put(name, address, response) : undefined))
}

/** Names of built files carry a hash of their content: a copy is never stale. */
async function cachedFirst(event) {
  const known = await (await caches.open(STATIC)).match(event.request, { ignoreVary: true })
  if (known) return known
  const response = await fetch(event.request)
  if (response.status === 200) {
    const copy = response.clone()
    event.waitUntil(put(STATIC, event.request.url, copy))
  }
  return response
}

const isFromFloor = ({ referrer }) => referrer !== '' && isOurs(referrer, FLOOR_PAGE)

async function picture(event) {
  const { request } = event
  const began = era
  const response = await fetch(request).catch(() => null)
  if (response?.status === 200) {
    const copy = response.clone()
    event.waitUntil(inTurn(() => (era === began ? put(PICTURES, request.url, copy) : undefined)))
  }
  if (response && !UNREACHABLE.has(response.status)) return response
  const known = await (await caches.open(PICTURES)).match(request.url, { ignoreVary: true })
  return known ?? response ?? Response.error()
}

/** Puts a copy in and the oldest beyond the limit out. */
async function put(name, address, response) {
  const cache = await caches.open(name)
  await cache.delete(address, { ignoreVary: true }) // so that the renewed one counts as the newest
  await cache.put(address, response)
  const keys = await cache.keys()
  const surplus = Math.max(0, keys.length - LIMITS[name])
  await Promise.all(keys.slice(0, surplus).map((key) => cache.delete(key, { ignoreVary: true })))
}

// --- no network and no copy --------------------------------------------------------------------

const escaped = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

async function offlinePage(url) {
  const pages = await caches.open(PAGES)
  const kept = await Promise.all(
    (await pages.keys()).map(async ({ url: address }) => ({
      path: new URL(address).pathname + new URL(address).search,
      copy: await copyOf(address),
    })),
  )
  const links = kept
    .filter(({ copy }) => copy)
    .reverse()
    .map(({ path, copy }) => {
      const title = decodeURIComponent(copy.headers.get('x-kept-title') ?? '') || escaped(path)
      // the title comes out of HTML and is escaped already
      return `<li><a href="${escaped(path)}">${title.replace(/</g, '&lt;')}</a></li>`
    })
    .join('')
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No network</title>
<style>
  :root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif }
  body { max-width: 40rem; margin: 10vh auto; padding: 0 1.5rem }
  a { display: flex; align-items: center; min-height: 48px; color: inherit }
  .again { display: inline-flex; padding: 0 1.5rem; border: 2px solid; border-radius: 6px; font-weight: 600; text-decoration: none }
  ul { padding: 0; list-style: none }
</style>
<h1>No network</h1>
<p>This page cannot be opened without network. What you entered is kept on this device and is sent
when the network is back: open any of your floor pages then.</p>
<p><a class="again" href="${escaped(url.pathname + url.search)}">Try again</a></p>
${links ? `<h2>Pages you can open now</h2><ul>${links}</ul>` : ''}
</html>`
  return new Response(html, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}
