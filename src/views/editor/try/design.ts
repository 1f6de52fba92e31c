import { checkConfiguration } from '../../../domain/configurator/check'
import type { FilledSample } from '../../../domain/configurator/fill/solve'
import { blankConfiguration } from '../../../domain/configurator/follow'
import { normalizeConfiguration } from '../../../domain/configurator/normalize'
import type { FamilyContent } from '../../../domain/configurator/release'
import type { TrialAsk } from './useTrial'

/** The sample that a trial stands on. */
export type Design = FilledSample

export const blankDesign = (family: FamilyContent): Design => ({
  configuration: blankConfiguration(family),
  accessories: [],
  language: 'EN',
})

/** What is asked of the server: only a complete configuration gives a bill of materials. */
export function trialAsk(family: FamilyContent, design: Design): TrialAsk | null {
  const { configuration } = normalizeConfiguration(family, design.configuration)
  const checked = checkConfiguration(family, configuration, { language: design.language })
  return checked.ok ? { ...design, configuration: checked.value, content: family } : null
}
