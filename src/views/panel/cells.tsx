import Link from 'next/link'
import type { DefaultServerCellComponentProps } from 'payload'
import { buildsOver } from '../../services/builds/closed'
import { idOf } from '../../services/relation'
import { Badge, BomStateBadge, PriorityBadge } from './Badge'
import { dateInWords } from './dates'
import { gathering } from './gathering'
import { definitionFor, lookOf } from './states'
import { stageLabel } from './words'

/** Cells of list views: codes as people read them. */

type Cell = DefaultServerCellComponentProps

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A status as the workflow that the row has pinned shows it. */
export async function StatusCell({ cellData, rowData, payload }: Cell) {
  const status = textOf(cellData)
  if (status === '') return null
  const definition = await definitionFor(payload, idOf(rowData.workflow))
  return <Badge look={lookOf(definition, status)} />
}

export const StageCell = ({ cellData }: Cell) => stageLabel(textOf(cellData))

const isOver = gathering(buildsOver)

/** The state of a version, which waits for nobody once its build is over. */
export async function BomStateCell({ cellData, rowData, payload }: Cell) {
  const isBuildOver = (await isOver(payload, idOf(rowData.build))) ?? false
  return <BomStateBadge state={textOf(cellData)} isBuildOver={isBuildOver} />
}

export const PriorityCell = ({ cellData }: Cell) => <PriorityBadge priority={textOf(cellData)} />

export const DateCell = ({ cellData }: Cell) => dateInWords(textOf(cellData))

/** A checkbox; empty where the reader may not know. */
export const YesNoCell = ({ cellData }: Cell) =>
  typeof cellData === 'boolean' && (cellData ? 'Yes' : 'No')

/** A count that blocks something as soon as it is not zero. */
export const UnresolvedCell = ({ cellData }: Cell) =>
  Number(cellData) > 0 ? (
    <Badge look={{ label: `${Number(cellData)} unresolved`, tone: 'red' }} />
  ) : (
    'None'
  )

/** The customer by the name copied onto the order, which needs no further query. */
export function CustomerCell({ rowData }: Cell) {
  const name = textOf(rowData.customerName)
  const id = idOf(rowData.customer)
  return id === '' ? name : <Link href={`/admin/collections/customers/${id}`}>{name}</Link>
}
