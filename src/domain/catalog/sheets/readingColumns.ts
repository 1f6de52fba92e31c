import { cellText, isEmpty, plainText, type ReadCell } from './cell'
import { remarkValue, type RowRemark } from './report'

type Place = { line: number; record: string; column: string }

/**
 * Remarks on columns that are given for reading: what a file says there is not taken. One for each column
 * that differs from the catalogue, at its first row, however many rows there are.
 */
export class ReadingColumns {
  private readonly found = new Map<string, RowRemark & { rows: number; held: string }>()

  /** @param held what the catalogue may show there; the first of them is named */
  note(
    place: Place,
    cell: ReadCell,
    held: readonly (boolean | number | string | null | undefined)[],
  ): void {
    const text = plain(cellText(cell))
    const texts = held.map((one) => plain(String(one ?? '')))
    if (isEmpty(cell) || texts.includes(text)) return
    const known = this.found.get(place.column)
    if (known) known.rows += 1
    else
      this.found.set(place.column, {
        ...place,
        value: remarkValue(text),
        held: remarkValue(texts[0] ?? ''),
        reason: '',
        rows: 1,
      })
  }

  remarks(): RowRemark[] {
    return [...this.found.values()].map(({ rows, held, value, ...remark }) => ({
      ...remark,
      reason: `is for reading only, so what the file says there is not taken: "${value}", where the catalogue has ${held === '' ? 'nothing' : `"${held}"`}${rows === 1 ? '' : `; the same column differs in ${rows - 1} more ${rows === 2 ? 'row' : 'rows'}`}`,
    }))
  }
}

const plain = (text: string): string => plainText(text).trim()
