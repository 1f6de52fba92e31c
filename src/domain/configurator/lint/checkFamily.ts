import type { FamilyContent } from '../release'
import { amountProblems } from './amounts'
import { bandProblems } from './bands'
import { checklistProblems } from './checklists'
import { emptinessProblems } from './emptiness'
import { emptyFormProblems } from './emptyForms'
import { idleProblems } from './idle'
import { idleWorkProblems } from './idleWork'
import { lengthProblems, limitProblems } from './lengths'
import { madeToMeasureProblems, nothingProblems } from './madeToMeasure'
import { nameProblems } from './names'
import { packingProblems } from './packing'
import { derivedProblems, pathProblems, valueProblems } from './paths'
import type { FamilyProblem } from './problem'
import { constraintProblems, reachProblems } from './reach'
import { taskProblems } from './tasks'
import { textProblems } from './texts'
import { twinProblems } from './twins'
import { wizardProblems } from './wizardCoverage'

/**
 * What is wrong with a family draft in itself, in words an engineer can act on; empty when it is sound.
 * What it points at outside is looked up apart (`references.ts`). Names and paths come first: only
 * sound ones can be reasoned about further.
 */
export function checkFamily(content: FamilyContent): FamilyProblem[] {
  const names = [...nameProblems(content), ...lengthProblems(content), ...derivedProblems(content)]
  if (names.length > 0) return names

  const paths = pathProblems(content)
  return [
    ...emptinessProblems(content),
    ...paths,
    ...valueProblems(content),
    ...bandProblems(content),
    ...wizardProblems(content),
    ...checklistProblems(content),
    ...taskProblems(content),
    ...textProblems(content),
    ...amountProblems(content),
    ...madeToMeasureProblems(content),
    ...(paths.length > 0 ? [] : senseProblems(content)),
  ]
}

/**
 * Where nothing can be ordered at all, or a group has no number of elements, that alone is told:
 * everything else would follow from it.
 */
function senseProblems(content: FamilyContent): FamilyProblem[] {
  const limits = limitProblems(content)
  const hopeless = limits.length > 0 ? limits : constraintProblems(content)
  return hopeless.length > 0
    ? hopeless
    : [
        ...reachProblems(content),
        ...idleProblems(content),
        ...idleWorkProblems(content),
        ...twinProblems(content),
        ...nothingProblems(content),
        ...emptyFormProblems(content),
        ...packingProblems(content),
      ]
}
