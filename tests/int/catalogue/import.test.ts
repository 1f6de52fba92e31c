import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it, test } from 'vitest'
import { changesNothing } from '../../../src/domain/catalog/import/summary'
import { systemRequest } from '../../../src/services/actor'
import { importCatalogue, readDeliveryFolder } from '../../../src/services/catalogue/import'
import {
  delivered,
  objectText,
  partRecord,
  type SketchedDelivery,
} from '../../domain/catalog/delivery'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { done, dumpOf, importing } from '../../support/imports'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')
const mine = importing(admin)
const folder = await mkdtemp(path.join(tmpdir(), 'torvan-delivery-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Children first. */
const TABLES = ['assembly_components', 'category_references', 'assemblies', 'parts', 'categories']

beforeEach(async () => {
  for (const table of TABLES) await sql(`delete from ${table}`)
})

const importTexts = async (texts: ReturnType<typeof delivered>, options?: { dryRun: boolean }) =>
  importCatalogue(await systemRequest(payload), texts, options)

const importDelivery = (sketch: SketchedDelivery, options?: { dryRun: boolean }) =>
  importTexts(delivered(sketch), options)

/** Every row of the catalogue and the number of audit rows: equal before and after means untouched. */
async function everything(): Promise<unknown> {
  const rows = TABLES.map((table) => sql(`select * from ${table} order by id`))
  return [await Promise.all(rows), await sql('select count(*) from audit_events')]
}

const linksOf = (assembly: string) =>
  sql<{ link: string }>(
    `select concat_ws(' ', c.asked_id, '=', p.part_number, a.part_number) as link
     from assembly_components c
     join assemblies parent on parent.id = c.parent_assembly_id
     left join parts p on p.id = c.part_id left join assemblies a on a.id = c.assembly_id
     where parent.part_number = $1 order by c.position`,
    [assembly],
  ).then((rows) => rows.map(({ link }) => link))

/** What imports have added to the audit trail since a moment. */
const auditSince = (seq: string) =>
  sql<{ action: string; resource: string; before: unknown; after: unknown; reason: string }>(
    `select action, resource, before, after, reason from audit_events
     where seq > $1 and reason = 'Catalogue import' order by seq`,
    [seq],
  )
const lastSeq = async () =>
  (await sql<{ seq: string }>('select coalesce(max(seq), 0)::text as seq from audit_events'))[0]
    ?.seq ?? '0'

const SMALL: SketchedDelivery = {
  assemblies: { TOP: ['SUB', '8-32 SCREW 1/2"', 'GONE'], SUB: ['8-32 SCREW 1/2"'], '0012': [] },
  parts: ['8-32 SCREW 1/2"', '0012', '6.65E+11'],
}

describe('an import (contract 1, handbook 7)', () => {
  it('writes items, links, categories and references', async () => {
    const plan = await importDelivery(SMALL)
    expect(plan.refused).toEqual([])
    expect(await linksOf('TOP')).toEqual([
      'SUB = SUB',
      '8-32 SCREW 1/2" = 8-32 SCREW 1/2"',
      'GONE =',
    ])
    const { body } = await rest(admin).get<{ docs: unknown[] }>(
      '/assemblies?where[partNumber][equals]=TOP&depth=1',
    )
    expect(body.docs).toMatchObject([
      {
        partNumber: 'TOP',
        type: 'SIMPLE',
        canOrder: true,
        isKit: false,
        isActive: true,
        rev: 1,
        category: { code: '718.001', name: '1 BASIN' },
      },
    ])
    const references = await sql(
      `select c.code, parent.code as parent, a.part_number, r.position::int
       from category_references r join categories c on c.id = r.category_id
       join categories parent on parent.id = c.parent_id
       join assemblies a on a.id = r.assembly_id order by r.position`,
    )
    expect(references).toEqual(
      ['TOP', 'SUB', '0012'].map((part_number, position) => ({
        code: '718.001',
        parent: '718',
        part_number,
        position,
      })),
    )
  })

  it('changes nothing when it is run again: no row, no revision, no audit row', async () => {
    await importDelivery(SMALL)
    const before = await everything()
    expect(changesNothing(await importDelivery(SMALL))).toBe(true)
    expect(await everything()).toEqual(before)
  })

  it('writes nothing in a dry run, and answers the same', async () => {
    const before = await everything()
    const dry = await importDelivery(SMALL, { dryRun: true })
    expect(await everything()).toEqual(before)
    expect(await importDelivery(SMALL)).toEqual(dry)
  })

  it('takes what is valid beside what is refused', async () => {
    const plan = await importDelivery({
      assemblies: { A: ['B'], B: ['A', 'P'] },
      parts: { P: partRecord(), BAD: { name: 'no type' } },
    })
    expect(plan.refused.map(({ record, place }) => [record, place])).toEqual([
      ['BAD', undefined],
      ['B', 'components[0]'],
    ])
    expect(await linksOf('A')).toEqual(['B = B'])
    expect(await linksOf('B')).toEqual(['P = P'])
  })

  it.each([
    ['a zero character', 'BAD\0ID'],
    ['half a character', 'BAD\ud800ID'],
  ])('takes what is valid beside an id with %s, and names it', async (_what, id) => {
    const sketch: SketchedDelivery = { assemblies: {}, parts: ['NEW-1', id] }
    const tried = await importDelivery(sketch, { dryRun: true })
    const plan = await importDelivery(sketch)
    expect(plan.refused).toHaveLength(1)
    expect(plan.refused).toEqual(tried.refused)
    expect(await sql('select part_number from parts')).toEqual([{ part_number: 'NEW-1' }])
  })

  it('counts up the revision of what changed, and of nothing else', async () => {
    await importDelivery({ assemblies: { A: ['P'], B: ['P'] }, parts: ['P', 'Q'] })
    const seq = await lastSeq()
    await importDelivery({
      assemblies: { A: ['P', 'Q'], B: ['P'] },
      parts: { P: partRecord('Renamed'), Q: partRecord() },
    })
    const revisions = await sql(
      `select part_number, rev::int from parts union all
       select part_number, rev::int from assemblies order by part_number`,
    )
    expect(revisions).toEqual([
      { part_number: 'A', rev: 2 },
      { part_number: 'B', rev: 1 },
      { part_number: 'P', rev: 2 },
      { part_number: 'Q', rev: 1 },
    ])
    expect(await auditSince(seq)).toMatchObject([
      {
        action: 'update',
        resource: 'parts',
        before: { name: 'A part' },
        after: { name: 'Renamed' },
      },
      {
        action: 'update',
        resource: 'assemblies',
        before: { components: [{ askedId: 'P' }] },
        after: { components: [{ askedId: 'P' }, { askedId: 'Q', quantity: 1 }] },
      },
    ])
  })

  it('writes one audit row for each new record', async () => {
    const seq = await lastSeq()
    await importDelivery(SMALL)
    const rows = await auditSince(seq)
    expect(rows.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      ...Array<string>(2).fill('create categories'),
      ...Array<string>(3).fill('create parts'),
      ...Array<string>(3).fill('create assemblies'),
    ])
  })

  it('resolves unknown components when their item arrives, and keeps what the delivery omits', async () => {
    await importDelivery(SMALL)
    const later = await importDelivery({ assemblies: { GONE: [] }, references: ['TOP', 'GONE'] })
    expect(await linksOf('TOP')).toEqual([
      'SUB = SUB',
      '8-32 SCREW 1/2" = 8-32 SCREW 1/2"',
      'GONE = GONE',
    ])
    expect(later.parts.absent).toHaveLength(3)
    expect(await sql('select part_number from parts')).toHaveLength(3)
  })

  it('leaves alone what people added to an item', async () => {
    await importDelivery(SMALL)
    await sql(`update parts set cost = 4200, description = 'ours', is_critical = true`)
    const texts = {
      ...delivered(SMALL),
      'parts.json': objectText('parts', [['0012', partRecord('New name')]]),
    }
    await importTexts(texts)
    expect(
      await sql(
        `select name, cost::int, description, is_critical from parts where part_number = '0012'`,
      ),
    ).toEqual([{ name: 'New name', cost: 4200, description: 'ours', is_critical: true }])
  })

  it('leaves no row anywhere when its last statement fails', async () => {
    await importDelivery({ parts: ['OLD'] })
    const before = await everything()
    await sql(`create function fail_here() returns trigger language plpgsql as
               $$ begin raise exception 'the last statement fails'; end $$`)
    await sql(`create trigger fail_here before insert on category_references
               for each row execute function fail_here()`)
    try {
      await expect(importDelivery(SMALL)).rejects.toThrow()
    } finally {
      await sql('drop function fail_here() cascade')
    }
    expect(await everything()).toEqual(before)
  })

  it('waits for another import: the second of two finds nothing to do', async () => {
    const plans = await Promise.all([importDelivery(SMALL), importDelivery(SMALL)])
    expect(plans.map(changesNothing).sort()).toEqual([false, true])
    expect(await sql('select 1 from assembly_components')).toHaveLength(4)
  })

  it('is refused to nobody in particular: a request without user or system does nothing', async () => {
    const req = await systemRequest(payload)
    req.context = {}
    expect(() => importCatalogue(req, delivered(SMALL))).toThrow('Sign in first.')
  })
})

type Run = { code: number; stdout: string; stderr: string }
/** Runs the command as its own process, with the Node options of the environment and these. */
const command = (args: string[], nodeOptions: string[] = []): Promise<Run> =>
  new Promise((resolve) => {
    const script = path.resolve(import.meta.dirname, '../../../scripts/import-catalog.ts')
    const options = {
      env: { ...process.env, NODE_ENV: 'production' as const },
      maxBuffer: 2 ** 24,
    }
    execFile(
      process.execPath,
      [...nodeOptions, '--import', 'tsx', script, ...args],
      options,
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
const write = (texts: Readonly<Record<string, string>>) =>
  Promise.all(Object.entries(texts).map(([file, text]) => writeFile(path.join(folder, file), text)))

const importsNumbered = (number = '') =>
  sql<{ id: string }>(
    `select id, kind::text, state::text, file_names, created_by_id from catalogue_imports where number = $1`,
    [number],
  )

describe('the command (contract 1)', () => {
  it('prints a report for people, exit 0', async () => {
    await write(delivered(SMALL))
    const { code, stdout, stderr } = await command([folder])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^parts +3 +3 +0 +0 +0$/m)
    expect(stdout).toContain('TOP components[2]: GONE is neither an assembly nor a part')
    expect(stdout).toMatch(/^0 refused, \d+ warnings/m)
    expect(stderr).toContain('writing parts: 3 of 3')
  })

  it('keeps what it did as an import that an Admin takes back byte for byte; again it changes nothing', async () => {
    await importTexts(delivered({ assemblies: { TOP: ['SCREW'] }, parts: ['SCREW'] }))
    await write(delivered({ assemblies: { TOP: ['SCREW', 'NUT'] }, parts: ['SCREW', 'NUT'] }))
    const before = await dumpOf(sql)

    const first = await command([folder])
    expect(first.code, first.stderr).toBe(0)
    const number = /^Kept as (IMP-\d+); an Admin can take it back/m.exec(first.stdout)?.[1]
    const [kept] = await importsNumbered(number)
    expect(kept).toMatchObject({
      kind: 'DELIVERY',
      state: 'APPLIED',
      file_names: 'categories.json, assemblies.json, parts.json',
      created_by_id: null,
    })
    const imported = await dumpOf(sql)
    const everyImport = await sql('select id from catalogue_imports order by sequence')

    const again = await command([folder, '--json'])
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { import: null }])
    expect(await sql('select id from catalogue_imports order by sequence')).toEqual(everyImport)
    expect(await dumpOf(sql)).toBe(imported)

    const id = kept?.id ?? ''
    expect((await mine.lines(id)).map(({ record, field }) => [record, field])).toEqual([
      ['TOP', 'components: NUT'],
      ['NUT', null],
    ])
    expect(done(await mine.undo(id)).undoResult).toEqual({ restored: 1, removed: 1, kept: 0 })
    expect(await dumpOf(sql)).toBe(before)
  })

  it('prints JSON and nothing else on stdout, exit 1 when something was refused', async () => {
    await write(delivered({ assemblies: { A: ['A', 'P'] }, parts: ['P'] }))
    const { code, stdout } = await command([folder, '--json', '--dry-run'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: true,
      categories: { taken: 1 },
      subcategories: { taken: 1 },
      assemblies: { taken: 1, new: ['A'], changed: [], unchanged: 0, notInThisDelivery: [] },
      parts: { taken: 1 },
      refused: [{ file: 'assemblies.json', record: 'A', place: 'components[0]' }],
    })
    expect(await sql('select 1 from parts')).toEqual([])
  })

  it('keeps a report of ids that no text of the database can hold, exit 1', async () => {
    await write(delivered({ assemblies: {}, parts: ['NEW-1', 'BAD\0ID', 'BAD\ud800ID'] }))
    const { code, stderr } = await command([folder])
    expect(code, stderr).toBe(1)
    expect(await sql('select part_number from parts')).toEqual([{ part_number: 'NEW-1' }])
    const lines = await sql<{ record: string }>(
      `select record from catalogue_import_lines where outcome = 'REFUSED'
         and import_id = (select id from catalogue_imports order by sequence desc limit 1)`,
    )
    expect(lines.map(({ record }) => record)).toEqual(['BAD\ufffdID', 'BAD\ufffdID'])
  })

  it('prints a long report whole', async () => {
    await write(delivered({ parts: Array.from({ length: 5_000 }, (_, n) => `P-${n}`) }))
    const { stdout } = await command([folder, '--json', '--dry-run'])
    expect(JSON.parse(stdout)).toMatchObject({ parts: { taken: 5_000 } })
  })

  it('explains wrong calls and unreadable files, exit 2, nothing written', async () => {
    const none = await command([])
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('Usage:')])

    const missing = await command([path.join(folder, 'nowhere')])
    expect(missing.code).toBe(2)
    expect(missing.stderr).toContain('parts.json does not exist.')

    await write({ ...delivered(SMALL), 'parts.json': '{"parts": {"A": }}' })
    const broken = await command([folder])
    expect(broken.code).toBe(2)
    expect(broken.stderr).toMatch(/parts\.json cannot be read: line 1, column 17/)
    expect(await sql('select 1 from assemblies')).toEqual([])
  })

  it('reads UTF-8 with or without a byte order mark, and nothing else', async () => {
    await write({ ...delivered(SMALL), 'parts.json': `\ufeff${delivered(SMALL)['parts.json']}` })
    expect((await readDeliveryFolder(folder)).ok).toBe(true)
    await writeFile(
      path.join(folder, 'parts.json'),
      Buffer.from('{"parts": {"\xbd": {}}}', 'latin1'),
    )
    expect(await readDeliveryFolder(folder)).toMatchObject({
      refusals: [{ message: expect.stringContaining('is not UTF-8 text') }],
    })
  })
})

test('100 000 parts and 2 000 assemblies load in one import with a heap of 768 MB', async () => {
  const parts = Array.from({ length: 100_000 }, (_, n) => `P ${n}/${n % 7}"`)
  const assemblies = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, n) => [
      `A-${n}`,
      [`A-${n + 1}`, ...parts.slice(n * 5, n * 5 + 8)],
    ]),
  )
  const texts = delivered({ assemblies, parts })
  await write(texts)
  const { code, stdout, stderr } = await command([folder], ['--max-old-space-size=768'])
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^parts +100000 +100000 /m)
  expect(stderr).toMatch(/^writing parts: \d+ of 100000$/m)
  expect(await sql('select count(*)::int as count from parts')).toEqual([{ count: 100_000 }])
  expect(changesNothing(await importTexts(texts))).toBe(true)
  expect(
    await sql(
      `select count(*)::int as count from catalogue_import_rows where table_name = 'parts'
         and import_id = (select id from catalogue_imports order by sequence desc limit 1)`,
    ),
  ).toEqual([{ count: 100_000 }])
}, 1_200_000)
