import { label, labelText, type Locale } from '../label'
import type { Configuration, ConfigurationContext } from './configuration'
import { formState, type FieldState } from './fieldStates'
import type { FamilyContent } from './release'

const OPEN = label('open', 'à préciser', 'por definir')
const YES = label('Yes', 'Oui', 'Sí')
const NO = label('No', 'Non', 'No')
const NONE = label('none', 'aucun', 'ninguno')

export type SaidField = { path: string; label: string; value: string; isOpen: boolean }
export type SaidBlock = { key: string; heading: string | null; path: string; fields: SaidField[] }
export type SaidSection = { key: string; heading: string; blocks: SaidBlock[] }

/**
 * A configuration in words, in the order of the release's wizard; hidden fields are left out.
 * @param tellsNothing whether what was asked and answered with no or nothing is said too
 */
export function configurationInWords(
  content: FamilyContent,
  configuration: Configuration,
  context: ConfigurationContext,
  { tellsNothing = false } = {},
): SaidSection[] {
  const locale = context.locale ?? 'en'
  const form = formState(content, configuration, context)
  const options = new Map(form.options.map((state) => [state.path, state]))
  const groups = new Map(form.groups.map((group) => [group.key, group]))

  return content.wizard.sections.map((section) => ({
    key: section.key,
    heading: labelText(section.label, locale),
    blocks: section.blocks.flatMap((block): SaidBlock[] => {
      const names = block.fields.map(({ field }) => field)
      if (block.group === undefined)
        return [
          {
            key: block.key,
            heading: null,
            path: names[0] ?? block.key,
            fields: said(
              names.flatMap((name) => options.get(name) ?? []),
              locale,
              tellsNothing,
            ),
          },
        ]

      const group = groups.get(block.group)
      if (!group?.visible) return []
      if (group.elements.length === 0)
        return [
          { key: block.key, heading: labelText(group.label, locale), path: group.key, fields: [] },
        ]

      return group.elements.map(({ heading, fields }, index) => ({
        key: `${block.key}.${index}`,
        heading: labelText(heading, locale),
        path: `${group.key}.${index}`,
        fields: said(
          fields.filter(({ field }) => names.includes(field.key)),
          locale,
          tellsNothing,
        ),
      }))
    }),
  }))
}

const said = (fields: readonly FieldState[], locale: Locale, tellsNothing: boolean): SaidField[] =>
  fields
    .filter(
      ({ visible, value, required }) =>
        visible && (tellsNothing || required || (value ?? false) !== false),
    )
    .map((state) => ({
      path: state.path,
      label: labelText(state.field.label, locale),
      value:
        state.value === null && !state.required
          ? labelText(NONE, locale)
          : valueInWords(state, locale),
      isOpen: state.value === null && state.required,
    }))

/** The value of one field as people say it: choices by label, numbers with their unit. */
export function valueInWords({ field, value, choices }: FieldState, locale: Locale = 'en'): string {
  if (value === null) return labelText(OPEN, locale)
  if (typeof value === 'boolean') return labelText(value ? YES : NO, locale)
  if (field.type === 'INTEGER' || field.type === 'NUMBER')
    return `${value}${field.unit ? ` ${labelText(field.unit, locale)}` : ''}`
  const choice = choices.find((entry) => entry.value === value)
  return choice ? labelText(choice.label, locale) : String(value)
}
