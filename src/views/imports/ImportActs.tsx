'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { Notice, ScrollTable } from '../panel/blocks'
import { call } from '../panel/call'
import { Dialog } from '../panel/Dialog'
import { Check } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { plural } from '../panel/words'
import { lineSchema, RecordName } from './ImportReport'
import { fieldLabel, valueInWords, type ImportState, type ShownCounts } from './words'

type Props = {
  id: string
  number: string
  state: ImportState
  counts: ShownCounts
  currency: string
}

const done = z.object({ id: z.string() })

/** Applying an import, and taking it back. */
export function ImportActs(props: Props) {
  const [open, setOpen] = useState<'apply' | 'undo' | null>(null)
  const close = () => setOpen(null)
  const { state, counts } = props
  if (state === 'UNDONE') return null
  return (
    <div className="panel-actions">
      {state === 'CHECKED' ? (
        <button
          type="button"
          className="panel-button panel-button--primary"
          disabled={counts.new + counts.changed === 0}
          onClick={() => setOpen('apply')}
        >
          Apply…
        </button>
      ) : (
        <button
          type="button"
          className="panel-button panel-button--danger"
          onClick={() => setOpen('undo')}
        >
          Take back…
        </button>
      )}
      {open === 'apply' && <ApplyDialog {...props} close={close} />}
      {open === 'undo' && <UndoDialog {...props} close={close} />}
    </div>
  )
}

type DialogProps = Props & { close: () => void }

/** Records that are written while somebody waits; more of them are handed to the worker. */
const MOST_AT_ONCE = 1_000

function ApplyDialog({ id, number, counts, close }: DialogProps) {
  const { run, isBusy, faults } = useCommand()
  const isLarge = counts.new + counts.changed > MOST_AT_ONCE
  return (
    <Dialog
      title={`Apply ${number}`}
      action="Apply"
      close={close}
      isBusy={isBusy}
      faults={faults}
      submit={() =>
        void run({
          path: `/api/catalogue-imports/${id}/apply`,
          schema: done,
          body: { inBackground: isLarge },
          done: close,
        })
      }
    >
      <p>
        {plural(counts.new, 'new record', 'new records')} and{' '}
        {plural(counts.fields, 'field', 'fields')} of {plural(counts.changed, 'record', 'records')}{' '}
        are written to the catalogue.
        {counts.refused > 0 &&
          ` ${plural(counts.refused, 'refused row is', 'refused rows are')} left out.`}
      </p>
      <p>
        Records that somebody changed since the dry run stay as they are, and the report names them.
        The import can be taken back later.
      </p>
      <p aria-live="polite">
        {isBusy && <progress aria-label="Applying" />}
        {!isBusy &&
          isLarge &&
          'It is a large file: the worker applies it, and this page shows how far it is.'}
      </p>
    </Dialog>
  )
}

const previewSchema = z.object({
  restored: z.number(),
  removed: z.number(),
  kept: z.number(),
  lines: z.array(lineSchema),
})
type Preview = z.infer<typeof previewSchema>

const SHOWN_AT_MOST = 100

function undoInWords({ restored, removed }: Preview): string {
  const sentences = [
    restored > 0 &&
      `${restored === 1 ? '1 record becomes what it was' : `${restored} records become what they were`} before the import.`,
    removed > 0 &&
      `${plural(removed, 'record that it made is', 'records that it made are')} removed.`,
  ].filter((sentence) => sentence !== false)
  return sentences.join(' ') || 'Nothing of this import can be taken back.'
}

/** What the button says; null where no record can be taken back. */
function takeBackInWords(standing: { isInVain: boolean; needsConsent: boolean }): string | null {
  if (standing.isInVain) return null
  return standing.needsConsent ? 'Tick the box first' : 'Take back'
}

function UndoDialog({ id, number, currency, close }: DialogProps) {
  const { run, isBusy, faults } = useCommand()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const [keepChanged, setKeepChanged] = useState(false)
  useEffect(() => {
    let isCurrent = true
    void call(`/api/catalogue-imports/${id}/undo-preview`, previewSchema).then((outcome) => {
      if (!isCurrent) return
      if (outcome.ok) setPreview(outcome.answer)
      else setMissing(outcome.refusals[0]?.message ?? 'It cannot be worked out now.')
    })
    return () => {
      isCurrent = false
    }
  }, [id])

  const isLarge = preview !== null && preview.restored + preview.removed > MOST_AT_ONCE
  const isInVain = preview !== null && preview.restored + preview.removed === 0
  const needsConsent = preview !== null && preview.kept > 0 && !keepChanged
  const submit = () => {
    if (preview === null || isInVain || needsConsent) return
    void run({
      path: `/api/catalogue-imports/${id}/undo`,
      schema: done,
      body: { keepChanged, inBackground: isLarge },
      done: close,
    })
  }
  return (
    <Dialog
      title={`Take back ${number}`}
      action={takeBackInWords({ isInVain, needsConsent })}
      back={isInVain ? 'Close' : undefined}
      isDanger
      close={close}
      isBusy={isBusy || (preview === null && missing === null)}
      faults={missing === null ? faults : [missing]}
      submit={submit}
    >
      {preview === null && missing === null && (
        <p role="status">Looking at what was changed since…</p>
      )}
      {preview && (
        <>
          <p>{undoInWords(preview)}</p>
          {preview.kept === 0 ? (
            <p>Nothing of it was changed since.</p>
          ) : (
            <>
              <Notice tone="warn">
                <p>
                  {plural(
                    preview.kept,
                    'record was changed or is needed since',
                    'records were changed or are needed since',
                  )}{' '}
                  and {preview.kept === 1 ? 'stays as it is' : 'stay as they are'}:
                </p>
              </Notice>
              <div className="import-kept">
                <ScrollTable label="Records that were changed since">
                  <thead>
                    <tr>
                      <th scope="col">Record</th>
                      <th scope="col">Field</th>
                      <th scope="col">Since the import</th>
                    </tr>
                  </thead>
                  <tbody>
                    {preview.lines.slice(0, SHOWN_AT_MOST).map((line, index) => (
                      <tr key={index}>
                        <th scope="row">
                          <RecordName line={line} />
                        </th>
                        <td>{line.field && fieldLabel(line.field)}</td>
                        <td>
                          {line.field === null
                            ? line.reason
                            : `${valueInWords(line.field, line.was, currency)} became ${valueInWords(line.field, line.becomes, currency)}`}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </ScrollTable>
                {preview.lines.length > SHOWN_AT_MOST && (
                  <p className="panel-card__note">
                    And {plural(preview.lines.length - SHOWN_AT_MOST, 'more line', 'more lines')}.
                  </p>
                )}
              </div>
              {!isInVain && (
                <Check
                  label="Leave these as they are and take back the rest"
                  checked={keepChanged}
                  change={setKeepChanged}
                />
              )}
            </>
          )}
          {isInVain && (
            <p>Correct the records on their own pages, or bring in a file with the right values.</p>
          )}
          <p aria-live="polite">
            {isBusy && <progress aria-label="Taking back" />}
            {!isBusy &&
              isLarge &&
              'It was a large import: the worker takes it back, and this page shows how far it is.'}
          </p>
        </>
      )}
    </Dialog>
  )
}
