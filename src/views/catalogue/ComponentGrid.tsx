'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { Marked } from '../boms/BomGrid'
import { Badge } from '../panel/Badge'
import { useTreeGrid } from '../panel/useTreeGrid'
import { itemHref, RetiredMark } from './SuccessorLink'
import { parentOf, type VisibleRow } from './tree'

type Props = {
  rows: readonly VisibleRow[]
  /** Paths that the search found; null while nothing is searched. */
  hits: ReadonlySet<string> | null
  sought: string
  label: string
  toggle: (path: string) => void
}

/** The opened part of a component tree, walked by keyboard. */
export function ComponentGrid({ rows, hits, sought, label, toggle }: Props) {
  const keyed = useMemo(
    () => rows.map(({ row: { path }, isOpen }) => ({ id: path, parent: parentOf(path), isOpen })),
    [rows],
  )
  const { table, current, enter, press } = useTreeGrid(keyed, toggle)
  return (
    <div className="bom-grid__scroll">
      {/* the pattern puts keys on the grid itself; its rows hold the focus */}
      <table
        ref={table}
        className="panel-table bom-grid component-grid"
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
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((visible) => (
            <Row
              key={visible.row.path}
              visible={visible}
              isHit={hits === null || hits.has(visible.row.path)}
              isCurrent={visible.row.path === current}
              sought={sought}
              toggle={toggle}
              enter={enter}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  visible: { row, level, isOpen, place, siblings },
  isHit,
  isCurrent,
  sought,
  toggle,
  enter,
}: Pick<Props, 'sought' | 'toggle'> & {
  visible: VisibleRow
  isHit: boolean
  isCurrent: boolean
  enter: (path: string) => void
}) {
  const { path, kind, askedId, name, item, quantityPer, quantity, note } = row
  const number = <Marked text={askedId} sought={sought} />
  return (
    <tr
      role="row"
      data-line={path}
      className={`bom-grid__row is-level-${Math.min(level, 4)} is-${
        kind === 'CYCLE' ? 'unresolved' : kind.toLowerCase()
      }${isHit ? '' : ' is-context'}`}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={isOpen ?? undefined}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => enter(path)}
    >
      <td role="gridcell">
        <span className="bom-grid__number" style={{ paddingLeft: (level - 1) * 18 }}>
          {isOpen === null ? (
            <span className="bom-grid__leaf" />
          ) : (
            <button
              type="button"
              className="bom-grid__toggle"
              tabIndex={-1}
              aria-label={`${isOpen ? 'Close' : 'Open'} ${askedId}`}
              onClick={() => toggle(path)}
            >
              <svg viewBox="0 0 10 10" aria-hidden="true" data-open={isOpen}>
                <path d="M3 1.5 7 5 3 8.5" />
              </svg>
            </button>
          )}
          <code>{item ? <Link href={itemHref(item)}>{number}</Link> : number}</code>
        </span>
      </td>
      <td role="gridcell">
        <Marked text={name} sought={sought} />{' '}
        {kind === 'UNRESOLVED' && (
          <Badge look={{ label: 'Unresolved: in no catalogue', tone: 'red' }} />
        )}
        {kind === 'CYCLE' && <Badge look={{ label: 'Contains itself', tone: 'red' }} />}
        {item && <RetiredMark isActive={item.isActive} successor={row.successor} />}
        {item && item.partNumber !== askedId && (
          <span className="panel-table__sub">found as {item.partNumber}</span>
        )}
      </td>
      <td role="gridcell" className="is-figure">
        {quantityPer}
      </td>
      <td role="gridcell" className="is-figure">
        <strong>{quantity}</strong>
      </td>
      <td role="gridcell">{note}</td>
    </tr>
  )
}
