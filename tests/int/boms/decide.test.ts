import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
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
      expect(await regenerate(user, id)).toMatchObject(refusal(409, 'wrong_state'))
    }
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
