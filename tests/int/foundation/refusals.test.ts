import { describe, expect, it } from 'vitest'
import { collections } from '../../../collections'
import { graphql, rest, send, tokenOf } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')
const buyer = await given(payload).user('PROCUREMENT')
const inspector = await given(payload).user('QC_PERSON')
const NOBODY = '01900000-0000-7000-8000-000000000000'

type Errors = { errors: { code: string; message: string; field?: string }[] }

describe('what is not readable is malformed, never a 500', () => {
  const deep = (depth: number) => `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`

  it.each([
    ['not JSON', '{"name":'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['a number', '5'],
    ['null', 'null'],
    ['nested a hundred deep', deep(100)],
    ['nested a hundred thousand deep', deep(100_000)],
    ['a NUL in a text', '{"partNumber":"A\\u0000B","name":"x"}'],
    ['a NUL in a key', '{"partNumber":"K","name":"x","a\\u0000b":1}'],
    ['half a surrogate pair', '{"partNumber":"\\ud800","name":"\\ud800"}'],
    ['a prototype', '{"__proto__":{"role":"ADMIN"},"constructor":{"prototype":{"x":1}}}'],
    ['an object for a text', '{"partNumber":{"a":1},"name":["x"]}'],
    ['a text for a number', '{"partNumber":"N1","name":"x","cost":"abc"}'],
    ['a huge number', '{"partNumber":"N2","name":"x","cost":1e400}'],
    ['a number beyond the column', '{"partNumber":"N3","name":"x","cost":1e300}'],
    ['a negative cost', '{"partNumber":"N4","name":"x","cost":-1}'],
    ['half a cent', '{"partNumber":"N5","name":"x","cost":0.5}'],
    ['an option that does not exist', '{"partNumber":"N6","name":"x","kind":"NOPE"}'],
    ['a relationship that is no id', '{"partNumber":"N7","name":"x","photo":"abc"}'],
    ['a relationship to nowhere', `{"partNumber":"N8","name":"x","photo":"${NOBODY}"}`],
    ['a relationship that is an object', '{"partNumber":"N9","name":"x","photo":{"id":5}}'],
    ['a text beyond its length', JSON.stringify({ partNumber: 'N10', name: 'x'.repeat(400_000) })],
  ])('%s', async (_what, text) => {
    const { status, body } = await rest(buyer).post<Partial<Errors>>('/parts', text)
    expect(status, JSON.stringify(body)).toBeLessThan(500)
    if (status >= 400) {
      expect(body.errors?.[0]?.code).toMatch(/^[a-z_]+$/)
      expect(JSON.stringify(body)).not.toMatch(/node_modules|at \w+ \(|insert into/)
    }
  })

  it('HTML, SQL and every other text is stored as it came', async () => {
    const name = `<script>alert(1)</script>'; drop table parts; -- \u202e \u0007 🚿`
    const { body, status } = await rest(buyer).post<{ doc: { name: string } }>('/parts', {
      partNumber: unique('T'),
      name,
    })
    expect([status, body.doc.name]).toEqual([201, name])
  })

  it('a body that says it is something else', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      const answer = await rest(buyer).post('/parts', '{}', { 'content-type': type })
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'malformed' }] } })
    }
    const form = await rest(buyer).post('/parts', 'garbage', {
      'content-type': 'multipart/form-data; boundary=x',
    })
    expect(form).toMatchObject({ status: 400, body: { errors: [{ code: 'malformed' }] } })
  })

  it('a form whose JSON is deep or broken', async () => {
    for (const text of [deep(100_000), '{', '[]']) {
      const form = new FormData()
      form.set('_payload', text)
      expect((await rest(buyer).post('/parts', form)).status).toBe(400)
    }
  })

  it('no body at all', async () => {
    expect(await rest(buyer).post('/parts')).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([expect.objectContaining({ code: 'required' })]) },
    })
    expect((await rest(buyer).patch(`/parts/${(await given(payload).part()).id}`)).status).toBe(200)
  })

  it('10 MB of it is too large, whatever its header says', async () => {
    const text = JSON.stringify({ name: 'x'.repeat(10 * 1024 * 1024) })
    const told = await rest(buyer).post('/parts', text)
    const untold = await rest(buyer).post('/parts', text, { 'content-length': '5' })
    for (const answer of [told, untold]) {
      expect(answer).toMatchObject({ status: 413, body: { errors: [{ code: 'too_large' }] } })
    }
  })
})

describe('every refusal has a status, a code and a sentence', () => {
  it.each([
    ['GET', '/nothing', 404, 'not_found'],
    ['GET', `/parts/${NOBODY}`, 404, 'not_found'],
    ['GET', '/parts/abc', 404, 'not_found'],
    ['PATCH', '/parts/abc', 404, 'not_found'],
    ['PATCH', `/parts/${NOBODY}`, 404, 'not_found'],
    ['DELETE', '/parts/%00', 404, 'not_found'],
    ['DELETE', `/parts/${NOBODY}`, 404, 'not_found'],
    ['POST', '/parts/abc/nothing', 404, 'not_found'],
    ['PUT', '/parts', 404, 'not_found'],
  ])('%s %s', async (method, path, status, code) => {
    const token = await tokenOf(admin)
    const response = await send(
      new Request(`${ORIGIN}/api${path}`, { method, headers: { authorization: `JWT ${token}` } }),
    )
    const body = await response.json()
    expect([response.status, body.errors?.[0]?.code], JSON.stringify(body)).toEqual([status, code])
    expect(body.errors[0].message).toMatch(/\w{2}/)
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/)
  })

  it('nobody signed in: 401, over REST and GraphQL', async () => {
    const { id } = await given(payload).part()
    for (const answer of [
      await rest().get('/parts'),
      await rest().get(`/parts/${id}`),
      await rest().post('/parts', { partNumber: 'X', name: 'X' }),
      await rest().patch(`/parts/${id}`, { name: 'X' }),
      await rest().delete(`/parts/${id}`),
    ]) {
      expect(answer).toMatchObject({ status: 401, body: { errors: [{ code: 'unauthenticated' }] } })
    }
    const { body } = await graphql(undefined, '{ Parts { docs { id } } }')
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'unauthenticated', statusCode: 401 })
  })

  it('may not: 403 before anything about the record', async () => {
    const denied = { status: 403, body: { errors: [{ code: 'role_not_allowed' }] } }
    expect(await rest(inspector).post('/parts', { name: '' })).toMatchObject(denied)
    expect(await rest(inspector).patch(`/parts/${NOBODY}`, { rev: 9 })).toMatchObject(denied)
    expect(await rest(admin).post('/orders', {})).toMatchObject(denied)
  })

  it('a field that is wrong is named, in the form that the panel reads too', async () => {
    const { body, status } = await rest(buyer).post('/parts', { partNumber: 'x'.repeat(121) })
    expect(status).toBe(422)
    expect(body).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({
          code: 'required',
          field: 'name',
          data: { errors: [expect.objectContaining({ path: 'name' })] },
        }),
        expect.objectContaining({ code: 'out_of_range', field: 'partNumber' }),
      ]),
    })
  })

  it('a value that exists already: 409 with the field', async () => {
    const { partNumber } = await given(payload).part()
    const again = await rest(buyer).post('/parts', { partNumber, name: 'again' })
    expect(again).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'duplicate_value', field: 'partNumber' }] },
    })
    const { body } = await graphql(
      buyer,
      `mutation { createPart(data: { partNumber: "${partNumber}", name: "x", kind: COMPONENT, unit: "EA" }) { id } }`,
    )
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'duplicate_value' })
  })

  it('a record that others use: 409 in_use', async () => {
    const category = await given(payload).category()
    await given(payload).category({ parent: category.id })
    expect(await rest(admin).delete(`/categories/${category.id}`)).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'in_use' }] },
    })
  })

  it('keeps a decent request id and replaces others', async () => {
    const id = (value: string) => rest(admin).get('/parts?limit=1', { 'x-request-id': value })
    expect((await id('integration-0001')).headers.get('x-request-id')).toBe('integration-0001')
    expect((await id('a b')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('one record at a time', () => {
  it.each(['PATCH', 'DELETE'])('%s of many is refused', async (method) => {
    const part = await given(payload).part({ name: 'untouched' })
    const token = await tokenOf(admin)
    const response = await send(
      new Request(`${ORIGIN}/api/parts?where[id][equals]=${part.id}`, {
        method,
        headers: { authorization: `JWT ${token}`, 'content-type': 'application/json' },
        body: method === 'PATCH' ? '{"name":"x"}' : undefined,
      }),
    )
    expect(response.status).toBe(403)
    expect(await sql('select name from parts where id = $1', [part.id])).toEqual([
      { name: 'untouched' },
    ])
  })

  it('privileged calls included', async () => {
    const where = { name: { exists: true } }
    await expect(
      payload.update({ collection: 'parts', where, data: { name: 'x' } }),
    ).rejects.toThrow('one at a time')
    await expect(payload.delete({ collection: 'parts', where })).rejects.toThrow('one at a time')
  })

  it('nothing is copied', async () => {
    const { id } = await given(payload).part()
    expect((await rest(admin).post(`/parts/${id}/duplicate`)).status).toBe(404)
    const { body } = await graphql(admin, `mutation { duplicatePart(id: "${id}") { id } }`)
    expect(body.errors).toBeTruthy()
  })
})

describe('the house rules', () => {
  const slugs = new Set(collections.map(({ slug }) => slug))
  const own = payload.config.collections.filter(({ slug }) => slugs.has(slug))

  it('hold on every collection', () => {
    for (const config of own) {
      const { slug } = config
      expect(config, slug).toMatchObject({
        lockDocuments: false,
        disableDuplicate: true,
        disableBulkEdit: true,
        disableBulkDelete: true,
      })
      const names = config.hooks.beforeOperation.map(({ name }) => name)
      const rules = ['admitFirst', 'clampQuery', 'checkOperands', 'oneAtATime', 'lockFirst']
      expect(
        names.filter((name) => rules.includes(name)),
        slug,
      ).toEqual(rules)
      // the audit of sign-ins has to see the call before anything else, and judges nothing
      expect(
        names.find((name) => name !== 'stampAuthOperation'),
        slug,
      ).toBe('admitFirst')
      const isRevised = config.flattenedFields.some(({ name }) => name === 'rev')
      if (isRevised) expect(config.hooks.beforeChange[0]?.name, slug).toBe('compareRev')
    }
  })

  it('say who may: no collection lives on "anybody who is signed in"', () => {
    for (const { slug, access } of collections) {
      for (const operation of ['create', 'read', 'update', 'delete'] as const) {
        expect(access?.[operation], `${slug}.${operation}`).toBeTypeOf('function')
      }
    }
  })

  it('no root endpoint hides behind a collection', () => {
    const slugs = payload.config.collections.map(({ slug }) => String(slug))
    for (const { path } of payload.config.endpoints) {
      expect(slugs, path).not.toContain(path.split('/')[1])
    }
  })
})
