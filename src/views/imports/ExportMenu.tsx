import type { Capability } from '../../../access/matrix'
import type { SheetKind } from '../../domain/catalog/sheets/columns'
import './imports.scss'

const TABLES: readonly { table: SheetKind; label: string; needs: Capability }[] = [
  { table: 'PARTS', label: 'Parts', needs: 'parts.read' },
  { table: 'ASSEMBLIES', label: 'Assemblies', needs: 'assemblies.read' },
  { table: 'COMPONENTS', label: 'Components', needs: 'structure.read' },
  { table: 'STOCK', label: 'Stock levels', needs: 'stock.read' },
  { table: 'COSTS', label: 'Costs', needs: 'costs.read' },
]

export const exportPath = (table: SheetKind, format: 'csv' | 'xlsx'): string =>
  `/api/catalogue/export?table=${table}&format=${format}`

/** The tables that somebody may take away, each as CSV and XLSX. */
export function ExportMenu({ mayDo }: { mayDo: (capability: Capability) => boolean }) {
  return (
    <details className="import-menu">
      <summary className="panel-button">Export</summary>
      <table className="import-menu__list">
        <caption className="panel-hidden">Tables of the whole catalogue</caption>
        <tbody>
          {TABLES.filter(({ needs }) => mayDo(needs)).map(({ table, label }) => (
            <tr key={table}>
              <th scope="row">{label}</th>
              {(['xlsx', 'csv'] as const).map((format) => (
                <td key={format}>
                  <a className="panel-button" href={exportPath(table, format)} download>
                    <span className="panel-hidden">Export {label.toLowerCase()} as </span>
                    {format.toUpperCase()}
                  </a>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
