import { buildOfField, stepOfField, type Faults } from './faults'
import { formOf } from './path'
import type { WizardState } from './wizard'

/**
 * The faults that may be seen, by field: what the server refused, fields that were left, and forms
 * where Next was pressed. Nobody is told of a fault while still typing for the first time.
 */
export function shownFaults(state: WizardState, faults: Faults): ReadonlyMap<string, string> {
  const shown = new Map<string, string>()
  for (const { field, message } of state.refusals) if (field) shown.set(field, message)
  for (const { field, message } of [...faults.details, ...faults.sinks, ...faults.designs.flat()]) {
    const step = stepOfField(field)
    const form = formOf({ step, build: buildOfField(field) ?? 0 })
    if (state.touched.has(field) || state.attempted.has(form)) shown.set(field, message)
  }
  return shown
}
