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

/** `isWhole`: every check was made; else more may be found once these are mended. */
export type FamilyReport = { problems: FamilyProblem[]; isWhole: boolean }

/**
 * What is wrong with a family draft in itself, in words an engineer can act on; nothing when it is sound.
 * What it points at outside is looked up apart (`references.ts`). Names, paths and texts are all looked at
 * together; only where names and paths are sound can it be reasoned about what the draft comes to.
 */
export function reportFamily(content: FamilyContent): FamilyReport {
  const names = [
    ...nameProblems(content),
    ...lengthProblems(content),
    ...derivedProblems(content),
    ...pathProblems(content),
  ]
  const written = distinct([
    ...emptinessProblems(content),
    ...names,
    ...valueProblems(content),
    ...bandProblems(content),
    ...wizardProblems(content),
    ...checklistProblems(content),
    ...taskProblems(content),
    ...textProblems(content),
    ...amountProblems(content),
    ...madeToMeasureProblems(content),
  ])
  if (names.length > 0) return { problems: written, isWhole: false }

  const { problems, isWhole } = senseOf(content)
  return { problems: [...written, ...problems], isWhole }
}

/** The problems of the report alone; empty when the draft is sound. */
export const checkFamily = (content: FamilyContent): FamilyProblem[] =>
  reportFamily(content).problems

/** The same told of the same place by two checks. */
const distinct = (problems: readonly FamilyProblem[]): FamilyProblem[] => [
  ...new Map(problems.map((problem) => [`${problem.where}: ${problem.message}`, problem])).values(),
]

/**
 * Where nothing can be ordered at all, or a group has no number of elements, that alone is told:
 * everything else would follow from it.
 */
function senseOf(content: FamilyContent): FamilyReport {
  const limits = limitProblems(content)
  const hopeless = limits.length > 0 ? limits : constraintProblems(content)
  if (hopeless.length > 0) return { problems: hopeless, isWhole: false }
  return {
    problems: [
      ...reachProblems(content),
      ...idleProblems(content),
      ...idleWorkProblems(content),
      ...twinProblems(content),
      ...nothingProblems(content),
      ...emptyFormProblems(content),
      ...packingProblems(content),
    ],
    isWhole: true,
  }
}
