import { expect, it } from 'vitest'
import { rest } from '../../support/api'
import { bootPayload } from '../../support/payload'

const { payload } = await bootPayload()

it('a link to the panel is previewed with our own words', () => {
  expect(payload.config.admin.meta.openGraph).toEqual({
    siteName: 'Torvan Workflow',
    title: 'Torvan Workflow',
    description: 'The back office of the sink plant, from order to delivery.',
  })
})

it('the picture of a preview is switched off', async () => {
  const { status, text } = await rest().get('/og?title=x')
  expect([status, text]).toEqual([400, '{"error":"Open Graph images are disabled"}'])
})
