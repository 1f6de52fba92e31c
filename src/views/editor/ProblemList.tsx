'use client'

import { useId, useState } from 'react'
import { useEditing } from './context'
import { fixFor, type Fix } from './fixes'
import type { PlacedProblem } from './problems'
import { titleOf } from '../../domain/drafts/titles'
import { getAt, type Path } from '../../domain/drafts/tree'
import { wordsAt } from '../../domain/drafts/fieldWords'
import { say } from './words'

type Props = {
  problems: readonly PlacedProblem[]
  /** Every check was made: mending these brings up no others. */
  isWhole: boolean
}

/** Everything that is wrong, each a link to its place and some with a correction at a press. */
export function ProblemList({ problems, isWhole }: Props) {
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  if (problems.length === 0) return <p className="editor-good">✓ No problems found</p>
  return (
    <div className="editor-problems">
      <button
        type="button"
        className="editor-problems__count"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen(!isOpen)}
      >
        {problems.length} {problems.length === 1 ? 'problem' : 'problems'}
      </button>
      {!isWhole && <p className="editor-field__help">{say.moreLater}</p>}
      {isOpen && (
        <div id={listId} className="editor-problems__list">
          <CorrectAll problems={problems} />
          <ul>
            {problems.map((problem, index) => (
              <ProblemLine key={index} problem={problem} isPlaced />
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

/** What is wrong with an area as a whole, said where its rows begin. */
export function AreaProblems({ problems }: { problems: readonly PlacedProblem[] }) {
  if (problems.length === 0) return null
  return (
    <div className="panel-notice panel-notice--warn editor-here" role="status">
      <CorrectAll problems={problems} />
      <ul>
        {problems.map((problem, index) => (
          <ProblemLine key={index} problem={problem} isPlaced={false} />
        ))}
      </ul>
    </div>
  )
}

function ProblemLine({ problem, isPlaced }: { problem: PlacedProblem; isPlaced: boolean }) {
  const { content, goTo, edit } = useEditing()
  const fix = fixOf(problem)
  return (
    <li>
      {isPlaced && (
        <button type="button" className="editor-link" onClick={() => goTo(problem.path)}>
          {placeInWords(content, problem.path)}
        </button>
      )}
      <span>{problem.message}</span>
      {fix && (
        <button type="button" className="panel-button" onClick={() => edit(fix.apply, fix.label)}>
          {fix.label}
        </button>
      )}
    </li>
  )
}

/** One press for everything that corrects itself. */
function CorrectAll({ problems }: { problems: readonly PlacedProblem[] }) {
  const { edit } = useEditing()
  const fixes = problems.flatMap((problem) => fixOf(problem) ?? [])
  if (fixes.length < 2) return null
  const label = say.correctAll(fixes.length)
  return (
    <button
      type="button"
      className="panel-button"
      onClick={() =>
        edit((content) => fixes.reduce((now, { apply }) => apply(now), content), label)
      }
    >
      {label}
    </button>
  )
}

const fixOf = ({ message, kind }: PlacedProblem): Fix | null =>
  kind === 'SENSE' ? fixFor(message) : null

/** "Options › Length › Highest". */
function placeInWords(content: unknown, path: Path): string {
  if (path.length === 0) return 'The whole draft'
  return path
    .map((step, index) => {
      const at = path.slice(0, index + 1)
      if (typeof step === 'string') return wordsAt(at).label
      return titleOf(getAt(content, at)) || String(step + 1)
    })
    .join(' › ')
}
