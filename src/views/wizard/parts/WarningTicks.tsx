import type { ShownWarning } from '../../shared/preview'
import type { Dispatch } from '../state/reducer'
import type { PreviewState } from '../state/usePreviews'
import type { WizardState } from '../state/wizard'
import { words } from '../words'

const say = words.review

/** One warning of one build; builds are told apart because the same rule speaks on several. */
export const keyOfWarning = (build: number, warning: ShownWarning) => `${build}/${warning.id}`

export const warningsIn = (preview: PreviewState | undefined): readonly ShownWarning[] =>
  preview?.status === 'ready' ? preview.preview.warnings : []

type Props = {
  state: WizardState
  dispatch: Dispatch
  build: number
  warnings: readonly ShownWarning[]
  jumpTo: (field: string) => void
}

/** The warnings of a build, each with its tick that it was read (handbook 5.3). */
export function WarningTicks({ state, dispatch, build, warnings, jumpTo }: Props) {
  if (warnings.length === 0) return null
  return (
    <fieldset className="wizard-warnings">
      <legend>{say.warnings}</legend>
      {warnings.map((warning) => (
        <div key={warning.id}>
          <p>
            <strong>{warning.code}</strong> {warning.message}{' '}
            <button
              type="button"
              className="wizard-link"
              onClick={() => jumpTo(fieldOfWarning(`builds.${build}`, warning))}
            >
              {say.goTo}
            </button>
          </p>
          <label className="wizard-tick">
            <input
              type="checkbox"
              checked={state.acknowledged.has(keyOfWarning(build, warning))}
              onChange={({ target }) =>
                dispatch({
                  type: 'acknowledge',
                  warning: keyOfWarning(build, warning),
                  on: target.checked,
                })
              }
            />
            <span>
              {say.acknowledge}
              <span className="sr-only"> {warning.message}</span>
            </span>
          </label>
        </div>
      ))}
    </fieldset>
  )
}

const fieldOfWarning = (at: string, { field }: ShownWarning): string =>
  field.startsWith('accessories')
    ? `${at}.${field.replace(/\.partNumber$/, '')}`
    : `${at}.configuration.${field}`
