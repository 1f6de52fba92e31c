'use client'

import { useEffect, useMemo, useState } from 'react'
import type { ItemName } from '../../domain/catalog/item'
import type { TreeRow } from '../../services/catalogue/explore'
import { Empty, Notice } from '../panel/blocks'
import { call, type ShownRefusal } from '../panel/call'
import { TextInput } from '../panel/fields'
import { useDebounced } from '../shared/useDebounced'
import { componentsSchema, foundSchema, openedTreeSchema } from './answers'
import { ComponentEditor } from './ComponentEditor'
import { ComponentGrid } from './ComponentGrid'
import { beneath, rowAt, visibleRows, waysTo, withRows, type KnownTree } from './tree'
import '../boms/boms.scss'
import './catalogue.scss'

type Props = {
  assembly: ItemName
  /** The direct components. */
  rows: readonly TreeRow[]
  /** How many there are at all levels. */
  lines: number
  mayEdit: boolean
}

const REST_MS = 300

/** The components of an assembly: a tree to look at, and the list of the direct ones to change. */
export function ComponentTree(props: Props) {
  const [isEditing, setEditing] = useState(false)
  const { assembly, rows } = props
  if (isEditing)
    return <ComponentEditor assembly={assembly} rows={rows} close={() => setEditing(false)} />
  const listed = rows.map(({ component, askedId, quantity }) => [component, askedId, quantity])
  // a changed list is another tree
  return <Tree key={JSON.stringify(listed)} {...props} edit={() => setEditing(true)} />
}

/** The tree is read level by level, and searched as a whole. */
function Tree({ assembly, rows, lines, mayEdit, edit }: Props & { edit: () => void }) {
  const [tree, setTree] = useState<KnownTree>(() => new Map([['', rows]]))
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ text: string; hits: ReadonlySet<string>; total: number }>()
  const [isCut, setCut] = useState(false)
  const [faults, setFaults] = useState<readonly ShownRefusal[]>([])
  const sought = useDebounced(text.trim(), REST_MS)
  const base = `/api/assemblies/${assembly.id}`

  useEffect(() => {
    if (sought === '') return
    let isWanted = true
    void call(`${base}/structure?search=${encodeURIComponent(sought)}`, foundSchema).then(
      (outcome) => {
        if (!isWanted) return
        if (!outcome.ok) return setFaults(outcome.refusals)
        const { hits, total, rows: known } = outcome.answer
        setTree((now) => withRows(now, known))
        setOpen((now) => new Set([...now, ...hits.flatMap(waysTo)]))
        setFound({ text: sought, hits: new Set(hits), total })
        setFaults([])
      },
    )
    return () => {
      isWanted = false
    }
  }, [base, sought])

  const visible = useMemo(() => visibleRows(tree, open), [tree, open])
  const isSearching = text.trim() !== '' && found?.text === text.trim()
  const hits = isSearching ? found.hits : null

  const toggle = (path: string) => {
    if (open.has(path)) return setOpen((now) => new Set([...now].filter((one) => one !== path)))
    const row = rowAt(tree, path)
    const opened = () => setOpen((now) => new Set([...now, path]))
    if (!row?.item || tree.has(path)) return opened()
    void call(`/api/assemblies/${row.item.id}/components`, componentsSchema).then((outcome) => {
      if (!outcome.ok) return setFaults(outcome.refusals)
      setFaults([])
      setTree((now) => withRows(now, beneath(now, row, assembly.id, outcome.answer.rows)))
      opened()
    })
  }
  const expand = async () => {
    const outcome = await call(`${base}/structure`, openedTreeSchema)
    if (!outcome.ok) return setFaults(outcome.refusals)
    setFaults([])
    setTree((now) => withRows(now, outcome.answer.rows))
    setOpen(new Set(outcome.answer.rows.map(({ path }) => path)))
    setCut(!outcome.answer.isComplete)
  }
  const print = async () => {
    await expand()
    requestAnimationFrame(() => window.print())
  }

  return (
    <div className="bom-lines">
      <div className="bom-lines__tools panel-no-print">
        <div className="panel-filters">
          <TextInput
            label="Find number or name at any level"
            type="search"
            value={text}
            change={setText}
          />
        </div>
        <div className="panel-actions">
          {rows.length > 0 && (
            <>
              <button type="button" className="panel-button" onClick={() => void expand()}>
                Expand all
              </button>
              <button
                type="button"
                className="panel-button"
                disabled={open.size === 0}
                onClick={() => setOpen(new Set())}
              >
                Collapse all
              </button>
              <button type="button" className="panel-button" onClick={() => void print()}>
                Print
              </button>
            </>
          )}
          {mayEdit && (
            <button type="button" className="panel-button panel-button--primary" onClick={edit}>
              Change components
            </button>
          )}
        </div>
      </div>
      {faults.map(({ message }) => (
        <Notice key={message} tone="bad">
          <p>{message}</p>
        </Notice>
      ))}
      {rows.length === 0 ? (
        <Empty title="No components.">
          An assembly without components counts as one piece. Add what it is made of.
        </Empty>
      ) : (
        <ComponentGrid
          rows={visible}
          hits={hits}
          sought={isSearching ? text : ''}
          label={`Components of ${assembly.partNumber}`}
          toggle={toggle}
        />
      )}
      {rows.length > 0 && (
        <p role="status" className="panel-card__note panel-no-print">
          {isSearching
            ? found.total === 0
              ? 'Nothing in this tree matches.'
              : `${found.total} of ${lines} lines match${found.total > found.hits.size ? `; the first ${found.hits.size} are opened` : ''}`
            : `${visible.length} of ${lines} lines shown${isCut ? '; the levels below are opened one by one' : ''}`}
        </p>
      )}
    </div>
  )
}
