import { asksNothing } from '../../quality/form'
import type { Checklist, ChecklistItem } from '../../quality/checklist'
import { modelOf } from '../model'
import type { FamilyContent } from '../release'
import { acceptedWhere, groundFor } from '../verify/accepted'
import { chosenInWords } from '../verify/exampleInWords'
import { formReads } from './checklists'
import type { FamilyProblem } from './problem'

/** Forms that ask nothing of some sink that can be ordered: signed, they would prove nothing. */
export const emptyFormProblems = (content: FamilyContent): FamilyProblem[] =>
  content.checklists.flatMap((checklist) => {
    if (asksAlways(checklist)) return []
    const reads = formReads(modelOf(content), checklist)
    const found = acceptedWhere(groundFor(content, reads), reads, (scope) =>
      asksNothing(checklist, scope),
    )
    if (found === 'NEVER' || found === 'UNSURE') return []
    const shown = chosenInWords(content, reads.slots(), found)
    const example = shown === '' ? '' : `, for example with ${shown}`
    return [
      {
        where: `checklist ${checklist.key}`,
        message: `It asks nothing of some sinks${example}: give it an item that is always asked.`,
      },
    ]
  })

/** Whether some item stands under no condition: the rest need not be looked at. */
const asksAlways = ({ sections }: Checklist): boolean =>
  sections.some(
    ({ when, repeat, items }) =>
      when === undefined && repeat === undefined && items.some(isAskedAlways),
  )

const isAskedAlways = (item: ChecklistItem): boolean =>
  item.when === undefined &&
  item.repeat === undefined &&
  (item.type !== 'QUANTITY' || (typeof item.quantity === 'number' && item.quantity > 0))
