'use client'

import { Button } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { deleteDraft, Refused } from './api'
import type { DraftEntry } from './OrderWizard'
import { Confirm } from './parts/Dialog'
import { forgetCopy, type LocalCopy } from './state/localCopies'
import { words } from './words'

type Props = {
  drafts: readonly DraftEntry[]
  /** What this browser kept of drafts that the server did not confirm. */
  copies: readonly LocalCopy[]
  /** The draft named in the address; it is opened at once. */
  wanted: string | null
  /** Opens a draft with what this browser kept of it; answers why it could not, or null. */
  resume: (id: string | null, copies: readonly LocalCopy[]) => Promise<string | null>
  start: () => void
}

/** One started order: known to the server, kept in this browser, or both. */
type Entry = {
  key: string
  id: string | null
  /** One per window, the newest first. */
  copies: readonly LocalCopy[]
  title: string
  step: number
  at: number
}

function entriesOf(drafts: readonly DraftEntry[], copies: readonly LocalCopy[]): Entry[] {
  const saved = drafts.map(({ id, title, step, updatedAt }): Entry => {
    const own = copiesOf(id, copies)
    const at = Math.max(Date.parse(updatedAt), ...own.map((copy) => copy.at))
    return { key: id, id, copies: own, title, step, at }
  })
  const local = copies
    .filter(({ draftId }) => draftId === null || drafts.every(({ id }) => id !== draftId))
    .map((copy): Entry => ({ ...copy, id: null, copies: [copy] }))
  return [...saved, ...local].sort((a, b) => b.at - a.at)
}

const copiesOf = (id: string, copies: readonly LocalCopy[]) =>
  copies.filter(({ draftId }) => draftId === id)

/** Started orders, to be continued or deleted, and the way to a new one. */
export function DraftList({ drafts, copies, wanted, resume, start }: Props) {
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set())
  const [removing, setRemoving] = useState<Entry | null>(null)
  const [opening, setOpening] = useState<string | null>(wanted)
  const [trouble, setTrouble] = useState<string | null>(null)

  const open = async ({ key, id, copies: own }: Entry) => {
    setOpening(key)
    setTrouble(null)
    setTrouble(await resume(id, own))
    setOpening(null)
  }

  useEffect(() => {
    if (wanted === null) return
    void resume(wanted, copiesOf(wanted, copies)).then((problem) => {
      setTrouble(problem)
      setOpening(null)
    })
  }, [wanted, copies, resume])

  const remove = async ({ key, id, copies: own }: Entry) => {
    setRemoving(null)
    setTrouble(null)
    try {
      if (id !== null) await deleteDraft(id)
    } catch (error) {
      if (!(error instanceof Refused && error.status === 404)) return setTrouble(words.failed)
    }
    for (const copy of own) forgetCopy(copy)
    setRemoved((known) => new Set(known).add(key))
  }

  if (wanted !== null && opening === wanted)
    return <p className="wizard__loading">{words.loading}</p>

  const entries = entriesOf(drafts, copies).filter(({ key }) => !removed.has(key))
  return (
    <section className="wizard-drafts" aria-labelledby="wizard-drafts-title">
      <h1 id="wizard-drafts-title">{words.drafts.title}</h1>
      <p className="wizard__intro">{words.drafts.intro}</p>
      <div role="alert">{trouble && <p className="wizard-message is-bad">{trouble}</p>}</div>
      <ul>
        {entries.map((entry) => (
          <li key={entry.key}>
            <div>
              <strong>{entry.title}</strong>
              <span>
                {words.drafts.at(entry.step, timeOf(entry.at))}
                {entry.id === null && ` · ${words.drafts.local}`}
              </span>
            </div>
            <Button
              margin={false}
              buttonStyle="secondary"
              disabled={opening !== null}
              aria-label={words.drafts.resumeNamed(entry.title)}
              onClick={() => void open(entry)}
            >
              {words.drafts.resume}
            </Button>
            <Button
              margin={false}
              buttonStyle="none"
              className="wizard-link"
              aria-label={words.drafts.remove(entry.title)}
              onClick={() => setRemoving(entry)}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <Button margin={false} size="large" className="wizard-primary" onClick={start}>
        {words.drafts.startNew}
      </Button>
      {removing && (
        <Confirm
          title={words.drafts.remove(removing.title)}
          text={words.drafts.confirm(removing.title)}
          action={words.remove}
          confirm={() => void remove(removing)}
          close={() => setRemoving(null)}
        />
      )}
    </section>
  )
}

const timeOf = (at: number): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
