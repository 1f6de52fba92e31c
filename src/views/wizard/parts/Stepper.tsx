'use client'

import { STEPS, type Step } from '../state/wizard'
import { words } from '../words'

export type Standing = { isOpen: boolean; isDone: boolean; isFaulty: boolean }

/** The five steps; finished ones and the next one can be opened directly. */
export function Stepper({
  current,
  standing,
  go,
}: {
  current: Step
  standing: (step: Step) => Standing
  go: (step: Step) => void
}) {
  return (
    <nav className="wizard-stepper" aria-label={words.steps.nav}>
      <ol>
        {STEPS.map((step) => {
          const { isOpen, isDone, isFaulty } = standing(step)
          const isCurrent = step === current
          const state = isFaulty ? words.steps.faulty : isDone ? words.steps.done : null
          return (
            <li key={step} className={isCurrent ? 'is-current' : isDone ? 'is-done' : undefined}>
              <button
                type="button"
                aria-current={isCurrent ? 'step' : undefined}
                disabled={!isOpen && !isCurrent}
                title={isOpen || isCurrent ? undefined : words.steps.locked}
                onClick={() => go(step)}
              >
                <span className={`wizard-stepper__number${isFaulty ? ' is-faulty' : ''}`}>
                  {isFaulty ? '!' : isDone && !isCurrent ? '✓' : step}
                </span>
                <span className="wizard-stepper__name">{words.steps.names[step]}</span>
                {state && <span className="sr-only">, {state}</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
