/** The page's side of the service worker in `public/floor-worker.js`. */

const PATH = '/floor-worker.js'

/** True once a service worker looks after this page; false where there is none (no HTTPS, development). */
export async function registerWorker(): Promise<boolean> {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return false
  try {
    await navigator.serviceWorker.register(PATH, { scope: '/', updateViaCache: 'none' })
  } catch {
    // without network the registration of before serves; without any, only a reload needs the network
    if (!(await navigator.serviceWorker.getRegistration('/').catch(() => undefined))) return false
  }
  await navigator.serviceWorker.ready
  return true
}

const LOADED = /^\/(?:_next\/static|api\/documents\/file)\//

/** What the page has loaded and a reload without network needs again: scripts, styles, pictures. */
const assets = (): string[] => [
  ...new Set(
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => {
        const { origin, pathname } = new URL(name)
        return origin === window.location.origin && LOADED.test(pathname)
      }),
  ),
]

/**
 * Has the worker forget the pages of everybody else and keep a copy of this one, unless it has one from
 * after `renewAfter` (milliseconds).
 */
export async function keepPage(userId: string, url: string, renewAfter: number): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ type: 'keep', userId, url, renewAfter, assets: assets() })
}
