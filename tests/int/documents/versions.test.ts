import { createLocalReq } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, firstBuild, loadCatalogue, submit, type Submitted } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const { inTransaction } = await import('../../../src/db/transaction')
const { versionOf } = await import('../../../src/services/documents/version')
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const admin = await someone.user('ADMIN')
const qc = await someone.user('QC_PERSON', { firstName: 'Quinn', lastName: 'Control' })
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

let order: Submitted
beforeAll(async () => {
  await loadCatalogue(payload)
  order = await submit(coordinator, { builds: [build(), build()] })
})

type Doc = {
  id: string
  title: string
  type: string
  version: number
  replaces: string | null
  approvedBy: string | null
  approvedAt: string | null
  sha256: string
}

let counter = 0
/** A PDF that no other upload has the bytes of. */
const pdf = (): File => {
  counter += 1
  return new File([`%PDF-1.4\n% ${counter}\ntrailer<<>>\n%%EOF\n`], 'file.pdf')
}

const post = (user: TestUser, own: Record<string, unknown>, file = pdf()) => {
  const form = new FormData()
  form.set('file', file)
  form.set('_payload', JSON.stringify({ title: 'Top view', type: 'TECHNICAL_DRAWING', ...own }))
  return rest(user).post<{ doc: Doc }>('/documents?depth=0', form)
}
const put = async (user: TestUser, own: Record<string, unknown>): Promise<Doc> => {
  const { status, body, text } = await post(user, own)
  if (status !== 201) throw new Error(`The upload was refused: ${status} ${text}`)
  return body.doc
}
const read = async (id: string): Promise<Doc> =>
  (await rest(admin).get<Doc>(`/documents/${id}?depth=0`)).body
const approve = (user: TestUser | undefined, id: string) =>
  rest(user).post<{ version: number; approvedBy: string }>(`/documents/${id}/approve`)
const ofBuild = () => ({ order: order.order.id, build: firstBuild(order).id })

describe('a new file of the same title, type and record', () => {
  it('is the next version, which names the one before; both stay with their files', async () => {
    const first = await put(coordinator, ofBuild())
    const second = await put(admin, { ...ofBuild(), title: ' top VIEW ' })
    const third = await put(coordinator, ofBuild())

    expect([first, second, third].map(({ version, replaces }) => [version, replaces])).toEqual([
      [1, null],
      [2, first.id],
      [3, second.id],
    ])
    expect(new Set([first, second, third].map(({ sha256 }) => sha256)).size).toBe(3)
    expect((await read(first.id)).sha256).toBe(first.sha256)
  })

  it.each([
    ['of another title', { title: 'Side view' }],
    ['of another type', { type: 'OTHER' }],
    ['that shows prices', { showsCost: true }],
  ])('%s is a paper of its own', async (_, own) => {
    await put(coordinator, { ...ofBuild(), title: 'Front view' })
    const other = await put(coordinator, { ...ofBuild(), title: 'Front view', ...own })
    expect(other).toMatchObject({ version: 1, replaces: null })
  })

  it('of another record is a paper of its own, and so is one that belongs to nothing', async () => {
    const [one, sister] = order.builds
    const title = 'Rear view'
    await put(coordinator, { title, order: order.order.id, build: one?.id })
    for (const own of [{ order: order.order.id, build: sister?.id }, { order: order.order.id }, {}])
      expect(await put(coordinator, { title, ...own })).toMatchObject({ version: 1 })
    expect(await put(coordinator, { title })).toMatchObject({ version: 1, replaces: null })
  })

  it('of a draft is a paper of its own; versions begin on the order', async () => {
    const draft = await rest(coordinator).post<{ doc: { id: string } }>('/order-drafts', {
      title: 'Two drawings of one file name',
      step: 1,
      content: {},
    })
    const own = { title: 'drawing.pdf', draft: draft.body.doc.id }
    const first = await put(coordinator, own)
    const second = await put(coordinator, own)
    const submitted = await submit(coordinator, { draft: draft.body.doc.id })
    const papers = await sql(
      `select id, version::int as version, replaces_id as replaces from documents
       where order_id = $1 order by id`,
      [submitted.order.id],
    )
    expect(papers).toEqual([
      { id: first.id, version: 1, replaces: null },
      { id: second.id, version: 1, replaces: null },
    ])
    const next = await put(coordinator, { title: 'drawing.pdf', order: submitted.order.id })
    expect(next).toMatchObject({ version: 2, replaces: second.id })
  })

  it('never counts photos: each is evidence of its own', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    for (let count = 0; count < 2; count += 1) {
      const { body } = await post(
        coordinator,
        { ...ofBuild(), title: 'image.png', type: 'PHOTO' },
        new File([new Uint8Array(png)], 'image.png'),
      )
      expect(body.doc).toMatchObject({ version: 1, replaces: null })
    }
  })

  it('has one version after the other also when many come at once', async () => {
    const title = 'Plumbing plan'
    const docs = await Promise.all(
      Array.from({ length: 4 }, () => put(coordinator, { ...ofBuild(), title })),
    )
    expect(docs.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4])
    const rows = await sql<{ id: string; replaces: string | null }>(
      'select id, replaces_id as replaces from documents where title = $1 order by version',
      [title],
    )
    expect(rows.map(({ replaces }) => replaces)).toEqual([
      null,
      ...rows.slice(0, -1).map(({ id }) => id),
    ])
  })

  it('waits only for what is stored with the same record', async () => {
    const title = 'Same words'
    const [one, sister] = order.builds
    const req = await createLocalReq({}, payload)
    await inTransaction(req, async () => {
      await versionOf(req, { title, type: 'TECHNICAL_DRAWING', build: one?.id ?? null })
      expect(await put(coordinator, { title, build: sister?.id })).toMatchObject({ version: 1 })
    })
  })

  it('goes on after a version that was filed under another name by hand', async () => {
    const title = 'Old chain'
    const first = await put(coordinator, { ...ofBuild(), title })
    const second = await put(coordinator, { ...ofBuild(), title })
    await sql(`update documents set title = 'Other chain' where id = $1`, [second.id])

    const anew = await put(coordinator, { ...ofBuild(), title })
    expect(anew).toMatchObject({ version: 1, replaces: null })
    expect(await put(coordinator, { ...ofBuild(), title })).toMatchObject({
      version: 2,
      replaces: anew.id,
    })
    expect(await put(coordinator, { ...ofBuild(), title: 'Other chain' })).toMatchObject({
      version: 3,
      replaces: second.id,
    })
    expect(await read(first.id)).toMatchObject({ version: 1, title })
  })

  it('keeps it and the one before together: neither is filed otherwise', async () => {
    const title = 'Kept together'
    const first = await put(coordinator, { ...ofBuild(), title })
    const second = await put(coordinator, { ...ofBuild(), title })
    for (const { id } of [first, second])
      for (const change of [
        { title: 'Other' },
        { type: 'OTHER' },
        { showsCost: true },
        { order: null },
        { build: order.builds[1]?.id },
      ])
        expect(await rest(admin).patch(`/documents/${id}`, change)).toMatchObject(
          refusal(409, 'wrong_state'),
        )
    const { status } = await rest(admin).patch(`/documents/${first.id}`, { title, draft: null })
    expect(status).toBe(200)
    expect(
      await sql(
        'select title, type::text, replaces_id as replaces from documents where title = $1 order by version',
        [title],
      ),
    ).toEqual([
      { title, type: 'TECHNICAL_DRAWING', replaces: null },
      { title, type: 'TECHNICAL_DRAWING', replaces: first.id },
    ])

    const alone = await put(coordinator, { ...ofBuild(), title: 'Alone' })
    expect(
      (await rest(coordinator).patch(`/documents/${alone.id}`, { title: 'Alone 2' })).status,
    ).toBe(200)
  })

  it('takes neither version nor mark from whoever sends it', async () => {
    const doc = await put(coordinator, {
      ...ofBuild(),
      title: 'Forged',
      version: 9,
      number: 'RC-1',
      replaces: firstBuild(order).id,
      approvedBy: qc.id,
      approvedAt: '2026-01-01T00:00:00.000Z',
    })
    expect(doc).toMatchObject({ version: 1, replaces: null, approvedBy: null, approvedAt: null })
    await rest(admin).patch(`/documents/${doc.id}`, { version: 9, approvedBy: qc.id, number: 'X' })
    expect(
      await sql('select version::int, number, approved_by_id from documents where id = $1', [
        doc.id,
      ]),
    ).toEqual([{ version: 1, number: null, approved_by_id: null }])
  })

  it('of what is no record is refused, and no version is ever deleted', async () => {
    for (const build of ['no id', '01900000-0000-7000-8000-00000000ffff'])
      expect((await post(coordinator, { build })).status).toBe(422)
    const { id } = await put(coordinator, { ...ofBuild(), title: 'Kept view' })
    await put(coordinator, { ...ofBuild(), title: 'Kept view' })
    expect((await rest(admin).delete(`/documents/${id}`)).status).toBe(403)
  })
})

describe('the mark of approval', () => {
  it('is set by quality or an Admin, once, and is in the trail', async () => {
    const { id } = await put(coordinator, { ...ofBuild(), title: 'Approved view' })
    for (const user of [coordinator, procurement, assembler, service])
      expect(await approve(user, id)).toMatchObject(refusal(403, 'role_not_allowed'))
    expect((await approve(undefined, id)).status).toBe(401)

    const approved = await approve(qc, id)
    expect(approved).toMatchObject({
      status: 200,
      body: { version: 1, approvedBy: 'Quinn Control' },
    })
    expect(await read(id)).toMatchObject({ approvedBy: qc.id, version: 1 })
    expect(await approve(admin, id)).toMatchObject(refusal(409, 'wrong_state'))
    expect((await read(id)).approvedBy).toBe(qc.id)
    expect(
      await sql(
        `select actor, after->>'approvedBy' as by from audit_events
         where action = 'approve' and resource = 'documents' and resource_id = $1`,
        [id],
      ),
    ).toEqual([{ actor: qc.id, by: qc.id }])
  })

  it('fixes what the drawing is; a new version begins without it', async () => {
    const title = 'Fixed view'
    const first = await put(coordinator, { ...ofBuild(), title })
    await approve(qc, first.id)
    for (const change of [{ title: 'Other' }, { type: 'OTHER' }, { build: order.builds[1]?.id }])
      expect(await rest(admin).patch(`/documents/${first.id}`, change)).toMatchObject(
        refusal(409, 'wrong_state'),
      )
    const { body } = await graphql(
      admin,
      'mutation ($id: String!) { updateDocument(id: $id, data: { title: "Other" }) { id } }',
      { id: first.id },
    )
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'wrong_state' })
    expect((await rest(admin).patch(`/documents/${first.id}`, { title })).status).toBe(200)
    await expect(
      sql(`update documents set approved_at = null, approved_by_id = null where id = $1`, [
        first.id,
      ]),
    ).rejects.toThrow(/locked/)

    const second = await put(coordinator, { ...ofBuild(), title })
    expect(second).toMatchObject({ version: 2, replaces: first.id, approvedAt: null })
    expect(await read(first.id)).toMatchObject({ title, approvedBy: qc.id })
  })

  it('is refused for anything but the newest version of a drawing that belongs to something', async () => {
    const title = 'Old view'
    const old = await put(coordinator, { ...ofBuild(), title })
    await put(coordinator, { ...ofBuild(), title })
    const other = await put(coordinator, { ...ofBuild(), title, type: 'OTHER' })
    const loose = await put(coordinator, { title })
    for (const { id } of [old, other, loose])
      expect(await approve(qc, id)).toMatchObject(refusal(409, 'wrong_state'))
    const hidden = await put(coordinator, { ...ofBuild(), title, showsCost: true })
    expect(await approve(qc, hidden.id)).toMatchObject(refusal(404, 'not_found'))
  })
})
