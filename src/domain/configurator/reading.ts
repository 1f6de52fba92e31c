import type { Configuration, ElementValues, Value } from './configuration'
import * as say from './messages'
import type { FieldModel, GroupModel, Model } from './model'
import { openValue } from './offer'
import { isJsonObject, ownOf, quotedKey, type Complaints, type JsonObject } from './raw'

/** Longer lists are cut before they are read; no family needs that many elements. */
export const ELEMENTS_AT_MOST = 50

/**
 * Reads unchecked JSON into a configuration: every option and group is present afterwards, absent
 * ones as null, false or []. Complains about unknown keys, unknown choices and wrong types;
 * whether the values fit together is judged elsewhere.
 */
export function readConfiguration(model: Model, raw: unknown, faults: Complaints): Configuration {
  if (!isJsonObject(raw)) faults.add('', '', 'invalid_value', say.notAnObject)

  const given = isJsonObject(raw) ? raw : {}
  const configuration: Configuration = {}
  complainOfUnknownKeys(given, '', (key) => model.fields.has(key) || model.groups.has(key), faults)
  for (const [key, field] of model.fields)
    configuration[key] = readValue(field, ownOf(given, key), key, key, faults)
  for (const [key, group] of model.groups)
    configuration[key] = readElements(group, ownOf(given, key), faults)
  return configuration
}

function complainOfUnknownKeys(
  given: JsonObject,
  prefix: string,
  known: (key: string) => boolean,
  faults: Complaints,
): void {
  for (const key of Object.keys(given))
    if (!known(key)) faults.add('', prefix + quotedKey(key), 'option_unknown', say.unknownKey(key))
}

function readValue(
  model: FieldModel,
  raw: unknown,
  slot: string,
  path: string,
  faults: Complaints,
): Value {
  const { field, choices } = model
  const absent = openValue(model)
  if (raw === undefined || raw === null) return absent

  if (field.type === 'CHOICE' && typeof raw === 'string') {
    if (choices.has(raw)) return raw
    faults.add(slot, path, 'option_unknown', say.unknownChoice(field, raw))
    return absent
  }
  if (field.type === 'BOOLEAN' && typeof raw === 'boolean') return raw
  if (field.type === 'INTEGER' || field.type === 'NUMBER')
    if (typeof raw === 'number' && Number.isFinite(raw)) return raw

  faults.add(slot, path, 'invalid_value', say.wrongType(field))
  return absent
}

function readElements(
  { group, fields }: GroupModel,
  raw: unknown,
  faults: Complaints,
): ElementValues[] {
  if (raw === undefined || raw === null) return []
  if (!Array.isArray(raw)) {
    faults.add(group.key, group.key, 'invalid_value', say.notAList(group))
    return []
  }
  if (raw.length > ELEMENTS_AT_MOST)
    faults.add(
      group.key,
      group.key,
      'out_of_range',
      say.wrongCount(group, 0, ELEMENTS_AT_MOST, raw.length),
    )

  return raw.slice(0, ELEMENTS_AT_MOST).map((entry: unknown, index) => {
    const path = `${group.key}.${index}`
    if (!isJsonObject(entry)) faults.add(group.key, path, 'invalid_value', say.notAnElement(group))

    const given = isJsonObject(entry) ? entry : {}
    const values: ElementValues = {}
    complainOfUnknownKeys(given, `${path}.`, (key) => fields.has(key), faults)
    for (const [key, field] of fields)
      values[key] = readValue(
        field,
        ownOf(given, key),
        `${group.key}.${key}`,
        `${path}.${key}`,
        faults,
      )
    return values
  })
}
