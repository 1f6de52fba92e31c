import { describe, expect, it } from 'vitest'
import { rest, send, tokenOf } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')

describe('a cookie from another place', () => {
  const withCookie = async (headers: Record<string, string>) => {
    const cookie = `payload-token=${await tokenOf(admin)}`
    const { status } = await send(
      new Request(`${ORIGIN}/api/parts?limit=1`, { headers: { cookie, ...headers } }),
    )
    return status
  }

  it('opens nothing; from our own pages it does', async () => {
    expect(await withCookie({ origin: 'https://evil.example' })).toBe(401)
    expect(await withCookie({})).toBe(401)
    expect(await withCookie({ origin: ORIGIN })).toBe(200)
    expect(await withCookie({ 'sec-fetch-site': 'same-origin' })).toBe(200)
  })
})

describe('a stored file', () => {
  const form = (payloadJson: object, content: string) => {
    const data = new FormData()
    data.set('_payload', JSON.stringify(payloadJson))
    data.set('file', new File([content], 'drawing.pdf', { type: 'application/pdf' }))
    return data
  }
  const pdf = (mark: string) =>
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n% ${mark}\ntrailer<</Root 1 0 R>>\n%%EOF\n`

  it('is never replaced: the refusal leaves the old bytes', async () => {
    const made = await rest(admin).post<{ doc: { id: string; url: string } }>(
      '/documents',
      form({ title: 'Drawing', type: 'TECHNICAL_DRAWING' }, pdf('first')),
    )
    expect(made.status, made.text).toBe(201)
    const { id, url } = made.body.doc
    const before = await sql('select sha256, filename from documents where id = $1', [id])

    const replaced = await rest(admin).patch(`/documents/${id}`, form({}, pdf('second')))
    expect(replaced).toMatchObject({ status: 409, body: { errors: [{ code: 'wrong_state' }] } })
    expect(await sql('select sha256, filename from documents where id = $1', [id])).toEqual(before)
    const file = await rest(admin).get(new URL(url, ORIGIN).pathname.replace('/api', ''))
    expect(file.text).toContain('% first')
  })
})

describe('what is read after it was written', () => {
  it('is the newer state', async () => {
    const { id } = await given(payload).part({ name: 'old' })
    await rest(admin).patch(`/parts/${id}`, { name: 'new' })
    expect((await rest(admin).get(`/parts/${id}`)).body).toMatchObject({ name: 'new', rev: 2 })
  })
})
