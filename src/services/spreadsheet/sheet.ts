/** Text stays text and numbers stay numbers; a cell is never a formula. */
export type Cell = string | number | boolean | null

export type Column = {
  head: string
  /** Width in characters of the usual font. */
  width: number
  /** How its numbers are shown, as Excel writes it: `#,##0.00`. */
  format?: string
  /** Long text goes on in further lines. */
  wrap?: boolean
}

export type Row = {
  cells: readonly Cell[]
  /** Depth of the row, from 0: rows below a shallower one can be folded away. */
  level?: number
  tone?: 'normal' | 'strong' | 'bad'
}

export type Sheet = {
  name: string
  columns: readonly Column[]
  rows: readonly Row[]
  /** Column whose text moves to the right with the level of its row. */
  indented?: number
}
