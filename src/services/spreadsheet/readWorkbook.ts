import type { ReadCell, ReadRow, ReadTable } from '../../domain/catalog/sheets/cell'
import { tooMany, type TableLimits } from '../../domain/csvRead'
import { allow, refuse, type Decision, type Refusal } from '../../domain/refusal'
import { attributeOf, XmlFault, XmlWalker, type XmlListener } from './readXml'
import { Stopped, unzip, zipEntriesOf, type ZipEntry } from './readZip'

/** What a workbook may hold once it is unpacked; a hundred thousand full rows need about half of it. */
const MOST_UNPACKED = 256 * 1024 * 1024
const MOST_ELEMENTS = 12_000_000
const MOST_SHARED_TEXT = 64 * 1024 * 1024

const malformed = (message: string): Decision<never> => refuse({ code: 'malformed', message })
const NO_WORKBOOK = 'The file is damaged: it is no readable XLSX workbook.'

/**
 * The first visible sheet of an Office Open XML workbook (ECMA-376) as a table, its heads in row 1.
 * Text stays text; a number comes as it is written in the file, a formula as the value it had. Macros,
 * links and styles are not looked at. Read piece by piece within bounds.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: TableLimits,
): Promise<Decision<ReadTable>> {
  const entries = zipEntriesOf(bytes)
  if (!entries.ok) return entries
  const budget = { bytes: MOST_UNPACKED, elements: MOST_ELEMENTS }
  const walk: Walk = async (entry, listener) => {
    if (!entry) return malformed(NO_WORKBOOK)
    const walker = new XmlWalker(listener, budget)
    try {
      const done = await unzip(entry, budget, (text) => walker.take(text))
      if (done.ok) walker.end()
      return done
    } catch (error) {
      if (error instanceof XmlFault) return malformed(NO_WORKBOOK)
      throw error
    }
  }

  const sheet = await firstSheet(entries.value, walk)
  if (!sheet.ok) return sheet
  const texts = await sharedTexts(entries.value, walk)
  if (!texts.ok) return texts
  const reader = new SheetReader(texts.value, limits)
  try {
    const read = await walk(sheet.value, reader)
    return read.ok ? reader.table() : read
  } catch (error) {
    if (error instanceof Stopped && reader.refusal) return refuse(reader.refusal)
    throw error
  }
}

type Walk = (entry: ZipEntry | undefined, listener: XmlListener) => Promise<Decision<true>>

const quiet: XmlListener = { open: () => undefined, close: () => undefined, text: () => undefined }

async function firstSheet(
  entries: ReadonlyMap<string, ZipEntry>,
  walk: Walk,
): Promise<Decision<ZipEntry>> {
  let relation: string | undefined
  const workbook = await walk(entries.get('xl/workbook.xml'), {
    ...quiet,
    open: (name, attributes) => {
      if (name !== 'sheet' || relation !== undefined) return
      const state = attributeOf(attributes, 'state') ?? 'visible'
      if (state === 'visible') relation = relationOf(attributes)
    },
  })
  if (!workbook.ok) return workbook
  const targets = new Map<string, string>()
  const relations = await walk(entries.get('xl/_rels/workbook.xml.rels'), {
    ...quiet,
    open: (name, attributes) => {
      if (name === 'Relationship')
        targets.set(attributeOf(attributes, 'Id') ?? '', attributeOf(attributes, 'Target') ?? '')
    },
  })
  if (!relations.ok) return relations
  const target = targets.get(relation ?? '') ?? ''
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  const entry = entries.get(path)
  return entry ? allow(entry) : malformed('The workbook has no sheet that can be seen.')
}

/** `r:id`, told from `sheetId` by its name without prefix. */
const relationOf = (attributes: string): string | undefined =>
  /\s[\w]+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]

async function sharedTexts(
  entries: ReadonlyMap<string, ZipEntry>,
  walk: Walk,
): Promise<Decision<string[]>> {
  const entry = entries.get('xl/sharedStrings.xml')
  const texts: string[] = []
  if (!entry) return allow(texts)
  let current = ''
  let size = 0
  const where = new TextPlace()
  const read = await walk(entry, {
    open: (name) => {
      where.open(name)
      if (name === 'si') current = ''
    },
    close: (name) => {
      where.close(name)
      if (name !== 'si') return
      size += current.length
      if (size > MOST_SHARED_TEXT) throw new XmlFault('too much text')
      texts.push(unescaped(current))
    },
    text: (text) => {
      if (where.isText) current += text
    },
  })
  return read.ok ? allow(texts) : read
}

/** Whether the text that comes is that of a cell: phonetic readings of Japanese are not. */
class TextPlace {
  private inPhonetic = false
  private inText = false

  get isText(): boolean {
    return this.inText && !this.inPhonetic
  }

  open(name: string): void {
    if (name === 'rPh') this.inPhonetic = true
    if (name === 't') this.inText = true
  }

  close(name: string): void {
    if (name === 'rPh') this.inPhonetic = false
    if (name === 't') this.inText = false
  }
}

/** `_x000D_` is how a sign that XML cannot hold is written. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      )
    : text

class SheetReader implements XmlListener {
  refusal: Refusal | undefined
  private heads: string[] | undefined
  private readonly rows: ReadRow[] = []
  private cells: ReadCell[] = []
  private line = 0
  private column = -1
  private type = 'n'
  private content = ''
  private inValue = false
  private readonly place = new TextPlace()

  constructor(
    private readonly texts: readonly string[],
    private readonly limits: TableLimits,
  ) {}

  open(name: string, attributes: string): void {
    this.place.open(name)
    if (name === 'row') {
      this.line = Number(attributeOf(attributes, 'r') ?? this.line + 1)
      this.cells = []
      this.column = -1
    } else if (name === 'c') {
      const address = attributeOf(attributes, 'r')
      this.column = address === undefined ? this.column + 1 : columnOf(address)
      if (this.column >= this.limits.columns)
        this.stop('too_large', `Row ${this.line} has more than ${this.limits.columns} cells.`)
      this.type = attributeOf(attributes, 't') ?? 'n'
      this.content = ''
    } else if (name === 'v') this.inValue = true
  }

  close(name: string): void {
    this.place.close(name)
    if (name === 'v') this.inValue = false
    else if (name === 'c') this.closeCell()
    else if (name === 'row') this.closeRow()
  }

  text(text: string): void {
    if (!this.inValue && !this.place.isText) return
    this.content += text
    if (this.content.length > this.limits.cell)
      this.stop(
        'malformed',
        `Row ${this.line}: a cell has more than ${this.limits.cell} characters.`,
      )
  }

  table(): Decision<ReadTable> {
    return this.heads
      ? allow({ heads: this.heads, rows: this.rows })
      : malformed('The first sheet is empty.')
  }

  private closeCell(): void {
    const cell = this.cellOf()
    if (cell === '') return
    while (this.cells.length < this.column) this.cells.push('')
    this.cells[this.column] = cell
  }

  private cellOf(): ReadCell {
    switch (this.type) {
      case 's':
        return this.texts[Number(this.content)] ?? ''
      case 'inlineStr':
      case 'str':
        return unescaped(this.content)
      case 'b':
        return this.content === '1'
      case 'e':
        return { error: this.content }
      default:
        return this.content === '' ? '' : { number: this.content }
    }
  }

  private closeRow(): void {
    if (!this.cells.some((cell) => typeof cell !== 'string' || cell.trim() !== '')) return
    if (!this.heads) {
      this.heads = this.cells.map((cell) => (typeof cell === 'string' ? cell : ''))
      return
    }
    if (this.rows.length === this.limits.rows) {
      const full = tooMany(this.limits.rows)
      if (!full.ok) this.stop(full.refusals[0].code, full.refusals[0].message)
    }
    this.rows.push({ line: this.line, cells: this.cells })
  }

  private stop(code: Refusal['code'], message: string): never {
    this.refusal = { code, message }
    throw new Stopped(message)
  }
}

/** `AB12` is column 27, from 0. */
function columnOf(address: string): number {
  let column = 0
  for (const sign of address.toUpperCase()) {
    if (sign < 'A' || sign > 'Z') break
    column = column * 26 + (sign.charCodeAt(0) - 64)
  }
  return column - 1
}
