import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from '../../../src/services/spreadsheet/readWorkbook'

const LIMITS = { rows: 3, columns: 8, cell: 100 }
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A workbook as Excel writes it: shared texts, a hidden sheet first, targets from the root. */
const excel = (rows: string, texts = '', prefix = '', level: 0 | 6 = 6) => {
  const p = prefix && `${prefix}:`
  const files = {
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><!-- made --><workbook xmlns="${MAIN}" xmlns:r="x"><sheets>` +
        '<sheet name="notes" sheetId="1" state="hidden" r:id="rId9"/><sheet name="a &gt; b" sheetId="4" r:id="rId1"/>' +
        '</sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Target="worksheets/sheet9.xml" Id="rId9"/>' +
        '<Relationship Id="rId1" Type="t" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/sharedStrings.xml': strToU8(`<sst xmlns="${MAIN}">${texts}</sst>`),
    'xl/worksheets/sheet1.xml': strToU8(
      `<${p}worksheet xmlns${prefix && `:${prefix}`}="${MAIN}"><${p}sheetData>${rows}</${p}sheetData></${p}worksheet>`,
    ),
  }
  return zipSync(files, { level })
}

/** The archive with one bit of a checksum in its directory turned over. */
function withOtherChecksum(bytes: Uint8Array, name: string): Uint8Array {
  // the name stands at its file first, and 46 bytes into its entry of the directory after that
  const at = Buffer.from(bytes).lastIndexOf(name) - 46 + 16
  return bytes.with(at, (bytes[at] ?? 0) ^ 1)
}

const tableOf = async (bytes: Uint8Array) => {
  const read = await readWorkbook(bytes, LIMITS)
  return read.ok ? read.value : read.refusals[0].message
}

describe('a workbook of another program', () => {
  it('gives shared and rich texts, values of formulas, numbers as written, flags and errors', async () => {
    const texts =
      '<si><t>Part number</t></si><si><r><t xml:space="preserve">Na</t></r><r><rPr><b/></rPr><t>me</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si>' +
      '<si><t xml:space="preserve"> 0012 &amp; &#189; _x000D_ _x005F_x000D_</t></si>'
    const rows =
      '<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" s="3" t="s"><v>1</v></c></row>' +
      '<row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4"><f>1/3</f><v>0.3333333333333333</v></c><c r="D4" t="b"><v>1</v></c>' +
      '<c r="E4" t="e"><f>A1/0</f><v>#DIV/0!</v></c><c r="F4" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="G4" s="1"/></row>'
    expect(await tableOf(excel(rows, texts))).toEqual({
      heads: ['Part number', 'Name'],
      rows: [
        {
          line: 4,
          cells: [
            ' 0012 & ½ \r _x000D_',
            '',
            { number: '0.3333333333333333' },
            true,
            { error: '#DIV/0!' },
            'ab',
          ],
        },
      ],
    })
  })

  it('may leave out addresses, use prefixes and quotes of the other kind', async () => {
    const rows =
      "<x:row><x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c><x:c t='inlineStr'><x:is><x:t>b</x:t></x:is></x:c></x:row>" +
      "<x:row><x:c><x:v>1E3</x:v></x:c><x:c t='inlineStr'><x:is><x:t><![CDATA[<2>]]></x:t></x:is></x:c></x:row>"
    expect(await tableOf(excel(rows, '', 'x'))).toEqual({
      heads: ['a', 'b'],
      rows: [{ line: 2, cells: [{ number: '1E3' }, '<2>'] }],
    })
  })

  it.each(['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/workbook.xml'])(
    'is damaged where %s has another checksum than the archive says',
    async (name) => {
      const rows = '<row><c t="str"><v>a</v></c></row><row><c t="str"><v>b</v></c></row>'
      const sound = excel(rows, '<si><t>x</t></si>')
      expect(await tableOf(sound)).toMatchObject({ heads: ['a'] })
      expect(await tableOf(withOtherChecksum(sound, name))).toMatch(/^The file is damaged/)
    },
  )

  it('is damaged where a digit of an id was turned over on the way', async () => {
    const rows = '<row><c t="str"><v>Id</v></c></row><row><c t="str"><v>0012</v></c></row>'
    const bytes = excel(rows, '', '', 0)
    const at = Buffer.from(bytes).indexOf('0012')
    expect(await tableOf(bytes)).toMatchObject({ rows: [{ cells: ['0012'] }] })
    expect(await tableOf(bytes.with(at + 3, '3'.charCodeAt(0)))).toMatch(/^The file is damaged/)
  })

  it('is refused beyond its bounds, and when nothing in it can be seen', async () => {
    const row = '<row><c t="str"><v>x</v></c></row>'
    expect(await tableOf(excel(row.repeat(5)))).toMatch(/more than 3 rows/)
    expect(await tableOf(excel('<row><c r="Z1" t="str"><v>x</v></c></row>'))).toMatch(
      /more than 8 cells/,
    )
    expect(await tableOf(excel(`<row><c t="str"><v>${'x'.repeat(101)}</v></c></row>`))).toMatch(
      /more than 100 characters/,
    )
    expect(await tableOf(excel(''))).toMatch(/first sheet is empty/)
  })
})
