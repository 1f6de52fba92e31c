'use client'

import { useMemo } from 'react'
import { normalizeConfiguration } from '../../../domain/configurator/normalize'
import type { FamilyContent } from '../../../domain/configurator/release'
import { labelText } from '../../../domain/label'
import { estimateOf, furtherSteps } from '../../../domain/production/estimate'
import {
  forgottenLines,
  generateTasks,
  type PlannedTask,
} from '../../../domain/production/generate'
import type { TaskLine } from '../../../domain/production/lines'
import type { TaskTemplate } from '../../../domain/production/template'
import { minutesInWords } from '../../production/work'
import { useEditing } from '../context'
import type { Vocabulary } from '../../../domain/drafts/vocabulary'
import { codeInWords } from '../../../domain/drafts/fieldWords'
import { say } from '../words'
import type { Design } from './design'
import { useOpened } from './useOpened'
import type { TrialAnswer, TrialLine } from './useTrial'

type Props = { family: FamilyContent; design: Design; answer: TrialAnswer }

/** The work that each task template of the draft asks for, for the sample and its bill of materials. */
export function TasksPreview({ family, design, answer }: Props) {
  const { taskTemplates } = family
  const [shown, show] = useOpened('taskTemplates', taskTemplates.length)
  const template = taskTemplates[shown]
  if (!template) return <p>{say.noTasks}</p>
  return (
    <>
      {taskTemplates.length > 1 && (
        <div className="editor-try__views" role="group" aria-label={say.whichTemplate}>
          {taskTemplates.map(({ key, label, isActive }, index) => (
            <button
              key={key}
              type="button"
              className="panel-button"
              aria-pressed={index === shown}
              onClick={() => show(index)}
            >
              {labelText(label) || key}
              {!isActive && <span className="editor-mark">{say.notInForce}</span>}
            </button>
          ))}
        </div>
      )}
      <Plan family={family} design={design} answer={answer} template={template} index={shown} />
    </>
  )
}

function Plan({
  family,
  design,
  answer,
  template,
  index,
}: Props & { template: TaskTemplate; index: number }) {
  const { goTo, vocabulary } = useEditing()
  const { tasks, further, forgotten, minutes } = useMemo(() => {
    const { configuration } = normalizeConfiguration(family, design.configuration)
    const { language, accessories } = design
    const input = {
      content: family,
      configuration,
      accessories,
      language,
      template,
      bomLines: answer.lines.map(taskLineOf),
      criticalPartNumbers: new Set(answer.critical),
    }
    const planned = generateTasks(input)
    const steps = furtherSteps(template, input)
    return {
      tasks: planned,
      further: steps,
      forgotten: forgottenLines(input, planned),
      minutes: estimateOf(planned, steps),
    }
  }, [family, design, template, answer])
  const numbers = new Map(tasks.map(({ key, sequence }) => [key, sequence]))
  return (
    <div className="editor-plan" role="region" aria-label={labelText(template.label)}>
      <p role="status">
        {say.planned(tasks.length, template.tasks.length)}, {minutesInWords(minutes.total)}
      </p>
      {forgotten.length > 0 && (
        <div className="panel-notice panel-notice--warn">
          <p>{say.forgotten}</p>
          <ul>
            {forgotten.map(({ id, quantity, partNumber, name }) => (
              <li key={id}>
                {quantity} × <code>{partNumber}</code> {name}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ol>
        {tasks.map((task) => (
          <li key={task.key}>
            <span className="editor-plan__number">{task.sequence}</span>
            <div>
              <button
                type="button"
                className="editor-link"
                onClick={() =>
                  goTo([
                    'taskTemplates',
                    index,
                    'tasks',
                    template.tasks.findIndex(({ key }) => key === task.templateKey),
                  ])
                }
              >
                {labelText(task.title) || say.unworded}
              </button>
              <span className="panel-table__sub">
                {factsOf(task, numbers, vocabulary).join(' · ')}
              </span>
              {task.parts.length > 0 && (
                <ul className="editor-plan__parts">
                  {task.parts.map(({ line, quantity, partNumber, name }) => (
                    <li key={line}>
                      {quantity} × <code>{partNumber}</code> {name}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
        {further.map(({ key, phase, title, minutes: taken }) => (
          <li key={key} className="is-further">
            <span className="editor-plan__number">–</span>
            <div>
              {labelText(title)}
              <span className="panel-table__sub">
                {codeInWords(phase)} · {minutesInWords(taken)}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Everything about a task that is no part, in words. */
function factsOf(
  task: PlannedTask,
  numbers: ReadonlyMap<string, number>,
  { tools, instructions }: Vocabulary,
): string[] {
  const nameOf = (list: Vocabulary['tools'], code: string) =>
    list.find(({ value }) => value === code)?.label.replace(`${code} `, '') ?? code
  const before = task.dependsOn.map((key) => numbers.get(key)).filter((one) => one !== undefined)
  return [
    codeInWords(task.category),
    task.basin === null ? '' : say.basin(task.basin),
    minutesInWords(task.estimateMinutes),
    before.length === 0 ? '' : say.waitsFor(runsOf(before)),
    task.tools.length === 0
      ? ''
      : say.withTools(task.tools.map((code) => nameOf(tools, code)).join(', ')),
    task.instruction === null ? '' : say.byInstruction(nameOf(instructions, task.instruction)),
    task.ticks.length === 0 ? '' : say.answers(task.ticks.map(({ key }) => key).join(', ')),
    task.criticalParts.length === 0
      ? ''
      : say.recorded(task.criticalParts.map(({ partNumber }) => partNumber).join(', ')),
  ].filter((fact) => fact !== '')
}

/** 1, 2, 3, 5 as "1–3, 5". */
function runsOf(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && number <= last.to + 1) last.to = number
    else runs.push({ from: number, to: number })
  }
  return runs.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

const taskLineOf = (line: TrialLine): TaskLine => {
  const asked = line.attributes?.substitutedFor
  return {
    id: String(line.position),
    partNumber: line.partNumber,
    askedId: typeof asked === 'string' ? asked : line.partNumber,
    name: line.name,
    kind: line.kind,
    quantity: line.quantity,
    rule: line.rule ?? '',
    basin: line.basin,
    level: line.level,
    parent: line.parent === null ? null : String(line.parent),
    isOutside: line.isOutside,
  }
}
