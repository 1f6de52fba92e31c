'use client'

import { useEffect, useId, useRef, useState } from 'react'
import type { Side } from './merge'
import type { Noticed } from './useNewer'
import {
  agreeInWords,
  alsoInWords,
  leadInWords,
  savedInWords,
  sideInWords,
  undecidedInWords,
} from './words'

/** A difference as it is shown: what each side says, line by line. */
export type ShownDifference = {
  key: string
  label: string
  side: Side | null
  mine: readonly string[]
  theirs: readonly string[]
  /** As it was when the form was opened; told where both changed it. */
  base: readonly string[]
}

type Props = {
  newer: Noticed
  differences: readonly ShownDifference[]
  /** Fields that nobody chooses about and that have changed all the same. */
  also: readonly string[]
  isBusy: boolean
  merge: (sides: ReadonlyMap<string, Side>) => void
  reload: () => void
}

/** Somebody else has saved meanwhile: who, where the two differ, and whose value is kept. */
export function StaleNotice({ newer, differences, also, isBusy, merge, reload }: Props) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map())
  const [isTried, setTried] = useState(false)
  const frame = useRef<HTMLElement>(null)
  const id = useId()
  const sideOf = ({ key, side }: ShownDifference) => chosen.get(key) ?? side
  const undecided = differences.filter((one) => sideOf(one) === null)
  const hasMine = differences.some(({ side }) => side !== 'THEIRS')
  const isMergeable = hasMine || newer.isRefused

  // a refused save leads here; what is only noticed in passing does not take the focus away
  useEffect(() => {
    if (newer.isRefused) frame.current?.focus()
  }, [newer])

  const press = () => {
    setTried(true)
    if (undecided.length > 0) {
      frame.current?.querySelector<HTMLElement>('[data-undecided] input')?.focus()
      return
    }
    merge(new Map(differences.map((one): [string, Side] => [one.key, sideOf(one) ?? 'MINE'])))
  }
  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      className="stale panel panel--inside"
    >
      <div className="panel-notice panel-notice--bad">
        <div role="alert">
          <h2 id={`${id}-title`}>{savedInWords(newer)}</h2>
          <p>{leadInWords(newer.isRefused, hasMine)}</p>
        </div>
        {differences.length === 0 && isMergeable && <p>{agreeInWords}</p>}
        {differences.map((one) => (
          <fieldset
            key={one.key}
            className="stale-field"
            data-undecided={sideOf(one) === null ? '' : undefined}
          >
            <legend>
              {one.label} <span className="stale-field__who">({sideInWords(one.side)})</span>
            </legend>
            {one.side === null && one.base.length > 0 && (
              <div className="stale-field__base">
                When you opened it: <Said lines={one.base} />
              </div>
            )}
            <div className="stale-sides">
              {SIDES.map(({ side, label }) => (
                <label key={side} className="stale-side">
                  <input
                    type="radio"
                    name={`${id}-${one.key}`}
                    checked={sideOf(one) === side}
                    onChange={() => setChosen(new Map([...chosen, [one.key, side]]))}
                  />
                  <span>
                    <strong>{label}</strong>
                    <Said lines={side === 'MINE' ? one.mine : one.theirs} />
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        {also.length > 0 && <p>{alsoInWords(also)}</p>}
        <p role="alert" className="panel-field__fault">
          {isTried && undecided.length > 0 && undecidedInWords(undecided.map(({ label }) => label))}
        </p>
        <div className="panel-actions">
          {isMergeable && (
            <button
              type="button"
              className="panel-button panel-button--primary"
              disabled={isBusy}
              onClick={press}
            >
              Merge
            </button>
          )}
          <button
            type="button"
            className={`panel-button${isMergeable ? '' : ' panel-button--primary'}`}
            disabled={isBusy}
            onClick={reload}
          >
            {hasMine ? 'Reload theirs, discard mine' : 'Take over the newest'}
          </button>
        </div>
      </div>
    </section>
  )
}

const SIDES = [
  { side: 'MINE', label: 'Mine' },
  { side: 'THEIRS', label: 'Theirs' },
] as const

const Said = ({ lines }: { lines: readonly string[] }) =>
  lines.length === 0 ? (
    <em className="stale-said">empty</em>
  ) : (
    <span className="stale-said">{lines.join('\n')}</span>
  )
