'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { isJsonObject } from '../../domain/configurator/raw'
import { opensWith } from './beginnings'
import { addId, fieldId, moveId, problemsBelow, useEditing, useParts } from './context'
import { placeOf } from './schema'
import { summaryOf } from '../../domain/drafts/titles'
import { pathKey, type Path } from '../../domain/drafts/tree'
import { useRows } from './useRows'
import { Grip } from './widgets/Grip'
import { IconButton } from './widgets/IconButton'
import { RemoveButton } from './widgets/RemoveButton'
import { wordsAt } from '../../domain/drafts/fieldWords'
import { say } from './words'

type Props = {
  path: Path
  schema: z.ZodType
  /** Takes the whole list away, where it may be absent. */
  remove?: (() => void) | null
  /** The heading is said elsewhere. */
  isBare?: boolean
  /** Rows that are shown; all without it. */
  shows?: ((index: number) => boolean) | undefined
}

/** The parts of a list, each a row that opens: add, duplicate, remove, and reorder by drag or buttons. */
export function ListField({ path, schema, remove = null, isBare = false, shows }: Props) {
  const { ElementFields } = useParts()
  const editing = useEditing()
  const { content, vocabulary, problems, open, setOpen, set } = editing
  const rows = useRows(path, schema)
  const { list, one, titleAt, keyAt, add, duplicate, move, step, remove: takeAway } = rows
  const [dragged, setDragged] = useState<number | null>(null)
  const { kind } = placeOf(schema)
  if (kind.kind !== 'list') return null
  const words = wordsAt(path)
  const fault = editing.faultAt(path)

  return (
    <div
      className="editor-list editor-field editor-field--wide"
      role="group"
      aria-label={words.label}
      data-place={path.join('.')}
      tabIndex={-1}
    >
      {!isBare && (
        <div className="editor-field__head">
          <span className="editor-field__label">
            {words.label} <span className="editor-count">{list.length}</span>
          </span>
          {remove && <RemoveButton what={words.label} remove={remove} />}
        </div>
      )}
      {words.help && <p className="editor-field__help">{words.help}</p>}
      {fault && <p className="editor-field__fault">{fault}</p>}
      {list.length === 0 && <p className="editor-field__help">{say.none}</p>}
      <ol className="editor-rows">
        {list.map((element, index) => {
          if (shows && !shows(index)) return null
          const at = [...path, index]
          const isOpen = open.has(keyAt(index))
          const title = titleAt(index)
          const found = problemsBelow(problems, at)
          return (
            <li
              key={index}
              className={`editor-item-row${isOpen ? ' is-open' : ''}${dragged === index ? ' is-dragged' : ''}`}
              onKeyDown={(event) => {
                // Enter in a name goes on with the next row
                if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
                if (!isNameOf(at, event.target) || event.target.value.trim() === '') return
                event.target.blur()
                add(index)
              }}
              onDragOver={(event) => {
                if (dragged !== null) event.preventDefault()
              }}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged !== null) move(dragged, index)
                setDragged(null)
              }}
            >
              <div className="editor-item-row__head">
                <Grip take={() => setDragged(index)} letGo={() => setDragged(null)} />
                <button
                  type="button"
                  id={fieldId(at)}
                  className="editor-item-row__title"
                  aria-expanded={isOpen}
                  onClick={() =>
                    isOpen
                      ? setOpen([keyAt(index)], [])
                      : setOpen([], opensWith(content, at).map(pathKey))
                  }
                >
                  <strong>{title}</strong>
                  <span>{summaryOf(element, vocabulary, at, content)}</span>
                  {found.length > 0 && (
                    <span className="editor-mark is-bad">
                      {found.length} {found.length === 1 ? 'problem' : 'problems'}
                    </span>
                  )}
                </button>
                <span className="editor-item-row__tools">
                  {isJsonObject(element) && typeof element.enabled === 'boolean' && (
                    <button
                      type="button"
                      className="editor-link"
                      aria-pressed={element.enabled}
                      onClick={() => set([...at, 'enabled'], element.enabled !== true)}
                    >
                      {element.enabled ? 'On' : 'Off'}
                      <span className="panel-hidden">: {title}</span>
                    </button>
                  )}
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
                  <IconButton
                    label={say.duplicate(title)}
                    act={() => duplicate(index)}
                    shape="M6 6h7v7H6zM3 10V3h7"
                  />
                  <RemoveButton what={title} remove={() => takeAway(index)} />
                </span>
              </div>
              {isOpen && (
                <div className="editor-item-row__body">
                  {found
                    .filter(
                      ({ kind: sort, path: where }) =>
                        sort === 'SENSE' && where.length === at.length,
                    )
                    .map(({ message }) => (
                      <p key={message} className="editor-field__fault">
                        {message}
                      </p>
                    ))}
                  <div className="editor-fields">
                    <ElementFields schema={kind.element} path={at} />
                  </div>
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <button
        type="button"
        id={addId(path)}
        className="panel-button editor-add"
        onClick={() => add()}
      >
        + {say.add(one)}
      </button>
    </div>
  )
}

const isNameOf = (row: Path, { id }: HTMLInputElement): boolean =>
  ['label', 'title'].some((name) => id === fieldId([...row, name]))
