import type { AfterErrorHook, PayloadRequest } from 'payload'
import {
  errorBodyOf,
  formErrorBodyOf,
  shapeError,
  shapeStatus,
  type ShapedError,
} from '../../src/services/http'

/**
 * The one place where an error becomes an answer (trap 47): `{errors: [{code, message, ...}]}` over
 * REST, `extensions.code` over GraphQL. A refusal to somebody who has not signed in says so.
 */
export const answerErrors: AfterErrorHook = ({ error, graphqlResult, req }) => {
  const shaped = answerTo(error, req)
  const [first] = shaped.errors
  return {
    status: shaped.status,
    response: isForm(req) ? formErrorBodyOf(shaped) : errorBodyOf(shaped),
    ...(graphqlResult && {
      graphqlResult: {
        ...graphqlResult,
        message: first.message,
        extensions: { ...first, statusCode: shaped.status, errors: shaped.errors },
      },
    }),
  }
}

/** The framework's words to a stranger who signs out, or unlocks an account without naming one. */
const TO_STRANGERS: ReadonlySet<string> = new Set(['No User', 'Missing email.'])

/** The forms of the panel send their values as a part of a multipart body, and browsers say where from. */
const isForm = ({ headers }: Pick<PayloadRequest, 'headers'>): boolean =>
  headers.get('content-type')?.startsWith('multipart/form-data') === true &&
  headers.get('sec-fetch-site') === 'same-origin'

/** What the caller gets to hear; the trail of refusals keeps the same. */
export function answerTo(error: unknown, req: Pick<PayloadRequest, 'user'>): ShapedError {
  const known = shapeError(error)
  const [{ code, message }] = known.errors
  const isByPerson =
    (known.status === 403 && code === 'role_not_allowed') || TO_STRANGERS.has(message)
  return isByPerson && !req.user ? shapeStatus(401, 'Sign in first.') : known
}
