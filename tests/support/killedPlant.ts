import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { startApp } from '../../scripts/lib/app.mjs'
import { openDatabase, removeTemporary, temporaryDataDir } from '../../scripts/lib/postgres.mjs'
import { picture } from './floor'
import { cutPower } from './powerCut'

type Sent = Omit<RequestInit, 'headers'> & { headers?: Readonly<Record<string, string>> }

/** The password of everybody in the demo plant. */
export const PASSWORD = 'Torvan-demo-2026'

/**
 * The demo plant in a folder of its own, whose power is cut and which is started again. `people` sign in
 * whenever it starts, by what stands before the @ of their addresses.
 */
export function plantToKill<Who extends string>(...people: readonly Who[]) {
  let dataDir: string
  let app: Awaited<ReturnType<typeof startApp>>
  const tokens = new Map<Who, string>()

  const start = async () => {
    app = await startApp({ dataDir, ...(app && { port: app.port }), env: { RATE_LIMIT: '0' } })
    for (const who of people) tokens.set(who, await signIn(app.url, who))
  }

  beforeAll(async () => {
    dataDir = temporaryDataDir()
    await start()
  }, 600_000)

  afterAll(async () => {
    await app.stop()
    await removeTemporary(dataDir)
  }, 180_000)

  /** A connection of the owner to the plant's database, and how to let go of it. */
  const connect = async () => {
    const { url, close } = await openDatabase(dataDir)
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined) // its server may be killed too
    await client.connect()
    return {
      client,
      letGo: async () => {
        await client.end().catch(() => undefined)
        await close()
      },
    }
  }

  const send = (who: Who, path: string, request: Sent): Promise<Response> =>
    fetch(`${app.url}/api${path}`, {
      ...request,
      headers: {
        authorization: `JWT ${tokens.get(who)}`,
        ...(typeof request.body === 'string' && { 'content-type': 'application/json' }),
        ...request.headers,
      },
    })

  return {
    start,
    connect,
    url: () => app.url,
    cutPower: (first: 'launcher' | 'database') => cutPower(app, first),

    /** A request in a person's name; a body of text is JSON. */
    send,

    /** Asks the API in a person's name, and insists. Without a body it reads. */
    async ask<Answer>(
      who: Who,
      path: string,
      body?: unknown,
      method: 'GET' | 'POST' | 'PATCH' = body === undefined ? 'GET' : 'POST',
    ): Promise<Answer> {
      const sent = body instanceof FormData ? body : JSON.stringify(body)
      const response = await send(who, path, { method, ...(body !== undefined && { body: sent }) })
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
      return response.json()
    },

    async rows<Row extends pg.QueryResultRow>(
      text: string,
      values: readonly string[] = [],
    ): Promise<Row[]> {
      const { client, letGo } = await connect()
      try {
        return (await client.query<Row>(text, [...values])).rows
      } finally {
        await letGo()
      }
    },

    /** Whether an uploaded file lies on the disk, with the bytes of its hash if that is given. */
    hasFile(filename: string, sha256?: string): boolean {
      const file = join(dataDir, 'uploads', filename)
      if (!existsSync(file)) return false
      const hash = () => createHash('sha256').update(readFileSync(file)).digest('hex')
      return sha256 === undefined || hash() === sha256
    },
  }
}

/** A photo as a form that is uploaded. */
export async function photoForm(): Promise<FormData> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(await picture())], 'p.png', { type: 'image/png' }))
  return form
}

async function signIn(url: string, who: string): Promise<string> {
  const response = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${who}@torvan.example`, password: PASSWORD }),
  })
  const { token }: { token: string } = await response.json()
  return token
}
