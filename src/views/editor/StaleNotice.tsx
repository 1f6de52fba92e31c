'use client'

import { useField } from '@payloadcms/ui'
import { useState } from 'react'
import type { Area } from './areas'
import { differences, merged, type Side } from './merge'
import type { useRecord } from './useRecord'
import type { Newer } from './useStale'

type Props = {
  areas: readonly Area[]
  record: ReturnType<typeof useRecord>
  newer: Newer
}

/** Somebody else has saved meanwhile: who, where the two differ, and whose text is kept. */
export function StaleNotice({ areas, record, newer }: Props) {
  const { content, stored, draft } = record
  const { setValue: setRev } = useField<number>({ path: 'rev' })
  const code = useField<string>({ path: 'code' })
  const name = useField<string>({ path: 'name' })
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map())
  const found = differences(areas, stored, content, newer.draft)
  const sides = new Map(
    found.map(({ key, side }): [string, Side] => [key, chosen.get(key) ?? side ?? 'MINE']),
  )
  const merge = () => {
    draft.replace(
      merged(areas, content, newer.draft, sides),
      'Merged with what was saved meanwhile',
    )
    if (code.value === code.initialValue) code.setValue(newer.code)
    if (name.value === name.initialValue) name.setValue(newer.name)
    setRev(newer.rev)
  }
  const when = new Date(newer.updatedAt).toLocaleString('en-CA')
  return (
    <div className="panel-notice panel-notice--bad" role="alert">
      <p>
        <strong>
          {newer.by ?? 'Somebody else'} saved this draft on {when}, after you opened it.
        </strong>{' '}
        Nothing of yours is lost: choose whose text to keep where the two differ, then save.
      </p>
      {found.length === 0 && <p>Both drafts say the same.</p>}
      {found.map(({ key, label, side }) => (
        <fieldset key={key} className="editor-merge">
          <legend>
            {label}
            {side === 'MINE' && ' (only you changed it)'}
            {side === 'THEIRS' && ' (only they changed it)'}
            {side === null && ' (both changed it)'}
          </legend>
          {(['MINE', 'THEIRS'] as const).map((one) => (
            <label key={one} className="editor-tick">
              <input
                type="radio"
                name={`merge-${key}`}
                checked={sides.get(key) === one}
                onChange={() => setChosen(new Map([...chosen, [key, one]]))}
              />
              {one === 'MINE' ? 'Mine' : 'Theirs'}
            </label>
          ))}
        </fieldset>
      ))}
      <div className="panel-actions">
        <button type="button" className="panel-button panel-button--primary" onClick={merge}>
          Merge
        </button>
      </div>
    </div>
  )
}
