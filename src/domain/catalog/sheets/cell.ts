import { COST_AT_MOST } from '../bounds'

/**
 * What a cell of a table holds. Text is a string, kept byte for byte; what a spreadsheet stores as a
 * number comes as it is written in the file, so that nothing is rounded on the way.
 */
export type ReadCell = string | boolean | { readonly number: string } | { readonly error: string }

export type ReadRow = {
  /** As the program that made the file counts its rows, from 1; the heads stand in row 1. */
  line: number
  cells: readonly ReadCell[]
}

/** A table as it was sent: its heads and the rows below, empty ones left out. */
export type ReadTable = { heads: readonly string[]; rows: readonly ReadRow[] }

/** The value of a cell, or why it has none. */
export type CellReading<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: string }

const value = <Value>(held: Value): CellReading<Value> => ({ ok: true, value: held })
const fault = (text: string): CellReading<never> => ({ ok: false, fault: text })

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
/** What cannot be stored or shown: control characters other than line ends and tabs. */
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/
const LONE_SURROGATE = /\p{Surrogate}/u
const REWRITTEN_NUMBER = /^\d(?:[.,]\d+)?E\+\d+$/i

export const isEmpty = (cell: ReadCell | undefined): boolean =>
  cell === undefined || (typeof cell === 'string' && cell.trim() === '')

/** Ids that a spreadsheet has most likely made of something else. */
export const looksRewritten = (id: string): boolean => REWRITTEN_NUMBER.test(id)

/**
 * An opaque id. A number cell is refused rather than guessed at: leading zeros and long numbers are
 * already lost in it (handbook 7).
 */
export function readId(cell: ReadCell, longest: number): CellReading<string> {
  if (typeof cell === 'boolean') return fault('is a yes-or-no cell; format the column as text')
  if (typeof cell === 'object') {
    return 'error' in cell
      ? fault(`holds the error ${cell.error}`)
      : fault(
          `is a number cell (${cell.number}); leading zeros or digits may be lost. Format the column as text and enter the id again`,
        )
  }
  if (cell.trim() === '') return fault('is missing')
  if (cell.length > longest) return fault(`has more than ${longest} characters`)
  if (CONTROL.test(cell)) return fault('holds control characters')
  if (LONE_SURROGATE.test(cell)) return fault('holds characters that cannot be stored')
  return value(cell)
}

/** Free text; a number cell is taken as it is written. Line ends are the plain ones. */
export function readText(cell: ReadCell, longest: number): CellReading<string> {
  if (typeof cell === 'object' && 'error' in cell) return fault(`holds the error ${cell.error}`)
  const text = plainText(cellText(cell))
  if (text.length > longest) return fault(`has more than ${longest} characters`)
  if (UNSTORABLE.test(text) || LONE_SURROGATE.test(text))
    return fault('holds characters that cannot be stored')
  return value(text)
}

/** Spreadsheets keep only plain line ends: texts that differ in nothing else are the same. */
export const plainText = (text: string): string => text.replace(/\r\n?/g, '\n')

const YES = new Set(['yes', 'true', '1', 'y'])
const NO = new Set(['no', 'false', '0', 'n'])

export function readFlag(cell: ReadCell): CellReading<boolean> {
  if (typeof cell === 'boolean') return value(cell)
  const word = (typeof cell === 'string' ? cell : 'number' in cell ? cell.number : '')
    .trim()
    .toLowerCase()
  if (YES.has(word)) return value(true)
  if (NO.has(word)) return value(false)
  return fault('must be yes or no')
}

/** A whole number from 0 on. */
export function readCount(cell: ReadCell, most: number): CellReading<number> {
  const text = numberText(cell)
  const count = text === null || !/^-?\d+(?:\.0+)?$/.test(text) ? NaN : Number(text)
  if (!Number.isSafeInteger(count)) return fault('must be a whole number')
  if (count < 0) return fault('must not be negative')
  return count > most ? fault(`must be at most ${most}`) : value(count)
}

/**
 * An amount of money as people write it, in minor units: 12.5, 12.50 and 12,50 are 1250. Grouped
 * thousands are refused, because 1,250 means two things.
 *
 * @param digits decimals of the currency
 */
export function readAmount(cell: ReadCell, digits: number): CellReading<number> {
  const text = numberText(cell)
  if (text === null) return fault('must be an amount such as 12.50')
  const isNumberCell = typeof cell === 'object'
  // sums in a spreadsheet come with crumbs: 0.30000000000000004
  const exact = isNumberCell && Number.isFinite(Number(text)) ? tidied(Number(text)) : text
  const parts = /^(\d{1,12})(?:[.,](\d+))?$/.exec(exact)
  if (!parts) {
    return fault(
      exact.startsWith('-')
        ? 'must not be negative'
        : 'must be an amount such as 12.50, without blanks or signs for thousands',
    )
  }
  const [, whole = '0', decimals = ''] = parts
  const kept = isNumberCell ? decimals.replace(/0+$/, '') : decimals
  if (kept.length > digits)
    return fault(
      digits === 0
        ? 'takes no decimals in this currency'
        : `takes at most ${digits} decimals, and no signs for thousands`,
    )
  const minor = Number(whole + kept.padEnd(digits, '0'))
  return minor > COST_AT_MOST
    ? fault(`must be at most ${amountText(COST_AT_MOST, digits)}`)
    : value(minor)
}

/** The same the other way: minor units with all decimals and a point, as every program reads them. */
export function amountText(minor: number, digits: number): string {
  const text = String(minor).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const tidied = (amount: number): string => String(Math.round(amount * 1e6) / 1e6)

function numberText(cell: ReadCell): string | null {
  if (typeof cell === 'string') return cell.trim()
  return typeof cell === 'object' && 'number' in cell ? expanded(cell.number) : null
}

/** `1E3` of a spreadsheet as digits. */
const expanded = (text: string): string => (/e/i.test(text) ? String(Number(text)) : text.trim())

/** What a cell holds as it stands there. */
export function cellText(cell: ReadCell): string {
  if (typeof cell === 'object') return 'number' in cell ? cell.number : cell.error
  return typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : cell
}

/**
 * One of a few codes, written in any case.
 *
 * @param offered those of them that a person may enter
 */
export function readCode<Code extends string>(
  cell: ReadCell,
  codes: readonly Code[],
  offered: readonly Code[] = codes,
): CellReading<Code> {
  const word = typeof cell === 'string' ? cell.trim().toUpperCase() : ''
  const code = codes.find((one) => one === word)
  return code === undefined ? fault(`must be one of ${offered.join(', ')}`) : value(code)
}
