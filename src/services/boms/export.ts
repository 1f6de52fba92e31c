import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { csvOf } from '../../domain/csv'
import { recordAudit } from '../audit'
import { readBom, readLines } from './read'
import { asBomLines } from './views'

/**
 * A version as CSV (UTF-8 with byte order mark, so that spreadsheets read accents): all levels in
 * display order with their reasons, cost columns only for cost roles. The export is audited.
 */
export async function exportBom(req: PayloadRequest, id: string): Promise<Response> {
  const bom = await readBom(req, id)
  const lines = asBomLines(await readLines(req, id))
  const showsCost = may(req, 'costs.read')
  const head = [
    'Position',
    'Level',
    'Part number',
    'Name',
    'Kind',
    'Quantity per',
    'Quantity',
    'Basin',
    'Rule',
    'Reason',
    'Note',
  ]
  const rows = lines.map((line) => [
    line.path,
    line.level,
    line.partNumber,
    line.name,
    line.kind,
    line.quantityPer,
    line.quantity,
    line.basin,
    line.rule,
    line.because,
    line.note,
    ...(showsCost
      ? [line.unitCost, line.unitCost === null ? null : line.unitCost * line.quantity]
      : []),
  ])
  const csv = csvOf([
    [...head, ...(showsCost ? ['Unit cost (minor units)', 'Line cost (minor units)'] : [])],
    ...rows,
  ])
  await recordAudit(req, {
    action: 'export',
    resource: 'boms',
    resourceId: id,
    after: { format: 'csv', lines: lines.length },
    stream: 'ACTIVITY',
  })
  const name = `BOM-${bom.title.replace(/[^A-Za-z0-9._-]+/g, '-')}.csv`
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
}
