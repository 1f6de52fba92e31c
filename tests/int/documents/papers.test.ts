import { createLocalReq } from 'payload'
import { expect, it } from 'vitest'
import { readPapers } from '../../../src/views/panel/readPapers'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'

const { payload, sql } = await bootPayload()
const someone = given(payload)

it('a drawing stays on the page of its build, before the photos that came later', async () => {
  await loadCatalogue(payload)
  const coordinator = await someone.user('PRODUCTION_COORDINATOR')
  const { id } = firstBuild(await submit(coordinator))
  const form = new FormData()
  form.set('file', new File(['%PDF-1.4\n%%EOF\n'], 'drawing.pdf'))
  form.set('_payload', JSON.stringify({ title: 'Drawing', type: 'TECHNICAL_DRAWING', build: id }))
  const drawing = await rest(coordinator).post<{ doc: { id: string } }>('/documents', form)
  await sql(
    `insert into documents
     select (jsonb_populate_record(d, jsonb_build_object(
       'id', gen_random_uuid(), 'title', 'Photo ' || n, 'type', 'PHOTO', 'filename', n || '.png',
       'created_at', d.created_at + n * interval '1 second'))).*
     from documents d, generate_series(1, 120) n where d.id = $1`,
    [drawing.body.doc.id],
  )

  const user = await payload.findByID({ collection: 'users', id: coordinator.id, depth: 0 })
  const req = await createLocalReq({ user: { ...user, collection: 'users' } }, payload)
  const titles = (await readPapers(req, { build: { equals: id } })).map(({ title }) => title)
  expect(titles).toEqual([
    'Drawing',
    ...Array.from({ length: 120 }, (_, index) => `Photo ${120 - index}`),
  ])
})
