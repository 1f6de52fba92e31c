import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { claimed } from '../../support/floor'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')

beforeAll(() => loadCatalogue(payload))

const patch = async (path: string, data: Record<string, unknown>): Promise<void> => {
  const { status, text } = await rest(coordinator).patch(path, data)
  expect(status, text.slice(0, 300)).toBe(200)
}

describe('what a write is asked to answer with changes nothing about what it does', () => {
  it.each(['select[orderNumber]=true', 'select[customerName]=false&select[language]=false'])(
    'the builds of an order keep the copies of its data (%s)',
    async (select) => {
      const { order } = await submit(coordinator, { projectName: 'East wing' })
      const standing = () =>
        sql(
          `select b.customer_name, b.project_name, b.rev, o.customer_name as ordered, m.version
           from builds b join orders o on o.id = b.order_id join boms m on m.build_id = b.id
           where o.id = $1`,
          [order.id],
        )
      const before = await standing()
      await patch(`/orders/${order.id}?${select}`, { notes: 'Ring before delivery.' })
      expect(await standing()).toEqual(before)
      expect(before[0]).toMatchObject({ project_name: 'East wing' })
      expect(before[0]?.customer_name).toBe(before[0]?.ordered)
    },
  )

  it('and over GraphQL, where the fields of the answer are named anyway', async () => {
    const { order } = await submit(coordinator, { projectName: 'West wing' })
    const { body } = await graphql(
      coordinator,
      `mutation { updateOrder(id: "${order.id}", data: { notes: "Ring." }) { orderNumber } }`,
    )
    expect(body.errors).toBeUndefined()
    const [build] = await sql(`select project_name from builds where order_id = $1`, [order.id])
    expect(build).toEqual({ project_name: 'West wing' })
  })

  it.each(['select[configuration]=false', 'select[buildNumber]=true'])(
    'a build keeps its bill of materials (%s)',
    async (select) => {
      const { id } = firstBuild(await submit(coordinator))
      const standing = () =>
        sql(
          `select b.configuration, b.release_id, m.id, m.version, m.state
           from builds b join boms m on m.build_id = b.id where b.id = $1`,
          [id],
        )
      const before = await standing()
      await patch(`/builds/${id}?${select}`, { buildNumber: `RENAMED-${id}` })
      expect(await standing()).toEqual(before)
    },
  )

  it('tasks stay with the assembler of their build', async () => {
    const id = await claimed({ coordinator, procurement, qc, assembler })
    const standing = () =>
      sql(
        `select t.id, t.assigned_to_id, b.assigned_to_id as build_of
         from tasks t join builds b on b.id = t.build_id where b.id = $1 order by t.id`,
        [id],
      )
    const before = await standing()
    expect(before[0]).toMatchObject({ assigned_to_id: assembler.id, build_of: assembler.id })
    await patch(`/builds/${id}?select[assignedTo]=false`, { assignedTo: assembler.id })
    expect(await standing()).toEqual(before)
  })

  it('an uploaded picture is kept byte for byte', async () => {
    const data = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#369' } })
      .withExif({ IFD2: { DateTimeOriginal: '2026:07:01 10:00:00', OffsetTimeOriginal: '+02:00' } })
      .webp({ quality: 90 })
      .toBuffer()
    const form = new FormData()
    form.set('file', new File([new Uint8Array(data)], 'sink.webp', { type: 'image/webp' }))
    form.set('_payload', JSON.stringify({ title: 'A sink', type: 'PHOTO' }))
    const { status, text } = await rest(coordinator).post('/documents?select[title]=true', form)
    expect(status, text.slice(0, 300)).toBe(201)
    const [row] = await sql(`select filename, sha256 from documents where title = 'A sink'`)
    const stored = readFileSync(
      path.join(process.env.DATA_DIR ?? '', 'uploads', String(row?.filename)),
    )
    expect(createHash('sha256').update(stored).digest('hex')).toBe(row?.sha256)
    expect(stored.equals(data)).toBe(true)
  })

  it('the trail of the settings tells the change and nothing else', async () => {
    const { status, text } = await rest(admin).post('/globals/settings?select[timeZone]=true', {
      companyPhone: '+1 416 555 0100',
    })
    expect(status, text.slice(0, 300)).toBe(200)
    const [event] = await sql(
      `select before, after from audit_events where resource = 'settings' order by at desc, id desc limit 1`,
    )
    expect(event).toEqual({
      before: { companyPhone: null, rev: 1 },
      after: { companyPhone: '+1 416 555 0100', rev: 2 },
    })
  })
})
