import type { Checklist, ChecklistSection } from '../../quality/checklist'
import { placesOf } from '../../quality/form'
import type { TaskTemplate } from '../../production/template'
import type { Condition } from '../ast'
import { holdsIfAny } from '../evaluate'
import { modelOf, type Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent } from '../release'
import { scopeOf, scopesFor, type Scope } from '../scope'
import { acceptedWhere, groundFor } from '../verify/accepted'
import { neverHolds } from './never'
import type { FamilyProblem } from './problem'

/** Something that is done or asked only under a condition. */
type Work = { where: string; message: string; reads: Reads; isDue: (scope: Scope) => boolean }

/** Tasks that no build ever has, and sections and items of forms that are never asked. */
export function idleWorkProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  const work = [
    ...content.taskTemplates.flatMap((template) => tasksOf(model, template)),
    ...content.checklists.flatMap((checklist) => questionsOf(model, checklist)),
  ].filter(({ reads }) => isReadable(reads))
  if (work.length === 0) return []
  const all = readsOf(model)
  for (const { reads } of work) all.merge(reads)
  const ground = groundFor(content, all)

  // under a handful of sinks almost everything is due: only the rest is searched for
  const sinks: Scope[] = []
  const isIdle = ({ reads, isDue }: Work): boolean => {
    if (sinks.some(isDue)) return false
    const found = acceptedWhere(ground, reads, isDue)
    if (typeof found !== 'string') sinks.push(scopeOf(model, found.configuration, found))
    return found === 'NEVER' && neverHolds(content, reads, isDue, ground)
  }
  return work.filter(isIdle).map(({ where, message }) => ({ where, message }))
}

/** What names nothing, or asks what nobody tells it, is told as that (`paths.ts`). */
const isReadable = ({ unknown, strangers, provided, onBom, picksAccessories }: Reads): boolean =>
  unknown.size + strangers.size + provided.size === 0 && !onBom && !picksAccessories

const NO_TASK = 'Its condition can never hold: change it, or remove the task.'
const NO_SECTION = 'Its condition can never hold: change it, or remove the section.'
const NO_ITEM = 'Its condition can never hold, so it is never asked: change it, or remove the item.'

const tasksOf = (model: Model, { key, tasks, furtherWork }: TaskTemplate): Work[] =>
  [...tasks, ...furtherWork].flatMap((task) =>
    task.when === undefined
      ? []
      : [
          {
            where: `task ${key}.${task.key}`,
            message: NO_TASK,
            reads: readsIn(model, task.repeat, task.when),
            isDue: (scope: Scope) =>
              scopesFor(scope, task.repeat).some((inside) => holdsIfAny(task.when, inside)),
          },
        ],
  )

const questionsOf = (model: Model, { key, sections }: Checklist): Work[] =>
  sections.flatMap((section) => {
    const asked = sectionWork(model, key, section)
    const items = section.items.flatMap((item): Work[] => {
      const repeat = item.repeat ?? section.repeat
      return item.when === undefined
        ? []
        : [
            {
              where: `checklist ${key} item ${item.key}`,
              message: NO_ITEM,
              reads: readsIn(model, section.repeat, section.when).merge(
                readsIn(model, repeat, item.when),
              ),
              isDue: (scope) => placesOf(section, item, scope).length > 0,
            },
          ]
    })
    return [...asked, ...items]
  })

const sectionWork = (
  model: Model,
  checklist: string,
  { key, repeat, when }: ChecklistSection,
): Work[] =>
  when === undefined
    ? []
    : [
        {
          where: `checklist ${checklist} section ${key}`,
          message: NO_SECTION,
          reads: readsIn(model, repeat, when),
          isDue: (scope) => scopesFor(scope, repeat).some((inside) => holdsIfAny(when, inside)),
        },
      ]

function readsIn(model: Model, repeat: string | undefined, when: Condition | undefined): Reads {
  const reads = readsOf(model).condition(when, repeat ?? null)
  return repeat === undefined ? reads : reads.eachOf(repeat)
}
