import type { Cell, Column, Row, Sheet } from './sheet'
import type { Styles } from './styles'
import { HEADER, text } from './xml'

const LEVELS_AT_MOST = 7
/** Excel cuts the text of a cell here, and refuses files that hold more. */
const TEXT_AT_MOST = 32_767

/** One sheet with its head in row 1. */
export function sheetXml(sheet: Sheet, styles: Styles, isFirst: boolean): string {
  const { columns, rows } = sheet
  const last = `${letters(Math.max(columns.length, 1) - 1)}${rows.length + 1}`
  const deepest = Math.min(
    rows.reduce((most, { level = 0 }) => Math.max(most, level), 0),
    LEVELS_AT_MOST,
  )
  const head = styles.of({ head: true })
  return (
    `${HEADER}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
    '<sheetPr><outlinePr summaryBelow="0"/><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<dimension ref="A1:${last}"/>` +
    `<sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}>` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="13"${deepest > 0 ? ` outlineLevelRow="${deepest}"` : ''}/>` +
    `<cols>${columns.map(columnXml).join('')}</cols>` +
    '<sheetData>' +
    rowXml(
      1,
      columns.map(({ head }) => head),
      0,
      () => head,
    ) +
    rows.map((row, index) => bodyRow(sheet, row, index + 2, styles)).join('') +
    `</sheetData><autoFilter ref="A1:${last}"/>` +
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>' +
    '<pageSetup orientation="landscape" fitToHeight="0"/>' +
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>' +
    '</worksheet>'
  )
}

const columnXml = ({ width }: Column, index: number): string =>
  `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`

function bodyRow(
  { columns, indented }: Sheet,
  { cells, level = 0, tone = 'normal' }: Row,
  number: number,
  styles: Styles,
): string {
  return rowXml(number, cells, Math.min(level, LEVELS_AT_MOST), (cell, index) => {
    const { format, wrap = false } = columns[index] ?? {}
    return styles.of({
      tone,
      wrap,
      indent: index === indented ? level : 0,
      ...(format !== undefined && typeof cell === 'number' ? { format } : {}),
      quoted: typeof cell === 'string' && FORMULA.test(cell),
    })
  })
}

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/

function rowXml(
  number: number,
  cells: readonly Cell[],
  level: number,
  styleOf: (cell: Cell, index: number) => number,
): string {
  const outline = level > 0 ? ` outlineLevel="${level}"` : ''
  const inside = cells.map((cell, index) =>
    cellXml(`${letters(index)}${number}`, cell, styleOf(cell, index)),
  )
  return `<row r="${number}"${outline}>${inside.join('')}</row>`
}

function cellXml(address: string, cell: Cell, style: number): string {
  const at = `r="${address}" s="${style}"`
  if (typeof cell === 'boolean') return `<c ${at} t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c ${at}><v>${cell}</v></c>`
  if (cell === null || cell === '') return `<c ${at}/>`
  const shown = text(escaped(String(cell).slice(0, TEXT_AT_MOST)))
  return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`
}

/** `_x000D_` in a text is a sign of its own to Excel; told to be text, it stays what it is. */
const escaped = (raw: string): string =>
  raw.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '')

/** 0 is A, 26 is AA. */
function letters(column: number): string {
  const above = Math.floor(column / 26) - 1
  return (above >= 0 ? letters(above) : '') + String.fromCharCode(65 + (column % 26))
}
