import type { Refusal } from '../refusal'
import type { Label } from '../label'
import type { Value } from './configuration'
import { holds, holdsIfAny } from './evaluate'
import { explain } from './explain'
import * as say from './messages'
import type { FieldModel } from './model'
import type { Choice } from './release'
import type { Scope } from './scope'

/** Why a value is not possible here. */
export type Problem = { code: Refusal['code']; sentence: Label; rule?: string }

/** What is stored when a choice is made: itself, or what it stands for (`CENTER` on two basins). */
export function storedValue(choice: Choice, scope: Scope): string | null {
  if (!choice.storedAs) return choice.value
  return choice.storedAs.find((entry) => holds(entry.when, scope))?.value ?? null
}

/** The first reason against a choice as the configuration stands, or null. */
export function problemOfChoice(model: FieldModel, value: string, scope: Scope): Problem | null {
  const said = model.choices.get(value)
  if (!said) return { code: 'option_unknown', sentence: say.unknownChoice(model.field, value) }

  const stored = storedValue(said, scope)
  const meant = stored === null ? undefined : model.choices.get(stored)
  if (!meant) return { code: 'invalid_value', sentence: say.notOfferedYet(model.field) }

  for (const entry of meant.only ?? [])
    if (!holds(entry.when, scope))
      return { code: entry.code, sentence: explain(entry.message, scope), rule: entry.id }
  return null
}

/** What is wrong with the value of one visible field, or null (handbook 5.3). */
export function problemOfValue(model: FieldModel, value: Value, scope: Scope): Problem | null {
  const { field } = model
  if (value === null)
    return field.required ? { code: 'required', sentence: say.missing(field) } : null

  if (field.type === 'CHOICE')
    return typeof value === 'string' ? problemOfChoice(model, value, scope) : null

  if ((field.type === 'INTEGER' || field.type === 'NUMBER') && typeof value === 'number') {
    const whole = field.type === 'NUMBER' || Number.isSafeInteger(value)
    if (!whole || value < field.min || value > field.max)
      return { code: 'out_of_range', sentence: say.outsideRange(field) }
  }
  return null
}

export const isVisible = (model: FieldModel, scope: Scope): boolean =>
  holdsIfAny(model.field.visible, scope)

/**
 * What a field holds that is hidden or was never answered: a yes/no that may be left alone is "no", one
 * that has to be answered is open.
 */
export const openValue = ({ field }: FieldModel): Value =>
  field.type === 'BOOLEAN' && !field.required ? false : null
