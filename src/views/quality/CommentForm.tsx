'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { TextArea } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { words } from './words'

const TEXT = words.nc

/** Says something about a nonconformance; who and when are the server's to write. */
export function CommentForm({ id }: { id: string }) {
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faults } = useCommand()
  const lacks = text.trim() === '' ? TEXT.needsComment : null

  const submit = () => {
    setTried(true)
    if (lacks) return
    void run({
      path: '/api/nonconformance-comments?depth=0',
      schema: z.object({ doc: z.object({ id: z.string() }) }),
      body: { nonconformance: id, text: text.trim() },
      done: () => {
        toast.success(TEXT.commented)
        setText('')
        setTried(false)
      },
    })
  }
  return (
    <form
      className="nc-comment"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) submit()
      }}
    >
      <TextArea
        label={TEXT.comment}
        value={text}
        change={setText}
        maxLength={2000}
        help={TEXT.commentKept}
        required
        fault={isTried ? lacks : null}
      />
      <div role="alert">
        {faults.length > 0 && (
          <div className="panel-notice panel-notice--bad">
            {faults.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        )}
      </div>
      <button type="submit" className="panel-button form-button" disabled={isBusy}>
        {isBusy ? TEXT.sending : TEXT.send}
      </button>
    </form>
  )
}
