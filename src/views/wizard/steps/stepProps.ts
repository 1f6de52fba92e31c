import type { OrderWizardProps } from '../OrderWizard'
import type { Attempts } from '../state/attempts'
import type { DraftSaver } from '../state/draftSaver'
import type { Faults } from '../state/faults'
import type { Place } from '../state/path'
import type { Dispatch } from '../state/reducer'
import type { WizardState } from '../state/wizard'

/** What every step is given. */
export type StepProps = OrderWizardProps & {
  state: WizardState
  dispatch: Dispatch
  faults: Faults
  saver: DraftSaver
  attempts: Attempts
  /** Says something to those who cannot see the screen. */
  announce: (text: string) => void
  /** Leads to an input, wherever it is. */
  jumpTo: (field: string) => void
  /** Takes up a release that was published meanwhile; answers whether there was one. */
  renew: () => Promise<boolean>
}

/** What the steps that design one sink need; a build that is changed later is given no more. */
export type SinkStepProps = Pick<
  StepProps,
  'world' | 'currency' | 'state' | 'dispatch' | 'faults' | 'announce' | 'jumpTo' | 'renew'
> & { go: (place: Place) => void }
