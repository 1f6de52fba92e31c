'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { FORM_LABELS, type FormKind } from '../../domain/quality/codes'
import { call } from '../panel/call'
import { words } from './words'

type Props = {
  build: { id: string; buildNumber: string; rev?: number | null }
  kind: FormKind
  attempt: number
  /** A step of the build that comes first. */
  move: { to: string; label: string } | null
}

const withId = z.object({ id: z.string() })

/** Opens the next attempt at a form, or the draft that somebody opened meanwhile, and goes to it. */
export function OpenForm({ build, kind, attempt, move }: Props) {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  const open = async () => {
    setBusy(true)
    setFault(null)
    const moved =
      move &&
      (await call(`/api/builds/${build.id}?depth=0`, z.object({ doc: withId }), {
        method: 'PATCH',
        body: { status: move.to, rev: build.rev },
      }))
    const opened =
      moved && !moved.ok
        ? moved
        : await call(`/api/builds/${build.id}/inspections`, withId, {
            method: 'POST',
            body: { kind },
          })
    if (!opened.ok) {
      setFault(opened.refusals.map(({ message }) => message).join(' '))
      setBusy(false)
      router.refresh()
      return
    }
    router.push(`/admin/collections/inspections/${opened.answer.id}`)
  }
  return (
    <div className="form-open">
      <button
        type="button"
        className="panel-button form-button panel-button--primary"
        disabled={isBusy}
        onClick={() => void open()}
      >
        {isBusy ? words.forms.opening : words.forms.open(FORM_LABELS[kind], attempt)}
        <span className="panel-hidden"> ({build.buildNumber})</span>
      </button>
      {move && <span className="panel-table__sub">{words.forms.movesFirst(move.label)}</span>}
      <span role="alert" className="panel-field__fault">
        {fault}
      </span>
    </div>
  )
}
