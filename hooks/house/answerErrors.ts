import type { AfterErrorHook, PayloadRequest } from 'payload'
import { errorBodyOf, shapeError, shapeStatus, type ShapedError } from '../../src/services/http'

/**
 * The one place where an error becomes an answer (trap 47): `{errors: [{code, message, ...}]}` over
 * REST, `extensions.code` over GraphQL. A refusal to somebody who has not signed in says so.
 */
export const answerErrors: AfterErrorHook = ({ error, graphqlResult, req }) => {
  const shaped = answerTo(error, req)
  const [first] = shaped.errors
  return {
    status: shaped.status,
    response: errorBodyOf(shaped),
    ...(graphqlResult && {
      graphqlResult: {
        ...graphqlResult,
        message: first.message,
        extensions: { ...first, statusCode: shaped.status, errors: shaped.errors },
      },
    }),
  }
}

/** What the caller gets to hear; the trail of refusals keeps the same. */
export function answerTo(error: unknown, req: Pick<PayloadRequest, 'user'>): ShapedError {
  const known = shapeError(error)
  const isStranger = known.errors[0].code === 'role_not_allowed' && !req.user
  return known.status === 403 && isStranger ? shapeStatus(401, 'Sign in first.') : known
}
