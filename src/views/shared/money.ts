/** An amount in minor units of an ISO 4217 currency, as people write it. */
export function formatMoney(minor: number, currency: string, locale = 'en-CA'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(minor / 10 ** digits)
}
