import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { diffBoms } from '../../domain/boms/diff'
import type { BomLine } from '../../domain/boms/line'
import { readBom, readLines } from './read'
import { asBomLines } from './views'

type ShownLine = Pick<
  BomLine,
  | 'path'
  | 'level'
  | 'kind'
  | 'partNumber'
  | 'name'
  | 'quantityPer'
  | 'quantity'
  | 'basin'
  | 'rule'
  | 'because'
  | 'attributes'
  | 'note'
> & { unitCost?: number | null }

export type BomComparison = {
  from: { id: string; title: string; version: number }
  to: { id: string; title: string; version: number }
  added: ShownLine[]
  removed: ShownLine[]
  changed: { before: ShownLine; after: ShownLine; changed: readonly string[] }[]
}

/** What changed from the version `against` to the version `id`; any two versions compare. */
export async function compareBoms(
  req: PayloadRequest,
  id: string,
  against: string,
): Promise<BomComparison> {
  const to = await readBom(req, id)
  const from = await readBom(req, against)
  const diff = diffBoms(
    asBomLines(await readLines(req, against)),
    asBomLines(await readLines(req, id)),
  )
  const show = shower(may(req, 'costs.read'))
  return {
    from: { id: from.id, title: from.title, version: from.version },
    to: { id: to.id, title: to.title, version: to.version },
    added: diff.added.map(show),
    removed: diff.removed.map(show),
    changed: diff.changed.map(({ before, after, changed }) => ({
      before: show(before),
      after: show(after),
      changed,
    })),
  }
}

const shower =
  (showsCost: boolean) =>
  (line: BomLine): ShownLine => ({
    path: line.path,
    level: line.level,
    kind: line.kind,
    partNumber: line.partNumber,
    name: line.name,
    quantityPer: line.quantityPer,
    quantity: line.quantity,
    basin: line.basin,
    rule: line.rule,
    because: line.because,
    attributes: line.attributes,
    note: line.note,
    ...(showsCost ? { unitCost: line.unitCost } : {}),
  })
