import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, firstBuild, loadCatalogue, submission, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const colleague = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

beforeAll(() => loadCatalogue(payload))

type Draft = { doc: { id: string; createdBy: string | { id: string }; content: unknown } }
const begin = async (user: TestUser) => {
  const { status, body, text } = await rest(user).post<Draft>('/order-drafts', {
    title: 'Harbour Clinic',
    step: 2,
    content: submission(),
  })
  expect(status, text.slice(0, 300)).toBe(201)
  return body.doc.id
}

/** A picture, which has a smaller one beside it and is what the floor sees of files without a record. */
const attach = async (user: TestUser, draft: string): Promise<{ id: string }> => {
  const picture = await sharp({
    create: { width: 640, height: 480, channels: 3, background: '#369' },
  })
    .png()
    .toBuffer()
  const form = new FormData()
  form.set('file', new File([new Uint8Array(picture)], 'site.png', { type: 'image/png' }))
  form.set('_payload', JSON.stringify({ title: 'Site', type: 'PHOTO', draft }))
  const { status, body, text } = await rest(user).post<{ doc: { id: string } }>('/documents', form)
  expect(status, text.slice(0, 300)).toBe(201)
  return body.doc
}
const fileOf = async (id: string) => {
  const [row] = await sql<{ filename: string; thumbnail: string }>(
    'select filename, sizes_thumbnail_filename as thumbnail from documents where id = $1',
    [id],
  )
  if (!row?.thumbnail) throw new Error('This file has no thumbnail.')
  return row
}

describe('drafts of the wizard', () => {
  it('belong to whoever began them, whatever was sent', async () => {
    const stolen = { title: 'Not mine', step: 1, content: {}, createdBy: colleague.id }
    expect((await rest(coordinator).post('/order-drafts', stolen)).status).toBe(403)

    const id = await begin(coordinator)
    expect(await sql('select created_by_id from order_drafts where id = $1', [id])).toEqual([
      { created_by_id: coordinator.id },
    ])
    await rest(coordinator).patch(`/order-drafts/${id}`, { createdBy: colleague.id })
    expect(await sql('select created_by_id from order_drafts where id = $1', [id])).toEqual([
      { created_by_id: coordinator.id },
    ])
  })

  it('are saved and resumed by their owner', async () => {
    const id = await begin(coordinator)
    const content = { poNumber: 'PO <b>1</b>', builds: [{ anything: ['goes', 1, null] }] }
    expect(
      (await rest(coordinator).patch(`/order-drafts/${id}`, { step: 4, content })).status,
    ).toBe(200)
    const { body } = await rest(coordinator).get<{ step: number; content: unknown }>(
      `/order-drafts/${id}`,
    )
    expect(body).toMatchObject({ step: 4, content })
    const { body: list } = await rest(coordinator).get<{ docs: { id: string }[] }>('/order-drafts')
    expect(list.docs.map((draft) => draft.id)).toContain(id)
  })

  it.each([
    ['a colleague', colleague],
    ['the Admin', admin],
  ])('are invisible and untouchable to %s', async (_, user) => {
    const id = await begin(coordinator)
    const other = rest(user)
    expect((await other.get(`/order-drafts/${id}`)).status).toBe(404)
    const { body } = await other.get<{ docs: { id: string }[] }>('/order-drafts?limit=100')
    expect(body.docs.map((draft) => draft.id)).not.toContain(id)
    expect([403, 404]).toContain((await other.patch(`/order-drafts/${id}`, { step: 5 })).status)
    expect([403, 404]).toContain((await other.delete(`/order-drafts/${id}`)).status)
    const { body: seen } = await graphql(
      user,
      `
        query {
          OrderDrafts(where: { title: { equals: "Harbour Clinic" } }) {
            totalDocs
          }
        }
      `,
    )
    expect(seen).toEqual({ data: { OrderDrafts: { totalDocs: 0 } } })
    const form = new FormData()
    form.set('file', new File(['%PDF-1.4\n%%EOF\n'], 'po.pdf', { type: 'application/pdf' }))
    form.set('_payload', JSON.stringify({ title: 'PO', type: 'PO_DOCUMENT', draft: id }))
    expect((await other.post('/documents', form)).status).toBe(422)
    expect(await other.post('/orders/submit', submission({ draft: id }))).toMatchObject(
      refusal(422, 'invalid_value', { field: 'draft' }),
    )
    expect(await sql('select step::int from order_drafts where id = $1', [id])).toEqual([
      { step: 2 },
    ])
  })

  it.each([
    ['Procurement', procurement],
    ['QC', qc],
  ])('are not for %s at all', async (_, user) => {
    expect(
      (await rest(user).post('/order-drafts', { title: 'x', step: 1, content: {} })).status,
    ).toBe(403)
    expect((await rest(user).get('/order-drafts')).status).toBe(403)
  })

  it('are deleted by their owner; their files remain, without the draft', async () => {
    const id = await begin(coordinator)
    const file = await attach(coordinator, id)

    expect((await rest(coordinator).delete(`/order-drafts/${id}`)).status).toBe(200)
    expect(await sql('select id from order_drafts where id = $1', [id])).toEqual([])
    expect(await sql('select draft_id, order_id from documents where id = $1', [file.id])).toEqual([
      { draft_id: null, order_id: null },
    ])
  })

  describe('keep their files to their owner (handbook 5)', () => {
    const others = [colleague, admin, procurement, qc, assembler, service]
    const hidden = [401, 403, 404]
    const LIST = '{ Documents(limit: 100) { docs { id } } }'

    /** Nobody but the owner finds the file, by any door. */
    const expectPrivate = async (id: string) => {
      const file = await fileOf(id)
      for (const user of others) {
        const other = rest(user)
        const answers = [
          await other.get(`/documents/${id}`),
          await other.patch(`/documents/${id}`, { title: 'Seen' }),
          await other.get(`/documents/file/${file.filename}`),
          await other.get(`/documents/file/${file.thumbnail}`),
        ]
        for (const { status } of answers) expect(hidden, user.role).toContain(status)
        const lists = [
          await other.get('/documents?limit=100'),
          await other.get(`/documents?where[filename][equals]=${file.filename}`),
          await graphql(user, LIST),
          await other.get('/order-drafts?depth=2&limit=100'),
        ]
        for (const { text } of lists) expect(text, user.role).not.toContain(id)
        expect(
          (await other.get(`/documents/count?where[id][equals]=${id}`)).body.totalDocs ?? 0,
        ).toBe(0)
      }
      const own = rest(coordinator)
      expect((await own.get(`/documents/${id}`)).status).toBe(200)
      expect((await own.get(`/documents/file/${file.filename}`)).status).toBe(200)
      expect((await own.get(`/documents/file/${file.thumbnail}`)).status).toBe(200)
    }

    it('while they are written, though the file be a picture, and when they are deleted', async () => {
      const draft = await begin(coordinator)
      const { id } = await attach(coordinator, draft)
      await expectPrivate(id)
      expect((await rest(coordinator).delete(`/order-drafts/${draft}`)).status).toBe(200)
      await expectPrivate(id)
    })

    it('when a file is taken off the draft', async () => {
      const { id } = await attach(coordinator, await begin(coordinator))
      const taken = await rest(coordinator).patch(`/documents/${id}`, {
        draft: null,
        ofDraft: false,
      })
      expect(taken.status).toBe(200)
      await expectPrivate(id)
    })

    it('until the order is sent: then they are the order’s', async () => {
      const draft = await begin(coordinator)
      const { id } = await attach(coordinator, draft)
      expect((await rest(coordinator).post('/orders/submit', submission({ draft }))).status).toBe(
        201,
      )
      for (const user of [coordinator, colleague, admin, procurement, qc]) {
        expect((await rest(user).get(`/documents/${id}`)).status, user.role).toBe(200)
      }
    })

    it('or until one is filed with a record by its owner, and never hide what is filed', async () => {
      const draft = await begin(coordinator)
      const { id } = await attach(coordinator, draft)
      const { order } = await submit(coordinator)
      const own = rest(coordinator)
      expect((await own.patch(`/documents/${id}`, { order: order.id })).status).toBe(200)
      expect((await rest(qc).get(`/documents/${id}`)).status).toBe(200)
      await own.patch(`/documents/${id}`, { draft })
      expect((await rest(qc).get(`/documents/${id}`)).status).toBe(200)
    })
  })

  it('that are gone are not found, by whatever is done with them', async () => {
    const id = await begin(coordinator)
    expect((await rest(coordinator).delete(`/order-drafts/${id}`)).status).toBe(200)
    for (const gone of [id, 'no-such-draft']) {
      const path = `/order-drafts/${gone}`
      for (const answer of [
        await rest(coordinator).get(path),
        await rest(coordinator).patch(path, { step: 3 }),
        await rest(coordinator).delete(path),
      ]) {
        expect(answer, gone).toMatchObject(refusal(404, 'not_found'))
      }
    }
  })

  it('count their revisions: an old one writes nothing, and none is not checked', async () => {
    const id = await begin(coordinator)
    const save = (body: unknown) => rest(coordinator).patch(`/order-drafts/${id}`, body)
    const stored = () => sql('select title, rev::int from order_drafts where id = $1', [id])

    expect(await save({ title: 'First window', rev: 1 })).toMatchObject({
      status: 200,
      body: { doc: { rev: 2 } },
    })
    expect(await save({ title: 'Second window', rev: 1 })).toMatchObject(
      refusal(409, 'stale_revision', {
        details: expect.objectContaining({ rev: 2 }),
      }),
    )
    expect(await stored()).toEqual([{ title: 'First window', rev: 2 }])
    expect((await save({ title: 'Kept on purpose' })).status).toBe(200)
    expect(await stored()).toEqual([{ title: 'Kept on purpose', rev: 3 }])
  })

  it('carry no number and are no order', async () => {
    const [before] = await sql(
      'select (select count(*)::int from orders) as orders, (select coalesce(sum(next), 0)::int from counters) as next',
    )
    await begin(coordinator)
    const [after] = await sql(
      'select (select count(*)::int from orders) as orders, (select coalesce(sum(next), 0)::int from counters) as next',
    )
    expect(after).toEqual(before)
  })

  it('a draft submitted twice gives one order', async () => {
    const draft = await begin(coordinator)
    const answers = await Promise.all(
      [1, 2, 3].map(() => rest(coordinator).post('/orders/submit', submission({ draft }))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422])
  })
})

describe('live checks of the form', () => {
  it('tell which numbers are taken, ignoring case, and except the order itself', async () => {
    const submitted = await submit(coordinator)
    const { buildNumber } = firstBuild(submitted)
    const { poNumber, id } = submitted.order
    const free = unique('FREE')
    const ask = (query: string) => rest(coordinator).get(`/orders/check?${query}`)

    expect(
      await ask(
        `poNumber=${poNumber.toLowerCase()}&buildNumber=${buildNumber.toLowerCase()}&buildNumber=${free}`,
      ),
    ).toMatchObject({
      status: 200,
      body: {
        poNumber: { taken: true },
        buildNumbers: { [buildNumber.toLowerCase()]: { taken: true }, [free]: { taken: false } },
      },
    })
    expect(
      (await ask(`poNumber=${poNumber}&buildNumber=${buildNumber}&except=${id}`)).body,
    ).toEqual({ poNumber: { taken: false }, buildNumbers: { [buildNumber]: { taken: false } } })
    expect((await ask(`buildNumber=${free}`)).body).toEqual({
      poNumber: null,
      buildNumbers: { [free]: { taken: false } },
    })
  })

  it.each([
    'except=nonsense',
    `poNumber=${'x'.repeat(300)}`,
    Array.from({ length: 11 }, (_, n) => `buildNumber=N${n}`).join('&'),
    'poNumber=%00',
    'poNumber[a]=b',
    'buildNumber[$ne]=x',
  ])('refuse nonsense: %s', async (query) => {
    const { status, body } = await rest(coordinator).get(`/orders/check?${query}`)
    expect([400, 422]).toContain(status)
    expect(body).toMatchObject({ errors: [{ code: expect.any(String) }] })
  })

  it('are for those who submit', async () => {
    expect((await rest(procurement).get('/orders/check?poNumber=X')).status).toBe(403)
    expect((await rest(qc).get('/orders/propose-build-numbers')).status).toBe(403)
    expect((await rest().get('/orders/check?poNumber=X')).status).toBe(401)
  })
})

describe('proposed build numbers', () => {
  const propose = (query: string) =>
    rest(coordinator).get<{ buildNumbers: string[] }>(`/orders/propose-build-numbers?${query}`)

  it('continue the hint, skip what is taken, and can be submitted', async () => {
    await submit(coordinator, { builds: [build({ buildNumber: 'ward-007' })] })
    const { body } = await propose('count=3&hint=WARD-006')
    expect(body.buildNumbers).toEqual(['WARD-006', 'WARD-008', 'WARD-009'])
    await submit(coordinator, {
      builds: body.buildNumbers.map((buildNumber) => build({ buildNumber })),
    })
    expect((await propose('count=1&hint=WARD-006')).body.buildNumbers).toEqual(['WARD-010'])
  })

  it('make a usable number of any hint', async () => {
    for (const hint of [
      'PO 123',
      "O'Hare #7",
      '%_%',
      '',
      'é'.repeat(200),
      '999999999',
      'a/b.c_d-1',
    ]) {
      const first = await propose(`count=2&hint=${encodeURIComponent(hint)}`)
      expect(first.status, hint).toBe(200)
      const { order } = await submit(coordinator, {
        builds: first.body.buildNumbers.map((buildNumber) => build({ buildNumber })),
      })
      expect(order.orderNumber).toBeTruthy()
      const second = await propose(`count=1&hint=${encodeURIComponent(hint)}`)
      expect(first.body.buildNumbers, hint).not.toContain(second.body.buildNumbers[0])
    }
  })

  it('are 1 to 10 at once', async () => {
    expect((await propose('count=10')).body.buildNumbers).toHaveLength(10)
    for (const count of ['0', '11', '2.5', 'many']) {
      expect([400, 422], count).toContain((await propose(`count=${count}`)).status)
    }
  })
})
