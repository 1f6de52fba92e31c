'use client'

import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react'
import './panel.scss'

type Props = {
  title: string
  close: () => void
  submit: () => void
  /** What the confirming button says. */
  action: string
  isDanger?: boolean
  isBusy: boolean
  /** What the server refused, in sentences. */
  faults: readonly string[]
  children: ReactNode
}

/**
 * A modal form. The browser keeps the focus inside and gives it back; Escape closes it, but not while
 * an answer is on its way.
 */
export function Dialog(props: Props) {
  const { title, close, submit, action, isDanger = false, isBusy, faults, children } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isBusy) submit()
  }
  return (
    <dialog
      ref={dialog}
      className="panel-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        if (!isBusy) close()
      }}
    >
      <form className="panel-dialog__body" onSubmit={send} noValidate>
        <h2 id={titleId}>{title}</h2>
        {children}
        <div role="alert">
          {faults.length > 0 && (
            <div className="panel-notice panel-notice--bad">
              {faults.map((fault) => (
                <p key={fault}>{fault}</p>
              ))}
            </div>
          )}
        </div>
        <div className="panel-dialog__foot">
          <button type="button" className="panel-button" onClick={close} disabled={isBusy}>
            Cancel
          </button>
          <button
            type="submit"
            className={`panel-button panel-button--primary${isDanger ? ' panel-button--danger' : ''}`}
            disabled={isBusy}
          >
            {isBusy ? 'One moment…' : action}
          </button>
        </div>
      </form>
    </dialog>
  )
}
