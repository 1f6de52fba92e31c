import { parse } from 'graphql'
import { refused } from '../services/http'

/** A query as long as ours ever are is a few hundred tokens; comparing fields costs their square. */
const MAX_TOKENS = 3_000

/**
 * Refuses a GraphQL request that would be expensive merely to look at, before the handler parses and
 * validates it. Depth and complexity are judged by the validation rules.
 */
export async function guardGraphql(request: Request): Promise<void> {
  const body: unknown = await request.clone().json()
  const query =
    typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined
  if (typeof query !== 'string') {
    throw refused({ code: 'malformed', message: 'Send {query, variables} as JSON.' })
  }
  try {
    parse(query, { maxTokens: MAX_TOKENS, noLocation: true })
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The query is not readable.'
    throw refused({ code: 'malformed', message })
  }
}
