import { labelText } from '../../domain/label'
import type { PartsSelector, TaskTemplate, TemplateTask } from '../../domain/production/template'
import type { Vocabulary } from '../../domain/drafts/vocabulary'
import { codeInWords } from '../../domain/drafts/fieldWords'
import { say } from '../editor/words'
import { ScrollTable } from '../panel/blocks'
import { minutesInWords } from '../production/work'
import { askedInWords, textInWords } from './checklistWords'
import './releases.scss'

/** The work of a task template in the order of the floor: what, when, after what, with which parts. */
export function TaskContent({ template, words }: { template: TaskTemplate; words: Vocabulary }) {
  const { tasks, furtherWork, isActive } = template
  return (
    <>
      {!isActive && <p>This template is {say.notInForce}.</p>}
      <ScrollTable label={`Tasks of ${labelText(template.label)}`}>
        <thead>
          <tr>
            <th scope="col" className="is-figure">
              No.
            </th>
            <th scope="col">Task</th>
            <th scope="col">Done</th>
            <th scope="col">After</th>
            <th scope="col" className="is-figure">
              Time
            </th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.key}>
              <td className="is-figure">{task.number}</td>
              <th scope="row">
                {textInWords(words, labelText(task.title), task.repeat ?? null)}
                {factsOf(words, task).map((fact) => (
                  <span key={fact} className="panel-table__sub">
                    {fact}
                  </span>
                ))}
              </th>
              <td>
                {[askedInWords(words, task, null), outsideInWords(words, task)]
                  .filter((part) => part !== '')
                  .join(', ') || 'always'}
              </td>
              <td>{afterInWords(words, task)}</td>
              <td className="is-figure">{minutesInWords(task.minutes)}</td>
            </tr>
          ))}
          {furtherWork.map((step) => (
            <tr key={step.key}>
              <td className="is-figure">–</td>
              <th scope="row">
                {textInWords(words, labelText(step.title), step.repeat ?? null)}
                <span className="panel-table__sub">{codeInWords(step.phase)}</span>
              </th>
              <td>{askedInWords(words, step, null) || 'always'}</td>
              <td />
              <td className="is-figure">{minutesInWords(step.minutes)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  )
}

const named = (list: Vocabulary['tasks'], value: string): string =>
  list.find((one) => one.value === value)?.label ?? value

const afterInWords = ({ tasks }: Vocabulary, { after }: TemplateTask): string =>
  after === 'ALL_ABOVE'
    ? codeInWords(after)
    : after.map((key) => named(tasks, key)).join(', ') || 'nothing'

const outsideInWords = ({ roles }: Vocabulary, { unlessOutside }: TemplateTask): string =>
  unlessOutside
    ? `unless done outside: ${unlessOutside.map((role) => named(roles, role)).join(', ')}`
    : ''

/** Everything about a task besides its place. */
function factsOf(words: Vocabulary, task: TemplateTask): string[] {
  const { category, tools, instruction, ticks, parts } = task
  return [
    codeInWords(category),
    ...parts.map((selector) => `parts: ${partsInWords(words, selector)}`),
    tools.length > 0 ? say.withTools(tools.join(', ')) : '',
    instruction ? say.byInstruction(instruction) : '',
    ticks.length > 0 ? say.answers(ticks.map((key) => named(words.ticks, key)).join(', ')) : '',
  ].filter((fact) => fact !== '')
}

const partsInWords = (words: Vocabulary, { roles, rules, items }: PartsSelector): string =>
  [
    roles?.map((role) => named(words.roles, role)).join(', ') ?? '',
    rules ? `of ${rules.map((rule) => named(words.rules, rule)).join(', ')}` : '',
    items?.join(', ') ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ')
