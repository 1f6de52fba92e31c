import { afterEach, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')
const service = await given(payload).user('SERVICE_DEPARTMENT')

describe('for whatever watches the product', () => {
  afterEach(() => sql('update workflows set is_default = true where state = $1', ['PUBLISHED']))

  it('health tells the state of each dependency to anybody', async () => {
    const { status, body } = await rest().get('/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'ok',
      checks: { database: { status: 'ok' }, files: { status: 'ok' } },
    })
  })

  it('ready is 200 once migrated and seeded, else 503', async () => {
    expect((await rest().get('/ready')).status).toBe(200)
    await sql('update workflows set is_default = false')
    const unseeded = await rest().get('/ready')
    expect(unseeded.status).toBe(503)
    expect(unseeded.headers.get('retry-after')).toBeTruthy()
  })

  it('health names what fails, with 503', async () => {
    const folder = process.env.DATA_DIR
    process.env.DATA_DIR = '/dev/null'
    const { status, body } = await rest().get('/health')
    process.env.DATA_DIR = folder
    expect(status).toBe(503)
    expect(body).toMatchObject({
      status: 'failed',
      checks: { database: { status: 'ok' }, files: { status: 'failed' } },
    })
  })

  it('figures are for Admins', async () => {
    expect((await rest().get('/metrics')).status).toBe(401)
    expect((await rest(service).get('/metrics')).status).toBe(403)
    const { status, text } = await rest(admin).get('/metrics')
    expect(status).toBe(200)
    expect(text).toMatch(/^torvan_request_seconds_bucket\{.*status="200",le="0.1"\} \d+$/m)
    expect(text).toMatch(/^torvan_pool_connections\{state="total"\} \d+$/m)
  })
})

describe('the description of the API', () => {
  type Operation = {
    requestBody?: { content: Record<string, { schema: Record<string, unknown> }> }
    security?: unknown[]
    parameters?: { name: string }[]
    'x-capability'?: string
  }
  type Document = {
    openapi: string
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, unknown> }
  }

  it('needs a session', async () => {
    expect((await rest().get('/openapi.json')).status).toBe(401)
    expect((await rest(service).get('/openapi.json')).status).toBe(200)
  })

  it('names records and commands, leaves out what nobody may do, and resolves every reference', async () => {
    const { body, text } = await rest(admin).get<Document>('/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths['/api/customers'] ?? {})).toEqual(['get', 'post'])
    expect(Object.keys(body.paths['/api/boms'] ?? {})).toEqual(['get'])
    expect(Object.keys(body.paths['/api/users/{id}'] ?? {})).not.toContain('delete')

    const submit = body.paths['/api/orders/submit']?.post
    expect(submit?.['x-capability']).toBe('orders.submit')
    expect(JSON.stringify(submit?.requestBody)).toContain('"poNumber"')
    expect(submit?.parameters?.map(({ name }) => name)).toContain('Idempotency-Key')
    expect(body.paths['/api/boms/{id}/approve']?.post?.parameters?.[0]?.name).toBe('id')
    expect(body.paths['/api/configurator/preview']?.post).toBeDefined()

    expect(JSON.stringify(submit?.requestBody)).toContain('"companyName"')
    const change = body.paths['/api/builds/{id}']?.patch
    expect(JSON.stringify(change?.requestBody)).toContain('"acknowledged"')

    const referred = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    )
    const known = Object.keys(body.components.schemas)
    expect(referred.length).toBeGreaterThan(50)
    expect(referred.filter((name) => !known.includes(String(name)))).toEqual([])
    expect(text).not.toContain('#/definitions/')
  })

  it('tells of everything else that is answered: session, health, settings, files', async () => {
    const { paths } = (await rest(admin).get<Document>('/openapi.json')).body
    for (const open of ['/api/health', '/api/ready']) expect(paths[open]?.get?.security).toEqual([])
    const login = paths['/api/users/login']?.post
    expect(login?.security).toEqual([])
    expect(JSON.stringify(login?.requestBody)).toContain('"password"')
    expect(paths['/api/users/refresh-token']?.post).toBeDefined()
    expect(Object.keys(paths['/api/globals/settings'] ?? {})).toEqual(['get', 'post'])
    expect(Object.keys(paths['/api/documents']?.post?.requestBody?.content ?? {})).toEqual([
      'multipart/form-data',
    ])
  })

  it('gives every path parameter and names no operation twice over', async () => {
    const { paths } = (await rest(admin).get<Document>('/openapi.json')).body
    for (const [path, operations] of Object.entries(paths)) {
      const { parameters: shared, ...methods } = operations
      const common = Array.isArray(shared) ? shared : []
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const { parameters = [] } of Object.values(methods)) {
        const given = [...common, ...parameters].map(({ name }: { name: string }) => name)
        expect(given, path).toEqual(expect.arrayContaining(named))
        expect(new Set(given).size, path).toBe(given.length)
      }
    }
  })
})
