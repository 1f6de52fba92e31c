import { changesInWords } from '../../domain/drafts/changesInWords'
import { Badge } from '../panel/Badge'
import { Empty, ScrollTable } from '../panel/blocks'

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
  const changes = changesInWords(before, after, whole)
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
        {changes.map(({ area, entry, kind, areaInWords, entryInWords, inWords }) => (
          <tr key={`${area} ${entry} ${kind}`}>
            <th scope="row">{areaInWords}</th>
            <td>{entryInWords}</td>
            <td>
              <Badge look={LOOKS[kind]} />
            </td>
            <td>
              {inWords.length > 0 && (
                <ul className="release-members">
                  {inWords.map(({ label, before: old, after: now }, index) => (
                    <li key={index}>
                      {label && `${label}: `}
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
