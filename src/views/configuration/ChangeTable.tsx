import type { ContentChange } from '../../domain/configurator/compareReleases'
import { Badge } from '../panel/Badge'
import { Empty, ScrollTable } from '../panel/blocks'
import { readable } from '../panel/words'

const LOOKS = {
  ADDED: { label: 'Added', tone: 'green' },
  REMOVED: { label: 'Removed', tone: 'red' },
  CHANGED: { label: 'Changed', tone: 'amber' },
  MOVED: { label: 'Reordered', tone: 'slate' },
} as const

/** `taskTemplates` as "Task templates". */
const areaLabel = (area: string): string =>
  readable(area.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())

/** What differs between two contents, place by place, with what stood there and what stands there now. */
export function ChangeTable({ changes }: { changes: readonly ContentChange[] }) {
  if (changes.length === 0) return <Empty title="Nothing differs." />
  return (
    <ScrollTable label="Changes">
      <thead>
        <tr>
          <th scope="col">Where</th>
          <th scope="col">Entry</th>
          <th scope="col">What</th>
          <th scope="col">Before and after</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ area, entry, kind, members }) => (
          <tr key={`${area} ${entry} ${kind}`}>
            <th scope="row">{areaLabel(area)}</th>
            <td>{entry || 'as a whole'}</td>
            <td>
              <Badge look={LOOKS[kind]} />
            </td>
            <td>
              {members.length > 0 && (
                <ul className="release-members">
                  {members.map(({ path, before, after }) => (
                    <li key={path}>
                      <code>{path}</code>: <del>{before}</del> → <ins>{after}</ins>
                    </li>
                  ))}
                </ul>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
