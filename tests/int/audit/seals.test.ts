import { appendFile, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { Client } from 'pg'
import { commitTransaction, createLocalReq, initTransaction, killTransaction } from 'payload'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { contentHashOf } from '../../../src/db/audit'
import { dropExpired, sealsForFile } from '../../../src/db/seals'
import { verifyAudit } from '../../../src/db/verifyAudit'
import { AUDIT_STREAMS } from '../../../src/domain/audit'
import { appendSeals, sealFile, sealLines } from '../../../src/integrations/sealFile'
import { readWitnesses, witnessFile } from '../../../src/integrations/witnessFile'
import { dropExpiredTrail, sealTrail, witnessTrail } from '../../../src/jobs/auditSeals'
import { recordAudits } from '../../../src/services/audit'
import { bootPayload } from '../../support/payload'

const { payload, sql, databaseUrl } = await bootPayload()
const client = new Client({ connectionString: databaseUrl })
client.on('error', () => undefined)
await client.connect()
afterAll(() => client.end())

const system = () => createLocalReq({ context: { asSystem: true } }, payload)

/** Writes rows as a service would, in one transaction that is left open. */
async function writing(count: number, stream: 'AUDIT' | 'ACTIVITY' = 'AUDIT') {
  const req = await system()
  await initTransaction(req)
  await recordAudits(
    req,
    Array.from({ length: count }, (_, place) => ({
      action: 'import' as const,
      resource: 'seal-test',
      resourceId: String(place),
      stream,
    })),
  )
  return req
}
const write = async (...args: Parameters<typeof writing>) =>
  commitTransaction(await writing(...args))

const verify = async () =>
  verifyAudit(client, {
    outside: await sealLines(sealFile()),
    seen: await readWitnesses(witnessFile()),
  })

type SealRow = {
  id: string
  stream: string
  from_seq: string
  to_seq: string
  rows: number
}
const seals = () => sql<SealRow>('select * from audit_seals order by stream, seq')
const unsealed = async (): Promise<number> => {
  const report = await verify()
  return report.checked - report.sealed
}
/** A sealer has chosen its ceiling and looks again and again whether the writers before it are done. */
const sealerWaits = () =>
  expect
    .poll(
      () =>
        sql(
          `select from pg_stat_activity
           where datname = current_database() and query like '%virtualtransaction = any%'
             and pid <> pg_backend_pid()`,
        ),
      { timeout: 20_000, interval: 20 },
    )
    .not.toEqual([])
const linesOfFile = async () => (await readFile(sealFile(), 'utf8')).trimEnd().split('\n')

beforeEach(async () => {
  await rm(sealFile(), { force: true })
  await rm(witnessFile(), { force: true })
  await appendSeals(sealFile(), AUDIT_STREAMS, sealsForFile(client))
})

describe('a round of sealing', () => {
  it('covers every row of both streams, and the next one goes on where it ended', async () => {
    await write(3)
    await write(2, 'ACTIVITY')
    await sealTrail(payload)
    expect(await unsealed()).toBe(0)
    await write(2)
    expect(await unsealed()).toBe(2)
    await sealTrail(payload)
    const report = await verify()
    expect(report).toMatchObject({ bad: null, sealed: report.checked })

    for (const stream of ['AUDIT', 'ACTIVITY']) {
      const chain = (await seals()).filter((one) => one.stream === stream)
      expect(chain.length).toBeGreaterThan(1)
      chain.slice(1).forEach((seal, place) => {
        expect(Number(seal.from_seq)).toBe(Number(chain[place]?.to_seq) + 1)
      })
    }
  })

  it('takes no seal where nothing was written', async () => {
    const before = await seals()
    await sealTrail(payload)
    expect(await seals()).toEqual(before)
  })

  it('seals over the places that a rollback left empty', async () => {
    await killTransaction(await writing(7))
    await write(1)
    await sealTrail(payload)
    expect(await verify()).toMatchObject({ bad: null })
  })

  it('divides a bulk write into batches of bounded size', async () => {
    await write(12_000)
    const before = (await seals()).length
    await sealTrail(payload)
    const sizes = (await seals()).map(({ rows }) => rows)
    expect(sizes.length - before).toBeGreaterThanOrEqual(3)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5_000)
    expect(await verify()).toMatchObject({ bad: null })
  })
})

describe('beside writers', () => {
  it('waits for a writer that has its places, and does not make others wait', async () => {
    const slow = await writing(2)
    const sealing = sealTrail(payload)
    await sealerWaits()
    await write(1) // does not queue behind the seal, which waits for `slow`
    expect((await verify()).checked - (await verify()).sealed).toBeGreaterThan(0)
    await commitTransaction(slow)
    await sealing
    expect(await verify()).toMatchObject({ bad: null })
    const [late] = await sql<{ seq: string }>(
      'select max(seq)::text as seq from audit_events where resource = $1',
      ['seal-test'],
    )
    const ends = (await seals()).map(({ to_seq }) => Number(to_seq))
    expect(Math.max(...ends)).toBeLessThan(Number(late?.seq))
  })

  it('loses and doubles no row while twenty writers and five sealers work at once', async () => {
    let running = true
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      for (let round = 0; round < 6; round += 1) {
        const req = await writing(1 + ((writer + round) % 4), round % 2 ? 'ACTIVITY' : 'AUDIT')
        await new Promise((resolve) => setTimeout(resolve, (writer * 7 + round * 13) % 40))
        await (round === 3 ? killTransaction(req) : commitTransaction(req))
      }
    })
    const sealers = Array.from({ length: 5 }, async () => {
      let rounds = 0
      while (running) if (await sealTrail(payload)) rounds += 1
      return rounds
    })
    await Promise.all(writers)
    running = false
    await Promise.all(sealers)
    await sealTrail(payload)
    const report = await verify()
    expect(report).toMatchObject({ bad: null, sealed: report.checked })
    const [sum] = await sql<{ n: number }>('select sum(rows)::int as n from audit_seals')
    expect(sum?.n).toBe(report.checked)
  })

  it('is done by one of two sealers at once', async () => {
    await write(1)
    const [before, slow] = [await seals(), await writing(1)]
    const first = sealTrail(payload)
    await sealerWaits()
    expect(await sealTrail(payload)).toBe(false)
    await commitTransaction(slow)
    expect(await first).toBe(true)
    expect((await seals()).length - before.length).toBe(2)
  })
})

describe('the file outside of the database', () => {
  it('holds every seal in one line each, for its owner alone', async () => {
    await write(1)
    await sealTrail(payload)
    expect((await linesOfFile()).length).toBe((await seals()).length)
    expect((await stat(sealFile())).mode & 0o777).toBe(0o600)
  })

  it('gets what it lacks, also after a line that a crash cut short', async () => {
    await sealTrail(payload)
    const lines = await linesOfFile()
    await writeFile(sealFile(), `${lines.slice(0, -2).join('\n')}\n${lines.at(-2)?.slice(0, 40)}`)
    expect(await verify()).toMatchObject({ bad: null })
    await sealTrail(payload)
    expect((await linesOfFile()).sort()).toEqual([...lines].sort())
    expect(await verify()).toMatchObject({ bad: null })
  })

  it('names a line that was taken out, and one that is no seal', async () => {
    await sealTrail(payload)
    const lines = await linesOfFile()
    await writeFile(sealFile(), `${lines.slice(1).join('\n')}\n`)
    expect((await verify()).bad).toMatchObject({ seal: 'AUDIT 1', reason: /missing in the file/ })
    await writeFile(sealFile(), `${lines.join('\n')}\n`)
    await appendFile(sealFile(), 'nonsense\n')
    expect((await verify()).bad?.reason).toMatch(/no seal/)
  })

  it('is missed when it is gone or emptied, and no round of sealing makes it anew', async () => {
    for (let round = 0; round < 2; round += 1) {
      await write(1)
      await sealTrail(payload)
    }
    const missing = { seal: 'AUDIT 1', reason: expect.stringMatching(/gone or empty/) }
    await rm(sealFile())
    await write(1)
    expect(await sealTrail(payload)).toBe(true)
    expect(await unsealed()).toBe(0)
    expect(await sealLines(sealFile())).toBeNull()
    expect((await verify()).bad).toMatchObject(missing)
    await writeFile(sealFile(), '')
    await sealTrail(payload)
    expect((await verify()).bad).toMatchObject(missing)
    expect((await verifyAudit(client, {})).bad).toBeNull()
  })
})

describe('retention', () => {
  const YEAR = 365.25 * 24 * 3_600_000

  it('finds nothing to drop in a young trail, and the database refuses to', async () => {
    expect(await dropExpiredTrail(payload, databaseUrl)).toBe(0)
    await expect(dropExpired(client, new Date(Date.now() + 10 * YEAR))).rejects.toThrow(
      /append-only/,
    )
    expect(await verify()).toMatchObject({ bad: null })
  })

  it('drops whole sealed batches of old activity, keeps their seals, and the trail still verifies', async () => {
    // rows of three years ago, written by a clock that was there
    const at = new Date(Date.now() - 3 * YEAR).toISOString()
    const old = (place: number, stream: 'AUDIT' | 'ACTIVITY') => ({
      id: `01900000-0000-7000-8000-${String(place).padStart(12, '0')}`,
      at,
      stream,
      action: 'sign_in',
      resource: 'old',
      resourceId: null,
      actor: null,
      actorName: 'System',
      role: 'SYSTEM',
      before: null,
      after: null,
      reason: null,
      ip: null,
      userAgent: null,
      requestId: null,
    })
    await freshTrail()
    await rm(sealFile())
    for (const row of [old(1, 'ACTIVITY'), old(2, 'ACTIVITY'), old(3, 'AUDIT')])
      await sql(
        `insert into audit_events (id, at, stream, action, resource, actor_name, role, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          row.id,
          row.at,
          row.stream,
          row.action,
          row.resource,
          row.actorName,
          row.role,
          contentHashOf(row),
        ],
      )
    await sealTrail(payload)
    await write(1, 'ACTIVITY')
    await sealTrail(payload)
    const before = await seals()
    // the settings may keep it longer: the worker obeys, and the database sees to it
    await sql('update settings set activity_years = 4')
    expect(await dropExpiredTrail(payload, databaseUrl)).toBe(0)
    await expect(
      client.query(`delete from audit_events where resource = 'old' and stream = 'ACTIVITY'`),
    ).rejects.toThrow(/append-only/)
    await sql('update settings set activity_years = 2')
    expect(await dropExpiredTrail(payload, databaseUrl)).toBe(2)
    expect(await sql(`select id from audit_events where resource = 'old'`)).toEqual([
      { id: old(3, 'AUDIT').id },
    ])
    expect(await seals()).toEqual(before)
    expect(await sql(`select after from audit_events where resource = 'audit-events'`)).toEqual([
      { after: { rows: 2 } },
    ])
    expect(await verify()).toMatchObject({ bad: null })
    expect(await dropExpiredTrail(payload, databaseUrl)).toBe(0)
  })
})

/** An empty trail, as only a superuser can make one. */
async function freshTrail(): Promise<void> {
  await client.query(`begin; set local session_replication_role = replica`)
  await client.query('truncate audit_events, audit_receipts, audit_seals')
  await client.query('commit')
}

describe('what the worker sees before it is sealed', () => {
  const seen = async () => (await readWitnesses(witnessFile())) ?? []

  it('is noted once, and forgotten under a seal', async () => {
    await sealTrail(payload)
    await write(3)
    await witnessTrail(payload)
    await write(2, 'ACTIVITY')
    await witnessTrail(payload)
    await witnessTrail(payload)
    const rows = await sql<{ id: string; hash: string }>(
      'select id, hash from audit_events order by seq desc limit 5',
    )
    expect((await seen()).map(({ id, hash }) => ({ id, hash }))).toEqual(rows.reverse())
    expect((await stat(witnessFile())).mode & 0o077).toBe(0)
    await sealTrail(payload)
    expect(await seen()).toEqual([])
    expect((await verify()).bad).toBeNull()
  })

  it('stays as evidence when it was removed with its receipt before the seal was taken', async () => {
    await sealTrail(payload)
    await write(4)
    await witnessTrail(payload)
    const [victim] = (await seen()).slice(2)
    await client.query('set session_replication_role = replica')
    for (const table of ['audit_events', 'audit_receipts'])
      await client.query(`delete from ${table} where id = $1`, [victim?.id])
    await client.query('set session_replication_role = default')
    await sealTrail(payload)
    await sealTrail(payload)
    expect(await seen()).toEqual([victim])
    expect((await verify()).bad).toMatchObject({ id: victim?.id, seq: String(victim?.seq) })
  })

  it('a line that a crash cut short harms neither the lines before nor those behind it', async () => {
    await sealTrail(payload)
    await write(1)
    await witnessTrail(payload)
    const [first] = await seen()
    await appendFile(witnessFile(), '\n{"seq": 12, "id": "01')
    await write(1)
    await witnessTrail(payload)
    expect(await seen()).toHaveLength(2)
    expect(await seen()).toContainEqual(first)
    expect((await verify()).bad).toBeNull()
  })
})
