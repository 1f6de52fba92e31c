import { describe, expect, it } from 'vitest'
import { delivered, partRecord } from '../../domain/catalog/delivery'
import { rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { csv, done, dumpOf, importing, type Batch } from '../../support/imports'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const make = given(payload)
const admin = await make.user('ADMIN')
const buyer = await make.user('PROCUREMENT')
const mine = importing(admin)

const columnsOf = (partNumber: string) =>
  sql(`select name, cost::int, description from parts where part_number = $1`, [partNumber])

/** Records that the applied import left alone, with the reason. */
const refusedBy = async ({ id }: Batch) =>
  (await mine.lines(id, 'show=refused')).map(({ record, reason }) => [record, reason])

describe('between the dry run and the apply somebody else works on the catalogue', () => {
  it('a part whose imported field they changed stays as they left it and is named; the others go in', async () => {
    const [theirs, untouched, elsewhere, agreed] = [
      await make.part({ name: 'One', cost: 100 }),
      await make.part({ name: 'Two', cost: 100 }),
      await make.part({ name: 'Three', cost: 100 }),
      await make.part({ name: 'Four', cost: 100 }),
    ]
    const heads = ['Part number', 'Name', 'Cost']
    const batch = done(
      await mine.table(
        'PARTS',
        csv(
          heads,
          [theirs.partNumber, 'One by file', '5'],
          [untouched.partNumber, 'Two by file', '5'],
          [elsewhere.partNumber, 'Three by file', '5'],
          [agreed.partNumber, 'Four by file', '5'],
        ),
      ),
    )
    expect(batch.checkResult).toMatchObject({ changed: 4, changedSince: 0 })

    done(await rest(buyer).patch(`/parts/${theirs.id}`, { cost: 777 }))
    done(await rest(buyer).patch(`/parts/${elsewhere.id}`, { description: 'by hand' }))
    done(await rest(buyer).patch(`/parts/${agreed.id}`, { name: 'Four by file' }))
    const applied = done(await mine.apply(batch.id))

    expect(applied.applyResult).toMatchObject({ changed: 3, refused: 1, changedSince: 1 })
    expect(await refusedBy(batch)).toEqual([
      [
        theirs.partNumber,
        'was changed since the dry run (Cost is now 7.77). Check the file again to see it beside your change',
      ],
    ])
    expect(await columnsOf(theirs.partNumber)).toEqual([
      { name: 'One', cost: 777, description: null },
    ])
    expect(await columnsOf(untouched.partNumber)).toMatchObject([
      { name: 'Two by file', cost: 500 },
    ])
    expect(await columnsOf(elsewhere.partNumber)).toEqual([
      { name: 'Three by file', cost: 500, description: 'by hand' },
    ])
    expect(await columnsOf(agreed.partNumber)).toMatchObject([{ name: 'Four by file', cost: 500 }])
    done(await mine.undo(batch.id))
    expect(await columnsOf(theirs.partNumber)).toMatchObject([{ cost: 777 }])
  })

  it('a row that said what the catalogue held does not take back what they entered since', async () => {
    const [same, other] = [await make.part({ cost: 100 }), await make.part({ cost: 100 })]
    const batch = done(
      await mine.table(
        'COSTS',
        csv(['Part number', 'Cost'], [same.partNumber, '1'], [other.partNumber, '2']),
      ),
    )
    done(await rest(buyer).patch(`/parts/${same.id}`, { cost: 300 }))
    done(await mine.apply(batch.id))
    expect(await refusedBy(batch)).toEqual([
      [
        same.partNumber,
        'would change now, which the dry run did not show (Cost is now 3.00). Check the file again to see it beside your change',
      ],
    ])
    expect(await columnsOf(same.partNumber)).toMatchObject([{ cost: 300 }])
    expect(await columnsOf(other.partNumber)).toMatchObject([{ cost: 200 }])
  })

  it('a number that they took for a part of their own, and a part that they deleted', async () => {
    const [taken, free] = [unique('TAKEN'), unique('FREE')]
    const gone = await make.part({ name: 'Gone' })
    const batch = done(
      await mine.table(
        'PARTS',
        csv(
          ['Part number', 'Name'],
          [taken, 'By file'],
          [free, 'By file'],
          [gone.partNumber, 'By file'],
        ),
      ),
    )
    await make.part({ partNumber: taken, name: 'By hand' })
    expect((await rest(admin).delete(`/parts/${gone.id}`)).status).toBe(200)
    expect(done(await mine.apply(batch.id)).applyResult).toMatchObject({ new: 1, changedSince: 2 })
    expect(
      (await refusedBy(batch)).map(([record, reason]) => [record, reason?.split('.')[0]]),
    ).toEqual([
      [taken, 'was made by somebody else since the dry run'],
      [gone.partNumber, 'was deleted since the dry run'],
    ])
    expect(await columnsOf(taken)).toMatchObject([{ name: 'By hand' }])
    expect(await columnsOf(gone.partNumber)).toEqual([])
    expect(await columnsOf(free)).toMatchObject([{ name: 'By file' }])
  })

  it('stock that moved after it was counted is not counted away', async () => {
    const [moved, still] = [await make.part(), await make.part()]
    const batch = done(
      await mine.table(
        'STOCK',
        csv(['Part number', 'On hand'], [moved.partNumber, '10'], [still.partNumber, '10']),
      ),
    )
    done(
      await rest(buyer).post('/stock-movements', {
        kind: 'RECEIPT',
        part: moved.id,
        quantity: 4,
        location: 'MAIN',
      }),
    )
    done(await mine.apply(batch.id))
    expect(await refusedBy(batch)).toMatchObject([
      [moved.partNumber, expect.stringContaining('On hand is now 4')],
    ])
    expect(
      await sql(
        `select quantity_on_hand::int as held from parts where id = any($1::uuid[]) order by held`,
        [[moved.id, still.id]],
      ),
    ).toEqual([{ held: 4 }, { held: 10 }])
  })

  it('a component list is one thing: an entry that they added keeps the whole list as it is', async () => {
    const [theirs, calm] = [await make.assembly(), await make.assembly()]
    const [screw, nut] = [await make.part(), await make.part()]
    for (const { id } of [theirs, calm])
      await payload.create({
        collection: 'assembly-components',
        data: { parentAssembly: id, askedId: screw.partNumber, quantity: 1, position: 0 },
      })
    const batch = done(
      await mine.table(
        'COMPONENTS',
        csv(
          ['Assembly', 'Item', 'Quantity'],
          [theirs.partNumber, screw.partNumber, '4'],
          [calm.partNumber, screw.partNumber, '4'],
        ),
      ),
    )
    done(
      await rest(buyer).post('/assembly-components', {
        parentAssembly: theirs.id,
        askedId: nut.partNumber,
        quantity: 2,
        position: 1,
      }),
    )
    done(await mine.apply(batch.id))
    expect(await refusedBy(batch)).toMatchObject([
      [theirs.partNumber, expect.stringContaining('its components are others now')],
    ])
    expect(
      await sql(
        `select asked_id, quantity::int from assembly_components
         where parent_assembly_id = any($1::uuid[]) order by parent_assembly_id = $2, position`,
        [[theirs.id, calm.id], calm.id],
      ),
    ).toEqual([
      { asked_id: screw.partNumber, quantity: 1 },
      { asked_id: nut.partNumber, quantity: 2 },
      { asked_id: screw.partNumber, quantity: 4 },
    ])
  })

  it('records of a delivery are held back one by one, and what leans on them still fits', async () => {
    const [top, sub, part, other] = [unique('TOP'), unique('SUB'), unique('PART'), unique('OTHER')]
    done(
      await mine.apply(
        done(
          await mine.delivery(
            delivered({ assemblies: { [top]: [part], [sub]: [top] }, parts: [part, other] }),
          ),
        ).id,
      ),
    )
    // the file turns the two assemblies round, which closes a circle as soon as one of them is held
    const batch = done(
      await mine.delivery(
        delivered({
          assemblies: { [top]: [sub], [sub]: [part] },
          parts: { [part]: partRecord('By file'), [other]: partRecord('By file') },
        }),
      ),
    )
    expect(batch.checkResult).toMatchObject({ changed: 4, refused: 0 })
    const [{ id: subId } = { id: '' }] = await sql<{ id: string }>(
      `select id from assemblies where part_number = $1`,
      [sub],
    )
    done(
      await rest(buyer).post('/assembly-components', {
        parentAssembly: subId,
        askedId: other,
        quantity: 1,
        position: 1,
      }),
    )
    await sql(`update parts set name = 'By hand' where part_number = $1`, [other])
    const before = await dumpOf(sql)
    done(await mine.apply(batch.id))
    expect((await refusedBy(batch)).map(([record]) => record).sort()).toEqual(
      [sub, other, top].sort(),
    )
    expect(
      await sql(`select name from parts where part_number = any($1) order by name`, [
        [part, other],
      ]),
    ).toEqual([{ name: 'By file' }, { name: 'By hand' }])
    done(await mine.undo(batch.id))
    expect(await dumpOf(sql)).toBe(before)
  })

  it('when nothing is left to write, the refusal names what was changed', async () => {
    const part = await make.part({ cost: 100 })
    const batch = done(
      await mine.table('COSTS', csv(['Part number', 'Cost'], [part.partNumber, '2'])),
    )
    done(await rest(buyer).patch(`/parts/${part.id}`, { cost: 300 }))
    const { status, body } = await mine.apply(batch.id)
    expect([status, body.errors?.[0]]).toMatchObject([
      409,
      { code: 'precondition_failed', message: expect.stringContaining(part.partNumber) },
    ])
    expect(await columnsOf(part.partNumber)).toMatchObject([{ cost: 300 }])
  })
})
