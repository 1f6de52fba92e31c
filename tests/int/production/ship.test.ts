import { expect, it } from 'vitest'
import { lexicalToBlocks, textOfBlocks } from '../../../src/domain/production/richText'
import { shipConfiguration } from '../../../src/services/configuration/ship'
import { systemRequest } from '../../../src/services/actor'
import { INSTRUCTIONS } from '../../../src/shipped/instructions'
import { MDRD } from '../../../src/shipped/mdrd'
import { TOOLS } from '../../../src/shipped/tools'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const assembler = await someone.user('ASSEMBLER')

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
