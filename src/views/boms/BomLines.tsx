'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { SelectInput, TextInput } from '../panel/fields'
import { plural } from '../panel/words'
import { BomDiff } from './BomDiff'
import { BomFlat } from './BomFlat'
import { BomGrid } from './BomGrid'
import type { VersionEntry } from './BomSheet'
import { above, NO_FILTER, parentsOf, visibleRows, type GridFilter, type GridLine } from './grid'
import './boms.scss'

type Props = {
  bom: VersionEntry & { title: string }
  versions: readonly VersionEntry[]
  lines: readonly GridLine[]
  currency: string | null
}

const VIEWS = { tree: 'Tree', flat: 'Flat list', compare: 'Compare versions' } as const
type View = keyof typeof VIEWS

const KINDS = [
  { value: '', label: 'All kinds' },
  { value: 'ASSEMBLY', label: 'Assemblies' },
  { value: 'PART', label: 'Parts' },
  { value: 'CUSTOM', label: 'Made to measure' },
  { value: 'UNRESOLVED', label: 'Unresolved' },
] as const
type Kind = (typeof KINDS)[number]['value']

const kindOf = (text: string): Kind => KINDS.find(({ value }) => value === text)?.value ?? ''

/** The lines of a version: as a tree, as a flat list, and compared with another version. */
export function BomLines({ bom, versions, lines, currency }: Props) {
  const [view, setView] = useState<View>('tree')
  const [filter, setFilter] = useState<GridFilter>(NO_FILTER)
  const [open, setOpen] = useState<ReadonlySet<string>>(() => unresolvedWays(lines))
  const isPrinting = usePrinting()
  const parents = useMemo(() => parentsOf(lines), [lines])
  const deepest = useMemo(() => Math.max(0, ...lines.map(({ level }) => level)), [lines])
  const isAllOpen = parents.length > 0 && parents.every((id) => open.has(id))
  const rows = useMemo(
    () =>
      isPrinting
        ? visibleRows(lines, new Set(parents), NO_FILTER)
        : visibleRows(lines, open, filter),
    [lines, parents, open, filter, isPrinting],
  )
  const isFiltered = filter.text.trim() !== '' || filter.kind !== ''
  const hits = isFiltered ? rows.filter(({ isHit }) => isHit).length : rows.length
  const toggle = useCallback(
    (id: string) =>
      setOpen((known) => {
        const next = new Set(known)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  const change = (part: Partial<GridFilter>) => setFilter((known) => ({ ...known, ...part }))
  const offered: readonly View[] =
    versions.length > 1 ? ['tree', 'flat', 'compare'] : ['tree', 'flat']

  return (
    <div className="bom-lines">
      <div className="bom-lines__tools panel-no-print">
        <div className="bom-lines__views" role="group" aria-label="Show the lines as">
          {offered.map((one) => (
            <button
              key={one}
              type="button"
              className="panel-button"
              aria-pressed={view === one}
              onClick={() => setView(one)}
            >
              {VIEWS[one]}
            </button>
          ))}
        </div>
        {view === 'tree' && (
          <button
            type="button"
            className="panel-button"
            onClick={() => setOpen(isAllOpen ? new Set() : new Set(parents))}
          >
            {isAllOpen ? 'Collapse all' : 'Expand all'}
          </button>
        )}
      </div>
      {view !== 'compare' && (
        <div className="panel-filters panel-no-print">
          <TextInput
            label="Find number, name, rule or reason"
            type="search"
            value={filter.text}
            change={(text) => change({ text })}
          />
          <SelectInput
            label="Kind"
            value={filter.kind}
            change={(kind) => change({ kind: kindOf(kind) })}
            options={KINDS}
          />
          {view === 'tree' && (
            <SelectInput
              label="Levels"
              value={String(filter.deepest)}
              change={(level) => change({ deepest: Number(level) })}
              options={[
                { value: '0', label: 'All levels' },
                ...Array.from({ length: deepest }, (_, index) => ({
                  value: String(index + 1),
                  label: index === 0 ? 'Top lines only' : `Down to level ${index + 1}`,
                })),
              ]}
            />
          )}
        </div>
      )}
      {(view === 'tree' || isPrinting) && (
        <>
          <BomGrid
            rows={rows}
            currency={currency}
            sought={isPrinting ? '' : filter.text}
            label={`Bill of materials ${bom.title}`}
            toggle={toggle}
          />
          <p role="status" className="panel-card__note panel-no-print">
            {rows.length === 0
              ? 'No line matches. Clear the search to see all lines.'
              : isFiltered
                ? `${hits} of ${plural(lines.length, 'line', 'lines')} match`
                : `${rows.length} of ${plural(lines.length, 'line', 'lines')} shown`}
          </p>
        </>
      )}
      {view === 'flat' && !isPrinting && (
        <BomFlat lines={lines} filter={filter} currency={currency} />
      )}
      {view === 'compare' && !isPrinting && (
        <BomDiff bom={bom} versions={versions} currency={currency} />
      )}
    </div>
  )
}

/** What blocks an approval is in sight from the start. */
const unresolvedWays = (lines: readonly GridLine[]): Set<string> =>
  above(lines, new Set(lines.filter(({ kind }) => kind === 'UNRESOLVED').map(({ id }) => id)))

/** True while the page is being printed: paper shows all levels, whatever the screen shows. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}
