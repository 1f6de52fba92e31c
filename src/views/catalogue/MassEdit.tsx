'use client'

import { useState } from 'react'
import { z } from 'zod'
import { STOCK_AT_MOST } from '../../domain/catalog/bounds'
import type { ItemCollection } from '../../domain/catalog/item'
import type { ChangedField, ItemChange } from '../../domain/catalog/massEdit'
import { Badge } from '../panel/Badge'
import { Card, Empty, Notice, ScrollTable } from '../panel/blocks'
import { SelectInput, TextArea, TextInput, type Option } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { plural } from '../panel/words'
import { amountIn, formatMoney } from '../shared/money'
import { itemHref } from './SuccessorLink'

const valueSchema = z.union([z.boolean(), z.number(), z.string(), z.null()])
const previewSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      partNumber: z.string(),
      name: z.string(),
      rev: z.number(),
      state: z.enum(['CHANGES', 'REFUSED', 'SAME']),
      before: valueSchema,
      after: valueSchema,
      why: z.string().nullable(),
    }),
  ),
  changes: z.number(),
  same: z.number(),
  refused: z.number(),
  unknown: z.array(z.string()),
  leftOut: z.array(z.string()),
})
type Preview = z.infer<typeof previewSchema>
const appliedSchema = z.object({ changed: z.number(), same: z.number() })

type FieldChoice = ChangedField | 'costPercent'
const FIELD_LABELS: Readonly<Record<FieldChoice, string>> = {
  manufacturer: 'Manufacturer',
  unit: 'Unit',
  reorderLevel: 'Reorder level',
  isOutside: 'Made or fitted outside',
  isCritical: 'Serial number required',
  category: 'Own subcategory',
  cost: 'Cost, to an amount',
  costPercent: 'Cost, by a percentage',
}
const isField = (text: string): text is FieldChoice => text in FIELD_LABELS

const NOTHING = {
  numbers: '',
  startsWith: '',
  text: '',
  manufacturer: '',
  category: '',
  active: '',
}
type Selection = typeof NOTHING

type Props = {
  collection: ItemCollection
  categories: readonly Option[]
  /** ISO 4217; null for whoever may not change costs. */
  currency: string | null
}

/** Chooses items and one change, shows what would become of each, and makes it. */
export function MassEdit({ collection: asked, categories, currency }: Props) {
  const [collection, setCollection] = useState(asked)
  const [selection, setSelection] = useState(NOTHING)
  const [field, setField] = useState<FieldChoice>('manufacturer')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<{ preview: Preview; change: ItemChange } | null>(null)
  const [said, setSaid] = useState('')
  const { run, faults, refusals, isBusy, forget } = useCommand()

  const change = changeOf(field, value, currency)
  const base = `/api/${collection}/mass-edit`
  const isStale = refusals.some(({ code }) => code === 'stale_revision')
  const pick = (part: Partial<Selection>) => {
    setSelection((now) => ({ ...now, ...part }))
    setShown(null)
    setSaid('')
    forget()
  }
  const choose = (next: FieldChoice) => {
    setField(next)
    setValue('')
    setShown(null)
    setSaid('')
  }
  const preview = () => {
    if (!change) return
    setSaid('')
    void run({
      path: `${base}/preview`,
      schema: previewSchema,
      body: { select: selectionOf(selection), change },
      done: (answer) => setShown({ preview: answer, change }),
    })
  }
  const apply = () => {
    if (!shown) return
    const items = shown.preview.items
      .filter(({ state }) => state === 'CHANGES')
      .map(({ id, rev }) => ({ id, rev }))
    void run({
      path: base,
      schema: appliedSchema,
      body: { change: shown.change, items, reason: reason.trim() || null },
      done: ({ changed }) => {
        setShown(null)
        setSaid(`${plural(changed, 'item was', 'items were')} changed.`)
      },
    })
  }
  const fields: readonly FieldChoice[] = [
    'manufacturer',
    'unit',
    'reorderLevel',
    'isOutside',
    'isCritical',
    ...(collection === 'assemblies' ? (['category'] as const) : []),
    ...(currency === null ? [] : (['cost', 'costPercent'] as const)),
  ]

  return (
    <>
      <div className="panel-columns panel-columns--even">
        <Card title="1. Which items">
          <div className="mass-edit__fields">
            <SelectInput
              label="Collection"
              value={collection}
              change={(one) => {
                setCollection(one === 'assemblies' ? 'assemblies' : 'parts')
                pick(NOTHING)
                choose('manufacturer')
              }}
              options={[
                { value: 'parts', label: 'Parts' },
                { value: 'assemblies', label: 'Assemblies' },
              ]}
            />
            <TextInput
              label="Number begins with"
              value={selection.startsWith}
              change={(startsWith) => pick({ startsWith })}
            />
            <TextInput
              label="Number or name holds"
              value={selection.text}
              change={(text) => pick({ text })}
            />
            <TextInput
              label="Manufacturer is"
              value={selection.manufacturer}
              change={(manufacturer) => pick({ manufacturer })}
            />
            {collection === 'assemblies' && (
              <SelectInput
                label="Category"
                value={selection.category}
                change={(category) => pick({ category })}
                options={[{ value: '', label: 'Any' }, ...categories]}
              />
            )}
            <SelectInput
              label="In use"
              value={selection.active}
              change={(active) => pick({ active })}
              options={[
                { value: '', label: 'Active and retired' },
                { value: 'true', label: 'Active only' },
                { value: 'false', label: 'Retired only' },
              ]}
            />
          </div>
          <TextArea
            label="Only these part numbers, one a line"
            value={selection.numbers}
            change={(numbers) => pick({ numbers })}
            maxLength={130_000}
            help="Up to 1000. Pasted from a spreadsheet column as it is. What is filled in above narrows this list too."
          />
        </Card>
        <Card title="2. What changes">
          <div className="mass-edit__fields">
            <SelectInput
              label="Field"
              value={field}
              change={(next) => isField(next) && choose(next)}
              options={fields.map((one) => ({ value: one, label: FIELD_LABELS[one] }))}
            />
            <ValueInput
              field={field}
              value={value}
              change={(next) => {
                setValue(next)
                setShown(null)
                setSaid('')
              }}
              categories={categories}
              currency={currency}
              fault={value !== '' && change === null ? faultOf(field) : null}
            />
          </div>
          <TextInput
            label="Reason (optional)"
            value={reason}
            change={setReason}
            maxLength={1000}
            help="Kept in the history of each item."
          />
          <div className="panel-actions mass-edit__foot">
            <button
              type="button"
              className="panel-button panel-button--primary"
              disabled={isBusy || change === null}
              onClick={preview}
            >
              {shown || isStale ? 'Preview again' : 'Preview'}
            </button>
          </div>
        </Card>
      </div>
      <div aria-live="polite" className="panel-stack">
        {faults.map((fault) => (
          <Notice key={fault} tone="bad">
            <p>{fault}</p>
          </Notice>
        ))}
        {said !== '' && (
          <Notice tone="good">
            <p>{said}</p>
          </Notice>
        )}
      </div>
      {shown && (
        <PreviewCard
          preview={shown.preview}
          collection={collection}
          isMoney={shown.change.field === 'cost'}
          currency={currency}
          isBusy={isBusy}
          isStale={isStale}
          apply={apply}
        />
      )}
    </>
  )
}

/** What is sent for a selection; what is empty selects nothing. */
function selectionOf({ numbers, active, ...texts }: Selection) {
  const list = numbers
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line.trim() !== '')
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  return {
    ...Object.fromEntries(filled),
    ...(list.length > 0 && { numbers: list }),
    ...(active !== '' && { isActive: active === 'true' }),
  }
}

/** The change as the server takes it; null while the value cannot be read. */
function changeOf(field: FieldChoice, value: string, currency: string | null): ItemChange | null {
  const text = value.trim()
  switch (field) {
    case 'manufacturer':
      return { field, value: text === '' ? null : text }
    case 'unit':
      return text === '' || text.length > 10 ? null : { field, value: text }
    case 'reorderLevel':
      if (text === '') return { field, value: null }
      return /^\d{1,9}$/.test(text) && Number(text) <= STOCK_AT_MOST
        ? { field, value: Number(text) }
        : null
    case 'isOutside':
    case 'isCritical':
      return text === '' ? null : { field, value: text === 'true' }
    case 'category':
      return text === '' ? null : { field, value: text === 'none' ? null : text }
    case 'cost': {
      if (currency === null || text === '') return null
      const minor = amountIn(text, currency)
      return typeof minor === 'number' ? { field, value: minor } : null
    }
    case 'costPercent': {
      const percent = Number(text.replace(',', '.').replace('−', '-').replace('%', ''))
      const isRead = text !== '' && Number.isFinite(percent) && percent >= -99 && percent <= 1000
      return isRead ? { field: 'cost', percent } : null
    }
  }
}

/** What a value that cannot be read should be instead. */
function faultOf(field: FieldChoice): string {
  switch (field) {
    case 'costPercent':
      return 'Enter a percentage from -99 to 1000, such as 4.5 or -10.'
    case 'cost':
      return 'Enter an amount such as 12.50, without signs for thousands.'
    case 'reorderLevel':
      return `Enter a whole number from 0 to ${STOCK_AT_MOST}.`
    case 'unit':
      return 'Enter a unit of at most 10 characters, such as EA.'
    default:
      return 'Choose a value.'
  }
}

function ValueInput(props: {
  field: FieldChoice
  value: string
  change: (value: string) => void
  categories: readonly Option[]
  currency: string | null
  fault: string | null
}) {
  const { field, value, change, categories, currency, fault } = props
  if (field === 'isOutside' || field === 'isCritical')
    return (
      <SelectInput
        label="New value"
        value={value}
        change={change}
        options={[
          { value: '', label: 'Choose…' },
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
      />
    )
  if (field === 'category')
    return (
      <SelectInput
        label="New value"
        value={value}
        change={change}
        options={[{ value: '', label: 'Choose…' }, { value: 'none', label: 'None' }, ...categories]}
      />
    )
  return (
    <TextInput
      label={
        field === 'costPercent'
          ? 'Change in percent'
          : field === 'cost'
            ? `New cost in ${currency}`
            : 'New value'
      }
      value={value}
      change={change}
      inputMode={field === 'manufacturer' || field === 'unit' ? undefined : 'decimal'}
      help={HELP[field]}
      fault={fault}
    />
  )
}

const HELP: Readonly<Partial<Record<FieldChoice, string>>> = {
  manufacturer: 'Leave it empty to clear the field.',
  reorderLevel: 'Leave it empty to clear the field.',
  costPercent: 'Such as 4.5 or -10. Rounded to the smallest coin.',
}

const NAMED_AT_MOST = 20

const inShort = (numbers: readonly string[]): string =>
  numbers.slice(0, NAMED_AT_MOST).join(', ') +
  (numbers.length > NAMED_AT_MOST ? ` and ${numbers.length - NAMED_AT_MOST} more` : '')

function PreviewCard({
  preview: { items, changes, same, refused, unknown, leftOut },
  collection,
  isMoney,
  currency,
  isBusy,
  isStale,
  apply,
}: {
  preview: Preview
  collection: ItemCollection
  isMoney: boolean
  currency: string | null
  isBusy: boolean
  /** Somebody changed an item since: it has to be looked at again first. */
  isStale: boolean
  apply: () => void
}) {
  const say = (value: Preview['items'][number]['before']): string => {
    if (value === null) return 'nothing'
    if (typeof value === 'boolean') return value ? 'Yes' : 'No'
    return isMoney && typeof value === 'number' && currency !== null
      ? formatMoney(value, currency)
      : String(value)
  }
  return (
    <Card
      title="3. What becomes of them"
      actions={
        <button
          type="button"
          className="panel-button panel-button--primary"
          disabled={changes === 0 || isBusy || isStale}
          onClick={apply}
        >
          Change {plural(changes, 'item', 'items')}
        </button>
      }
    >
      <p role="status">
        {plural(changes, 'item changes', 'items change')}, {same} already so, {refused} cannot be
        changed.
      </p>
      <div className="panel-stack">
        {unknown.length > 0 && (
          <Notice tone="warn">
            <p>
              No {collection === 'parts' ? 'part' : 'assembly'} has{' '}
              {unknown.length === 1 ? 'this number' : 'these numbers'}: {inShort(unknown)}.
            </p>
          </Notice>
        )}
        {leftOut.length > 0 && (
          <Notice tone="warn">
            <p>
              {plural(leftOut.length, 'number of your list is', 'numbers of your list are')} left
              out, because the other fields under 1 do not apply to{' '}
              {leftOut.length === 1 ? 'it' : 'them'}: {inShort(leftOut)}. Empty those fields to
              change the whole list.
            </p>
          </Notice>
        )}
      </div>
      {items.length === 0 ? (
        <Empty title="No item matches.">Choose other numbers, words or categories.</Empty>
      ) : (
        <ScrollTable label="Items before and after">
          <thead>
            <tr>
              <th scope="col">Part number</th>
              <th scope="col">Name</th>
              <th scope="col" className={isMoney ? 'is-figure' : ''}>
                Now
              </th>
              <th scope="col" className={isMoney ? 'is-figure' : ''}>
                Then
              </th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, partNumber, name, state, before, after, why }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={itemHref({ collection, id })} target="_blank" rel="noreferrer">
                    <code>{partNumber}</code>
                    <span className="panel-hidden"> (opens in a new tab)</span>
                  </a>
                </th>
                <td>{name}</td>
                <td className={isMoney ? 'is-figure' : ''}>{say(before)}</td>
                <td className={isMoney ? 'is-figure' : ''}>
                  {state === 'CHANGES' ? <strong>{say(after)}</strong> : '–'}
                </td>
                <td>
                  {state === 'CHANGES' && <Badge plain look={{ label: 'Changes', tone: 'blue' }} />}
                  {state === 'SAME' && (
                    <Badge plain look={{ label: 'Already so', tone: 'slate' }} />
                  )}
                  {state === 'REFUSED' && (
                    <>
                      <Badge look={{ label: 'Cannot', tone: 'red' }} />
                      <span className="panel-table__sub">{why}</span>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </Card>
  )
}
