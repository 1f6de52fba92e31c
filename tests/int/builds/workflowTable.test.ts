import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../../src/domain/roles'
import { systemRequest } from '../../../src/services/actor'
import { publishRelease } from '../../../src/services/configuration/publish'
import { INSPECT_AFTER_PRODUCTION } from '../../../src/shipped/workflows'
import { rest } from '../../support/api'
import { passForm, readyForFinalQc } from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue } from '../../support/plant'

/*
 * Every pair of states x person x guard of both workflows that the product ships, through REST. The
 * tables below are the handbook's (4.2, 4.5), written down a second time on purpose: nothing here is
 * read from the definitions. One finished build is put into each state in turn. `outsideSettled` of T2 is
 * left out: nothing that is stored can make it false yet, as outside items are no records.
 */

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

const STATES = [
  'PENDING',
  'PRE_QC',
  'IN_PRODUCTION',
  'PRODUCTION_COMPLETE',
  'FINAL_QC',
  'QC_COMPLETE',
  'SHIPPED',
  'DELIVERED',
  'ON_HOLD',
  'CANCELLED',
] as const
type State = (typeof STATES)[number]

type Guard =
  | 'bomApproved'
  | 'tasksDone'
  | 'eolPassed'
  | 'packingComplete'
  | 'noOpenNc'
  | 'shipmentData'
  | 'reason'
type Line = {
  from: State
  to: State
  by: readonly Person[]
  guards: readonly Guard[]
  /** Made by signing this form with this outcome, and by nothing else. */
  signed?: readonly ['PRE_QC' | 'FINAL_QC', 'PASS' | 'FAIL']
}

const line = (
  from: State,
  to: State,
  by: readonly Person[],
  guards: readonly Guard[] = [],
  signed?: Line['signed'],
): Line => ({ from, to, by, guards, ...(signed && { signed }) })

const COORDINATION = ['COORDINATOR', 'ADMIN'] as const
const QUALITY = ['QC', 'ADMIN'] as const
const BEFORE_RELEASE = [
  'PENDING',
  'PRE_QC',
  'IN_PRODUCTION',
  'PRODUCTION_COMPLETE',
  'FINAL_QC',
] as const

/** T6 to T9, T10, T12, T13: the same in both. */
const COMMON: readonly Line[] = [
  line('FINAL_QC', 'QC_COMPLETE', QUALITY, ['noOpenNc'], ['FINAL_QC', 'PASS']),
  line('FINAL_QC', 'IN_PRODUCTION', QUALITY, ['reason'], ['FINAL_QC', 'FAIL']),
  line('QC_COMPLETE', 'SHIPPED', COORDINATION, ['shipmentData']),
  line('SHIPPED', 'DELIVERED', COORDINATION),
  ...BEFORE_RELEASE.map((from) =>
    line(from, 'ON_HOLD', from === 'IN_PRODUCTION' ? [...COORDINATION, 'ASSIGNED'] : COORDINATION, [
      'reason',
    ]),
  ),
  line('PENDING', 'CANCELLED', COORDINATION, ['reason']),
  ...([...BEFORE_RELEASE.slice(1), 'QC_COMPLETE', 'ON_HOLD'] as const).map((from) =>
    line(from, 'CANCELLED', ['ADMIN'], ['reason']),
  ),
]

const TABLES: Record<string, readonly Line[]> = {
  STANDARD: [
    line('PENDING', 'PRE_QC', ['PROCUREMENT', ...COORDINATION], ['bomApproved']),
    line('PRE_QC', 'IN_PRODUCTION', QUALITY, ['bomApproved', 'noOpenNc'], ['PRE_QC', 'PASS']),
    line('PRE_QC', 'PRE_QC', QUALITY, ['reason'], ['PRE_QC', 'FAIL']),
    line(
      'IN_PRODUCTION',
      'PRODUCTION_COMPLETE',
      ['ASSIGNED'],
      ['tasksDone', 'eolPassed', 'packingComplete', 'bomApproved', 'noOpenNc'],
    ),
    line('PRODUCTION_COMPLETE', 'FINAL_QC', ['ASSIGNED', 'QC'], ['packingComplete']),
    ...COMMON,
  ],
  INSPECT_AFTER_PRODUCTION: [
    line('PENDING', 'IN_PRODUCTION', COORDINATION, ['bomApproved']),
    line('IN_PRODUCTION', 'PRE_QC', ['ASSIGNED'], ['tasksDone', 'eolPassed']),
    line('PRE_QC', 'PRODUCTION_COMPLETE', QUALITY, [], ['PRE_QC', 'PASS']),
    line('PRE_QC', 'IN_PRODUCTION', QUALITY, ['reason'], ['PRE_QC', 'FAIL']),
    line('PRODUCTION_COMPLETE', 'FINAL_QC', ['QC'], ['packingComplete']),
    ...COMMON,
  ],
}

let build: string
const releases: Record<string, string> = {}

beforeAll(async () => {
  await loadCatalogue(payload)
  const crew = {
    coordinator: PEOPLE.COORDINATOR,
    procurement: PEOPLE.PROCUREMENT,
    qc: PEOPLE.QC,
    assembler: PEOPLE.ASSIGNED,
  }
  build = await readyForFinalQc(crew)
  await passForm(PEOPLE.QC, build, 'FINAL_QC')
  const [{ order_id: order, workflow_id: standard } = {}] = await sql(
    'select order_id, workflow_id from builds where id = $1',
    [build],
  )
  const shipped = await rest(PEOPLE.COORDINATOR).post(`/orders/${order}/shipments`, {
    builds: [build],
    carrier: 'Coastal Freight',
    date: '2026-11-20',
  })
  if (shipped.status !== 201) throw new Error(shipped.text)
  await sql(
    `insert into nonconformances (id, number, status, source, build_id, reason, severity, rework, retest, description, rev, created_at, updated_at)
     values (gen_random_uuid(), 'NC-2000-0001', 'CLOSED', 'ASSEMBLER', $1, 'OTHER', 'MINOR', false, false, 'For the table.', 1, now(), now())`,
    [build],
  )
  const { id: alternative } = await publishRelease(await systemRequest(payload), {
    kind: 'WORKFLOW',
    code: 'INSPECT_AFTER_PRODUCTION',
    content: INSPECT_AFTER_PRODUCTION,
    reason: 'For the table.',
  })
  Object.assign(releases, { STANDARD: standard, INSPECT_AFTER_PRODUCTION: alternative })
})

/** Changes what no door changes: a build cannot be in two states of the table at once otherwise. */
const arrange = (...statements: string[]) =>
  sql(`begin; set local session_replication_role = replica; ${statements.join('; ')}; commit`)

const inState = (workflow: string, state: State, heldFrom: State | null = null) =>
  arrange(
    `update builds set status = '${state}', held_from = ${heldFrom ? `'${heldFrom}'` : 'null'},
            hold_class = ${heldFrom ? `'OTHER'` : 'null'}, workflow_id = '${releases[workflow]}',
            assigned_to_id = '${PEOPLE.ASSIGNED.id}' where id = '${build}'`,
    `update orders set workflow_id = '${releases[workflow]}' where id = (select order_id from builds where id = '${build}')`,
  )

const statusOf = async () =>
  (await sql<{ status: string }>('select status from builds where id = $1', [build]))[0]?.status

const move = async (
  user: TestUser,
  to: State,
  note: string | null = 'Because the table says so.',
) => {
  const { status, body } = await rest(user).patch<{
    errors?: { code: string; details?: unknown }[]
  }>(`/builds/${build}`, { status: to, ...(note !== null && { statusNote: note }) })
  return { status, code: body.errors?.[0]?.code ?? null, body }
}

/** The guards that a refused move names, a missing signature among them. */
const unmetIn = ({ errors = [] }: { errors?: { details?: unknown }[] }): string[] =>
  [...JSON.stringify(errors[0]?.details ?? {}).matchAll(/"guard":"(\w+)"/g)].flatMap(
    ([, guard = '']) => guard,
  )

/** Who may bring some build to this state, from wherever: for them it is a question of state. */
const reaches = (table: readonly Line[], to: State, person: Person): boolean =>
  table.some((row) => row.to === to && row.by.includes(person)) ||
  (BEFORE_RELEASE.some((state) => state === to) && COORDINATION.some((one) => one === person))

type Answer = readonly [status: number, code: string | null]

function expected(
  table: readonly Line[],
  from: State,
  heldFrom: State | null,
  to: State,
  person: Person,
): Answer {
  if (person === 'SERVICE' || person === 'OTHER_ASSEMBLER') return [403, 'role_not_allowed']
  const rows = table.filter((row) => row.from === from && row.to === to)
  const isResume = from === 'ON_HOLD' && to === heldFrom
  if (isResume) {
    return COORDINATION.some((one) => one === person) ? [200, null] : [403, 'role_not_allowed']
  }
  const row = rows.find(({ by }) => by.includes(person))
  if (row) return row.signed ? [409, 'precondition_failed'] : [200, null]
  if (rows.length > 0 && from !== to) return [403, 'role_not_allowed']
  return reaches(table, to, person) ? [409, 'unknown_transition'] : [403, 'role_not_allowed']
}

const SITUATIONS: readonly (readonly [State, State | null])[] = [
  ...STATES.filter((state) => state !== 'ON_HOLD').map((state) => [state, null] as const),
  ...BEFORE_RELEASE.map((state) => ['ON_HOLD', state] as const),
]

const people = Object.keys(PEOPLE).filter((name): name is Person => Object.hasOwn(PEOPLE, name))

describe.each(Object.entries(TABLES))(
  '%s: every pair of states for everybody',
  (workflow, table) => {
    it.each(SITUATIONS)('out of %s (held from %s)', async (from, heldFrom) => {
      await inState(workflow, from, heldFrom)
      const wrong: string[] = []
      for (const to of STATES) {
        for (const person of people) {
          const { status, code } = await move(PEOPLE[person], to)
          const [wanted, wantedCode] = expected(table, from, heldFrom, to, person)
          const arrived = await statusOf()
          const isRight =
            status === wanted && code === wantedCode && arrived === (wanted === 200 ? to : from)
          if (!isRight)
            wrong.push(`${person} to ${to}: ${status} ${code}, wanted ${wanted} ${wantedCode}`)
          if (arrived !== from || wanted === 200) await inState(workflow, from, heldFrom)
        }
      }
      expect(wrong).toEqual([])
    })
  },
)

const DRAFT = `state = 'DRAFT', outcome = null, signature_id = null`
const SIGNED = `state = 'SIGNED', outcome = 'PASS',
  signature_id = (select id from signatures where resource_id = inspections.id::text limit 1)`

/** How each guard is broken, and mended again. */
const BREAK: Record<
  Exclude<Guard, 'reason'>,
  readonly (readonly [broken: string, mended: string])[]
> = {
  bomApproved: [
    [
      `update boms set state = 'PENDING_APPROVAL' where build_id = '$' and is_active`,
      `update boms set state = 'APPROVED' where build_id = '$' and is_active`,
    ],
  ],
  tasksDone: (['PENDING', 'IN_PROGRESS', 'BLOCKED'] as const).map((state) => [
    `update tasks set status = '${state}', completed_at = null where build_id = '$'`,
    `update tasks set status = 'COMPLETED', completed_at = now() where build_id = '$'`,
  ]),
  eolPassed: [
    [form('END_OF_LINE', `outcome = 'FAIL'`), form('END_OF_LINE', `outcome = 'PASS'`)],
    [form('END_OF_LINE', DRAFT), form('END_OF_LINE', SIGNED)],
    [
      `update nonconformances set retest = true, created_at = now() where build_id = '$'`,
      `update nonconformances set retest = false where build_id = '$'`,
    ],
  ],
  packingComplete: [
    [form('PACKAGING', DRAFT), form('PACKAGING', SIGNED)],
    [form('PACKAGING', `outcome = 'FAIL'`), form('PACKAGING', `outcome = 'PASS'`)],
    [
      form('PACKAGING', `items = jsonb_set(items, '{0,value}', '0')`),
      form('PACKAGING', `items = jsonb_set(items, '{0,value}', items #> '{0,requiredQuantity}')`),
    ],
  ],
  noOpenNc: (['OPEN', 'IN_PROGRESS'] as const).map((state) => [
    `update nonconformances set status = '${state}' where build_id = '$'`,
    `update nonconformances set status = 'CLOSED' where build_id = '$'`,
  ]),
  shipmentData: [
    [
      `update builds set shipment_id = null where id = '$'`,
      `update builds set shipment_id = (select id from shipments limit 1) where id = '$'`,
    ],
  ],
}

function form(kind: string, change: string): string {
  return `update inspections set ${change} where build_id = '$' and kind = '${kind}'`
}

describe.each(Object.entries(TABLES))('%s: every guard of every row', (workflow, table) => {
  const ordinary = table.filter(({ signed }) => !signed)

  it.each(
    ordinary.flatMap((row) => row.guards.map((guard) => [row.from, row.to, guard, row] as const)),
  )('%s to %s waits for %s', async (from, to, guard, row) => {
    const heldFrom = from === 'ON_HOLD' ? 'IN_PRODUCTION' : null
    await inState(workflow, from, heldFrom)
    for (const person of row.by) {
      if (guard === 'reason') {
        for (const note of [null, '', 'no', '  n  ']) {
          expect(await move(PEOPLE[person], to, note)).toMatchObject({
            status: 422,
            code: 'reason_missing',
          })
        }
        continue
      }
      for (const [broken, mended] of BREAK[guard]) {
        await arrange(broken.replaceAll('$', build))
        const { status, code, body } = await move(PEOPLE[person], to)
        await arrange(mended.replaceAll('$', build))
        expect([status, code], broken).toEqual([409, 'precondition_failed'])
        expect(JSON.stringify(body)).toContain(`"guard":"${guard}"`)
      }
    }
    expect(await statusOf()).toBe(from)
    for (const person of row.by) {
      expect((await move(PEOPLE[person], to)).status, person).toBe(200)
      await inState(workflow, from, heldFrom)
    }
  })
})

describe.each(Object.entries(TABLES))('%s: what a signature moves', (workflow, table) => {
  const signedRows = table.flatMap((row) => (row.signed ? [{ ...row, signed: row.signed }] : []))

  /** The form as it stood before it was signed, and nothing of what signing it had brought. */
  const reopen = (kind: string) =>
    arrange(
      form(kind, `${DRAFT}, signed_at = null, failure = null`).replaceAll('$', build),
      `delete from tasks_rels where parent_id in (select id from tasks where category = 'REWORK')`,
      `delete from tasks where category = 'REWORK'`,
      `delete from inspections where attempt > 1`,
      `delete from nonconformances where number <> 'NC-2000-0001'`,
    )
  const sign = (user: TestUser, id: string, outcome: string, notes = 'Not right.') =>
    rest(user).post<{ build: { status: string } }>(`/inspections/${id}/sign`, {
      password: user.password,
      outcome,
      ...(outcome === 'FAIL' && {
        failure: { reason: 'OTHER', correctiveAction: 'Mend it.', notes },
      }),
    })

  it.each(signedRows.map((row) => [...row.signed, row.from, row.to, row] as const))(
    'a %s %s brings %s to %s, by quality control only',
    async (kind, outcome, from, to, row) => {
      const [{ id } = { id: '' }] = await sql<{ id: string }>(
        'select id from inspections where build_id = $1 and kind = $2 and attempt = 1',
        [build, kind],
      )
      await arrange(form('PRE_QC', SIGNED).replaceAll('$', build))
      await inState(workflow, from)
      await reopen(kind)
      for (const person of people.filter((one) => !row.by.includes(one))) {
        expect([403, 404], person).toContain((await sign(PEOPLE[person], id, outcome)).status)
      }
      for (const guard of row.guards) {
        if (guard === 'reason') {
          for (const notes of ['', 'no', '  n  ']) {
            const { status, text } = await sign(PEOPLE.QC, id, outcome, notes)
            expect(status, `${notes}: ${text}`).toBe(422)
          }
          expect(await statusOf()).toBe(from)
          continue
        }
        for (const [broken, mended] of BREAK[guard]) {
          await arrange(broken.replaceAll('$', build))
          const { status, text } = await sign(PEOPLE.QC, id, outcome)
          // the record of an incomplete build is refused before its move: so the row itself is asked too
          const asked = await move(PEOPLE.QC, to)
          await arrange(mended.replaceAll('$', build))
          expect(status, `${broken}: ${text}`).toBe(409)
          expect(await statusOf()).toBe(from)
          expect(unmetIn(asked.body), broken).toContain(guard)
          expect(unmetIn((await move(PEOPLE.QC, to)).body), mended).not.toContain(guard)
        }
      }
      for (const state of STATES.filter((one) => one !== from)) {
        await inState(workflow, state, state === 'ON_HOLD' ? 'PENDING' : null)
        const { status } = await sign(PEOPLE.QC, id, outcome)
        const isOwn = signedRows.some((one) => one.from === state && one.signed[0] === kind)
        expect(status, state).toBe(isOwn ? 200 : 409)
      }
      for (const person of row.by) {
        await inState(workflow, from)
        await reopen(kind)
        const { status, body, text } = await sign(PEOPLE[person], id, outcome)
        expect(status, text).toBe(200)
        expect(body.build.status).toBe(to)
        expect(await statusOf()).toBe(to)
      }
    },
  )
})

describe.each(Object.keys(TABLES))('%s: a hold for parts ends by itself (T11s)', (workflow) => {
  const tasks = async () => {
    const rows = await sql<{ id: string }>(
      'select id from tasks where build_id = $1 order by sequence, id limit 2',
      [build],
    )
    const [first, second] = rows.map(({ id }) => id)
    if (!first || !second) throw new Error('The build has fewer than two tasks.')
    return [first, second] as const
  }
  /** Held out of production, and two tasks wait for parts. */
  const hold = async (cause: 'PARTS_SHORTAGE' | 'CUSTOMER') => {
    await inState(workflow, 'ON_HOLD', 'IN_PRODUCTION')
    await arrange(
      `update builds set hold_class = '${cause}' where id = '${build}'`,
      ...(await tasks()).map(
        (id) =>
          `update tasks set status = 'BLOCKED', block_class = 'PARTS_SHORTAGE', completed_at = null where id = '${id}'`,
      ),
    )
  }
  const supply = async (id: string) => {
    const { status, text } = await rest(PEOPLE.PROCUREMENT).post(`/tasks/${id}/reopen`)
    expect(status, text).toBe(200)
  }
  const mend = () =>
    arrange(
      `update tasks set status = 'COMPLETED', block_class = null, completed_at = now() where build_id = '${build}'`,
    )

  it('waits for holdCauseCleared, and is the system’s', async () => {
    await hold('PARTS_SHORTAGE')
    const [first, second] = await tasks()
    await supply(first)
    expect(await statusOf()).toBe('ON_HOLD')
    await supply(second)
    expect(await statusOf()).toBe('IN_PRODUCTION')
    const [last] = await sql(
      'select transition, by_role as role from status_events where build_id = $1 order by at desc, id desc limit 1',
      [build],
    )
    expect(last).toEqual({ transition: 'T11s', role: 'SYSTEM' })
    await mend()
  })

  it('never ends a hold of another cause', async () => {
    await hold('CUSTOMER')
    for (const id of await tasks()) await supply(id)
    expect(await statusOf()).toBe('ON_HOLD')
    await mend()
  })
})

describe('an override (T14)', () => {
  it.each(Object.keys(TABLES))(
    '%s: by an Admin with a reason from anywhere to anywhere, by nobody else',
    async (workflow) => {
      const wrong: string[] = []
      const force = async (user: TestUser, to: State, own: Record<string, unknown>) =>
        (await rest(user).patch(`/builds/${build}`, { status: to, override: true, ...own })).status
      for (const from of STATES) {
        const heldFrom = from === 'ON_HOLD' ? 'PRE_QC' : null
        await inState(workflow, from, heldFrom)
        for (const to of STATES.filter((one) => one !== from)) {
          if ((await force(PEOPLE.ADMIN, to, {})) !== 422)
            wrong.push(`${from} to ${to} without reason`)
          const statusNote = 'The table is overridden.'
          if ((await force(PEOPLE.ADMIN, to, { statusNote })) !== 200)
            wrong.push(`${from} to ${to}`)
          await inState(workflow, from, heldFrom)
        }
        const outOfReach = from === 'DELIVERED' ? 'PENDING' : 'DELIVERED'
        for (const person of people.filter((one) => one !== 'ADMIN')) {
          const isOrdinary = from === 'SHIPPED' && person === 'COORDINATOR'
          const status = await force(PEOPLE[person], outOfReach, { statusNote: 'I would like to.' })
          if (status < 400 && !isOrdinary) wrong.push(`${person} out of ${from}`)
          if (isOrdinary) await inState(workflow, from)
        }
      }
      expect(wrong).toEqual([])
      const roles: Role[] = ['ADMIN']
      expect(
        (await sql(`select distinct by_role from status_events where is_override`)).map(
          ({ by_role }) => by_role,
        ),
      ).toEqual(roles)
    },
  )
})
