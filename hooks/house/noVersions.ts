import type { Endpoint } from 'payload'
import { errorBodyOf, shapeStatus } from '../../src/services/http'

const none = (method: 'get' | 'post', path: string): Endpoint => ({
  path,
  method,
  handler: () =>
    Response.json(errorBodyOf(shapeStatus(404, 'Records here have no versions.')), { status: 404 }),
})

/**
 * History is kept in append-only collections, not in the framework's versions (architecture 5.6). Its
 * doors to them stay open all the same and answer 500, so these stand before them.
 */
export const noVersions: Endpoint[] = [
  none('get', '/versions'),
  none('get', '/versions/:id'),
  none('post', '/versions/:id'),
]
