import { createLocalReq, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemRequest } from '../../../src/services/actor'
import { recordsOfLines } from '../../../src/services/boms/records'
import { isIntact } from '../../../src/services/boms/snapshot'
import { graphql, rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import {
  approve,
  build,
  firstBuild,
  loadCatalogue,
  submit,
  threeBasinSink,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const as = (user: TestUser): Promise<PayloadRequest> => createLocalReq({ user }, payload)
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

type Line = Record<string, unknown> & {
  partNumber: string
  quantity: number
  quantityPer: number
  level: number
  children: Line[]
}
type Tree = { bom: Record<string, unknown>; totals: Record<string, unknown>; lines: Line[] }

const EVIL = `=HYPERLINK("http://x.example","Click, me")`
let big = { build: '', bom: '' }

beforeAll(async () => {
  await loadCatalogue(payload)
  await someone.assembly({ partNumber: '+EVIL-1', name: EVIL, cost: 1234, canOrder: true })
  const { id, bom } = firstBuild(
    await submit(coordinator, {
      builds: [
        build({
          configuration: threeBasinSink(),
          accessories: [{ partNumber: '+EVIL-1', quantity: 3 }],
        }),
      ],
    }),
  )
  await rest(coordinator).patch(`/builds/${id}`, { assignedTo: assembler.id })
  big = { build: id, bom: bom.id }
})

const get = <Body>(user: TestUser | undefined, path: string) =>
  rest(user).get<Body>(`/boms/${big.bom}/${path}`)
const allOf = (lines: readonly Line[]): Line[] =>
  lines.flatMap((line) => [line, ...allOf(line.children)])

describe('tree and flat list (handbook 6.6)', () => {
  it('the tree holds every stored line once, quantities multiplied down, with reasons', async () => {
    const { status, body } = await get<Tree>(coordinator, 'tree')
    expect(status).toBe(200)
    const lines = allOf(body.lines)
    const stored = await sql('select id from bom_lines where bom_id = $1 order by position', [
      big.bom,
    ])
    expect(lines.map(({ id }) => id)).toEqual(stored.map(({ id }) => id))
    expect(body.totals).toMatchObject({ lines: lines.length, unresolved: 0 })
    expect(lines.length).toBeGreaterThan(100)
    const check = (line: Line, above: number): void => {
      expect(line.quantity, line.partNumber).toBe(line.quantityPer * above)
      line.children.forEach((child) => {
        expect(child.level).toBe(line.level + 1)
        check(child, line.quantity)
      })
    }
    for (const line of body.lines) {
      expect(line.because).toMatch(/\S/)
      check(line, 1)
    }
  })

  it('the flat list counts each item over all of its places', async () => {
    const { body } = await get<{ items: Line[] }>(coordinator, 'flat')
    const expected = await sql(
      `select kind || ' ' || part_number collate "C" as item, sum(quantity)::int as quantity, count(*)::int as occurrences
       from bom_lines where bom_id = $1 group by 1 order by 1`,
      [big.bom],
    )
    const found = body.items
      .map(({ kind, partNumber, quantity, occurrences }) => ({
        item: `${String(kind)} ${partNumber}`,
        quantity,
        occurrences,
      }))
      .sort((a, b) => (a.item < b.item ? -1 : 1))
    expect(found).toEqual(expected)
  })

  it('leads to the record found, for those who may open it', async () => {
    const { body } = await get<Tree>(coordinator, 'tree')
    const lines = allOf(body.lines).map((line) => ({
      id: String(line.id),
      partNumber: line.partNumber,
      kind: z.enum(['ASSEMBLY', 'PART', 'CUSTOM', 'UNRESOLVED']).parse(line.kind),
    }))
    for (const user of [admin, coordinator, procurement, qc, assembler]) {
      const found = await recordsOfLines(await as(user), lines)
      const stored = await sql<{ id: string; collection: string; number: string }>(
        `select id, 'parts' as collection, part_number as number from parts
         union all select id, 'assemblies', part_number from assemblies`,
      )
      expect(found.size, user.role).toBe(lines.length)
      for (const { id, kind, partNumber } of lines) {
        const record = stored.find((one) => one.id === found.get(id)?.id)
        expect(found.get(id)?.collection).toBe(kind === 'ASSEMBLY' ? 'assemblies' : 'parts')
        expect(record?.collection).toBe(found.get(id)?.collection)
        expect([partNumber, `ASSY-${partNumber}`]).toContain(record?.number)
      }
    }
    const another = await someone.part({})
    const strange = { id: 'line', kind: 'PART' as const, partNumber: another.partNumber }
    expect([...(await recordsOfLines(await as(assembler), [strange]))]).toEqual([])
    const unknown = { ...strange, partNumber: 'NOWHERE', kind: 'UNRESOLVED' as const }
    expect([...(await recordsOfLines(await as(admin), [unknown]))]).toEqual([])
  })

  it('finds an assembly that a delivery filed under ASSY- and the number', async () => {
    const number = unique('ASKED')
    const { id } = await someone.assembly({ partNumber: `ASSY-${number}` })
    const line = { id: 'line', kind: 'ASSEMBLY' as const, partNumber: number }
    expect((await recordsOfLines(await as(qc), [line])).get('line')).toEqual({
      collection: 'assemblies',
      id,
    })
  })

  it.each([
    ['Admin', admin, true],
    ['Coordinator', coordinator, true],
    ['Procurement', procurement, true],
    ['QC', qc, false],
    ['the assembler of the build', assembler, false],
  ] as const)('costs for %s: %s', async (_, user, sees) => {
    for (const path of ['tree', 'flat', `diff?against=${big.bom}`]) {
      const { status, text } = await get(user, path)
      expect(status, path).toBe(200)
      if (!path.startsWith('diff')) expect(text.includes('"unitCost"'), path).toBe(sees)
      if (!sees) expect(text, path).not.toMatch(/cost/i)
    }
    const { body } = await graphql(
      user,
      `
        query ($id: String!) {
          Bom(id: $id) {
            totalCost
          }
          BomLines(limit: 1) {
            docs {
              unitCost
            }
          }
        }
      `,
      { id: big.bom },
    )
    expect(JSON.stringify(body).match(/ost":\d/) !== null).toBe(sees)
  })

  it.each([
    ['Service', service, 403],
    ['a stranger', undefined, 401],
  ])('%s reads none of it', async (_, user, status) => {
    for (const path of ['tree', 'flat', 'export', `diff?against=${big.bom}`]) {
      expect((await get(user, path)).status, path).toBe(status)
    }
  })
})

describe('comparison of two versions', () => {
  it('tells what was added, removed and changed; costs by role', async () => {
    const { id, bom } = firstBuild(
      await submit(coordinator, {
        builds: [build({ accessories: [{ partNumber: 'T-OA-MNT-ARM', quantity: 1 }] })],
      }),
    )
    await rest(coordinator).patch(`/builds/${id}`, {
      accessories: [
        { partNumber: 'T-OA-MNT-ARM', quantity: 2 },
        { partNumber: '+EVIL-1', quantity: 1 },
      ],
    })
    const [active] = await sql('select id from boms where build_id = $1 and is_active', [id])
    const path = `/boms/${active?.id}/diff?against=${bom.id}`
    const { body } = await rest(procurement).get<Record<string, Line[]>>(path)
    expect(body).toMatchObject({
      from: { version: 1 },
      to: { version: 2 },
      removed: [],
      added: [{ partNumber: '+EVIL-1', quantity: 1, unitCost: 1234 }],
    })
    expect(body.changed?.[0]).toMatchObject({
      before: { partNumber: 'T-OA-MNT-ARM', quantity: 1 },
      after: { quantity: 2 },
    })
    expect((await rest(qc).get(path)).text).not.toMatch(/cost/i)
    const hidden = await rest(assembler).get(path)
    expect(hidden.status, 'another build is invisible to an assembler').toBe(404)
    expect((await rest(assembler).get(`/boms/${big.bom}/diff?against=${bom.id}`)).status).toBe(404)
  })

  it('a change of cost alone shows to those who see costs, and to no others', async () => {
    const { id, bom } = firstBuild(
      await submit(coordinator, {
        builds: [build({ accessories: [{ partNumber: '+EVIL-1', quantity: 1 }] })],
      }),
    )
    await sql(`update assemblies set cost = 4321 where part_number = '+EVIL-1'`)
    const next = await rest(coordinator).post<{ id: string }>(`/builds/${id}/bom`)
    await sql(`update assemblies set cost = 1234 where part_number = '+EVIL-1'`)
    const path = `/boms/${next.body.id}/diff?against=${bom.id}`
    expect((await rest(admin).get(path)).body).toMatchObject({
      changed: [{ changed: ['unitCost'], before: { unitCost: 1234 }, after: { unitCost: 4321 } }],
    })
    expect((await rest(qc).get(path)).body).toMatchObject({ added: [], removed: [], changed: [] })
  })

  it('needs a version to compare with', async () => {
    for (const query of ['', '?against=', '?against=nonsense']) {
      expect([400, 422]).toContain((await get(admin, `diff${query}`)).status)
    }
    expect((await get(admin, 'diff?against=01a207d9-0047-7372-9ca0-530792b2e0ce')).status).toBe(404)
  })
})

describe('CSV export', () => {
  /** RFC 4180, quotes and line breaks inside cells included. */
  function parsed(csv: string): string[][] {
    const rows: string[][] = [[]]
    for (const [, cell = '', end] of csv
      .replace(/^\uFEFF/, '')
      .matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)) {
      const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
      rows.at(-1)?.push(text)
      if (end === '\r\n') rows.push([])
    }
    return rows.slice(0, -1)
  }

  it('has a row per line, and no cell that a spreadsheet would run', async () => {
    const { status, text, headers } = await get(procurement, 'export?format=csv')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="BOM-[\w.-]+\.csv"$/)
    const [head, ...rows] = parsed(text)
    const [{ n } = { n: 0 }] = await sql<{ n: number }>(
      'select count(*)::int as n from bom_lines where bom_id = $1',
      [big.bom],
    )
    expect(rows).toHaveLength(n)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head?.length]))
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    expect(rows.find((row) => row.includes("'+EVIL-1"))).toEqual(
      expect.arrayContaining([`'${EVIL}`, '3', '1234', '3702']),
    )
  })

  it('has cost columns for cost roles only', async () => {
    for (const user of [admin, coordinator, procurement]) {
      expect(parsed((await get(user, 'export')).text)[0], user.role).toContain(
        'Unit cost (minor units)',
      )
    }
    const { text } = await get(qc, 'export')
    expect(text).not.toMatch(/cost/i)
    expect(parsed(text).flat()).not.toContain('1234')
    expect((await get(assembler, 'export')).status).toBe(403)
  })

  it('is audited, and knows its formats', async () => {
    const count = async () =>
      (
        await sql(
          `select count(*)::int as n from audit_events where action = 'export' and resource_id = $1 and actor = $2`,
          [big.bom, qc.id],
        )
      )[0]?.n
    const before = Number(await count())
    await get(qc, 'export')
    expect(await count()).toBe(before + 1)
    expect((await get(qc, 'export?format=exe')).status).toBe(422)
    expect(await count()).toBe(before + 1)
  })
})

describe('a version is a snapshot (architecture 5.4)', () => {
  it('later changes of the catalogue leave it as it is', async () => {
    const lines = () =>
      sql('select * from bom_lines where bom_id = $1 order by position', [big.bom])
    const before = await lines()
    const item = await payload.find({
      collection: 'assemblies',
      where: { partNumber: { equals: '+EVIL-1' } },
    })
    await payload.update({
      collection: 'assemblies',
      id: item.docs[0]?.id ?? '',
      data: { name: 'Renamed', cost: 9 },
    })
    expect(await lines()).toEqual(before)
    await payload.update({
      collection: 'assemblies',
      id: item.docs[0]?.id ?? '',
      data: { name: EVIL, cost: 1234 },
    })
  })

  it('the application can edit neither lines nor what a version says', async () => {
    const asApplication = (text: string) => payload.db.pool.query(text)
    for (const text of [
      `update bom_lines set quantity = 99 where bom_id = '${big.bom}'`,
      `delete from bom_lines where bom_id = '${big.bom}'`,
      'truncate bom_lines',
      `update signatures set printed_name = 'Somebody'`,
      'delete from signatures',
    ]) {
      await expect(asApplication(text), text).rejects.toThrow(/permission denied/)
    }
    for (const change of [
      `content_hash = 'x'`,
      `configuration = '{}'`,
      `accessories = '[]'`,
      'version = 9',
      'total_cost = 0',
      'line_count = 1',
      'unresolved_count = 7',
      'is_complete = false',
      `language = 'FR'`,
    ]) {
      await expect(
        asApplication(`update boms set ${change} where id = '${big.bom}'`),
        change,
      ).rejects.toThrow(/snapshot/)
    }
    await expect(asApplication(`delete from boms where id = '${big.bom}'`)).rejects.toThrow(
      /never deleted/,
    )
    for (const [verb, path] of [
      ['patch', `/boms/${big.bom}`],
      ['delete', `/boms/${big.bom}`],
    ] as const) {
      expect((await rest(admin)[verb](path)).status).toBe(403)
    }
  })

  it('its hash can be recomputed from the stored lines, before and after the decision', async () => {
    const { bom } = firstBuild(
      await submit(coordinator, { builds: [build({ configuration: threeBasinSink() })] }),
    )
    const req = await systemRequest(payload)
    expect(await isIntact(req, bom.id)).toBe(true)
    await approve(procurement, bom.id)
    expect(await isIntact(req, bom.id)).toBe(true)
  })

  it.each([
    ['a quantity', `update bom_lines set quantity = quantity + 1 where id = $1`],
    ['a cost', `update bom_lines set unit_cost = coalesce(unit_cost, 0) + 1 where id = $1`],
    ['a name', `update bom_lines set name = name || ' ' where id = $1`],
    ['the outside flag', `update bom_lines set is_outside = not is_outside where id = $1`],
    ['a line', `delete from bom_lines where id = $1`],
    [
      'the note of the decision',
      `update boms set decision_note = 'Fine' where id = (select bom_id from bom_lines where id = $1)`,
    ],
    [
      'the verdict',
      `update boms set state = 'REJECTED' where id = (select bom_id from bom_lines where id = $1)`,
    ],
    [
      'the signature',
      `update boms set signature_id = null where id = (select bom_id from bom_lines where id = $1)`,
    ],
  ])('tampering with %s is found, even behind the triggers', async (_case, text) => {
    const { bom } = firstBuild(await submit(coordinator))
    await approve(procurement, bom.id)
    const [line] = await sql(
      `select id from bom_lines l where bom_id = $1
         and not exists (select from bom_lines c where c.parent_id = l.id) limit 1`,
      [bom.id],
    )
    await sql('alter table bom_lines disable trigger all')
    await sql(text, [line?.id])
    await sql('alter table bom_lines enable trigger all')
    expect(await isIntact(await systemRequest(payload), bom.id)).toBe(false)
  })
})

it('a bill that does not exist is 404, an id that is none too', async () => {
  for (const id of ['01a207d9-0047-7372-9ca0-530792b2e0ce', 'nonsense']) {
    for (const path of ['tree', 'flat', 'export']) {
      expect(await rest(admin).get(`/boms/${id}/${path}`)).toMatchObject(refusal(404, 'not_found'))
    }
  }
})
