'use client'

import type { ReactNode } from 'react'
import { fieldId, useEditing } from '../context'
import type { Path } from '../../../domain/drafts/tree'

type Props = {
  path: Path
  label: string
  help?: string | undefined
  /** Takes the whole width of the form. */
  isWide?: boolean
  /** Several inputs belong to the field: its label names the group. */
  isGroup?: boolean
  action?: ReactNode
  children: ReactNode
}

/** Label, help and fault around an input, wired to it by the id of its place. */
export function Frame({
  path,
  label,
  help,
  isWide = false,
  isGroup = false,
  action,
  children,
}: Props) {
  const { faultAt } = useEditing()
  const id = fieldId(path)
  const fault = faultAt(path)
  const classes = `editor-field${isWide ? ' editor-field--wide' : ''}${fault ? ' has-fault' : ''}`
  const about = (
    <>
      {fault && (
        <p className="editor-field__fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {help && (
        <p className="editor-field__help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </>
  )
  if (isGroup)
    return (
      <div
        className={classes}
        role="group"
        aria-labelledby={`${id}-label`}
        data-place={path.join('.')}
        tabIndex={-1}
      >
        <div className="editor-field__head">
          <span className="editor-field__label" id={`${id}-label`}>
            {label}
          </span>
          {action}
        </div>
        {children}
        {about}
      </div>
    )
  return (
    <div className={classes} data-place={path.join('.')}>
      <div className="editor-field__head">
        <label htmlFor={id}>{label}</label>
        {action}
      </div>
      {children}
      {about}
    </div>
  )
}

/** What ties an input to its frame. */
export function useWiring(path: Path, help: string | undefined) {
  const { faultAt } = useEditing()
  const id = fieldId(path)
  const fault = faultAt(path)
  const described = [fault && `${id}-fault`, help && `${id}-help`].filter(Boolean).join(' ')
  return {
    id,
    'aria-invalid': fault ? (true as const) : undefined,
    'aria-describedby': described || undefined,
  }
}
