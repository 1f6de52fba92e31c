import type { OrderWizardProps } from '../OrderWizard'
import type { DraftSaver } from '../state/draftSaver'
import type { Faults } from '../state/faults'
import type { Dispatch } from '../state/reducer'
import type { WizardState } from '../state/wizard'

/** What every step is given. */
export type StepProps = OrderWizardProps & {
  state: WizardState
  dispatch: Dispatch
  faults: Faults
  saver: DraftSaver
  /** Says something to those who cannot see the screen. */
  announce: (text: string) => void
  /** Leads to an input, wherever it is. */
  jumpTo: (field: string) => void
}
