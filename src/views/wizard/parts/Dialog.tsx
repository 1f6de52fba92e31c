'use client'

import { Button } from '@payloadcms/ui'
import { useId, type ReactNode } from 'react'
import { useModalDialog } from '../../shared/useModalDialog'
import { words } from '../words'

type DialogProps = { title: string; close: () => void; children: ReactNode; wide?: boolean }

/** A modal dialog, which keeps the focus inside and gives it back. Escape closes it. */
export function Dialog({ title, close, children, wide = false }: DialogProps) {
  const dialog = useModalDialog()
  const titleId = useId()
  return (
    <dialog
      ref={dialog}
      className={`wizard-dialog${wide ? ' wizard-dialog--wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button
          type="button"
          className="wizard-icon-button"
          aria-label={words.close}
          onClick={close}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 3 13 13M13 3 3 13" />
          </svg>
        </button>
      </header>
      {children}
    </dialog>
  )
}

type ConfirmProps = {
  title: string
  text: string
  action: string
  confirm: () => void
  close: () => void
}

export function Confirm({ title, text, action, confirm, close }: ConfirmProps) {
  return (
    <Dialog title={title} close={close}>
      <p>{text}</p>
      <footer>
        <Button buttonStyle="secondary" margin={false} onClick={close}>
          {words.cancel}
        </Button>
        <Button margin={false} onClick={confirm}>
          {action}
        </Button>
      </footer>
    </Dialog>
  )
}
