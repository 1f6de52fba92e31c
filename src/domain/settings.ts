import { RETENTION_YEARS, type AuditStream } from './audit'
import { patternFault, patternShape, sizeUnder } from './boms/customPart'
import { SERIES, type Series } from './numbering'
import type { Refusal } from './refusal'

/** What the product ships with; a series without documents yet keeps its prefix to itself. */
export const SHIPPED_PREFIXES = {
  TOR: 'TOR',
  SVC: 'SVC',
  PUR: 'PUR',
  NC: 'NC',
} as const satisfies Record<Series, string>

export const SERIES_DOCUMENTS: Readonly<Record<Series, string>> = {
  TOR: 'orders',
  SVC: 'service orders',
  PUR: 'purchase orders',
  NC: 'nonconformances',
}

export const PHOTO_MEGABYTES_AT_MOST = 10
export const PHOTO_SIDE_AT_MOST = 4_000
const ADDRESS_LINES_AT_MOST = 4
const ADDRESS_LINE_LENGTH = 60
/** All lines full, with the two signs of a line end behind each but the last. */
export const ADDRESS_LENGTH =
  ADDRESS_LINES_AT_MOST * ADDRESS_LINE_LENGTH + (ADDRESS_LINES_AT_MOST - 1) * 2

/** Settings as they are about to be stored; judged here, whatever a client sent. */
export type EnteredSettings = {
  companyName?: unknown
  companyAddress?: unknown
  companyPhone?: unknown
  companyEmail?: unknown
  timeZone?: unknown
  currency?: unknown
  orderPrefix?: unknown
  nonconformancePrefix?: unknown
  numberDigits?: unknown
  customNumbers?: unknown
  basinWidthMargin?: unknown
  photoMegabytes?: unknown
  photoShortestSide?: unknown
  auditYears?: unknown
  activityYears?: unknown
}

/** A class of parts made to measure that some published family has, and how it numbers them. */
export type CustomClass = {
  classCode: string
  name: string
  family: string
  dimensions: readonly string[]
  /** As the release numbers them, written as a pattern; null where it tells a size by a choice. */
  number: string | null
}

/** What is known around the settings. */
export type SettingsFacts = {
  classes: readonly CustomClass[]
  /** Numbers in the catalogue, each with the class it was made for, if it was made to measure. */
  numbers: readonly { partNumber: string; classCode: string | null; size: string | null }[]
  /** Prefixes that documents of a kind already carry. */
  used: readonly { series: Series; prefix: string }[]
  costsAreEntered: boolean
  currency: unknown
}

const fault = (field: string, message: string): Refusal => ({
  code: 'invalid_value',
  field,
  message,
})

/** Every fault of the settings, each with its field and a sentence that says what to do. */
export function settingsFaults(entered: EnteredSettings, facts: SettingsFacts): Refusal[] {
  return [
    ...companyFaults(entered),
    ...currencyFaults(entered, facts),
    ...prefixFaults(entered, facts),
    ...customFaults(entered.customNumbers, facts),
    ...whole('numberDigits', entered.numberDigits, 4, 8, 'Digits'),
    ...within('basinWidthMargin', entered.basinWidthMargin, 0, 60, 'The margin'),
    ...whole('photoMegabytes', entered.photoMegabytes, 1, PHOTO_MEGABYTES_AT_MOST, 'Megabytes'),
    ...whole('photoShortestSide', entered.photoShortestSide, 0, PHOTO_SIDE_AT_MOST, 'Pixels'),
    ...whole('auditYears', entered.auditYears, RETENTION_YEARS.AUDIT, 50, 'Years'),
    ...whole('activityYears', entered.activityYears, RETENTION_YEARS.ACTIVITY, 50, 'Years'),
  ]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const isText = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === 'string'

function companyFaults({
  companyName,
  companyAddress,
  companyPhone,
  companyEmail,
  timeZone,
}: EnteredSettings): Refusal[] {
  const faults: Refusal[] = []
  if (textOf(companyName).length < 2)
    faults.push(fault('companyName', 'Enter the name of the company, at least 2 characters.'))
  if (/\p{Cc}/u.test(textOf(companyName)))
    faults.push(fault('companyName', 'The name stands on one line.'))
  const lines = textOf(companyAddress).split(/\r?\n/)
  if (
    !isText(companyAddress) ||
    lines.length > ADDRESS_LINES_AT_MOST ||
    lines.some((line) => line.length > ADDRESS_LINE_LENGTH)
  )
    faults.push(
      fault(
        'companyAddress',
        `An address takes at most ${ADDRESS_LINES_AT_MOST} lines of ${ADDRESS_LINE_LENGTH} characters.`,
      ),
    )
  const phone = textOf(companyPhone)
  if (!isText(companyPhone) || (phone && !/^\+?[\d\s().x-]{5,40}$/.test(phone)))
    faults.push(
      fault('companyPhone', 'A phone number is digits, blanks and + ( ) - ., at least 5 of them.'),
    )
  const email = textOf(companyEmail)
  if (!isText(companyEmail) || (email && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)))
    faults.push(fault('companyEmail', 'This is not an e-mail address, such as office@company.org.'))
  if (!isTimeZone(timeZone))
    faults.push(fault('timeZone', 'This is not a time zone. Use a name such as America/Toronto.'))
  return faults
}

function isTimeZone(name: unknown): boolean {
  if (typeof name !== 'string') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function currencyFaults({ currency }: EnteredSettings, facts: SettingsFacts): Refusal[] {
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))
    return [fault('currency', 'A currency is three capitals, such as CAD.')]
  if (currency === facts.currency || !facts.costsAreEntered) return []
  return [
    {
      code: 'in_use',
      field: 'currency',
      message: 'Costs are already entered in the present currency; it cannot change any more.',
    },
  ]
}

const PREFIX_FIELDS = { TOR: 'orderPrefix', NC: 'nonconformancePrefix' } as const

function prefixFaults(entered: EnteredSettings, { used }: SettingsFacts): Refusal[] {
  const prefixes: Readonly<Record<Series, unknown>> = {
    ...SHIPPED_PREFIXES,
    TOR: entered.orderPrefix,
    NC: entered.nonconformancePrefix,
  }
  return (['TOR', 'NC'] as const).flatMap((series): Refusal[] => {
    const field = PREFIX_FIELDS[series]
    const prefix = prefixes[series]
    if (typeof prefix !== 'string' || !/^[A-Z][A-Z0-9]{0,7}$/.test(prefix))
      return [
        fault(
          field,
          'A prefix is 1 to 8 capitals and digits and begins with a letter, such as TOR.',
        ),
      ]
    const other =
      SERIES.find((one) => one !== series && prefixes[one] === prefix) ??
      used.find((one) => one.series !== series && one.prefix === prefix)?.series
    return other
      ? [fault(field, `${prefix} is the prefix of ${SERIES_DOCUMENTS[other]}. Choose another one.`)]
      : []
  })
}

function customFaults(patterns: unknown, { classes, numbers }: SettingsFacts): Refusal[] {
  if (patterns === undefined || patterns === null) return []
  if (typeof patterns !== 'object' || Array.isArray(patterns))
    return [
      fault('customNumbers', 'Patterns are given by class: {"720.215.001": "T2-{W}x{L}x{D}"}.'),
    ]
  const entries = Object.entries(patterns)
  const shapes = new Map<string, string>()
  return entries.flatMap(([classCode, pattern]): Refusal[] => {
    const say = (message: string) => [fault('customNumbers', `${classCode}: ${message}`)]
    const known = classes.find((one) => one.classCode === classCode)
    if (!known) return say('No published family makes parts of this class.')
    if (typeof pattern !== 'string') return say('A pattern is a text.')
    const wrong = patternFault(pattern, known.dimensions)
    if (wrong) return say(wrong)
    const shape = patternShape(pattern)
    const twin = shapes.get(shape.source)
    shapes.set(shape.source, classCode)
    if (twin) return say(`Class ${twin} has the same pattern; two parts would share a number.`)
    const taken = numbers.find(
      ({ partNumber, ...part }) =>
        shape.test(partNumber) &&
        !(
          part.classCode === classCode &&
          part.size === sizeUnder(pattern, partNumber, known.dimensions)
        ),
    )
    return taken
      ? say(`${taken.partNumber} is already the number of something else under this pattern.`)
      : []
  })
}

function whole(field: string, value: unknown, min: number, max: number, what: string): Refusal[] {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    ? []
    : [fault(field, `${what}: a whole number from ${min} to ${max}.`)]
}

function within(field: string, value: unknown, min: number, max: number, what: string): Refusal[] {
  return typeof value === 'number' && value >= min && value <= max
    ? []
    : [fault(field, `${what} is a number from ${min} to ${max}.`)]
}

/** Years that each stream is kept: never less than the law asks, whatever stands in the settings. */
export const retentionYears = (kept: {
  auditYears: number
  activityYears: number
}): Readonly<Record<AuditStream, number>> => ({
  AUDIT: Math.max(RETENTION_YEARS.AUDIT, kept.auditYears),
  ACTIVITY: Math.max(RETENTION_YEARS.ACTIVITY, kept.activityYears),
})

/** The company in one line, for the heading of printed documents; empty while nothing is entered. */
export const letterheadOf = ({
  companyAddress,
  companyPhone,
  companyEmail,
}: {
  companyAddress: string | null
  companyPhone: string | null
  companyEmail: string | null
}): string =>
  [companyAddress?.trim().replaceAll(/\s*\r?\n\s*/g, ', '), companyPhone, companyEmail]
    .filter(Boolean)
    .join(' · ')
