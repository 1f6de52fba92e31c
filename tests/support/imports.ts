import type { Sql } from './payload'
import { rest, type Answer } from './api'
import type { TestUser } from './given'

export type Counts = {
  rows: number
  new: number
  changed: number
  unchanged: number
  refused: number
  refusedInside: number
  refusedLines: number
  warnings: number
  changedSince: number
  fields: number
  unknownHeads: string[]
}

export type Batch = {
  id: string
  number: string
  state: string
  kind: string
  checkResult: Counts
  applyResult: Counts | null
  undoResult: { restored: number; removed: number; kept: number } | null
  errors?: { code: string; message: string; field?: string }[]
}

export type Line = {
  outcome: string
  resource: string | null
  record: string
  place: string | null
  field: string | null
  was: unknown
  becomes: unknown
  reason: string | null
}

type Content = string | Uint8Array<ArrayBuffer>

const formOf = (files: Readonly<Record<string, Content>>, kind?: string): FormData => {
  const form = new FormData()
  if (kind !== undefined) form.set('kind', kind)
  for (const [name, content] of Object.entries(files))
    form.append('file', new Blob([content]), name)
  return form
}

/** What a person does with imports, through the API. */
export const importing = (user: TestUser | undefined) => {
  const door = rest(user)
  return {
    table: (kind: string, content: Content, name = 'table.csv') =>
      door.post<Batch>('/catalogue-imports/table', formOf({ [name]: content }, kind)),
    delivery: (files: Readonly<Record<string, Content>>) =>
      door.post<Batch>('/catalogue-imports/delivery', formOf(files)),
    apply: (id: string) => door.post<Batch>(`/catalogue-imports/${id}/apply`, {}),
    preview: (id: string) =>
      door.get<{ restored: number; removed: number; kept: number; lines: Line[] }>(
        `/catalogue-imports/${id}/undo-preview`,
      ),
    undo: (id: string, keepChanged = false) =>
      door.post<Batch>(`/catalogue-imports/${id}/undo`, { keepChanged }),
    lines: async (id: string, query = 'show=changes'): Promise<Line[]> =>
      (await door.get<{ docs: Line[] }>(`/catalogue-imports/${id}/lines?limit=100&${query}`)).body
        .docs,
    file: (table: string, format = 'csv') =>
      door.get(`/catalogue/export?table=${table}&format=${format}`),
  }
}

/** The answer of a command that has to succeed. */
export function done<Body>({ status, body, text }: Answer<Body>): Body {
  if (status >= 400) throw new Error(`${status}: ${text}`)
  return body
}

const TABLES = ['categories', 'parts', 'assemblies', 'assembly_components', 'category_references']

/** All columns of all rows of the catalogue as text: equal dumps are equal byte for byte. */
export async function dumpOf(sql: Sql): Promise<string> {
  const dumps: string[] = []
  for (const table of TABLES) {
    const rows = await sql<{ row: string }>(`select t::text as row from ${table} t order by id`)
    dumps.push(`${table}\n${rows.map(({ row }) => row).join('\n')}`)
  }
  return dumps.join('\n\n')
}

/** Rows as CSV, each cell quoted. */
export const csv = (...rows: readonly (readonly (string | number | null)[])[]): string =>
  rows
    .map((row) => row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(','))
    .join('\r\n')
