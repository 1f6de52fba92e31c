import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clientOf } from '../../scripts/lib/client.mjs'
import { elapsed } from '../../scripts/lib/say.mjs'
import { weaknessOf } from '../../scripts/lib/secret.mjs'
import { faultOf } from '../../scripts/lib/unreadable.mjs'

describe('the lock', () => {
  let folder: string
  let notes: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'torvan-lock-'))
    notes = join(folder, 'notes')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const take = (milliseconds: number) =>
    fork(new URL('take.mjs', import.meta.url), [join(folder, 'lock'), notes, String(milliseconds)])

  it('lets in one process at a time', async () => {
    const takers = Array.from({ length: 10 }, () => take(20))
    await Promise.all(takers.map((taker) => once(taker, 'exit')))
    const lines = readFileSync(notes, 'utf8').trim().split('\n')
    expect(lines).toHaveLength(20)
    for (let i = 0; i < lines.length; i += 2)
      expect(lines[i + 1]).toBe(lines[i]?.replace('in', 'out'))
  })

  it('is free again when its holder is killed', async () => {
    const killed = take(60_000)
    await once(killed, 'message')
    killed.kill('SIGKILL')
    const next = take(0)
    const [code] = await once(next, 'exit')
    expect(code).toBe(0)
  })
})

describe('the secret of production', () => {
  it.each([
    [undefined, 'is missing'],
    ['', 'is missing'],
    ['0123456789abcdef0123456789abcde', 'is shorter than 32 characters'],
    ['change-me-change-me-change-me-change-me', 'is made of well-known words'],
    ['YOUR_SECRET_HERE_0123456789abcdefghijk', 'is made of well-known words'],
    ['abababababababababababababababababababab', 'repeats itself'],
  ])('refuses %s', (secret, reason) => {
    expect(weaknessOf(secret)).toBe(reason)
  })

  it.each(['9f8e7d6c5b4a39281706f5e4d3c2b1a0', 'correct horse battery staple, and a donkey'])(
    'accepts %s',
    (secret) => {
      expect(weaknessOf(secret)).toBeUndefined()
    },
  )
})

describe('the address of a client', () => {
  it.each([
    ['nobody stands in front, so a claim counts nothing', '6.6.6.6', '10.0.0.1', 0, '10.0.0.1'],
    ['one proxy adds who called it', '6.6.6.6, 1.2.3.4', '10.0.0.1', 1, '1.2.3.4'],
    ['two proxies', '6.6.6.6, 1.2.3.4, 10.0.0.2', '10.0.0.1', 2, '1.2.3.4'],
    ['a request that bypassed a proxy', undefined, '10.0.0.1', 1, '10.0.0.1'],
  ])('%s', (_, claimed, neighbour, proxies, client) => {
    expect(clientOf(claimed, neighbour, proxies)).toBe(client)
  })
})

it('tells time as people read it', () => {
  expect([340, 43_210, 125_000, 119_700].map(elapsed)).toEqual([
    '0.3 s',
    '43 s',
    '2 min 05 s',
    '2 min 00 s',
  ])
})

describe('what is no request', () => {
  it.each([
    ['GET', '/api/orders/%E0%A4%A', 400],
    ['GET', '/admin/%', 400],
    ['TRACE', '/api/orders', 405],
  ])('%s %s', (method, url, status) => {
    expect(faultOf({ method, url })?.status).toBe(status)
  })

  it.each(['/api/orders/%C3%A9', '/api/parts?where[name][like]=100%', '/'])('%s is one', (url) => {
    expect(faultOf({ method: 'GET', url })).toBeUndefined()
  })
})
