import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { buildsByStatus, type StatusCount } from '../../services/boards'
import { definitionOf, lookOf } from '../panel/states'
import type { Look } from '../panel/words'

type Count = { code: string; look: Look; builds: number }

/**
 * How many builds stand in each status, in the order of the floor; each count opens its list. Statuses that
 * only the workflow of older orders knows follow those of the workflow that new orders use.
 */
export async function Counts({ req }: { req: PayloadRequest }) {
  const counted = await buildsByStatus(req)
  return (
    <ul className="board-counts" aria-label="Builds by status">
      {(await statusesOf(req, counted)).map(({ code, look, builds }) => (
        <li key={code} className={`board-count board-count--${look.tone}`}>
          <Link href={`/admin/collections/builds?where[status][equals]=${code}`}>
            <strong>{builds}</strong>
            <span>{look.label}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

async function statusesOf(req: PayloadRequest, counted: readonly StatusCount[]): Promise<Count[]> {
  const current = await definitionOf(req, '')
  const counts = new Map<string, Count>(
    current.states.map(({ code }) => [code, { code, look: lookOf(current, code), builds: 0 }]),
  )
  for (const { workflow, status: code, builds } of counted) {
    const known = counts.get(code)
    const look = known?.look ?? lookOf(await definitionOf(req, workflow), code)
    counts.set(code, { code, look, builds: (known?.builds ?? 0) + builds })
  }
  return [...counts.values()]
}
