import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { addPhoto, answerForm, openForm, readyForFinalQc } from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** Whoever built a sink does not release it (handbook 15). */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const admin = await someone.user('ADMIN')
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadCatalogue(payload))

const sign = (user: TestUser, id: string, own: Record<string, unknown> = {}) =>
  rest(user).post(`/inspections/${id}/sign`, { password: user.password, outcome: 'PASS', ...own })

/** A Final QC draft that is complete. */
async function finalForm(): Promise<{ build: string; form: string }> {
  const build = await readyForFinalQc(crew)
  const draft = await openForm(qc, build, 'FINAL_QC')
  await answerForm(qc, draft)
  return { build, form: draft.id }
}

/** The people who take part in a build, by the trace that they leave. */
const hands: Record<string, (build: string, person: string) => Promise<unknown>> = {
  'completed a task': (build, person) =>
    sql(
      `update tasks set completed_by_id = $2 where id = (select min(id::text)::uuid from tasks where build_id = $1 and status = 'COMPLETED')`,
      [build, person],
    ),
  'worked on it by the clock': (build, person) =>
    sql(
      `update time_entries set user_id = $2 where id = (select min(id::text)::uuid from time_entries where build_id = $1)`,
      [build, person],
    ),
  'has it assigned': (build, person) =>
    sql('update builds set assigned_to_id = $2 where id = $1', [build, person]),
  'signed its packing list': (build, person) =>
    sql(
      `begin; set local session_replication_role = replica;
       update signatures set signer_id = '${person}' where id = (
         select signature_id from inspections where build_id = '${build}' and kind = 'PACKAGING');
       commit`,
    ),
}

describe('separation of duties', () => {
  it('whoever only inspects signs without a word', async () => {
    const { form } = await finalForm()
    expect((await sign(qc, form)).status).toBe(200)
  })

  it('the assembler does not sign Final QC at all', async () => {
    const { form } = await finalForm()
    expect(await sign(assembler, form, { separationReason: 'Nobody else is here.' })).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
  })

  it.each(Object.entries(hands))(
    'a person of quality control who %s does not sign, whatever the reason',
    async (_case, leaveTrace) => {
      const { build, form } = await finalForm()
      await leaveTrace(build, qc.id)
      for (const own of [{}, { separationReason: 'Nobody else is here.' }]) {
        expect(await sign(qc, form, own)).toMatchObject(refusal(403, 'role_not_allowed'))
      }
      expect(await sql('select id from signatures where resource_id = $1', [form])).toEqual([])
      const second = await someone.user('QC_PERSON')
      expect((await sign(second, form)).status).toBe(200)
    },
  )

  it('an Admin who built it says why, and that stays in the trail', async () => {
    const { build, form } = await finalForm()
    await hands['completed a task']?.(build, admin.id)
    for (const separationReason of [undefined, null, '', 'ok', '  a ']) {
      expect(await sign(admin, form, { separationReason })).toMatchObject(
        refusal(403, 'role_not_allowed', { field: 'separationReason' }),
      )
    }
    const reason = 'Both inspectors are ill and the truck waits.'
    expect((await sign(admin, form, { separationReason: reason })).status).toBe(200)
    const kept = await sql(
      `select actor, role, after, reason from audit_events where action = 'override' and resource_id = $1`,
      [form],
    )
    expect(kept).toEqual([
      { actor: admin.id, role: 'ADMIN', after: { separationOfDuties: 'overridden' }, reason },
    ])
    for (const door of [`/builds/${build}/record`, `/history/inspections/${form}`]) {
      expect((await rest(qc).get(door)).text, door).toContain(reason)
      expect((await rest(procurement).get(door)).text, 'no result').not.toContain(reason)
    }
  })

  it('and is no matter of Pre-QC, nor of an Admin who did not build it', async () => {
    const { build, form } = await finalForm()
    await addPhoto(admin, 'inspections', form)
    expect((await sign(admin, form)).status).toBe(200)
    expect(
      await sql(
        `select id from audit_events where action = 'override' and resource_id in ($1, $2)`,
        [form, build],
      ),
    ).toEqual([])
  })
})
