import type { Rule, RuleItem } from '../../domain/configurator/release'
import { labelText } from '../../domain/label'
import { expressionInWords } from '../../domain/drafts/sayings'
import type { Vocabulary } from '../../domain/drafts/vocabulary'
import { Badge } from '../panel/Badge'
import { Empty, ScrollTable } from '../panel/blocks'
import { eachInWords, textInWords, whenInWords } from './checklistWords'

/** What each rule puts on the bill of materials, how often and when. */
export function RuleTable({ rules, words }: { rules: readonly Rule[]; words: Vocabulary }) {
  if (rules.length === 0) return <Empty title="No rules yet." />
  return (
    <ScrollTable label="Rules of the bill of materials">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">What it is for</th>
          <th scope="col">Item</th>
          <th scope="col">Quantity</th>
          <th scope="col">Applies</th>
          <th scope="col">In use</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => {
          const { id, label, forEach, when, item, quantity, merge, enabled } = rule
          const element = forEach ?? null
          return (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>{labelText(label)}</td>
              <td>
                {itemLines(words, item, element).map((line) => (
                  <span key={line} className="release-line">
                    {line}
                  </span>
                ))}
              </td>
              <td>
                {expressionInWords(words, quantity, element)}
                {merge && <span className="panel-table__sub">added up on one line</span>}
              </td>
              <td>
                {[eachInWords(words, forEach), whenInWords(words, when, element)]
                  .filter((part) => part !== '')
                  .join(', ') || 'always, once'}
              </td>
              <td>
                <Badge
                  look={enabled ? { label: 'On', tone: 'green' } : { label: 'Off', tone: 'slate' }}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </ScrollTable>
  )
}

/** The item by its number, or the alternatives in the order in which they are tried. */
function itemLines(words: Vocabulary, item: RuleItem, element: string | null): string[] {
  switch (item.kind) {
    case 'ITEM':
      return [textInWords(words, item.id, element)]
    case 'CUSTOM':
      return [
        `${textInWords(words, item.number, element)}, made to measure: ${textInWords(words, labelText(item.name), element)}`,
      ]
    case 'FIRST_OF':
      return item.alternatives.map(({ id, when }, index) =>
        [
          index === 0 ? '' : 'else',
          textInWords(words, id, element),
          whenInWords(words, when, element),
        ]
          .filter((part) => part !== '')
          .join(' '),
      )
  }
}
