'use client'

import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { placeInWords } from '../../domain/drafts/formProblems'
import { setAt, type Path } from '../../domain/drafts/tree'

/** Steps that can be taken back. */
const REMEMBERED = 60
/** Typing into one field within this time is one step. */
const PAUSE_MS = 1500

type Step = { content: unknown; said: string }
type History = { past: readonly Step[]; future: readonly Step[] }

const NOTHING: History = { past: [], future: [] }

/**
 * The draft with undo and redo; `write` stores what is now in force, `text` says it in one text. Where
 * the draft changes by another hand, as by a merge, what was before is not offered again: taking it
 * back would silently undo that hand's work.
 */
export function useDraft(content: unknown, text: string, write: (content: unknown) => void) {
  const [history, setHistory] = useState<History>(NOTHING)
  const [known, setKnown] = useState({ content, text })
  const [own, setOwn] = useState(content)
  if (content !== known.content) {
    setKnown({ content, text })
    if (content !== own && text !== known.text) setHistory(NOTHING)
  }
  const give = useCallback(
    (next: unknown) => {
      setOwn(next)
      write(next)
    },
    [write],
  )
  const last = useRef<{ key: string; at: number }>({ key: '', at: 0 })
  /** What is in force by now, also between two changes of one event, before anybody can type again. */
  const now = useRef(content)
  useLayoutEffect(() => {
    now.current = content
  }, [content])

  const put = useCallback(
    (next: unknown, said: string, key: string) => {
      const before = now.current
      const at = Date.now()
      const isSameStep = key !== '' && last.current.key === key && at - last.current.at < PAUSE_MS
      last.current = { key, at }
      now.current = next
      if (!isSameStep)
        setHistory(({ past }) => ({
          past: [...past, { content: before, said }].slice(-REMEMBERED),
          future: [],
        }))
      give(next)
    },
    [give],
  )
  const set = useCallback(
    (path: Path, value: unknown) =>
      put(
        setAt(now.current, path, value),
        `Changed ${placeInWords(now.current, path)}`,
        path.join('.'),
      ),
    [put],
  )
  const edit = useCallback(
    (change: (content: unknown) => unknown, said: string, key = '') =>
      put(change(now.current), said, key),
    [put],
  )
  const replace = useCallback((next: unknown, said: string) => put(next, said, ''), [put])

  const undo = () => {
    const step = history.past.at(-1)
    if (!step) return null
    setHistory({
      past: history.past.slice(0, -1),
      future: [{ content: now.current, said: step.said }, ...history.future],
    })
    back(step.content)
    return step.said
  }
  const redo = () => {
    const [step, ...rest] = history.future
    if (!step) return null
    setHistory({ past: [...history.past, { content: now.current, said: step.said }], future: rest })
    back(step.content)
    return step.said
  }
  const back = (to: unknown) => {
    last.current = { key: '', at: 0 }
    now.current = to
    give(to)
  }
  return {
    set,
    edit,
    replace,
    undo,
    redo,
    lastSaid: history.past.at(-1)?.said ?? null,
    nextSaid: history.future[0]?.said ?? null,
  }
}
