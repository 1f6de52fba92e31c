import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { INSPECT_AFTER_PRODUCTION, SHIPPED_WORKFLOWS } from '../../../src/shipped/workflows'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const { workOnChecks } = await import('../../../src/jobs/releaseChecks')
const { contentHash } = await import('../../../src/services/contentHash')
const someone = given(payload)
const admin = await someone.user('ADMIN')
const other = await someone.user('ADMIN')

type Json = Record<string, unknown>
const CODE = 'INSPECT_AFTER_PRODUCTION'
let id = ''
beforeAll(async () => {
  const [found] = await sql<{ id: string }>(`select id from workflows where code = $1`, [CODE])
  id = found?.id ?? ''
})

/** A draft that differs from every other. */
let drafts = 0
const draft = () => {
  drafts += 1
  const label = { ...INSPECT_AFTER_PRODUCTION.label, en: `Inspect later ${drafts}` }
  return { ...INSPECT_AFTER_PRODUCTION, label }
}
const save = async (content: unknown, user = admin) => {
  const saved = await rest(user).patch(`/workflows/${id}`, { draft: content })
  if (saved.status !== 200) throw new Error(saved.text)
}
const rev = async () =>
  (await sql<{ rev: number }>(`select rev::int from workflows where id = $1`, [id]))[0]?.rev ?? 0
const stored = async () =>
  (await sql<{ draft: unknown }>(`select draft from workflows where id = $1`, [id]))[0]?.draft
const act = (path: string, body: Json = {}, headers: Record<string, string> = {}) =>
  rest(admin).post<{ id: string; version: number; errors: { code: string }[] }>(path, body, headers)
const publish = (own: Json, headers?: Record<string, string>) =>
  act(
    `/workflows/${id}/publish`,
    { password: admin.password, reason: 'Inspect later', ...own },
    headers,
  )
const expectStale = ({ status, body }: { status: number; body: { errors: { code: string }[] } }) =>
  expect([status, body.errors?.[0]?.code], JSON.stringify(body)).toEqual([409, 'stale_revision'])

describe('a draft that somebody else saved after the page was opened', () => {
  let seen = 0
  beforeEach(async () => {
    await save(draft())
    seen = await rev()
    await save(draft(), other)
  })

  it('is not signed by revision, by If-Match or by what was seen', async () => {
    expectStale(await publish({ rev: seen }))
    expectStale(await publish({}, { 'If-Match': `"${seen}"` }))
    expectStale(await publish({ sha256: contentHash(INSPECT_AFTER_PRODUCTION) }))
    const published = await publish({ rev: await rev(), sha256: contentHash(await stored()) })
    expect(published.status, published.text).toBe(201)
  })

  it('is not replaced by a file or a former release, nor put to use', async () => {
    const newer = await stored()
    expectStale(await act(`/workflows/${id}/import`, { content: draft(), rev: seen }))
    const [release] = await sql<{ id: string }>(
      `select id from configuration_releases where kind = 'WORKFLOW' and code = $1 limit 1`,
      [CODE],
    )
    expectStale(await act(`/configuration-releases/${release?.id}/restore`, { rev: seen }))
    expectStale(await act(`/workflows/${id}/default`, { reason: 'In use', rev: seen }))
    expect(await stored()).toEqual(newer)
  })
})

it('a draft that was replaced can be read again in the audit log', async () => {
  const former = draft()
  await save(former)
  const content = draft()
  const replaced = await act(`/workflows/${id}/import`, { content, rev: await rev() })
  expect(replaced.status, replaced.text).toBe(200)
  const [row] = await sql<{ before: Json; after: Json }>(
    `select before, after from audit_events where resource = 'workflows' and resource_id = $1 order by seq desc limit 1`,
    [id],
  )
  expect(row?.before).toMatchObject({ draft: { label: former.label } })
  expect(row?.after).toEqual({
    draftHash: contentHash(content),
    draft: { label: content.label },
    rev: await rev(),
  })
})

describe('the code of a family or workflow', () => {
  it('stays as it is once a release bears it', async () => {
    for (const [slug, table, kind] of [
      ['product-families', 'product_families', 'FAMILY'],
      ['workflows', 'workflows', 'WORKFLOW'],
    ] as const) {
      const [published] = await sql<{ id: string; code: string }>(
        `select h.id, h.code from ${table} h where exists
           (select from configuration_releases r where r.kind = '${kind}' and r.code = h.code) limit 1`,
      )
      const { status, body } = await rest(admin).patch<{
        errors: { code: string; field: string }[]
      }>(`/${slug}/${published?.id}`, { code: 'ANOTHER' })
      expect([status, body.errors]).toEqual([
        409,
        [expect.objectContaining({ code: 'wrong_state', field: 'code' })],
      ])
      const same = await rest(admin).patch(`/${slug}/${published?.id}`, {
        code: published?.code,
        name: 'Another name',
      })
      expect(same.status, same.text).toBe(200)
    }
  })

  it('is one that can be published, or the family is not made', async () => {
    const asked = { name: 'My family', draft: {} }
    for (const [own, field] of [
      [{ code: 'my family' }, 'code'],
      [{ code: '2ND' }, 'code'],
      [{ code: 'MINE', draft: [1] }, 'draft'],
    ] as const) {
      const { status, body } = await rest(admin).post<{
        errors: { code: string; field: string }[]
      }>('/product-families', { ...asked, ...own })
      expect([status, body.errors]).toEqual([
        422,
        [expect.objectContaining({ code: 'invalid_value', field })],
      ])
    }
    expect(await sql(`select 1 from product_families where name = 'My family'`)).toEqual([])
    const made = await rest(admin).post<{ doc: { id: string } }>('/product-families', {
      ...asked,
      code: 'MY_FAMILY',
    })
    expect(made.status, made.text).toBe(201)
    const header = `/product-families/${made.body.doc.id}`
    expect((await rest(admin).patch(header, { code: 'my family' })).status).toBe(422)
    expect((await rest(admin).patch(header, { draft: [1] })).status).toBe(422)
    expect(await sql(`select code, draft from product_families where name = 'My family'`)).toEqual([
      { code: 'MY_FAMILY', draft: {} },
    ])
  })

  it('may be corrected before anything was published', async () => {
    const [first] = SHIPPED_WORKFLOWS
    const made = await rest(admin).post<{ doc: { id: string } }>('/workflows', {
      code: 'TYPO',
      name: 'Not published yet',
      draft: first?.definition,
    })
    expect(made.status, made.text).toBe(201)
    const codes = () =>
      sql(`select code, draft->>'code' as draft from workflows where id = $1`, [made.body.doc.id])
    expect(await codes()).toEqual([{ code: 'TYPO', draft: 'TYPO' }])
    const { status, text } = await rest(admin).patch(`/workflows/${made.body.doc.id}`, {
      code: 'RIGHT',
    })
    expect(status, text).toBe(200)
    expect(await codes()).toEqual([{ code: 'RIGHT', draft: 'RIGHT' }])
  })
})

describe('a check of consequences whose worker died', () => {
  const ask = async () => {
    const [found] = await sql<{ id: string }>(`select id from product_families where code = 'MDRD'`)
    const { status, text, body } = await rest(admin).post<{ id: string }>(
      `/product-families/${found?.id}/consequences`,
      { closedBuilds: 7 },
    )
    if (status !== 201) throw new Error(text)
    return body.id
  }
  const died = (check: string, begun: string) =>
    sql(
      `update release_checks set state = 'RUNNING', updated_at = now() - interval '6 minutes',
              started_at = now() - $2::interval where id = $1`,
      [check, begun],
    )
  const stateOf = async (check: string) =>
    (
      await sql(
        `select state::text, closed_builds::int as closed from release_checks where id = $1`,
        [check],
      )
    )[0]

  it('looks at a number of builds that can be', async () => {
    const [found] = await sql<{ id: string }>(`select id from product_families where code = 'MDRD'`)
    for (const [closedBuilds, refused] of [
      [-1, 422],
      [10_001, 422],
      [2.5, 400],
      ['all', 400],
    ] as const) {
      const { status, body } = await rest(admin).post<{ errors: { message: string }[] }>(
        `/product-families/${found?.id}/consequences`,
        { closedBuilds },
      )
      expect([status, body.errors.map(({ message }) => message)], String(closedBuilds)).toEqual([
        refused,
        [expect.stringContaining('How many closed builds are looked at: a whole number from 0')],
      ])
    }
  })

  it('is given up when it was begun several times', async () => {
    const check = await ask()
    await died(check, '30 minutes')
    expect(await workOnChecks(payload)).toBe(0)
    expect(await stateOf(check)).toEqual({ state: 'FAILED', closed: 7 })
  })
})
