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

const HEADS = ['Part number', 'Name', 'Cost (CAD)', 'Made outside']

const partNamed = async (partNumber: string) =>
  (
    await rest(admin).get<{ docs: Record<string, unknown>[] }>(
      `/parts?where[partNumber][equals]=${encodeURIComponent(partNumber)}&depth=0`,
    )
  ).body.docs[0]

describe('a table of parts', () => {
  it('is tried out first: every change field by field, every refused row with its reason', async () => {
    const known = await make.part({ name: 'Old name', cost: 1250 })
    const same = await make.part({ name: 'Same', cost: null })
    const fresh = unique('00')
    const before = await dumpOf(sql)
    const batch = done(
      await mine.table(
        'PARTS',
        csv(
          HEADS,
          [known.partNumber, 'New name', '13.5', 'yes'],
          [same.partNumber, 'Same', '', 'no'],
          [fresh, 'Fresh', '0.07', ''],
          [unique('BAD'), '', '1,250', 'perhaps'],
          [fresh, 'Twice', '', ''],
        ),
      ),
    )
    expect(batch).toMatchObject({
      state: 'CHECKED',
      checkResult: {
        rows: 5,
        new: 1,
        changed: 1,
        unchanged: 1,
        refused: 2,
        refusedLines: 3,
        fields: 3,
      },
    })
    expect(batch.number).toMatch(/^IMP-\d{4}$/)
    expect(await mine.lines(batch.id)).toMatchObject([
      {
        outcome: 'CHANGED',
        record: known.partNumber,
        place: 'row 2',
        field: 'name',
        was: 'Old name',
        becomes: 'New name',
      },
      { outcome: 'CHANGED', record: known.partNumber, field: 'cost', was: 1250, becomes: 1350 },
      {
        outcome: 'CHANGED',
        record: known.partNumber,
        field: 'isOutside',
        was: false,
        becomes: true,
      },
      {
        outcome: 'NEW',
        record: fresh,
        place: 'row 4',
        becomes: { name: 'Fresh', cost: 7, unit: 'EA', kind: 'COMPONENT' },
      },
    ])
    expect(await mine.lines(batch.id, 'show=changes&search=cost')).toHaveLength(1)
    expect(
      (await mine.lines(batch.id, 'show=refused')).map(({ place, field, becomes, reason }) => [
        place,
        field,
        becomes,
        reason,
      ]),
    ).toEqual([
      ['row 5', 'Cost', '1,250', 'takes at most 2 decimals, and no signs for thousands'],
      ['row 5', 'Made outside', 'perhaps', 'must be yes or no'],
      ['row 6', 'Part number', fresh, 'stands in row 4 already'],
    ])
    const asCsv = await rest(admin).get(`/catalogue-imports/${batch.id}/refused.csv`)
    expect(asCsv.text).toContain('row 5,')
    expect(asCsv.text).toContain(',Cost,"1,250",')
    expect(await dumpOf(sql)).toBe(before)
  })

  it('is applied with an audit row per record, and taken back byte for byte', async () => {
    const known = await make.part({ name: 'Before', cost: 100, description: 'a\r\nb' })
    const asker = await make.assembly()
    const fresh = unique('NEW')
    const component = await payload.create({
      collection: 'assembly-components',
      data: { parentAssembly: asker.id, askedId: fresh, quantity: 1, position: 0 },
    })
    const before = await dumpOf(sql)
    const { id, number } = done(
      await mine.table(
        'PARTS',
        csv(HEADS, [known.partNumber, 'After', 2, 'no'], [fresh, 'Fresh', '', 'no']),
      ),
    )
    const applied = done(await mine.apply(id))
    expect(applied).toMatchObject({
      state: 'APPLIED',
      applyResult: { new: 1, changed: 1, refused: 0 },
    })
    expect(await partNamed(known.partNumber)).toMatchObject({
      name: 'After',
      cost: 200,
      description: 'a\r\nb',
    })
    const made = await partNamed(fresh)
    expect(made).toMatchObject({ name: 'Fresh', cost: null, isActive: true, rev: 1 })
    expect(
      await sql('select part_id from assembly_components where id = $1', [component.id]),
    ).toEqual([{ part_id: made?.id }])
    const audits = await sql(
      `select action, resource, before, after from audit_events where reason like $1 order by seq`,
      [`Import ${number}:%`],
    )
    expect(audits).toMatchObject([
      { action: 'create', resource: 'parts', after: { partNumber: fresh, name: 'Fresh' } },
      {
        action: 'update',
        resource: 'assembly-components',
        before: { part: null },
        after: { part: made?.id },
      },
      {
        action: 'update',
        resource: 'parts',
        before: { name: 'Before', cost: 100 },
        after: { name: 'After', cost: 200 },
      },
    ])

    const lastRevOf = async (part: unknown) =>
      (await rest(admin).get<{ docs: { rev: number }[] }>(`/history/parts/${String(part)}`)).body
        .docs[0]?.rev
    const written = await partNamed(known.partNumber)
    expect([await lastRevOf(made?.id), await lastRevOf(known.id)]).toEqual([1, written?.rev])

    expect((await mine.preview(id)).body).toEqual({ restored: 1, removed: 1, kept: 0, lines: [] })
    expect(await partNamed(fresh)).toBeDefined()
    const undone = done(await mine.undo(id))
    expect(undone).toMatchObject({
      state: 'UNDONE',
      undoResult: { restored: 1, removed: 1, kept: 0 },
    })
    expect(await dumpOf(sql)).toBe(before)
    expect(await lastRevOf(known.id)).toBe((await partNamed(known.partNumber))?.rev)
    expect(
      await sql(`select action, before, after from audit_events where reason = $1 order by seq`, [
        `Undo of import ${number}`,
      ]),
    ).toMatchObject([
      { action: 'delete', before: { partNumber: fresh } },
      { action: 'update', before: { part: made?.id }, after: { part: null } },
      {
        action: 'update',
        before: { name: 'After', cost: 200 },
        after: { name: 'Before', cost: 100 },
      },
    ])
  })
})

describe('what was changed since', () => {
  it('is listed and stays, the rest is taken back; stock that moved does not stand in the way', async () => {
    const [edited, moved, calm] = [
      await make.part({ name: 'One', cost: 1 }),
      await make.part({ name: 'Two', cost: 2 }),
      await make.part({ name: 'Three', cost: 3 }),
    ]
    const [used, resaved] = [unique('USED'), unique('SAVED')]
    const { id } = done(
      await mine.table(
        'PARTS',
        csv(
          ['Part number', 'Name', 'Cost'],
          [edited.partNumber, 'One', '10'],
          [moved.partNumber, 'Two', '20'],
          [calm.partNumber, 'Three', '30'],
          [used, 'Used', ''],
          [resaved, 'Saved', ''],
        ),
      ),
    )
    done(await mine.apply(id))
    const now = await partNamed(edited.partNumber)
    done(await rest(buyer).patch(`/parts/${edited.id}`, { cost: 11, rev: now?.rev }))
    done(
      await rest(buyer).post('/stock-movements', {
        kind: 'RECEIPT',
        part: moved.id,
        quantity: 5,
        location: 'MAIN',
      }),
    )
    const assembly = await make.assembly()
    await payload.create({
      collection: 'assembly-components',
      data: { parentAssembly: assembly.id, askedId: used, quantity: 1, position: 0 },
    })
    const made = await partNamed(resaved)
    done(await rest(buyer).patch(`/parts/${String(made?.id)}`, { name: 'Saved again' }))

    const { body: preview } = await mine.preview(id)
    expect(preview).toMatchObject({ restored: 2, removed: 0, kept: 3 })
    expect(
      preview.lines.map(({ record, field, was, becomes, reason }) => [
        record,
        field,
        was,
        becomes,
        reason,
      ]),
    ).toEqual([
      [edited.partNumber, 'cost', 1000, 11, 'was changed since'],
      [resaved, 'name', 'Saved', 'Saved again', 'was changed since'],
      [used, null, null, null, 'is needed since: an assembly holds it'],
    ])
    const refusal = await mine.undo(id)
    expect(refusal.status).toBe(409)
    expect(refusal.body.errors?.[0]).toMatchObject({
      code: 'precondition_failed',
      details: { kept: 3 },
    })
    expect(await partNamed(calm.partNumber)).toMatchObject({ cost: 3000 })

    expect(done(await mine.undo(id, true))).toMatchObject({
      undoResult: { restored: 2, removed: 0, kept: 3 },
    })
    expect(await partNamed(edited.partNumber)).toMatchObject({ cost: 11 })
    expect(await partNamed(moved.partNumber)).toMatchObject({ cost: 2, quantityOnHand: 5 })
    expect(await partNamed(calm.partNumber)).toMatchObject({ cost: 3, rev: calm.rev })
    expect(await partNamed(used)).toBeDefined()
    expect(await mine.lines(id, 'show=kept')).toHaveLength(3)
    expect((await mine.undo(id, true)).status).toBe(409)
  })

  it('does not let a form that was opened in between overwrite a later change', async () => {
    const part = await make.part({ name: 'First' })
    const { id } = done(
      await mine.table('PARTS', csv(['Part number', 'Name'], [part.partNumber, 'Imported'])),
    )
    done(await mine.apply(id))
    const opened = await partNamed(part.partNumber)
    done(await mine.undo(id))
    done(await rest(buyer).patch(`/parts/${part.id}`, { name: 'Later', rev: part.rev }))
    const stale = await rest(admin).patch(`/parts/${part.id}`, { name: 'Stale', rev: opened?.rev })
    expect(stale.status).toBe(409)
    expect(await partNamed(part.partNumber)).toMatchObject({ name: 'Later' })
  })
})

describe('an item that was retired with a successor', () => {
  it('comes back by a table without it, and has it again once that is taken back', async () => {
    const [old, next] = [await make.part(), await make.part()]
    done(
      await rest(admin).post(`/parts/${old.id}/retire`, {
        successor: next.id,
        reason: 'Replaced by the new one.',
      }),
    )
    const before = await dumpOf(sql)
    const { id } = done(
      await mine.table('PARTS', csv(['Part number', 'Active'], [old.partNumber, 'yes'])),
    )
    done(await mine.apply(id))
    expect(await partNamed(old.partNumber)).toMatchObject({ isActive: true, successorPart: null })
    done(await mine.undo(id))
    expect(await dumpOf(sql)).toBe(before)
  })

  it('names what the import brought: that stays', async () => {
    const old = await make.part()
    const fresh = unique('SUCC')
    const { id } = done(await mine.table('PARTS', csv(['Part number', 'Name'], [fresh, 'Fresh'])))
    done(await mine.apply(id))
    const made = await partNamed(fresh)
    done(
      await rest(admin).post(`/parts/${old.id}/retire`, {
        successor: made?.id,
        reason: 'Replaced by the new one.',
      }),
    )
    expect((await mine.preview(id)).body).toMatchObject({
      kept: 1,
      lines: [{ record: fresh, reason: 'is needed since: it is named as a successor' }],
    })
  })
})

describe('a table of stock levels', () => {
  it('books the differences in the ledger, and books them back', async () => {
    const part = await make.part()
    const assembly = await make.assembly()
    const uncounted = await make.part()
    for (const [item, held] of [
      [{ part: part.id }, 7],
      [{ assembly: assembly.id }, 3],
      [{ part: uncounted.id }, 2],
    ] as const)
      done(
        await rest(buyer).post('/stock-movements', {
          kind: 'RECEIPT',
          ...item,
          quantity: held,
          location: 'MAIN',
        }),
      )
    const before = await dumpOf(sql)
    const theirs = importing(buyer)
    const { id, number, checkResult } = done(
      await theirs.table(
        'STOCK',
        csv(
          ['Type', 'Part number', 'On hand', 'Reorder level'],
          ['PART', part.partNumber, '10', '4'],
          ['assembly', assembly.partNumber, '0', ''],
          ['PART', uncounted.partNumber, '', ''],
          ['PART', 'NO-SUCH', '1', ''],
          ['PART', assembly.partNumber, '1', ''],
          ['THING', part.partNumber, '1', ''],
        ),
      ),
    )
    expect(checkResult).toMatchObject({ changed: 2, unchanged: 1, refused: 3 })
    done(await theirs.apply(id))
    expect(await partNamed(part.partNumber)).toMatchObject({ quantityOnHand: 10, reorderLevel: 4 })
    const ledger = () =>
      sql(
        `select quantity::int, reason, created_by_id from stock_movements where part_id = $1 or assembly_id = $2 order by id`,
        [part.id, assembly.id],
      )
    expect((await ledger()).slice(2)).toEqual([
      { quantity: 3, reason: `${number}: counted`, created_by_id: buyer.id },
      { quantity: -3, reason: `${number}: counted`, created_by_id: buyer.id },
    ])
    done(await theirs.undo(id))
    expect(await dumpOf(sql)).toBe(before)
    expect((await ledger()).slice(4)).toMatchObject([
      { quantity: -3, reason: `Undo of import ${number}` },
      { quantity: 3, reason: `Undo of import ${number}` },
    ])
    expect(
      await sql(
        `select p.id from parts p where p.quantity_on_hand <> coalesce((select sum(quantity) from stock_movements m where m.part_id = p.id), 0)`,
      ),
    ).toEqual([])
  })
})

describe('a table of components', () => {
  it('replaces whole lists, refuses a list with a bad row or a circle, and is taken back', async () => {
    const [top, sub, other] = [await make.assembly(), await make.assembly(), await make.assembly()]
    const [screw, nut] = [await make.part(), await make.part()]
    const put = (parentAssembly: string, askedId: string, position: number) =>
      payload.create({
        collection: 'assembly-components',
        data: { parentAssembly, askedId, quantity: 2, position },
      })
    await put(top.id, sub.partNumber, 0)
    await put(top.id, screw.partNumber, 1)
    await put(other.id, screw.partNumber, 0)
    const before = await dumpOf(sql)
    const { id, checkResult } = done(
      await mine.table(
        'COMPONENTS',
        csv(
          ['Assembly', 'Item', 'Quantity', 'Note'],
          [top.partNumber, sub.partNumber, '2', ''],
          [top.partNumber, nut.partNumber, '4', 'M6'],
          [sub.partNumber, top.partNumber, '1', ''],
          [other.partNumber, nut.partNumber, '1', ''],
          [other.partNumber, screw.partNumber, '0', ''],
        ),
      ),
    )
    expect(checkResult).toMatchObject({ changed: 1, refused: 3 })
    expect(
      (await mine.lines(id, 'show=refused')).map(({ place, record }) => [place, record]),
    ).toEqual([
      ['row 4', sub.partNumber],
      ['row 5', other.partNumber],
      ['row 6', other.partNumber],
    ])
    expect((await mine.lines(id)).map(({ field, was, becomes }) => [field, was, becomes])).toEqual([
      [`components: ${screw.partNumber}`, 'quantity 2, a part', null],
      [`components: ${nut.partNumber}`, null, 'quantity 4, note M6, a part'],
    ])
    done(await mine.apply(id))
    expect(
      await sql(
        `select asked_id, quantity::int from assembly_components where parent_assembly_id = $1 order by position`,
        [top.id],
      ),
    ).toEqual([
      { asked_id: sub.partNumber, quantity: 2 },
      { asked_id: nut.partNumber, quantity: 4 },
    ])
    done(await mine.undo(id))
    expect(await dumpOf(sql)).toBe(before)
    const lists = [
      [
        { askedId: sub.partNumber, quantity: 2 },
        { askedId: nut.partNumber, quantity: 4, note: 'M6' },
      ],
      [
        { askedId: sub.partNumber, quantity: 2 },
        { askedId: screw.partNumber, quantity: 2 },
      ],
    ]
    const history = await rest(admin).get<{ docs: unknown[] }>(`/history/assemblies/${top.id}`)
    expect(history.body.docs.slice(0, 2)).toMatchObject([
      { action: 'update', before: { components: lists[0] }, after: { components: lists[1] } },
      { action: 'update', before: { components: lists[1] }, after: { components: lists[0] } },
    ])
  })
})
