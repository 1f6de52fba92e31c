import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { variedSink } from '../support/varied'

/**
 * The consequences of a changed family over many builds that are all different: enters the orders through
 * the product's door, changes a draft, asks for the check, and tells how long the replay took by the
 * product's own clock.
 */
const BASE = process.env.BENCH_URL ?? ''
const BUILDS = Number(process.env.BENCH_BUILDS)
const PER_ORDER = 10
const CLIENTS = 3
const POLL_MS = 500

let authorization = ''
async function call<T>(
  method: string,
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`${BASE}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
  return schema.parse(await response.json())
}

const { token } = await call('POST', '/users/login', z.object({ token: z.string() }), {
  email: 'admin@torvan.example',
  password: 'Torvan-demo-2026',
})
authorization = `JWT ${token}`

let next = 0
async function enterOrders(): Promise<void> {
  while (next < BUILDS) {
    const first = next
    next += PER_ORDER
    const mark = `REPLAY-${randomUUID()}`
    await call('POST', '/orders/submit', z.unknown(), {
      customer: {
        companyName: 'Replay clinic',
        shippingAddress: {
          line1: '1',
          city: 'Halifax',
          region: 'NS',
          postalCode: 'B3H',
          country: 'Canada',
        },
      },
      poNumber: mark,
      salesPerson: 'Benchmark',
      wantDate: '2099-01-01',
      language: 'EN',
      builds: Array.from({ length: PER_ORDER }, (_, n) => ({
        buildNumber: `${mark}-${n}`,
        family: 'MDRD',
        configuration: variedSink(first + n),
      })),
    })
  }
}
await Promise.all(Array.from({ length: CLIENTS }, enterOrders))

const family = z.object({
  id: z.string(),
  draft: z.looseObject({ rules: z.array(z.looseObject({ id: z.string() })) }),
})
const { docs } = await call(
  'GET',
  '/product-families?depth=0&where[code][equals]=MDRD',
  z.object({ docs: z.array(family) }),
)
const [mdrd] = docs
if (!mdrd) throw new Error('There is no family MDRD.')
const rules = mdrd.draft.rules.map((rule) => (rule.id === 'R6' ? { ...rule, quantity: 2 } : rule))
await call('PATCH', `/product-families/${mdrd.id}`, z.unknown(), {
  draft: { ...mdrd.draft, rules },
})
const asked = await call(
  'POST',
  `/product-families/${mdrd.id}/consequences`,
  z.object({ id: z.string() }),
  {},
)

const check = z.object({
  state: z.string(),
  result: z
    .object({
      replay: z.object({ builds: z.number(), changed: z.number(), seconds: z.number() }),
      verification: z.object({ seconds: z.number() }),
    })
    .nullish(),
})
for (;;) {
  const { state, result } = await call('GET', `/release-checks/${asked.id}?depth=0`, check)
  if (state === 'FAILED') throw new Error('The release check failed.')
  if (state === 'DONE' && result) {
    process.send?.({ ...result.replay, walkSeconds: result.verification.seconds })
    break
  }
  await pause(POLL_MS)
}
process.disconnect()
