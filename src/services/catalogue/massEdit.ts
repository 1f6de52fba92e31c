import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { lockRows } from '../../db/lock'
import {
  categoryNames,
  countSelected,
  itemsToEdit,
  numbersKnown,
  selectedItems,
  writeField,
  type ItemSelection,
} from '../../db/massEdit'
import type { ItemCollection } from '../../domain/catalog/item'
import {
  MASS_EDIT_AT_MOST,
  outcomeOf,
  type EditableItem,
  type EditableValue,
  type ItemChange,
  type ItemOutcome,
} from '../../domain/catalog/massEdit'
import { recordWrites } from '../audit'
import { refused } from '../http'

/** One item as it is and as it would be; categories by their names. */
export type PreviewedItem = {
  id: string
  partNumber: string
  name: string
  rev: number
} & ItemOutcome

export type MassEditPreview = {
  items: PreviewedItem[]
  changes: number
  same: number
  refused: number
  /** Numbers of the pasted list that no item has. */
  unknown: string[]
  /** Numbers of the list that an item has to which the rest of the selection does not apply. */
  leftOut: string[]
}

/**
 * What a change of many items would do, item by item; writes nothing. Refuses a selection of nothing in
 * particular and one of more than a thousand items.
 */
export async function previewMassEdit(
  req: PayloadRequest,
  collection: ItemCollection,
  selection: ItemSelection,
  change: ItemChange,
): Promise<MassEditPreview> {
  admit(req, collection, change)
  const isMeant = Object.entries(selection).some(
    ([name, value]) => name !== 'isActive' && value !== undefined && value !== '',
  )
  if (!isMeant) {
    throw refused({
      code: 'required',
      field: 'select',
      message: 'Say which items: by numbers, a beginning, words, manufacturer or category.',
    })
  }
  const count = await countSelected(req, collection, selection)
  if (count > MASS_EDIT_AT_MOST) {
    throw refused({
      code: 'out_of_range',
      field: 'select',
      message: `${count} items match. Narrow the selection to at most ${MASS_EDIT_AT_MOST}.`,
      details: { count },
    })
  }
  const items = await selectedItems(req, collection, selection, MASS_EDIT_AT_MOST)
  const found = new Set(items.map(({ partNumber }) => partNumber))
  const missing = (selection.numbers ?? []).filter((number) => !found.has(number))
  const known = await numbersKnown(req, collection, missing)
  const outcomes = await inWords(
    req,
    change,
    items.map((item) => ({ ...named(item), ...outcomeOf(item, change) })),
  )
  const inState = (state: ItemOutcome['state']) =>
    outcomes.filter((outcome) => outcome.state === state).length
  return {
    items: outcomes,
    changes: inState('CHANGES'),
    same: inState('SAME'),
    refused: inState('REFUSED'),
    unknown: missing.filter((number) => !known.has(number)),
    leftOut: missing.filter((number) => known.has(number)),
  }
}

/**
 * Changes the items that a preview showed, all or none. Each must still have the revision that was shown:
 * else 409 `stale_revision` names those that somebody changed meanwhile. One audit row for each item.
 */
export async function applyMassEdit(
  req: PayloadRequest,
  collection: ItemCollection,
  asked: {
    change: ItemChange
    items: readonly { id: string; rev: number }[]
    reason: string | null
  },
): Promise<{ changed: number; same: number }> {
  const { change, reason } = asked
  admit(req, collection, change)
  const revs = new Map(asked.items.map(({ id, rev }) => [id, rev]))
  await lockRows(req, collection, [...revs.keys()])
  const items = await itemsToEdit(req, collection, [...revs.keys()])
  expectShown(items, revs)

  const outcomes = items.map((item) => ({ item, outcome: outcomeOf(item, change) }))
  const impossible = outcomes.find(({ outcome }) => outcome.state === 'REFUSED')
  if (impossible) {
    throw refused({
      code: 'invalid_value',
      item: impossible.item.partNumber,
      message: `${impossible.item.partNumber} cannot be changed: ${impossible.outcome.why}`,
    })
  }
  const changing = outcomes.filter(({ outcome }) => outcome.state === 'CHANGES')
  await writeField(
    req,
    collection,
    change.field,
    changing.map(({ item, outcome }) => ({ id: item.id, value: outcome.after })),
  )
  await recordWrites(
    req,
    changing.map(({ item, outcome }) => ({
      action: 'update' as const,
      resource: collection,
      resourceId: item.id,
      before: { [change.field]: outcome.before },
      after: { [change.field]: outcome.after },
      reason: reason ?? `One change of ${changing.length} items`,
    })),
  )
  return { changed: changing.length, same: outcomes.length - changing.length }
}

function admit(req: PayloadRequest, collection: ItemCollection, change: ItemChange): void {
  if (change.field === 'cost' && !may(req, 'costs.update')) {
    throw refused({ code: 'role_not_allowed', message: 'Your role may not change costs.' })
  }
  if (change.field === 'category' && collection === 'parts') {
    throw refused({
      code: 'invalid_value',
      field: 'change.field',
      message: 'Parts have no category of their own; categories list assemblies.',
    })
  }
}

function expectShown(items: readonly EditableItem[], revs: ReadonlyMap<string, number>): void {
  const stale = items.filter(({ id, rev }) => revs.get(id) !== rev)
  const gone = revs.size - items.length
  if (stale.length === 0 && gone === 0) return
  const numbers = stale.map(({ partNumber }) => partNumber)
  const named = [
    ...numbers.slice(0, 5),
    ...(numbers.length > 5 ? [`${numbers.length - 5} more`] : []),
    ...(gone > 0 ? [`${gone} that no longer exist`] : []),
  ]
  throw refused({
    code: 'stale_revision',
    message: `Somebody else has changed ${named.join(', ')} since the preview. Nothing was written: look at the preview again.`,
    details: { items: stale.map(({ id, partNumber, rev }) => ({ id, partNumber, rev })), gone },
  })
}

const named = ({ id, partNumber, name, rev }: EditableItem) => ({ id, partNumber, name, rev })

/** Categories are shown by their names. */
async function inWords(
  req: PayloadRequest,
  { field }: ItemChange,
  items: readonly PreviewedItem[],
): Promise<PreviewedItem[]> {
  if (field !== 'category') return [...items]
  const ids = new Set(items.flatMap(({ before, after }) => [before, after]).filter(isText))
  const names = await categoryNames(req, [...ids])
  const say = (value: EditableValue) => (isText(value) ? (names.get(value) ?? value) : value)
  return items.map((item) => ({ ...item, before: say(item.before), after: say(item.after) }))
}

const isText = (value: EditableValue): value is string => typeof value === 'string'
