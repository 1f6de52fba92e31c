import { allow, refuse, type Decision } from './refusal'
import type { ReadRow, ReadTable } from './catalog/sheets/cell'

const DELIMITERS = [';', ',', '\t'] as const

export type TableLimits = { rows: number; columns: number; cell: number }

/**
 * A CSV text (RFC 4180) as a table: the delimiter is that of the first line, quoted cells may hold line
 * ends, rows may end with CRLF, LF or CR. The apostrophe that an export puts before what a spreadsheet
 * would run as a formula is taken off again (`csv.ts`).
 */
export function readCsv(raw: string, limits: TableLimits): Decision<ReadTable> {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw
  const hint = /^sep=(.)\r?\n/i.exec(text)
  const start = hint?.[0].length ?? 0
  const delimiter = hint?.[1] ?? delimiterOf(text)

  let heads: readonly string[] | undefined
  const rows: ReadRow[] = []
  let at = start
  let line = hint ? 1 : 0
  while (at < text.length) {
    line += 1
    const cells: string[] = []
    for (;;) {
      const read = cellAt(text, at, delimiter)
      if (read === undefined) return malformed(`Row ${line}: a quote is opened and never closed.`)
      if (read.text.length > limits.cell)
        return malformed(`Row ${line}: a cell has more than ${limits.cell} characters.`)
      cells.push(unescaped(read.text))
      at = read.end
      if (text[at] !== delimiter) break
      at += 1
    }
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    if (cells.length > limits.columns)
      return malformed(`Row ${line} has more than ${limits.columns} cells.`)
    if (!heads) heads = cells
    else if (cells.some((cell) => cell.trim() !== '')) {
      if (rows.length === limits.rows) return tooMany(limits.rows)
      rows.push({ line, cells })
    }
  }
  return heads ? allow({ heads, rows }) : malformed('The file is empty.')
}

export const tooMany = (rows: number): Decision<never> =>
  refuse({
    code: 'too_large',
    message: `The file has more than ${rows} rows. Import it in several parts.`,
  })

const malformed = (message: string): Decision<never> => refuse({ code: 'malformed', message })

/** The cell from `at`, and where it ends; undefined when its quote never closes. */
function cellAt(
  text: string,
  at: number,
  delimiter: string,
): { text: string; end: number } | undefined {
  if (text[at] !== '"') {
    let end = at
    for (; end < text.length; end += 1) {
      const sign = text[end]
      if (sign === delimiter || sign === '\n' || sign === '\r') break
    }
    return { text: text.slice(at, end), end }
  }
  let cell = ''
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return undefined
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') {
      // what stands between the closing quote and the delimiter belongs to the cell, as spreadsheets read it
      const rest = cellAt(text, quote + 1, delimiter)
      if (!rest || text[quote + 1] === '"') return { text: cell, end: quote + 1 }
      return { text: cell + rest.text, end: rest.end }
    }
    cell += '"'
    from = quote + 2
  }
}

/** The sign that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>()
  let isQuoted = false
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === '\n' || sign === '\r')) break
    else if (!isQuoted) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  }
  return DELIMITERS.reduce<string>(
    (best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best),
    ',',
  )
}

const unescaped = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
