import type { Cell, Table, Tone } from './blocks'
import { bodyBottom, bodyWidth, ensureRoom, INK, splitToFit, type Pdf } from './paper'

const PADDING = 3
const SIZE = 8

/** A row begins in no less room than this. */
const LEAST_ROOM = 40

type Row = readonly { text: string; tone: Tone }[]

/** Widths by the shares of the columns, but none so narrow that a word of its head is broken. */
function widthsOf(pdf: Pdf, columns: Table['columns']): number[] {
  pdf.font('bold').fontSize(SIZE)
  const least = columns.map(
    ({ head }) =>
      2 * PADDING + 1 + Math.max(...head.split(/\s+/).map((word) => pdf.widthOfString(word))),
  )
  const fixed = new Set<number>()
  for (;;) {
    const taken = [...fixed].reduce((sum, index) => sum + (least[index] ?? 0), 0)
    const shares = columns.reduce((sum, { share }, i) => sum + (fixed.has(i) ? 0 : share), 0)
    const widths = columns.map(({ share }, index) =>
      fixed.has(index) ? (least[index] ?? 0) : (share / shares) * (bodyWidth(pdf) - taken),
    )
    const narrow = widths.findIndex((width, index) => width < (least[index] ?? 0))
    if (narrow < 0 || fixed.size === columns.length - 1) return widths
    fixed.add(narrow)
  }
}

const textWidth = (width: number | undefined): number => (width ?? 0) - 2 * PADDING

const style = (pdf: Pdf, tone: Tone): Pdf =>
  pdf.font(tone === 'strong' || tone === 'bad' ? 'bold' : 'plain').fontSize(SIZE)

const heightOf = (pdf: Pdf, row: Row, widths: readonly number[]): number =>
  2 * PADDING +
  Math.max(
    ...row.map(({ text, tone }, index) =>
      style(pdf, tone).heightOfString(text || ' ', { width: textWidth(widths[index]) }),
    ),
  )

const headOf = ({ columns }: Table): Row =>
  columns.map((column) => ({ text: column.head, tone: 'strong' }))

/** Points that a table needs to begin with: its head and its first row, unless that is taller than a page. */
export function heightToStart(pdf: Pdf, table: Table): number {
  const widths = widthsOf(pdf, table.columns)
  const [row] = table.rows
  const head = heightOf(pdf, headOf(table), widths)
  const first = row ? heightOf(pdf, row.map(cellOf), widths) : 0
  return head + (first > fullPage(pdf, head) ? LEAST_ROOM : Math.max(LEAST_ROOM, first))
}

const fullPage = (pdf: Pdf, head: number): number => bodyBottom(pdf) - pdf.page.margins.top - head

/**
 * Draws a table. Cells wrap; a row that does not fit goes to the next page, which repeats the head; a
 * row taller than a page continues there.
 */
export function drawTable(pdf: Pdf, table: Table): void {
  const { columns, rows } = table
  const left = pdf.page.margins.left
  const widths = widthsOf(pdf, columns)

  const draw = (row: Row, shade: boolean, height = heightOf(pdf, row, widths)): void => {
    const top = pdf.y
    if (shade) pdf.rect(left, top, bodyWidth(pdf), height).fill(INK.shade)
    let x = left
    for (const [index, { text, tone }] of row.entries()) {
      style(pdf, tone).fillColor(tone === 'normal' || tone === 'strong' ? INK.text : INK[tone])
      pdf.text(text, x + PADDING, top + PADDING, {
        width: textWidth(widths[index]),
        align: columns[index]?.align ?? 'left',
      })
      x += widths[index] ?? 0
    }
    pdf
      .moveTo(left, top + height)
      .lineTo(left + bodyWidth(pdf), top + height)
      .lineWidth(0.5)
      .stroke(INK.line)
    pdf.x = left
    pdf.y = top + height
  }

  const head = headOf(table)
  const roomLeft = (): number => bodyBottom(pdf) - pdf.y
  const drawHead = (): void => draw(head, true)
  const nextPage = (): void => {
    pdf.addPage()
    drawHead()
  }

  ensureRoom(pdf, heightToStart(pdf, table))
  drawHead()
  const most = fullPage(pdf, heightOf(pdf, head, widths))
  for (const cells of rows) {
    let row: Row = cells.map(cellOf)
    // measuring is what takes the time: once for a row that fits
    let height = heightOf(pdf, row, widths)
    if (height > roomLeft() && (height <= most || roomLeft() < LEAST_ROOM)) nextPage()
    while (height > roomLeft()) {
      const room = roomLeft() - 2 * PADDING
      const parts = row.map(({ text, tone }, index) => {
        const [text_, rest] = splitToFit(style(pdf, tone), text, textWidth(widths[index]), room)
        return { now: { text: text_, tone }, later: { text: rest, tone } }
      })
      draw(
        parts.map(({ now }) => now),
        false,
      )
      row = parts.map(({ later }) => later)
      height = heightOf(pdf, row, widths)
      nextPage()
    }
    draw(row, false, height)
  }
  pdf.y += 8
}

const cellOf = (cell: Cell): Row[number] =>
  typeof cell === 'string' ? { text: cell, tone: 'normal' } : cell
