import { createLocalReq } from 'payload'
import { beforeAll, expect, it } from 'vitest'
import type { BomLine } from '../../../src/domain/boms/line'
import type { FamilyContent } from '../../../src/domain/configurator/release'
import { MDRD } from '../../../src/shipped/mdrd'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, submit, type Submitted } from '../../support/plant'
import { variedSink } from '../../support/varied'

const { payload, sql } = await bootPayload()
const { replayFamily } = await import('../../../src/services/configuration/replay')
const { configure } = await import('../../../src/services/configurator')
const { contentHash } = await import('../../../src/services/contentHash')
const { snapshotLine } = await import('../../../src/services/boms/snapshot')
const { parametersOf, settingsOf } = await import('../../../src/services/settings')
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')

/** As many as the consequences list one by one. */
const BUILDS = 200
/** Publishing walks the whole space first. */
const PROOF = { timeout: 300_000 }
const system = () => createLocalReq({ context: { asSystem: true } }, payload)

const orders: Submitted[] = []
const builds = () => orders.flatMap((order) => order.builds)
beforeAll(async () => {
  await loadCatalogue(payload)
  for (let first = 0; first < BUILDS; first += 10) {
    const language = ['EN', 'FR', 'ES', 'EN'][(first / 10) % 4]
    const ten = Array.from({ length: 10 }, (_, n) =>
      build({ configuration: variedSink(first + n), accessories: accessories(first + n) }),
    )
    orders.push(await submit(coordinator, { language, builds: ten }))
  }
})

const accessories = (n: number) =>
  n % 4 === 1 ? [{ partNumber: 'T-OA-BINRAIL-36-KIT', quantity: (n % 3) + 1 }] : []

type Stored = {
  id: string
  version: number
  release: string
  contentHash: string
  configuration: unknown
  accessories: unknown
  language: 'EN' | 'FR' | 'ES'
}
const activeBom = async (buildId: string): Promise<Stored> => {
  const [bom] = await sql<Stored>(
    `select id, version::int, release_id as release, content_hash as "contentHash", configuration, accessories, language
     from boms where build_id = $1 and is_active`,
    [buildId],
  )
  if (!bom) throw new Error('The build has no bill of materials.')
  return bom
}

type Amounts = Map<string, number>
const LINES = `select part_number as "partNumber", name, rule, kind::text as kind, basin::int as basin,
  quantity::int as quantity, note, attributes, level::int as level from bom_lines where bom_id = $1 order by position`
/** How many of what, by what rule, a stored version holds: told apart from how versions are compared. */
const amounts = async (bom: string): Promise<Amounts> => {
  const found: Amounts = new Map()
  for (const { partNumber, rule, quantity } of await sql<BomLine>(LINES, [bom])) {
    const key = `${rule} ${partNumber}`
    found.set(key, (found.get(key) ?? 0) + quantity)
  }
  return found
}

it('says the same of every build when nothing changed, down to the hash', async () => {
  const req = await system()
  const replay = await replayFamily(req, MDRD, { closed: 0 })
  expect(replay).toEqual({
    builds: BUILDS,
    same: BUILDS,
    changed: 0,
    refused: 0,
    orders: 0,
    outdated: 0,
    differing: [],
  })

  const parameters = parametersOf(await settingsOf(req))
  for (const { id } of builds()) {
    const { contentHash: stored, id: _bom, language, ...bom } = await activeBom(id)
    const question = { content: MDRD, ...bom, at: '', build: id }
    const fresh = await configure(req, [question], { language, parameters })
    if (!fresh.ok) throw new Error(JSON.stringify(fresh.refusals))
    const { boms, catalogue } = fresh.value
    const snapshot = {
      build: id,
      version: bom.version,
      release: bom.release,
      configuration: boms[0]?.configuration,
      accessories: boms[0]?.accessories,
      language,
      lines: boms[0]?.lines.map((line) => snapshotLine(line, catalogue.outside)),
    }
    expect(contentHash(snapshot)).toBe(stored)
  }
})

/** Bills whose active version holds this item. */
const holding = async (partNumber: string): Promise<string[]> =>
  (
    await sql<{ build: string }>(
      `select distinct m.build_id as build from bom_lines l join boms m on m.id = l.bom_id and m.is_active
       where l.part_number = $1`,
      [partNumber],
    )
  ).map(({ build }) => build)

it('tells what the catalogue has changed apart from what the draft changes', async () => {
  const [item] = await sql<{ slug: string; id: string; name: string; partNumber: string }>(
    `select case l.kind when 'PART' then 'parts' else 'assemblies' end as slug, i.id, i.name, l.part_number as "partNumber"
     from bom_lines l join (select id, part_number, name from parts union all select id, part_number, name from assemblies) i
       on i.part_number = l.part_number where l.rule = 'R6' limit 1`,
  )
  if (!item) throw new Error('No bill has a line of rule R6.')
  const rename = async (name: string) => {
    const { status, text } = await rest(admin).patch(`/${item.slug}/${item.id}`, { name })
    expect(status, text).toBe(200)
  }
  const affected = await holding(item.partNumber)
  expect(affected.length).toBeGreaterThan(0)
  await rename('Renamed meanwhile')
  expect(await replayFamily(await system(), MDRD, { closed: 0 })).toEqual({
    builds: BUILDS,
    same: BUILDS,
    changed: 0,
    refused: 0,
    orders: 0,
    outdated: affected.length,
    differing: [],
  })

  const draft = structuredClone(MDRD)
  const rule = draft.rules.find(({ id }) => id === 'R6')
  if (!rule) throw new Error('The family has no rule R6.')
  rule.quantity = 2
  const replay = await replayFamily(await system(), draft, { closed: 0 })
  expect(replay.changed).toBeGreaterThan(0)
  expect(replay.outdated).toBe(affected.length)
  const facts = replay.differing.flatMap(({ changed }) => changed.flatMap((one) => one.facts))
  expect(new Set(facts)).not.toContain('name')
  await rename(item.name)
})

it('does not blame the draft for a build that its own release refuses today', async () => {
  const [first] = builds()
  const [stored] = await sql<{ configuration: unknown }>(
    `select configuration from builds where id = $1`,
    [first?.id],
  )
  await sql(`update builds set configuration = configuration || '{"length": 5}' where id = $1`, [
    first?.id,
  ])
  const replay = await replayFamily(await system(), MDRD, { closed: 0 })
  expect(replay).toMatchObject({ same: BUILDS, refused: 0, outdated: 1, differing: [] })
  await sql(`update builds set configuration = $2 where id = $1`, [
    first?.id,
    JSON.stringify(stored?.configuration),
  ])
})

/** The shipped family with a line more, a line less, another amount, another reason and another limit. */
function changed(item: string): FamilyContent {
  const draft = structuredClone(MDRD)
  const rule = (id: string) => {
    const found = draft.rules.find((one) => one.id === id)
    if (!found) throw new Error(`The family has no rule ${id}.`)
    return found
  }
  draft.rules.push({
    ...structuredClone(rule('R1')),
    id: 'R90',
    when: { op: 'between', path: 'length', min: 48, max: 80 },
    item: { kind: 'ITEM', id: item },
    role: 'EXTRA_MANUAL',
  })
  rule('R17').enabled = false
  rule('R6').quantity = 2
  // what the family promises follows, or it could not be published
  draft.invariants = draft.invariants.filter(({ id }) => id !== 'BASIN_ADD_ONS')
  for (const invariant of draft.invariants)
    if (invariant.id === 'ONE_FEET') Object.assign(invariant, { min: 2, max: 2 })
  const length = draft.options.find(({ key }) => key === 'length')
  if (length?.type !== 'INTEGER') throw new Error('The length is no whole number.')
  length.max = 116
  return draft
}

it(
  'tells of each build what a generation under the changed release then really makes',
  PROOF,
  async () => {
    const item = await someone.part({ name: 'New label' })
    const draft: unknown = JSON.parse(JSON.stringify(changed(item.partNumber)))
    const [family] = await sql<{ id: string }>(
      `select id from product_families where code = 'MDRD'`,
    )
    const saved = await rest(admin).patch(`/product-families/${family?.id}`, { draft })
    expect(saved.status, saved.text).toBe(200)
    const replay = await replayFamily(await system(), changed(item.partNumber), { closed: 0 })
    expect(replay.builds).toBe(BUILDS)
    expect(replay.refused).toBeGreaterThan(0)
    expect(replay.same + replay.changed + replay.refused).toBe(BUILDS)
    expect(replay.differing).toHaveLength(replay.changed + replay.refused)
    const told = new Map(replay.differing.map((one) => [one.build, one]))

    const published = await rest(admin).post(`/product-families/${family?.id}/publish`, {
      password: admin.password,
      reason: 'Labels',
    })
    expect(published.status, published.text).toBe(201)
    for (const { id, buildNumber } of builds()) {
      const before = await activeBom(id)
      const { status, text, body } = await rest(admin).post<{ bom: { id: string } }>(
        `/builds/${id}/release`,
        { reason: 'Labels for everybody' },
      )
      const said = told.get(id)
      if (status !== 201) {
        expect(said?.outcome, `${buildNumber}: ${text}`).toBe('REFUSED')
        expect(said?.refusals.length).toBeGreaterThan(0)
        for (const refusal of said?.refusals ?? []) expect(text).toContain(JSON.stringify(refusal))
        continue
      }
      const real = await amounts(body.bom.id)
      const expected = await amounts(before.id)
      const count = (key: string, quantity: number): void => {
        expected.set(key, (expected.get(key) ?? 0) + quantity)
        if (expected.get(key) === 0) expected.delete(key)
      }
      for (const { rule, partNumber, quantity } of said?.removed ?? [])
        count(`${rule} ${partNumber}`, -quantity)
      for (const { rule, partNumber, quantity } of said?.added ?? [])
        count(`${rule} ${partNumber}`, quantity)
      for (const one of said?.changed ?? [])
        count(`${one.after.rule} ${one.after.partNumber}`, one.after.quantity - one.before.quantity)
      expect(said?.outcome ?? 'SAME', buildNumber).not.toBe('REFUSED')
      expect(real, buildNumber).toEqual(expected)
      if (!said) expect(await sql(LINES, [body.bom.id])).toEqual(await sql(LINES, [before.id]))
    }
  },
)
