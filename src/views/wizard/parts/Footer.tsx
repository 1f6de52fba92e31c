'use client'

import { Button } from '@payloadcms/ui'
import { before, isNextBuild, type Place } from '../state/path'
import { STEPS, type WizardState } from '../state/wizard'
import { words } from '../words'

type Props = {
  state: WizardState
  back: (place: Place) => void
  next?: () => void
  nameOf: (build: number) => string
  /** Stands in the place of Next. */
  children?: React.ReactNode
}

/** Back and Next, always in reach, saying where they lead. */
export function Footer({ state, back, next, nameOf, children }: Props) {
  const previous = before(state)
  const following = STEPS.find((step) => step > state.step) ?? state.step
  return (
    <footer className="wizard__footer">
      {previous ? (
        <Button margin={false} size="large" buttonStyle="secondary" onClick={() => back(previous)}>
          {previous.step === state.step
            ? words.design.previousBuild(nameOf(previous.build))
            : words.steps.backTo(words.steps.names[previous.step])}
        </Button>
      ) : (
        <span />
      )}
      {next && (
        <Button margin={false} size="large" className="wizard-primary" onClick={next}>
          {isNextBuild(state)
            ? words.design.nextBuild(nameOf(state.build + 1))
            : words.steps.nextTo(words.steps.names[following])}
        </Button>
      )}
      {children}
    </footer>
  )
}
