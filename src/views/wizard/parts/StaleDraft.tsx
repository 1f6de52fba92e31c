'use client'

import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { words } from '../words'

const say = words.drafts.stale
const ID = 'wizard-stale'

export const focusStaleDraft = () => document.getElementById(ID)?.focus()

/** Another window has saved this draft meanwhile: which of the two is kept is the person's choice. */
export function StaleDraft({
  take,
  keep,
  trouble,
}: {
  take: () => Promise<void>
  keep: () => Promise<void>
  trouble: string | null
}) {
  const [isBusy, setBusy] = useState(false)
  const run = async (way: () => Promise<void>) => {
    setBusy(true)
    await way()
    setBusy(false)
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
            onClick={() => void run(take)}
          >
            {say.take}
          </Button>{' '}
          {say.takeHelp}
        </li>
        <li>
          <Button
            margin={false}
            buttonStyle="secondary"
            disabled={isBusy}
            onClick={() => void run(keep)}
          >
            {say.keep}
          </Button>{' '}
          {say.keepHelp}
        </li>
      </ul>
      {trouble && <p>{trouble}</p>}
    </div>
  )
}
