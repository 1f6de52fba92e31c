import { describe, expect, it } from 'vitest'
import { systemRequest } from '../../../src/services/actor'
import { recordAudit } from '../../../src/services/audit'
import { shipConfiguration } from '../../../src/services/configuration/ship'
import { contentHash } from '../../../src/services/contentHash'
import { ENDOSCOPE } from '../../../src/shipped/endoscope'
import { MDRD } from '../../../src/shipped/mdrd'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')

type Family = { id: string; draft: unknown; rev: number; release: string | null; state: string }
const family = async (code: string): Promise<Family> => {
  const [row] = await sql<Family>(
    `select id, draft, rev::int as rev, release_id as release, state::text as state
     from product_families where code = $1`,
    [code],
  )
  if (!row) throw new Error(`There is no family ${code}.`)
  return row
}
const ship = async () => shipConfiguration(await systemRequest(payload))
const acts = (id: string) =>
  sql(
    `select action, before, after, reason from audit_events
     where resource = 'product-families' and resource_id = $1 order by seq desc limit 1`,
    [id],
  )

/** The same product some time ago. */
const earlier = <Content extends { label: { en: string } }>(content: Content): Content => ({
  ...content,
  label: { ...content.label, en: 'As it was called then' },
})

describe('a later edition of what the product ships (contract 1)', () => {
  it('arrives as the draft of a family that the plant has not changed; what is in force stays', async () => {
    const old = earlier(MDRD)
    await sql(`alter table configuration_releases disable trigger user`)
    await sql(`update configuration_releases set content = $1, sha256 = $2 where code = 'MDRD'`, [
      JSON.stringify(old),
      contentHash(old),
    ])
    await sql(`alter table configuration_releases enable trigger user`)
    await sql(`update product_families set draft = $1 where code = 'MDRD'`, [JSON.stringify(old)])
    const before = await family('MDRD')

    await ship()

    const after = await family('MDRD')
    expect(after).toEqual({ ...before, draft: after.draft, rev: before.rev + 1 })
    expect(contentHash(after.draft)).toBe(contentHash(MDRD))
    expect(await acts(after.id)).toEqual([
      {
        action: 'update',
        before: { edition: contentHash(old) },
        after: { edition: contentHash(MDRD) },
        reason: 'A later edition, delivered with the product.',
      },
    ])

    await ship()
    expect(await family('MDRD')).toEqual(after)
  })

  it('arrives as well where nobody has looked at the one before', async () => {
    await sql(`update product_families set draft = $1 where code = 'ENDOSCOPE'`, [
      JSON.stringify(earlier(ENDOSCOPE)),
    ])
    await ship()
    const { draft, rev } = await family('ENDOSCOPE')
    expect([contentHash(draft), rev]).toEqual([contentHash(ENDOSCOPE), 2])
  })

  it('arrives as well over a later edition that was never published', async () => {
    const old = earlier(ENDOSCOPE)
    const { id } = await family('ENDOSCOPE')
    await sql(`update product_families set draft = $1 where id = $2`, [JSON.stringify(old), id])
    await recordAudit(await systemRequest(payload), {
      action: 'update',
      resource: 'product-families',
      resourceId: id,
      after: { edition: contentHash(old) },
    })
    await ship()
    expect(contentHash((await family('ENDOSCOPE')).draft)).toBe(contentHash(ENDOSCOPE))
  })

  it('leaves a draft alone that the plant has changed', async () => {
    const { id } = await family('INSTROSINK')
    const { draft } = await family('INSTROSINK')
    const changed = {
      ...Object(draft),
      label: { en: 'Our own sink', fr: 'Le nôtre', es: 'El nuestro' },
    }
    const saved = await rest(admin).patch(`/product-families/${id}`, { draft: changed })
    expect(saved.status, saved.text).toBe(200)
    const before = await family('INSTROSINK')
    await ship()
    expect(await family('INSTROSINK')).toEqual(before)
  })
})
