'use client'

import { useId, useMemo, type KeyboardEvent } from 'react'
import { z } from 'zod'
import type { Serial } from '../../domain/production/taskMove'
import { Card } from '../panel/blocks'
import { Check } from '../panel/fields'
import { useKept } from './kept'
import type { ShownTask } from './pending'

const enteredSchema = z.record(z.string(), z.string())
const NOTHING: Record<string, string> = {}

export type Serials = {
  /** What is typed, by `<part>#<piece>` or `<part>#lot`; `<part>#whole` says that the lot counts. */
  fields: Readonly<Record<string, string>>
  set: (field: string, text: string) => void
  /** What completing the task records. */
  entered: Serial[]
}

/** Numbers of critical parts as far as they are typed, kept until the task is completed. */
export function useSerials(me: string, task: ShownTask | undefined): Serials {
  const [fields, keep] = useKept(`serials:${me}:${task?.id ?? ''}`, enteredSchema, NOTHING)
  const entered = useMemo(() => (task ? enteredOf(task, fields) : []), [task, fields])
  return { fields, set: (field, text) => keep({ ...fields, [field]: text }), entered }
}

const enteredOf = (
  { criticalParts }: Pick<ShownTask, 'criticalParts'>,
  fields: Readonly<Record<string, string>>,
): Serial[] =>
  criticalParts.flatMap(({ partNumber, quantity }): Serial[] => {
    if (fields[`${partNumber}#whole`]) {
      const lot = (fields[`${partNumber}#lot`] ?? '').trim()
      return lot === '' ? [] : [{ partNumber, lot }]
    }
    return Array.from({ length: quantity }, (_, piece) =>
      (fields[`${partNumber}#${piece}`] ?? '').trim(),
    ).flatMap((serial) => (serial === '' ? [] : [{ partNumber, serial }]))
  })

/** A scanner types the number and Enter: the next field, and after the last one the big button, has the focus. */
function toNext(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return
  event.preventDefault()
  const fields = [...document.querySelectorAll<HTMLElement>('[data-scan], [data-after-scan]')]
  fields[fields.indexOf(event.currentTarget) + 1]?.focus()
}

/** Serial or lot of each part that can be traced, friendly to a scanner that acts as a keyboard. */
export function SerialFields({
  task: { criticalParts, serials: recorded, status },
  serials: { fields, set },
}: {
  task: ShownTask
  serials: Serials
}) {
  return (
    <Card title="Serial numbers" isNext>
      <p className="panel-card__note">
        Scan or type the number of each piece. Enter goes to the next field.
      </p>
      {criticalParts.map(({ partNumber, name, quantity }) => {
        const known = recorded.filter((one) => one.partNumber === partNumber)
        const isWhole = Boolean(fields[`${partNumber}#whole`])
        const isOpen = status !== 'COMPLETED' && status !== 'CANCELLED'
        return (
          <fieldset key={partNumber} className="floor-serials">
            <legend>
              {name} <code>{partNumber}</code>
            </legend>
            {known.length > 0 && (
              <p>Recorded: {known.map(({ serial, lot }) => serial ?? `lot ${lot}`).join(', ')}</p>
            )}
            {isOpen && isWhole && (
              <ScanField
                label="Lot of all pieces"
                value={fields[`${partNumber}#lot`] ?? ''}
                change={(text) => set(`${partNumber}#lot`, text)}
              />
            )}
            {isOpen &&
              !isWhole &&
              Array.from({ length: quantity }, (_, piece) => (
                <ScanField
                  key={piece}
                  label={quantity === 1 ? 'Serial' : `Serial of piece ${piece + 1} of ${quantity}`}
                  value={fields[`${partNumber}#${piece}`] ?? ''}
                  change={(text) => set(`${partNumber}#${piece}`, text)}
                />
              ))}
            {isOpen && (
              <Check
                label="They have a lot instead of serials"
                checked={isWhole}
                change={(checked) => set(`${partNumber}#whole`, checked ? 'yes' : '')}
              />
            )}
          </fieldset>
        )
      })}
    </Card>
  )
}

function ScanField({
  label,
  value,
  change,
}: {
  label: string
  value: string
  change: (text: string) => void
}) {
  const id = useId()
  return (
    <div className="panel-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={value}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="next"
        maxLength={100}
        data-scan
        onChange={({ target }) => change(target.value)}
        onKeyDown={toNext}
      />
    </div>
  )
}
