'use client'

import { buildNumberOf } from '../state/designs'
import type { WizardState } from '../state/wizard'
import { words } from '../words'

type Props = {
  state: WizardState
  /** Open entries per build, or a word of another kind. */
  standing: (build: number) => { text: string; isDone: boolean; isFaulty: boolean }
  go: (build: number) => void
}

/** The sinks of the order, each with how far it is. */
export function BuildTabs({ state, standing, go }: Props) {
  if (state.quantity === 1) return null
  return (
    <nav className="wizard-builds" aria-label={words.design.builds}>
      <ul>
        {Array.from({ length: state.quantity }, (_, build) => {
          const { text, isDone, isFaulty } = standing(build)
          const isCurrent = build === state.build
          return (
            <li key={build}>
              <button
                type="button"
                aria-current={isCurrent ? 'true' : undefined}
                className={isFaulty ? 'is-faulty' : isDone ? 'is-done' : undefined}
                onClick={() => go(build)}
              >
                <span className="wizard-builds__mark" aria-hidden="true">
                  {isDone ? '✓' : isFaulty ? '!' : build + 1}
                </span>
                <span>
                  {words.design.build(buildNumberOf(state, build), build)}
                  <small>{text}</small>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
