/** One thing that a table's import says about a row, in the order of the file. */
export type RowRemark = {
  line: number
  /** The id in the row, or what stands there instead. */
  record: string
  /** Head of the column, when it is about one. */
  column?: string
  reason: string
}
