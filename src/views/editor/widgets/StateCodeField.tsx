'use client'

import { useRef } from 'react'
import type { Path } from '../../../domain/drafts/tree'
import { useEditing } from '../context'
import { followersOf, renamed } from '../renamed'
import { Frame, useWiring } from './Frame'

type Props = { path: Path; label: string; help: string | undefined; value: string }

/** The code of a state. Whatever names the state is renamed along, as one step of undo. */
export function StateCodeField({ path, label, help, value }: Props) {
  const { content, edit } = useEditing()
  const wiring = useWiring(path, help)
  // found before the first key: on the way to another code the text may be that of another state
  const places = useRef<readonly Path[]>([])
  return (
    <Frame path={path} label={label} help={help}>
      <input
        {...wiring}
        type="text"
        autoComplete="off"
        value={value}
        onFocus={() => {
          places.current = followersOf(content, path, places.current)
        }}
        onChange={({ target }) =>
          edit(
            (now) => renamed(now, path, places.current, target.value),
            'Renamed a state',
            path.join('.'),
          )
        }
      />
    </Frame>
  )
}
