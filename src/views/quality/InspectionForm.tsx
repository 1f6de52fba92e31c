'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { progressOf } from '../../domain/quality/formState'
import type { FormItem } from '../../domain/quality/item'
import { verdictOf } from '../../domain/quality/judge'
import {
  ConflictList,
  OfflineProvider,
  revisionShown,
  SyncStatus,
  useQueue,
  type Queue,
} from '../floor/offline'
import { plural } from '../panel/words'
import type { SignedBy } from '../panel/SignFields'
import { idOfItem, sectionsOf } from './form'
import { ItemCard } from './ItemCard'
import type { Photo } from './ItemPhotos'
import { MissingList } from './MissingList'
import { SignForm, type Entered, type FormMeanings, type Outcome } from './SignForm'
import { scopeOfForm, useAnswers } from './useAnswers'
import { words } from './words'

export type OpenForm = {
  id: string
  title: string
  statement: string | null
  items: readonly FormItem[]
  /** Of what the server read. */
  rev: number
}

type Props = {
  form: OpenForm
  photos: readonly Photo[]
  signer: SignedBy & { id: string }
  meanings: FormMeanings
  timeZone: string
  /** By the company's clocks, for instruments whose calibration ends. */
  today: string
  /** The server's clock when it read the answers. */
  renderedAt: string
  /** Facts of the header, above the questions. */
  head: ReactNode
  /** Drawings, configuration and earlier results, beside the questions. */
  beside: ReactNode
}

/** A form being filled in: every answer is kept at once, here and then on the server. */
export function InspectionForm(props: Props) {
  return (
    <OfflineProvider userId={props.signer.id}>
      <SyncStatus />
      <ConflictList scope={scopeOfForm(props.form.id)} />
      <Filling {...props} />
    </OfflineProvider>
  )
}

function Filling({
  form,
  photos,
  signer,
  meanings,
  timeZone,
  today,
  renderedAt,
  head,
  beside,
}: Props) {
  const { items, answer, addPhoto, fault } = useAnswers({
    id: form.id,
    items: form.items,
    renderedAt,
  })
  const queue = useQueue(scopeOfForm(form.id))
  const [isBesideOpen, setBesideOpen] = useState(false)
  const [signing, setSigning] = useState<Outcome | null>(null)
  // what was entered for a signature that waits until the form was looked at again
  const [entered, setEntered] = useState<Partial<Record<Outcome, Entered>>>({})
  const { missing, failed } = verdictOf(items, today)
  const sections = sectionsOf(items)
  const progress = progressOf(items)
  const known = new Map(photos.map((photo) => [photo.id, photo]))
  const unsaved = items.filter(({ sync }) => sync === 'PENDING').length
  const reason = whyNotYet(queue, unsaved, missing.length)
  useEscape(isBesideOpen, () => setBesideOpen(false))

  return (
    <div className="form-columns">
      <div className="form-main" data-form>
        {head}
        <nav aria-label={words.sections} className="form-sections">
          <ul>
            {sections.map(({ id, heading, items: asked }) => {
              const { done, total } = progressOf(asked)
              return (
                <li key={id}>
                  <a href={`#section-${id}`} className={done === total ? 'is-done' : undefined}>
                    {heading} <span>{words.progress(done, total)}</span>
                  </a>
                </li>
              )
            })}
          </ul>
        </nav>
        {fault && (
          <p role="alert" className="panel-notice panel-notice--bad">
            {fault}
          </p>
        )}
        {sections.map(({ id, heading, items: asked }) => {
          const { done, total } = progressOf(asked)
          return (
            <section key={id} className="panel-card form-section" aria-labelledby={`section-${id}`}>
              <div className="panel-card__head">
                <h2 id={`section-${id}`}>{heading}</h2>
                <span>{words.progress(done, total)}</span>
              </div>
              {asked.map((item) => (
                <ItemCard
                  key={idOfItem(item)}
                  item={item}
                  owed={missing
                    .filter(({ key, basin }) => key === item.key && basin === item.basin)
                    .map(({ message }) => message)}
                  photos={known}
                  timeZone={timeZone}
                  today={today}
                  answer={answer}
                  addPhoto={addPhoto}
                />
              ))}
            </section>
          )
        })}
      </div>
      <aside
        className={`form-beside${isBesideOpen ? ' is-open' : ''}`}
        id="form-beside"
        tabIndex={0}
        aria-label={words.beside.label}
      >
        <button
          type="button"
          className="panel-button form-button form-beside__close"
          onClick={() => setBesideOpen(false)}
        >
          {words.beside.close}
        </button>
        {beside}
      </aside>
      <div className="form-bar" role="region" aria-label={words.bar}>
        <div className="form-bar__progress">
          <progress
            value={progress.done}
            max={Math.max(progress.total, 1)}
            aria-label={words.answered}
          />
          <span>{words.progress(progress.done, progress.total)}</span>
          {failed.length > 0 && (
            <strong>{plural(failed.length, 'item fails', 'items fail')}</strong>
          )}
        </div>
        <MissingList missing={missing} />
        <button
          type="button"
          className="panel-button form-button form-bar__beside"
          aria-expanded={isBesideOpen}
          aria-controls="form-beside"
          onClick={() => setBesideOpen(!isBesideOpen)}
        >
          {words.beside.open}
        </button>
        <div className="form-bar__sign">
          {failed.length === 0 && (
            <button
              type="button"
              className="panel-button form-button panel-button--primary"
              disabled={reason !== null}
              aria-describedby={reason ? 'form-why-not' : undefined}
              onClick={() => setSigning('PASS')}
            >
              {words.sign.pass}
            </button>
          )}
          {(failed.length > 0 || missing.length === 0) && (
            <button
              type="button"
              className={`panel-button form-button panel-button--danger${failed.length > 0 ? ' panel-button--primary' : ''}`}
              disabled={reason !== null}
              aria-describedby={reason ? 'form-why-not' : undefined}
              onClick={() => setSigning('FAIL')}
            >
              {failed.length > 0 ? words.sign.fail : words.sign.reject}
            </button>
          )}
        </div>
        {/* not read aloud: it changes with every answer, and the strip above speaks for the network */}
        {reason && (
          <p id="form-why-not" className="form-bar__why">
            {reason}
          </p>
        )}
      </div>
      {signing && (
        <SignForm
          key={signing}
          form={{ ...form, items, rev: revisionShown(form.rev, queue.entries) }}
          outcome={signing}
          failed={failed}
          entered={entered[signing]}
          keep={(kept) => setEntered({ ...entered, [signing]: kept })}
          meanings={meanings}
          signer={signer}
          close={() => setSigning(null)}
        />
      )}
    </div>
  )
}

/** Why the form cannot be signed now; null when it can. Signatures never wait without network. */
function whyNotYet(
  { isLoaded, online, pending, conflicts }: Queue,
  unsaved: number,
  missing: number,
): string | null {
  if (!isLoaded) return words.sign.loading
  if (!online) return words.sign.offline
  if (conflicts.length > 0) return words.sign.conflicts
  if (missing > 0) return words.sign.missing
  const waiting = Math.max(pending.length, unsaved)
  return waiting > 0 ? words.sign.pending(waiting) : null
}

function useEscape(isActive: boolean, act: () => void): void {
  useEffect(() => {
    if (!isActive) return
    const hear = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') act()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  })
}
