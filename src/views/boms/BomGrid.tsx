'use client'

import Link from 'next/link'
import { memo, useCallback, useMemo } from 'react'
import { Badge } from '../panel/Badge'
import { useTreeGrid } from '../panel/useTreeGrid'
import { formatMoney } from '../shared/money'
import type { GridRow } from './grid'

type Props = {
  rows: readonly GridRow[]
  /** ISO 4217; null leaves the cost columns out. */
  currency: string | null
  /** What to mark in numbers and names. */
  sought: string
  label: string
  toggle: (id: string) => void
}

/** The bill of materials as a tree grid that is walked by keyboard. */
export function BomGrid({ rows, currency, sought, label, toggle }: Props) {
  const keyed = useMemo(
    () => rows.map(({ line, isOpen }) => ({ id: line.id, parent: line.parent, isOpen })),
    [rows],
  )
  const { table, current, enter, press } = useTreeGrid(keyed, toggle)

  return (
    <div className="bom-grid__scroll">
      {/* the pattern puts keys on the grid itself; its rows hold the focus */}
      <table
        ref={table}
        className="panel-table bom-grid"
        role="treegrid"
        aria-label={label}
        aria-readonly="true"
        onKeyDown={press}
      >
        <thead>
          <tr>
            <th scope="col">Part number</th>
            <th scope="col">Name</th>
            <th scope="col" className="is-figure">
              Qty per
            </th>
            <th scope="col" className="is-figure">
              Total qty
            </th>
            <th scope="col" className="is-figure">
              Basin
            </th>
            <th scope="col">Rule</th>
            <th scope="col" className="bom-grid__because">
              Reason
            </th>
            {currency && (
              <>
                <th scope="col" className="is-figure">
                  Unit cost
                </th>
                <th scope="col" className="is-figure">
                  Line cost
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.line.id}
              row={row}
              currency={currency}
              sought={sought}
              isCurrent={row.line.id === current}
              toggle={toggle}
              enter={enter}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = Pick<Props, 'currency' | 'sought' | 'toggle'> & {
  row: GridRow
  isCurrent: boolean
  enter: (id: string) => void
}

const same = (one: RowProps, other: RowProps): boolean =>
  one.row.line === other.row.line &&
  one.row.isOpen === other.row.isOpen &&
  one.row.isHit === other.row.isHit &&
  one.row.place === other.row.place &&
  one.row.siblings === other.row.siblings &&
  one.isCurrent === other.isCurrent &&
  one.sought === other.sought &&
  one.currency === other.currency &&
  one.toggle === other.toggle

const Row = memo(function Row({ row, currency, sought, isCurrent, toggle, enter }: RowProps) {
  const { line, isOpen, isHit, place, siblings } = row
  const substitutedFor = line.attributes?.substitutedFor
  const flip = useCallback(() => toggle(line.id), [toggle, line.id])
  return (
    <tr
      role="row"
      data-line={line.id}
      className={`bom-grid__row is-level-${Math.min(line.level, 4)} is-${line.kind.toLowerCase()}${
        isHit ? '' : ' is-context'
      }`}
      aria-level={line.level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={isOpen ?? undefined}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => enter(line.id)}
    >
      <td role="gridcell">
        <span className="bom-grid__number" style={{ paddingLeft: (line.level - 1) * 18 }}>
          {isOpen === null ? (
            <span className="bom-grid__leaf" />
          ) : (
            <button
              type="button"
              className="bom-grid__toggle"
              tabIndex={-1}
              aria-label={`${isOpen ? 'Close' : 'Open'} ${line.partNumber}`}
              onClick={flip}
            >
              <svg viewBox="0 0 10 10" aria-hidden="true" data-open={isOpen}>
                <path d="M3 1.5 7 5 3 8.5" />
              </svg>
            </button>
          )}
          <PartNumber {...{ line, sought }} tabIndex={isCurrent ? 0 : -1} />
        </span>
      </td>
      <td role="gridcell">
        <Marked text={line.name} sought={sought} />{' '}
        <LineMarks
          kind={line.kind}
          isOutside={line.isOutside}
          substitutedFor={substitutedFor === undefined ? [] : [substitutedFor]}
        />
        {line.note && <span className="panel-table__sub">{line.note}</span>}
        {(line.level === 1 || substitutedFor) && line.because && (
          <span className="panel-table__sub bom-grid__why">{line.because}</span>
        )}
      </td>
      <td role="gridcell" className="is-figure">
        {line.quantityPer}
      </td>
      <td role="gridcell" className="is-figure">
        <strong>{line.quantity}</strong>
      </td>
      <td role="gridcell" className="is-figure">
        {line.basin ?? ''}
      </td>
      <td role="gridcell">{line.rule}</td>
      <td role="gridcell" className="bom-grid__because">
        <Marked text={line.because ?? ''} sought={sought} />
      </td>
      {currency && (
        <>
          <td role="gridcell" className="is-figure">
            {line.unitCost == null ? '' : formatMoney(line.unitCost, currency)}
          </td>
          <td role="gridcell" className="is-figure">
            {line.lineCost == null ? '' : formatMoney(line.lineCost, currency)}
          </td>
        </>
      )}
    </tr>
  )
}, same)

type PartNumberProps = {
  line: Pick<GridRow['line'], 'partNumber' | 'page'>
  sought: string
  /** In a grid whose rows take the focus, the way to the record opens from its row alone. */
  tabIndex?: number
}

/** The number of a line, leading to its catalogue record where the reader may open that. */
export function PartNumber({ line: { partNumber, page }, sought, tabIndex }: PartNumberProps) {
  const number = (
    <code>
      <Marked text={partNumber} sought={sought} />
    </code>
  )
  if (!page) return number
  return (
    <Link href={page} prefetch={false} className="panel-row-link" tabIndex={tabIndex}>
      {number}
    </Link>
  )
}

type MarksProps = {
  kind: GridRow['line']['kind']
  isOutside?: boolean
  /** Ids in whose place it stands. */
  substitutedFor: readonly string[]
}

/** What sets a line apart, in words. */
export function LineMarks({ kind, isOutside = false, substitutedFor }: MarksProps) {
  return (
    <>
      {substitutedFor.length > 0 && (
        <Badge plain look={{ label: `In place of ${substitutedFor.join(', ')}`, tone: 'amber' }} />
      )}
      {kind === 'UNRESOLVED' && (
        <Badge look={{ label: 'Unresolved: in no catalogue', tone: 'red' }} />
      )}
      {kind === 'CUSTOM' && <Badge plain look={{ label: 'Made to measure', tone: 'indigo' }} />}
      {isOutside && <Badge plain look={{ label: 'Made outside', tone: 'slate' }} />}
    </>
  )
}

export function Marked({ text, sought }: { text: string; sought: string }) {
  const wanted = sought.trim()
  const at = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted.toLowerCase())
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  )
}
