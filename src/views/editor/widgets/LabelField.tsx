'use client'

import { useRef, useState } from 'react'
import { isJsonObject } from '../../../domain/configurator/raw'
import type { Locale } from '../../../domain/label'
import { useEditing } from '../context'
import { followsLabel } from '../followsLabel'
import type { Path } from '../../../domain/drafts/tree'
import { elementGroupAt, readableFrom } from '../../../domain/drafts/vocabulary'
import { say } from '../words'
import { Frame, useWiring } from './Frame'
import { VariableOptions } from './VariableSelect'

type Props = {
  path: Path
  label: string
  help?: string | undefined
  value: unknown
  /** The text may name values: `Basin {element.number}`. */
  isTemplate: boolean
  action?: React.ReactNode
}

const OTHERS = [
  ['fr', say.french],
  ['es', say.spanish],
] as const

const read = (value: unknown): Record<Locale, string> => {
  const text = (locale: Locale) => {
    const line = isJsonObject(value) ? value[locale] : ''
    return typeof line === 'string' ? line : ''
  }
  return { en: text('en'), fr: text('fr'), es: text('es') }
}

/**
 * A text in three languages: English on its line, the others below on request. A language that was
 * never translated follows the English text, so that no reader ever meets an empty label.
 */
export function LabelField({ path, label, help, value, isTemplate, action }: Props) {
  const { set, edit, content } = useEditing()
  const [isOpen, setOpen] = useState(false)
  const wiring = useWiring(path, help)
  const text = read(value)
  const follows = (locale: Locale) => text[locale].trim() === '' || text[locale] === text.en
  const untranslated = OTHERS.filter(([locale]) => text.en !== '' && follows(locale))

  const changeEnglish = (en: string) =>
    set(path, { en, fr: follows('fr') ? en : text.fr, es: follows('es') ? en : text.es })

  /** What nobody has chosen yet is made from the first label. */
  const nameAfterLabel = () => {
    if (followsLabel(content, path) !== content)
      edit((now) => followsLabel(now, path), `Named after “${text.en}”`)
  }
  return (
    <Frame path={path} label={label} help={help} isWide action={action}>
      <div className="editor-label">
        <Line
          wiring={wiring}
          path={path}
          value={text.en}
          change={changeEnglish}
          blur={nameAfterLabel}
          isTemplate={isTemplate}
        />
        <button
          type="button"
          className="editor-link"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {say.otherLanguages}
          {untranslated.length > 0 && (
            <span className="editor-mark" title={say.copies}>
              {untranslated.map(([locale]) => locale.toUpperCase()).join(' ')} as English
            </span>
          )}
          <span className="panel-hidden"> of {label}</span>
        </button>
      </div>
      {isOpen && (
        <div className="editor-label__others">
          {OTHERS.map(([locale, name]) => (
            <div key={locale} className="editor-label__other">
              <label htmlFor={`${wiring.id}-${locale}`}>{name}</label>
              <Line
                wiring={{ id: `${wiring.id}-${locale}` }}
                path={path}
                value={text[locale]}
                change={(next) => set(path, { ...text, [locale]: next })}
                isTemplate={isTemplate}
              />
            </div>
          ))}
        </div>
      )}
    </Frame>
  )
}

/** A line of text into which values can be inserted where the cursor stands. */
export function Line({
  wiring,
  path,
  value,
  change,
  blur,
  isTemplate,
}: {
  wiring: object
  path: Path
  value: string
  change: (value: string) => void
  blur?: () => void
  isTemplate: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  const insert = (name: string) => {
    const at = input.current?.selectionStart ?? value.length
    change(`${value.slice(0, at)}{${name}}${value.slice(at)}`)
  }
  return (
    <div className="editor-line">
      <input
        {...wiring}
        ref={input}
        type="text"
        autoComplete="off"
        value={value}
        onBlur={blur}
        onChange={({ target }) => change(target.value)}
      />
      {isTemplate && <InsertValue path={path} insert={insert} />}
    </div>
  )
}

/** Names a value of the configuration in a text. */
export function InsertValue({ path, insert }: { path: Path; insert: (name: string) => void }) {
  const { content, vocabulary } = useEditing()
  return (
    <select
      className="editor-insert"
      aria-label={say.insert}
      value=""
      onChange={({ target }) => insert(target.value)}
    >
      <option value="" disabled>
        {say.insert}
      </option>
      <VariableOptions variables={readableFrom(vocabulary, elementGroupAt(content, path))} />
    </select>
  )
}
