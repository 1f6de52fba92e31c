'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { isJsonObject } from '../../domain/configurator/raw'
import { useEditing, useParts } from './context'
import { newValue } from './newValue'
import { placeOf } from './schema'
import type { Path } from '../../domain/drafts/tree'
import { RemoveButton } from './widgets/RemoveButton'
import { Frame } from './widgets/Frame'
import { wordsAt } from '../../domain/drafts/fieldWords'
import { say } from './words'

type Props = {
  path: Path
  label: string
  help: string | undefined
  value: unknown
  element: z.ZodType
}

/** Named values: facts of a choice, attributes of a line, codes by part number. */
export function RecordField({ path, label, help, value, element }: Props) {
  const { set } = useEditing()
  const [name, setName] = useState('')
  const entries = Object.entries(isJsonObject(value) ? value : {})
  const { one = 'entry' } = wordsAt(path)
  const isTaken = entries.some(([key]) => key === name.trim())
  const put = (next: readonly (readonly [string, unknown])[]) => set(path, Object.fromEntries(next))
  const { SchemaField } = useParts()
  const { kind } = placeOf(element)
  const isPlain = kind.kind === 'text' || kind.kind === 'union'

  return (
    <Frame path={path} label={label} help={help} isWide isGroup>
      <div className="editor-record">
        {entries.map(([key, entry]) => (
          <div key={key} className="editor-record__row">
            <code>{key}</code>
            {isPlain && !isJsonObject(entry) ? (
              <input
                type="text"
                aria-label={key}
                value={String(entry)}
                onChange={({ target }) => set([...path, key], plainOf(target.value, kind.kind))}
              />
            ) : (
              <SchemaField schema={element} path={[...path, key]} />
            )}
            <RemoveButton
              what={key}
              remove={() => put(entries.filter(([other]) => other !== key))}
            />
          </div>
        ))}
        <div className="editor-line">
          <input
            type="text"
            aria-label={`Name of a new ${one}`}
            placeholder={`Name of a new ${one}`}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <button
            type="button"
            className="panel-button"
            disabled={name.trim() === '' || isTaken}
            onClick={() => {
              const key = name.trim()
              put([
                ...entries,
                [key, isPlain && kind.kind === 'text' ? '' : blank(element, [...path, key])],
              ])
              setName('')
            }}
          >
            {say.add(one)}
          </button>
        </div>
      </div>
    </Frame>
  )
}

const blank = (element: z.ZodType, path: Path): unknown => {
  const value = newValue(element, path)
  return value === null ? '' : value
}

/** A fact that looks like a number is one. */
const plainOf = (text: string, kind: string): unknown =>
  kind === 'union' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
