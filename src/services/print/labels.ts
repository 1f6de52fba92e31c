import { bytesOf, INK, MM, openPdf, splitToFit, type Pdf } from './paper'
import { drawQr } from './qr'

export type PrintedLabel = { qr: string; title: string; lines: readonly string[] }

/** A sheet of labels without gaps; sizes in millimetres. */
export type LabelSheet = {
  columns: number
  rows: number
  size: 'A4' | 'LETTER' | { width: number; height: number }
}

export const LABEL_SHEETS = {
  /** 24 labels of 70 × 37 mm. */
  A4_3X8: { columns: 3, rows: 8, size: 'A4' },
  /** One label of 100 × 60 mm a page, for label printers. */
  SINGLE_100X60: { columns: 1, rows: 1, size: { width: 100, height: 60 } },
} as const satisfies Record<string, LabelSheet>

export type LabelsInput = {
  labels: readonly PrintedLabel[]
  sheet: LabelSheet
  /** Places of the first sheet that are used already. */
  skip?: number
  companyName: string
  /** ISO time of printing. */
  printedAt: string
}

type Place = { x: number; y: number; width: number; height: number }

/** Labels as PDF, row by row: the code at the left, beside it the title and as many lines as fit. */
export async function labelsPdf(input: LabelsInput): Promise<Buffer> {
  const { labels, sheet, skip = 0, companyName, printedAt } = input
  const { size } = sheet
  const pdf = openPdf({
    size: typeof size === 'string' ? size : [size.width * MM, size.height * MM],
    margins: { top: 0, right: 0, bottom: 0, left: 0 },
    title: labels[0]?.title ?? 'Labels',
    author: companyName,
    madeAt: printedAt,
    language: 'en',
  })
  const places = sheet.columns * sheet.rows
  const width = pdf.page.width / sheet.columns
  const height = pdf.page.height / sheet.rows
  for (const [index, label] of labels.entries()) {
    const place = (index + skip) % places
    if (place === 0 && index > 0) pdf.addPage()
    const x = (place % sheet.columns) * width
    const y = Math.floor(place / sheet.columns) * height
    drawLabel(pdf, label, { x, y, width, height })
  }
  return bytesOf(pdf)
}

function drawLabel(pdf: Pdf, { qr, title, lines }: PrintedLabel, place: Place): void {
  const edge = Math.min(3.5 * MM, place.height * 0.1)
  const code = Math.min(place.height - 2 * edge, place.width * 0.45)
  drawQr(pdf, qr, place.x + edge, place.y + (place.height - code) / 2, code)

  const scale = Math.min(1.5, place.height / (37 * MM))
  const x = place.x + edge + code + 2
  const width = place.width - code - 2 * edge - 2
  const bottom = place.y + place.height - edge
  let y = place.y + edge + 4
  const write = (text: string, font: 'bold' | 'plain', size: number): void => {
    pdf.font(font).fontSize(size)
    const [fits] = splitToFit(pdf, text, width, bottom - y)
    const height = pdf.heightOfString(fits, { width })
    if (fits.length < 2 || y + height > bottom) return
    pdf.fillColor(INK.text).text(fits, x, y, { width, height: bottom - y })
    y += height + 1
  }
  write(title, 'bold', 10 * scale)
  for (const line of lines) write(line, 'plain', 7 * scale)
}
