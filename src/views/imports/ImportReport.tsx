'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { Badge } from '../panel/Badge'
import { Card, Empty, Notice, ScrollTable } from '../panel/blocks'
import { call } from '../panel/call'
import { TextInput } from '../panel/fields'
import { plural } from '../panel/words'
import { useDebounced } from '../shared/useDebounced'
import {
  fieldLabel,
  figuresOf,
  newInWords,
  resourceWord,
  valueInWords,
  type ImportKind,
  type ImportState,
  type ShownCounts,
} from './words'
import './imports.scss'

export const lineSchema = z.object({
  outcome: z.string(),
  resource: z.string().nullable(),
  recordId: z.string().nullable(),
  record: z.string(),
  place: z.string().nullable(),
  field: z.string().nullable(),
  was: z.unknown(),
  becomes: z.unknown(),
  reason: z.string().nullable(),
})
export type ShownLine = z.infer<typeof lineSchema>

const pageSchema = z.object({
  docs: z.array(lineSchema),
  totalDocs: z.number(),
  totalPages: z.number(),
})
type Page = z.infer<typeof pageSchema>

type Show = 'changes' | 'refused' | 'warnings' | 'kept'
const LIMIT = 25
const REST_MS = 300

type Props = {
  id: string
  kind: ImportKind
  state: ImportState
  counts: ShownCounts
  kept: number
  currency: string
}

/** The report of an import, page by page: differences, refused rows, remarks, records left alone. */
export function ImportReport({ id, kind, state, counts, kept, currency }: Props) {
  const offered: readonly { show: Show; label: string; count: number }[] = [
    { show: 'changes', label: 'Differences', count: counts.new + counts.fields },
    { show: 'refused', label: 'Refused', count: counts.refusedLines },
    { show: 'warnings', label: 'Remarks', count: counts.warnings },
    ...(kept > 0 ? [{ show: 'kept' as const, label: 'Left alone', count: kept }] : []),
  ]
  const [show, setShow] = useState<Show>(
    counts.new + counts.fields === 0 && counts.refused > 0 ? 'refused' : 'changes',
  )
  const [search, setSearch] = useState('')
  const asked = useDebounced(search, REST_MS)
  const [page, setPage] = useState(1)
  const [held, setHeld] = useState<Page | null>(null)
  const [fault, setFault] = useState<string | null>(null)

  useEffect(() => {
    let isCurrent = true
    const query = new URLSearchParams({
      show,
      search: asked,
      page: String(page),
      limit: String(LIMIT),
    })
    void call(`/api/catalogue-imports/${id}/lines?${query}`, pageSchema).then((outcome) => {
      if (!isCurrent) return
      if (outcome.ok) setHeld(outcome.answer)
      setFault(outcome.ok ? null : (outcome.refusals[0]?.message ?? null))
    })
    return () => {
      isCurrent = false
    }
  }, [id, state, show, asked, page])

  const turnTo = (next: Show) => {
    setShow(next)
    setPage(1)
    setHeld(null)
  }

  return (
    <Card
      title="What it does, line by line"
      actions={
        counts.refused > 0 && (
          <a className="panel-button" href={`/api/catalogue-imports/${id}/refused.csv`} download>
            Refused rows as CSV
          </a>
        )
      }
    >
      <Figures kind={kind} counts={counts} />
      <div className="import-report__bar">
        <div className="import-tabs" role="group" aria-label="Which lines">
          {offered.map(({ show: one, label, count }) => (
            <button
              key={one}
              type="button"
              className="panel-button"
              aria-pressed={one === show}
              onClick={() => turnTo(one)}
            >
              {label} <span className="import-tabs__count">{count}</span>
            </button>
          ))}
        </div>
        <TextInput
          label="Find a part number, field or reason"
          type="search"
          value={search}
          change={(text) => {
            setSearch(text)
            setPage(1)
          }}
        />
      </div>
      {fault !== null && (
        <Notice tone="bad">
          <p role="alert">{fault}</p>
        </Notice>
      )}
      <p className="panel-hidden" aria-live="polite">
        {held && plural(held.totalDocs, 'line', 'lines')}
      </p>
      {held && held.docs.length === 0 && <Nothing show={show} isSearch={asked !== ''} />}
      {held && held.docs.length > 0 && (
        <>
          <div className="import-lines">
            <Lines
              show={show}
              isDryRun={state === 'CHECKED'}
              lines={held.docs}
              currency={currency}
            />
          </div>
          <Pages page={page} of={held.totalPages} total={held.totalDocs} turn={setPage} />
        </>
      )}
    </Card>
  )
}

const Figures = ({ kind, counts }: { kind: ImportKind; counts: ShownCounts }) => (
  <div className="panel-figures">
    {figuresOf(kind, counts).map(([label, count]) => (
      <div
        key={label}
        className={label.toLowerCase().includes('refused') && count > 0 ? 'import-figure--bad' : ''}
      >
        <strong>{count}</strong>
        <span>{label}</span>
      </div>
    ))}
  </div>
)

const NOTHING: Readonly<Record<Show, { title: string; help: string }>> = {
  changes: {
    title: 'No differences.',
    help: 'What the file says is what the catalogue holds already.',
  },
  refused: { title: 'Nothing was refused.', help: 'Every row of the file can be taken.' },
  warnings: { title: 'No remarks.', help: 'Nothing in the file looks odd.' },
  kept: { title: 'Nothing was left alone.', help: 'Every record could be taken back.' },
}

const Nothing = ({ show, isSearch }: { show: Show; isSearch: boolean }) =>
  isSearch ? (
    <Empty title="No line matches.">Search for less, or look under another heading.</Empty>
  ) : (
    <Empty title={NOTHING[show].title}>{NOTHING[show].help}</Empty>
  )

const HELD_AT_MOST = 80

/** A value of the file as it stood; the whole of a long one is in the CSV. */
const Held = ({ text }: { text: string }) =>
  text.trim() === '' ? (
    'empty'
  ) : (
    <code>{text.length > HELD_AT_MOST ? `${text.slice(0, HELD_AT_MOST)}…` : text}</code>
  )

function Lines({
  show,
  isDryRun,
  lines,
  currency,
}: {
  show: Show
  isDryRun: boolean
  lines: readonly ShownLine[]
  currency: string
}) {
  const hasReasons = show !== 'changes'
  return (
    <ScrollTable label="Lines of the report">
      <thead>
        <tr>
          {show !== 'kept' && <th scope="col">Where</th>}
          <th scope="col">Record</th>
          <th scope="col">Field</th>
          {show === 'refused' && <th scope="col">In the file</th>}
          {hasReasons ? (
            <th scope="col">{show === 'refused' ? 'Why it is refused' : 'What about it'}</th>
          ) : (
            <>
              <th scope="col">{isDryRun ? 'Now' : 'Before'}</th>
              <th scope="col">After</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={index}>
            {show !== 'kept' && <td className="is-short">{line.place}</td>}
            <th scope="row">
              <RecordName line={line} />
            </th>
            {hasReasons ? (
              <>
                <td>{line.field && fieldLabel(line.field)}</td>
                {show === 'refused' && (
                  <td>{typeof line.becomes === 'string' ? <Held text={line.becomes} /> : '–'}</td>
                )}
                <td>
                  {line.reason}
                  {show === 'kept' && line.field && (
                    <span className="panel-table__sub">
                      The import made it {valueInWords(line.field, line.was, currency)}; now it is{' '}
                      {valueInWords(line.field, line.becomes, currency)}.
                    </span>
                  )}
                </td>
              </>
            ) : line.outcome === 'NEW' ? (
              <td colSpan={3}>
                <Badge look={{ label: 'New', tone: 'green' }} />{' '}
                {newInWords(line.becomes, currency)}
              </td>
            ) : (
              <>
                <td>{line.field && fieldLabel(line.field)}</td>
                <td>
                  <del>{valueInWords(line.field, line.was, currency)}</del>
                </td>
                <td>
                  <ins>{valueInWords(line.field, line.becomes, currency)}</ins>
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

export const RecordName = ({ line }: { line: ShownLine }) => (
  <>
    {line.recordId && line.resource ? (
      <Link href={`/admin/collections/${line.resource}/${line.recordId}`}>{line.record}</Link>
    ) : (
      line.record
    )}
    {line.resource && <span className="panel-table__sub">{resourceWord(line.resource)}</span>}
  </>
)

function Pages({
  page,
  of,
  total,
  turn,
}: {
  page: number
  of: number
  total: number
  turn: (page: number) => void
}) {
  if (of === 1) return <p className="panel-card__note">{plural(total, 'line', 'lines')}</p>
  return (
    <nav className="import-pages" aria-label="Pages of the report">
      <button
        type="button"
        className="panel-button"
        disabled={page <= 1}
        onClick={() => turn(page - 1)}
      >
        Back
      </button>
      <span>
        Page {page} of {of}, {total} lines
      </span>
      <button
        type="button"
        className="panel-button"
        disabled={page >= of}
        onClick={() => turn(page + 1)}
      >
        Next
      </button>
    </nav>
  )
}
