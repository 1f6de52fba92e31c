'use client'

import { useField } from '@payloadcms/ui'
import { formatNumber } from '../../domain/numbering'
import './settings.scss'

/** What the first documents of a year would be called with what stands in the form. */
export function NumberSample() {
  const { value: order } = useField<string>({ path: 'orderPrefix' })
  const { value: nonconformance } = useField<string>({ path: 'nonconformancePrefix' })
  const { value: digits } = useField<number>({ path: 'numberDigits' })
  const year = new Date().getFullYear()
  const sample = (prefix: string) => formatNumber(prefix || '…', year, 1, Number(digits) || 4)
  return (
    <p className="settings-sample" aria-live="polite">
      Numbers look like <code>{sample(order)}</code> and <code>{sample(nonconformance)}</code>.
    </p>
  )
}
