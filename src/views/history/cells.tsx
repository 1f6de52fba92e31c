import Link from 'next/link'
import type { DefaultServerCellComponentProps } from 'payload'
import { actorRoleInWords } from '../../domain/auditWords'
import { Badge } from '../panel/Badge'
import { instantInWords } from '../panel/dates'
import { timeZoneFor } from '../panel/timeZone'
import { kindNamed } from '../../services/auditKinds'
import { namesOfRecords, recordKey } from '../../services/recordNames'
import { gathering } from '../panel/gathering'
import { actionLabel, resourceLabel } from './auditWords'

type Cell = DefaultServerCellComponentProps

const WARNED = new Set(['override', 'access_refused', 'sign_in_failed', 'signature_refused'])

/** What was done; refusals and overrides stand out. */
export function ActionCell({ cellData }: Cell) {
  const action = String(cellData ?? '')
  return WARNED.has(action) ? (
    <Badge look={{ label: actionLabel(action), tone: 'red' }} />
  ) : (
    actionLabel(action)
  )
}

/** When it was, by the company's clocks, as the page of the record says it; the browser may stand elsewhere. */
export async function MomentCell({ cellData, collectionSlug, link, payload, rowData }: Cell) {
  const moment = String(cellData ?? '')
  if (moment === '') return null
  const said = instantInWords(moment, await timeZoneFor(payload))
  return link ? (
    <Link href={`/admin/collections/${collectionSlug}/${String(rowData.id)}`}>{said}</Link>
  ) : (
    said
  )
}

export const ResourceCell = ({ cellData, payload }: Cell) =>
  resourceLabel(kindNamed(payload.config, String(cellData ?? '')))

const nameOf = gathering(namesOfRecords)

/** Which record an act was on: its kind, and what it is called today. */
export async function RecordCell({ cellData, payload, rowData }: Cell) {
  const resource = String(cellData ?? '')
  const id: unknown = rowData.resourceId
  const name = typeof id === 'string' && (await nameOf(payload, recordKey(resource, id)))
  return (
    <>
      {resourceLabel(kindNamed(payload.config, resource))}
      {name && <span className="panel-table__sub">{name}</span>}
    </>
  )
}

export function RoleCell({ cellData }: Cell) {
  return actorRoleInWords(String(cellData ?? ''))
}
