import type { Constraint, WarningRule } from '../../domain/configurator/release'
import { labelText } from '../../domain/label'
import { conditionInWords } from '../../domain/drafts/sayings'
import type { Vocabulary } from '../../domain/drafts/vocabulary'
import { Empty, ScrollTable } from '../panel/blocks'
import { eachInWords, textInWords, whenInWords } from './checklistWords'

type Props = {
  constraints: readonly Constraint[]
  warnings: readonly WarningRule[]
  words: Vocabulary
}

/** What a configuration must satisfy, and what is worth saying about it. */
export function DemandTable({ constraints, warnings, words }: Props) {
  if (constraints.length + warnings.length === 0) return <Empty title="None." />
  return (
    <ScrollTable label="Constraints and warnings">
      <thead>
        <tr>
          <th scope="col">Id</th>
          <th scope="col">Effect</th>
          <th scope="col">Condition</th>
          <th scope="col">What people read</th>
        </tr>
      </thead>
      <tbody>
        {constraints.map(({ id, forEach, when, require, message }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>Refuses</td>
            <td>
              {[
                eachInWords(words, forEach),
                whenInWords(words, when, forEach ?? null),
                `unless ${conditionInWords(words, require, forEach ?? null)}`,
              ]
                .filter((part) => part !== '')
                .join(', ')}
            </td>
            <td>{textInWords(words, labelText(message), forEach ?? null)}</td>
          </tr>
        ))}
        {warnings.map(({ id, forEach, when, message }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>Warns</td>
            <td>
              {[eachInWords(words, forEach), whenInWords(words, when, forEach ?? null)]
                .filter((part) => part !== '')
                .join(', ')}
            </td>
            <td>{textInWords(words, labelText(message), forEach ?? null)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
