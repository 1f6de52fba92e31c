import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import { createLocalReq } from 'payload'
import { Pool } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { up } from '../../../migrations/20261129_225100_moves_by_signature_rules'
import { graphql, rest } from '../../support/api'
import { answerForm, moveBuild, openForm, readyForPreQc } from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue } from '../../support/plant'

/** Of Pre-QC and Final QC Procurement reads the result, not what was noted with it (handbook 1.3). */

const { payload, sql, databaseUrl } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

const VERDICT = 'Hairline scratch by the drain, polished out'
const HOLD = 'The customer asked us to wait'

let build = ''
let form = ''

/** A build whose Pre-QC was signed as passed, with a note. */
async function passedWithNote(): Promise<{ build: string; form: string }> {
  const id = await readyForPreQc({ coordinator, procurement })
  const opened = await openForm(qc, id, 'PRE_QC')
  await answerForm(qc, opened)
  const { status, text } = await rest(qc).post(`/inspections/${opened.id}/sign`, {
    password: qc.password,
    outcome: 'PASS',
    note: VERDICT,
  })
  if (status !== 200) throw new Error(`Pre-QC was not signed: ${text.slice(0, 300)}`)
  return { build: id, form: opened.id }
}

beforeAll(async () => {
  await loadCatalogue(payload)
  const passed = await passedWithNote()
  build = passed.build
  form = passed.form
  await rest(assembler).post(`/builds/${build}/claim`)
})

type Row = { note?: string | null; statusNote?: string | null; bySignature?: boolean }

/** Every door through which a move, a signature or what is told of them is read. */
const doors = (): string[] => [
  `/status-events?where[build][equals]=${build}`,
  `/status-events?where[build][equals]=${build}&select[note]=true`,
  `/builds/${build}?depth=2`,
  `/builds/${build}?select[statusNote]=true`,
  `/builds?where[id][equals]=${build}&depth=1&joins[events][limit]=50`,
  `/signatures?where[build][equals]=${build}`,
  `/signatures?where[build][equals]=${build}&select[note]=true`,
  `/inspections/${form}?depth=2`,
  `/history/builds/${build}`,
  `/history/inspections/${form}`,
  `/builds/${build}/record`,
]

/** The same through GraphQL, over relationships and lists as well. */
const query = (): string => `{
  StatusEvents(where: { build: { equals: "${build}" } }) { docs { note bySignature build { statusNote } } }
  Builds(where: { id: { equals: "${build}" } }) { docs { statusNote events { docs { note } } } }
  Signatures(where: { build: { equals: "${build}" } }) { docs { note resource } }
  Inspections(where: { build: { equals: "${build}" } }) { docs { note signature { note } } }
}`

const told = async (user: TestUser): Promise<string> => {
  const answers = await Promise.all(doors().map((door) => rest(user).get(door)))
  for (const { status, text } of answers) expect(status, text.slice(0, 200)).toBe(200)
  const { body, text } = await graphql(user, query())
  expect(body.errors).toBeUndefined()
  return [...answers.map((answer) => answer.text), text].join('\n')
}

const moves = async (user: TestUser): Promise<Row[]> =>
  (
    await rest(user).get<{ docs: Row[] }>(
      `/status-events?where[build][equals]=${build}&sort=-at&depth=0`,
    )
  ).body.docs

describe('the note of a verdict', () => {
  it('is told to quality control, Coordinator, Admin and the assembler of the build', async () => {
    for (const user of [qc, coordinator, admin, assembler]) {
      const [move] = await moves(user)
      expect(move).toMatchObject({ note: VERDICT, bySignature: true })
      expect((await rest(user).get<Row>(`/builds/${build}`)).body.statusNote).toBe(VERDICT)
      for (const door of [`/signatures?where[build][equals]=${build}`, `/history/builds/${build}`])
        expect((await rest(user).get(door)).text, door).toContain(VERDICT)
      const { body } = await graphql<Record<string, { docs: unknown[] }>>(user, query())
      for (const [name, { docs }] of Object.entries(body.data ?? {}))
        expect(JSON.stringify(docs), name).toContain(VERDICT)
    }
  })

  it('is told to Procurement by no door; the move and its result are', async () => {
    expect(await told(procurement)).not.toContain(VERDICT)
    const [move] = await moves(procurement)
    expect(move).toMatchObject({ from: 'PRE_QC', to: 'IN_PRODUCTION', bySignature: true })
    expect(move).not.toHaveProperty('note')
    expect((await rest(procurement).get(`/inspections/${form}`)).body).toMatchObject({
      outcome: 'PASS',
      state: 'SIGNED',
    })
  })

  it('can be neither searched nor sorted for by Procurement', async () => {
    for (const query of [
      `/status-events?where[note][like]=scratch`,
      `/status-events?sort=note`,
      `/builds?where[statusNote][like]=scratch`,
      `/builds?sort=-statusNote`,
      `/builds?where[events.note][like]=scratch`,
      `/builds?joins[events][where][note][like]=scratch`,
      `/builds?joins[events][sort]=note`,
      `/orders?where[builds.statusNote][like]=scratch`,
      `/signatures?where[note][like]=scratch`,
      `/inspections?where[signature.note][like]=scratch`,
    ]) {
      expect((await rest(procurement).get(query)).status, query).toBe(400)
      expect((await rest(qc).get(query)).status, query).toBe(200)
    }
    const asked = await graphql(
      procurement,
      `
        {
          StatusEvents(where: { note: { like: "scratch" } }) {
            totalDocs
          }
        }
      `,
    )
    expect(asked.body.errors?.length).toBeGreaterThan(0)
  })

  it('is told to the Service Department as little as the build itself', async () => {
    for (const door of doors()) {
      const { status, text } = await rest(service).get(door)
      expect([403, 404], door).toContain(status)
      expect(text).not.toContain(VERDICT)
    }
    const { text } = await graphql(service, query())
    expect(text).not.toContain(VERDICT)
  })

  it('is not told by the act of the next move either, whose own note is', async () => {
    await moveBuild(coordinator, build, 'ON_HOLD', { statusNote: HOLD, holdClass: 'CUSTOMER' })
    const text = await told(procurement)
    expect(text).not.toContain(VERDICT)
    expect((await moves(procurement)).map(({ note }) => note)).toContain(HOLD)
    expect((await rest(procurement).get<Row>(`/builds/${build}`)).body.statusNote).toBe(HOLD)
    type Acts = { docs: { action: string; reason: string | null }[] }
    const { body } = await rest(procurement).get<Acts>(`/history/builds/${build}`)
    expect(body.docs.filter(({ action }) => action === 'status_move')[0]?.reason).toBe(HOLD)
    const seen = await rest(qc).get(`/history/builds/${build}`)
    expect(seen.text).toContain(VERDICT)
  })

  it('of a build whose note was written anew is the note of whoever wrote it', async () => {
    const other = await readyForPreQc({ coordinator, procurement })
    await sql(`update builds set by_signature = true, status_note = $2 where id = $1`, [
      other,
      VERDICT,
    ])
    expect((await rest(procurement).get<Row>(`/builds/${other}`)).body.statusNote).toBeUndefined()
    const { status } = await rest(coordinator).patch(`/builds/${other}`, { statusNote: HOLD })
    expect(status).toBe(200)
    expect((await rest(procurement).get<Row>(`/builds/${other}`)).body.statusNote).toBe(HOLD)
  })
})

describe('moves from before it was kept what made them', () => {
  it('are known by the workflow of their build', async () => {
    const last = await passedWithNote()
    const marked = () =>
      sql<{ id: string; bySignature: boolean }>(
        `select id, by_signature as "bySignature" from status_events
         union all select id, by_signature from builds order by id`,
      )
    const before = await marked()
    expect(before.find(({ id }) => id === last.build)?.bySignature).toBe(true)
    expect(before.find(({ id }) => id === build)?.bySignature).toBe(false)
    await sql('alter table status_events disable trigger status_events_append_only')
    await sql('update status_events set by_signature = false')
    await sql('alter table status_events enable trigger status_events_append_only')
    await sql('update builds set by_signature = false')

    const owner = new Pool({ connectionString: databaseUrl })
    try {
      await up({ db: drizzle(owner), payload, req: await createLocalReq({}, payload) })
    } finally {
      await owner.end()
    }
    expect(await marked()).toEqual(before)
    await expect(sql('update status_events set by_signature = false')).rejects.toThrow(
      'append-only',
    )
  })
})
