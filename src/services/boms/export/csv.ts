import { csvOf } from '../../../domain/csv'
import { askedIdOf } from '../../../domain/boms/substitution'
import type { BomContent } from './content'

const HEAD = [
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
  'In place of',
]
const COSTS = ['Unit cost (minor units)', 'Line cost (minor units)']

/** All levels in display order with their reasons; the heads are for programs, so in English always. */
export const bomCsv = ({ lines, currency }: BomContent): string =>
  csvOf([
    [...HEAD, ...(currency === null ? [] : COSTS)],
    ...lines.map((line) => [
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
      askedIdOf(line) === line.partNumber ? null : askedIdOf(line),
      ...(currency === null
        ? []
        : [line.unitCost, line.unitCost === null ? null : line.unitCost * line.quantity]),
    ]),
  ])
