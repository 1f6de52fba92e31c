import Link from 'next/link'
import type { Shortage } from '../../services/boards'
import { Empty, ScrollTable } from '../panel/blocks'
import { instantInWords } from '../panel/dates'

type Props = { shortages: readonly Shortage[]; timeZone: string }

/** What is missing for which build and since when; the task, or the build for all of them, is where the shortage is closed. */
export function ShortageList({ shortages, timeZone }: Props) {
  if (shortages.length === 0) return <Empty title="No build is on hold for parts." />
  return (
    <ScrollTable label="Builds on hold because parts are missing">
      <thead>
        <tr>
          <th scope="col">Build</th>
          <th scope="col">What is missing</th>
          <th scope="col">Waits since</th>
        </tr>
      </thead>
      <tbody>
        {shortages.map(({ build, tasks, note, since }) => (
          <tr key={build.id}>
            <th scope="row" className="is-short">
              <Link className="panel-row-link" href={`/admin/collections/builds/${build.id}`}>
                {build.buildNumber}
              </Link>
              <span className="panel-table__sub">{build.customerName}</span>
            </th>
            <td>
              {tasks.length === 0
                ? note
                : tasks.map(({ id, title, reason }) => (
                    <div key={id}>
                      {reason}
                      <span className="panel-table__sub">
                        <Link className="panel-row-link" href={`/admin/collections/tasks/${id}`}>
                          {title}
                        </Link>
                      </span>
                    </div>
                  ))}
            </td>
            <td className="is-short">{since && instantInWords(since, timeZone)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
