type Cell = string | number | boolean | null | undefined

const BYTE_ORDER_MARK = '\uFEFF'

/** A cell that a spreadsheet would run as a formula is led by an apostrophe; numbers stay numbers. */
const harmless = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const cellOf = (cell: Cell): string =>
  typeof cell === 'string'
    ? quoted(harmless(cell))
    : cell === null || cell === undefined
      ? ''
      : String(cell)

/** Further rows of a file whose beginning is written already. */
export const csvRows = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')

/** Rows as CSV (RFC 4180, CRLF, UTF-8 with byte order mark), safe against formula injection. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string => BYTE_ORDER_MARK + csvRows(rows)
