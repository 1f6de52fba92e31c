import type { FurtherWork, TaskTemplate, TemplateTask } from '../../production/template'
import type { Label } from '../../label'
import { modelOf, type Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent } from '../release'
import { strangers, unanswered } from './paths'
import type { FamilyProblem } from './problem'

/** What would go wrong on the floor: names that lead nowhere, circles, nothing in force. */
export function taskProblems(content: FamilyContent): FamilyProblem[] {
  const { taskTemplates } = content
  return [
    ...activeProblems(content),
    ...repeated(taskTemplates.map(({ key }) => key)).map((key) => ({
      where: 'task templates',
      message: `“${key}” occurs twice.`,
    })),
    ...taskTemplates.flatMap((template) => templateProblems(content, template)),
  ]
}

/** A family that builds something needs exactly one template in force. */
function activeProblems({ rules, taskTemplates }: FamilyContent): FamilyProblem[] {
  const active = taskTemplates.filter(({ isActive }) => isActive).length
  if (active === 1 || (active === 0 && rules.length === 0)) return []
  const message =
    active === 0 ? 'None is active: production would have no tasks.' : 'More than one is active.'
  return [{ where: 'task templates', message }]
}

function templateProblems(content: FamilyContent, template: TaskTemplate): FamilyProblem[] {
  const { key, tasks, furtherWork, packed } = template
  const model = modelOf(content)
  const items = itemKeys(content)
  const keys = new Set(tasks.map((task) => task.key))
  const roles = new Set(content.rules.map(({ role }) => role))
  const rules = new Set(content.rules.map(({ id }) => id))
  const where = (task: string) => `task ${key}.${task}`

  return [
    ...repeated([...tasks, ...furtherWork].map((entry) => entry.key)).map((name) => ({
      where: `task template ${key}`,
      message: `“${name}” occurs twice.`,
    })),
    ...repeated(tasks.map(({ number }) => String(number))).map((number) => ({
      where: `task template ${key}`,
      message: `Number ${number} occurs twice.`,
    })),
    ...packed
      .filter((role) => !roles.has(role))
      .map((role) => ({
        where: `task template ${key}`,
        message: `What is only packed: no rule has the role ${role}.`,
      })),
    ...tasks.flatMap((task) => {
      const problems = [
        ...afterOf(task)
          .filter((name) => !keys.has(name))
          .map((name) => `It waits for “${name}”, which is no task.`),
        ...task.ticks
          .filter((item) => !items.has(item))
          .map((item) => `It ticks “${item}”, which is no item of the production checklist.`),
        ...[...(task.unlessOutside ?? []), ...task.parts.flatMap((part) => part.roles ?? [])]
          .filter((role) => !roles.has(role))
          .map((role) => `No rule has the role ${role}.`),
        ...task.parts
          .flatMap((part) => part.rules ?? [])
          .filter((rule) => !rules.has(rule))
          .map((rule) => `There is no rule ${rule}.`),
      ]
      return problems.map((message) => ({ where: where(task.key), message }))
    }),
    ...[...tasks, ...furtherWork].flatMap((entry) => {
      const reads = everyReadOf(model, entry)
      return [
        ...[...reads.unknown].map((path) => ({
          where: where(entry.key),
          message: `“${path}” names nothing here.`,
        })),
        ...unanswered(where(entry.key), reads),
        ...strangers(where(entry.key), reads),
      ]
    }),
    ...circles(tasks).map((task) => ({
      where: where(task),
      message: 'It waits for itself through its dependencies.',
    })),
  ]
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]

/** `ALL_ABOVE` only ever looks up the list and needs no judging by name. */
const afterOf = ({ after }: TemplateTask): readonly string[] => (after === 'ALL_ABOVE' ? [] : after)

const itemKeys = ({ checklists }: FamilyContent): ReadonlySet<string> =>
  new Set(
    checklists
      .filter(({ kind }) => kind === 'PRODUCTION')
      .flatMap(({ sections }) => sections.flatMap(({ items }) => items.map(({ key }) => key))),
  )

function everyReadOf(model: Model, entry: TemplateTask | FurtherWork): Reads {
  const self = entry.repeat ?? null
  const reads = readsOf(model).condition(entry.when, self)
  if (self !== null) reads.eachOf(self)
  const texts: (Label | undefined)[] = [entry.title]
  if ('description' in entry) texts.push(entry.description)
  for (const text of texts) for (const line of Object.values(text ?? {})) reads.template(line, self)
  return reads
}

/** Tasks that could never start because they wait for themselves. */
function circles(tasks: readonly TemplateTask[]): string[] {
  const after = new Map(
    tasks.map((task, index) => [
      task.key,
      task.after === 'ALL_ABOVE' ? tasks.slice(0, index).map(({ key }) => key) : task.after,
    ]),
  )
  return tasks.map(({ key }) => key).filter((key) => leadsBack(key, after))
}

function leadsBack(key: string, after: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>()
  const open = [...(after.get(key) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === key) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(after.get(next) ?? []))
  }
  return false
}
