'use client'

import { faultInWords, type Fault } from '../state/faults'
import { words } from '../words'

const SHOWN_AT_MOST = 6

/** What needs attention on this step, each with a way to its input. */
export function FaultSummary({
  faults,
  jumpTo,
}: {
  faults: readonly Fault[]
  jumpTo: (field: string) => void
}) {
  if (faults.length === 0) return null
  return (
    <div className="wizard-message is-bad">
      <p>{words.steps.attention(faults.length)}</p>
      <ul>
        {faults.slice(0, SHOWN_AT_MOST).map((fault) => (
          <li key={fault.field + fault.message}>
            <button type="button" className="wizard-link" onClick={() => jumpTo(fault.field)}>
              {faultInWords(fault)}
            </button>
          </li>
        ))}
        {faults.length > SHOWN_AT_MOST && (
          <li>{words.bom.andMore(faults.length - SHOWN_AT_MOST)}</li>
        )}
      </ul>
    </div>
  )
}
