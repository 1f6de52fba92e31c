import { createLocalReq } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { waitingBoms } from '../../../src/views/dashboards/bomQueue'
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
  type Submitted,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT', { firstName: 'Paula', lastName: 'Ferrer' })
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

beforeAll(() => loadCatalogue(payload))

type Row = Record<string, unknown>
type Decided = {
  id: string
  state: string
  version: number
  signature: { printedName: string; role: string; meaning: string; contentHash: string }
}
const act = (user: TestUser | undefined, bom: string, verb: string, body: Row = {}) =>
  rest(user).post<Decided>(`/boms/${bom}/${verb}`, body)
const signed = (user: TestUser, own: Row = {}) => ({ password: user.password, ...own })
const bomRow = async (id: string): Promise<Row> =>
  (await sql('select * from boms where id = $1', [id]))[0] ?? {}
const signaturesOf = (bom: string) =>
  sql('select * from signatures where resource_id = $1 order by signed_at', [bom])
const regenerate = (user: TestUser, buildId: string) =>
  rest(user).post<{ id: string; version: number; lineCount: number }>(`/builds/${buildId}/bom`)
const submitted = async (own: Row = {}): Promise<Submitted['builds'][number]> =>
  firstBuild(await submit(coordinator, own))

describe('approve and reject under a signature (handbook 6.8, 15)', () => {
  it.each([
    ['Procurement', procurement],
    ['Admin', admin],
  ])(
    '%s approves: the signature says who, as what, with which meaning, over what',
    async (_, user) => {
      const { id: build, bom } = await submitted()
      const before = await bomRow(bom.id)

      const { status, body } = await act(user, bom.id, 'approve', signed(user, { note: 'Checked' }))

      expect(status).toBe(200)
      expect(body).toMatchObject({
        id: bom.id,
        state: 'APPROVED',
        version: 1,
        build,
        isActive: true,
        contentHash: before.content_hash,
        signature: {
          printedName: `${user.firstName} ${user.lastName}`,
          role: user.role,
          meaning: 'APPROVAL',
          contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      })
      const [signature, ...more] = await signaturesOf(bom.id)
      expect(more).toEqual([])
      expect(signature).toMatchObject({
        signer_id: user.id,
        printed_name: `${user.firstName} ${user.lastName}`,
        role: user.role,
        meaning: 'APPROVAL',
        resource: 'boms',
        build_id: build,
        note: 'Checked',
        content_hash: body.signature.contentHash,
        time_zone: 'America/Toronto',
      })
      expect(await bomRow(bom.id)).toMatchObject({
        state: 'APPROVED',
        signature_id: signature?.id,
        decision_note: 'Checked',
        content_hash: before.content_hash,
      })
      const audited = await sql(
        `select action, actor from audit_events where resource = 'boms' and resource_id = $1 order by seq`,
        [bom.id],
      )
      expect(audited.map(({ action }) => action)).toEqual(['create', 'sign', 'approve'])
    },
  )

  it('waits for a correction from the moment it is rejected, not from when it was sent', async () => {
    const { bom } = await submitted()
    await act(procurement, bom.id, 'reject', signed(procurement, { note: 'The body is wrong' }))
    await sql(`update boms set submitted_at = submitted_at - interval '1 day' where id = $1`, [
      bom.id,
    ])
    const req = await createLocalReq({ user: coordinator }, payload)
    const waiting = await waitingBoms(req, ['REJECTED'])
    const { decided_at } = await bomRow(bom.id)
    expect(decided_at).toBeInstanceOf(Date)
    const since = waiting.find(({ id }) => id === bom.id)?.since ?? ''
    expect(new Date(since)).toEqual(decided_at)
  })

  it('rejects with 10 to 1000 characters, then a new version may be approved', async () => {
    const { id: build, bom } = await submitted()
    for (const note of [undefined, 'too short', '          ', 'x'.repeat(1001)]) {
      expect(
        await act(procurement, bom.id, 'reject', signed(procurement, { note })),
        String(note).slice(0, 20),
      ).toMatchObject(
        refusal(422, (note ?? '').length > 1000 ? 'out_of_range' : 'reason_missing', {
          field: 'note',
        }),
      )
    }
    expect(await signaturesOf(bom.id)).toEqual([])

    const note = 'The legs are out of stock until March'
    const { status, body } = await act(procurement, bom.id, 'reject', signed(procurement, { note }))
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'REJECTED', signature: { meaning: 'REJECTION' } })
    expect(await act(procurement, bom.id, 'approve', signed(procurement))).toMatchObject(
      refusal(409, 'wrong_state', { details: { state: 'REJECTED' } }),
    )

    const next = await regenerate(coordinator, build)
    expect(next).toMatchObject({ status: 201, body: { version: 2 } })
    expect(await act(procurement, next.body.id, 'approve', signed(procurement))).toMatchObject(
      refusal(409, 'wrong_state', { details: { state: 'DRAFT' } }),
    )
    expect((await act(coordinator, next.body.id, 'submit')).body.state).toBe('PENDING_APPROVAL')
    await approve(procurement, next.body.id)
    expect(await bomRow(bom.id)).toMatchObject({
      state: 'SUPERSEDED',
      is_active: false,
      decision_note: note,
    })
    const [superseding] = await sql(
      `select before, after from audit_events
       where resource = 'boms' and resource_id = $1 and after->>'state' = 'SUPERSEDED'`,
      [bom.id],
    )
    expect(superseding).toEqual({
      before: { state: 'REJECTED', isActive: true },
      after: { state: 'SUPERSEDED', isActive: false },
    })
  })

  it('takes the meanings of the act and no others', async () => {
    const { bom } = await submitted()
    for (const meaning of ['REJECTION', 'AUTHORSHIP', 'FUN']) {
      const { status } = await act(procurement, bom.id, 'approve', signed(procurement, { meaning }))
      expect(status, meaning).toBe(422)
    }
    expect(await bomRow(bom.id)).toMatchObject({ state: 'PENDING_APPROVAL', signature_id: null })
    const { body } = await act(
      procurement,
      bom.id,
      'approve',
      signed(procurement, { meaning: 'RESPONSIBILITY' }),
    )
    expect(body.signature.meaning).toBe('RESPONSIBILITY')
  })

  it.each([
    ['Coordinator', coordinator],
    ['QC', qc],
    ['Assembler', assembler],
    ['Service', service],
  ])('%s decides nothing', async (_, user) => {
    const { bom } = await submitted()
    expect(await act(user, bom.id, 'approve', signed(user))).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    expect(
      (await act(user, bom.id, 'reject', signed(user, { note: 'I do not like it' }))).status,
    ).toBe(403)
    expect(await bomRow(bom.id)).toMatchObject({ state: 'PENDING_APPROVAL' })
  })

  it('a wrong password signs nothing, is logged, and the fifth locks the account', async () => {
    const signer = await someone.user('PROCUREMENT')
    const { bom } = await submitted()
    expect(await act(signer, bom.id, 'approve', {})).toMatchObject({ status: 422 })

    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await act(signer, bom.id, 'approve', { password: 'Wrong-one-2026!' })).toMatchObject(
        refusal(403, 'wrong_password', { field: 'password' }),
      )
      const [account] = await sql(
        'select login_attempts::int as n, lock_until > now() as locked from users where id = $1',
        [signer.id],
      )
      expect(account).toEqual({ n: attempt, locked: attempt === 5 ? true : null })
    }
    const right = await act(signer, bom.id, 'approve', signed(signer))
    expect([401, 403], 'the right password comes too late').toContain(right.status)
    expect(await signaturesOf(bom.id)).toEqual([])
    expect(await bomRow(bom.id)).toMatchObject({ state: 'PENDING_APPROVAL' })
    const logged = await sql(
      `select count(*)::int as n from audit_events
       where action = 'signature_refused' and actor = $1 and resource = 'users'`,
      [signer.id],
    )
    expect(logged[0]?.n).toBeGreaterThanOrEqual(5)
    const login = await rest().post('/users/login', {
      email: signer.email,
      password: signer.password,
    })
    expect(login.status).toBe(401)
  })

  it('an unresolved line blocks the approval and is named; a complete catalogue cures it', async () => {
    const missing = unique('NO-SUCH-ITEM')
    const { id, bom } = await submitted({
      builds: [build({ accessories: [{ partNumber: missing, quantity: 2 }] })],
    })
    expect(await act(procurement, bom.id, 'approve', signed(procurement))).toMatchObject(
      refusal(422, 'unresolved_item', {
        item: missing,
        details: { items: [missing] },
        message: expect.stringContaining(missing),
      }),
    )
    expect(await signaturesOf(bom.id)).toEqual([])

    await someone.assembly({ partNumber: missing, canOrder: true })
    const next = await regenerate(coordinator, id)
    await act(coordinator, next.body.id, 'submit')
    await approve(procurement, next.body.id)
  })

  it('strangers are 401, unknown bills 404', async () => {
    const { bom } = await submitted()
    expect((await act(undefined, bom.id, 'approve', { password: 'x' })).status).toBe(401)
    for (const id of ['01a207d9-0047-7372-9ca0-530792b2e0ce', 'nonsense']) {
      expect(await act(procurement, id, 'approve', signed(procurement))).toMatchObject(
        refusal(404, 'not_found'),
      )
    }
  })

  it('six approvals at once: one signature', async () => {
    const { bom } = await submitted()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => act(procurement, bom.id, 'approve', signed(procurement))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    expect(await signaturesOf(bom.id)).toHaveLength(1)
  })
})

describe('generate and send (handbook 6.8)', () => {
  it('regenerate always makes a new version, for Coordinator and Admin, while PENDING', async () => {
    const { id, bom } = await submitted()
    const [before] = await sql('select rev::int from builds where id = $1', [id])
    expect((await regenerate(coordinator, id)).body.version).toBe(2)
    expect((await regenerate(admin, id)).body.version).toBe(3)
    expect(await sql('select rev::int from builds where id = $1', [id])).toEqual([
      { rev: Number(before?.rev) + 2 },
    ])
    expect(
      await sql('select version::int, is_active, state from boms where build_id = $1 order by 1', [
        id,
      ]),
    ).toEqual([
      { version: 1, is_active: false, state: 'SUPERSEDED' },
      { version: 2, is_active: false, state: 'SUPERSEDED' },
      { version: 3, is_active: true, state: 'DRAFT' },
    ])
    expect((await bomRow(bom.id)).content_hash).toBeTruthy()
    for (const user of [procurement, qc, assembler, service]) {
      expect((await regenerate(user, id)).status, user.role).toBe(403)
    }
  })

  it('is closed after PENDING, for the Admin too', async () => {
    const { id, bom } = await submitted()
    await approve(procurement, bom.id)
    await rest(procurement).patch(`/builds/${id}`, { status: 'PRE_QC' })
    for (const user of [coordinator, admin]) {
      expect(await regenerate(user, id)).toMatchObject(
        refusal(409, 'wrong_state', {
          message: expect.stringContaining(
            'After that an Admin saves the configuration of the build again',
          ),
        }),
      )
    }
    const override = { status: 'QC_COMPLETE', override: true, statusNote: 'Inspected on paper' }
    expect((await rest(admin).patch(`/builds/${id}`, override)).status).toBe(200)
    expect(await regenerate(admin, id)).toMatchObject(
      refusal(409, 'wrong_state', {
        message: expect.stringContaining('What was inspected and released is not changed.'),
      }),
    )
    expect(await bomRow(bom.id)).toMatchObject({ state: 'APPROVED', is_active: true })
  })

  it('nothing is sent or decided once the build is cancelled', async () => {
    const { id, bom } = await submitted()
    await rest(coordinator).patch(`/builds/${id}`, { status: 'CANCELLED', statusNote: 'Withdrawn' })
    const before = await bomRow(bom.id)
    for (const verb of ['approve', 'reject']) {
      const decided = await act(
        procurement,
        bom.id,
        verb,
        signed(procurement, { note: 'Withdrawn by the customer' }),
      )
      expect(decided, verb).toMatchObject(refusal(409, 'wrong_state'))
    }
    expect(await bomRow(bom.id)).toEqual(before)
    expect(await signaturesOf(bom.id)).toEqual([])
  })

  it('sending twice changes nothing; what is decided or superseded is not sent', async () => {
    const { id, bom } = await submitted()
    const first = await act(coordinator, bom.id, 'submit')
    expect(first).toMatchObject({ status: 200, body: { state: 'PENDING_APPROVAL' } })
    const sentAt = (await bomRow(bom.id)).submitted_at
    const next = await regenerate(coordinator, id)
    expect(await act(coordinator, bom.id, 'submit')).toMatchObject(refusal(409, 'wrong_state'))

    await act(coordinator, next.body.id, 'submit')
    const sent = await bomRow(next.body.id)
    await act(admin, next.body.id, 'submit')
    expect(await bomRow(next.body.id)).toEqual(sent)
    expect((await bomRow(bom.id)).submitted_at).toEqual(sentAt)
    expect((await act(procurement, next.body.id, 'submit')).status).toBe(403)
    expect(
      await sql(
        `select count(*)::int as n from audit_events where resource_id = $1 and action = 'submit'`,
        [next.body.id],
      ),
    ).toEqual([{ n: 1 }])
  })

  it('approve and regenerate at once: whoever comes first, the truth is one', async () => {
    const races = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { id, bom } = await submitted()
        const [approval, generation] = await Promise.all([
          act(procurement, bom.id, 'approve', signed(procurement)),
          regenerate(coordinator, id),
        ])
        return { id, bom: bom.id, approval, generation }
      }),
    )
    for (const { id, bom, approval, generation } of races) {
      expect(generation.status).toBe(201)
      expect([200, 409]).toContain(approval.status)
      expect(await signaturesOf(bom)).toHaveLength(approval.status === 200 ? 1 : 0)
      expect(
        await sql('select version::int, state from boms where build_id = $1 and is_active', [id]),
      ).toEqual([{ version: 2, state: 'DRAFT' }])
      expect(await rest(procurement).patch(`/builds/${id}`, { status: 'PRE_QC' })).toMatchObject(
        refusal(409, 'precondition_failed'),
      )
    }
  })

  it('six regenerations at once give six versions and one active', async () => {
    const { id } = await submitted()
    const answers = await Promise.all(Array.from({ length: 6 }, () => regenerate(coordinator, id)))
    expect(answers.map(({ body }) => body.version).sort()).toEqual([2, 3, 4, 5, 6, 7])
    expect(
      await sql('select version::int from boms where build_id = $1 and is_active', [id]),
    ).toEqual([{ version: 7 }])
  })
})

describe('generate again after PENDING (handbook 4.6)', () => {
  const reason = 'The catalogue was completed'
  const patch = (user: TestUser, id: string, data: Row) =>
    rest(user).patch<{ doc: { rev: number } }>(`/builds/${id}`, data)
  const buildRow = async (id: string): Promise<Row> =>
    (await sql('select * from builds where id = $1', [id]))[0] ?? {}
  const statesOf = async (id: string) =>
    (await sql('select state from boms where build_id = $1 order by version', [id])).map(
      ({ state }) => state,
    )
  const activeOf = async (id: string): Promise<Submitted['builds'][number]['bom']> => {
    const [bom] = await sql<Submitted['builds'][number]['bom']>(
      `select id, version::int, line_count::int as "lineCount" from boms where build_id = $1 and is_active`,
      [id],
    )
    if (!bom) throw new Error('The build has no bill.')
    return bom
  }
  const auditOf = (resource: string, id: string) =>
    sql(
      `select action, role, reason from audit_events
       where resource = $1 and resource_id = $2 and reason is not null order by seq`,
      [resource, id],
    )
  /** A build in PRE_QC whose bill is approved. */
  async function released(own: Row = {}): Promise<Submitted['builds'][number]> {
    const made = await submitted({ builds: [build(own)] })
    await approve(procurement, made.bom.id)
    const { status, text } = await patch(procurement, made.id, { status: 'PRE_QC' })
    expect(status, text).toBe(200)
    return made
  }
  /** The same, changed by an Admin since, with the new bill sent to Procurement. */
  async function changed(data: Row): Promise<Submitted['builds'][number]> {
    const made = await released()
    const change = { ...data, statusNote: 'The clinic changed its mind' }
    expect((await patch(admin, made.id, change)).status).toBe(200)
    const bom = await activeOf(made.id)
    expect((await act(coordinator, bom.id, 'submit')).status).toBe(200)
    return { ...made, bom }
  }
  async function rejected(): Promise<Submitted['builds'][number]> {
    const made = await changed({ configuration: plainSink({ length: 84 }) })
    const note = 'The legs are out of stock until March'
    expect(
      (await act(procurement, made.bom.id, 'reject', signed(procurement, { note }))).status,
    ).toBe(200)
    return made
  }

  it('a rejected bill is made anew when an Admin sends the same configuration with a reason', async () => {
    const { id, bom } = await rejected()
    const same = { configuration: plainSink({ length: 84 }) }
    const states = ['SUPERSEDED', 'REJECTED']
    await patch(coordinator, id, { ...same, statusNote: reason })
    await patch(admin, id, same)
    await patch(admin, id, { ...same, statusNote: ' a ' })
    expect(await statesOf(id), 'for others, and without a reason, nothing is made').toEqual(states)
    expect(await patch(procurement, id, { ...same, statusNote: reason })).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )

    const before = await buildRow(id)
    const { status, body, text } = await patch(admin, id, { ...same, statusNote: reason })

    expect(status, text).toBe(200)
    expect(await statesOf(id)).toEqual(['SUPERSEDED', 'SUPERSEDED', 'DRAFT'])
    const next = await activeOf(id)
    expect(next.version).toBe(3)
    const after = await buildRow(id)
    expect(after.configuration).toEqual(before.configuration)
    expect(after).toMatchObject({ status: 'PRE_QC', status_note: reason })
    expect(body.doc.rev, 'the answer carries the revision that is stored').toBe(Number(after.rev))
    expect(Number(after.rev)).toBeGreaterThan(Number(before.rev))
    expect(await auditOf('boms', next.id)).toEqual([{ action: 'create', role: 'ADMIN', reason }])
    expect((await auditOf('builds', id)).at(-1)).toEqual({
      action: 'update',
      role: 'ADMIN',
      reason,
    })
    expect(await bomRow(bom.id)).toMatchObject({ state: 'SUPERSEDED', is_active: false })

    await act(coordinator, next.id, 'submit')
    await approve(procurement, next.id)
    expect(await bomRow(next.id)).toMatchObject({ state: 'APPROVED', version: '3' })
  })

  it('the reason of the time before may be given again, and is kept with the version', async () => {
    const { id } = await rejected()
    const { status_note: given, rev } = await buildRow(id)
    const again = { configuration: plainSink({ length: 84 }), statusNote: String(given) }
    const { status, body } = await patch(admin, id, { ...again, rev: Number(rev) })
    expect(status).toBe(200)
    expect(body.doc.rev).toBe(Number(rev) + 1)
    expect(Number((await buildRow(id)).rev)).toBe(Number(rev) + 1)
    const { id: next, version } = await activeOf(id)
    expect(version).toBe(3)
    expect(await auditOf('boms', next)).toEqual([
      { action: 'create', role: 'ADMIN', reason: given },
    ])
  })

  it('GraphQL does it too', async () => {
    const { id } = await rejected()
    const { body, text } = await graphql(
      admin,
      `
        mutation ($id: String!, $data: mutationBuildUpdateInput!) {
          updateBuild(id: $id, data: $data) {
            rev
          }
        }
      `,
      { id, data: { configuration: plainSink({ length: 84 }), statusNote: reason } },
    )
    const rev = Number((await buildRow(id)).rev)
    expect(body.data, text).toEqual({ updateBuild: { rev } })
    expect(await statesOf(id)).toEqual(['SUPERSEDED', 'SUPERSEDED', 'DRAFT'])
  })

  it('a bill with an unresolved line says who makes the next one, and is cured by it', async () => {
    const missing = unique('NO-SUCH-ITEM')
    const accessories = [{ partNumber: missing, quantity: 2 }]
    const { id, bom } = await changed({ accessories })
    expect(await act(procurement, bom.id, 'approve', signed(procurement))).toMatchObject(
      refusal(422, 'unresolved_item', {
        item: missing,
        message: expect.stringContaining(
          'then an Admin saves the configuration of the build again, changed or as it is, with a reason',
        ),
      }),
    )

    await someone.assembly({ partNumber: missing, canOrder: true })
    expect((await patch(admin, id, { accessories, statusNote: reason })).status).toBe(200)
    const next = await activeOf(id)
    expect(await bomRow(next.id)).toMatchObject({
      version: '3',
      state: 'DRAFT',
      unresolved_count: '0',
    })
    await act(coordinator, next.id, 'submit')
    await approve(procurement, next.id)
    expect(await statesOf(id)).toEqual(['SUPERSEDED', 'SUPERSEDED', 'APPROVED'])
  })

  it('a bill that would come out equal stays; a catalogue that says otherwise makes another', async () => {
    const accessory = await someone.assembly({ partNumber: unique('ACC'), canOrder: true })
    const specification = {
      configuration: plainSink({
        basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 27, length: 19, depth: 9 }],
      }),
      accessories: [{ partNumber: accessory.partNumber, quantity: 1 }],
    }
    const { id, bom } = await released(specification)
    const again = { ...specification, statusNote: reason }
    const before = await bomRow(bom.id)
    for (let time = 0; time < 2; time += 1) {
      expect((await patch(admin, id, again)).status).toBe(200)
      expect(await statesOf(id)).toEqual(['APPROVED'])
    }
    expect(await bomRow(bom.id)).toEqual(before)

    const renamed = await rest(admin).patch(`/assemblies/${accessory.id}`, { name: 'Another name' })
    expect(renamed.status, renamed.text).toBe(200)
    for (const more of [{ assignedTo: assembler.id }, { status: 'ON_HOLD' }]) {
      expect((await patch(admin, id, { ...again, ...more })).status).toBe(200)
      expect(await statesOf(id), 'a write about something else').toEqual(['APPROVED'])
    }
    expect((await patch(admin, id, again)).status).toBe(200)
    const states = ['SUPERSEDED', 'DRAFT']
    expect(await statesOf(id)).toEqual(states)
    const next = await activeOf(id)
    expect(
      await sql('select name from bom_lines where bom_id = $1 and part_number = $2', [
        next.id,
        accessory.partNumber,
      ]),
    ).toEqual([{ name: 'Another name' }])

    expect((await patch(admin, id, again)).status).toBe(200)
    expect(await statesOf(id), 'a draft that would come out equal').toEqual(states)
    await act(coordinator, next.id, 'submit')
    expect((await patch(admin, id, again)).status).toBe(200)
    expect(await statesOf(id), 'nor is it taken from Procurement').toEqual([
      'SUPERSEDED',
      'PENDING_APPROVAL',
    ])
  })

  it('an item that was retired is named, and everything stays', async () => {
    const accessory = await someone.assembly({ partNumber: unique('GONE'), canOrder: true })
    const accessories = [{ partNumber: accessory.partNumber, quantity: 1 }]
    const { id } = await released({ accessories })
    await sql('update assemblies set is_active = false where id = $1', [accessory.id])
    const before = await buildRow(id)
    expect(await patch(admin, id, { accessories, statusNote: reason })).toMatchObject(
      refusal(422, 'inactive_item', { item: accessory.partNumber }),
    )
    expect(await buildRow(id)).toEqual(before)
    expect(await statesOf(id)).toEqual(['APPROVED'])
  })

  it('six at once make one version', async () => {
    const { id } = await rejected()
    const again = { configuration: plainSink({ length: 84 }), statusNote: reason }
    const answers = await Promise.all(Array.from({ length: 6 }, () => patch(admin, id, again)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(await statesOf(id)).toEqual(['SUPERSEDED', 'SUPERSEDED', 'DRAFT'])
  })

  it('nothing is made anew once the build is released', async () => {
    const { id } = await rejected()
    const override = { status: 'QC_COMPLETE', override: true, statusNote: 'Inspected on paper' }
    expect((await patch(admin, id, override)).status).toBe(200)
    const again = { configuration: plainSink({ length: 84 }), statusNote: reason }
    await patch(admin, id, again)
    expect(await statesOf(id)).toEqual(['SUPERSEDED', 'REJECTED'])
  })
})

describe('parts made to measure (handbook 6.5)', () => {
  const custom = (own: Row) =>
    build({ configuration: plainSink({ basins: [{ type: 'E_SINK', size: 'CUSTOM', ...own }] }) })
  const partsNamed = (partNumber: string) =>
    sql(`select kind, custom_class, custom_dimensions from parts where part_number = $1`, [
      partNumber,
    ])

  it('one record for a size that eight orders ask for at once', async () => {
    const size = { width: 31, length: 23, depth: 9 }
    const orders = await Promise.all(
      Array.from({ length: 8 }, () => submit(coordinator, { builds: [custom(size)] })),
    )
    expect(await partsNamed('T2-ADW-BASIN-31x23x9')).toEqual([
      { kind: 'CUSTOM', custom_class: '720.215.001', custom_dimensions: '31x23x9' },
    ])
    const lines = await sql(
      `select kind, quantity::int from bom_lines where part_number = 'T2-ADW-BASIN-31x23x9'`,
    )
    expect(lines).toEqual(orders.map(() => ({ kind: 'CUSTOM', quantity: 1 })))
    expect(
      await sql(
        `select count(distinct u.build_id)::int as n from item_uses u join parts p on p.id = u.part_id
         where p.part_number = 'T2-ADW-BASIN-31x23x9'`,
      ),
    ).toEqual([{ n: 8 }])
  })

  it('two orders that ask for two sizes in opposite order do not block each other', async () => {
    const a = { width: 32, length: 24, depth: 9 }
    const b = { width: 33, length: 25, depth: 9 }
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        submit(coordinator, { builds: n % 2 ? [custom(a), custom(b)] : [custom(b), custom(a)] }),
      ),
    )
    expect(answers).toHaveLength(6)
    expect(await partsNamed('T2-ADW-BASIN-32x24x9')).toHaveLength(1)
    expect(await partsNamed('T2-ADW-BASIN-33x25x9')).toHaveLength(1)
  })

  it('a standard size entered as custom is the standard part, and no record is made', async () => {
    const before = await sql(`select count(*)::int as n from parts where kind = 'CUSTOM'`)
    const { bom } = firstBuild(
      await submit(coordinator, { builds: [custom({ width: 24, length: 20, depth: 8 })] }),
    )
    expect(await sql(`select count(*)::int as n from parts where kind = 'CUSTOM'`)).toEqual(before)
    expect(
      await sql(
        `select part_number, kind from bom_lines where bom_id = $1 and rule in ('R15', 'R16') and level = 1`,
        [bom.id],
      ),
    ).toMatchObject([{ part_number: 'T2-ADW-BASIN24X20X8' }])
  })

  it('are typed by nobody (BR-006)', async () => {
    for (const user of [admin, procurement]) {
      expect(
        await rest(user).post('/parts', {
          partNumber: unique('C'),
          name: 'Mine',
          kind: 'CUSTOM',
          unit: 'EA',
        }),
      ).toMatchObject(refusal(422, 'invalid_value', { field: 'kind' }))
    }
    const part = await someone.part()
    expect((await rest(admin).patch(`/parts/${part.id}`, { kind: 'CUSTOM' })).status).toBe(422)
    await rest(admin).patch(`/parts/${part.id}`, {
      customClass: '720.215.001',
      customDimensions: '1x1x1',
    })
    expect(
      await sql('select kind, custom_class, custom_dimensions from parts where id = $1', [part.id]),
    ).toEqual([{ kind: 'COMPONENT', custom_class: null, custom_dimensions: null }])
  })
})
