import type { Language } from '../../../domain/label'

/** How many decimals a currency has: 2 for CAD, 0 for JPY. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2

/** Minor units as the number of whole ones: 1250 CAD is 12.5. */
export const amountOf = (minor: number | null | undefined, currency: string): number | null =>
  minor == null ? null : minor / 10 ** digitsOf(currency)

/** How a spreadsheet shows amounts of a currency: `#,##0.00`. */
export function amountFormat(currency: string): string {
  const digits = digitsOf(currency)
  return `#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`
}

/** Whose way of writing figures a document in a language follows: the plant and its customers are Canadian. */
const FIGURES_OF = { EN: 'en-CA', FR: 'fr-CA', ES: 'es' } as const satisfies Record<
  Language,
  string
>

/**
 * An amount as a document in this language prints it, without the currency, which the document names once:
 * `470,246.53`, `470 246,53` or `470.246,53`.
 */
export const printedAmount = (
  minor: number | null | undefined,
  currency: string,
  language: Language,
): string => {
  const digits = digitsOf(currency)
  return minor == null
    ? ''
    : new Intl.NumberFormat(FIGURES_OF[language], {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(minor / 10 ** digits)
}
