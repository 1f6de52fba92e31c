'use client'

import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { focusWhenDrawn } from '../../shared/focusWhenDrawn'
import { words } from '../words'

const say = words.drafts.stale
const ID = 'wizard-stale'

export const focusStaleDraft = () => document.getElementById(ID)?.focus()

/** Another window has saved this draft meanwhile: which of the two is kept is the person's choice. */
export function StaleDraft({
  take,
  keep,
}: {
  /** Answers why the other version could not be opened, or null. */
  take: () => Promise<string | null>
  keep: () => void
}) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const open = async () => {
    setBusy(true)
    setTrouble(null)
    const problem = await take()
    setTrouble(problem)
    setBusy(false)
    if (problem !== null) focusWhenDrawn(focusStaleDraft)
  }
  return (
    <div id={ID} className="wizard-message is-bad" role="alert" tabIndex={-1}>
      <strong>{say.title}</strong>
      <p>{say.text}</p>
      <ul>
        <li>
          <Button
            margin={false}
            buttonStyle="secondary"
            disabled={isBusy}
            onClick={() => void open()}
          >
            {say.take}
          </Button>{' '}
          {say.takeHelp}
        </li>
        <li>
          <Button margin={false} buttonStyle="secondary" disabled={isBusy} onClick={keep}>
            {say.keep}
          </Button>{' '}
          {say.keepHelp}
        </li>
      </ul>
      {trouble && <p>{trouble}</p>}
    </div>
  )
}
