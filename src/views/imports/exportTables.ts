import type { Capability } from '../../../access/matrix'
import type { ItemCollection } from '../../domain/catalog/item'
import { LISTS_OF, type SheetKind } from '../../domain/catalog/sheets/columns'

export type ExportedTable = {
  table: SheetKind
  label: string
  /** Lists that it can be narrowed to. */
  lists: readonly ItemCollection[]
}

export const EXPORTED_TABLES: readonly (ExportedTable & { needs: Capability })[] = [
  { table: 'PARTS', label: 'Parts', lists: LISTS_OF.PARTS, needs: 'parts.read' },
  {
    table: 'ASSEMBLIES',
    label: 'Assemblies',
    lists: LISTS_OF.ASSEMBLIES,
    needs: 'assemblies.read',
  },
  { table: 'COMPONENTS', label: 'Components', lists: LISTS_OF.COMPONENTS, needs: 'structure.read' },
  { table: 'STOCK', label: 'Stock levels', lists: LISTS_OF.STOCK, needs: 'stock.read' },
  { table: 'COSTS', label: 'Costs', lists: LISTS_OF.COSTS, needs: 'costs.read' },
]

/** Where a table is fetched: the whole, or that of a list as it is filtered. */
export function exportPath(
  table: SheetKind,
  format: 'csv' | 'xlsx',
  shown?: { list: ItemCollection; filter: URLSearchParams },
): string {
  const query = new URLSearchParams({ table, format, ...(shown && { list: shown.list }) })
  return `/api/catalogue/export?${query}${shown ? `&${shown.filter}` : ''}`
}
