import { hash } from 'node:crypto'
import type { ImportFile } from '../../../db/importBatches'
import { unreadableFilesOf, type DeliveryTexts } from '../../../domain/catalog/import/delivery'
import { DELIVERY_FILES, type DeliveryFile } from '../../../domain/catalog/import/report'
import type { ReadTable } from '../../../domain/catalog/sheets/cell'
import { readCsv, type TableLimits } from '../../../domain/csvRead'
import { allow, refuse, type Decision, type Refusal } from '../../../domain/refusal'
import { readWorkbook } from '../../spreadsheet/readWorkbook'

export type { ImportFile }

const MEGABYTE = 1024 * 1024
export const MOST_BYTES = 10 * MEGABYTE
export const TABLE_LIMITS: TableLimits = { rows: 100_000, columns: 100, cell: 32_767 }

const LONGEST_NAME = 200

/** A file as it was sent, named without the folders of whoever sent it. */
export const fileOf = (name: string, bytes: Buffer): ImportFile => ({
  name: (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').slice(0, LONGEST_NAME) || 'file',
  sha256: hash('sha256', bytes),
  bytes,
})

const malformed = (message: string): Decision<never> => refuse({ code: 'malformed', message })

/** A CSV or XLSX file as a table: its content tells which it is, not its name. */
export async function tableOf({ name, bytes }: ImportFile): Promise<Decision<ReadTable>> {
  if (bytes.length > MOST_BYTES)
    return refuse({ code: 'too_large', message: `${name} is larger than 10 MB.` })
  if (bytes.length === 0) return malformed(`${name} is empty.`)
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    return readWorkbook(bytes, TABLE_LIMITS)
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    return malformed(
      `${name} is an old Excel file (.xls) or protected by a password. Save it as .xlsx or as CSV UTF-8.`,
    )
  if (bytes.includes(0))
    return malformed(`${name} is neither a table as CSV text in UTF-8 nor an XLSX workbook.`)
  const text = textOf(name, bytes)
  return text.ok ? readCsv(text.value, TABLE_LIMITS) : text
}

/** An id would be damaged by guessing at an encoding. */
function textOf(name: string, bytes: Buffer): Decision<string> {
  try {
    return allow(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return malformed(`${name} is not UTF-8 text. In Excel, save it as "CSV UTF-8".`)
  }
}

/** The three files of a delivery, told by their names. */
export function deliveryOf(files: readonly ImportFile[]): Decision<DeliveryTexts> {
  const texts: Record<DeliveryFile, string> = {
    'categories.json': '',
    'assemblies.json': '',
    'parts.json': '',
  }
  const refusals: Refusal[] = []
  for (const wanted of DELIVERY_FILES) {
    const sent = files.filter(({ name }) => name === wanted)
    const [file] = sent
    if (!file || sent.length > 1)
      refusals.push({
        code: 'required',
        field: wanted,
        message: `Send ${wanted} once; the three files of a delivery belong together.`,
      })
    else {
      const text = textOf(wanted, file.bytes)
      if (text.ok) texts[wanted] = text.value.replace(/^\uFEFF/, '')
      else refusals.push(...text.refusals)
    }
  }
  if (refusals.length === 0)
    refusals.push(
      ...unreadableFilesOf(texts).map(({ file, line, column, message }): Refusal => ({
        code: 'malformed',
        field: file,
        message: `${file} cannot be read: line ${line}, column ${column}: ${message}.`,
      })),
    )
  const [first, ...rest] = refusals
  return first ? refuse(first, ...rest) : allow(texts)
}
