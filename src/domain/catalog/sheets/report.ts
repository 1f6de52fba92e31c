/** One thing that a table's import says about a row, in the order of the file. */
export type RowRemark = {
  line: number
  /** The id in the row, or what stands there instead. */
  record: string
  /** Head of the column, when it is about one. */
  column?: string
  /** What stands in that column, as it stands there. */
  value?: string
  reason: string
}

const LONGEST_VALUE = 1_000

/** A value for a remark; a very long one is cut. */
export const remarkValue = (text: string): string =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
