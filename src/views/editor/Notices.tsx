'use client'

import type { UnsavedCopy } from './unsaved'

/** What was typed in an earlier visit and never saved. */
export function CopyNotice({
  copy,
  rev,
  restore,
  discard,
}: {
  copy: UnsavedCopy
  rev: number
  restore: () => void
  discard: () => void
}) {
  const when = new Date(copy.at).toLocaleString('en-CA')
  return (
    <div className="panel-notice panel-notice--warn" role="status">
      <p>
        <strong>You changed this draft on {when} and did not save it.</strong>{' '}
        {copy.rev !== rev &&
          'The draft was saved again since then; restoring puts your text over it until you save.'}
      </p>
      <div className="panel-actions">
        <button type="button" className="panel-button panel-button--primary" onClick={restore}>
          Restore my changes
        </button>
        <button type="button" className="panel-button" onClick={discard}>
          Discard them
        </button>
      </div>
    </div>
  )
}
