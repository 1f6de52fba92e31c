import type { FamilyContent } from '../release'
import { bandProblems } from './bands'
import { checklistProblems } from './checklists'
import { itemProblems } from './items'
import { nameProblems } from './names'
import { derivedProblems, pathProblems, valueProblems } from './paths'
import type { FamilyProblem } from './problem'
import { reachProblems } from './reach'
import { taskProblems } from './tasks'
import { textProblems } from './texts'
import { twinProblems } from './twins'
import { wizardProblems } from './wizardCoverage'

/**
 * What is wrong with a family draft, in words an engineer can act on; empty when it may be
 * published. `knownItem` tells whether a catalogue id resolves; without it ids are not checked.
 * Names and paths come first: only sound ones can be reasoned about further.
 */
export function checkFamily(
  content: FamilyContent,
  knownItem?: (partNumber: string) => boolean,
): FamilyProblem[] {
  const names = [...nameProblems(content), ...derivedProblems(content)]
  if (names.length > 0) return names

  const paths = pathProblems(content)
  return [
    ...paths,
    ...valueProblems(content),
    ...bandProblems(content),
    ...wizardProblems(content),
    ...checklistProblems(content),
    ...taskProblems(content),
    ...textProblems(content),
    ...(paths.length > 0 ? [] : [...reachProblems(content), ...twinProblems(content)]),
    ...(knownItem ? itemProblems(content, knownItem) : []),
  ]
}
