import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import {
  build,
  firstBuild,
  loadCatalogue,
  plainSink,
  submit,
  threeBasinSink,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

beforeAll(() => loadCatalogue(payload))

type Row = Record<string, unknown>
type Line = Row & { partNumber: string; quantity: number; level: number; rule: string }
type Preview = {
  complete: boolean
  release: number
  lines: Line[]
  warnings: (Row & { code: string })[]
}

const preview = (user: TestUser | undefined, body: Row) =>
  rest(user).post<Preview>('/configurator/preview', body)
const previewed = async (configuration: Row, own: Row = {}): Promise<Preview> => {
  const { status, body, text } = await preview(coordinator, {
    family: 'MDRD',
    configuration,
    ...own,
  })
  expect(status, text.slice(0, 400)).toBe(200)
  return body
}
const tops = ({ lines }: Preview) =>
  lines
    .filter(({ level }) => level === 1)
    .map(({ partNumber, quantity }) => `${partNumber} × ${quantity}`)
const panel = { pegboard: true, pegboardType: 'PERFORATED', pegboardSize: 'SAME_AS_SINK' }

describe('the boundary cases of handbook 6.9, on the demo catalogue', () => {
  it.each([47, 121, 60.5])('length %s is refused', async (length) => {
    expect(
      await preview(coordinator, { family: 'MDRD', configuration: plainSink({ length }) }),
    ).toMatchObject(refusal(422, 'out_of_range', { field: 'configuration.length' }))
  })

  it.each([
    [48, 'T2-BODY-48-60-HA', '4836'],
    [59, 'T2-BODY-48-60-HA', '4836'],
    [60, 'T2-BODY-48-60-HA', '6036'],
    [61, 'T2-BODY-61-72-HA', '6036'],
    [72, 'T2-BODY-61-72-HA', '7236'],
    [73, 'T2-BODY-73-120-HA', '7236'],
    [84, 'T2-BODY-73-120-HA', '8436'],
    [95, 'T2-BODY-73-120-HA', '8436'],
    [96, 'T2-BODY-73-120-HA', '9636'],
    [107, 'T2-BODY-73-120-HA', '9636'],
    [108, 'T2-BODY-73-120-HA', '10836'],
    [119, 'T2-BODY-73-120-HA', '10836'],
    [120, 'T2-BODY-73-120-HA', '12036'],
  ])('length %i: body %s, panel %s, nothing unresolved', async (length, body, size) => {
    const found = await previewed(plainSink({ length, ...panel }))
    expect(found.complete).toBe(true)
    expect(tops(found).filter((line) => line.startsWith('T2-BODY-'))).toEqual([`${body} × 1`])
    const panels = found.lines.filter(({ partNumber }) => /^T2-ADW-PB-\d+$/.test(partNumber))
    expect(panels.map(({ partNumber }) => partNumber)).toEqual([`T2-ADW-PB-${size}`])
  })

  const GOOSENECK = 'T2-OA-DI-GOOSENECK-FAUCET-KIT'
  const basins = (count: number, own: Row = {}) => ({
    sinkModel: `T2-B${count}`,
    basins: Array.from({ length: count }, () => ({ type: 'E_SINK_DI', size: '24X20X8', ...own })),
  })
  it.each([
    ['three E-Sink DI with one chosen gooseneck', 3, 1, 3],
    ['one E-Sink DI with two chosen', 1, 2, 2],
  ])('%s', async (_case, count, quantity, expected) => {
    const found = await previewed(
      plainSink({
        length: 108,
        ...basins(count),
        faucets: [{ type: 'GOOSENECK_DI', quantity, placement: 'BASIN_1' }],
      }),
    )
    expect(tops(found).filter((line) => line.startsWith(GOOSENECK))).toEqual([
      `${GOOSENECK} × ${expected}`,
    ])
  })

  it('a custom basin of 24×20×8 is the standard part', async () => {
    const found = await previewed(
      plainSink({ basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 24, length: 20, depth: 8 }] }),
    )
    expect(tops(found)).toContain('T2-ADW-BASIN24X20X8 × 1')
    expect(found.lines.filter(({ kind }) => kind === 'CUSTOM')).toEqual([])
  })

  it('three 24" basins in 60" are accepted with W1', async () => {
    const found = await previewed(plainSink({ length: 60, ...basins(3, { type: 'E_SINK' }) }))
    expect(found.complete).toBe(true)
    expect(found.warnings.map(({ code }) => code)).toContain('W1')
  })

  it('a colour inside a coloured kit needs no line of its own, without one it does', async () => {
    const kits = await sql<{ n: string }>(
      `select part_number as n from assemblies where part_number ~ '^T2-ADW-PB-\\d+-[A-Z]+-(PERF|SOLID)-KIT$' order by 1`,
    )
    const [, size = '', colour = '', type = ''] =
      /^T2-ADW-PB-(\d+)36-([A-Z]+)-(PERF|SOLID)-KIT$/.exec(kits[0]?.n ?? '') ?? []
    const colourLines = async (length: number) => {
      const found = await previewed(
        plainSink({
          length,
          ...panel,
          pegboardType: type === 'PERF' ? 'PERFORATED' : 'SOLID',
          pegboardColor: colour,
        }),
      )
      expect(found.complete).toBe(true)
      return found.lines.filter(({ rule, level }) => rule === 'R10' && level === 1)
    }
    expect(await colourLines(Number(size))).toEqual([])
    const uncoloured = [48, 60, 72, 84, 96, 108, 120].find(
      (length) => !kits.some(({ n }) => n.startsWith(`T2-ADW-PB-${length}36-${colour}-`)),
    )
    expect(await colourLines(uncoloured ?? 0)).toMatchObject([
      { partNumber: '708.77', attributes: { color: colour } },
    ])
  })

  it('ES and SP give the same bill', async () => {
    const [es, sp] = [
      await previewed(plainSink(), { language: 'ES' }),
      await previewed(plainSink(), { language: 'SP' }),
    ]
    expect(sp).toEqual(es)
    expect(tops(es)).toContain('T2-STD-MANUAL-SP-KIT × 1')
  })
})

describe('what a preview answers (contract 4)', () => {
  it('is what the submit then stores, line by line', async () => {
    const accessories = [{ partNumber: 'T-OA-MNT-ARM', quantity: 2 }]
    const found = await previewed(threeBasinSink(), { accessories })
    const { bom } = firstBuild(
      await submit(coordinator, {
        builds: [build({ configuration: threeBasinSink(), accessories })],
      }),
    )
    const { body } = await rest(coordinator).get<{ docs: Row[] }>(
      `/bom-lines?where[bom][equals]=${bom.id}&limit=100&depth=0&sort=position`,
    )
    expect(found.lines).toHaveLength(bom.lineCount)
    const parents = new Map(body.docs.map(({ id, position }) => [id, position]))
    body.docs.forEach(({ id: _id, bom: _bom, parent, ...stored }, index) => {
      expect(found.lines[index]).toEqual({
        ...stored,
        parent: parent === null ? null : parents.get(parent),
      })
    })
  })

  it('an id in no catalogue is an UNRESOLVED line, and the bill is incomplete', async () => {
    const found = await previewed(plainSink(), {
      accessories: [{ partNumber: 'NO-SUCH-ITEM', quantity: 1 }],
    })
    expect(found.complete).toBe(false)
    expect(found.lines.find(({ kind }) => kind === 'UNRESOLVED')).toMatchObject({
      partNumber: 'NO-SUCH-ITEM',
      quantity: 1,
      rule: 'R25',
    })
  })

  it('every line says why', async () => {
    for (const { because, partNumber } of (await previewed(threeBasinSink())).lines) {
      expect(because, partNumber).toMatch(/\S \S/)
    }
  })

  it.each([
    ['an unknown option', { colour: 'RED' }, 'option_unknown', 'configuration.colour'],
    ['an unknown value', { feet: 'SKIS' }, 'option_unknown', 'configuration.feet'],
    ['LC1 on fixed legs', { legsType: 'FIXED_HEIGHT', legsModel: 'LC1' }, undefined, undefined],
    ['a basin too many', { basins: [{}, {}] }, undefined, undefined],
  ])('names %s', async (_case, own, code, field) => {
    const { status, body } = await preview(coordinator, {
      family: 'MDRD',
      configuration: plainSink(own),
    })
    expect(status).toBe(422)
    expect(body).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({
          code: code ?? expect.any(String),
          field: field ?? expect.stringMatching(/^configuration/),
          message: expect.stringMatching(/\S \S/),
        }),
      ]),
    })
  })

  it('tells the version of the release that answers', async () => {
    const [inForce] = await sql<{ version: number }>(
      `select r.version::int from product_families f join configuration_releases r on r.id = f.release_id
       where f.code = 'MDRD'`,
    )
    expect((await previewed(plainSink())).release).toBe(inForce?.version)
  })

  it('names all faults at once', async () => {
    const { body } = await rest(coordinator).post<{ errors: { field: string }[] }>(
      '/configurator/preview',
      { family: 'MDRD', configuration: plainSink({ length: 47, feet: 'SKIS', width: -1 }) },
    )
    const fields = body.errors.map(({ field }) => field)
    for (const field of ['length', 'feet', 'width']) {
      expect(fields).toContain(`configuration.${field}`)
    }
  })

  it.each(['ENDOSCOPE', 'INSTROSINK', 'NOTHING', ''])('family "%s" is not open', async (family) => {
    const { status } = await preview(coordinator, { family, configuration: plainSink() })
    expect(status).toBe(422)
  })

  it('writes nothing', async () => {
    const tables = await sql<{ t: string }>(
      `select table_name as t from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    const counts = () =>
      sql(
        tables
          .map(({ t }) => `select '${t}' as t, count(*)::int as n from "${t}"`)
          .join(' union all '),
      )
    await preview(coordinator, { family: 'MDRD', configuration: plainSink() })
    const before = await counts()
    await previewed(
      plainSink({
        ...panel,
        pegboardSize: 'CUSTOM',
        pegboardWidth: 71,
        pegboardLength: 31,
        basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 41, length: 21, depth: 11 }],
      }),
    )
    expect(await counts()).toEqual(before)
  })

  it('is for those who submit; costs are theirs to see', async () => {
    await sql(`update assemblies set cost = 4200 where part_number = 'T2-DL27-KIT'`)
    for (const user of [coordinator, admin]) {
      const { body } = await preview(user, { family: 'MDRD', configuration: plainSink() })
      const legs = body.lines.find(({ partNumber }) => partNumber === 'T2-DL27-KIT')
      expect(legs, user.role).toMatchObject({ unitCost: 4200 })
    }
    for (const user of [procurement, qc, assembler, service]) {
      const { status } = await preview(user, { family: 'MDRD', configuration: plainSink() })
      expect(status, user.role).toBe(403)
    }
    expect((await preview(undefined, {})).status).toBe(401)
  })
})

describe('the accessory browser', () => {
  type Page = {
    docs: { partNumber: string; category: { code: string } }[]
    totalDocs: number
    totalPages: number
    categories: { code: string; count: number }[]
  }
  const offered = (query: string) =>
    rest(coordinator).get<Page>(`/configurator/accessories?${query}`)

  it('offers what category 720 refers to, less manuals and what MDRD hides', async () => {
    const { status, body } = await offered('family=MDRD')
    expect(status).toBe(200)
    expect(body.totalDocs).toBe(body.categories.reduce((sum, { count }) => sum + count, 0))
    const all: string[] = []
    for (let page = 1; page <= body.totalPages; page += 1) {
      const { body: next } = await offered(`family=MDRD&page=${page}`)
      all.push(...next.docs.map(({ partNumber }) => partNumber))
    }
    expect(all).toHaveLength(body.totalDocs)
    expect(new Set(all).size).toBe(all.length)
    expect(all).not.toContain('T2-OHL-INSTRO-KIT')
    expect(all.filter((number) => number.includes('MANUAL'))).toEqual([])
    expect(all).toContain('T-OA-BINRAIL-36-KIT')
  })

  it('searches, filters, and takes wildcards for what they are', async () => {
    const { body } = await offered('family=MDRD&search=binrail')
    expect(body.docs.map(({ partNumber }) => partNumber).sort()).toEqual([
      'T-OA-BINRAIL-24-KIT',
      'T-OA-BINRAIL-36-KIT',
      'T-OA-BINRAIL-48-KIT',
    ])
    const [first] = body.categories
    const { body: within } = await offered(`family=MDRD&category=${first?.code}`)
    expect(new Set(within.docs.map(({ category }) => category.code))).toEqual(
      new Set([first?.code]),
    )
    for (const text of ['%25', '%5C', "'"]) {
      expect((await offered(`family=MDRD&search=${text}`)).body.totalDocs, text).toBe(0)
    }
    expect((await offered('family=NOTHING')).status).toBe(422)
    expect([400, 422]).toContain((await offered('family=MDRD&page=0')).status)
    expect((await rest(qc).get('/configurator/accessories?family=MDRD')).status).toBe(403)
  })

  it('shows no costs, to nobody', async () => {
    expect((await offered('family=MDRD')).text).not.toMatch(/cost/i)
  })
})
