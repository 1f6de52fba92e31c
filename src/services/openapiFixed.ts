import { z } from 'zod'
import { acknowledgedSchema } from '../domain/orders/entry'

type Json = Readonly<Record<string, unknown>>

/** The JSON schema of what a caller may send, without the note of its dialect. */
export const schemaOf = (input: z.ZodType): z.core.JSONSchema.JSONSchema => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
  })
  return schema
}

const json = (input: z.ZodType): Json => ({
  content: { 'application/json': { schema: schemaOf(input) } },
})
const answer = (description: string, body?: z.ZodType): Json => ({
  description,
  ...(body && json(body)),
})

const REFUSALS = { default: { $ref: '#/components/responses/Refusal' } }

/** For everybody, without a session. */
const OPEN = { security: [] }

const account = { tags: ['users'] }
const general = { tags: ['general'] }
const password = z.string()
const session = z.object({ token: z.string(), user: z.unknown(), exp: z.int() })
const health = z.object({ status: z.string(), checks: z.record(z.string(), z.unknown()) })
const ready = z.object({ ready: z.boolean() })

/** What the change of a record may bring beside its fields, by slug. */
export const SENT_BESIDE: Readonly<Record<string, z.ZodObject>> = {
  builds: z.object({
    acknowledged: acknowledgedSchema.meta({
      description: 'Ids or codes of the warnings of this build that were read.',
    }),
  }),
}

/** What is answered by the framework or before any command, so that no schema of a command tells it. */
export const FIXED_PATHS: Readonly<Record<string, Json>> = {
  '/api/users/login': {
    post: {
      ...account,
      ...OPEN,
      requestBody: json(z.object({ email: z.string(), password })),
      responses: { 200: answer('A session of 30 minutes', session), ...REFUSALS },
    },
  },
  '/api/users/refresh-token': {
    post: {
      ...account,
      responses: {
        200: answer(
          'The session goes on',
          z.object({ refreshedToken: z.string(), user: z.unknown(), exp: z.int() }),
        ),
        ...REFUSALS,
      },
    },
  },
  '/api/users/logout': {
    post: { ...account, responses: { 200: answer('The session has ended'), ...REFUSALS } },
  },
  '/api/users/me': {
    get: {
      ...account,
      responses: { 200: answer('Who is signed in', z.object({ user: z.unknown() })), ...REFUSALS },
    },
  },
  '/api/users/forgot-password': {
    post: {
      ...account,
      ...OPEN,
      requestBody: json(z.object({ email: z.string() })),
      responses: { 200: answer('The same whether the account exists or not'), ...REFUSALS },
    },
  },
  '/api/users/reset-password': {
    post: {
      ...account,
      ...OPEN,
      requestBody: json(z.object({ token: z.string(), password })),
      responses: { 200: answer('The password is new', session), ...REFUSALS },
    },
  },
  '/api/health': {
    get: {
      ...general,
      ...OPEN,
      responses: {
        200: answer('Everything it depends on works', health),
        503: answer('Something does not', health),
      },
    },
  },
  '/api/ready': {
    get: {
      ...general,
      ...OPEN,
      responses: { 200: answer('Migrated and seeded', ready), 503: answer('Not yet', ready) },
    },
  },
}
