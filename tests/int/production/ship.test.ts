import { describe, expect, it } from 'vitest'
import { lexicalToBlocks, textOfBlocks } from '../../../src/domain/production/richText'
import { shipConfiguration } from '../../../src/services/configuration/ship'
import { systemRequest } from '../../../src/services/actor'
import { INSTRUCTIONS } from '../../../src/shipped/instructions'
import { MDRD } from '../../../src/shipped/mdrd'
import { TOOLS } from '../../../src/shipped/tools'
import { rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const assembler = await someone.user('ASSEMBLER')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')

const codesOf = async (table: string): Promise<unknown[]> =>
  (await sql(`select code from ${table} order by code`)).map(({ code }) => code)

it('ships every tool, and every instruction as a published first revision', async () => {
  expect(await codesOf('tools')).toEqual(TOOLS.map(({ code }) => code).toSorted())
  const rows = await sql(
    `select i.code, i.revision::int as revision, i.state::text as state, i.minutes::int as minutes,
            count(s.id)::int as steps, sum(s.minutes)::int as "stepMinutes"
     from work_instructions i join work_instructions_steps s on s._parent_id = i.id
     group by i.id order by i.code`,
  )
  expect(rows).toEqual(
    INSTRUCTIONS.map(({ code, minutes, steps }) => ({
      code,
      revision: 1,
      state: 'PUBLISHED',
      minutes,
      steps: steps.length,
      stepMinutes: minutes,
    })).toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  )
})

it('knows every tool and instruction that the task templates name', () => {
  const tasks = MDRD.taskTemplates.flatMap((template) => template.tasks)
  const tools = new Set(TOOLS.map(({ code }) => code))
  const instructions = new Set(INSTRUCTIONS.map(({ code }) => code))
  expect(tasks.flatMap((task) => task.tools).filter((code) => !tools.has(code))).toEqual([])
  expect(
    tasks.flatMap(({ instruction }) => instruction ?? []).filter((code) => !instructions.has(code)),
  ).toEqual([])
})

it('writes an audit row for each', async () => {
  const [row] = await sql(
    `select count(*) filter (where resource = 'tools')::int as tools,
            count(*) filter (where resource = 'work-instructions')::int as instructions
     from audit_events where action = 'create'`,
  )
  expect(row).toEqual({ tools: TOOLS.length, instructions: INSTRUCTIONS.length })
})

it('is read step by step, text and pictures as the floor shows them', async () => {
  const { status, body } = await rest(assembler).get<{
    docs: { steps: { title: string; text: unknown; safety: string | null }[] }[]
  }>('/work-instructions?where[code][equals]=BASIN_ASSEMBLY&depth=0')
  expect(status).toBe(200)
  const shipped = INSTRUCTIONS.find(({ code }) => code === 'BASIN_ASSEMBLY')
  const steps = body.docs[0]?.steps ?? []
  expect(steps.map(({ title }) => title)).toEqual(shipped?.steps.map(({ title }) => title.en))
  expect(steps.map(({ text }) => textOfBlocks(lexicalToBlocks(text)))).toEqual(
    shipped?.steps.map(({ text }) => text.join('\n')),
  )
})

it('changes nothing when it runs again, and leaves alone what the plant has made of it', async () => {
  await sql(`update tools set name = 'Our own level' where code = 'LEVEL'`)
  await sql(
    `update work_instructions set state = 'RETIRED' where code = (select min(code) from work_instructions)`,
  )
  const counts = `select (select count(*)::int from tools) as tools, (select count(*)::int from work_instructions) as instructions,
                         (select count(*)::int from work_instructions_steps) as steps, (select count(*)::int from audit_events) as events`
  const before = await sql(counts)

  await shipConfiguration(await systemRequest(payload))

  expect(await sql(counts)).toEqual(before)
  expect(await sql(`select name from tools where code = 'LEVEL'`)).toEqual([
    { name: 'Our own level' },
  ])
})

describe('revising', () => {
  type Doc = {
    id: string
    code: string
    revision: number
    state: string
    steps: { text: unknown }[]
  }
  const published = async (code: string): Promise<Doc> => {
    const { body } = await rest(coordinator).get<{ docs: Doc[] }>(
      `/work-instructions?where[code][equals]=${code}&where[state][equals]=PUBLISHED&depth=0`,
    )
    const [doc] = body.docs
    if (!doc) throw new Error(`${code} is not published.`)
    return doc
  }
  const revise = (user: TestUser, id: string) =>
    rest(user).post<{ id: string; revision: number }>(`/work-instructions/${id}/revise`)

  it('copies the published revision to one draft; publishing that retires the old one', async () => {
    const old = await published('BASIN_ASSEMBLY')
    expect(await revise(assembler, old.id)).toMatchObject(refusal(403, 'role_not_allowed'))

    const made = await revise(coordinator, old.id)
    expect(made).toMatchObject({ status: 201, body: { code: old.code, revision: 2 } })
    const draft = await rest(coordinator).get<Doc>(`/work-instructions/${made.body.id}?depth=0`)
    expect(draft.body).toMatchObject({ state: 'DRAFT', revision: 2 })
    expect(draft.body.steps.map(({ text }) => text)).toEqual(old.steps.map(({ text }) => text))
    expect(await revise(coordinator, old.id)).toMatchObject(refusal(409, 'wrong_state'))
    expect(await revise(coordinator, made.body.id)).toMatchObject(refusal(409, 'wrong_state'))

    const refused = await rest(coordinator).patch(`/work-instructions/${old.id}`, {
      title: 'Other',
    })
    expect(refused).toMatchObject(refusal(409, 'wrong_state'))
    const publish = (own: Record<string, unknown>) =>
      rest(coordinator).patch(`/work-instructions/${made.body.id}`, { state: 'PUBLISHED', ...own })
    expect(await publish({})).toMatchObject(refusal(422, 'reason_missing'))
    const { status, text } = await publish({ reason: 'Clamps changed' })
    expect(status, text.slice(0, 300)).toBe(200)
    expect((await published('BASIN_ASSEMBLY')).id).toBe(made.body.id)
    const states = await sql(
      `select revision::int as revision, state::text as state, retire_reason as why,
              retired_at = lead(published_at) over (order by revision) as "endsWithTheNext"
       from work_instructions where code = $1 order by revision`,
      [old.code],
    )
    expect(states).toEqual([
      { revision: 1, state: 'RETIRED', why: 'Replaced by revision 2.', endsWithTheNext: true },
      { revision: 2, state: 'PUBLISHED', why: null, endsWithTheNext: null },
    ])
  })

  it('the reason that a revision was published with stays as it was (handbook 15.10)', async () => {
    const { id } = await published('CONTROL_SYSTEM')
    const reason = async () =>
      sql('select reason, state::text as state from work_instructions where id = $1', [id])
    const before = await reason()
    for (const write of [
      { reason: 'Rewritten' },
      { reason: null },
      { reason: 'Rewritten', state: 'RETIRED', retireReason: 'Not used any more' },
    ]) {
      expect(await rest(coordinator).patch(`/work-instructions/${id}`, write)).toMatchObject(
        refusal(409, 'wrong_state'),
      )
    }
    expect(await reason()).toEqual(before)
  })

  it('an older draft does not take the place of a newer revision', async () => {
    const { code } = await published('FRAME_ASSEMBLY')
    const steps = [{ title: 'Fit the frame' }]
    const draft = async () =>
      (
        await rest(coordinator).post<{ doc: Doc }>('/work-instructions', {
          code,
          title: 'Frame',
          steps,
        })
      ).body.doc
    const [second, third] = [await draft(), await draft()]
    expect([second.revision, third.revision]).toEqual([2, 3])
    const publish = (id: string) =>
      rest(coordinator).patch(`/work-instructions/${id}`, {
        state: 'PUBLISHED',
        reason: 'A better way',
      })
    expect((await publish(third.id)).status).toBe(200)
    expect(await publish(second.id)).toMatchObject(refusal(409, 'wrong_state'))
    expect((await published(code)).id).toBe(third.id)
    // nor does it stand in the way of the next one
    expect(await revise(coordinator, third.id)).toMatchObject({ status: 201 })
  })
})

describe('retiring', () => {
  it('asks why and keeps when, which nobody writes by hand or changes', async () => {
    const [row] = await sql<{ id: string }>(
      `select id from work_instructions where state = 'PUBLISHED' order by code limit 1`,
    )
    const path = `/work-instructions/${row?.id}`
    const change = (own: Record<string, unknown>) => rest(coordinator).patch(path, own)
    const stored = () =>
      sql(
        `select state::text as state, retire_reason as why, retired_at > now() - interval '5 min' as "isNow"
         from work_instructions where id = $1`,
        [row?.id],
      )
    await change({ retiredAt: '2020-01-01T00:00:00.000Z', retireReason: 'Too early' })
    expect(await stored()).toEqual([{ state: 'PUBLISHED', why: null, isNow: null }])
    for (const retireReason of [undefined, '', ' x '])
      expect(await change({ state: 'RETIRED', retireReason })).toMatchObject(
        refusal(422, 'reason_missing', { field: 'retireReason' }),
      )

    const why = 'This sink is not built any more.'
    expect((await change({ state: 'RETIRED', retireReason: why })).status).toBe(200)
    const retired = [{ state: 'RETIRED', why, isNow: true }]
    expect(await stored()).toEqual(retired)
    const { body } = await rest(coordinator).get(`${path}?depth=0`)
    expect((await change({ ...body, retireReason: 'Another reason' })).status).toBe(200)
    expect(await stored()).toEqual(retired)
    expect(
      await sql(
        `select after->>'state' as state, after->>'retireReason' as why from audit_events
         where resource_id = $1 and after->>'state' = 'RETIRED'`,
        [row?.id],
      ),
    ).toEqual([{ state: 'RETIRED', why }])
  })
})
