import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { claimed, tasksOf } from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const PEOPLE = {
  ADMIN: await someone.user('ADMIN'),
  COORDINATOR: await someone.user('PRODUCTION_COORDINATOR'),
  PROCUREMENT: await someone.user('PROCUREMENT'),
  QC: await someone.user('QC_PERSON'),
  ASSIGNED: await someone.user('ASSEMBLER'),
  OTHER_ASSEMBLER: await someone.user('ASSEMBLER'),
  SERVICE: await someone.user('SERVICE_DEPARTMENT'),
}
type Person = keyof typeof PEOPLE
const people = Object.keys(PEOPLE).filter((name): name is Person => Object.hasOwn(PEOPLE, name))

let build: string
beforeAll(async () => {
  await loadCatalogue(payload)
  build = await claimed({
    coordinator: PEOPLE.COORDINATOR,
    procurement: PEOPLE.PROCUREMENT,
    qc: PEOPLE.QC,
    assembler: PEOPLE.ASSIGNED,
  })
})

type Nc = { id: string; number: string; status: string; rev: number } & Record<string, unknown>

const report = (user: TestUser | undefined, own: Record<string, unknown> = {}) =>
  rest(user).post<{ doc: Nc }>('/nonconformances?depth=0', {
    build,
    reason: 'SURFACE',
    description: 'A scratch beside the drain.',
    ...own,
  })
const change = (user: TestUser | undefined, id: string, own: Record<string, unknown>) =>
  rest(user).patch<{ doc: Nc }>(`/nonconformances/${id}?depth=0`, own)
const read = async (id: string) =>
  (await rest(PEOPLE.ADMIN).get<Nc>(`/nonconformances/${id}?depth=0`)).body

describe('reporting', () => {
  it.each([
    ['ADMIN', 201],
    ['QC', 201],
    ['ASSIGNED', 201],
    ['COORDINATOR', 403],
    ['PROCUREMENT', 403],
    ['SERVICE', 403],
  ] as const)('by %s: %i', async (person, status) => {
    expect((await report(PEOPLE[person])).status).toBe(status)
  })

  it('an assembler reports about the own build only, and a stranger not at all', async () => {
    const { status } = await report(PEOPLE.OTHER_ASSEMBLER)
    expect([400, 403, 404, 422]).toContain(status)
    expect([400, 403, 422]).toContain((await report(PEOPLE.ASSIGNED, { build: undefined })).status)
    expect((await report(undefined)).status).toBe(401)
    expect((await report(PEOPLE.QC, { build: undefined, source: 'SUPPLIER' })).status).toBe(201)
  })

  it('fills in the usual severity, rework and retest of its reason, unless they are given', async () => {
    const { body } = await report(PEOPLE.QC, { reason: 'PLUMBING' })
    expect(body.doc).toMatchObject({
      status: 'OPEN',
      severity: 'CRITICAL',
      rework: true,
      retest: true,
      createdBy: PEOPLE.QC.id,
    })
    const own = await report(PEOPLE.QC, { reason: 'PLUMBING', severity: 'MINOR', retest: false })
    expect(own.body.doc).toMatchObject({ severity: 'MINOR', rework: true, retest: false })
  })

  it('what the server knows is not taken from outside', async () => {
    const { status, body } = await report(PEOPLE.ASSIGNED, {
      number: 'NC-1999-0001',
      status: 'CLOSED',
      form: 'FINAL_QC',
      attempt: 7,
      failedItems: [{ key: 'x' }],
      resolvedBy: PEOPLE.QC.id,
      verifiedBy: PEOPLE.QC.id,
      createdBy: PEOPLE.QC.id,
    })
    expect(status).toBe(201)
    expect(body.doc).toMatchObject({ status: 'OPEN', createdBy: PEOPLE.ASSIGNED.id })
    expect(body.doc.number).not.toBe('NC-1999-0001')
    for (const field of ['form', 'attempt', 'failedItems', 'resolvedBy', 'verifiedBy']) {
      expect(body.doc[field] ?? null, field).toBeNull()
    }
  })

  it('by an assembler decides nothing that is for quality to decide', async () => {
    const { body, text } = await report(PEOPLE.ASSIGNED, {
      reason: 'ELECTRICAL',
      severity: 'MINOR',
      source: 'CUSTOMER',
      rework: false,
      retest: false,
      disposition: 'USE_AS_IS',
      rootCause: 'Nobody knows.',
      containment: 'None.',
      correctiveAction: 'None.',
      preventiveAction: 'None.',
      owner: PEOPLE.ASSIGNED.id,
      dueDate: '2099-12-31',
      effectiveness: 'Surely.',
    })
    const [stored] = await sql(
      `select source::text as source, severity::text as severity, rework, retest, disposition, containment,
              root_cause, corrective_action, preventive_action, owner_id, due_date, effectiveness
       from nonconformances where id = $1`,
      [body.doc.id],
    )
    expect(stored, text).toEqual({
      source: 'ASSEMBLER',
      severity: 'MINOR',
      rework: true,
      retest: true,
      disposition: null,
      containment: null,
      root_cause: null,
      corrective_action: null,
      preventive_action: null,
      owner_id: null,
      due_date: null,
      effectiveness: null,
    })
  })

  it('through GraphQL neither', async () => {
    const { body } = await graphql<{ createNonconformance: { id: string } }>(
      PEOPLE.ASSIGNED,
      `
        mutation ($build: String!) {
          createNonconformance(
            data: {
              build: $build
              source: CUSTOMER
              reason: PLUMBING
              description: "It drips."
              retest: false
            }
          ) {
            id
          }
        }
      `,
      { build },
    )
    expect(body.errors).toBeUndefined()
    expect(
      await sql(`select source::text as source, retest from nonconformances where id = $1`, [
        body.data?.createNonconformance.id,
      ]),
    ).toEqual([{ source: 'ASSEMBLER', retest: true }])
  })

  it('by quality names where it comes from, and decides from the start', async () => {
    const { body } = await report(PEOPLE.QC, {
      source: 'CUSTOMER',
      retest: true,
      rootCause: 'A worn pad.',
    })
    expect(body.doc).toMatchObject({ source: 'CUSTOMER', retest: true, rootCause: 'A worn pad.' })
  })

  it.each([
    ['no reason', { reason: undefined }],
    ['a reason that does not exist', { reason: 'GREMLINS' }],
    ['no description', { description: '' }],
    ['a description that is too long', { description: 'x'.repeat(4001) }],
    ['a severity that does not exist', { severity: 'ODD' }],
    ['a due date that is none', { dueDate: 'soon' }],
  ])('is refused with %s, and takes no number', async (_case, own) => {
    const counter = () => sql(`select next from counters where series = 'NC'`)
    const before = await counter()
    expect([400, 422]).toContain((await report(PEOPLE.QC, own)).status)
    expect(await counter()).toEqual(before)
  })

  it('numbers run without gaps, also when many report at once and some are refused', async () => {
    const numbers = async () =>
      (
        await sql<{ n: number }>(
          `select split_part(number, '-', 3)::int as n from nonconformances order by 1`,
        )
      ).map(({ n }) => n)
    const before = (await numbers()).length
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        report(PEOPLE.QC, index % 3 === 2 ? { part: '01a207d9-0047-7372-9ca0-530792b2e0ce' } : {}),
      ),
    )
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(16)
    for (const { body } of made) expect(body.doc.number).toMatch(/^NC-\d{4}-\d{4}$/)
    const after = await numbers()
    expect(after).toEqual(Array.from({ length: before + 16 }, (_, index) => index + 1))
  })
})

const STATUSES = ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'] as const
type Status = (typeof STATUSES)[number]

/** Handbook 8.8, written down a second time: who takes a case from where to where. */
const RESOLVERS = ['ADMIN', 'COORDINATOR', 'ASSIGNED'] as const
const STEPS: readonly { from: Status; to: Status; by: readonly Person[] }[] = [
  { from: 'OPEN', to: 'IN_PROGRESS', by: [...RESOLVERS, 'QC'] },
  { from: 'OPEN', to: 'RESOLVED', by: RESOLVERS },
  { from: 'IN_PROGRESS', to: 'RESOLVED', by: RESOLVERS },
  { from: 'RESOLVED', to: 'IN_PROGRESS', by: ['ADMIN', 'QC'] },
  { from: 'RESOLVED', to: 'CLOSED', by: ['ADMIN', 'QC'] },
]

describe('steps', () => {
  let nc: string
  beforeEach(async () => {
    nc = (await report(PEOPLE.QC)).body.doc.id
  })
  const put = (status: Status) =>
    sql('update nonconformances set status = $2::enum_nonconformances_status where id = $1', [
      nc,
      status,
    ])
  const WORDS = { resolution: 'Polished and looked at.', effectiveness: 'Seen on three sinks.' }

  it.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))(
    'from %s to %s',
    async (from, to) => {
      for (const person of people) {
        await put(from)
        await sql('update nonconformances set resolution = $2 where id = $1', [
          nc,
          WORDS.resolution,
        ])
        const { status } = await change(PEOPLE[person], nc, { status: to, ...WORDS })
        const isAllowed =
          STEPS.some((step) => step.from === from && step.to === to && step.by.includes(person)) ||
          // an ordinary change of what is written, which a closed case does not take
          (from === to &&
            from !== 'CLOSED' &&
            !['PROCUREMENT', 'SERVICE', 'OTHER_ASSEMBLER'].includes(person))
        if (isAllowed) expect(status, person).toBe(200)
        else expect([403, 404, 409], person).toContain(status)
        expect((await read(nc)).status, person).toBe(isAllowed ? to : from)
      }
    },
  )

  it('resolving needs to say how, closing how it was proved; both keep who and when', async () => {
    for (const resolution of [undefined, '', 'ok', '   ']) {
      expect(await change(PEOPLE.ASSIGNED, nc, { status: 'RESOLVED', resolution })).toMatchObject(
        refusal(422, 'required', { field: 'resolution' }),
      )
    }
    const resolved = await change(PEOPLE.ASSIGNED, nc, {
      status: 'RESOLVED',
      resolution: 'Polished.',
    })
    expect(resolved.body.doc).toMatchObject({
      status: 'RESOLVED',
      resolvedBy: PEOPLE.ASSIGNED.id,
      resolvedAt: expect.any(String),
    })
    for (const effectiveness of [undefined, '', 'ok']) {
      expect(await change(PEOPLE.QC, nc, { status: 'CLOSED', effectiveness })).toMatchObject(
        refusal(422, 'required', { field: 'effectiveness' }),
      )
    }
    const sentBack = await change(PEOPLE.QC, nc, { status: 'IN_PROGRESS' })
    expect(sentBack.body.doc).toMatchObject({
      status: 'IN_PROGRESS',
      resolvedBy: null,
      resolvedAt: null,
    })
    await change(PEOPLE.COORDINATOR, nc, { status: 'RESOLVED', resolution: 'Polished again.' })
    const closed = await change(PEOPLE.QC, nc, {
      status: 'CLOSED',
      effectiveness: 'Seen on three sinks.',
    })
    expect(closed.body.doc).toMatchObject({
      status: 'CLOSED',
      resolvedBy: PEOPLE.COORDINATOR.id,
      verifiedBy: PEOPLE.QC.id,
      verifiedAt: expect.any(String),
    })
  })

  it('how it was resolved stands while quality judges it, for everybody', async () => {
    await change(PEOPLE.ASSIGNED, nc, { status: 'RESOLVED', resolution: 'Polished.' })
    for (const person of ['ASSIGNED', 'COORDINATOR', 'QC', 'ADMIN'] as const) {
      for (const resolution of [null, '', 'Painted over.'])
        expect(await change(PEOPLE[person], nc, { resolution }), person).toMatchObject(
          refusal(409, 'wrong_state', { field: 'resolution' }),
        )
    }
    for (const resolution of [null, 'Painted over.'])
      expect(
        await change(PEOPLE.QC, nc, { status: 'CLOSED', effectiveness: 'Seen.', resolution }),
      ).toMatchObject({ status: resolution ? 409 : 422 })
    expect(await read(nc)).toMatchObject({ status: 'RESOLVED', resolution: 'Polished.' })

    // the whole form, saved as it stands, repeats it
    const again = await change(PEOPLE.QC, nc, {
      status: 'RESOLVED',
      resolution: 'Polished.',
      rootCause: 'A worn pad.',
    })
    expect(again.body.doc).toMatchObject({ resolution: 'Polished.', rootCause: 'A worn pad.' })

    await change(PEOPLE.QC, nc, { status: 'IN_PROGRESS' })
    const other = await change(PEOPLE.ASSIGNED, nc, {
      status: 'RESOLVED',
      resolution: 'Painted over.',
    })
    expect(other.body.doc).toMatchObject({ status: 'RESOLVED', resolution: 'Painted over.' })
  })

  it('nothing is closed of which nothing says how it was resolved', async () => {
    await put('RESOLVED')
    expect(
      await change(PEOPLE.QC, nc, { status: 'CLOSED', effectiveness: 'Seen on three sinks.' }),
    ).toMatchObject(refusal(422, 'required', { field: 'resolution' }))
    expect((await read(nc)).status).toBe('RESOLVED')
  })

  it('the same through GraphQL', async () => {
    const step = (user: TestUser, status: Status) =>
      graphql<{ updateNonconformance: { status: string } }>(
        user,
        `
          mutation (
            $id: String!
            $status: NonconformanceUpdate_status_MutationInput
            $resolution: String
          ) {
            updateNonconformance(id: $id, data: { status: $status, resolution: $resolution }) {
              status
            }
          }
        `,
        { id: nc, status, resolution: 'Polished.' },
      )
    expect((await step(PEOPLE.QC, 'RESOLVED')).body.errors).toBeDefined()
    expect((await step(PEOPLE.ASSIGNED, 'RESOLVED')).body).toEqual({
      data: { updateNonconformance: { status: 'RESOLVED' } },
    })
    expect((await step(PEOPLE.ASSIGNED, 'CLOSED')).body.errors).toBeDefined()
    expect((await read(nc)).status).toBe('RESOLVED')
  })

  it('what quality alone decides is not written by those who mend', async () => {
    const before = await read(nc)
    for (const person of ['COORDINATOR', 'ASSIGNED'] as const) {
      await change(PEOPLE[person], nc, {
        severity: 'CRITICAL',
        disposition: 'USE_AS_IS',
        rootCause: 'Nobody knows.',
        effectiveness: 'Surely.',
        rework: true,
        retest: true,
        description: 'Nothing.',
        build: null,
      })
      const after = await read(nc)
      for (const field of [
        'severity',
        'disposition',
        'rootCause',
        'effectiveness',
        'rework',
        'retest',
        'description',
        'build',
      ]) {
        expect(after[field] ?? null, `${person} ${field}`).toEqual(before[field] ?? null)
      }
    }
    const supplier = await someone.supplier({ name: 'Pads Limited' })
    const judged = {
      severity: 'CRITICAL',
      disposition: 'REWORK',
      containment: 'Set aside.',
      rootCause: 'A worn pad.',
      correctiveAction: 'Change the pad.',
      preventiveAction: 'Change pads monthly.',
      owner: PEOPLE.COORDINATOR.id,
      dueDate: '2026-12-31',
      supplier: supplier.id,
    }
    expect((await change(PEOPLE.QC, nc, judged)).body.doc).toMatchObject({
      ...judged,
      supplierName: 'Pads Limited',
    })
  })

  it('a closed case does not change, and no case is deleted', async () => {
    await put('CLOSED')
    for (const person of ['ADMIN', 'QC'] as const) {
      expect(await change(PEOPLE[person], nc, { rootCause: 'Later.' })).toMatchObject(
        refusal(409, 'wrong_state'),
      )
    }
    for (const person of people) {
      expect(
        (await rest(PEOPLE[person]).delete(`/nonconformances/${nc}`)).status,
      ).toBeGreaterThanOrEqual(403)
    }
    expect((await read(nc)).status).toBe('CLOSED')
  })

  it.each(['ODD', '', null, 7])('there is no status %o', async (status) => {
    expect([400, 422]).toContain((await change(PEOPLE.QC, nc, { status })).status)
    expect((await read(nc)).status).toBe('OPEN')
  })

  it('an old revision is refused', async () => {
    const { rev } = await read(nc)
    expect((await change(PEOPLE.QC, nc, { rootCause: 'A worn pad.', rev })).status).toBe(200)
    expect(await change(PEOPLE.QC, nc, { rootCause: 'No, the belt.', rev })).toMatchObject(
      refusal(409, 'stale_revision'),
    )
  })

  it('every step is in the trail', async () => {
    await change(PEOPLE.ASSIGNED, nc, { status: 'RESOLVED', resolution: 'Polished.' })
    const kept = await sql(
      `select action, actor, after->>'status' as status from audit_events
       where resource = 'nonconformances' and resource_id = $1 order by seq`,
      [nc],
    )
    expect(kept).toEqual([
      { action: 'create', actor: PEOPLE.QC.id, status: 'OPEN' },
      { action: expect.any(String), actor: PEOPLE.ASSIGNED.id, status: 'RESOLVED' },
    ])
  })
})

describe('an open case', () => {
  it('holds its build back until it is resolved, and the stage says so', async () => {
    await sql(`update nonconformances set status = 'CLOSED'`)
    const stage = async () =>
      (await sql('select stage from builds where id = $1', [build]))[0]?.stage
    const unmet = async () => {
      const { body } = await rest(PEOPLE.ASSIGNED).get<
        { to: string; unmet: { guard: string }[] }[]
      >(`/builds/${build}/moves`)
      return (
        body.find(({ to }) => to === 'PRODUCTION_COMPLETE')?.unmet.map(({ guard }) => guard) ?? []
      )
    }
    expect(await unmet()).not.toContain('noOpenNc')
    const { body } = await report(PEOPLE.ASSIGNED)
    expect(await stage()).toBe('REWORK')
    expect(await unmet()).toContain('noOpenNc')
    await change(PEOPLE.QC, body.doc.id, { status: 'IN_PROGRESS' })
    expect(await unmet()).toContain('noOpenNc')
    await change(PEOPLE.ASSIGNED, body.doc.id, { status: 'RESOLVED', resolution: 'Polished.' })
    expect(await unmet()).not.toContain('noOpenNc')
    expect(await stage()).toBe('READY_FOR_PRODUCTION')
    await change(PEOPLE.QC, body.doc.id, { status: 'IN_PROGRESS' })
    expect(await unmet()).toContain('noOpenNc')
  })

  it('may name the task and the part it is about, and nobody else sees it', async () => {
    const [task] = await tasksOf(PEOPLE.ASSIGNED, build)
    const part = await someone.part()
    const { status, body } = await report(PEOPLE.QC, { task: task?.id, part: part.id })
    expect(status).toBe(201)
    expect(body.doc).toMatchObject({ task: task?.id, part: part.id, build })
    const get = async (person: Person) =>
      (await rest(PEOPLE[person]).get(`/nonconformances/${body.doc.id}`)).status
    for (const person of ['ADMIN', 'QC', 'COORDINATOR', 'PROCUREMENT', 'ASSIGNED'] as const) {
      expect(await get(person), person).toBe(200)
    }
    expect(await get('OTHER_ASSEMBLER')).toBe(404)
    expect(await get('SERVICE')).toBe(403)
  })

  it('does not move a build that is still entered, but bars Pre-QC of another one from passing', async () => {
    const pending = firstBuild(await submit(PEOPLE.COORDINATOR)).id
    expect((await report(PEOPLE.QC, { build: pending })).status).toBe(201)
    expect((await sql('select status from builds where id = $1', [pending]))[0]?.status).toBe(
      'PENDING',
    )
  })
})

describe('the supplier of what is wrong', () => {
  const named = async (id: string) => {
    const { supplier, supplierName } = await read(id)
    return { supplier: supplier ?? null, supplierName: supplierName ?? null }
  }

  it('is chosen by quality control, and its name stays as it was then', async () => {
    const supplier = await someone.supplier()
    const { body } = await report(PEOPLE.QC, { source: 'SUPPLIER', supplier: supplier.id })
    expect(await named(body.doc.id)).toEqual({
      supplier: supplier.id,
      supplierName: supplier.name,
    })
    await rest(PEOPLE.PROCUREMENT).patch(`/suppliers/${supplier.id}`, { name: 'Under a new name' })
    await change(PEOPLE.QC, body.doc.id, { rootCause: 'A worn mould.' })
    expect((await named(body.doc.id)).supplierName).toBe(supplier.name)
    await change(PEOPLE.QC, body.doc.id, { supplier: null })
    expect(await named(body.doc.id)).toEqual({ supplier: null, supplierName: null })
  })

  it('is told by name to whoever reads the case, to nobody by more', async () => {
    const supplier = await someone.supplier({ phone: '+1 613 555 0177' })
    const { body } = await report(PEOPLE.QC, { supplier: supplier.id })
    for (const person of ['QC', 'ASSIGNED'] as const) {
      const seen = await rest(PEOPLE[person]).get(`/nonconformances/${body.doc.id}?depth=2`)
      expect(seen.body, person).toMatchObject({ supplierName: supplier.name })
      expect(seen.text, person).not.toContain('613 555 0177')
    }
  })

  it('is not chosen by those who report or mend', async () => {
    const supplier = await someone.supplier()
    const { body } = await report(PEOPLE.ASSIGNED, {
      supplier: supplier.id,
      supplierName: 'Somebody else',
    })
    expect(await named(body.doc.id)).toEqual({ supplier: null, supplierName: null })
    await change(PEOPLE.COORDINATOR, body.doc.id, { supplier: supplier.id, supplierName: 'X' })
    expect(await named(body.doc.id)).toEqual({ supplier: null, supplierName: null })
  })

  it('must exist and be active when it is chosen; what was chosen before stays', async () => {
    const supplier = await someone.supplier()
    const { body } = await report(PEOPLE.QC, { supplier: supplier.id })
    await rest(PEOPLE.PROCUREMENT).patch(`/suppliers/${supplier.id}`, { isActive: false })
    expect((await change(PEOPLE.QC, body.doc.id, { containment: 'Set aside.' })).status).toBe(200)
    expect(await report(PEOPLE.QC, { supplier: supplier.id })).toMatchObject(
      refusal(422, 'inactive_item'),
    )
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect([400, 422]).toContain((await report(PEOPLE.QC, { supplier: nobody })).status)
  })

  it('as it was written before suppliers were records is kept until one is chosen', async () => {
    const { body } = await report(PEOPLE.QC)
    await sql('update nonconformances set supplier_name = $2 where id = $1', [
      body.doc.id,
      'Hinges of old',
    ])
    await change(PEOPLE.QC, body.doc.id, { containment: 'Set aside.' })
    expect((await named(body.doc.id)).supplierName).toBe('Hinges of old')
  })
})

describe('comments', () => {
  let nc: string
  beforeEach(async () => {
    nc = (await report(PEOPLE.QC)).body.doc.id
  })
  const say = (user: TestUser | undefined, text: unknown, own: Record<string, unknown> = {}) =>
    rest(user).post<{ doc: Record<string, unknown> & { id: string } }>(
      '/nonconformance-comments?depth=0',
      { nonconformance: nc, text, ...own },
    )
  const heard = async (user: TestUser) => {
    const { body } = await rest(user).get<{ docs: { text: string }[] }>(
      `/nonconformance-comments?where[nonconformance][equals]=${nc}&sort=at&depth=0`,
    )
    return body.docs.map(({ text }) => text)
  }

  it.each([
    ['ADMIN', 201],
    ['COORDINATOR', 201],
    ['QC', 201],
    ['ASSIGNED', 201],
    ['OTHER_ASSEMBLER', 404],
    ['PROCUREMENT', 403],
    ['SERVICE', 403],
  ] as const)('by %s: %i', async (person, status) => {
    const said = await say(PEOPLE[person], 'The polisher comes at noon.')
    expect(said.status, said.text).toBe(status)
    expect(await heard(PEOPLE.ADMIN)).toHaveLength(status === 201 ? 1 : 0)
  })

  it('carry who, in which role and when, whatever is sent, and are in the trail', async () => {
    const before = Date.now()
    const { body } = await say(PEOPLE.COORDINATOR, '  Who has the pads?  ', {
      by: PEOPLE.QC.id,
      byName: 'Somebody Else',
      byRole: 'ADMIN',
      at: '2001-01-01T00:00:00.000Z',
    })
    expect(body.doc).toMatchObject({
      by: PEOPLE.COORDINATOR.id,
      byName: `${PEOPLE.COORDINATOR.firstName} ${PEOPLE.COORDINATOR.lastName}`,
      byRole: 'PRODUCTION_COORDINATOR',
    })
    expect(Date.parse(String(body.doc.at))).toBeGreaterThanOrEqual(before - 1000)
    expect(
      await sql(
        `select action, actor from audit_events
         where resource = 'nonconformance-comments' and resource_id = $1`,
        [body.doc.id],
      ),
    ).toEqual([{ action: 'create', actor: PEOPLE.COORDINATOR.id }])
  })

  it('are read in order by whoever reads the case', async () => {
    await say(PEOPLE.QC, 'First.')
    await say(PEOPLE.ASSIGNED, 'Second.')
    for (const person of ['ADMIN', 'COORDINATOR', 'PROCUREMENT', 'QC', 'ASSIGNED'] as const)
      expect(await heard(PEOPLE[person]), person).toEqual(['First.', 'Second.'])
    expect(await heard(PEOPLE.OTHER_ASSEMBLER)).toEqual([])
  })

  it('stay as they are', async () => {
    const { body } = await say(PEOPLE.QC, 'Said.')
    for (const person of ['ADMIN', 'QC'] as const) {
      const door = rest(PEOPLE[person])
      expect(
        (await door.patch(`/nonconformance-comments/${body.doc.id}`, { text: 'x' })).status,
      ).toBe(403)
      expect((await door.delete(`/nonconformance-comments/${body.doc.id}`)).status).toBe(403)
    }
    await expect(sql(`update nonconformance_comments set text = 'x'`)).rejects.toThrow(
      'append-only',
    )
    expect(await heard(PEOPLE.ADMIN)).toEqual(['Said.'])
  })

  it.each([[''], ['   '], [null], [7], ['x'.repeat(2001)]])(
    'say something: not %j',
    async (text) => {
      expect([400, 422]).toContain((await say(PEOPLE.QC, text)).status)
    },
  )

  it('end when the case is closed, and are part of the record of the build', async () => {
    await say(PEOPLE.ASSIGNED, 'The pad was worn.')
    await sql(`update nonconformances set status = 'CLOSED' where id = $1`, [nc])
    expect(await say(PEOPLE.QC, 'Too late.')).toMatchObject(refusal(409, 'wrong_state'))
    const { number } = await read(nc)
    const { body } = await rest(PEOPLE.QC).get<{
      nonconformances: { number: string; comments: Record<string, unknown>[] }[]
    }>(`/builds/${build}/record`)
    expect(body.nonconformances.find((one) => one.number === number)?.comments).toEqual([
      {
        at: expect.any(String),
        who: `${PEOPLE.ASSIGNED.firstName} ${PEOPLE.ASSIGNED.lastName}`,
        role: 'Assembler',
        text: 'The pad was worn.',
      },
    ])
  })
})
