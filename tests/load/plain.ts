import { createServer } from 'node:http'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload, handleEndpoints } from 'payload'

/**
 * The other peer: Payload as it comes, one collection with the fields of our parts, no hooks, open to
 * everybody who is signed in. It serves over plain node:http, without the cost of a web framework.
 */
const text = (name: string) => ({ name, type: 'text' as const })
const number = (name: string) => ({ name, type: 'number' as const })
const check = (name: string) => ({ name, type: 'checkbox' as const })

const config = await buildConfig({
  secret: 'a secret of the benchmark alone, nothing else',
  telemetry: false,
  collections: [
    { slug: 'users', auth: true, fields: [] },
    {
      slug: 'parts',
      access: { read: ({ req }) => Boolean(req.user) },
      fields: [
        { ...text('partNumber'), required: true, unique: true },
        { ...text('name'), index: true },
        ...['description', 'kind', 'customClass', 'customDimensions', 'manufacturer'].map(text),
        ...['manufacturerPartNumber', 'legacyCode', 'unit'].map(text),
        ...['cost', 'quantityOnHand', 'quantityReserved', 'reorderLevel', 'rev'].map(number),
        ...['isActive', 'isOutside', 'isCritical'].map(check),
      ],
    },
  ],
  db: postgresAdapter({
    idType: 'uuidv7',
    push: true,
    pool: { connectionString: process.env.DATABASE_URL ?? '', max: 10 },
  }),
})

const payload = await getPayload({ config })
const first = await handleEndpoints({
  config,
  request: new Request('http://127.0.0.1/api/users/first-register', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'a@bench.example', password: 'of the benchmark' }),
  }),
})
const { token }: { token: string } = await first.json()
await payload.db.pool.query(
  `insert into parts (id, part_number, name, kind, unit, is_active, created_at, updated_at)
   select gen_random_uuid(), 'BENCH-' || n, 'Benchmark part ' || n, 'COMPONENT', 'EA', true, now(), now()
   from generate_series(1, $1::int) n`,
  [Number(process.env.BENCH_PARTS)],
)
await payload.db.pool.query('analyze')

const server = createServer((request, response) => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
  const asked = new Request(`http://127.0.0.1${request.url ?? '/'}`, { headers })
  void handleEndpoints({ config, request: asked }).then(async (answer) => {
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : null, token })
})
process.on('disconnect', () => process.exit(0))
