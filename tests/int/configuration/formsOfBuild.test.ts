import { createLocalReq } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { MDRD } from '../../../src/shipped/mdrd'
import { rest } from '../../support/api'
import { moveBuild, readyForPreQc } from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue } from '../../support/plant'

const { payload, sql } = await bootPayload()
const { familiesWithForms, formsOfBuild } =
  await import('../../../src/services/configuration/checklists')
const { familyRelease } = await import('../../../src/services/configuration/releases')
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')

let family = ''
let id = ''
let buildNumber = ''
beforeAll(async () => {
  await loadCatalogue(payload)
  const [found] = await sql<{ id: string }>(`select id from product_families where code = 'MDRD'`)
  family = found?.id ?? ''
  id = await readyForPreQc({ coordinator, procurement })
  const [build] = await sql<{ number: string }>(
    `select build_number as number from builds where id = $1`,
    [id],
  )
  buildNumber = build?.number ?? ''
})

const reqOf = (user: TestUser) =>
  createLocalReq({ user: { ...user, collection: 'users' } }, payload)
const ask = async (path: string, body: Record<string, unknown>, expected = 200) => {
  const { status, text } = await rest(admin).post(`/product-families/${family}/${path}`, body)
  expect(status, text.slice(0, 400)).toBe(expected)
}
const statement = { en: 'All is well.', fr: 'Tout va bien.', es: 'Todo está bien.' }

describe('what the forms ask of a build (handbook 1.3)', () => {
  it('is told from the release that it pinned, whatever was published since', async () => {
    const draft = {
      ...MDRD,
      checklists: MDRD.checklists.map((checklist) => ({ ...checklist, statement })),
    }
    const saved = await rest(admin).patch(`/product-families/${family}`, { draft })
    expect(saved.status, saved.text.slice(0, 400)).toBe(200)
    await ask('publish', { password: admin.password, reason: 'Another statement' }, 201)

    const req = await reqOf(qc)
    const found = await formsOfBuild(req, buildNumber)
    expect(found).toMatchObject({ buildNumber, family: 'MDRD', version: 1 })
    expect(found?.forms.map((form) => form.statement)).toEqual(
      MDRD.checklists.map((checklist) => checklist.statement),
    )
    const [newest] = await familiesWithForms(req)
    expect(newest).toMatchObject({ code: 'MDRD', isRetired: false })
    const { version, content } = await familyRelease(req, newest?.release ?? '')
    expect(version).toBe(2)
    expect(content.checklists.map((checklist) => checklist.statement)).toEqual(
      MDRD.checklists.map(() => statement),
    )
  })

  it('of no build that the asker does not see, and of none that there cannot be', async () => {
    expect(await formsOfBuild(await reqOf(assembler), buildNumber)).toBeNull()
    for (const number of ['', 'NO SUCH BUILD', '\u0000', `${buildNumber}\u0000`])
      expect(await formsOfBuild(await reqOf(qc), number)).toBeNull()
  })

  it('also while the family is retired, as long as builds of it are on their way', async () => {
    const req = await reqOf(qc)
    await ask('retire', { reason: 'Replaced by the next family' })
    expect(await familiesWithForms(req)).toMatchObject([{ code: 'MDRD', isRetired: true }])
    expect((await formsOfBuild(req, buildNumber))?.version).toBe(1)

    await moveBuild(admin, id, 'CANCELLED', { statusNote: 'The customer gave up' })
    expect(await familiesWithForms(req)).toEqual([])
    await ask('reinstate', { reason: 'Wanted again' })
    expect(await familiesWithForms(req)).toMatchObject([{ code: 'MDRD', isRetired: false }])
  })
})
