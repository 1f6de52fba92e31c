import type { AfterErrorHook } from 'payload'
import { recordRefusal } from '../../src/services/refusals'
import { attemptedEmail } from './signIn'

/** Root hook: every 401 and 403 of REST and GraphQL, failed sign-ins included, reaches the trail. */
export const followRefusal: AfterErrorHook = async ({ collection, error, graphqlResult, req }) => {
  const status = statusOf(graphqlResult ? causeOf(error) : error)
  if (status !== 401 && status !== 403) return
  const path = req.url ? new URL(req.url, 'http://localhost').pathname : '/'
  const field = graphqlResult?.path?.[0]
  const id = req.routeParams?.id
  await recordRefusal(req, {
    status,
    resource: collection?.slug ?? (field === undefined ? resourceIn(path) : String(field)),
    resourceId: typeof id === 'string' ? id : null,
    method: req.method ?? 'POST',
    path,
    code: error.name,
    email: attemptedEmail(req),
  })
}

const causeOf = (error: object): unknown =>
  'originalError' in error && error.originalError ? error.originalError : error

const statusOf = (error: unknown): unknown =>
  typeof error === 'object' && error && 'status' in error ? error.status : undefined

/** `/api/globals/settings` is about settings, `/api/boms/x/approve` about boms. */
const resourceIn = (path: string): string =>
  path.split('/').find((part) => !['', 'api', 'globals'].includes(part)) ?? path
