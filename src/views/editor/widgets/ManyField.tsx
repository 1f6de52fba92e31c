'use client'

import { useState } from 'react'
import { moveId, useEditing } from '../context'
import { focusMover } from '../focus'
import { placesFor } from '../picks'
import { moved, without, type Path } from '../../../domain/drafts/tree'
import { codeInWords, wordsAt } from '../../../domain/drafts/fieldWords'
import { say } from '../words'
import { RemoveButton } from './RemoveButton'
import { Frame } from './Frame'
import { ItemInput } from './ItemInput'

type Props = {
  path: Path
  label: string
  help: string | undefined
  value: unknown
  /** The closed set of codes, if there is one. */
  codes: readonly string[] | null
  /** An empty list is left out. */
  isOptional: boolean
}

const FEW = 12

/** Several names: ticked while they are few, picked or typed one by one otherwise. */
export function ManyField({ path, label, help, value, codes, isOptional }: Props) {
  const { set, announce, content, vocabulary } = useEditing()
  const [typed, setTyped] = useState('')
  const chosen = Array.isArray(value) ? value.map(String) : []
  const offered =
    codes?.map((code) => ({ value: code, label: codeInWords(code) })) ??
    placesFor(path, content, vocabulary)
  const put = (next: readonly string[]) =>
    set(path, isOptional && next.length === 0 ? undefined : next)
  const nameOf = (one: string) => offered?.find((option) => option.value === one)?.label ?? one

  if (offered && offered.length <= FEW)
    return (
      <Frame path={path} label={label} help={help} isWide isGroup>
        <div className="editor-ticks">
          {[
            ...offered,
            ...chosen
              .filter((one) => !offered.some((option) => option.value === one))
              .map((one) => ({ value: one, label: `${one} (unknown)` })),
          ].map((option) => {
            const isOn = chosen.includes(option.value)
            return (
              <label key={option.value} className="editor-tick">
                <input
                  type="checkbox"
                  checked={isOn}
                  onChange={() =>
                    put(
                      isOn
                        ? chosen.filter((one) => one !== option.value)
                        : [...chosen, option.value],
                    )
                  }
                />
                {option.label}
              </label>
            )
          })}
          {offered.length === 0 && <span>{say.none}</span>}
        </div>
      </Frame>
    )
  const add = (one: string) => {
    if (one.trim() !== '' && !chosen.includes(one.trim())) put([...chosen, one.trim()])
    setTyped('')
  }
  const moveUp = (index: number) => {
    put(moved(chosen, index, index - 1).map(String))
    announce(say.movedTo(nameOf(chosen[index] ?? ''), index, chosen.length))
    focusMover([...path, index - 1], -1)
  }
  const isItems = wordsAt(path).source === 'item'
  return (
    <Frame path={path} label={label} help={help} isWide isGroup>
      <ul className="editor-chips">
        {chosen.map((one, index) => (
          <li key={one}>
            <span>{nameOf(one)}</span>
            {index > 0 && (
              <button
                type="button"
                id={moveId([...path, index], -1)}
                className="editor-icon"
                aria-label={say.up(nameOf(one))}
                onClick={() => moveUp(index)}
              >
                <svg viewBox="0 0 16 16" aria-hidden="true">
                  <path d="M10 3 5 8 10 13" />
                </svg>
              </button>
            )}
            <RemoveButton
              what={nameOf(one)}
              remove={() => put(without(chosen, index).map(String))}
            />
          </li>
        ))}
      </ul>
      {offered ? (
        <select
          aria-label={`Add to ${label}`}
          value=""
          onChange={({ target }) => add(target.value)}
        >
          <option value="" disabled>
            {say.choose}
          </option>
          {offered
            .filter((option) => !chosen.includes(option.value))
            .map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
        </select>
      ) : (
        <div className="editor-line">
          {isItems ? (
            <ItemInput label={`Add to ${label}`} value={typed} change={setTyped} />
          ) : (
            <input
              type="text"
              aria-label={`Add to ${label}`}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
          <button
            type="button"
            className="panel-button"
            disabled={typed.trim() === ''}
            onClick={() => add(typed)}
          >
            Add<span className="panel-hidden"> to {label}</span>
          </button>
        </div>
      )}
    </Frame>
  )
}
