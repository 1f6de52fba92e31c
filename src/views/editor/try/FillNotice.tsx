'use client'

import type { FamilyContent, Rule } from '../../../domain/configurator/release'
import type { Filling } from '../../../domain/configurator/fill/fillSample'
import { conditionInWords } from '../../../domain/drafts/sayings'
import { titleOf } from '../../../domain/drafts/titles'
import { variableAt, type Vocabulary } from '../../../domain/drafts/vocabulary'
import { useEditing } from '../context'
import { say } from '../words'

type Props = { family: FamilyContent; rule: Rule | null; filling: Filling }

/** What filling in a sample came to: what gave way to the rule, or what stands against it. */
export function FillNotice({ family, rule, filling }: Props) {
  const { vocabulary, goTo } = useEditing()
  const title = rule ? titleOf(rule) : null
  if (filling.ok) {
    const changed = [...new Set(filling.changed.map((path) => answerInWords(vocabulary, path)))]
    if (title === null && changed.length === 0) return null
    return (
      <div className="panel-notice" role="status">
        {title !== null && <p>{say.filledFor(title)}</p>}
        {changed.length > 0 && <p>{say.gaveWay(changed.join(', '))}</p>}
      </div>
    )
  }
  const { against } = filling
  return (
    <div className="panel-notice panel-notice--bad" role="status">
      <p>
        <strong>{title === null ? say.notFilled : say.neverAdds(title)}</strong>{' '}
        {say.against[against.kind]}
      </p>
      {against.kind === 'CONDITION' && rule && (
        <ul>
          {against.parts.map((part, index) => (
            <li key={index}>{conditionInWords(vocabulary, part, rule.forEach ?? null)}</li>
          ))}
        </ul>
      )}
      {against.kind === 'CONSTRAINTS' && (
        <ul>
          {against.constraints.map((constraint) => (
            <li key={constraint.id}>
              <button
                type="button"
                className="editor-link"
                onClick={() => goTo(['constraints', family.constraints.indexOf(constraint)])}
              >
                {titleOf(constraint)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** An answer by its path: `legs`, `basins.0.type`, `basins` for their number. */
function answerInWords(vocabulary: Vocabulary, path: string): string {
  const [key = '', index, name = ''] = path.split('.')
  const place = index === undefined ? key : `${key}[${index}].${name}`
  return variableAt(vocabulary, place, null)?.label ?? path
}
