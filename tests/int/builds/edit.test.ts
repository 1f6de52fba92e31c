import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import {
  approve,
  build,
  firstBuild,
  loadCatalogue,
  plainSink,
  submit,
  threeBasinSink,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')

beforeAll(() => loadCatalogue(payload))

type Row = Record<string, unknown>
const rowOf = async (id: string): Promise<Row> => {
  const [row] = await sql('select * from builds where id = $1', [id])
  return row ?? {}
}
const versionsOf = (id: string) =>
  sql(
    'select version::int, state, is_active, language from boms where build_id = $1 order by version',
    [id],
  )
const patch = (user: TestUser, id: string, data: Row) =>
  rest(user).patch<{ doc: Row }>(`/builds/${id}`, data)

/** A build that Procurement has released. */
async function released(): Promise<string> {
  const { id, bom } = firstBuild(await submit(coordinator))
  await approve(procurement, bom.id)
  const { status, text } = await patch(procurement, id, { status: 'PRE_QC' })
  expect(status, text).toBe(200)
  return id
}

describe('while a build is PENDING (handbook 4.6)', () => {
  it.each([
    ['coordinator', coordinator],
    ['admin', admin],
  ])('%s changes the configuration: a new draft version supersedes the old', async (_, user) => {
    const { id } = firstBuild(await submit(coordinator))

    const { status, body, text } = await patch(user, id, {
      configuration: plainSink({ length: 84 }),
    })

    expect(status, text).toBe(200)
    expect(await versionsOf(id)).toMatchObject([
      { version: 1, state: 'SUPERSEDED', is_active: false },
      { version: 2, state: 'DRAFT', is_active: true },
    ])
    const row = await rowOf(id)
    expect(row).toMatchObject({ status: 'PENDING', stage: 'BOM_REVIEW' })
    expect(row.configuration).toMatchObject({ length: 84, sinkModel: 'T2-B1' })
    expect(body.doc.rev, 'the answer carries the revision that is stored').toBe(Number(row.rev))
    const bodies = await sql(
      `select l.part_number from bom_lines l join boms m on m.id = l.bom_id
       where m.build_id = $1 and m.is_active and l.rule = 'R3' and l.level = 1`,
      [id],
    )
    expect(bodies).toEqual([{ part_number: 'T2-BODY-73-120-HA' }])
  })

  it('an approved version has to be approved again after a change', async () => {
    const { id, bom } = firstBuild(await submit(coordinator))
    await approve(procurement, bom.id)
    expect((await rowOf(id)).stage).toBe('READY_TO_RELEASE')

    await patch(coordinator, id, { accessories: [{ partNumber: 'T-OA-MNT-ARM', quantity: 2 }] })

    expect((await rowOf(id)).stage).toBe('BOM_REVIEW')
    expect(await versionsOf(id)).toMatchObject([{ state: 'SUPERSEDED' }, { state: 'DRAFT' }])
    expect(await patch(procurement, id, { status: 'PRE_QC' })).toMatchObject(
      refusal(409, 'precondition_failed'),
    )
    const [line] = await sql(
      `select l.quantity::int from bom_lines l join boms m on m.id = l.bom_id
       where m.build_id = $1 and m.is_active and l.part_number = 'T-OA-MNT-ARM' and l.level = 1`,
      [id],
    )
    expect(line).toEqual({ quantity: 2 })
  })

  it('the same sink in other words makes no version and keeps acknowledged warnings', async () => {
    const { id } = firstBuild(
      await submit(coordinator, {
        acknowledged: ['W1'],
        builds: [
          build({
            configuration: threeBasinSink({
              length: 60,
              basins: [1, 2, 3].map(() => ({ type: 'E_SINK', size: '24X20X8' })),
            }),
          }),
        ],
      }),
    )
    const before = await rowOf(id)
    expect(before.warnings).toContainEqual(
      expect.objectContaining({ code: 'W1', acknowledged: true }),
    )

    const { status, text } = await patch(coordinator, id, {
      configuration: threeBasinSink({
        length: 60,
        pegboardWidth: null,
        basins: [1, 2, 3].map(() => ({ size: '24X20X8', type: 'E_SINK', light: false })),
      }),
    })

    expect(status, text).toBe(200)
    expect(await versionsOf(id)).toHaveLength(1)
    const after = await rowOf(id)
    expect(after.configuration).toEqual(before.configuration)
    expect(after.warnings).toEqual(before.warnings)
  })

  it('a change asks for the warnings to be acknowledged again', async () => {
    const crowded = (own: Row = {}) =>
      threeBasinSink({
        length: 60,
        basins: [1, 2, 3].map(() => ({ type: 'E_SINK', size: '24X20X8' })),
        ...own,
      })
    const { id } = firstBuild(
      await submit(coordinator, {
        acknowledged: ['W1'],
        builds: [build({ configuration: crowded() })],
      }),
    )

    await patch(coordinator, id, { configuration: crowded({ length: 61 }) })

    expect((await rowOf(id)).warnings).toContainEqual(
      expect.objectContaining({ code: 'W1', acknowledged: false }),
    )
  })

  it('a change brings its acknowledgements along, or they follow by themselves', async () => {
    const crowded = (length: number) =>
      threeBasinSink({
        length,
        basins: [1, 2, 3].map(() => ({ type: 'E_SINK', size: '24X20X8' })),
      })
    const { id } = firstBuild(
      await submit(coordinator, { builds: [build({ configuration: crowded(60) })] }),
    )
    const isRead = async (acknowledged: boolean) =>
      expect((await rowOf(id)).warnings).toContainEqual(
        expect.objectContaining({ code: 'W1', acknowledged }),
      )
    const read = { acknowledged: ['W1'] }
    expect((await patch(coordinator, id, { configuration: crowded(61), ...read })).status).toBe(200)
    await isRead(true)

    expect((await patch(coordinator, id, { configuration: crowded(62) })).status).toBe(200)
    await isRead(false)
    const versions = await versionsOf(id)
    expect(await patch(procurement, id, read)).toMatchObject(refusal(403, 'role_not_allowed'))
    expect(await patch(coordinator, id, { acknowledged: 'W1' })).toMatchObject(
      refusal(400, 'malformed', { field: 'acknowledged' }),
    )
    await isRead(false)
    expect((await patch(coordinator, id, read)).status).toBe(200)
    await isRead(true)
    expect(await versionsOf(id)).toEqual(versions)

    expect((await patch(coordinator, id, { configuration: crowded(63) })).status).toBe(200)
    await isRead(false)
    const { body, text } = await graphql(
      coordinator,
      `
        mutation ($id: String!, $data: mutationBuildUpdateInput!) {
          updateBuild(id: $id, data: $data) {
            id
          }
        }
      `,
      { id, data: read },
    )
    expect(body.data, text).toEqual({ updateBuild: { id } })
    await isRead(true)
  })

  it('the build number changes without a new version, stays unique and well formed', async () => {
    const other = firstBuild(await submit(coordinator))
    const { id } = firstBuild(await submit(coordinator))
    const free = unique('FREE')

    expect((await patch(coordinator, id, { buildNumber: ` ${free} ` })).status).toBe(200)
    expect((await rowOf(id)).build_number).toBe(free)
    expect(await versionsOf(id)).toHaveLength(1)
    expect((await patch(coordinator, id, { buildNumber: free.toLowerCase() })).status).toBe(200)

    const taken = await patch(coordinator, id, { buildNumber: other.buildNumber.toLowerCase() })
    expect(taken).toMatchObject(refusal(409, 'duplicate_build_number', { field: 'buildNumber' }))
    expect(await patch(coordinator, id, { buildNumber: 'no blanks here' })).toMatchObject(
      refusal(422, 'invalid_value', { field: 'buildNumber' }),
    )
    expect((await rowOf(id)).build_number).toBe(free.toLowerCase())
  })

  it.each([
    ['a family that is not open', { family: 'ENDOSCOPE' }, 'option_unknown', 'family'],
    [
      'an option that the release does not know',
      { configuration: plainSink({ colour: 'RED' }) },
      'option_unknown',
      'configuration.colour',
    ],
    [
      'a length of 60.5 inches',
      { configuration: plainSink({ length: 60.5 }) },
      'out_of_range',
      'configuration.length',
    ],
    [
      'an accessory quantity of 0',
      { accessories: [{ partNumber: 'T-OA-MNT-ARM', quantity: 0 }] },
      'out_of_range',
      'accessories.0.quantity',
    ],
  ])('refuses %s and stores nothing', async (_case, data, code, field) => {
    const { id } = firstBuild(await submit(coordinator))
    const before = await rowOf(id)

    expect(await patch(coordinator, id, data)).toMatchObject(refusal(422, code, { field }))

    expect(await rowOf(id)).toEqual(before)
    expect(await versionsOf(id)).toHaveLength(1)
  })

  it.each([
    ['Procurement', procurement],
    ['QC', qc],
  ])('%s changes nothing of what a build is', async (_, user) => {
    const { id } = firstBuild(await submit(coordinator))
    const before = await rowOf(id)
    for (const data of [
      { configuration: plainSink({ length: 84 }) },
      { accessories: [{ partNumber: 'T-OA-MNT-ARM', quantity: 1 }] },
      { family: 'ENDOSCOPE' },
      { buildNumber: unique('MINE') },
      { assignedTo: assembler.id },
      { statusNote: 'A remark that no move carries' },
    ]) {
      expect(await patch(user, id, data), JSON.stringify(data)).toMatchObject(
        refusal(403, 'role_not_allowed'),
      )
    }
    expect(await rowOf(id)).toEqual(before)
  })

  it('what the server writes is deaf to clients', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const before = await rowOf(id)
    await patch(coordinator, id, {
      stage: 'READY_TO_RELEASE',
      heldFrom: 'FINAL_QC',
      isOverridden: true,
      warnings: [],
      customerName: 'Somebody else',
      position: 7,
      order: firstBuild(await submit(coordinator)).id,
    })
    const { updated_at: _at, ...after } = await rowOf(id)
    expect(before).toMatchObject(after)
  })

  it('a write that changes nothing overtakes nobody', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const { rev } = await rowOf(id)
    for (const data of [{}, { isOverridden: true }]) {
      expect((await patch(qc, id, data)).status).toBe(200)
    }
    expect((await rowOf(id)).rev).toBe(rev)
    const buildNumber = unique('STILL')
    expect((await patch(coordinator, id, { buildNumber, rev: Number(rev) })).status).toBe(200)
  })
})

describe('after PENDING', () => {
  it('the Coordinator is refused, the Admin needs a reason and gets a new version', async () => {
    const id = await released()
    const longer = { configuration: plainSink({ length: 84 }) }

    expect(await patch(coordinator, id, longer)).toMatchObject(refusal(409, 'wrong_state'))
    expect(await patch(admin, id, longer)).toMatchObject(
      refusal(422, 'reason_missing', { field: 'statusNote' }),
    )
    expect(await versionsOf(id)).toHaveLength(1)

    const { status, text } = await patch(admin, id, {
      ...longer,
      statusNote: 'The clinic moved the wall',
    })
    expect(status, text).toBe(200)
    expect(await versionsOf(id)).toMatchObject([
      { version: 1, state: 'SUPERSEDED' },
      { version: 2, state: 'DRAFT', is_active: true },
    ])
    expect(await rowOf(id)).toMatchObject({ status: 'PRE_QC' })
    const [audit] = await sql(
      `select reason from audit_events where resource = 'builds' and resource_id = $1
       and action = 'update' order by seq desc limit 1`,
      [id],
    )
    expect(audit).toEqual({ reason: 'The clinic moved the wall' })
  })

  it('a reason given earlier does not count for a later change', async () => {
    const id = await released()
    await patch(admin, id, {
      configuration: plainSink({ length: 84 }),
      statusNote: 'The clinic moved the wall',
    })
    expect(await patch(admin, id, { configuration: plainSink({ length: 96 }) })).toMatchObject(
      refusal(422, 'reason_missing'),
    )
  })

  it('a changed sink cannot slip out of PENDING on the approval of the old one', async () => {
    const { id, bom } = firstBuild(await submit(coordinator))
    await approve(procurement, bom.id)
    const both = {
      status: 'PRE_QC',
      configuration: plainSink({ length: 84 }),
      statusNote: 'In one go',
    }

    expect(await patch(admin, id, both)).toMatchObject(refusal(409, 'precondition_failed'))
    expect(await patch(coordinator, id, both)).toMatchObject(refusal(409, 'wrong_state'))
    expect(await rowOf(id)).toMatchObject({ status: 'PENDING', stage: 'READY_TO_RELEASE' })
    expect(await versionsOf(id)).toHaveLength(1)
  })
})

describe('once a build is released', () => {
  const longer = { configuration: plainSink({ length: 84 }), statusNote: 'The clinic moved' }
  const override = (id: string, status: string) =>
    patch(admin, id, { status, override: true, statusNote: 'Moved by hand for this test' })

  it.each(['QC_COMPLETE', 'SHIPPED', 'DELIVERED', 'CANCELLED'])(
    'nobody changes what it is in %s before it is moved back',
    async (status) => {
      const id = await released()
      expect((await override(id, status)).status).toBe(200)
      for (const data of [longer, { ...longer, override: true, status: 'IN_PRODUCTION' }]) {
        expect(await patch(admin, id, data)).toMatchObject(
          refusal(409, 'wrong_state', { field: 'configuration' }),
        )
      }
      const recall = await rest(admin).post(`/builds/${id}/release`, { reason: 'Recall' })
      expect(recall.status).toBe(409)
      expect(recall.text).toContain('it keeps the release it was made by')
      expect(await versionsOf(id)).toHaveLength(1)
      expect(await rowOf(id)).toMatchObject({ status })

      expect((await override(id, 'IN_PRODUCTION')).status).toBe(200)
      const { status: changed, text } = await patch(admin, id, longer)
      expect(changed, text).toBe(200)
      expect(await versionsOf(id)).toHaveLength(2)
    },
  )
})

describe('the number of a build', () => {
  const override = (id: string, status: string) =>
    patch(admin, id, { status, override: true, statusNote: 'Moved by hand for this test' })
  const renumbered = (own: Row = {}) => ({
    buildNumber: unique('RENUMBERED'),
    statusNote: 'A typing error in the purchase order',
    ...own,
  })

  it.each(['PRE_QC', 'IN_PRODUCTION', 'FINAL_QC'])(
    'is corrected in %s by an Admin, with a reason',
    async (status) => {
      const id = await released()
      if (status !== 'PRE_QC') expect((await override(id, status)).status).toBe(200)
      const next = renumbered()
      expect(await patch(coordinator, id, next)).toMatchObject(refusal(409, 'wrong_state'))
      expect(await patch(admin, id, { buildNumber: next.buildNumber })).toMatchObject(
        refusal(422, 'reason_missing', { field: 'statusNote' }),
      )
      const { status: answered, text } = await patch(admin, id, next)
      expect(answered, text).toBe(200)
      expect((await rowOf(id)).build_number).toBe(next.buildNumber)
      expect(await versionsOf(id)).toHaveLength(1)
    },
  )

  it.each(['QC_COMPLETE', 'SHIPPED', 'DELIVERED', 'CANCELLED'])(
    "stays what it is in %s, and is nobody else's",
    async (status) => {
      const id = await released()
      expect((await override(id, status)).status).toBe(200)
      const before = await rowOf(id)
      const number = String(before.build_number)
      for (const [user, data] of [
        [admin, renumbered()],
        [admin, renumbered({ override: true, status: 'IN_PRODUCTION' })],
        [admin, renumbered({ buildNumber: number.toLowerCase() })],
        [coordinator, renumbered()],
      ] as const) {
        expect(await patch(user, id, data)).toMatchObject(
          refusal(409, 'wrong_state', {
            field: 'buildNumber',
            message: expect.stringContaining('An Admin has to'),
          }),
        )
      }
      expect(await patch(qc, id, renumbered())).toMatchObject(refusal(403, 'role_not_allowed'))
      const { body } = await graphql(
        admin,
        `
          mutation ($id: String!, $data: mutationBuildUpdateInput!) {
            updateBuild(id: $id, data: $data) {
              id
            }
          }
        `,
        { id, data: renumbered() },
      )
      expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'wrong_state' })
      expect(await rowOf(id)).toEqual(before)

      const other = firstBuild(await submit(coordinator))
      expect(await patch(admin, other.id, { buildNumber: number })).toMatchObject(
        refusal(409, 'duplicate_build_number', { field: 'buildNumber' }),
      )

      expect((await override(id, 'IN_PRODUCTION')).status).toBe(200)
      expect((await patch(admin, id, renumbered())).status).toBe(200)
    },
  )

  it('stays what it is while a released build is held', async () => {
    const id = await released()
    expect((await override(id, 'QC_COMPLETE')).status).toBe(200)
    expect((await override(id, 'ON_HOLD')).status).toBe(200)
    const before = await rowOf(id)
    expect(before.held_from).toBe('QC_COMPLETE')

    expect(await patch(admin, id, renumbered())).toMatchObject(
      refusal(409, 'wrong_state', { field: 'buildNumber' }),
    )
    expect(await rowOf(id)).toEqual(before)
  })
})

describe('who works on a build', () => {
  it('is assigned by Coordinator or Admin, and is an active assembler', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const gone = await someone.user('ASSEMBLER', { isActive: false })

    expect((await patch(coordinator, id, { assignedTo: assembler.id })).status).toBe(200)
    expect((await rowOf(id)).assigned_to_id).toBe(assembler.id)
    for (const nobody of [qc.id, gone.id, id]) {
      expect(await patch(coordinator, id, { assignedTo: nobody })).toMatchObject(
        refusal(422, 'invalid_value', { field: 'assignedTo' }),
      )
    }
    for (const nobody of ['nobody', 7, {}, [assembler.id]]) {
      const { status } = await patch(coordinator, id, { assignedTo: nobody })
      expect(status, JSON.stringify(nobody)).toBeGreaterThanOrEqual(400)
      expect(status, JSON.stringify(nobody)).toBeLessThan(500)
    }
    expect((await rowOf(id)).assigned_to_id).toBe(assembler.id)
    expect((await patch(admin, id, { assignedTo: null })).status).toBe(200)
  })

  it('sees own builds and their bills, and no others', async () => {
    const mechanic = await someone.user('ASSEMBLER')
    const mine = firstBuild(await submit(coordinator))
    const other = firstBuild(await submit(coordinator))
    await patch(coordinator, mine.id, { assignedTo: mechanic.id })
    const me = rest(mechanic)

    expect((await me.get(`/builds/${mine.id}`)).status).toBe(200)
    expect((await me.get(`/builds/${other.id}`)).status).toBe(404)
    expect((await me.get(`/builds/${other.id}/moves`)).status).toBe(404)
    expect((await me.get(`/boms/${mine.bom.id}/tree`)).status).toBe(200)
    expect((await me.get(`/boms/${other.bom.id}/tree`)).status).toBe(404)
    const { body } = await me.get<{ docs: { id: string }[] }>('/builds?limit=100')
    expect(body.docs.map(({ id }) => id)).toEqual([mine.id])

    const { body: seen } = await graphql(
      mechanic,
      `
        query {
          Builds(limit: 100) {
            docs {
              id
            }
          }
        }
      `,
    )
    expect(seen.data).toEqual({ Builds: { docs: [{ id: mine.id }] } })
    const write = await me.patch(`/builds/${other.id}`, { status: 'ON_HOLD', statusNote: 'Mine' })
    expect([403, 404]).toContain(write.status)
    expect((await rowOf(other.id)).status).toBe('PENDING')
  })

  it('cannot hand a build on', async () => {
    const { id } = firstBuild(await submit(coordinator))
    await patch(coordinator, id, { assignedTo: assembler.id })
    const colleague = await someone.user('ASSEMBLER')

    for (const data of [
      { assignedTo: colleague.id },
      { configuration: plainSink({ length: 84 }) },
    ]) {
      expect(await patch(assembler, id, data)).toMatchObject(refusal(403, 'role_not_allowed'))
    }
    expect((await rowOf(id)).assigned_to_id).toBe(assembler.id)
  })

  it('who became somebody else keeps the builds, and these can still be written', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const leaver = await someone.user('ASSEMBLER')
    await patch(coordinator, id, { assignedTo: leaver.id })
    await payload.update({ collection: 'users', id: leaver.id, data: { role: 'QC_PERSON' } })

    const { status, text } = await patch(coordinator, id, {
      accessories: [],
      status: 'ON_HOLD',
      statusNote: 'Waiting',
    })
    expect(status, text).toBe(200)
    expect((await rowOf(id)).assigned_to_id).toBe(leaver.id)
  })

  it('is not assigned to what has ended', async () => {
    const { id } = firstBuild(await submit(coordinator))
    await patch(coordinator, id, { status: 'CANCELLED', statusNote: 'Order withdrawn' })
    expect(await patch(coordinator, id, { assignedTo: assembler.id })).toMatchObject(
      refusal(409, 'wrong_state'),
    )
  })
})

describe('revisions (contract 3)', () => {
  it('an old rev is refused with the newer state, in the body and as If-Match', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const read = await rest(coordinator).get<{ rev: number }>(`/builds/${id}`)
    const tag = read.headers.get('etag')
    expect(tag).toBe(`"${read.body.rev}"`)
    await patch(admin, id, { status: 'ON_HOLD', statusNote: 'Customer is away' })

    const stale = refusal(409, 'stale_revision', {
      details: expect.objectContaining({ rev: read.body.rev + 1, status: 'ON_HOLD' }),
    })
    expect(
      await patch(coordinator, id, { rev: read.body.rev, assignedTo: assembler.id }),
    ).toMatchObject(stale)
    expect(
      await rest(coordinator).patch(
        `/builds/${id}`,
        { assignedTo: assembler.id },
        { 'if-match': tag ?? '' },
      ),
    ).toMatchObject(stale)
    expect((await rowOf(id)).assigned_to_id).toBeNull()

    const unchecked = await patch(coordinator, id, { assignedTo: assembler.id })
    expect(unchecked.status, 'a write without rev is not checked').toBe(200)
  })

  it('many builds are never changed at once', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const bulk = await rest(admin).patch(`/builds?where[id][equals]=${id}`, {
      status: 'CANCELLED',
      statusNote: 'All of them',
    })
    expect(bulk.status).toBeGreaterThanOrEqual(400)
    expect(bulk.status).toBeLessThan(500)
    expect((await rowOf(id)).status).toBe('PENDING')
  })
})
