import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import {
  addPhoto,
  allTasksDone,
  answerForm,
  openForm,
  passForm,
  picture,
  readyForPreQc,
  type FloorInspection,
} from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** Handbook 15.4: a signature covers the content that its signer looked at, and nothing that came later. */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const crew = {
  coordinator: await someone.user('PRODUCTION_COORDINATOR'),
  procurement: await someone.user('PROCUREMENT'),
  qc: await someone.user('QC_PERSON'),
  assembler: await someone.user('ASSEMBLER'),
}
const { qc, assembler } = crew
const qc2 = await someone.user('QC_PERSON', { firstName: 'Rhea', lastName: 'Stone' })
const admin = await someone.user('ADMIN')

beforeAll(() => loadCatalogue(payload))

type Stored = { state: string; rev: number; signature: string | null }
const stored = async (id: string): Promise<Stored> => {
  const [row] = await sql<Stored>(
    `select state::text as state, rev::int as rev, signature_id as signature from inspections where id = $1`,
    [id],
  )
  if (!row) throw new Error('There is no such inspection.')
  return row
}

type Signed = { errors?: { code: string; details?: { rev: number } }[] }
const sign = (
  user: TestUser,
  id: string,
  own: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) =>
  rest(user).post<Signed>(
    `/inspections/${id}/sign`,
    { password: user.password, outcome: 'PASS', ...own },
    headers,
  )

/** A draft with every answer good, as its signer sees it. */
async function answered(
  user: TestUser = qc,
  kind = 'PRE_QC',
  build?: string,
): Promise<FloorInspection> {
  const form = await openForm(user, build ?? (await readyForPreQc(crew)), kind)
  await answerForm(user, form)
  return { ...form, rev: (await stored(form.id)).rev }
}

const annotate = async (user: TestUser, { id, items }: FloorInspection) => {
  const [first] = items
  const answer = { key: first?.key, basin: first?.basin, note: 'Seen from the left as well' }
  const { status, text } = await rest(user).patch(`/inspections/${id}`, { items: [answer] })
  expect(status, text).toBe(200)
}

describe('a form is signed as its signer saw it', () => {
  it.each([
    ['in the body', (rev: number) => [{ rev }, {}] as const],
    ['in If-Match', (rev: number) => [{}, { 'if-match': `"${rev}"` }] as const],
  ])('an older revision %s signs nothing; the newest does', async (_case, sent) => {
    const form = await answered()
    await annotate(qc2, form)
    expect(await sign(qc, form.id, ...sent(form.rev))).toMatchObject(
      refusal(409, 'stale_revision', { details: expect.objectContaining({ rev: form.rev + 1 }) }),
    )
    expect(await stored(form.id)).toEqual({ state: 'DRAFT', rev: form.rev + 1, signature: null })

    expect((await sign(qc, form.id, ...sent(form.rev + 1))).status).toBe(200)
    expect(await stored(form.id)).toMatchObject({ state: 'SIGNED', rev: form.rev + 2 })
  })

  it('of a signer and somebody who answers at the same time, nobody signs what they have not seen', async () => {
    const form = await answered()
    const [signed] = await Promise.all([
      sign(qc, form.id, { rev: form.rev }),
      rest(qc2).patch(`/inspections/${form.id}`, {
        items: [{ key: form.items[0]?.key, basin: form.items[0]?.basin, note: 'Late' }],
      }),
    ])
    const { state } = await stored(form.id)
    const [{ late } = { late: null }] = await sql<{ late: boolean }>(
      `select items::text like '%Late%' as late from inspections where id = $1`,
      [form.id],
    )
    expect({ status: signed.status, state, late }).toEqual(
      late
        ? { status: 409, state: 'DRAFT', late: true }
        : { status: 200, state: 'SIGNED', late: false },
    )
  })

  it('a photo that came meanwhile counts: it is signed with the form', async () => {
    const form = await answered()
    await addPhoto(qc2, 'inspections', form.id)
    expect(await sign(qc, form.id, { rev: form.rev })).toMatchObject(refusal(409, 'stale_revision'))
    expect(await stored(form.id)).toMatchObject({ state: 'DRAFT', rev: form.rev + 1 })
    const { body } = await rest(qc).get<{ docs: { actorName: string; rev: number | null }[] }>(
      `/history/inspections/${form.id}`,
    )
    expect(body.docs.filter(({ rev }) => rev === form.rev + 1)).toMatchObject([
      { actorName: 'Rhea Stone' },
    ])
  })

  it('and so does one that was taken away', async () => {
    const form = await answered()
    const photographed = form.items.find(({ photoRequired }) => photoRequired)
    const another = await addPhoto(qc, 'inspections', form.id)
    const { key, basin } = photographed ?? {}
    const give = (photos: string[]) =>
      rest(qc2).patch(`/inspections/${form.id}`, { items: [{ key, basin, photos }] })
    await give([another])
    const { rev } = await stored(form.id)
    await give([])
    expect(await sign(qc, form.id, { rev })).toMatchObject(refusal(409, 'stale_revision'))
    expect(await stored(form.id)).toMatchObject({ state: 'DRAFT', signature: null })
  })

  it('a photo tells the revision that it made, also when it is sent twice', async () => {
    const form = await answered()
    const file = new File([new Uint8Array(await picture())], 'photo.png', { type: 'image/png' })
    const key = { 'idempotency-key': randomUUID() }
    const send = () => {
      const upload = new FormData()
      upload.set('file', file)
      return rest(qc).post<{ rev: number }>(`/inspections/${form.id}/photos`, upload, key)
    }
    const [first, again] = [await send(), await send()]
    expect([first.body.rev, again.body.rev]).toEqual([form.rev + 1, form.rev + 1])
    expect((await sign(qc, form.id, { rev: first.body.rev })).status).toBe(200)
  })

  it('whoever names no revision signs what stands there, as ever', async () => {
    const form = await answered()
    await annotate(qc2, form)
    expect((await sign(qc, form.id)).status).toBe(200)
    expect(await stored(form.id)).toMatchObject({ state: 'SIGNED' })
  })

  it('it is the same for the test and the packing list', async () => {
    const build = await allTasksDone(crew)
    for (const kind of ['END_OF_LINE', 'PACKAGING']) {
      const form = await answered(assembler, kind, build)
      await annotate(admin, form)
      expect(await sign(assembler, form.id, { rev: form.rev }), kind).toMatchObject(
        refusal(409, 'stale_revision'),
      )
      expect((await sign(assembler, form.id, { rev: form.rev + 1 })).status, kind).toBe(200)
    }
  })

  it('who may is judged before, and a form that is signed says so', async () => {
    const build = await readyForPreQc(crew)
    const id = await passForm(qc, build, 'PRE_QC')
    expect(await sign(qc, id, { rev: 1 })).toMatchObject(refusal(409, 'wrong_state'))
    const form = await answered()
    expect(await sign(crew.coordinator, form.id, { rev: 1 })).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
  })
})

describe('what failed is told in words', () => {
  it.each(['notes', 'correctiveAction'])(
    '%s of two characters are refused there',
    async (field) => {
      const form = await answered()
      const failure = {
        reason: 'SURFACE',
        notes: 'A dent at the front.',
        correctiveAction: 'Polish it.',
      }
      const fail = (own: Record<string, string>) =>
        sign(qc, form.id, { outcome: 'FAIL', failure: { ...failure, ...own } })
      for (const short of ['no', ' x ', '']) {
        expect(await fail({ [field]: short }), short).toMatchObject({
          status: 422,
          body: { errors: [{ field: `failure.${field}`, message: expect.stringMatching(/\w+/) }] },
        })
      }
      expect(await stored(form.id)).toMatchObject({ state: 'DRAFT', signature: null })
      expect(
        await sql('select id from nonconformances where inspection_id = $1', [form.id]),
      ).toEqual([])
      // three are enough, and what is longer than the note of a move is kept whole
      const whole = 'Dent. '.repeat(400).trim()
      expect((await fail({ correctiveAction: 'Mop', notes: whole })).status).toBe(200)
      const [kept] = await sql<{ length: number }>(
        `select length(description)::int as length from nonconformances where inspection_id = $1`,
        [form.id],
      )
      expect(kept?.length).toBe(400 * 6 - 1)
    },
  )
})
