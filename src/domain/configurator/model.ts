import type { Choice, Derived, FamilyContent, Field, Group } from './release'

export type FieldModel = {
  field: Field
  /** Choices by value; empty for other types. */
  choices: ReadonlyMap<string, Choice>
}

export type GroupModel = { group: Group; fields: ReadonlyMap<string, FieldModel> }

/** A family's content with everything findable by key. Built once per content. */
export type Model = {
  content: FamilyContent
  fields: ReadonlyMap<string, FieldModel>
  groups: ReadonlyMap<string, GroupModel>
  /** Derived values of the sink. */
  derived: ReadonlyMap<string, Derived>
  /** Derived values of elements, by group and key. */
  elementDerived: ReadonlyMap<string, ReadonlyMap<string, Derived>>
  parameters: ReadonlyMap<string, number>
}

const byKey = (fields: readonly Field[]): Map<string, FieldModel> =>
  new Map(
    fields.map((field) => [
      field.key,
      {
        field,
        choices: new Map(
          field.type === 'CHOICE' ? field.choices.map((choice) => [choice.value, choice]) : [],
        ),
      },
    ]),
  )

function build(content: FamilyContent): Model {
  const ofGroup = (key: string) => content.derived.filter(({ group }) => group === key)
  const named = (list: readonly Derived[]) => new Map(list.map((entry) => [entry.key, entry]))
  return {
    content,
    fields: byKey(content.options),
    groups: new Map(
      content.groups.map((group) => [group.key, { group, fields: byKey(group.fields) }]),
    ),
    derived: named(content.derived.filter(({ group }) => group === undefined)),
    elementDerived: new Map(content.groups.map(({ key }) => [key, named(ofGroup(key))])),
    parameters: new Map(content.parameters.map((entry) => [entry.name, entry.default])),
  }
}

const models = new WeakMap<FamilyContent, Model>()

/** The model of a content; content is immutable, so it is kept for as long as the content lives. */
export function modelOf(content: FamilyContent): Model {
  const known = models.get(content)
  if (known) return known

  const fresh = build(content)
  models.set(content, fresh)
  return fresh
}
