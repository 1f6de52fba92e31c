'use client'

import { useMemo } from 'react'
import { flatten } from '../../domain/boms/flatten'
import { formatMoney } from '../shared/money'
import { ScrollTable } from '../panel/blocks'
import { hitsOf, type GridFilter, type GridLine } from './grid'
import { LineMarks, Marked, PartNumber } from './BomGrid'

type Props = { lines: readonly GridLine[]; filter: GridFilter; currency: string | null }

/** Every item once, with everything that is needed of it wherever it occurs (handbook 6.6). */
export function BomFlat({ lines, filter, currency }: Props) {
  const items = useMemo(() => {
    const hits = hitsOf(lines, filter)
    const wanted = new Set(lines.filter(({ id }) => hits.has(id)).map(keyOf))
    return flatten(lines).filter((item) => wanted.has(keyOf(item)))
  }, [lines, filter])
  const pages = useMemo(() => new Map(lines.map((line) => [keyOf(line), line.page])), [lines])

  return (
    <>
      <ScrollTable label="Items of the bill of materials">
        <thead>
          <tr>
            <th scope="col">Part number</th>
            <th scope="col">Name</th>
            <th scope="col" className="is-figure">
              Total qty
            </th>
            <th scope="col" className="is-figure">
              On lines
            </th>
            <th scope="col">Rules</th>
            {currency && (
              <th scope="col" className="is-figure">
                Unit cost
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)} className={`bom-grid__row is-${item.kind.toLowerCase()}`}>
              <th scope="row">
                <PartNumber line={{ ...item, page: pages.get(keyOf(item)) }} sought={filter.text} />
              </th>
              <td>
                <Marked text={item.name} sought={filter.text} />{' '}
                <LineMarks kind={item.kind} substitutedFor={item.substitutedFor} />
              </td>
              <td className="is-figure">
                <strong>{item.quantity}</strong>
              </td>
              <td className="is-figure">{item.occurrences}</td>
              <td>{item.rules.join(', ')}</td>
              {currency && (
                <td className="is-figure">
                  {item.unitCost == null ? '' : formatMoney(item.unitCost, currency)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <p role="status" className="panel-card__note">
        {foundInWords(items.length)}
      </p>
    </>
  )
}

const keyOf = ({ kind, partNumber }: Pick<GridLine, 'kind' | 'partNumber'>): string =>
  `${kind} ${partNumber}`

const foundInWords = (count: number): string => {
  if (count === 0) return 'No item matches.'
  return count === 1 ? '1 item' : `${count} different items`
}
