import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue, loadWholeCatalogue } from '../../../src/db/catalogue'
import { explode, type TopItem } from '../../../src/domain/boms/explode'
import type { CatalogLookup } from '../../../src/domain/catalog/lookup'
import { sameLabel } from '../../../src/domain/label'
import { systemRequest } from '../../../src/services/actor'
import { importCatalogue } from '../../../src/services/catalogue/import'
import { delivered, type SketchedDelivery } from '../../domain/catalog/delivery'
import { rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { csv, done, dumpOf, importing } from '../../support/imports'
import { bootPayload } from '../../support/payload'

const { payload, sql, databaseUrl } = await bootPayload()
const buyer = await given(payload).user('PROCUREMENT')
const mine = importing(await given(payload).user('ADMIN'))

const imported = async (sketch: SketchedDelivery) =>
  importCatalogue(await systemRequest(payload), delivered(sketch))

const top = (askedId: string): TopItem => ({
  askedId,
  quantity: 1,
  rule: 'R',
  because: sameLabel('why'),
  basin: null,
  attributes: {},
})

const linesIn = (lookup: CatalogLookup, asked: readonly string[]) => {
  const exploded = explode(asked.map(top), lookup)
  if (!exploded.ok) throw new Error(exploded.refusals[0].message)
  return exploded.value.map(
    ({ level, kind, partNumber }) => `${'> '.repeat(level - 1)}${kind} ${partNumber}`,
  )
}

/** The bill of these items, which must not depend on how much of the catalogue is loaded. */
async function billOf(...asked: string[]): Promise<string[]> {
  const req = await systemRequest(payload)
  const lines = linesIn((await loadCatalogue(req, asked)).lookup, asked)
  expect(linesIn(await loadWholeCatalogue(req), asked)).toEqual(lines)
  return lines
}

const idOfAssembly = async (partNumber: string): Promise<string> => {
  const [row] = await sql<{ id: string }>(`select id from assemblies where part_number = $1`, [
    partNumber,
  ])
  return row?.id ?? ''
}

const addComponent = async (assembly: string, askedId: string) =>
  done(
    await rest(buyer).post('/assembly-components', {
      parentAssembly: await idOfAssembly(assembly),
      askedId,
      quantity: 1,
    }),
  )

/** A table of one row, imported and applied. */
const applied = async (kind: string, heads: string[], ...cells: (string | number)[]) => {
  const batch = done(await mine.table(kind, csv(heads, cells)))
  return done(await mine.apply(batch.id))
}

const componentIn = async (assembly: string, askedId: string): Promise<string> => {
  const [row] = await sql<{ id: string }>(
    `select c.id from assembly_components c join assemblies a on a.id = c.parent_assembly_id
     where a.part_number = $1 and c.asked_id = $2`,
    [assembly, askedId],
  )
  return row?.id ?? ''
}

describe('a link that an import keeps pointing at the part because of a circle (handbook 7)', () => {
  it('is the part in every bill, from whichever end and in whatever company it is asked for', async () => {
    const [a, b, screw] = [unique('A'), unique('B'), unique('SCREW')]
    const plan = await imported({
      assemblies: { [a]: [b, screw], [b]: [a, screw] },
      parts: [a, screw],
    })
    expect(plan.warnings.filter(({ code }) => code === 'circle_kept_as_part')).toMatchObject([
      {
        record: b,
        place: 'components[0]',
        message: expect.stringContaining(`points at the part ${a}`),
      },
    ])
    const below = [`> PART ${a}`, `> PART ${screw}`]
    expect(await billOf(b)).toEqual([`ASSEMBLY ${b}`, ...below])
    expect(await billOf(a)).toEqual([
      `ASSEMBLY ${a}`,
      `> ASSEMBLY ${b}`,
      ...below.map((line) => `> ${line}`),
      `> PART ${screw}`,
    ])
    expect(await billOf(b, a)).toEqual([...(await billOf(b)), ...(await billOf(a))])
  })

  it('by way of the ASSY- spelling and over three assemblies as well', async () => {
    const [id, mid, low] = [unique('ID'), unique('MID'), unique('LOW')]
    await imported({
      assemblies: { [`ASSY-${id}`]: [mid], [mid]: [low], [low]: [id] },
      parts: [id],
    })
    expect(await billOf(low)).toEqual([`ASSEMBLY ${low}`, `> PART ${id}`])
    expect(await billOf(mid, id)).toEqual([
      `ASSEMBLY ${mid}`,
      `> ASSEMBLY ${low}`,
      `> > PART ${id}`,
      `ASSEMBLY ${id}`,
      `> ASSEMBLY ${mid}`,
      `> > ASSEMBLY ${low}`,
      `> > > PART ${id}`,
    ])
  })

  it('follows its assembly as soon as the circle is opened', async () => {
    const [a, b] = [unique('A'), unique('B')]
    await imported({ assemblies: { [a]: [b], [b]: [a] }, parts: [a] })
    done(await rest(buyer).delete(`/assembly-components/${await componentIn(a, b)}`))
    expect(await billOf(b)).toEqual([`ASSEMBLY ${b}`, `> ASSEMBLY ${a}`])
    expect(await billOf(a)).toEqual([`ASSEMBLY ${a}`])
  })

  it('also when the link that closed it is moved to another assembly', async () => {
    const [a, b, c] = [unique('A'), unique('B'), unique('C')]
    await imported({ assemblies: { [a]: [b], [b]: [a], [c]: [] }, parts: [a] })
    const parentAssembly = await idOfAssembly(c)
    done(
      await rest(buyer).patch(`/assembly-components/${await componentIn(a, b)}`, {
        parentAssembly,
      }),
    )
    expect(await billOf(c)).toEqual([`ASSEMBLY ${c}`, `> ASSEMBLY ${b}`, `> > ASSEMBLY ${a}`])
  })

  it('also when one of its assemblies is renamed', async () => {
    const [a, b, renamed] = [unique('A'), unique('B'), unique('RENAMED')]
    await imported({ assemblies: { [a]: [b], [b]: [a] }, parts: [a, b] })
    done(await rest(buyer).patch(`/assemblies/${await idOfAssembly(b)}`, { partNumber: renamed }))
    expect(await billOf(renamed)).toEqual([
      `ASSEMBLY ${renamed}`,
      `> ASSEMBLY ${a}`,
      `> > PART ${b}`,
    ])
  })

  it('also when a table brings the assembly that an id of it means now, until that is taken back', async () => {
    const [a, x] = [unique('A'), unique('X')]
    await imported({ assemblies: { [a]: [x], [`ASSY-${x}`]: [a] }, parts: [a] })
    const before = await dumpOf(sql)
    const batch = await applied('ASSEMBLIES', ['Part number', 'Name'], x, 'Literal')
    expect(await billOf(`ASSY-${x}`)).toEqual([
      `ASSEMBLY ASSY-${x}`,
      `> ASSEMBLY ${a}`,
      `> > ASSEMBLY ${x}`,
    ])
    done(await mine.undo(batch.id))
    expect(await dumpOf(sql)).toBe(before)
  })

  it('also when the import that closed it is taken back', async () => {
    const [a, b] = [unique('A'), unique('B')]
    await imported({ assemblies: { [a]: [], [b]: [] }, parts: [a] })
    const batch = await applied('COMPONENTS', ['Assembly', 'Item', 'Quantity'], a, b, 1)
    await addComponent(b, a)
    expect(await billOf(b)).toEqual([`ASSEMBLY ${b}`, `> PART ${a}`])
    done(await mine.undo(batch.id))
    expect(await billOf(b)).toEqual([`ASSEMBLY ${b}`, `> ASSEMBLY ${a}`])
  })
})

describe('an import is not taken back where that would close a circle', () => {
  it('with a link that was made since: the list stays as the import made it', async () => {
    const [a, b, screw] = [unique('A'), unique('B'), unique('SCREW')]
    await imported({ assemblies: { [a]: [b], [b]: [] }, parts: [screw] })
    const batch = await applied('COMPONENTS', ['Assembly', 'Item', 'Quantity'], a, screw, 1)
    await addComponent(b, a)
    expect((await mine.preview(batch.id)).body).toMatchObject({
      kept: 1,
      lines: [{ record: a, reason: 'would contain itself since' }],
    })
    expect((await mine.undo(batch.id)).status).toBe(409)
    expect(done(await mine.undo(batch.id, true)).undoResult).toMatchObject({ restored: 0, kept: 1 })
    expect(await billOf(b)).toEqual([`ASSEMBLY ${b}`, `> ASSEMBLY ${a}`, `> > PART ${screw}`])
  })

  it('by way of the ASSY- spelling: the new assembly stays', async () => {
    const [a, x] = [unique('A'), unique('X')]
    await imported({ assemblies: { [a]: [x], [`ASSY-${x}`]: [] } })
    const batch = await applied('ASSEMBLIES', ['Part number', 'Name'], x, 'Literal')
    await addComponent(`ASSY-${x}`, a)
    expect(done(await mine.undo(batch.id, true)).undoResult).toMatchObject({ removed: 0, kept: 1 })
    expect(await billOf(`ASSY-${x}`)).toEqual([
      `ASSEMBLY ASSY-${x}`,
      `> ASSEMBLY ${a}`,
      `> > ASSEMBLY ${x}`,
    ])
  })
})

describe('who changes a component waits for an import without a lock that the import needs', () => {
  const importer = new Client({ connectionString: databaseUrl })
  beforeAll(() => importer.connect())
  afterAll(() => importer.end())

  it.each(['delete', 'patch'] as const)('%s', async (verb) => {
    const [a, screw] = [unique('A'), unique('SCREW')]
    await imported({ assemblies: { [a]: [screw] }, parts: [screw] })
    const path = `/assembly-components/${await componentIn(a, screw)}`
    await importer.query('begin')
    await importer.query(`select pg_advisory_xact_lock(hashtext('assembly structure'))`)
    const answer =
      verb === 'delete' ? rest(buyer).delete(path) : rest(buyer).patch(path, { quantity: 2 })
    try {
      await expect
        .poll(
          () =>
            sql(
              `select 1 as waits from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
            ),
          { timeout: 60_000 },
        )
        .toHaveLength(1)
      await importer.query('lock table assembly_components in exclusive mode nowait')
    } finally {
      await importer.query('rollback')
    }
    done(await answer)
  })
})
