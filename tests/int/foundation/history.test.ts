import { Client } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { APPEND_ONLY_TABLES } from '../../../src/db/appendOnly'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql, applicationUrl } = await bootPayload()
const application = new Client({ connectionString: applicationUrl })
application.on('error', () => undefined)
await application.connect()
afterAll(() => application.end())
await given(payload).user('ADMIN') // leaves at least one audit row

describe.each(APPEND_ONLY_TABLES)('%s is history', (table) => {
  it('the application may add and read, nothing else', async () => {
    const [rights] = await sql(
      `select has_table_privilege('torvan_app', $1, 'select') as read,
              has_table_privilege('torvan_app', $1, 'insert') as add,
              has_table_privilege('torvan_app', $1, 'update') as change,
              has_table_privilege('torvan_app', $1, 'delete') as remove,
              has_table_privilege('torvan_app', $1, 'truncate') as clear`,
      [table],
    )
    expect(rights).toEqual({ read: true, add: true, change: false, remove: false, clear: false })
    for (const statement of [
      `update ${table} set id = id`,
      `delete from ${table}`,
      `truncate ${table}`,
    ]) {
      await expect(application.query(statement)).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('triggers refuse the owner as well', async () => {
    const triggers = await sql<{ tgname: string; tgenabled: string }>(
      `select tgname, tgenabled from pg_trigger where tgrelid = $1::regclass and not tgisinternal order by 1`,
      [table],
    )
    expect(triggers).toEqual(
      expect.arrayContaining([
        { tgname: `${table}_append_only`, tgenabled: 'O' },
        { tgname: `${table}_no_truncate`, tgenabled: 'O' },
      ]),
    )
    await expect(sql(`truncate ${table} cascade`)).rejects.toThrow('append-only')
  })
})

describe('the audit trail', () => {
  it('keeps its rows from the owner', async () => {
    await expect(sql(`update audit_events set action = 'x'`)).rejects.toThrow('append-only')
    await expect(sql('delete from audit_events')).rejects.toThrow('append-only')
  })
})

describe('the application role', () => {
  it('owns nothing, makes nothing, switches nothing off', async () => {
    expect(
      await sql(
        `select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = 'torvan_app'`,
      ),
    ).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false }])
    for (const statement of [
      'create table mine (id int)',
      'drop table parts',
      'alter table audit_events disable trigger all',
      'set session_replication_role = replica',
      `insert into payload_migrations (name) values ('x')`,
    ]) {
      await expect(application.query(statement), statement).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe('what is pointed at', () => {
  it('cannot vanish: no foreign key of ours sets null or is deferrable', async () => {
    const loose = await sql(
      `select conrelid::regclass::text as owner, a.attname as column
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where contype = 'f' and confdeltype = 'n' and conrelid::regclass::text not like 'payload%'`,
    )
    expect(loose).toEqual([{ owner: 'documents', column: 'draft_id' }])
    expect(
      await sql('select 1 from pg_constraint where condeferrable and contype <> $1', ['t']),
    ).toEqual([])
  })
})
