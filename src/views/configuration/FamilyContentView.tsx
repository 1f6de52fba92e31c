import type { FamilyContent, Field, RuleItem } from '../../domain/configurator/release'
import { labelText } from '../../domain/label'
import { Badge } from '../panel/Badge'
import { Card, Empty, Facts, ScrollTable } from '../panel/blocks'
import { plural } from '../panel/words'

/** What a family asks, demands and puts on the bill of materials, to be read. */
export function FamilyContentView({ content }: { content: FamilyContent }) {
  const { options, groups, constraints, warnings, rules } = content
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
          ]}
        />
      </Card>
      <Card title="Options">
        <FieldTable label="Options of the sink" fields={options} />
      </Card>
      {groups.map((group) => (
        <Card key={group.key} title={`For each of ${labelText(group.label)}`}>
          <FieldTable label={labelText(group.label)} fields={group.fields} />
        </Card>
      ))}
      <Card title="Constraints and warnings">
        {constraints.length + warnings.length === 0 ? (
          <Empty title="None." />
        ) : (
          <ScrollTable label="Constraints and warnings">
            <thead>
              <tr>
                <th scope="col">Id</th>
                <th scope="col">Effect</th>
                <th scope="col">What people read</th>
              </tr>
            </thead>
            <tbody>
              {constraints.map(({ id, message }) => (
                <tr key={id}>
                  <th scope="row">{id}</th>
                  <td>Refuses</td>
                  <td>{labelText(message)}</td>
                </tr>
              ))}
              {warnings.map(({ id, message }) => (
                <tr key={id}>
                  <th scope="row">{id}</th>
                  <td>Warns</td>
                  <td>{labelText(message)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
      </Card>
      <Card title="Rules of the bill of materials">
        {rules.length === 0 ? (
          <Empty title="No rules yet." />
        ) : (
          <ScrollTable label="Rules of the bill of materials">
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col">What it is for</th>
                <th scope="col">For each</th>
                <th scope="col">Item</th>
                <th scope="col">In use</th>
              </tr>
            </thead>
            <tbody>
              {rules.map(({ id, label, forEach, item, enabled }) => (
                <tr key={id}>
                  <th scope="row">{id}</th>
                  <td>{labelText(label)}</td>
                  <td>{forEach ?? 'sink'}</td>
                  <td>
                    <code>{itemInWords(item)}</code>
                  </td>
                  <td>
                    <Badge
                      look={
                        enabled ? { label: 'On', tone: 'green' } : { label: 'Off', tone: 'slate' }
                      }
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
      </Card>
    </>
  )
}

const itemInWords = (item: RuleItem): string => {
  switch (item.kind) {
    case 'ITEM':
      return item.id
    case 'CUSTOM':
      return item.number
    case 'FIRST_OF':
      return item.alternatives.map(({ id }) => id).join(' or ')
  }
}

function FieldTable({ label, fields }: { label: string; fields: readonly Field[] }) {
  if (fields.length === 0) return <Empty title="None." />
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Key</th>
          <th scope="col">Values</th>
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
            <td>{valuesInWords(field)}</td>
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
