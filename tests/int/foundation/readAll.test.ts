import { createLocalReq } from 'payload'
import { describe, expect, it } from 'vitest'
import { readAll } from '../../../src/services/readAll'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload } = await bootPayload()
const someone = given(payload)

describe('reading in a person’s name', () => {
  it('all rows come, each once, though every single reading is bounded to a hundred', async () => {
    const qc = await someone.user('QC_PERSON')
    const user = await payload.findByID({ collection: 'users', id: qc.id, depth: 0 })
    const req = await createLocalReq({ user: { ...user, collection: 'users' } }, payload)
    const made: string[] = []
    for (let number = 0; number < 120; number += 1)
      made.push((await someone.supplier({ name: `Filler ${number} of a page` })).id)

    const where = { name: { contains: 'of a page' } }
    const { docs } = await payload.find({
      collection: 'suppliers',
      where,
      pagination: false,
      overrideAccess: false,
      req,
    })
    expect(docs).toHaveLength(20)
    const all = await readAll(req, 'suppliers', where, 'isActive')
    expect(all.map(({ id }) => id).toSorted()).toEqual(made.toSorted())
  })
})
