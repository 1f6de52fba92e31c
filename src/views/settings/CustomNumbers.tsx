'use client'

import { useField } from '@payloadcms/ui'
import { numberBy, patternFault, placeholderOf } from '../../domain/boms/customPart'
import type { CustomClass } from '../../domain/settings'
import './settings.scss'

type Patterns = Readonly<Record<string, unknown>>
type Props = {
  path: string
  label: string
  help: string
  isReadOnly: boolean
  classes: readonly CustomClass[]
}

const SAMPLE: Readonly<Record<string, number>> = { width: 26, length: 22, depth: 9 }

/** One pattern a class, with the number that a sample size would get; an empty one leaves it to the family. */
export function CustomNumbers({ path, label, help, isReadOnly, classes }: Props) {
  const { value, setValue, errorMessage, showError } = useField<Patterns | null>({ path })
  const set = (classCode: string, pattern: string): void => {
    const others = Object.entries(value ?? {}).filter(([code]) => code !== classCode)
    const all = pattern === '' ? others : [...others, [classCode, pattern]]
    setValue(all.length === 0 ? null : Object.fromEntries(all))
  }
  const refusal = showError ? (errorMessage ?? null) : null
  const told = classes.find(({ classCode }) => refusal?.startsWith(`${classCode}: `))
  return (
    <fieldset className="field-type settings-numbers" disabled={isReadOnly}>
      <legend className="field-label">{label}</legend>
      <p className="field-description">{help}</p>
      {classes.length === 0 && <p>No published family makes parts to measure.</p>}
      {classes.map((one) => {
        const pattern = value?.[one.classCode]
        return (
          <Pattern
            key={one.classCode}
            of={one}
            pattern={typeof pattern === 'string' ? pattern : ''}
            refusal={one === told ? (refusal?.slice(`${one.classCode}: `.length) ?? null) : null}
            set={(text) => set(one.classCode, text)}
          />
        )
      })}
      {refusal !== null && !told && (
        <p className="settings-numbers__fault" role="alert">
          {refusal}
        </p>
      )}
    </fieldset>
  )
}

function Pattern({
  of: { classCode, name, family, dimensions, number },
  pattern,
  refusal,
  set,
}: {
  of: CustomClass
  pattern: string
  /** What the server said of it when it was saved. */
  refusal: string | null
  set: (pattern: string) => void
}) {
  const id = `pattern-${classCode}`
  const fault = (pattern === '' ? null : patternFault(pattern, dimensions)) ?? refusal
  const size = Object.fromEntries(dimensions.map((key) => [key, SAMPLE[key] ?? 10]))
  const places = dimensions.map(placeholderOf).join(', ')
  const shown = pattern || number
  return (
    <div className={`field-type text settings-numbers__one${fault ? ' error' : ''}`}>
      <label className="field-label" htmlFor={id}>
        {name} <span className="settings-numbers__class">{`${classCode}, ${family}`}</span>
      </label>
      <div className="field-type__wrap">
        <input
          id={id}
          type="text"
          value={pattern}
          placeholder={number ?? undefined}
          maxLength={60}
          spellCheck={false}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-told`}
          onChange={({ target }) => set(target.value)}
        />
      </div>
      <p
        id={`${id}-told`}
        className={`field-description${fault ? ' settings-numbers__fault' : ''}`}
        aria-live="polite"
      >
        {fault ??
          (shown === null
            ? `The family numbers these by a choice. Write ${places} where the inches stand.`
            : `${sizeInWords(size)} becomes ${numberBy(shown, size)}. Write ${places} where the inches stand.`)}
      </p>
    </div>
  )
}

/** `width 26″, height 10″`: a class may have other dimensions than people expect. */
const sizeInWords = (size: Readonly<Record<string, number>>): string =>
  Object.entries(size)
    .map(([name, inches]) => `${name} ${inches}″`)
    .join(', ')
