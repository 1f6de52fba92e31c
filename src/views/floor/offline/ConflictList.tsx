'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { CopyButton } from '../../panel/CopyButton'
import { readable } from '../../panel/words'
import type { Answer, Entry } from './entries'
import { momentInWords, sizeInWords } from './moment'
import { useQueue } from './OfflineProvider'
import { CONFLICTS_ID } from './SyncStatus'
import { words } from './words'

const TEXT = words.conflicts

/** What the server refused: each entry with both sides, for a person to decide. Nothing when all is well. */
export function ConflictList({ scope }: { scope?: string }) {
  const router = useRouter()
  const { conflicts, retry, discard, online } = useQueue(scope)
  if (conflicts.length === 0) return null
  // what stands on the server instead is shown in its place
  const drop = async (id: string) => {
    await discard(id)
    if (online) router.refresh()
  }
  return (
    <section
      className="offline-conflicts panel-card"
      id={CONFLICTS_ID}
      aria-labelledby={`${CONFLICTS_ID}-title`}
    >
      <h2 id={`${CONFLICTS_ID}-title`}>{TEXT.title}</h2>
      <p>{TEXT.lead}</p>
      <ul>
        {conflicts.map((entry) => (
          <Conflict
            key={entry.id}
            entry={entry}
            retry={() => void retry(entry.id)}
            discard={() => void drop(entry.id)}
          />
        ))}
      </ul>
    </section>
  )
}

type Props = { entry: Entry; retry: () => void; discard: () => void }

function Conflict({ entry, retry, discard }: Props) {
  const [isAsking, setAsking] = useState(false)
  return (
    <li>
      <div className="offline-conflicts__sides">
        <div>
          <h3>{TEXT.yours}</h3>
          <p>{entry.label}</p>
          {entry.upload && <WaitingPhoto entryId={entry.id} alt={entry.label} />}
          {entry.upload && <p>{TEXT.file(entry.upload.name, sizeInWords(entry.upload.size))}</p>}
          <p className="offline-conflicts__when">{TEXT.entered(momentInWords(entry.createdAt))}</p>
        </div>
        <div>
          <h3>{TEXT.server}</h3>
          {entry.answer?.refusals.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
          {factsOf(entry.answer).map((fact) => (
            <p key={fact} className="offline-conflicts__when">
              {fact}
            </p>
          ))}
        </div>
      </div>
      <div className="panel-actions">
        <button type="button" className="panel-button offline-button" onClick={retry}>
          {TEXT.again}
        </button>
        {isAsking ? (
          <>
            <span className="offline-conflicts__sure">{TEXT.sure}</span>
            <button
              type="button"
              className="panel-button panel-button--danger offline-button"
              onClick={discard}
            >
              {TEXT.discard}
            </button>
            <button
              type="button"
              className="panel-button offline-button"
              onClick={() => setAsking(false)}
            >
              {TEXT.keep}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="panel-button panel-button--danger offline-button"
            onClick={() => setAsking(true)}
          >
            {TEXT.discard}
          </button>
        )}
        <CopyButton
          text={textOf(entry)}
          label={TEXT.copy}
          copied={TEXT.copied}
          className="panel-button offline-button"
        />
      </div>
    </li>
  )
}

const textIn = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** Who changed the record and when, as far as the refusal tells. */
function factsOf(answer: Answer | null): string[] {
  const details = answer?.refusals[0]?.details ?? {}
  const at = textIn(details.updatedAt)
  const by = textIn(details.updatedBy) ?? textIn(details.by)
  const status = textIn(details.status)
  const changed =
    at && (by ? TEXT.changedBy(by, momentInWords(at)) : TEXT.changed(momentInWords(at)))
  return [changed, status && TEXT.state(readable(status))].filter(
    (fact) => typeof fact === 'string',
  )
}

const textOf = ({ label, createdAt, body, upload, answer }: Entry): string =>
  [
    `${label} (${TEXT.entered(createdAt)})`,
    ...(upload ? [TEXT.file(upload.name, sizeInWords(upload.size))] : [JSON.stringify(body)]),
    ...(answer?.refusals.map(({ message }) => `${TEXT.server}: ${message}`) ?? []),
  ].join('\n')

/** A photo that is not sent yet, shown from this browser; takes an entry's id or its placeholder. */
export function WaitingPhoto({ entryId, alt }: { entryId: string; alt: string }) {
  const { fileOf } = useQueue()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let isGone = false
    void fileOf(entryId).then(
      (file) => {
        if (!file || isGone) return
        made = URL.createObjectURL(file)
        setAddress(made)
      },
      () => undefined, // a picture that cannot be read is shown by its name
    )
    return () => {
      isGone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [fileOf, entryId])
  if (address === null) return null
  // eslint-disable-next-line @next/next/no-img-element -- made in this browser, nothing to optimise
  return <img className="offline-photo" src={address} alt={alt} />
}
