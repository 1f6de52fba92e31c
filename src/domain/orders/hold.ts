/** What a hold is about (domain handbook 4.2). */
export const HOLD_CLASS_LABELS = {
  PARTS_SHORTAGE: 'Parts shortage',
  CUSTOMER: 'Customer',
  DRAWING: 'Drawing',
  QUALITY: 'Quality',
  OTHER: 'Other',
} as const

export type HoldClass = keyof typeof HOLD_CLASS_LABELS
