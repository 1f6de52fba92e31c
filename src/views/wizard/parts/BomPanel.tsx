'use client'

import { useState } from 'react'
import { BomTree } from '../../shared/BomTree'
import type { Preview } from '../../shared/preview'
import { faultInWords, type Fault } from '../state/faults'
import type { PreviewState } from '../state/usePreviews'
import { words } from '../words'

const say = words.bom
const SHOWN_AT_MOST = 5

type Props = {
  preview: PreviewState
  /** What is still open in the configuration. */
  faults: readonly Fault[]
  number: string
  currency: string
  jumpTo: (field: string) => void
  /** Prefix of the inputs of this build: `builds.0`. */
  prefix: string
  compact?: boolean
}

/** The preliminary bill of materials: what is missing for it, what refuses it, or its lines. */
export function BomPanel(props: Props) {
  const { preview, faults, number, currency, prefix, jumpTo, compact = true } = props
  const ready = preview.status === 'ready' ? preview.preview : null
  const shown = useLast(ready)

  if (faults.length > 0 || preview.status === 'none')
    return <Waiting intro={say.waiting} faults={faults} jumpTo={jumpTo} />

  if (preview.status === 'refused') {
    const refusals = preview.refusals.map(({ field, message }) => ({
      field: field ? `${prefix}.${field}` : prefix,
      message,
    }))
    return <Waiting intro={words.review.previewFailed} faults={refusals} jumpTo={jumpTo} />
  }
  if (!shown) return <p className="wizard-bom__busy">{say.updating}</p>
  return (
    <div className={`wizard-bom${ready ? '' : ' is-busy'}`} aria-busy={!ready}>
      <Completeness preview={shown} />
      <BomTree
        lines={shown.lines}
        currency={currency}
        caption={say.caption(number)}
        compact={compact}
      />
    </div>
  )
}

function Completeness({ preview }: { preview: Preview }) {
  if (preview.complete) return <p className="wizard-bom__complete">✓ {say.complete}</p>
  const unresolved = preview.lines.filter(({ kind }) => kind === 'UNRESOLVED').length
  return <p className="wizard-message is-warning">{say.unresolved(unresolved)}</p>
}

function Waiting({
  intro,
  faults,
  jumpTo,
}: {
  intro: string
  faults: readonly Fault[]
  jumpTo: (field: string) => void
}) {
  return (
    <div className="wizard-bom__waiting">
      <p>{intro}</p>
      <ul>
        {faults.slice(0, SHOWN_AT_MOST).map((fault) => (
          <li key={fault.field + fault.message}>
            <button type="button" className="wizard-link" onClick={() => jumpTo(fault.field)}>
              {faultInWords(fault)}
            </button>
          </li>
        ))}
        {faults.length > SHOWN_AT_MOST && <li>{say.andMore(faults.length - SHOWN_AT_MOST)}</li>}
      </ul>
    </div>
  )
}

/** The newest preview there was, so that the list does not flicker while the next is made. */
function useLast(preview: Preview | null): Preview | null {
  const [last, setLast] = useState(preview)
  if (preview !== null && preview !== last) setLast(preview)
  return preview ?? last
}
