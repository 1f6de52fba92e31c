'use client'

import { useId, useMemo, useState } from 'react'
import './bomTree.scss'
import { costOf, matching, treeOf, type LineNode } from './lineTree'
import { formatMoney } from './money'
import type { ShownLine } from './preview'
import { words } from './words'

type Props = {
  /** Depth first, as the server lists them. */
  lines: readonly ShownLine[]
  /** ISO 4217; the cost column appears only when lines carry costs. */
  currency: string
  /** Names the table for those who cannot see it. */
  caption: string
  /** Without search and totals, in less room. */
  compact?: boolean
}

/** A bill of materials as a tree: expand, search, totals, and the reason of each top line. */
export function BomTree({ lines, currency, caption, compact = false }: Props) {
  const searchId = useId()
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [sought, setSought] = useState('')
  const roots = useMemo(() => treeOf(lines), [lines])
  const shown = useMemo(() => matching(roots, sought), [roots, sought])
  const total = useMemo(() => costOf(roots), [roots])
  const isSearching = sought.trim() !== ''
  const hasCosts = total !== null

  const toggle = (index: number) =>
    setOpen((known) => {
      const next = new Set(known)
      if (!next.delete(index)) next.add(index)
      return next
    })
  const parents = lines.flatMap((line, index) =>
    (lines[index + 1]?.level ?? 0) > line.level ? [index] : [],
  )
  const isAllOpen = parents.length > 0 && parents.every((index) => open.has(index))

  const rows = shown.flatMap((node) => visibleRows(node, (index) => isSearching || open.has(index)))
  return (
    <div className={`bom-tree${compact ? ' bom-tree--compact' : ''}`}>
      <div className="bom-tree__tools">
        {!compact && (
          <>
            <label className="sr-only" htmlFor={searchId}>
              {words.bom.search}
            </label>
            <input
              id={searchId}
              type="search"
              placeholder={words.bom.search}
              value={sought}
              onChange={({ target }) => setSought(target.value)}
            />
          </>
        )}
        {parents.length > 0 && (
          <button
            type="button"
            className="bom-tree__all"
            onClick={() => setOpen(isAllOpen ? new Set() : new Set(parents))}
          >
            {isAllOpen ? words.bom.collapseAll : words.bom.expandAll}
          </button>
        )}
      </div>
      <div className="bom-tree__scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.bom.number}</th>
              <th scope="col">{words.bom.name}</th>
              <th scope="col" className="bom-tree__figure">
                {words.bom.quantity}
              </th>
              {hasCosts && (
                <th scope="col" className="bom-tree__figure">
                  {words.bom.cost}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((node) => (
              <Row
                key={node.index}
                node={node}
                isOpen={isSearching || open.has(node.index)}
                toggle={toggle}
                currency={hasCosts ? currency : null}
              />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="bom-tree__nothing">{words.bom.nothing}</p>}
      </div>
      <p className="bom-tree__totals">
        {words.bom.totals(lines.length, roots.length)}
        {total !== null && ` · ${words.bom.total} ${formatMoney(total, currency)}`}
      </p>
    </div>
  )
}

function visibleRows(node: LineNode, isOpen: (index: number) => boolean): LineNode[] {
  if (!isOpen(node.index)) return [node]
  return [node, ...node.children.flatMap((child) => visibleRows(child, isOpen))]
}

function Row({
  node,
  isOpen,
  toggle,
  currency,
}: {
  node: LineNode
  isOpen: boolean
  toggle: (index: number) => void
  currency: string | null
}) {
  const { line, index, children } = node
  const cost = costOf([node])
  return (
    <tr
      className={`bom-tree__row is-${line.kind.toLowerCase()}${line.level === 1 ? ' is-top' : ''}`}
    >
      <td>
        <span className="bom-tree__number" style={{ paddingLeft: (line.level - 1) * 16 }}>
          {children.length > 0 ? (
            <button
              type="button"
              className="bom-tree__toggle"
              aria-expanded={isOpen}
              aria-label={
                isOpen ? words.bom.collapse(line.partNumber) : words.bom.expand(line.partNumber)
              }
              onClick={() => toggle(index)}
            >
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <path d="M3 1.5 7 5 3 8.5" />
              </svg>
            </button>
          ) : (
            <span className="bom-tree__leaf" />
          )}
          <span className="sr-only">{words.bom.level(line.level)}: </span>
          <code>{line.partNumber}</code>
        </span>
      </td>
      <td>
        <span className="bom-tree__name">{line.name || words.bom.unresolved}</span>
        {line.kind === 'UNRESOLVED' && (
          <span className="bom-tree__mark is-bad" title={words.bom.unresolvedHelp}>
            {words.bom.unresolved}
          </span>
        )}
        {line.kind === 'CUSTOM' && <span className="bom-tree__mark">{words.bom.custom}</span>}
        {line.level === 1 && line.because && (
          <span className="bom-tree__because">
            {line.because}
            {line.rule && <span className="bom-tree__rule">{line.rule}</span>}
          </span>
        )}
        {line.note && <span className="bom-tree__because">{line.note}</span>}
      </td>
      <td className="bom-tree__figure">{line.quantity}</td>
      {currency !== null && (
        <td className="bom-tree__figure">{cost === null ? '–' : formatMoney(cost, currency)}</td>
      )}
    </tr>
  )
}
