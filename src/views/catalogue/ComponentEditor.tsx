'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import type { ItemName } from '../../domain/catalog/item'
import type { TreeRow } from '../../services/catalogue/explore'
import { Badge } from '../panel/Badge'
import { Notice } from '../panel/blocks'
import { Dialog } from '../panel/Dialog'
import { TextInput } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { ItemPicker } from './ItemPicker'

type Props = { assembly: ItemName; rows: readonly TreeRow[]; close: () => void }

const anything = z.unknown()
const quantityOf = (text: string): number => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : 0)

/** The direct components of an assembly as a list that is changed row by row, each at once. */
export function ComponentEditor({ assembly, rows, close }: Props) {
  const router = useRouter()
  const { run, faults, isBusy, forget } = useCommand()
  const [removed, setRemoved] = useState<TreeRow | null>(null)
  const [said, setSaid] = useState('')
  const [isFresh, setFresh] = useState(true)

  const done = (message: string) => () => {
    setSaid(message)
    setFresh(false)
    router.refresh()
  }
  const move = (index: number, step: -1 | 1) => {
    const ids = rows.map(({ component }) => component ?? '')
    const [taken = ''] = ids.splice(index, 1)
    ids.splice(index + step, 0, taken)
    return run({
      path: `/api/assemblies/${assembly.id}/order-components`,
      schema: anything,
      body: { components: ids },
      done: done(`${rows[index]?.askedId} moved ${step < 0 ? 'up' : 'down'}.`),
    })
  }
  const save = (row: TreeRow, body: { quantity: number; note: string | null }) =>
    run({
      path: `/api/assembly-components/${row.component}`,
      method: 'PATCH',
      schema: anything,
      body,
      done: done(`${row.askedId} saved.`),
    })

  return (
    <div className="component-editor">
      {faults.map((fault) => (
        <Notice key={fault} tone="bad">
          <p>{fault}</p>
        </Notice>
      ))}
      <ol className="component-editor__list" aria-label={`Components of ${assembly.partNumber}`}>
        {rows.map((row, index) => (
          <EditedRow
            key={`${row.component} ${row.quantityPer} ${row.note}`}
            row={row}
            isFirst={index === 0}
            isLast={index === rows.length - 1}
            isBusy={isBusy}
            save={(body) => save(row, body)}
            move={(step) => move(index, step)}
            remove={() => {
              forget()
              setRemoved(row)
            }}
          />
        ))}
      </ol>
      <NewRow
        // an added row empties the form
        key={rows.length}
        isBusy={isBusy}
        add={(body) =>
          run({
            path: '/api/assembly-components',
            schema: anything,
            body: {
              ...body,
              parentAssembly: assembly.id,
              position: Math.max(-1, ...rows.map(({ place }) => place ?? 0)) + 1,
            },
            done: done(`${body.askedId} added.`),
          })
        }
      />
      <div className="panel-actions">
        <button type="button" className="panel-button" onClick={close}>
          {isFresh ? 'Back to the tree' : 'Done'}
        </button>
        <span role="status" className="panel-card__note">
          {said}
        </span>
      </div>
      {removed && (
        <Dialog
          title={`Remove ${removed.askedId}?`}
          action="Remove"
          isDanger
          isBusy={isBusy}
          faults={faults}
          close={() => setRemoved(null)}
          submit={() =>
            void run({
              path: `/api/assembly-components/${removed.component}`,
              method: 'DELETE',
              schema: anything,
              done: () => {
                setRemoved(null)
                done(`${removed.askedId} removed.`)()
              },
            })
          }
        >
          <p>
            {removed.name} leaves this assembly. Bills of materials that exist keep it; the next
            ones come without it.
          </p>
        </Dialog>
      )}
    </div>
  )
}

type RowProps = {
  row: TreeRow
  isFirst: boolean
  isLast: boolean
  isBusy: boolean
  save: (body: { quantity: number; note: string | null }) => void
  move: (step: -1 | 1) => void
  remove: () => void
}

function EditedRow({ row, isFirst, isLast, isBusy, save, move, remove }: RowProps) {
  const [quantity, setQuantity] = useState(String(row.quantityPer))
  const [note, setNote] = useState(row.note ?? '')
  const isChanged = quantityOf(quantity) !== row.quantityPer || note.trim() !== (row.note ?? '')
  const isWrong = quantityOf(quantity) === 0
  return (
    <li>
      <div className="component-editor__item">
        <code>{row.askedId}</code> {row.name}{' '}
        {row.kind === 'UNRESOLVED' && <Badge look={{ label: 'Unresolved', tone: 'red' }} />}
      </div>
      <form
        className="component-editor__fields"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isWrong && isChanged)
            save({ quantity: quantityOf(quantity), note: note.trim() || null })
        }}
      >
        <TextInput
          label="Quantity"
          inputMode="numeric"
          value={quantity}
          change={setQuantity}
          fault={isWrong ? 'A whole number from 1.' : null}
        />
        <TextInput label="Note" value={note} change={setNote} maxLength={500} />
        <button
          type="submit"
          className="panel-button panel-button--primary"
          disabled={!isChanged || isWrong || isBusy}
        >
          Save<span className="panel-hidden"> {row.askedId}</span>
        </button>
      </form>
      <div className="panel-actions">
        <button
          type="button"
          className="panel-button"
          disabled={isFirst || isBusy}
          aria-label={`Move ${row.askedId} up`}
          onClick={() => move(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          className="panel-button"
          disabled={isLast || isBusy}
          aria-label={`Move ${row.askedId} down`}
          onClick={() => move(1)}
        >
          ↓
        </button>
        <button
          type="button"
          className="panel-button panel-button--danger"
          disabled={isBusy}
          onClick={remove}
        >
          Remove<span className="panel-hidden"> {row.askedId}</span>
        </button>
      </div>
    </li>
  )
}

function NewRow({
  isBusy,
  add,
}: {
  isBusy: boolean
  add: (body: { askedId: string; quantity: number; note: string | null }) => void
}) {
  const [askedId, setAskedId] = useState('')
  const [quantity, setQuantity] = useState('1')
  const [note, setNote] = useState('')
  const isReady = askedId !== '' && quantityOf(quantity) > 0
  return (
    <form
      className="component-editor__new"
      aria-label="Add a component"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) add({ askedId, quantity: quantityOf(quantity), note: note.trim() || null })
      }}
    >
      <ItemPicker
        label="Add part or assembly"
        text={askedId}
        change={(text) => setAskedId(text)}
        isActiveOnly
      />
      <TextInput label="Quantity" inputMode="numeric" value={quantity} change={setQuantity} />
      <TextInput label="Note" value={note} change={setNote} maxLength={500} />
      <button
        type="submit"
        className="panel-button panel-button--primary"
        disabled={!isReady || isBusy}
      >
        Add
      </button>
    </form>
  )
}
