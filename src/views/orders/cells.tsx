import Link from 'next/link'
import type { DefaultServerCellComponentProps, Payload } from 'payload'
import { namesOfRecords, recordKey } from '../../services/recordNames'
import { idOf } from '../../services/relation'
import { gathering } from '../panel/gathering'

const numberOf = gathering(async (payload: Payload, builds: readonly string[]) => {
  const names = await namesOfRecords(
    payload,
    builds.map((id) => recordKey('builds', id)),
  )
  return new Map(builds.map((id) => [id, names.get(recordKey('builds', id)) ?? id]))
})

/** The builds of an order that its reader may see, by their numbers. */
export async function BuildsCell({ payload, rowData }: DefaultServerCellComponentProps) {
  const joined: unknown = Reflect.get(Object(rowData.builds), 'docs')
  const ids = Array.isArray(joined) ? joined.map(idOf) : []
  const builds = await Promise.all(
    ids.map(async (id) => ({ id, number: await numberOf(payload, id) })),
  )
  return (
    <span className="panel-links">
      {builds.map(({ id, number }) => (
        <Link key={id} href={`/admin/collections/builds/${id}`}>
          {number}
        </Link>
      ))}
    </span>
  )
}
