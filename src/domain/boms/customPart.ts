import type { CustomPart } from './line'

const ORDER = ['width', 'length', 'depth']

/**
 * First any dimension of another name (short names first, then by letters), then width, length and depth as
 * people say them. Records are found by sizes in this order: it must never change.
 */
export const dimensionsInOrder = (names: readonly string[]): string[] =>
  [...names].sort(
    (a, b) =>
      ORDER.indexOf(a) - ORDER.indexOf(b) || a.length - b.length || (a < b ? -1 : Number(a > b)),
  )

/** `26x22x9`. */
export const sizeOf = (dimensions: CustomPart['dimensions']): string =>
  dimensionsInOrder(Object.keys(dimensions))
    .map((name) => dimensions[name])
    .join('x')

/** One record per class and size (domain handbook 6.5). */
export const customKey = (classCode: string, dimensions: CustomPart['dimensions']): string =>
  `${classCode} ${sizeOf(dimensions)}`

/**
 * The number of a part made to measure: that of its record where there is one, or what the pattern of its
 * class gives; null where the release decides.
 */
export type CustomNumbers = (
  classCode: string,
  dimensions: CustomPart['dimensions'],
) => string | null

export const BY_RELEASE: CustomNumbers = () => null

const PLACE = /\{[^{}]*\}/g

/** How the dimensions of a class are written in a pattern: `T2-ADW-BASIN-{W}x{L}x{D}`. */
const PLACEHOLDERS: Readonly<Record<string, string>> = { width: 'W', length: 'L', depth: 'D' }

export const placeholderOf = (dimension: string): string =>
  `{${PLACEHOLDERS[dimension] ?? dimension}}`

/** The number that a pattern gives for a size. */
export const numberBy = (pattern: string, dimensions: CustomPart['dimensions']): string =>
  Object.entries(dimensions).reduce(
    (text, [name, inches]) => text.replaceAll(placeholderOf(name), String(inches)),
    pattern,
  )

export const PATTERN_LENGTH = 60

/** As the catalogue holds them. */
export const PART_NUMBER_LENGTH = 120

/**
 * What is wrong with a pattern for a class that has these dimensions; null when every size gets a number of
 * its own.
 */
export function patternFault(pattern: string, dimensions: readonly string[]): string | null {
  const places = dimensions.map(placeholderOf)
  if (pattern.length > PATTERN_LENGTH) return `It takes at most ${PATTERN_LENGTH} characters.`
  const unknown = (pattern.match(PLACE) ?? []).find((one) => !places.includes(one))
  return unknown
    ? `${unknown} is no dimension of this class. It has ${places.join(', ')}.`
    : numberFault(pattern, places)
}

/** Why a number with whole inches at these places, written as `{…}`, would not tell every size; else null. */
export function numberFault(number: string, places: readonly string[]): string | null {
  const found: readonly string[] = number.match(PLACE) ?? []
  const missing = places.filter((one) => found.filter((other) => other === one).length !== 1)
  if (missing.length > 0)
    return `Every size needs a number of its own: use ${missing.join(', ')} exactly once.`
  const around = number.split(PLACE)
  if (!/^[A-Za-z0-9._/-]*$/.test(around.join('')))
    return 'Besides the dimensions it takes letters, digits and the signs - _ . /'
  if (!/^[A-Za-z]/.test(number)) return 'It begins with a letter.'
  if (found.length === 0) return null
  const between = around.slice(1, -1)
  if (between.some((text) => text === '' || /^\d|\d$/.test(text)) || /\d$/.test(around[0] ?? ''))
    return 'Two sizes could get one number: put a letter or a sign between the dimensions, and before the first.'
  return /^\d/.test(around.at(-1) ?? '')
    ? 'Two sizes could get one number: put a letter or a sign behind the last dimension.'
    : null
}

/** What the numbers of a pattern look like, with the inches of each place held apart. */
export function patternShape(pattern: string): RegExp {
  const escaped = pattern.split(PLACE).map((text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
  return new RegExp(`^${escaped.join('(\\d+)')}$`, 'i')
}

/**
 * The size, as `sizeOf` writes it, that a number stands for under a pattern of a class with these
 * dimensions; null for a number of another shape.
 */
export function sizeUnder(
  pattern: string,
  partNumber: string,
  dimensions: readonly string[],
): string | null {
  const inches = patternShape(pattern).exec(partNumber)?.slice(1)
  if (!inches) return null
  const places: readonly string[] = pattern.match(PLACE) ?? []
  return sizeOf(
    Object.fromEntries(
      dimensions.map((name) => [name, Number(inches[places.indexOf(placeholderOf(name))])]),
    ),
  )
}
