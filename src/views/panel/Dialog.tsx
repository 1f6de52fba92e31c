'use client'

import { useId, type FormEvent, type ReactNode } from 'react'
import { useModalDialog } from '../shared/useModalDialog'
import './panel.scss'

type Props = {
  title: string
  close: () => void
  submit: () => void
  /** What the confirming button says; null where there is nothing to confirm. */
  action: string | null
  /** What the closing button says; another word where the act itself is called Cancel. */
  back?: string
  isDanger?: boolean
  isBusy: boolean
  /** What the server refused, in sentences; some lead to the place that is meant. */
  faults: readonly ReactNode[]
  children: ReactNode
}

/**
 * A modal form, which keeps the focus inside and gives it back. Escape closes it, but not while an answer
 * is on its way.
 */
export function Dialog(props: Props) {
  const { title, close, submit, action, back = 'Cancel', isBusy, faults, children } = props
  const { isDanger = false } = props
  const dialog = useModalDialog()
  const titleId = useId()

  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isBusy && action !== null) submit()
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
              {faults.map((fault, index) => (
                <p key={index}>{fault}</p>
              ))}
            </div>
          )}
        </div>
        <div className="panel-dialog__foot">
          <button type="button" className="panel-button" onClick={close} disabled={isBusy}>
            {back}
          </button>
          {action !== null && (
            <button
              type="submit"
              className={`panel-button panel-button--primary${isDanger ? ' panel-button--danger' : ''}`}
              disabled={isBusy}
            >
              {isBusy ? 'One moment…' : action}
            </button>
          )}
        </div>
      </form>
    </dialog>
  )
}
