import path from 'node:path'
import { expect, inject, it } from 'vitest'
import { runNode } from '../../../scripts/lib/processes.mjs'

const migrateAt = (url: string) =>
  runNode([path.resolve('scripts/migrate.ts')], {
    env: { ...process.env, DATABASE_URL: url, PAYLOAD_SECRET: 'x'.repeat(64) },
    typescript: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })

it.each([
  [
    'where no server is',
    'postgres://torvan:hidden-word@127.0.0.1:1/torvan',
    'No PostgreSQL server',
  ],
  ['on an unknown host', 'postgres://torvan:hidden-word@nowhere.invalid/torvan', 'host'],
  ['whose password is wrong', null, 'refuses the name or the password'],
  ['whose address is none', 'torvan:hidden-word', 'DATABASE_URL is no address'],
])('a database %s is told in a line, and its password is not', async (_case, given, told) => {
  const wrong = new URL(inject('templateUrl'))
  wrong.password = 'hidden-word'
  const { code, output } = await migrateAt(given ?? wrong.toString())
  expect(code).toBe(1)
  expect(output).toContain(told)
  expect(output).not.toContain('hidden-word')
  expect(output.trim().split('\n')).toHaveLength(1)
})
