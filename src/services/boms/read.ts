import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { rowsOf } from '../../db/rows'
import type { Bom } from '../../payload-types'
import { refused } from '../http'

export type BomTreeLine = {
  id: string
  parent: string | null
  level: number
  position: number
  partNumber: string
  name: string
  kind: 'ASSEMBLY' | 'PART' | 'CUSTOM' | 'UNRESOLVED'
  quantityPer: number
  quantity: number
  rule: string | null
  because: string | null
  basin: number | null
  attributes: Record<string, string> | null
  isOutside: boolean
  note: string | null
  /** Minor units; absent for roles that may not see costs. */
  unitCost?: number | null
}

/** One version as this person may see it by the access matrix; refuses with `not_found` otherwise. */
export async function readBom(req: PayloadRequest, id: string): Promise<Bom> {
  const bom = await req.payload.findByID({
    collection: 'boms',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (bom) return bom
  throw refused({ code: 'not_found', message: 'There is no such bill of materials.' })
}

/** The columns of a line as `BomTreeLine` names them; the cost apart, because not everybody sees it. */
export const LINE_COLUMNS = sql`
  id, parent_id as parent, level::int as level, position::int as position,
  part_number as "partNumber", name, kind::text as kind,
  quantity_per::float8 as "quantityPer", quantity::float8 as quantity,
  rule, because, basin::int as basin, attributes, is_outside as "isOutside", note`
export const COST_COLUMN = sql`unit_cost::float8 as "unitCost"`

/** All lines of a version in display order, depth first. The caller has read the version itself. */
export async function readLines(req: PayloadRequest, bomId: string): Promise<BomTreeLine[]> {
  const cost = may(req, 'costs.read') ? sql`, ${COST_COLUMN}` : sql``
  return rowsOf<BomTreeLine>(
    req,
    sql`select ${LINE_COLUMNS}${cost} from bom_lines where bom_id = ${bomId} order by position`,
  )
}
