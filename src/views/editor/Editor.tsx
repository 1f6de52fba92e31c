'use client'

import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import '../panel/panel.scss'
import { focusWhenDrawn } from '../shared/focusWhenDrawn'
import { remember, remembered } from '../shared/windowMemory'
import { areaOf, rowsOnTheWay, type Area } from './areas'
import { EditorContext, PartsContext, type Editing, type Parts } from './context'
import './editor.scss'
import { hasRuleRow, ruleOpened } from './pointed'
import { AreaProblems, ProblemList } from './ProblemList'
import { isField, type PlacedProblem } from './problems'
import { placeOf } from './schema'
import { ElementFields, SchemaField } from './SchemaField'
import { ConditionNode } from './widgets/ConditionField'
import { ListField } from './ListField'
import { getAt, pathKey, type Path } from '../../domain/drafts/tree'
import type { Vocabulary } from '../../domain/drafts/vocabulary'
import type { useDraft } from './useDraft'
import { placeInAddress } from './whereabouts'

type Props = {
  /** What the part looked at last is remembered under; null for a record that is not stored yet. */
  memory: string | null
  content: unknown
  schema: z.ZodType
  areas: readonly Area[]
  vocabulary: Vocabulary
  draft: ReturnType<typeof useDraft>
  problems: readonly PlacedProblem[]
  /** Every check was made. */
  isWhole: boolean
  tried: ReadonlyMap<string, number> | null
  marked: string | null
  mark: (rule: string | null) => void
  /** Areas that are more than their fields. */
  special: (area: Area) => ReactNode
  /** What stands beside the editor. */
  aside: ((area: Area) => ReactNode) | null
  tools: ReactNode
  notices: ReactNode
}

/** The editor of a draft: areas on the left, their fields, what is wrong, and a trial beside them. */
export function Editor(props: Props) {
  const { content, schema, areas, vocabulary, draft, problems, tried, mark, memory } = props
  const [start] = useState(() => placeInAddress(content))
  const [areaKey, setAreaKey] = useState(() => {
    const looked = memory === null ? '' : remembered(`${memory}/area`)
    return (start ? areaOf(areas, start)?.key : looked) || (areas[0]?.key ?? '')
  })
  const [open, setOpenRows] = useState<ReadonlySet<string>>(
    () => new Set(start ? rowsOnTheWay(start) : []),
  )
  const [said, announce] = useState('')
  const area = areas.find(({ key }) => key === areaKey) ?? areas[0]
  const marked = props.marked ?? ruleOpened(content, open)

  useEffect(() => {
    if (start) focusSoon(start)
  }, [start])
  useEffect(() => {
    if (memory !== null) remember(`${memory}/area`, areaKey)
  }, [memory, areaKey])

  const faults = useMemo(() => {
    const byPlace = new Map<string, string>()
    for (const { path, message, kind } of problems)
      if ((kind === 'FORM' || isField(path)) && !byPlace.has(pathKey(path)))
        byPlace.set(pathKey(path), message)
    return byPlace
  }, [problems])

  const setOpen = useCallback(
    (close: readonly string[], opened: readonly string[]) => {
      if (hasRuleRow([...close, ...opened])) mark(null)
      setOpenRows((before) => withRows(before, close, opened))
    },
    [mark],
  )
  const goTo = useCallback(
    (path: Path) => {
      setAreaKey(areaOf(areas, path)?.key ?? '')
      setOpen([], rowsOnTheWay(path))
      focusSoon(path)
    },
    [areas, setOpen],
  )
  const editing: Editing = useMemo(
    () => ({
      content,
      schema,
      vocabulary,
      set: draft.set,
      edit: draft.edit,
      replace: draft.replace,
      open,
      setOpen,
      announce,
      goTo,
      problems,
      faultAt: (path) => faults.get(pathKey(path)) ?? null,
      tried,
      marked,
      mark,
    }),
    [
      content,
      schema,
      vocabulary,
      draft.set,
      draft.edit,
      draft.replace,
      open,
      setOpen,
      goTo,
      problems,
      faults,
      tried,
      marked,
      mark,
    ],
  )
  const countIn = ({ key }: Area) =>
    problems.filter(({ path }) => areaOf(areas, path)?.key === key).length

  return (
    <EditorContext value={editing}>
      <PartsContext value={PARTS}>
        <div
          className={`editor${props.aside ? ' has-aside' : ''}`}
          onKeyDown={(event) => {
            // Enter in a line of text must not save the record around the editor
            if (event.key === 'Enter' && event.target instanceof HTMLInputElement)
              event.preventDefault()
          }}
        >
          {props.notices}
          <div className="editor-bar">
            <div className="editor-bar__state">
              <ProblemList problems={problems} isWhole={props.isWhole} />
            </div>
            <div className="panel-actions">
              <button
                type="button"
                className="panel-button"
                disabled={draft.lastSaid === null}
                onClick={() => announce(`Taken back: ${draft.undo() ?? ''}`)}
                title={draft.lastSaid ?? undefined}
              >
                Undo
              </button>
              <button
                type="button"
                className="panel-button"
                disabled={draft.nextSaid === null}
                onClick={() => announce(`Done again: ${draft.redo() ?? ''}`)}
              >
                Redo
              </button>
              {props.tools}
            </div>
            <p className="panel-hidden" role="status">
              {said}
            </p>
          </div>
          <div className="editor-body">
            <nav className="editor-nav" aria-label="Parts of the draft">
              <ul>
                {areas.map((entry) => {
                  const count = countIn(entry)
                  return (
                    <li key={entry.key}>
                      <button
                        type="button"
                        aria-current={entry.key === area?.key ? 'true' : undefined}
                        onClick={() => setAreaKey(entry.key)}
                      >
                        {entry.label}
                        {count > 0 && (
                          <span className="editor-mark is-bad">
                            {count}
                            <span className="panel-hidden">
                              {' '}
                              {count === 1 ? 'problem' : 'problems'}
                            </span>
                          </span>
                        )}
                      </button>
                    </li>
                  )
                })}
              </ul>
            </nav>
            {area && (
              <section className="editor-area" aria-labelledby="editor-area-title">
                <h2 id="editor-area-title">{area.label}</h2>
                <p className="editor-area__intro">{area.intro}</p>
                <AreaProblems
                  problems={problems.filter(
                    ({ path, kind }) =>
                      kind === 'SENSE' &&
                      areaOf(areas, path) === area &&
                      path.every((step) => typeof step === 'string'),
                  )}
                />
                {props.special(area)}
                {area.special === 'RULES' ? null : <AreaFields area={area} schema={schema} />}
              </section>
            )}
            {props.aside && area && <aside className="editor-aside">{props.aside(area)}</aside>}
          </div>
        </div>
      </PartsContext>
    </EditorContext>
  )
}

/** The rows that stand open, those opened last at the end. */
function withRows(
  open: ReadonlySet<string>,
  close: readonly string[],
  opened: readonly string[],
): ReadonlySet<string> {
  const kept = [...open].filter((key) => !close.includes(key) && !opened.includes(key))
  return new Set([...kept, ...opened])
}

const PARTS: Parts = { SchemaField, ElementFields, ConditionNode }

function AreaFields({ area, schema }: { area: Area; schema: z.ZodType }) {
  return (
    <div className="editor-fields">
      {area.paths.map((path) => (
        <PlaceAt key={pathKey(path)} schema={schema} path={path} isOnly={area.paths.length === 1} />
      ))}
    </div>
  )
}

/** The field at a place of the whole draft. */
export function PlaceAt({
  schema,
  path,
  isOnly = false,
}: {
  schema: z.ZodType
  path: Path
  isOnly?: boolean
}) {
  const own = schemaAt(schema, path)
  if (!own) return null
  const { kind } = placeOf(own)
  return kind.kind === 'list' && placeOf(kind.element).kind.kind !== 'text' && isOnly ? (
    <ListField path={path} schema={own} isBare />
  ) : (
    <SchemaField schema={own} path={path} />
  )
}

function schemaAt(schema: z.ZodType, path: Path): z.ZodType | null {
  let found: z.ZodType | undefined = schema
  for (const step of path) {
    const { kind } = placeOf(found)
    found = kind.kind === 'object' ? kind.shape[step] : undefined
    if (!found) return null
  }
  return found
}

/** Once the place is drawn, the focus goes there, or to the nearest thing around it. */
function focusSoon(path: Path): void {
  focusWhenDrawn(() => {
    for (let length = path.length; length > 0; length -= 1) {
      const at = path.slice(0, length)
      const found =
        document.getElementById(`draft-${at.join('-')}`) ??
        document.querySelector<HTMLElement>(`[data-place="${at.join('.')}"]`)
      if (!found) continue
      found.focus({ preventScroll: true })
      found.scrollIntoView({ block: 'center' })
      return
    }
  })
}

/** Whether anything stands there; used to tell an empty draft. */
export const hasContent = (content: unknown): boolean => getAt(content, ['code']) !== undefined
