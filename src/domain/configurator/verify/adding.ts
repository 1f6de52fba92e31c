import type { Condition } from '../ast'
import { holdsIfAny } from '../evaluate'
import { fillId } from '../explain'
import type { Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { Rule } from '../release'
import { scopesFor, type Scope } from '../scope'

/** An id that a rule may put on a bill, as it is written, and what has to hold beside the rule's own condition. */
export type Candidate = { id: string; when: Condition | undefined }
export type Adding = readonly [rule: Rule, candidate: Candidate]

/** What decides whether these rules add this id. */
export function readsOfAdding(model: Model, addings: readonly Adding[], id: string): Reads {
  const reads = readsOf(model)
  for (const [{ when, forEach }, candidate] of addings) {
    const self = forEach ?? null
    reads.condition(when, self).condition(candidate.when, self)
    if (candidate.id !== id) reads.template(candidate.id, self)
    if (self !== null) reads.eachOf(self)
  }
  return reads
}

/** Whether all of them add the id in one scope; what only the catalogue can tell (`provided`) is taken both ways. */
export function addAll(addings: readonly Adding[], id: string, { provided }: Reads) {
  const either = [new Set<string>(), provided]
  return (scope: Scope): boolean =>
    either.some((tags) => addings.every((one) => adds(one, { ...scope, provided: tags }, id)))
}

const adds = ([rule, candidate]: Adding, scope: Scope, id: string): boolean =>
  scopesFor(scope, rule.forEach).some(
    (inside) =>
      holdsIfAny(rule.when, inside) &&
      holdsIfAny(candidate.when, inside) &&
      (candidate.id === id || isFilledTo(candidate.id, inside, id)),
  )

function isFilledTo(template: string, scope: Scope, id: string): boolean {
  const filled = fillId(template, scope)
  return filled.ok && filled.text === id
}
