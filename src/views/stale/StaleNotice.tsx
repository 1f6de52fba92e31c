'use client'

import { useEffect, useId, useRef, useState } from 'react'
import type { Side, Taken } from '../../domain/mergeContents'
import type { Noticed } from './useNewer'
import {
  agreeInWords,
  alsoInWords,
  decidedInWords,
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
  /** What taking both means; null or absent where only one of the two can be. */
  both?: string | null
}

type Props = {
  newer: Noticed
  differences: readonly ShownDifference[]
  /** Fields that nobody chooses about and that have changed all the same. */
  also: readonly string[]
  isBusy: boolean
  merge: (sides: ReadonlyMap<string, Taken>) => void
  reload: () => void
}

/** Somebody else has saved meanwhile: who, where the two differ, and whose value is kept. */
export function StaleNotice({ newer, differences, also, isBusy, merge, reload }: Props) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Taken>>(new Map())
  const [isTried, setTried] = useState(false)
  const frame = useRef<HTMLElement>(null)
  const id = useId()
  const sideOf = ({ key, side }: ShownDifference) => chosen.get(key) ?? side
  const open = differences.filter(({ side }) => side === null)
  const settled = differences.filter(({ side }) => side !== null)
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
    merge(new Map(differences.map((one): [string, Taken] => [one.key, sideOf(one) ?? 'MINE'])))
  }
  const choice = (one: ShownDifference) => (
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
        {SIDES.filter(({ side }) => side !== 'BOTH' || one.both).map(({ side, label }) => (
          <label key={side} className="stale-side">
            <input
              type="radio"
              name={`${id}-${one.key}`}
              checked={sideOf(one) === side}
              onChange={() => setChosen(new Map([...chosen, [one.key, side]]))}
            />
            <span>
              <strong>{label}</strong>
              <Said lines={linesOf(one, side)} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
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
        {open.map(choice)}
        {settled.length > SETTLED_AT_A_GLANCE ? (
          <details className="stale-settled">
            <summary>{decidedInWords(settled.length)}</summary>
            {settled.map(choice)}
          </details>
        ) : (
          settled.map(choice)
        )}
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
  { side: 'BOTH', label: 'Both' },
] as const

const linesOf = ({ mine, theirs, both }: ShownDifference, side: Taken): readonly string[] =>
  side === 'BOTH' ? [both ?? ''] : side === 'MINE' ? mine : theirs

/** More differences without a choice than this are folded away. */
const SETTLED_AT_A_GLANCE = 6

const Said = ({ lines }: { lines: readonly string[] }) =>
  lines.length === 0 ? (
    <em className="stale-said">empty</em>
  ) : (
    <span className="stale-said">{lines.join('\n')}</span>
  )
