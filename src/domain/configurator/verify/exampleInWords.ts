import { labelText } from '../../label'
import type { Value } from '../configuration'
import { invariantReads, ruleReads } from '../dependencies'
import { wordsOf } from '../explain'
import { modelOf, type FieldModel } from '../model'
import { rulesCounted } from '../invariants'
import type { FamilyContent } from '../release'
import type { Example } from './accepted'
import type { VerifyFailure } from './verifyFamily'

/** Nobody reads a longer list of choices. */
const TOLD_AT_MOST = 12

/**
 * The choices under which a failure shows, as far as its rule looks at them: `Leg model: DL27`. What an
 * invariant looks at is also what brings the lines that it counts.
 */
export function exampleInWords(
  content: FamilyContent,
  { rule, example }: Pick<VerifyFailure, 'rule' | 'example'>,
): string {
  const model = modelOf(content)
  const byId = ({ id }: { id: string }) => id === rule
  const rules = content.rules.filter(byId)
  const invariants = content.invariants.filter(byId)
  const counted = invariants.flatMap((invariant) => rulesCounted(content, invariant))
  const slots = [
    ...invariants.map((invariant) => invariantReads(model, invariant, null)),
    ...[...rules, ...counted].map((one) => ruleReads(model, one, null)),
  ].flatMap((reads) => [...reads.slots()])
  return chosenInWords(content, new Set(slots), example)
}

/** What of an example stands in these slots: `Leg model: DL27, Basins 1 Type: E-Sink`. */
export function chosenInWords(
  content: FamilyContent,
  slots: ReadonlySet<string>,
  { configuration, accessories: picked }: Pick<Example, 'configuration' | 'accessories'>,
): string {
  const model = modelOf(content)
  const options = [...model.fields].flatMap(([key, field]) => {
    const value = configuration[key]
    return slots.has(key) && !Array.isArray(value) ? said('', field, value ?? null) : []
  })
  const elements = [...model.groups].flatMap(([key, { group, fields }]) => {
    const list = configuration[key]
    if (!Array.isArray(list)) return []
    return list.flatMap((values, index) =>
      [...fields].flatMap(([name, field]) =>
        slots.has(`${key}.${name}`)
          ? said(`${labelText(group.label, 'en')} ${index + 1} `, field, values[name] ?? null)
          : [],
      ),
    )
  })
  const accessories = slots.has('accessories')
    ? picked.map(({ partNumber }) => `accessory ${partNumber}`)
    : []
  return [...options, ...elements, ...accessories].slice(0, TOLD_AT_MOST).join(', ')
}

function said(before: string, { field, choices }: FieldModel, value: Value): string[] {
  if (value === null) return []
  const choice = typeof value === 'string' ? choices.get(value) : undefined
  return [
    `${before}${labelText(field.label, 'en')}: ${labelText(choice?.label ?? wordsOf(value), 'en')}`,
  ]
}
