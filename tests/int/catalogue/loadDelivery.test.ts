import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemRequest } from '../../../src/services/actor'
import { loadDelivery } from '../../../src/services/catalogue/imports/load'
import { delivered } from '../../domain/catalog/delivery'
import { given, unique } from '../../support/given'
import { csv, done, importing } from '../../support/imports'
import { bootPayload } from '../../support/payload'

const { payload, sql, databaseUrl } = await bootPayload()
const mine = importing(await given(payload).user('ADMIN'))
const locker = new Client({ connectionString: databaseUrl })
beforeAll(() => locker.connect())
afterAll(() => locker.end())

it('a long import from the command line keeps nobody from trying one out', async () => {
  const [first, second] = [unique('P'), unique('P')]
  // its rows are held up, after its number was taken
  await locker.query('begin')
  await locker.query('lock table catalogue_import_rows in share mode')
  const loading = loadDelivery(
    await systemRequest(payload),
    delivered({ parts: [first] }),
    () => undefined,
  )
  await expect
    .poll(
      () =>
        sql(
          `select 1 as waits from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and query like '%catalogue_import_rows%'`,
        ),
      { timeout: 60_000 },
    )
    .toHaveLength(1)
  const tried = done(await mine.table('PARTS', csv(['Part number', 'Name'], [second, 'New'])))
  await locker.query('rollback')
  const { number } = await loading
  expect([number, tried.number]).toEqual(['IMP-0001', 'IMP-0002'])
  expect(await sql(`select part_number from parts where part_number = $1`, [first])).toHaveLength(1)
})
