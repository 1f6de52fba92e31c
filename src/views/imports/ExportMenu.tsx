'use client'

import { useListQuery } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import { useRef, type KeyboardEvent } from 'react'
import type { ItemCollection } from '../../domain/catalog/item'
import { plural } from '../panel/words'
import { exportPath, type ExportedTable } from './exportTables'
import './imports.scss'

type Props = {
  /** Those that the person may take away. */
  tables: readonly ExportedTable[]
  list: ItemCollection
}

/** The tables that somebody may take away, each as CSV and XLSX: the list as it is filtered, else the whole. */
export function ExportMenu({ tables, list }: Props) {
  // the filter stands in the address of the list; the file gets the same
  const filter = new URLSearchParams(
    [...useSearchParams()].filter(
      ([name, value]) => name.startsWith('where[') || (name === 'search' && value.trim() !== ''),
    ),
  )
  const { data } = useListQuery()
  const menu = useRef<HTMLDetailsElement>(null)
  const closeOnEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !menu.current?.open) return
    menu.current.open = false
    menu.current.querySelector('summary')?.focus()
  }
  const isFiltered = filter.size > 0
  const shown = plural(data?.totalDocs ?? 0, ...WORDS[list])
  return (
    <details className="import-menu" ref={menu} onKeyDown={closeOnEscape}>
      <summary className="panel-button">{isFiltered ? 'Export these' : 'Export'}</summary>
      <div className="import-menu__list">
        <table>
          <caption>
            {isFiltered ? `Of the ${shown} in this list` : 'Tables of the whole catalogue'}
          </caption>
          <tbody>
            {tables
              .filter(({ lists }) => !isFiltered || lists.includes(list))
              .map(({ table, label }) => (
                <tr key={table}>
                  <th scope="row">{label}</th>
                  {(['xlsx', 'csv'] as const).map((format) => (
                    <td key={format}>
                      <a
                        className="panel-button"
                        href={exportPath(table, format, isFiltered ? { list, filter } : undefined)}
                        download
                      >
                        <span className="panel-hidden">Export {label.toLowerCase()} as </span>
                        {format.toUpperCase()}
                      </a>
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

const WORDS: Readonly<Record<ItemCollection, [string, string]>> = {
  parts: ['part', 'parts'],
  assemblies: ['assembly', 'assemblies'],
}
