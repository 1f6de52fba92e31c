import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { buildsByStatus } from '../../services/boards'
import { definitionOf, lookOf } from '../panel/states'

/** How many builds stand in each status, in the order of the floor; each count opens its list. */
export async function Counts({ req }: { req: PayloadRequest }) {
  const definition = await definitionOf(req, '')
  const known = await buildsByStatus(req)
  return (
    <ul className="board-counts" aria-label="Builds by status">
      {definition.states.map(({ code }) => (
        <li key={code} className={`board-count board-count--${lookOf(definition, code).tone}`}>
          <Link href={`/admin/collections/builds?where[status][equals]=${code}`}>
            <strong>{known.get(code) ?? 0}</strong>
            <span>{lookOf(definition, code).label}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
