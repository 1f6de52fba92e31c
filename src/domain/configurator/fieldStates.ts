import type { Label } from '../label'
import type { Configuration, ConfigurationContext, Value } from './configuration'
import { fieldPath, groupLimits } from './check'
import { holdsIfAny } from './evaluate'
import { explain } from './explain'
import { modelOf, type FieldModel } from './model'
import { isVisible, problemOfChoice } from './offer'
import type { FamilyContent, Field, GroupKind } from './release'
import { elementsOf, scopeOf, scopesFor, withElement, type Scope } from './scope'

export type ChoiceState = {
  value: string
  label: Label
  available: boolean
  /** Why it is not available. */
  reason: Label | null
}

/** What a form needs to know to draw one field. */
export type FieldState = {
  /** Dotted path of the input: `length`, `basins.0.type`. */
  path: string
  field: Field
  value: Value
  visible: boolean
  required: boolean
  choices: readonly ChoiceState[]
  notes: readonly Label[]
}

export type GroupState = {
  key: string
  kind: GroupKind
  label: Label
  visible: boolean
  /** Null while the rest of the configuration does not tell. */
  limits: { min: number; max: number } | null
  notes: readonly Label[]
  elements: readonly { heading: Label; fields: readonly FieldState[] }[]
}

export type FormState = { options: readonly FieldState[]; groups: readonly GroupState[] }

/**
 * Everything step 3 of the wizard shows for a normalised configuration: which fields are visible
 * and required, which choices are possible and why others are not, and the notes beside them.
 */
export function formState(
  content: FamilyContent,
  configuration: Configuration,
  context: ConfigurationContext,
): FormState {
  const model = modelOf(content)
  const scope = scopeOf(model, configuration, context)
  const notes = notesByPath(content, scope)

  return {
    options: [...model.fields.values()].map((field) =>
      stateOf(field, configuration[field.field.key], field.field.key, scope, notes),
    ),
    groups: [...model.groups.values()].map(({ group, fields }) => ({
      key: group.key,
      kind: group.kind,
      label: group.label,
      visible: holdsIfAny(group.visible, scope),
      limits: groupLimits(group, scope),
      notes: notes.get(group.key) ?? [],
      elements: elementsOf(scope, group.key).map((values, index) => {
        const inside = withElement(scope, group.key, index, values)
        return {
          heading: explain(group.elementLabel, inside),
          fields: [...fields.values()].map((field) =>
            stateOf(
              field,
              values[field.field.key],
              `${group.key}.${index}.${field.field.key}`,
              inside,
              notes,
            ),
          ),
        }
      }),
    })),
  }
}

function stateOf(
  model: FieldModel,
  raw: Configuration[string] | undefined,
  path: string,
  scope: Scope,
  notes: ReadonlyMap<string, Label[]>,
): FieldState {
  const { field } = model
  const visible = isVisible(model, scope)
  return {
    path,
    field,
    value: Array.isArray(raw) ? null : (raw ?? null),
    visible,
    required: visible && field.required,
    choices: [...model.choices.values()].map((choice) => {
      const problem = problemOfChoice(model, choice.value, scope)
      return {
        value: choice.value,
        label: choice.label,
        available: problem === null,
        reason: problem?.sentence ?? null,
      }
    }),
    notes: notes.get(path) ?? [],
  }
}

function notesByPath(content: FamilyContent, scope: Scope): Map<string, Label[]> {
  const notes = new Map<string, Label[]>()
  for (const note of content.notes)
    for (const inside of scopesFor(scope, note.forEach)) {
      if (!holdsIfAny(note.when, inside)) continue
      const path = fieldPath(note.field, inside)
      notes.set(path, [...(notes.get(path) ?? []), explain(note.message, inside)])
    }
  return notes
}

/** Paths of the inputs that are shown, in form order; hidden fields are cleared when stored. */
export function visibleFields(
  content: FamilyContent,
  configuration: Configuration,
  context: ConfigurationContext,
): string[] {
  const { options, groups } = formState(content, configuration, context)
  const shown = (fields: readonly FieldState[]) =>
    fields.filter(({ visible }) => visible).map(({ path }) => path)
  return [
    ...shown(options),
    ...groups
      .filter(({ visible }) => visible)
      .flatMap(({ elements }) => elements.flatMap(({ fields }) => shown(fields))),
  ]
}
