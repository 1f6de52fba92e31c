import type { ConfigurationContext } from '../../domain/configurator/configuration'
import { formState } from '../../domain/configurator/fieldStates'
import { valueInWords } from '../../domain/configurator/inWords'
import type { FamilyContent } from '../../domain/configurator/release'
import { labelText } from '../../domain/label'
import type { Part } from '../stale/merge'
import type { Design } from '../wizard/state/wizard'

/** What of a design is chosen as one: an option, a whole group such as the basins, the accessories. */
export const designParts = ({ options, groups }: FamilyContent): Part[] => [
  ...[...options, ...groups].map(({ key, label }) => ({
    key,
    label: labelText(label),
    paths: [['configuration', key]],
  })),
  { key: 'accessories', label: 'Accessories', paths: [['accessories']] },
]

/** What a design says in each of its parts, line by line. */
export function designInWords(
  content: FamilyContent,
  { configuration, accessories }: Design,
  context: ConfigurationContext,
): ReadonlyMap<string, readonly string[]> {
  const { options, groups } = formState(content, configuration, context)
  return new Map<string, readonly string[]>([
    ...options.map((state): [string, string[]] => [
      state.field.key,
      state.visible && state.value !== null ? [valueInWords(state)] : [],
    ]),
    ...groups.map(({ key, elements }): [string, string[]] => [
      key,
      elements.map(({ heading, fields }) => {
        const said = fields.filter(({ visible, value }) => visible && (value ?? false) !== false)
        return `${labelText(heading)}: ${said.map((state) => `${labelText(state.field.label)} ${valueInWords(state)}`).join(', ')}`
      }),
    ]),
    ['accessories', accessories.map(({ partNumber, quantity }) => `${quantity} × ${partNumber}`)],
  ])
}
