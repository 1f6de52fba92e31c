import type { Actor } from '../roles'

/** What a hold is about (domain handbook 4.2). */
export const HOLD_CLASS_LABELS = {
  PARTS_SHORTAGE: 'Parts shortage',
  CUSTOMER: 'Customer',
  DRAWING: 'Drawing',
  QUALITY: 'Quality',
  OTHER: 'Other',
} as const

export type HoldClass = keyof typeof HOLD_CLASS_LABELS

export const HOLD_CLASSES = Object.keys(HOLD_CLASS_LABELS).filter((code): code is HoldClass =>
  Object.hasOwn(HOLD_CLASS_LABELS, code),
)

/** What a person may hold a build for: the floor reports missing parts and nothing else (T10). */
export const holdClassesOf = (actor: Actor): readonly HoldClass[] =>
  actor.kind === 'user' && actor.role === 'ASSEMBLER' ? ['PARTS_SHORTAGE'] : HOLD_CLASSES
