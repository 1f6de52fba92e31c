import { nameOf, type FormItem, type ItemResult } from './item'

/**
 * What an item comes to: its answer, except that a number outside its limits, a choice that was
 * not ordered and a wrong yes or no fail by themselves, whatever was ticked. Null: not answered, or
 * not completely (a quantity below the one demanded). "Failed" stands without a value, for what
 * cannot even be measured; "passed" does not.
 */
export function judgeItem(item: FormItem): ItemResult | null {
  const { result, value, type } = item
  if (result === 'NA' || result === 'FAIL') return result
  if (type === 'PASS_FAIL') return result
  if (value === null) return null
  if (type === 'QUANTITY') return value === item.requiredQuantity ? 'PASS' : null
  return passes(item) ? 'PASS' : 'FAIL'
}

function passes({ type, value, min, max, expected }: FormItem): boolean {
  if (type === 'NUMBER')
    return (
      typeof value === 'number' && (min === null || value >= min) && (max === null || value <= max)
    )
  if (type === 'CHOICE' || type === 'YES_NO')
    return (
      expected === null ||
      (Array.isArray(value) ? value.every((code) => code === expected) : value === expected)
    )
  return true
}

/** Something that keeps a form from being signed. */
export type MissingAnswer = { key: string; basin: number | null; message: string }

const NOTHING_ASKED: MissingAnswer = {
  key: '',
  basin: null,
  message:
    'This form asks nothing of this sink, so there is nothing to sign for: have the form of the family corrected and the build moved to its new release.',
}

export type Verdict = {
  /** Empty when the form may be signed. */
  missing: MissingAnswer[]
  failed: FormItem[]
  /** Null while something is missing; any failed item fails the whole. */
  outcome: 'PASS' | 'FAIL' | null
}

/**
 * Whether a form is complete and what it comes to (domain handbook 8.1): every required item
 * answered, a note with each failure and each "not applicable", photos where they are demanded,
 * and no instrument whose calibration ended before `today` (YYYY-MM-DD, by the company's clocks), as typed or as
 * `known` of it (15.9). A form that asks nothing proves nothing: it is never complete.
 */
export function verdictOf(
  items: readonly FormItem[],
  today: string,
  known: Calibrations = NONE_KNOWN,
): Verdict {
  const missing =
    items.length === 0
      ? [NOTHING_ASKED]
      : items.flatMap((item) =>
          lacksOf(item, today, known).map((message) => ({
            key: item.key,
            basin: item.basin,
            message,
          })),
        )
  const failed = items.filter((item) => judgeItem(item) === 'FAIL')
  const outcome = missing.length > 0 ? null : failed.length > 0 ? 'FAIL' : 'PASS'
  return { missing, failed, outcome }
}

const isBlank = (text: string | null) => text === null || text.trim() === ''

/** Until which day (YYYY-MM-DD) the calibration of known instruments holds, by `instrumentKey`. */
export type Calibrations = ReadonlyMap<string, string>
const NONE_KNOWN: Calibrations = new Map()

/** By what an instrument is found, however its number was typed. */
export const instrumentKey = (number: string): string => number.trim().toUpperCase()

/** Until when the calibration of the item's instrument holds: as known by its number, or as typed. */
function dueOf({ instrument, value }: FormItem, known: Calibrations): string | undefined {
  if (instrument === null || typeof value !== 'string') return undefined
  return instrument === 'DUE' ? value : known.get(instrumentKey(value))
}

/** Whether the item says that an instrument's calibration ended before `today`, or names one that is `known` to. */
export function isExpired(item: FormItem, today: string, known = NONE_KNOWN): boolean {
  const due = dueOf(item, known)
  return due !== undefined && due < today
}

export function expiredMessage(item: FormItem, known = NONE_KNOWN): string {
  const whose = item.instrument === 'ID' ? `calibration of ${String(item.value)}` : 'calibration'
  return (
    `${nameOf(item)}: the ${whose} ended on ${dueOf(item, known) ?? ''}; use an instrument whose ` +
    'calibration still holds.'
  )
}

function lacksOf(item: FormItem, today: string, known: Calibrations): string[] {
  const judged = judgeItem(item)
  const name = nameOf(item)
  if (judged === null) {
    const isTouched = item.value !== null
    return item.required || isTouched ? [`${name}: ${answerFor(item)}`] : []
  }
  const lacks: string[] = []
  if (isExpired(item, today, known)) lacks.push(expiredMessage(item, known))
  if (isBlank(item.note)) {
    if (judged === 'FAIL') lacks.push(`${name}: it failed; add a note that says why.`)
    else if (judged === 'NA') lacks.push(`${name}: it does not apply; add a note that says why.`)
    else if (chosen(item).some((code) => item.choicesWithNote.includes(code)))
      lacks.push(`${name}: this choice needs a note that says more.`)
  }
  if (item.photoRequired && judged !== 'NA' && item.photos.length === 0)
    lacks.push(`${name}: add a photo.`)
  return lacks
}

const chosen = ({ type, value }: FormItem): string[] => {
  if (type !== 'CHOICE') return []
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? [value] : []
}

function answerFor({ type, value, requiredQuantity }: FormItem): string {
  switch (type) {
    case 'PASS_FAIL':
      return 'say whether it passes.'
    case 'NUMBER':
      return 'enter the measured number.'
    case 'TEXT':
      return 'enter the text.'
    case 'CHOICE':
      return 'choose one of the choices.'
    case 'DATE':
      return 'enter the date.'
    case 'YES_NO':
      return 'answer yes or no.'
    case 'QUANTITY':
      return value === null
        ? `enter how many of ${requiredQuantity} are packed.`
        : `${String(value)} of ${requiredQuantity} are packed; pack the rest or fail the line.`
  }
}
