import { expect, it } from 'vitest'
import { delivered } from '../../domain/catalog/delivery'
import { given, unique } from '../../support/given'
import { done, dumpOf, importing } from '../../support/imports'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const mine = importing(await given(payload).user('ADMIN'))

const ROWS = 50_000
/** Three of a hundred rows are bad, in as many ways. */
const rowOf = (n: number): string => {
  const name = n % 100 === 7 ? '' : `Part number ${n}`
  const cost = n % 100 === 33 ? '1,250.00' : `${n % 900}.${String(n % 100).padStart(2, '0')}`
  const flag = n % 100 === 66 ? 'perhaps' : 'yes'
  return `0${n},${name},${cost.includes(',') ? `"${cost}"` : cost},${flag}`
}

it(
  '50 000 rows, three of a hundred bad: these are listed, the rest is in, undo restores byte for byte',
  { timeout: 600_000 },
  async () => {
    // every second one is known already
    await sql(
      `insert into parts (id, part_number, name, kind, unit, cost, is_active, is_outside, is_critical, quantity_on_hand, quantity_reserved, rev)
       select gen_random_uuid(), '0' || n, 'Known ' || n, 'COMPONENT', 'EA', 1, true, false, false, 0, 0, 1 + n % 5
       from generate_series(0, $1::int - 1, 2) n`,
      [ROWS],
    )
    const before = await dumpOf(sql)
    const table = [
      'Part number,Name,Cost,Made outside',
      ...Array.from({ length: ROWS }, (_, n) => rowOf(n)),
    ]
    const checked = done(await mine.table('PARTS', table.join('\n')))
    expect(checked.checkResult).toMatchObject({
      rows: ROWS,
      new: 24_000,
      changed: 24_500,
      unchanged: 0,
      refused: 1_500,
    })
    expect(await dumpOf(sql)).toBe(before)

    const applied = done(await mine.apply(checked.id))
    expect(applied.applyResult).toEqual(checked.checkResult)
    expect(
      await sql(
        `select outcome, count(distinct place)::int as rows from catalogue_import_lines
                 where import_id = $1 and stage = 'APPLY' group by 1 order by 1`,
        [checked.id],
      ),
    ).toEqual([
      { outcome: 'CHANGED', rows: 24_500 },
      { outcome: 'NEW', rows: 24_000 },
      { outcome: 'REFUSED', rows: 1_500 },
    ])
    expect(
      await sql(
        `select count(*)::int as n from parts where is_outside and name like 'Part number %'`,
      ),
    ).toEqual([{ n: 48_500 }])
    expect(
      await sql(`select count(*)::int as n from audit_events where reason like $1`, [
        `Import ${checked.number}:%`,
      ]),
    ).toEqual([{ n: 48_500 }])

    const undone = done(await mine.undo(checked.id))
    expect(undone.undoResult).toEqual({ restored: 24_500, removed: 24_000, kept: 0 })
    expect(await dumpOf(sql)).toBe(before)
  },
)

it('lists five thousand of the records that a delivery leaves out, and tells how many more they are', async () => {
  await sql(
    `insert into parts (id, part_number, name, kind, unit, is_active, is_outside, is_critical, quantity_on_hand, quantity_reserved, rev)
     select gen_random_uuid(), 'LEFT-' || n, 'Left out ' || n, 'COMPONENT', 'EA', true, false, false, 0, 0, 1
     from generate_series(1, 5000) n`,
  )
  const [count] = await sql(
    `select ((select count(*) from categories) + (select count(*) from assemblies) +
             (select count(*) from parts))::int as known`,
  )
  const batch = done(await mine.delivery(delivered({ parts: [unique('HERE')] })))
  const warnings = await sql(
    `select record, reason from catalogue_import_lines
     where import_id = $1 and outcome = 'WARNING' order by id`,
    [batch.id],
  )
  expect(warnings).toHaveLength(5_001)
  expect(
    warnings.slice(0, -1).every(({ reason }) => String(reason).startsWith('not in this delivery')),
  ).toBe(true)
  expect(warnings.at(-1)).toMatchObject({
    record: '…',
    reason: `${Number(count?.known) - 5_000} more records are not in this delivery; they stay as they are`,
  })
})
