import type { AfterErrorHook } from 'payload'
import { kindNamed } from '../../src/services/auditKinds'
import { recordRefusal } from '../../src/services/refusals'
import { answerTo } from '../house/answerErrors'
import { attemptedEmail } from './signIn'

/**
 * Root hook: every 401 and 403 of REST, GraphQL and our own commands reaches the trail, failed
 * sign-ins included.
 */
export const followRefusal: AfterErrorHook = async ({ collection, error, graphqlResult, req }) => {
  const { status, errors } = answerTo(error, req)
  if (status !== 401 && status !== 403) return
  const path = req.url ? new URL(req.url, 'http://localhost').pathname : '/'
  const asked = graphqlResult?.path?.[0]
  const field = asked === undefined ? undefined : String(asked)
  const id = req.routeParams?.id
  await recordRefusal(req, {
    status,
    code: errors[0].code,
    resource:
      collection?.slug ??
      (field === undefined ? resourceIn(path) : kindNamed(req.payload.config, field)),
    resourceId: typeof id === 'string' ? id : null,
    method: req.method ?? 'POST',
    path,
    field,
    email: attemptedEmail(req),
  })
}

/** `/api/globals/settings` is about settings, `/api/boms/x/approve` about boms. */
const resourceIn = (path: string): string =>
  path.split('/').find((part) => !['', 'api', 'globals'].includes(part)) ?? path
