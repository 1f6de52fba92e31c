/** An amount in minor units of an ISO 4217 currency, as people write it. */
export function formatMoney(minor: number, currency: string, locale = 'en-CA'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(minor / 10 ** digits)
}

/** A sum of costs and how many different items it leaves out, so that nobody takes it for the whole. */
export function costInWords(minor: number, unpriced: number, currency: string): string {
  const sum = formatMoney(minor, currency)
  if (unpriced === 0) return sum
  return `${sum}, without ${unpriced} ${unpriced === 1 ? 'item' : 'items'} of no known cost`
}

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2

/** Minor units as they stand in a form, `12.50`; what is no number stays as it was written. */
export function amountOf(minor: unknown, currency: string): string {
  if (typeof minor !== 'number') return typeof minor === 'string' ? minor : ''
  const digits = digitsOf(currency)
  return (minor / 10 ** digits).toFixed(digits)
}

/**
 * The minor units that a written amount means, with point or comma; null for nothing. What is no amount
 * of the currency, or has more digits than it knows, is given back as it was written.
 */
export function amountIn(text: string, currency: string): number | string | null {
  const digits = digitsOf(currency)
  const plain = text.trim().replace(',', '.')
  if (plain === '') return null
  const [, whole, rest = ''] = /^(\d{1,12})(?:\.(\d*))?$/.exec(plain) ?? []
  if (whole === undefined || rest.length > digits) return text
  return Number(`${whole}${rest.padEnd(digits, '0')}`)
}
