import type { Language } from '../../domain/label'
import type { ListItem, RichBlock, Run } from '../../domain/production/richText'
import type { Block, Picture, PrintedSignature, Tone } from './blocks'
import {
  bodyBottom,
  bodyWidth,
  bytesOf,
  ensureRoom,
  INK,
  inMargins,
  MM,
  openPdf,
  type Font,
  type Pdf,
} from './paper'
import { drawQr } from './qr'
import { drawTable, heightToStart } from './table'
import { printedTime } from './time'
import { localeOf, signatureWord, word } from './words'

/** What stands on every page (domain handbook 13). */
export type DocumentHead = {
  companyName: string
  /** Address, phone and e-mail in one line; empty where none is entered. */
  letterhead: string
  title: string
  /** Number of the document: of the order, build, bill of materials it speaks of. */
  number: string
  version: string | null
  language: Language
  /** ISO time of printing, and the zone by whose clock it is shown. */
  printedAt: string
  timeZone: string
  paper?: 'A4' | 'LETTER'
  /** Leads to the record that the document speaks of; drawn beside the heading of the first page. */
  qr?: { url: string; caption: string }
}

const SIDE = 16 * MM
const QR_SIZE = 30 * MM

/** A document as PDF: company, title, number and version on every page, page x of y, time with zone. */
export async function documentPdf(head: DocumentHead, blocks: readonly Block[]): Promise<Buffer> {
  const pdf = openPdf({
    size: head.paper ?? 'A4',
    margins: { top: 28 * MM, right: SIDE, bottom: 20 * MM, left: SIDE },
    title: `${head.title} ${head.number}`,
    author: head.companyName,
    madeAt: head.printedAt,
    language: localeOf(head.language),
  })
  if (head.qr) drawCode(pdf, head.qr.url, head.qr.caption)
  for (const [index, block] of blocks.entries()) draw(pdf, block, head, blocks.slice(index + 1))
  frame(pdf, head)
  return bytesOf(pdf)
}

function draw(pdf: Pdf, block: Block, head: DocumentHead, rest: readonly Block[]): void {
  pdf.x = pdf.page.margins.left
  switch (block.kind) {
    case 'heading':
      return drawHeading(pdf, block.text, block.level ?? 1, leadOf(pdf, rest))
    case 'paragraph':
      return drawParagraph(pdf, block.text, block.tone ?? 'normal')
    case 'facts':
      return drawFacts(pdf, block.facts, block.columns ?? 2)
    case 'table':
      return drawTable(pdf, block)
    case 'pictures':
      return drawPictures(pdf, block.pictures)
    case 'signatures':
      for (const signature of block.signatures) drawSignature(pdf, signature, head.language)
      return
    case 'qr':
      return drawCode(pdf, block.url, block.caption)
    case 'richText':
      for (const part of block.blocks) drawRich(pdf, part, block.pictures)
      return
    case 'pageBreak':
      pdf.addPage()
  }
}

const HEADING_ROOM = 30
/** Points of the first lines of a text. */
const LINES = 35

/** Points of what follows that stay with a heading: no heading stands alone at the foot of a page. */
function leadOf(pdf: Pdf, [next, ...rest]: readonly Block[]): number {
  if (next?.kind === 'heading') return HEADING_ROOM + leadOf(pdf, rest)
  return next?.kind === 'table' ? heightToStart(pdf, next) : LINES
}

function drawHeading(pdf: Pdf, text: string, level: number, lead: number): void {
  const size = level === 1 ? 12 : 10
  ensureRoom(pdf, HEADING_ROOM + lead)
  if (pdf.y > pdf.page.margins.top) pdf.y += level === 1 ? 8 : 4
  pdf.font('bold').fontSize(size).fillColor(INK.text)
  pdf.text(text, { width: bodyWidth(pdf) })
  pdf.y += 4
}

function drawParagraph(pdf: Pdf, text: string, tone: Tone): void {
  pdf.font(tone === 'strong' || tone === 'bad' ? 'bold' : 'plain').fontSize(9)
  pdf.fillColor(tone === 'normal' || tone === 'strong' ? INK.text : INK[tone])
  pdf.text(text, { width: bodyWidth(pdf) })
  pdf.y += 4
}

/** Labels above their values, in columns. */
function drawFacts(
  pdf: Pdf,
  facts: readonly { label: string; value: string }[],
  columns: number,
): void {
  const gap = 10
  const width = (bodyWidth(pdf) - gap * (columns - 1)) / columns
  const left = pdf.page.margins.left
  for (let first = 0; first < facts.length; first += columns) {
    const row = facts.slice(first, first + columns)
    const height = Math.max(...row.map(({ label, value }) => factHeight(pdf, label, value, width)))
    ensureRoom(pdf, height)
    const top = pdf.y
    for (const [index, { label, value }] of row.entries()) {
      const x = left + index * (width + gap)
      pdf.font('plain').fontSize(7).fillColor(INK.quiet).text(label, x, top, { width })
      pdf
        .font('plain')
        .fontSize(9)
        .fillColor(INK.text)
        .text(value || '–', x, pdf.y, { width })
    }
    pdf.x = left
    pdf.y = top + height
  }
  pdf.y += 4
}

const factHeight = (pdf: Pdf, label: string, value: string, width: number): number =>
  pdf.font('plain').fontSize(7).heightOfString(label, { width }) +
  pdf
    .font('plain')
    .fontSize(9)
    .heightOfString(value || '–', { width }) +
  5

/** Pictures in three columns, captions below. */
function drawPictures(pdf: Pdf, pictures: readonly Picture[]): void {
  const columns = 3
  const gap = 8
  const width = (bodyWidth(pdf) - gap * (columns - 1)) / columns
  const height = width * 0.75
  const left = pdf.page.margins.left
  for (let first = 0; first < pictures.length; first += columns) {
    const row = pictures.slice(first, first + columns)
    pdf.font('plain').fontSize(7)
    const captions = Math.max(...row.map(({ caption }) => pdf.heightOfString(caption, { width })))
    ensureRoom(pdf, height + captions + 8)
    const top = pdf.y
    for (const [index, { bytes, caption }] of row.entries()) {
      const x = left + index * (width + gap)
      pdf.image(Buffer.from(bytes), x, top, {
        fit: [width, height],
        align: 'center',
        valign: 'center',
      })
      pdf.rect(x, top, width, height).lineWidth(0.5).stroke(INK.line)
      pdf.fillColor(INK.quiet).text(caption, x, top + height + 2, { width })
    }
    pdf.x = left
    pdf.y = top + height + captions + 8
  }
}

/** Everything that a signature has to show on every print (domain handbook 15.3). */
function drawSignature(pdf: Pdf, signature: PrintedSignature, language: Language): void {
  const { subject, printedName, role, meaning, signedAt, timeZone, contentHash, note } = signature
  const isAltered = signature.isIntact === false
  const lines: [label: string, value: string][] = [
    [word('signedBy', language), printedName],
    [word('role', language), signatureWord(role, language)],
    [word('meaning', language), signatureWord(meaning, language)],
    [word('time', language), printedTime(signedAt, timeZone)],
    [word('content', language), contentHash],
    ...(note ? [[word('note', language), note] satisfies [string, string]] : []),
  ]
  const left = pdf.page.margins.left
  const width = bodyWidth(pdf)
  const labels = 110
  const values = width - labels - 16
  pdf.font('plain').fontSize(8)
  const height =
    lines.reduce((sum, [, value]) => sum + pdf.heightOfString(value, { width: values }) + 1, 0) +
    (subject ? 13 : 0) +
    (signature.isIntact === undefined ? 0 : 12) +
    14
  ensureRoom(pdf, height)
  const top = pdf.y
  pdf.rect(left, top, width, height - 4).lineWidth(isAltered ? 1.2 : 0.5)
  pdf.stroke(isAltered ? INK.bad : INK.line)
  pdf.y = top + 5
  if (subject) {
    pdf
      .font('bold')
      .fontSize(8.5)
      .fillColor(INK.text)
      .text(subject, left + 8, pdf.y)
    pdf.y = top + 18
  }
  for (const [label, value] of lines) {
    const line = pdf.y
    pdf
      .font('plain')
      .fontSize(8)
      .fillColor(INK.quiet)
      .text(label, left + 8, line, { width: labels })
    pdf.fillColor(INK.text).text(value, left + 8 + labels, line, { width: values })
    pdf.y += 1
  }
  if (signature.isIntact !== undefined) {
    pdf.font(isAltered ? 'bold' : 'plain').fillColor(isAltered ? INK.bad : INK.quiet)
    pdf.text(word(isAltered ? 'altered' : 'intact', language), left + 8, pdf.y, {
      width: width - 16,
    })
  }
  pdf.x = left
  pdf.y = top + height
}

function drawCode(pdf: Pdf, url: string, caption: string): void {
  ensureRoom(pdf, QR_SIZE)
  const left = pdf.page.margins.left
  const top = pdf.y
  drawQr(pdf, url, left, top, QR_SIZE)
  const width = bodyWidth(pdf) - QR_SIZE - 6
  pdf.font('bold').fontSize(10).fillColor(INK.text)
  pdf.text(caption, left + QR_SIZE + 6, top + 10, { width })
  pdf.font('plain').fontSize(8).fillColor(INK.quiet).text(url, { width, link: url })
  pdf.x = left
  pdf.y = Math.max(pdf.y, top + QR_SIZE) + 4
}

function drawRich(pdf: Pdf, block: RichBlock, pictures: ReadonlyMap<string, Uint8Array>): void {
  pdf.x = pdf.page.margins.left
  if (block.kind === 'heading') drawHeading(pdf, textOf(block.runs), 2, LINES)
  if (block.kind === 'paragraph') drawRuns(pdf, block.runs, 0)
  if (block.kind === 'list') drawList(pdf, block.items, block.isOrdered)
  if (block.kind === 'image') {
    const bytes = pictures.get(block.documentId)
    if (bytes) drawPicture(pdf, bytes)
  }
}

const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

/** A picture in the text, at most as wide as the text and half a page high. */
function drawPicture(pdf: Pdf, bytes: Uint8Array): void {
  const image = Buffer.from(bytes)
  const fit: [number, number] = [bodyWidth(pdf), 90 * MM]
  ensureRoom(pdf, fit[1])
  pdf.image(image, { fit })
  pdf.x = pdf.page.margins.left
  pdf.y += 6
}

function drawList(pdf: Pdf, items: readonly ListItem[], isOrdered: boolean): void {
  const counts: number[] = []
  for (const { depth, runs } of items) {
    counts.length = depth + 1
    counts[depth] = (counts[depth] ?? 0) + 1
    ensureRoom(pdf, 12)
    const mark = isOrdered ? `${counts[depth]}.` : '•'
    const x = pdf.page.margins.left + depth * 14
    const line = pdf.y
    pdf.font('plain').fontSize(9).fillColor(INK.text).text(mark, x, line, { width: 14 })
    pdf.y = line
    drawRuns(pdf, runs, depth * 14 + 14)
  }
}

function drawRuns(pdf: Pdf, runs: readonly Run[], indent: number): void {
  const left = pdf.page.margins.left + indent
  const width = bodyWidth(pdf) - indent
  pdf.fontSize(9).fillColor(INK.text)
  for (const [index, run] of runs.entries()) {
    const options = { width, underline: run.underline, continued: index < runs.length - 1 }
    pdf.font(fontOf(run))
    if (index === 0) pdf.text(run.text, left, pdf.y, options)
    else pdf.text(run.text, options)
  }
  pdf.x = pdf.page.margins.left
  pdf.y += 3
}

function fontOf({ bold, italic }: Run): Font {
  if (bold) return italic ? 'boldItalic' : 'bold'
  return italic ? 'italic' : 'plain'
}

/** Head and foot of every page, written last, when the number of pages is known. */
function frame(pdf: Pdf, head: DocumentHead): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    inMargins(pdf, () => {
      drawTop(pdf, head)
      drawFoot(pdf, head, page - start + 1, count)
    })
  }
}

function drawTop(pdf: Pdf, head: DocumentHead): void {
  const { companyName, letterhead, title, number, version, language } = head
  const left = pdf.page.margins.left
  const width = bodyWidth(pdf)
  const top = 12 * MM
  const line = (text: string, x: number, y: number, room: number, align: 'left' | 'right') =>
    pdf.text(text, x, y, {
      width: room,
      height: pdf.currentLineHeight(true), // without it the ellipsis never comes, the text wraps
      ellipsis: true,
      align,
    })
  pdf
    .font(letterhead ? 'bold' : 'plain')
    .fontSize(9)
    .fillColor(INK.quiet)
  line(companyName, left, top, width * 0.3, 'left')
  pdf.font('plain').fontSize(7.5)
  line(letterhead, left + width * 0.3, top + 1, width * 0.7, 'right')
  /** As large as the room allows, but no smaller than can be read. */
  const fit = (text: string, room: number, [least, size]: [number, number]) => {
    const whole = (size * (room - 1)) / pdf.fontSize(size).widthOfString(text)
    pdf.fontSize(Math.min(size, Math.max(least, whole)))
  }
  const share = { title: width * 0.62, number: width * 0.36 }
  pdf.font('bold').fillColor(INK.text)
  fit(title, share.title, [9, 14])
  line(title, left, top + 13, share.title, 'left')
  const said = version === null ? number : `${number} · ${word('version', language)} ${version}`
  fit(said, share.number, [6, 9])
  line(said, left + width - share.number, top + 17, share.number, 'right')
  rule(pdf, 24.5 * MM)
}

function drawFoot(pdf: Pdf, head: DocumentHead, page: number, pages: number): void {
  const left = pdf.page.margins.left
  const top = bodyBottom(pdf) - 13 * MM
  const printed = `${word('printed', head.language)} ${printedTime(head.printedAt, head.timeZone)}`
  const counted = word('page', head.language)
    .replace('{page}', String(page))
    .replace('{pages}', String(pages))
  rule(pdf, top - 4)
  const one = { width: bodyWidth(pdf), lineBreak: false } as const
  pdf.font('plain').fontSize(7.5).fillColor(INK.quiet).text(printed, left, top, one)
  pdf.text(counted, left, top, { ...one, align: 'right' })
}

function rule(pdf: Pdf, y: number): void {
  const left = pdf.page.margins.left
  pdf
    .moveTo(left, y)
    .lineTo(left + bodyWidth(pdf), y)
    .lineWidth(0.7)
    .stroke(INK.line)
}
