import type {
  Configuration,
  ConfigurationContext,
} from '../../../domain/configurator/configuration'
import { formState, type FieldState } from '../../../domain/configurator/fieldStates'
import { followChanges } from '../../../domain/configurator/follow'
import type { FamilyContent } from '../../../domain/configurator/release'
import type { Value } from '../../../domain/configurator/configuration'
import { withValue } from '../../wizard/state/designs'

const ROUNDS = 80

/** A configuration with the first possible answer wherever one is still demanded. */
export function filled(
  content: FamilyContent,
  given: Configuration,
  context: ConfigurationContext,
): Configuration {
  let configuration = followChanges(content, given, context).configuration
  for (let round = 0; round < ROUNDS; round += 1) {
    const { options, groups } = formState(content, configuration, context)
    const open = [
      ...options,
      ...groups.flatMap(({ visible, elements }) =>
        visible ? elements.flatMap(({ fields }) => fields) : [],
      ),
    ].find((state) => state.visible && state.required && state.value === null)
    if (!open) break
    const answer = firstAnswer(open)
    if (answer === null) break
    configuration = followChanges(
      content,
      withValue(configuration, open.path, answer),
      context,
    ).configuration
  }
  return configuration
}

function firstAnswer({ field, choices }: FieldState): Value {
  switch (field.type) {
    case 'CHOICE':
      return choices.find(({ available }) => available)?.value ?? null
    case 'BOOLEAN':
      return false
    default:
      return field.min
  }
}
