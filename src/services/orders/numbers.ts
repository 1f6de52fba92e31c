import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { buildNumberSeries, proposeBuildNumbers } from '../../domain/numbering'

export type TakenNumbers = {
  /** Number of the order that has this PO number, or null. */
  poNumber: string | null
  /** Those of the asked build numbers that exist, as they were asked. */
  buildNumbers: ReadonlySet<string>
}

/** Which PO and build numbers exist already, ignoring case and outer blanks, over all orders. */
export async function takenNumbers(
  req: PayloadRequest,
  asked: { poNumber?: string | null; buildNumbers: readonly string[]; exceptOrder?: string | null },
): Promise<TakenNumbers> {
  const except = asked.exceptOrder ?? null
  const rows = await rowsOf<{ kind: 'PO' | 'BUILD'; value: string }>(
    req,
    sql`select 'PO' as kind, order_number as value from orders
        where lower(btrim(po_number)) = lower(btrim(${asked.poNumber ?? ''}))
          and (${except}::uuid is null or id <> ${except}::uuid)
        union all
        select 'BUILD', asked.number from unnest(${sql.param([...asked.buildNumbers])}::text[]) as asked(number)
        where exists (
          select from builds where lower(btrim(build_number)) = lower(btrim(asked.number))
            and (${except}::uuid is null or order_id <> ${except}::uuid)
        )`,
  )
  return {
    poNumber: rows.find(({ kind }) => kind === 'PO')?.value ?? null,
    buildNumbers: new Set(rows.filter(({ kind }) => kind === 'BUILD').map(({ value }) => value)),
  }
}

/** Free build numbers that continue the hint, or the newest number in the house. */
export async function freeBuildNumbers(
  req: PayloadRequest,
  count: number,
  hint: string | null,
): Promise<string[]> {
  const [newest] = await rowsOf<{ number: string }>(
    req,
    sql`select build_number as number from builds order by created_at desc, position desc limit 1`,
  )
  const stem = hint || newest?.number || ''
  const { prefix } = buildNumberSeries(stem)
  const taken = await rowsOf<{ number: string }>(
    req,
    sql`select build_number as number from builds where lower(build_number) like ${`${prefix.toLowerCase().replace(/[%_\\]/g, '\\$&')}%`}`,
  )
  return proposeBuildNumbers(
    taken.map(({ number }) => number),
    count,
    stem,
  )
}
