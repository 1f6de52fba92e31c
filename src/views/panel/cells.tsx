import Link from 'next/link'
import type { DefaultServerCellComponentProps } from 'payload'
import { SUBSTITUTION_SCOPES } from '../../domain/boms/substitution'
import { buildsOver } from '../../services/builds/closed'
import { namesOfRecords, recordKey } from '../../services/recordNames'
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

/** The last day of what has no end without one. */
export const LastDayCell = ({ cellData }: Cell) =>
  dateInWords(textOf(cellData)) || 'until switched off'

const nameOf = gathering(namesOfRecords)

/** What a substitution holds for, and which one it is. Whoever reads substitutions reads all builds. */
export async function ScopeCell({ cellData, rowData, payload }: Cell) {
  switch (cellData) {
    case 'FAMILY':
      return `Family ${textOf(rowData.family)}`
    case 'BUILD': {
      const id = idOf(rowData.build)
      return (
        <>
          Build{' '}
          <Link href={`/admin/collections/builds/${id}`}>
            {await nameOf(payload, recordKey('builds', id))}
          </Link>
        </>
      )
    }
    default:
      return SUBSTITUTION_SCOPES.EVERYWHERE
  }
}

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
