import type { FamilyContent, Field, Group } from '../../domain/configurator/release'
import { labelText } from '../../domain/label'
import { Card, Empty, Facts, ScrollTable } from '../panel/blocks'
import { plural } from '../panel/words'
import { expressionInWords } from '../../domain/drafts/sayings'
import { NO_SURROUNDINGS, vocabularyOf, type Vocabulary } from '../../domain/drafts/vocabulary'
import { ChecklistContent } from './ChecklistContent'
import { textInWords, whenInWords } from './checklistWords'
import { DemandTable } from './DemandTable'
import { RuleTable } from './RuleTable'
import { TaskContent } from './TaskContent'

/** What a family asks, demands, puts on the bill of materials, checks and has done, in words, to be read. */
export function FamilyContentView({ content }: { content: FamilyContent }) {
  const { options, groups, constraints, warnings, rules, checklists, taskTemplates } = content
  const words = vocabularyOf(content, NO_SURROUNDINGS)
  return (
    <>
      <Card title={labelText(content.label)}>
        <p>{labelText(content.description)}</p>
        <Facts
          facts={[
            { label: 'Options', value: options.length },
            { label: 'Repeated groups', value: groups.length },
            { label: 'Constraints', value: constraints.length },
            { label: 'Warnings', value: warnings.length },
            { label: 'Rules', value: plural(rules.length, 'rule', 'rules') },
            { label: 'Checklists', value: checklists.length },
          ]}
        />
      </Card>
      <Card title="Options">
        <FieldTable label="Options of the sink" fields={options} words={words} element={null} />
      </Card>
      {groups.map((group) => (
        <Card key={group.key} title={`For each of ${labelText(group.label)}`}>
          <p>{extentInWords(words, group)}</p>
          <FieldTable
            label={labelText(group.label)}
            fields={group.fields}
            words={words}
            element={group.key}
          />
        </Card>
      ))}
      <Card title="Constraints and warnings">
        <DemandTable constraints={constraints} warnings={warnings} words={words} />
      </Card>
      <Card title="Rules of the bill of materials">
        <RuleTable rules={rules} words={words} />
      </Card>
      {checklists.map((checklist) => (
        <Card key={checklist.key} title={`Checklist: ${labelText(checklist.label)}`}>
          <ChecklistContent checklist={checklist} words={words} />
        </Card>
      ))}
      {taskTemplates.map((template) => (
        <Card key={template.key} title={`Tasks: ${labelText(template.label)}`}>
          <TaskContent template={template} words={words} />
        </Card>
      ))}
    </>
  )
}

/** How many elements a group has, and when it is asked at all. */
function extentInWords(words: Vocabulary, { min, max, visible }: Group): string {
  const [least, most] = [expressionInWords(words, min), expressionInWords(words, max)]
  const count = least === most ? `As many as ${least}` : `From ${least} to ${most}`
  return [count, whenInWords(words, visible, null)].filter((part) => part !== '').join(', ')
}

type FieldTableProps = {
  label: string
  fields: readonly Field[]
  words: Vocabulary
  element: string | null
}

function FieldTable({ label, fields, words, element }: FieldTableProps) {
  if (fields.length === 0) return <Empty title="None." />
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Key</th>
          <th scope="col">Values</th>
          <th scope="col">Asked</th>
          <th scope="col">Demanded</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.key}>
            <th scope="row">{labelText(field.label)}</th>
            <td>
              <code>{field.key}</code>
            </td>
            <td>
              {valuesInWords(field)}
              {limitsOf(words, field, element).map((line) => (
                <span key={line} className="panel-table__sub">
                  {line}
                </span>
              ))}
            </td>
            <td>{whenInWords(words, field.visible, element) || 'always'}</td>
            <td>{field.required ? 'Yes' : 'No'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

function valuesInWords(field: Field): string {
  switch (field.type) {
    case 'CHOICE':
      return field.choices.map(({ label }) => labelText(label)).join(', ')
    case 'BOOLEAN':
      return 'Yes or no'
    default:
      return `${field.min} to ${field.max}${field.unit ? ` ${labelText(field.unit)}` : ''}`
  }
}

/** Choices that are offered only sometimes: when, and what is said otherwise. */
const limitsOf = (words: Vocabulary, field: Field, element: string | null): string[] =>
  field.type === 'CHOICE'
    ? field.choices.flatMap(({ label, only = [] }) =>
        only.map(
          ({ when, message }) =>
            `${labelText(label)} only ${whenInWords(words, when, element)}: ${textInWords(words, labelText(message), element)}`,
        ),
      )
    : []
