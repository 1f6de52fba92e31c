/** The page's side of the service worker in `public/floor-worker.js`. */

const PATH = '/floor-worker.js'

/** True once a service worker looks after this page; false where there is none (no HTTPS, development). */
export async function registerWorker(): Promise<boolean> {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return false
  try {
    await navigator.serviceWorker.register(PATH, { scope: '/', updateViaCache: 'none' })
    await navigator.serviceWorker.ready
    return true
  } catch {
    return false // the screens work without it; only a reload needs the network then
  }
}

/** Scripts, styles and fonts that the page has loaded and a reload without network needs again. */
const assets = (): string[] => [
  ...new Set(
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.startsWith(`${window.location.origin}/_next/static/`)),
  ),
]

/** Has the worker keep a fresh copy of this page for this person, and forget everybody else's. */
export async function keepPage(userId: string, url: string): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ type: 'keep', userId, url, assets: assets() })
}
