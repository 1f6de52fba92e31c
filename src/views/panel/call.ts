import { z } from 'zod'

/** One refusal of the server: what it is about and what to do. */
const refusalSchema = z.object({
  code: z.string().default('failed'),
  message: z.string(),
  field: z.string().optional(),
})
export type ShownRefusal = z.infer<typeof refusalSchema>

export type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly refusals: readonly ShownRefusal[] }

const failed = (message: string): Outcome<never> => ({
  ok: false,
  refusals: [{ code: 'failed', message }],
})

/** Calls the product's own API; an expected "no" is a value, read from the error body (contract 4). */
export async function call<Answer>(
  path: string,
  answerSchema: z.ZodType<Answer>,
  { method = 'GET', body }: { method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'; body?: unknown } = {},
): Promise<Outcome<Answer>> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(method === 'GET'
      ? {}
      : {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body ?? {}),
        }),
  }).catch(() => null)
  if (!response) return failed('The server cannot be reached. Check the network and try again.')

  const json: unknown = await response.json().catch(() => null)
  if (response.ok) {
    const answer = answerSchema.safeParse(json)
    return answer.success
      ? { ok: true, answer: answer.data }
      : failed('The answer of the server was not understood. Reload the page.')
  }
  const refused = z.object({ errors: z.array(refusalSchema).min(1) }).safeParse(json)
  return refused.success
    ? { ok: false, refusals: refused.data.errors }
    : failed('The server refused this without saying why. Reload the page and try again.')
}
