import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { runNode } from '../../../scripts/lib/processes.mjs'
import { bootPayload } from '../../support/payload'

const { payload, applicationUrl } = await bootPayload()
const second = `torvan_test_${randomBytes(6).toString('hex')}`

const onServer = async (text: string): Promise<void> => {
  const client = new Client({
    connectionString: inject('templateUrl').replace(/\/\w+$/, '/postgres'),
  })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

beforeAll(() => onServer(`create database ${second}`))
afterAll(() => onServer(`drop database if exists ${second} with (force)`))

it('an installation that is set up beside another on one server does not lock it out', async () => {
  const url = new URL(inject('templateUrl'))
  url.pathname = `/${second}`
  const { code, output } = await runNode([path.resolve('scripts/migrate.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: url.toString(),
      PAYLOAD_SECRET: randomBytes(32).toString('hex'),
    },
    typescript: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  expect(code, output).toBe(0)

  const application = new Client({ connectionString: applicationUrl })
  await application.connect()
  const { rows } = await application.query(
    `select current_user as role, count(*)::int as n from users`,
  )
  await application.end()
  const { totalDocs } = await payload.count({ collection: 'users' })
  expect(rows).toEqual([{ role: 'torvan_app', n: totalDocs }])
})
