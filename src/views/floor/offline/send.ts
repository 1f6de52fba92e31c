import { z } from 'zod'
import type { Entry, Reply } from './entries'

/** The calls of the queue. `null` = nothing came back. */

const JSON_MS = 20_000
export const UPLOAD_MS = 180_000

async function ask(url: string, init: RequestInit, ms: number): Promise<Reply | null> {
  try {
    const response = await fetch(url, {
      ...init,
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(ms),
    })
    const json: unknown = await response.json().catch(() => undefined)
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    const date = Date.parse(response.headers.get('date') ?? '')
    return {
      status: response.status,
      json,
      retryAfter: Number.isFinite(seconds) ? seconds : null,
      date: Number.isNaN(date) ? null : new Date(date).toISOString(),
    }
  } catch {
    return null
  }
}

/**
 * Sends one entry in the name of the person who made it: `X-Acting-User` has the server refuse with 401
 * when somebody else has signed in meanwhile. `X-Entered-Ago` says how long it was kept here: a clock that
 * was stopped without network stopped then.
 */
export function sendEntry(
  { id, userId, method, url, upload, createdAt }: Entry,
  body: unknown,
  bytes: ArrayBuffer | null,
): Promise<Reply | null> {
  const ago = Math.max(0, Math.round((Date.now() - Date.parse(createdAt)) / 1000))
  const headers = {
    'Idempotency-Key': id,
    'X-Acting-User': userId,
    'X-Entered-Ago': String(ago),
  }
  if (upload && bytes) {
    const form = new FormData()
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, value)
    form.append('file', new File([bytes], upload.name, { type: upload.type }))
    return ask(url, { method, headers, body: form }, UPLOAD_MS)
  }
  return ask(
    url,
    {
      method,
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    },
    JSON_MS,
  )
}

const meSchema = z.object({ user: z.object({ id: z.string() }).nullable() })

/** Who is signed in: the id, null for nobody, undefined when the server cannot be reached. */
export async function whoIsSignedIn(): Promise<string | null | undefined> {
  const reply = await ask('/api/users/me?depth=0', { method: 'GET' }, JSON_MS)
  const read = meSchema.safeParse(reply?.json)
  if (reply?.status === 401) return null
  return read.success ? (read.data.user?.id ?? null) : undefined
}
