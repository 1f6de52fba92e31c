import { beforeAll, describe, expect, it } from 'vitest'
import { MDRD } from '../../../src/shipped/mdrd'
import { graphql, rest } from '../../support/api'
import { readyForPreQc } from '../../support/floor'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue, plainSink, threeBasinSink } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

beforeAll(() => loadCatalogue(payload))

type Question = { key: string; basin: number | null; type: string; min: number | null }
type Forms = { version: number; forms: { key: string; kind: string; items: Question[] }[] }

describe('Quality reads the checklists of a family (handbook 1.3)', () => {
  it('every form of the release in force, with its sections, conditions and limits', async () => {
    const { status, body } = await rest(qc).get('/configurator/checklists?family=MDRD')
    expect(status).toBe(200)
    expect(body).toEqual({
      family: 'MDRD',
      version: 1,
      isInForce: true,
      checklists: MDRD.checklists,
    })
    const named = await rest(qc).get('/configurator/checklists?family=MDRD&version=1')
    expect(named.body).toEqual(body)
  })

  it('and what they ask for a configuration: basin by basin', async () => {
    const ask = async (configuration: unknown) => {
      const { status, body, text } = await rest(qc).post<Forms>('/configurator/forms', {
        family: 'MDRD',
        configuration,
      })
      expect(status, text.slice(0, 400)).toBe(200)
      return body.forms
    }
    const basinsIn = (forms: Forms['forms']) =>
      forms.map(({ items }) => Math.max(0, ...items.map(({ basin }) => basin ?? 0)))
    const three = await ask(threeBasinSink())
    expect(three.map(({ key, kind }) => ({ key, kind }))).toEqual(
      MDRD.checklists.map(({ key, kind }) => ({ key, kind })),
    )
    expect(Math.max(...basinsIn(three))).toBe(3)
    expect(Math.max(...basinsIn(await ask(plainSink())))).toBe(1)
  })

  it('as the inspection of a build will ask it, and nothing is stored for that', async () => {
    const id = await readyForPreQc({ coordinator, procurement })
    const { body } = await rest(qc).post<Forms>('/configurator/forms', {
      family: 'MDRD',
      configuration: plainSink(),
    })
    expect(await sql('select id from inspections')).toEqual([])
    const opened = await rest(qc).post<{ items: Question[] }>(`/builds/${id}/inspections`, {
      kind: 'PRE_QC',
    })
    expect(opened.status, opened.text.slice(0, 400)).toBe(201)
    expect(body.forms.find(({ kind }) => kind === 'PRE_QC')?.items).toEqual(opened.body.items)
  })

  it('a family without a release in force has none', async () => {
    for (const [query, field] of [
      ['family=ENDOSCOPE', 'family'],
      ['family=MDRD&version=9', 'version'],
    ]) {
      const answer = await rest(qc).get(`/configurator/checklists?${query}`)
      expect(answer).toMatchObject(refusal(404, 'not_found', { field }))
    }
  })

  it('and nobody else of the floor or of service does', async () => {
    for (const person of [assembler, service]) {
      const read = await rest(person).get('/configurator/checklists?family=MDRD')
      expect(read).toMatchObject(refusal(403, 'role_not_allowed'))
      const asked = await rest(person).post('/configurator/forms', {
        family: 'MDRD',
        configuration: plainSink(),
      })
      expect(asked).toMatchObject(refusal(403, 'role_not_allowed'))
    }
  })
})

describe('nothing else of the configuration is open to Quality', () => {
  const released = async () =>
    (await sql<{ id: string }>(`select id from configuration_releases where code = 'MDRD'`))[0]
      ?.id ?? ''

  it('through REST: no draft, no content of a release, no comparison, no version', async () => {
    const id = await released()
    for (const path of [
      '/product-families',
      '/workflows',
      '/release-checks',
      `/configuration-releases/${id}/diff?against=${id}`,
      '/configurator/accessories?family=MDRD',
    ]) {
      expect((await rest(qc).get(path)).status, path).toBe(403)
    }
    for (const path of ['/product-families/versions', '/configuration-releases/versions']) {
      expect((await rest(qc).get(path)).status, path).not.toBe(200)
    }
    for (const query of ['depth=0', 'select[content]=true', 'depth=5']) {
      const { status, body } = await rest(qc).get(`/configuration-releases/${id}?${query}`)
      expect([status, 'content' in body], query).toEqual([200, false])
    }
  })

  it('through GraphQL: the release without its content', async () => {
    const { body } = await graphql(
      qc,
      `{ ConfigurationRelease(id: "${await released()}") { code content } }`,
    )
    expect(body.data).toEqual({ ConfigurationRelease: { code: 'MDRD', content: null } })
    const families = await graphql(qc, '{ ProductFamilies { docs { draft } } }')
    expect(families.body.data?.ProductFamilies).toBeNull()
  })

  it('and the forms bring no rule, no option and no task with them', async () => {
    const read = await rest(qc).get('/configurator/checklists?family=MDRD')
    const asked = await rest(qc).post('/configurator/forms', {
      family: 'MDRD',
      configuration: plainSink(),
    })
    for (const { body } of [read, asked])
      for (const name of ['content', 'rules', 'options', 'taskTemplates', 'constraints'])
        expect(Object.keys(body)).not.toContain(name)
  })
})
