import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { Card, Empty } from '../panel/blocks'

/** The spare parts that may be ordered, and the customers they are for. */
export async function ServiceBoard({ req }: { req: PayloadRequest }) {
  const items = await req.payload.find({
    collection: 'assemblies',
    select: { partNumber: true, name: true },
    sort: 'partNumber',
    limit: 12,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  return (
    <>
      <div className="board-lead">
        <Link className="board-primary" href="/admin/collections/assemblies">
          Search all {items.totalDocs} service items
        </Link>
        <Link href="/admin/collections/customers">Customers</Link>
      </div>
      <Card title="Service items">
        {items.docs.length === 0 ? (
          <Empty title="The catalogue holds no service items yet." />
        ) : (
          <ul className="board-list">
            {items.docs.map(({ id, partNumber, name }) => (
              <li key={id}>
                <Link className="panel-row-link" href={`/admin/collections/assemblies/${id}`}>
                  {partNumber}
                </Link>
                <span>{name}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
