'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, type DragEvent, type FormEvent } from 'react'
import type { SheetKind } from '../../domain/catalog/sheets/columns'
import { Card, Notice } from '../panel/blocks'
import { exportPath } from './exportTables'
import { sendFiles } from './sendFiles'
import type { ImportKind } from './words'
import './imports.scss'

export type OfferedKind = {
  kind: ImportKind
  label: string
  says: string
  /** Heads of the columns that a file may hold. */
  columns: readonly string[]
}

const isTable = (kind: ImportKind): kind is SheetKind => kind !== 'DELIVERY'

/** Choosing a file: what it holds, where its template is, and the dry run. */
export function UploadForm({ kinds }: { kinds: readonly OfferedKind[] }) {
  const router = useRouter()
  const id = useId()
  const [kind, setKind] = useState<ImportKind>('PARTS')
  const [files, setFiles] = useState<readonly File[]>([])
  const [isOver, setOver] = useState(false)
  const [sent, setSent] = useState<number | null>(null)
  const [faults, setFaults] = useState<readonly string[]>([])
  const chosen = kinds.find((one) => one.kind === kind)
  const isDelivery = kind === 'DELIVERY'
  const isBusy = sent !== null

  const take = (list: FileList | null) => {
    if (isBusy || !list || list.length === 0) return
    setFaults([])
    setFiles(isDelivery ? [...list] : [...list].slice(0, 1))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (files.length === 0) return setFaults(['Choose a file first.'])
    setFaults([])
    setSent(0)
    const outcome = await sendFiles(kind, files, setSent)
    if (outcome.ok) return router.push(`/admin/collections/catalogue-imports/${outcome.id}`)
    setSent(null)
    setFaults(outcome.faults)
  }

  return (
    <Card title="Import a file">
      <form className="import-form" onSubmit={(event) => void submit(event)} noValidate>
        <fieldset className="import-kinds" disabled={isBusy}>
          <legend>What does the file hold?</legend>
          {kinds.map((one) => (
            <label key={one.kind} className={one.kind === kind ? 'is-chosen' : ''}>
              <input
                type="radio"
                name="kind"
                value={one.kind}
                checked={one.kind === kind}
                onChange={() => {
                  setKind(one.kind)
                  setFiles([])
                  setFaults([])
                }}
              />
              <span>
                <strong>{one.label}</strong>
                <span>{one.says}</span>
              </span>
            </label>
          ))}
        </fieldset>

        {chosen && isTable(kind) && (
          <div className="import-hint">
            <p>
              Easiest is to take the present table, change it in a spreadsheet and send it back:{' '}
              <a href={exportPath(kind, 'xlsx')} download>
                {chosen.label} as XLSX
              </a>{' '}
              or{' '}
              <a href={exportPath(kind, 'csv')} download>
                as CSV
              </a>
              . Rows and columns that you leave out stay as they are.
            </p>
            <p>
              Columns: {chosen.columns.join(', ')}. The order does not matter; keep the first row.
            </p>
          </div>
        )}

        <div
          className={`import-drop${isOver ? ' is-over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <label htmlFor={`${id}-file`}>
            {isDelivery
              ? 'Drop the three files here, or choose them'
              : 'Drop the file here, or choose it'}
          </label>
          <input
            key={kind}
            id={`${id}-file`}
            type="file"
            multiple={isDelivery}
            disabled={isBusy}
            accept={isDelivery ? '.json' : '.csv,.xlsx'}
            aria-describedby={`${id}-rule`}
            onChange={({ target }) => take(target.files)}
          />
          <p id={`${id}-rule`} className="panel-field__help">
            {isDelivery
              ? 'categories.json, assemblies.json and parts.json, 10 MB together.'
              : 'CSV in UTF-8 or XLSX, at most 10 MB and 100 000 rows.'}
          </p>
          {files.length > 0 && (
            <ul aria-label="Chosen files">
              {files.map(({ name, size }) => (
                <li key={name}>
                  <strong>{name}</strong> {sizeInWords(size)}
                </li>
              ))}
            </ul>
          )}
        </div>

        <div role="alert">
          {faults.length > 0 && (
            <Notice tone="bad">
              {faults.map((fault) => (
                <p key={fault}>{fault}</p>
              ))}
            </Notice>
          )}
        </div>
        <div className="panel-actions import-form__foot">
          <button type="submit" className="panel-button panel-button--primary" disabled={isBusy}>
            {isBusy ? 'One moment…' : 'Check the file'}
          </button>
          <p className="panel-card__note" aria-live="polite">
            {sent === null
              ? 'Checking changes nothing: you see every difference before you apply it.'
              : sent < 1
                ? `Sending, ${Math.round(sent * 100)} %`
                : 'Comparing with the catalogue…'}
          </p>
          {isBusy && (
            <progress
              {...(sent < 1 && { value: sent, max: 1 })}
              aria-label={sent < 1 ? 'Sending the file' : 'Comparing with the catalogue'}
            />
          )}
        </div>
      </form>
    </Card>
  )
}

const KILOBYTE = 1024
const sizeInWords = (bytes: number): string =>
  bytes >= KILOBYTE * KILOBYTE
    ? `${(bytes / KILOBYTE / KILOBYTE).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / KILOBYTE))} kB`
