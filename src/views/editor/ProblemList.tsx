'use client'

import { useId, useState } from 'react'
import { useEditing } from './context'
import { fixFor } from './fixes'
import type { PlacedProblem } from './problems'
import { titleOf } from './titles'
import { getAt, type Path } from './tree'
import { wordsAt } from './words'

/** Everything that is wrong, each a link to its place and some with a correction at a press. */
export function ProblemList({ problems }: { problems: readonly PlacedProblem[] }) {
  const { content, goTo, replace } = useEditing()
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
      {isOpen && (
        <ul id={listId}>
          {problems.map(({ path, message, kind }, index) => {
            const fix = kind === 'SENSE' ? fixFor(message) : null
            return (
              <li key={index}>
                <button type="button" className="editor-link" onClick={() => goTo(path)}>
                  {placeInWords(content, path)}
                </button>
                <span>{message}</span>
                {fix && (
                  <button
                    type="button"
                    className="panel-button"
                    onClick={() => replace(fix.apply(content), fix.label)}
                  >
                    {fix.label}
                  </button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

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
