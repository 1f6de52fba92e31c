import { startApp } from './app.mjs'

/**
 * Global set-up of the browser tests: the built application on a free port with a fresh demo plant.
 * Its address is in `TORVAN_E2E_URL`, which is also the tests' `baseURL`; when that is set already
 * (a developer's running server), nothing is started.
 */
export default async function setUp() {
  if (process.env.TORVAN_E2E_URL) return undefined
  const app = await startApp({ env: { RATE_LIMIT: '0' } })
  process.env.TORVAN_E2E_URL = app.url
  return async () => {
    await app.stop()
  }
}
