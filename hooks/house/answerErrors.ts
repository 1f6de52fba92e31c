import type { AfterErrorHook } from 'payload'
import { errorBodyOf, shapeError, shapeStatus } from '../../src/services/http'

/**
 * The one place where an error becomes an answer (trap 47): `{errors: [{code, message, ...}]}` over
 * REST, `extensions.code` over GraphQL. A refusal to somebody who has not signed in says so.
 */
export const answerErrors: AfterErrorHook = ({ error, graphqlResult, req }) => {
  const known = shapeError(error)
  const shaped =
    known.status === 403 && known.errors[0].code === 'role_not_allowed' && !req.user
      ? shapeStatus(401, 'Sign in first.')
      : known
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
