'use client'

import { useState } from 'react'
import { isJsonObject } from '../../../domain/configurator/raw'
import { fieldId, moveId, problemsBelow, useEditing } from '../context'
import { focusMover, focusNeighbour } from '../focus'
import { placesFor } from '../picks'
import { listAt, moved, without, type Path } from '../../../domain/drafts/tree'
import { groupOfBlock, unaskedOf } from '../unasked'
import { say } from '../words'
import { Grip } from './Grip'
import { IconButton } from './IconButton'
import { RemoveButton } from './RemoveButton'
import { Select } from './Select'

const WIDTHS = [
  { value: '12', label: 'full width' },
  { value: '8', label: 'two thirds' },
  { value: '6', label: 'half' },
  { value: '4', label: 'a third' },
  { value: '3', label: 'a quarter' },
]
const HALF = 6

/** The questions of a block of the wizard, each on a line, and those that nothing asks yet. */
export function QuestionsField({ path, label }: { path: Path; label: string }) {
  const { content, vocabulary, set, announce, faultAt, problems } = useEditing()
  const [dragged, setDragged] = useState<number | null>(null)
  const list = listAt(content, path)
  const offered = placesFor([...path, 0, 'field'], content, vocabulary) ?? []
  const nameOf = (key: string) => offered.find(({ value }) => value === key)?.label ?? key
  const open = unaskedOf(content, groupOfBlock(content, path))
  const fault = faultAt(path)
  const put = (next: readonly unknown[]) => set(path, next)
  const titleAt = (index: number) => {
    const entry = list[index]
    return nameOf(isJsonObject(entry) && typeof entry.field === 'string' ? entry.field : '')
  }
  const move = (from: number, to: number) => {
    put(moved(list, from, to))
    announce(say.movedTo(titleAt(from), to + 1, list.length))
  }
  const step = (index: number, by: -1 | 1) => {
    move(index, index + by)
    focusMover([...path, index + by], by)
  }
  const remove = (index: number) => {
    put(without(list, index))
    announce(say.removed(titleAt(index)))
    focusNeighbour(path, Math.min(index, list.length - 2))
  }
  const ask = (keys: readonly string[]) =>
    put([...list, ...keys.map((field) => ({ field, span: HALF }))])

  return (
    <div
      className="editor-list editor-field editor-field--wide"
      role="group"
      aria-label={label}
      data-place={path.join('.')}
      tabIndex={-1}
    >
      <div className="editor-field__head">
        <span className="editor-field__label">
          {label} <span className="editor-count">{list.length}</span>
        </span>
      </div>
      {fault && <p className="editor-field__fault">{fault}</p>}
      <ol className="editor-rows">
        {list.map((entry, index) => {
          const { field, span } = isJsonObject(entry) ? entry : {}
          const key = typeof field === 'string' ? field : ''
          const title = titleAt(index)
          const at = [...path, index]
          return (
            <li
              key={index}
              className={`editor-item-row editor-question${dragged === index ? ' is-dragged' : ''}`}
              onDragOver={(event) => {
                if (dragged !== null) event.preventDefault()
              }}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged !== null) move(dragged, index)
                setDragged(null)
              }}
            >
              <Grip take={() => setDragged(index)} letGo={() => setDragged(null)} />
              <Select
                wiring={{ id: fieldId(at) }}
                className="editor-question__field"
                label={say.question(index + 1)}
                value={key}
                options={offered}
                change={(next) => set([...at, 'field'], next)}
              />
              <Select
                label={say.widthOf(title)}
                value={String(span ?? HALF)}
                options={
                  WIDTHS.some(({ value }) => value === String(span))
                    ? WIDTHS
                    : [...WIDTHS, { value: String(span), label: `${String(span)} of 12` }]
                }
                change={(next) => set([...at, 'span'], Number(next))}
              />
              <span className="editor-item-row__tools">
                <IconButton
                  label={say.up(title)}
                  id={moveId(at, -1)}
                  isOff={index === 0}
                  act={() => step(index, -1)}
                  shape="M3 10 8 5 13 10"
                />
                <IconButton
                  label={say.down(title)}
                  id={moveId(at, 1)}
                  isOff={index === list.length - 1}
                  act={() => step(index, 1)}
                  shape="M3 6 8 11 13 6"
                />
                <RemoveButton what={title} remove={() => remove(index)} />
              </span>
              {problemsBelow(problems, at).map(({ message }) => (
                <p key={message} className="editor-field__fault">
                  {message}
                </p>
              ))}
            </li>
          )
        })}
      </ol>
      {open.length > 0 ? (
        <div className="editor-unasked">
          <span>{say.unasked}</span>
          {open.map((key) => (
            <button
              key={key}
              type="button"
              className="panel-button"
              aria-label={say.askHere(nameOf(key))}
              onClick={() => ask([key])}
            >
              + {nameOf(key)}
            </button>
          ))}
          {open.length > 1 && (
            <button type="button" className="panel-button" onClick={() => ask(open)}>
              {say.askAll(open.length)}
            </button>
          )}
        </div>
      ) : (
        <p className="editor-field__help">{say.allAsked}</p>
      )}
    </div>
  )
}
