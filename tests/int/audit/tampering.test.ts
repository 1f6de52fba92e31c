import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { commitTransaction, createLocalReq, initTransaction } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boundHashOf } from '../../../src/db/audit'
import { markOf, sealHashOf } from '../../../src/db/seals'
import { verifyAudit } from '../../../src/db/verifyAudit'
import type { AuditContent } from '../../../src/domain/audit'
import { sealSchema } from '../../../src/domain/seals'
import { sealFile, sealLines } from '../../../src/integrations/sealFile'
import { readWitnesses, witnessFile } from '../../../src/integrations/witnessFile'
import { sealTrail, witnessTrail } from '../../../src/jobs/auditSeals'
import { recordAudits } from '../../../src/services/audit'
import { bootPayload } from '../../support/payload'

const { payload, sql, databaseUrl } = await bootPayload()
const client = new Client({ connectionString: databaseUrl })
client.on('error', () => undefined)
await client.connect()
afterAll(() => client.end())

type Row = { id: string; seq: string; hash: string }

async function write(count: number): Promise<void> {
  const req = await createLocalReq({ context: { asSystem: true } }, payload)
  await initTransaction(req)
  await recordAudits(
    req,
    Array.from({ length: count }, (_, place) => ({
      action: 'update' as const,
      resource: 'tamper-test',
      resourceId: String(place),
      before: { cost: place },
      after: { cost: place + 1 },
    })),
  )
  await commitTransaction(req)
}

let sealed: Row[] = []
let fresh: Row[] = []
beforeAll(async () => {
  await write(20)
  await sealTrail(payload)
  await write(10)
  const rows = await sql<Row>(
    `select id, seq, hash from audit_events where resource = 'tamper-test' order by seq`,
  )
  sealed = rows.slice(0, 20)
  fresh = rows.slice(20)
  await witnessTrail(payload)
  expect((await verify()).bad).toBeNull()
})

const verify = async () =>
  verifyAudit(client, {
    outside: await sealLines(sealFile()),
    seen: await readWitnesses(witnessFile()),
  })

/** What verification says of the trail after a superuser's statements; everything is undone. */
async function after(...statements: (string | [string, unknown[]])[]) {
  const before = 'tampered'
  await client.query(`drop schema if exists ${before} cascade; create schema ${before}`)
  for (const table of TABLES)
    await client.query(`create table ${before}.${table} as select * from public.${table}`)
  const [{ last } = { last: '1' }] = await sql<{ last: string }>(
    `select last_value::text as last from audit_events_seq_seq`,
  )
  try {
    await client.query('set session_replication_role = replica')
    for (const statement of statements) {
      const [text, values] = typeof statement === 'string' ? [statement, []] : statement
      await client.query(text, values)
    }
    await client.query('set session_replication_role = default')
    return await verify()
  } finally {
    await client.query('set session_replication_role = replica')
    for (const table of TABLES) {
      await client.query(`delete from ${table}`)
      await client.query(
        `insert into ${table} ${table === 'audit_events' ? 'overriding system value' : ''} select * from ${before}.${table}`,
      )
    }
    await client.query(`select setval('audit_events_seq_seq', $1)`, [last])
    await client.query('set session_replication_role = default')
    await client.query(`drop schema ${before} cascade`)
    expect((await verify()).bad, 'undone').toBeNull()
  }
}
const TABLES = ['audit_events', 'audit_receipts', 'audit_seals']

/** The hash that a forger with all knowledge gives to a row. */
async function forgedHash(id: string, seq: string, changes: Partial<AuditContent>) {
  const [row] = await sql<AuditContent & { at: Date | string }>(
    `select id, at, stream, action, resource, resource_id as "resourceId", actor, actor_name as "actorName",
            role, before, after, reason, ip, user_agent as "userAgent", request_id as "requestId"
     from audit_events where id = $1`,
    [id],
  )
  if (!row) throw new Error('no such row')
  return boundHashOf(seq, { ...row, at: new Date(row.at).toISOString(), ...changes })
}

const pick = (rows: readonly Row[], place: number): Row => {
  const row = rows[place]
  if (!row) throw new Error(`no row ${place}`)
  return row
}

const PLACES: readonly [string, () => readonly Row[]][] = [
  ['sealed', () => sealed],
  ['not yet sealed', () => fresh],
]

describe.each(PLACES)('rows that are %s', (_, rowsOf) => {
  const victim = () => pick(rowsOf(), 4)
  const other = () => pick(rowsOf(), 7)

  it.each([
    [`action = 'x'`],
    [`after = '{"cost": 1}'`],
    [`after = null`],
    [`actor_name = 'Somebody'`],
    [`at = at + interval '1 millisecond'`],
    [`reason = 'because'`],
    [`stream = 'ACTIVITY'`],
    [`hash = repeat('0', 64)`],
    [`id = '01900000-0000-7000-8000-000000000abc'`],
  ])('update: %s', async (change) => {
    const { bad } = await after([`update audit_events set ${change} where id = $1`, [victim().id]])
    const id = change.startsWith('id =') ? '01900000-0000-7000-8000-000000000abc' : victim().id
    expect(bad).toMatchObject({ id, seq: victim().seq })
  })

  it('update with a hash that fits again', async () => {
    const hash = await forgedHash(victim().id, victim().seq, { reason: 'forged' })
    const { bad } = await after([
      `update audit_events set reason = 'forged', hash = $2 where id = $1`,
      [victim().id, hash],
    ])
    expect(bad).toMatchObject({ id: victim().id })
    expect(bad?.reason).toMatch(/not those that were written/)
  })

  it('delete of one, of the first, of the last, and of several', async () => {
    for (const places of [[4], [0], [rowsOf().length - 1], [2, 3, 6]]) {
      const ids = places.map((place) => pick(rowsOf(), place).id)
      const { bad } = await after(['delete from audit_events where id = any($1)', [ids]])
      expect(bad).toMatchObject({ id: ids[0], reason: /no longer there/ })
    }
  })

  it('insert of a forged row where a place is free', async () => {
    const seq = String(-5)
    const id = '01900000-0000-7000-8000-000000000def'
    const hash = await forgedHash(victim().id, seq, { id })
    const { bad } = await after([FORGE, [seq, id, hash, victim().id]])
    expect(bad).toMatchObject({ id, seq })
  })

  it('reorder: two rows exchange their places, with hashes that fit', async () => {
    const [first, second] = [victim(), other()]
    const hashes = [
      await forgedHash(first.id, second.seq, {}),
      await forgedHash(second.id, first.seq, {}),
    ]
    const swap = (fits: boolean): [string, unknown[]][] => [
      ['update audit_events set seq = -1 where id = $1', [first.id]],
      [
        'update audit_events set seq = $2, hash = coalesce($3, hash) where id = $1',
        [second.id, first.seq, fits ? hashes[1] : null],
      ],
      [
        'update audit_events set seq = $2, hash = coalesce($3, hash) where id = $1',
        [first.id, second.seq, fits ? hashes[0] : null],
      ],
    ]
    const places = 'alter table audit_events alter column seq set generated by default'
    const back = 'alter table audit_events alter column seq set generated always'
    for (const fits of [false, true]) {
      const { bad } = await after(places, ...swap(fits), back)
      expect(bad).toMatchObject({ id: second.id, seq: first.seq })
    }
  })

  it('reorder: two rows exchange their content', async () => {
    const { bad } = await after([
      `update audit_events e set resource_id = o.resource_id, before = o.before, after = o.after, hash = o.hash
       from audit_events o where (e.id = $1 and o.id = $2) or (e.id = $2 and o.id = $1)`,
      [victim().id, other().id],
    ])
    expect(bad).toMatchObject({ id: victim().id })
  })
})

const FORGE = `insert into audit_events (id, at, stream, action, resource, resource_id, actor, actor_name, role, before,
    after, reason, ip, user_agent, request_id, seq, hash) overriding system value
  select $2, at, stream, action, resource, resource_id, actor, actor_name, role, before, after, reason, ip,
    user_agent, request_id, $1, $3 from audit_events where id = $4`

describe('insert of a forged row at the end', () => {
  const id = '01900000-0000-7000-8000-000000000fff'

  it('past the triggers', async () => {
    const model = pick(fresh, 1)
    const seq = String(Number(pick(fresh, 9).seq) + 1)
    const { bad } = await after([
      FORGE,
      [seq, id, await forgedHash(model.id, seq, { id }), model.id],
    ])
    expect(bad).toMatchObject({ id, reason: /bookkeeping/ })
  })

  it('with a receipt, in a place that nobody was given', async () => {
    const model = pick(fresh, 1)
    const seq = String(Number(pick(fresh, 9).seq) + 1_000)
    const hash = await forgedHash(model.id, seq, { id })
    const { bad } = await after(
      [FORGE, [seq, id, hash, model.id]],
      [COPY_RECEIPT, [seq, id, hash, model.id]],
    )
    expect(bad).toMatchObject({ id, reason: /never handed out/ })
  })
})

const COPY_RECEIPT = `insert into audit_receipts (seq, id, stream, at, hash)
  select $1, $2, stream, at, $3 from audit_receipts where id = $4`

describe('truncate', () => {
  it('of the rows: the first is named', async () => {
    const [first] = await sql<Row>('select id, seq from audit_events order by seq limit 1')
    const { bad } = await after('truncate audit_events')
    expect(bad).toMatchObject({ id: first?.id, reason: /no longer there/ })
  })

  it('of rows and receipts: the seal over them is named', async () => {
    const { bad } = await after('truncate audit_events, audit_receipts')
    expect(bad).toMatchObject({ seal: 'AUDIT 1', reason: /rows under it are gone/ })
  })

  it('of everything, with the count begun anew: the file is what remains', async () => {
    const { bad } = await after(
      'truncate audit_events, audit_receipts, audit_seals restart identity',
    )
    expect(bad).toMatchObject({ seal: 'AUDIT 1', reason: /database has lost it/ })
  })
})

describe('whoever also rewrites the receipts', () => {
  it('update of a sealed row: the seal still knows it', async () => {
    const { id, seq } = pick(sealed, 9)
    const hash = await forgedHash(id, seq, { reason: 'forged' })
    const { bad } = await after(
      [`update audit_events set reason = 'forged', hash = $2 where id = $1`, [id, hash]],
      ['update audit_receipts set hash = $2 where id = $1', [id, hash]],
    )
    expect(bad).toMatchObject({ id, seq, seal: 'AUDIT 1' })
  })

  it('delete of sealed rows: the row behind the gap is named, or the seal at its end', async () => {
    const gone = (ids: readonly string[]): [string, unknown[]][] => [
      ['delete from audit_events where id = any($1)', [ids]],
      ['delete from audit_receipts where id = any($1)', [ids]],
    ]
    const inside = await after(...gone([pick(sealed, 9).id]))
    expect(inside.bad).toMatchObject({ id: pick(sealed, 10).id, reason: /one before it is gone/ })
    const end = await after(...gone([pick(sealed, 18).id, pick(sealed, 19).id]))
    expect(end.bad).toMatchObject({
      seal: 'AUDIT 1',
      reason: /^2 of the \d+ rows under it are gone/,
    })
  })

  it('delete of rows that are not yet sealed: the worker has seen them', async () => {
    for (const places of [[4], [0], [9], [2, 3, 6]]) {
      const ids = places.map((place) => pick(fresh, place).id)
      const { bad } = await after(
        ['delete from audit_events where id = any($1)', [ids]],
        ['delete from audit_receipts where id = any($1)', [ids]],
      )
      expect(bad).toMatchObject({ id: ids[0], reason: /seen by the worker/ })
    }
  })

  it('update of a row that is not yet sealed', async () => {
    const { id, seq } = pick(fresh, 3)
    const hash = await forgedHash(id, seq, { reason: 'forged' })
    const { bad } = await after(
      [`update audit_events set reason = 'forged', hash = $2 where id = $1`, [id, hash]],
      ['update audit_receipts set hash = $2 where id = $1', [id, hash]],
    )
    expect(bad).toMatchObject({ id, seq, reason: /the worker saw/ })
  })

  it('what comes first is named first, whoever found it', async () => {
    const [first, second] = [pick(fresh, 3), pick(fresh, 6)]
    const { bad } = await after(
      ['delete from audit_events where id = any($1)', [[first.id, second.id]]],
      ['delete from audit_receipts where id = $1', [first.id]],
    )
    expect(bad).toMatchObject({ id: first.id, seq: first.seq })
  })

  it('insert into a sealed batch', async () => {
    const id = '01900000-0000-7000-8000-000000000bad'
    const model = pick(sealed, 3)
    const hash = await forgedHash(model.id, '-3', { id })
    const { bad } = await after(
      [FORGE, ['-3', id, hash, model.id]],
      [COPY_RECEIPT, ['-3', id, hash, model.id]],
    )
    expect(bad).toMatchObject({ id, seal: 'AUDIT 1', reason: /not there when/ })
  })
})

describe('whoever also rewrites the seals', () => {
  const row = () => pick(sealed, 9)

  async function rewriteAll(): Promise<[string, unknown[]][]> {
    const hash = await forgedHash(row().id, row().seq, { reason: 'forged' })
    const rows = await sql<{ hash: string; id: string }>(
      `select id, hash from audit_events where stream = 'AUDIT'
       and seq <= (select to_seq from audit_seals where id = 'AUDIT 1') order by seq`,
    )
    const hashes = rows.map((one) => (one.id === row().id ? hash : one.hash))
    const digest = createHash('sha256').update(hashes.join('')).digest('hex')
    const [line] = await sql<{ seal: Record<string, unknown> }>(
      `select jsonb_build_object('stream', stream, 'seq', seq, 'fromSeq', from_seq, 'toSeq', to_seq, 'rows', rows,
        'previous', previous) as seal from audit_seals where id = 'AUDIT 1'`,
    )
    const [times] = await sql<{ newest_at: Date; sealed_at: Date }>(
      `select newest_at, sealed_at from audit_seals where id = 'AUDIT 1'`,
    )
    const seal = sealSchema.parse({
      ...line?.seal,
      newestAt: times?.newest_at.toISOString(),
      sealedAt: times?.sealed_at.toISOString(),
      digest,
    })
    return [
      [`update audit_events set reason = 'forged', hash = $2 where id = $1`, [row().id, hash]],
      ['update audit_receipts set hash = $2 where id = $1', [row().id, hash]],
      [
        `update audit_seals set digest = $1, marks = decode($2, 'hex'), hash = $3 where id = 'AUDIT 1'`,
        [digest, hashes.map(markOf).join(''), sealHashOf(seal)],
      ],
    ]
  }

  it('is found by the file outside of the database', async () => {
    const { bad } = await after(...(await rewriteAll()))
    expect(bad).toMatchObject({ seal: 'AUDIT 1', reason: /the file of seals holds another one/ })
    expect(bad?.id).not.toBeNull()
  })

  it('does not help himself by taking that file away', async () => {
    const { bad } = await verifyAudit(client, { outside: null })
    expect(bad).toMatchObject({
      seal: 'AUDIT 1',
      reason: expect.stringMatching(/file of seals is gone/),
    })
  })

  it.each([
    [
      'a figure',
      `update audit_seals set rows = rows + 1 where id = 'AUDIT 1'`,
      'AUDIT 1',
      /does not match its hash/,
    ],
    [
      'the newest time',
      `update audit_seals set newest_at = now() - interval '9 years' where id = 'AUDIT 1'`,
      'AUDIT 1',
      /its hash/,
    ],
    ['its marks', `update audit_seals set marks = marks || '\\x00'::bytea`, null, null],
    ['one is gone', `delete from audit_seals where id = 'ACTIVITY 1'`, null, /lost it/],
  ])('%s', async (_, statement, seal, reason) => {
    const { bad } = await after(statement)
    if (reason === null) expect(bad).toBeNull()
    else {
      expect(bad?.reason).toMatch(reason)
      if (seal !== null) expect(bad?.seal).toBe(seal)
    }
  })
})
