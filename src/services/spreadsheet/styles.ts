import { attribute, HEADER } from './xml'

export type Style = {
  head?: boolean
  tone?: 'normal' | 'strong' | 'bad'
  wrap?: boolean
  indent?: number
  format?: string
  /** Text that would be read as a formula once somebody edits it. */
  quoted?: boolean
}

const FONTS = { normal: 0, strong: 1, bad: 2 } as const
/** Formats of one's own begin here; the numbers before belong to Excel. */
const FIRST_FORMAT = 164
const INDENT_AT_MOST = 15

/** The looks of a workbook's cells, each described once and called by its number. */
export class Styles {
  private readonly numbers = new Map<string, number>([[cellFormat({}, 0), 0]])
  private readonly formats = new Map<string, number>()

  /** The number under which cells name this look. */
  of(style: Style): number {
    const xml = cellFormat(style, this.formatOf(style.format))
    const known = this.numbers.get(xml)
    if (known !== undefined) return known
    const fresh = this.numbers.size
    this.numbers.set(xml, fresh)
    return fresh
  }

  xml(): string {
    const formats = [...this.formats].map(
      ([code, id]) => `<numFmt numFmtId="${id}" formatCode="${attribute(code)}"/>`,
    )
    return (
      `${HEADER}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
      (formats.length > 0
        ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`
        : '') +
      '<fonts count="3"><font><sz val="10"/><name val="Arial"/></font>' +
      '<font><b/><sz val="10"/><name val="Arial"/></font>' +
      '<font><b/><sz val="10"/><color rgb="FFA1160F"/><name val="Arial"/></font></fonts>' +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.numbers.size}">${[...this.numbers.keys()].join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
      '</styleSheet>'
    )
  }

  private formatOf(code: string | undefined): number {
    if (code === undefined) return 0
    const known = this.formats.get(code)
    if (known !== undefined) return known
    const fresh = FIRST_FORMAT + this.formats.size
    this.formats.set(code, fresh)
    return fresh
  }
}

function cellFormat({ head, tone = 'normal', wrap, indent = 0, quoted }: Style, format: number) {
  const font = head ? FONTS.strong : FONTS[tone]
  const shift = indent > 0 ? ` horizontal="left" indent="${Math.min(indent, INDENT_AT_MOST)}"` : ''
  return (
    `<xf numFmtId="${format}" fontId="${font}" fillId="${head ? 2 : 0}" borderId="0" xfId="0"` +
    ` applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ''}>` +
    `<alignment vertical="top"${wrap || head ? ' wrapText="1"' : ''}${shift}/></xf>`
  )
}
