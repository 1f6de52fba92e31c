import { describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { csv, done, dumpOf, importing } from '../../support/imports'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const make = given(payload)
const admin = await make.user('ADMIN')
const buyer = await make.user('PROCUREMENT')
const mine = importing(admin)

const boxes = await make.category({ code: '718', name: 'Control box' })
const single = await make.category({ code: '718.001', name: 'One basin', parent: boxes.id })
const double = await make.category({ code: '718.002', name: 'Two basins', parent: boxes.id })

const HEADS = ['Part number', 'Name', 'Type', 'Category', 'Can be ordered', 'Is kit', 'Active']

const assemblyNamed = async (partNumber: string) =>
  (
    await rest(admin).get<{ docs: Record<string, unknown>[] }>(
      `/assemblies?where[partNumber][equals]=${encodeURIComponent(partNumber)}&depth=0`,
    )
  ).body.docs[0]

describe('a table of assemblies', () => {
  it('sets type, category and status, makes new ones, and is taken back byte for byte', async () => {
    const known = await make.assembly({ name: 'Known', category: single.id })
    const cleared = await make.assembly({ name: 'Cleared', category: single.id })
    const fresh = unique('BOX')
    const before = await dumpOf(sql)
    const batch = done(
      await mine.table(
        'ASSEMBLIES',
        csv(
          HEADS,
          [known.partNumber, 'Known', 'complex', '718.002', 'yes', 'no', 'no'],
          [cleared.partNumber, 'Cleared', 'SIMPLE', '', 'no', 'no', 'yes'],
          [fresh, 'Fresh', 'KIT', 'control box >  One Basin', 'yes', 'yes', ''],
        ),
      ),
    )
    expect(batch.checkResult).toMatchObject({ rows: 3, new: 1, changed: 2, refused: 0, fields: 5 })
    expect(await dumpOf(sql)).toBe(before)
    expect(
      (await mine.lines(batch.id)).map(({ record, field, was, becomes }) => [
        record,
        field,
        field === null ? null : was,
        field === null ? null : becomes,
      ]),
    ).toEqual([
      [known.partNumber, 'type', 'SIMPLE', 'COMPLEX'],
      [known.partNumber, 'category', '718.001', '718.002'],
      [known.partNumber, 'canOrder', false, true],
      [known.partNumber, 'isActive', true, false],
      [cleared.partNumber, 'category', '718.001', null],
      [fresh, null, null, null],
    ])

    done(await mine.apply(batch.id))
    expect(await assemblyNamed(known.partNumber)).toMatchObject({
      type: 'COMPLEX',
      category: double.id,
      canOrder: true,
      isActive: false,
    })
    expect(await assemblyNamed(cleared.partNumber)).toMatchObject({ category: null })
    expect(await assemblyNamed(fresh)).toMatchObject({
      type: 'KIT',
      isKit: true,
      category: single.id,
      unit: 'EA',
      isActive: true,
      rev: 1,
    })
    const history = await rest(admin).get<{ docs: unknown[] }>(`/history/assemblies/${known.id}`)
    expect(history.body.docs[0]).toMatchObject({
      action: 'update',
      before: { type: 'SIMPLE', category: single.id },
      after: { type: 'COMPLEX', category: double.id },
    })
    done(await mine.undo(batch.id))
    expect(await dumpOf(sql)).toBe(before)
  })

  it('refuses what is no type, no category or no yes and no, by column and reason', async () => {
    const known = await make.assembly()
    await make.category({ name: 'Twins' })
    await make.category({ name: 'Twins' })
    const row = (own: Readonly<Record<string, string>>) =>
      HEADS.map(
        (head) =>
          ({ 'Part number': known.partNumber, Name: 'N', Type: 'KIT', ...own })[head] ?? 'no',
      )
    const refusalOf = async (own: Readonly<Record<string, string>>) => {
      const { body } = await mine.table('ASSEMBLIES', csv(HEADS, row({ Category: '', ...own })))
      const [line] = await mine.lines(body.id, 'show=refused')
      return [line?.field, line?.reason]
    }
    expect(await refusalOf({ Type: 'BOX' })).toEqual([
      'Type',
      'must be one of SIMPLE, COMPLEX, SERVICE_PART, KIT',
    ])
    expect(await refusalOf({ Category: '718.009' })).toEqual([
      'Category',
      'is no category: enter its code',
    ])
    expect(await refusalOf({ Category: 'twins' })).toEqual([
      'Category',
      expect.stringMatching(/^is the path of C-\d+ and of C-\d+: enter the code$/),
    ])
    expect(await refusalOf({ 'Is kit': 'perhaps' })).toEqual(['Is kit', 'must be yes or no'])
    expect(await refusalOf({ Name: '' })).toEqual(['Name', 'must not be empty'])
  })

  it('a new assembly answers those who asked for its id, and no longer does once it is taken back', async () => {
    const part = await make.part()
    const [asked, prefixed] = [part.partNumber, unique('LONG')]
    const holder = await make.assembly()
    for (const [position, askedId] of [asked, prefixed].entries())
      await payload.create({
        collection: 'assembly-components',
        data: { parentAssembly: holder.id, askedId, quantity: 1, position },
      })
    const before = await dumpOf(sql)
    const batch = done(
      await mine.table(
        'ASSEMBLIES',
        csv(
          ['Part number', 'Name'],
          [`ASSY-${prefixed}`, 'By prefix'],
          [`ASSY-${asked}`, 'Not this one'],
          [asked, 'By id'],
        ),
      ),
    )
    done(await mine.apply(batch.id))
    expect(
      await sql(
        `select c.asked_id, a.name, c.part_id from assembly_components c
         join assemblies a on a.id = c.assembly_id where c.parent_assembly_id = $1 order by c.position`,
        [holder.id],
      ),
    ).toEqual([
      { asked_id: asked, name: 'By id', part_id: null },
      { asked_id: prefixed, name: 'By prefix', part_id: null },
    ])
    done(await mine.undo(batch.id))
    expect(await dumpOf(sql)).toBe(before)
  })

  it('thousands of new assemblies find those who asked for them among tens of thousands of components', async () => {
    const [asked, holder] = [unique('MANY'), await make.assembly()]
    const [ASSEMBLIES, COMPONENTS] = [6_000, 60_000]
    await sql(
      `insert into assembly_components (id, parent_assembly_id, position, asked_id, quantity)
       select gen_random_uuid(), $1, n, $2 || '-' || n, 1 from generate_series(1, $3::int) n`,
      [holder.id, asked, COMPONENTS],
    )
    const rows = Array.from({ length: ASSEMBLIES }, (_, n) => {
      const spelling = n % 2 === 0 ? 'ASSY-' : ''
      return [`${spelling}${asked}-${n + 1}`, 'One of many'] as const
    })
    const batch = done(await mine.table('ASSEMBLIES', csv(['Part number', 'Name'], ...rows)))
    done(await mine.apply(batch.id))
    expect(
      await sql(
        `select a.part_number like 'ASSY-%' as prefixed, count(*)::int as n from assembly_components c
         join assemblies a on a.id = c.assembly_id where c.parent_assembly_id = $1 group by 1 order by 1`,
        [holder.id],
      ),
    ).toEqual([
      { prefixed: false, n: ASSEMBLIES / 2 },
      { prefixed: true, n: ASSEMBLIES / 2 },
    ])
  }, 300_000)

  it('a category that somebody chose since the dry run is not overwritten', async () => {
    const known = await make.assembly({ category: single.id })
    const batch = done(
      await mine.table('ASSEMBLIES', csv(['Part number', 'Category'], [known.partNumber, '718'])),
    )
    done(await rest(buyer).patch(`/assemblies/${known.id}`, { category: double.id }))
    const { status, body } = await mine.apply(batch.id)
    expect([status, body.errors?.[0]?.code]).toEqual([409, 'precondition_failed'])
    expect(await assemblyNamed(known.partNumber)).toMatchObject({ category: double.id })
  })

  it('only an Admin retires by it', async () => {
    const known = await make.assembly()
    const { body } = await importing(buyer).table(
      'ASSEMBLIES',
      csv(['Part number', 'Active'], [known.partNumber, 'no']),
    )
    expect(body.checkResult).toMatchObject({ changed: 0, refused: 1 })
  })
})
