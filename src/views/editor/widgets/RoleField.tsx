'use client'

import { useState } from 'react'
import { isJsonObject } from '../../../domain/configurator/raw'
import { sameLabel } from '../../../domain/label'
import { useEditing } from '../context'
import { focusId } from '../focus'
import { codeOf, listAt, setAt, type Path } from '../../../domain/drafts/tree'
import { say } from '../words'
import { Frame, useWiring } from './Frame'
import { Select } from './Select'

const NEW = '+'

/** The role of a rule's line: one that is listed already, or a new one, listed last. */
export function RoleField({
  path,
  label,
  help,
  value,
}: {
  path: Path
  label: string
  help: string | undefined
  value: string
}) {
  const { set, edit, vocabulary } = useEditing()
  const wiring = useWiring(path, help)
  const [name, setName] = useState<string | null>(null)
  const code = codeOf(name ?? '')
  const create = () => {
    if (code === '') return
    edit((content) => withRole(setAt(content, path, code), code, name ?? ''), `New role ${code}`)
    setName(null)
    focusId(wiring.id)
  }
  return (
    <Frame path={path} label={label} help={help}>
      <Select
        wiring={wiring}
        value={name === null ? value : NEW}
        options={[...vocabulary.roles, { value: NEW, label: say.newRole }]}
        change={(next) => {
          setName(next === NEW ? '' : null)
          if (next !== NEW) set(path, next)
        }}
      />
      {name !== null && (
        <div className="editor-line">
          <input
            type="text"
            autoFocus
            autoComplete="off"
            aria-label={say.roleName}
            placeholder={say.roleName}
            value={name}
            onChange={({ target }) => setName(target.value)}
            onKeyDown={({ key }) => {
              if (key === 'Enter') create()
            }}
          />
          <button type="button" className="panel-button" disabled={code === ''} onClick={create}>
            {say.addRole}
          </button>
        </div>
      )}
    </Frame>
  )
}

/** The draft with the role among those that are listed. */
function withRole(content: unknown, role: string, name: string): unknown {
  const listed = listAt(content, ['displayOrder'])
  return listed.some((entry) => isJsonObject(entry) && entry.role === role)
    ? content
    : setAt(content, ['displayOrder'], [...listed, { role, label: sameLabel(name.trim()) }])
}
