import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { buildsByStatus } from '../../services/boards'
import { definitionOf, lookOf } from '../panel/states'
import { statusCounts } from './statusCounts'

/** How many builds stand in each status, in the order of the floor; each count opens its list. */
export async function Counts({ req }: { req: PayloadRequest }) {
  const counted = await Promise.all(
    (await buildsByStatus(req)).map(async ({ workflow, ...count }) => ({
      ...count,
      definition: await definitionOf(req, workflow),
    })),
  )
  const counts = statusCounts(await definitionOf(req, ''), counted)
  return (
    <ul className="board-counts" aria-label="Builds by status">
      {counts.map(({ definition, code, builds }) => {
        const look = lookOf(definition, code)
        return (
          <li key={code} className={`board-count board-count--${look.tone}`}>
            <Link href={`/admin/collections/builds?where[status][equals]=${code}`}>
              <strong>{builds}</strong>
              <span>{look.label}</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
