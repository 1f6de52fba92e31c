import { createRequire } from 'node:module'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'

export type Pdf = PDFKit.PDFDocument

/** Points of one millimetre. */
export const MM = 72 / 25.4

export const INK = {
  text: '#1a1a1a',
  quiet: '#5c5c5c',
  line: '#c4c4c4',
  shade: '#f1f1f1',
  bad: '#a1160f',
}

/** Latin with all accents, Greek, Cyrillic and the usual signs; embedded, so that it prints everywhere. */
const FONTS = {
  plain: 'DejaVuSansCondensed.ttf',
  bold: 'DejaVuSansCondensed-Bold.ttf',
  italic: 'DejaVuSansCondensed-Oblique.ttf',
  boldItalic: 'DejaVuSansCondensed-BoldOblique.ttf',
  mono: 'DejaVuSansMono.ttf',
} as const

export type Font = keyof typeof FONTS

export type PaperOptions = {
  size: 'A4' | 'LETTER' | [widthPoints: number, heightPoints: number]
  margins: { top: number; right: number; bottom: number; left: number }
  title: string
  author: string
  /** ISO time; the file says it was made then, and nothing else depends on the clock. */
  madeAt: string
  /** BCP 47, for readers that speak. */
  language: string
}

/** A new document with its fonts, written from `madeAt` alone: equal content gives equal bytes. */
export function openPdf({ size, margins, title, author, madeAt, language }: PaperOptions): Pdf {
  const at = new Date(madeAt)
  const pdf = new PDFDocument({
    size,
    margins,
    bufferPages: true,
    // none yet: a font that is opened by its path is opened anew each time it is asked for by name
    font: '',
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: author, Creator: author, CreationDate: at, ModDate: at },
  })
  for (const font of Object.keys(FONTS) as Font[]) pdf.registerFont(font, fontFile(font))
  return pdf.font('plain').fontSize(9).fillColor(INK.text)
}

/** The finished file. */
export async function bytesOf(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.once('end', resolve)
    pdf.once('error', reject)
  })
  pdf.end()
  await done
  return Buffer.concat(chunks)
}

/** Writes outside of the margins, where text would otherwise open a new page. */
export function inMargins(pdf: Pdf, write: () => void): void {
  const { bottom } = pdf.page.margins
  pdf.page.margins.bottom = 0
  write()
  pdf.page.margins.bottom = bottom
}

export const bodyWidth = ({ page }: Pdf): number =>
  page.width - page.margins.left - page.margins.right

export const bodyBottom = ({ page }: Pdf): number => page.height - page.margins.bottom

/** Opens a new page unless `height` points are left on this one. */
export function ensureRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > bodyBottom(pdf) && pdf.y > pdf.page.margins.top) pdf.addPage()
}

/** As much text as fits into `height` by whole words, and the rest. */
export function splitToFit(
  pdf: Pdf,
  text: string,
  width: number,
  height: number,
): [fits: string, rest: string] {
  const fits = (length: number): boolean =>
    pdf.heightOfString(text.slice(0, length), { width }) <= height
  if (fits(text.length)) return [text, '']
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  const blank = Math.max(text.lastIndexOf(' ', low), text.lastIndexOf('\n', low))
  const cut = blank > 0 ? blank : Math.max(low, 1)
  return [text.slice(0, cut), text.slice(cut).trimStart()]
}

function fontFile(font: Font): string {
  const installed = createRequire(join(process.cwd(), 'package.json'))
  return installed.resolve(`dejavu-fonts-ttf/ttf/${FONTS[font]}`)
}
