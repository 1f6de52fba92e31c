import { labelText, type Locale } from '../label'
import { isJsonObject } from './raw'
import type { FamilyContent } from './release'

/** The option under which outside clients know a model (contract 5); its codes are the model's name. */
const KNOWN = 'sinkModel'

/**
 * What a sink is called on cards, slips and labels: the code of its model, or in a family without such an
 * option the answer to the first choice that it asks.
 */
export function modelName(
  { options }: Pick<FamilyContent, 'options'>,
  configuration: unknown,
  locale: Locale = 'en',
): string | null {
  if (!isJsonObject(configuration)) return null
  const known = configuration[KNOWN]
  if (typeof known === 'string') return known
  const field = options.find(({ type }) => type === 'CHOICE')
  if (field?.type !== 'CHOICE') return null
  const choice = field.choices.find(({ value }) => value === configuration[field.key])
  return choice ? labelText(choice.label, locale) : null
}
