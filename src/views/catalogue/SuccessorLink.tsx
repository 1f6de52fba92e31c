import Link from 'next/link'
import type { ItemName } from '../../domain/catalog/item'
import { Badge } from '../panel/Badge'

export const itemHref = ({ collection, id }: Pick<ItemName, 'collection' | 'id'>): string =>
  `/admin/collections/${collection}/${id}`

/** "use X instead", with the way to it. */
export const SuccessorLink = ({ successor }: { successor: ItemName }) => (
  <span className="panel-table__sub">
    use <Link href={itemHref(successor)}>{successor.partNumber}</Link> instead
  </span>
)

/** That an item is retired, and what to use instead; nothing for one in use. */
export const RetiredMark = ({
  isActive,
  successor,
}: {
  isActive: boolean
  successor: ItemName | null | undefined
}) =>
  isActive ? null : (
    <>
      <Badge plain look={{ label: 'Retired', tone: 'amber' }} />
      {successor && <SuccessorLink successor={successor} />}
    </>
  )
