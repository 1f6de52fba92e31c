'use client'

import type { SaveState } from '../state/draftSaver'
import { words } from '../words'

const clock = (at: number): string =>
  new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(at)

function textOf({ status, at }: SaveState): string {
  if (status === 'saving') return words.autosave.saving
  if (status === 'failed') return words.autosave.failed
  if (status === 'signedOut') return words.autosave.signedOut
  if (status === 'stale') return words.autosave.stale
  return status === 'saved' && at !== null ? words.autosave.saved(clock(at)) : words.autosave.idle
}

/** Whether what was typed is safe. Only trouble is read aloud. */
export function SaveStatus({ saving }: { saving: SaveState }) {
  const isTrouble = saving.status === 'failed' || saving.status === 'signedOut'
  return (
    <p className={`wizard-save is-${saving.status}`} role={isTrouble ? 'alert' : undefined}>
      <span aria-hidden="true" className="wizard-save__dot" />
      <span>
        {textOf(saving)}
        {saving.status === 'signedOut' && (
          <>
            {' '}
            <a href="/admin/login" target="_blank" rel="noreferrer">
              {words.autosave.signIn}
            </a>
          </>
        )}
      </span>
    </p>
  )
}
