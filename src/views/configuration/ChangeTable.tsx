import { compareContents } from '../../domain/configurator/compareReleases'
import { wordsAt } from '../editor/words'
import { Badge } from '../panel/Badge'
import { Empty, ScrollTable } from '../panel/blocks'
import { entryInWords, memberInWords, speakerOf } from './changeWords'

const LOOKS = {
  ADDED: { label: 'Added', tone: 'green' },
  REMOVED: { label: 'Removed', tone: 'red' },
  CHANGED: { label: 'Changed', tone: 'amber' },
  MOVED: { label: 'Reordered', tone: 'slate' },
} as const

type Props = {
  before: unknown
  after: unknown
  /** What the words are taken from where the two are only parts of a content. */
  whole?: unknown
}

/** What differs between two contents, place by place, in the words that the editor has for it. */
export function ChangeTable({ before, after, whole }: Props) {
  const speakers = {
    before: speakerOf(within(whole, before)),
    after: speakerOf(within(whole, after)),
  }
  const changes = compareContents(before, after, speakers)
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
            <th scope="row">{wordsAt([area]).label}</th>
            <td>{entryInWords(area, entry, [after, before])}</td>
            <td>
              <Badge look={LOOKS[kind]} />
            </td>
            <td>
              {members.length > 0 && (
                <ul className="release-members">
                  {members.map(({ path, before: old, after: now }) => (
                    <li key={path}>
                      {path && `${memberInWords(area, path)}: `}
                      {kind === 'ADDED' ? (
                        <ins>{now}</ins>
                      ) : kind === 'REMOVED' ? (
                        <del>{old}</del>
                      ) : (
                        <>
                          <del>{old}</del> → <ins>{now}</ins>
                        </>
                      )}
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

const within = (whole: unknown, part: unknown): unknown => ({ ...Object(whole), ...Object(part) })
