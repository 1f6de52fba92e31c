import { Client } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { MDRD } from '../../../src/shipped/mdrd'
import { INSPECT_AFTER_PRODUCTION } from '../../../src/shipped/workflows'
import { rest } from '../../support/api'
import { passForm, readyForFinalQc } from '../../support/floor'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'

/** Handbook 15.4: a check proves every signature later, whatever it was given for, and fails after any tampering. */

const { payload, sql, databaseUrl } = await bootPayload()
const someone = given(payload)
const crew = {
  coordinator: await someone.user('PRODUCTION_COORDINATOR'),
  procurement: await someone.user('PROCUREMENT'),
  qc: await someone.user('QC_PERSON'),
  assembler: await someone.user('ASSEMBLER'),
}
const admin = await someone.user('ADMIN')

type Given = { id: string; resource: string; resourceId: string; subject: string }
const allGiven = () =>
  sql<Given>(
    `select s.id, s.resource, s.resource_id as "resourceId",
            coalesce(m.state::text, i.kind::text, r.kind::text) as subject
     from signatures s left join boms m on m.id::text = s.resource_id
     left join inspections i on i.id::text = s.resource_id
     left join configuration_releases r on r.id::text = s.resource_id order by s.signed_at`,
  )
const one = async (subject: string): Promise<Given> => {
  const found = (await allGiven()).find((signature) => signature.subject === subject)
  if (!found) throw new Error(`Nothing of ${subject} is signed.`)
  return found
}
const verified = async (id: string) => {
  const { status, text, body } = await rest(admin).get<{ intact: boolean }>(
    `/signatures/${id}/verify`,
  )
  expect(status, text).toBe(200)
  return body.intact
}

/** What only the owner of the database can do: rules and triggers do not see it. */
async function tamper(text: string, values: unknown[]): Promise<void> {
  const owner = new Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    await owner.query('set session_replication_role = replica')
    await owner.query(text, values)
  } finally {
    await owner.end()
  }
}

async function publish(slug: string, code: string, draft: unknown): Promise<void> {
  const [header] = await sql<{ id: string }>(
    `select id from ${slug.replace('-', '_')} where code = $1`,
    [code],
  )
  const saved = await rest(admin).patch(`/${slug}/${header?.id}`, { draft })
  expect(saved.status, saved.text).toBe(200)
  const published = await rest(admin).post(`/${slug}/${header?.id}/publish`, {
    password: admin.password,
    reason: 'Easier to read',
  })
  expect(published.status, published.text).toBe(201)
}

beforeAll(async () => {
  await loadCatalogue(payload)
  const released = await readyForFinalQc(crew)
  await passForm(crew.qc, released, 'FINAL_QC')
  const { bom } = firstBuild(await submit(crew.coordinator))
  const { procurement } = crew
  const rejected = await rest(procurement).post(`/boms/${bom.id}/reject`, {
    password: procurement.password,
    note: 'The legs are too short for this room.',
  })
  expect(rejected.status, rejected.text).toBe(200)
  await publish('product-families', 'MDRD', {
    ...MDRD,
    label: { ...MDRD.label, en: 'Sink for reprocessing' },
  })
  await publish('workflows', 'INSPECT_AFTER_PRODUCTION', INSPECT_AFTER_PRODUCTION)
}, 240_000)

describe('a signature under any kind of record', () => {
  it('is proved as it was given', async () => {
    const given = await allGiven()
    expect(given.map(({ subject }) => subject).toSorted()).toEqual([
      'APPROVED',
      'END_OF_LINE',
      'FAMILY',
      'FINAL_QC',
      'PACKAGING',
      'PRE_QC',
      'REJECTED',
      'WORKFLOW',
    ])
    for (const { id, subject } of given) expect(await verified(id), subject).toBe(true)
  })

  it.each([
    [
      'FAMILY',
      'its content',
      `configuration_releases set content = jsonb_set(content, '{label,en}', '"Other"')`,
    ],
    ['FAMILY', 'its reason', `configuration_releases set reason = 'Another one'`],
    ['WORKFLOW', 'its version', 'configuration_releases set version = version + 40'],
    ['APPROVED', 'its configuration', `boms set configuration = '{}'`],
    ['REJECTED', 'its verdict', `boms set state = 'APPROVED'`],
    ['PRE_QC', 'an answer', `inspections set items = jsonb_set(items, '{0,note}', '"never said"')`],
    ['PACKAGING', 'an answer', `inspections set items = items - 0`],
    ['FINAL_QC', 'its verdict', `inspections set outcome = 'FAIL'`],
  ])('fails under %s when %s was altered, and stands again when it is put back', async (...row) => {
    const [subject, , change] = row
    const { id, resourceId } = await one(subject)
    const table = change.slice(0, change.indexOf(' '))
    await tamper(`create table kept as select * from ${table} where id = $1`, [resourceId])
    await tamper(`update ${change} where id = $1`, [resourceId])
    expect(await verified(id)).toBe(false)
    await tamper(`delete from ${table} where id = $1`, [resourceId])
    await tamper(`insert into ${table} select * from kept`, [])
    await tamper('drop table kept', [])
    expect(await verified(id)).toBe(true)
  })

  it('cannot be moved to another record', async () => {
    const [family, workflow] = [await one('FAMILY'), await one('WORKFLOW')]
    await tamper('update signatures set resource_id = $2 where id = $1', [
      family.id,
      workflow.resourceId,
    ])
    expect(await verified(family.id)).toBe(false)
  })

  it('fails when its record is gone', async () => {
    const { id, resourceId } = await one('END_OF_LINE')
    await tamper('delete from inspections where id = $1', [resourceId])
    expect(await verified(id)).toBe(false)
  })
})
