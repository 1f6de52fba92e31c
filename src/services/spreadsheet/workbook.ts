import { zipSync, type Zippable } from 'fflate'
import type { Sheet } from './sheet'
import { sheetXml } from './sheetXml'
import { Styles } from './styles'
import { attribute, element, HEADER, text } from './xml'

export type WorkbookFacts = {
  title: string
  author: string
  /** ISO time of making; equal sheets and an equal time give equal bytes. */
  madeAt: string
}

/**
 * Sheets as an Office Open XML workbook (ECMA-376): the head of each sheet stays in sight and has
 * filters, rows fold by their level, and every page that is printed repeats the head.
 */
export function workbookOf(sheets: readonly Sheet[], facts: WorkbookFacts): Buffer {
  const styles = new Styles()
  const names = sheetNames(sheets)
  const files: Record<string, string> = {}
  sheets.forEach((sheet, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, styles, index === 0)
  })
  files['[Content_Types].xml'] = contentTypes(sheets.length)
  files['_rels/.rels'] = relations([
    ['officeDocument', 'xl/workbook.xml'],
    ['metadata/core-properties', 'docProps/core.xml'],
  ])
  files['docProps/core.xml'] = properties(facts)
  files['xl/workbook.xml'] = workbook(sheets, names)
  files['xl/_rels/workbook.xml.rels'] = relations([
    ...sheets.map((_, index): [string, string] => [
      'worksheet',
      `worksheets/sheet${index + 1}.xml`,
    ]),
    ['styles', 'styles.xml'],
  ])
  files['xl/styles.xml'] = styles.xml()

  const entries: Zippable = {}
  for (const [name, xml] of Object.entries(files)) entries[name] = Buffer.from(xml)
  return Buffer.from(zipSync(entries, { level: 6, mtime: new Date(facts.madeAt) }))
}

const NAME_AT_MOST = 31

/** Names as Excel takes them: short, without its signs for addresses, each once. */
function sheetNames(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }, index) => {
    const plain = name.replace(/[\\/*?:[\]']/g, ' ').trim() || `Sheet ${index + 1}`
    let unique = plain.slice(0, NAME_AT_MOST)
    for (let again = 2; taken.has(unique.toLowerCase()); again += 1) {
      const tail = ` ${again}`
      unique = plain.slice(0, NAME_AT_MOST - tail.length) + tail
    }
    taken.add(unique.toLowerCase())
    return unique
  })
}

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-${type}+xml"/>`
  const main = 'officedocument.spreadsheetml'
  return (
    HEADER +
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('xl/workbook.xml', `${main}.sheet.main`) +
    part('xl/styles.xml', `${main}.styles`) +
    part('docProps/core.xml', 'package.core-properties') +
    Array.from({ length: sheets }, (_, index) =>
      part(`xl/worksheets/sheet${index + 1}.xml`, `${main}.worksheet`),
    ).join('') +
    '</Types>'
  )
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const link = (type: string, target: string, index: number) => {
    const base = type.startsWith('metadata') ? `${PACKAGE}/relationships` : OFFICE
    return `<Relationship Id="rId${index + 1}" Type="${base}/${type}" Target="${target}"/>`
  }
  const links = targets.map(([type, target], index) => link(type, target, index)).join('')
  return `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${links}</Relationships>`
}

const properties = ({ title, author, madeAt }: WorkbookFacts): string =>
  `${HEADER}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties"` +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  element('dc:title', text(title)) +
  element('dc:creator', text(author)) +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${madeAt}</dcterms:created>` +
  '</cp:coreProperties>'

function workbook(sheets: readonly Sheet[], names: readonly string[]): string {
  const list = names.map(
    (name, index) =>
      `<sheet name="${attribute(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const titles = names.map(
    (name, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${text(`'${name}'!$1:$1`)}</definedName>`,
  )
  return (
    `${HEADER}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}">` +
    `<sheets>${list.join('')}</sheets>` +
    (sheets.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : '') +
    '</workbook>'
  )
}
