import type { Catalogue, CatalogueAssembly } from '../import/catalogue'
import type { Delivery, DeliveredComponent } from '../import/delivery'
import { planDelivery, type ImportPlan } from '../import/plan'
import { canonicalJson } from '../../canonical'
import { COMPONENT_QUANTITY_AT_MOST } from '../bounds'
import { ASSEMBLY_PREFIX } from '../lookup'
import {
  cellText,
  isEmpty,
  readCount,
  readId,
  readText,
  type ReadCell,
  type ReadTable,
} from './cell'
import { CHECK_COLUMN, headsOf } from './columns'
import { shownId } from './planItems'
import { ReadingColumns } from './readingColumns'
import { remarkValue, type RowRemark } from './report'

const LONGEST_ID = 120
const LONGEST_NOTE = 500

export type ComponentPlan = {
  /** Only assemblies change, and of them only their lists. */
  plan: ImportPlan
  refused: RowRemark[]
  warnings: RowRemark[]
  unchanged: number
  /** First row of each list. */
  lineOf: ReadonlyMap<string, number>
}

type List = { line: number; components: (DeliveredComponent & { line: number })[]; check: string }

/**
 * What a table of components would write. The file replaces the list of every assembly that it names;
 * a list with a faulty row is left as it is, because a list without that row would be a wrong one.
 *
 * @param held assemblies to refuse with the given reason
 */
export function planComponents(
  table: ReadTable,
  current: Catalogue,
  digest: (text: string) => string,
  held: ReadonlyMap<string, string> = new Map(),
): ComponentPlan {
  const refused: RowRemark[] = []
  const reading = new ReadingColumns()
  const lists = readLists(table, current, refused, reading)
  for (const [assembly, reason] of held) spoil(lists, refused, assembly, reason)
  for (const [assembly, list] of lists) {
    const stored = current.assemblies.get(assembly)
    if (!stored || list.check === '' || isSame(list, stored)) continue
    if (list.check !== digest(componentsText(stored)))
      spoil(
        lists,
        refused,
        assembly,
        'was changed since this file was exported. Export it again and enter your change there',
      )
  }

  for (;;) {
    const plan = planDelivery(deliveryOf(lists, current), current)
    if (plan.refused.length === 0) {
      const named = [...lists.keys()]
      const changed = new Set(plan.assemblies.changed.map(({ after }) => after.partNumber))
      return {
        plan,
        refused: refused.sort((one, other) => one.line - other.line),
        warnings: reading.remarks(),
        unchanged: named.filter((assembly) => !changed.has(assembly)).length,
        lineOf: new Map([...lists].map(([assembly, { line }]) => [assembly, line])),
      }
    }
    for (const { record, place, reason } of plan.refused) {
      const component = lists.get(record)?.components[placeOf(place)]
      if (lists.has(record)) spoil(lists, refused, record, reason, component)
    }
  }
}

const placeOf = (place = ''): number => Number(/\[(\d+)\]/.exec(place)?.[1] ?? -1)

function spoil(
  lists: Map<string, List>,
  refused: RowRemark[],
  assembly: string,
  reason: string,
  component?: { line: number; askedId: string },
): void {
  refused.push({
    line: component?.line ?? lists.get(assembly)?.line ?? 0,
    record: assembly,
    ...(component && { column: 'Item', value: component.askedId }),
    reason,
  })
  lists.delete(assembly)
}

function readLists(
  table: ReadTable,
  current: Catalogue,
  refused: RowRemark[],
  reading: ReadingColumns,
): Map<string, List> {
  const { at } = headsOf('COMPONENTS', table.heads)
  const lists = new Map<string, List>()
  const faulty = new Set<string>()

  for (const { line, cells } of table.rows) {
    const cellOf = (name: string): ReadCell => cells[at.get(name) ?? -1] ?? ''
    const record = shownId(cellOf('assembly'))
    const refuse = (column: string, name: string, reason: string): void => {
      const value = remarkValue(cellText(cellOf(name)))
      refused.push({ line, record, column, value, reason })
      faulty.add(record)
    }
    const assembly = readId(cellOf('assembly'), LONGEST_ID)
    if (!assembly.ok) {
      refuse('Assembly', 'assembly', assembly.fault)
      continue
    }
    if (!current.assemblies.has(assembly.value)) {
      refuse('Assembly', 'assembly', 'is in no catalogue: there is no assembly of this number')
      continue
    }
    const asked = readId(cellOf('askedId'), LONGEST_ID)
    if (!asked.ok) refuse('Item', 'askedId', asked.fault)
    const quantity = readCount(cellOf('quantity'), COMPONENT_QUANTITY_AT_MOST)
    if (!quantity.ok) refuse('Quantity', 'quantity', quantity.fault)
    else if (quantity.value < 1) refuse('Quantity', 'quantity', 'must be at least 1')
    const note = readText(cellOf('note'), LONGEST_NOTE)
    if (!note.ok) refuse('Note', 'note', note.fault)
    if (!asked.ok || !quantity.ok || quantity.value < 1 || !note.ok) continue

    reading.note({ line, record, column: 'Assembly name' }, cellOf('assemblyName'), [
      current.assemblies.get(assembly.value)?.name,
    ])
    reading.note({ line, record, column: 'Item name' }, cellOf('itemName'), [
      current.assemblies.get(asked.value)?.name,
      current.assemblies.get(ASSEMBLY_PREFIX + asked.value)?.name,
      current.parts.get(asked.value)?.name,
    ])
    const check = cellOf(CHECK_COLUMN.name)
    const list = lists.get(assembly.value) ?? {
      line,
      components: [],
      check: typeof check === 'string' ? check.trim() : '',
    }
    list.components.push({
      askedId: asked.value,
      quantity: quantity.value,
      note: isEmpty(note.value) ? null : note.value,
      index: list.components.length,
      line,
    })
    lists.set(assembly.value, list)
  }
  for (const assembly of faulty) {
    const list = lists.get(assembly)
    if (!list) continue
    const reason = 'another row of this list is refused, so the whole list is left as it is'
    refused.push({ line: list.line, record: assembly, reason })
    lists.delete(assembly)
  }
  return lists
}

const isSame = ({ components }: List, stored: CatalogueAssembly): boolean =>
  listText(components) === listText(stored.components)

/** The text over which the check of an exported list is taken. */
export const componentsText = ({ components }: Pick<CatalogueAssembly, 'components'>): string =>
  listText(components)

const listText = (
  components: readonly { askedId: string; quantity: number; note: string | null }[],
): string =>
  canonicalJson(components.map(({ askedId, quantity, note }) => [askedId, quantity, note || null]))

/**
 * The named assemblies as a delivery that says nothing new of them but their lists. A list that says nothing
 * new either is left out: in the order of the file its links would be judged anew, and turn circles round.
 */
function deliveryOf(lists: ReadonlyMap<string, List>, current: Catalogue): Delivery {
  const assemblies: Delivery['assemblies'] = new Map()
  for (const [assembly, list] of lists) {
    const stored = current.assemblies.get(assembly)
    if (stored && !isSame(list, stored))
      assemblies.set(assembly, {
        name: stored.name,
        type: stored.type,
        categoryCode: undefined,
        subcategoryCode: undefined,
        canOrder: undefined,
        isKit: stored.isKit,
        isActive: undefined,
        components: keepingNotes(list.components, stored),
      })
  }
  const named = {
    categories: new Set<string>(),
    assemblies: new Set(assemblies.keys()),
    parts: new Set<string>(),
  }
  return { categories: new Map(), assemblies, parts: new Map(), named }
}

/** An empty note that is stored as empty text stays that: a table cannot tell it from none. */
const keepingNotes = (
  components: readonly DeliveredComponent[],
  stored: CatalogueAssembly,
): DeliveredComponent[] =>
  components.map((component, index) => {
    const known = stored.components[index]
    const isOnlyEmpty = component.note === null && known?.note === ''
    return isOnlyEmpty && known.askedId === component.askedId
      ? { ...component, note: '' }
      : component
  })
