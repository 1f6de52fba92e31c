import { readsOf, type Reads } from '../reads'
import type { FamilyContent } from '../release'
import type { Scope } from '../scope'
import { acceptedWhere, groundFor, groundOf, type Ground } from '../verify/accepted'

/** Longer lists are not looked through to the end: an editor has to answer while one types. */
export const STEPS = 100_000

/**
 * Proves that something which looks at no more than `reads` holds in no configuration that the family
 * accepts. What depends on which accessories are picked, or on a setting, proves nothing. `ground`: where to
 * look first, if not at the ground of the content.
 */
export function neverHolds(
  content: FamilyContent,
  reads: Reads,
  holds: (scope: Scope) => boolean,
  ground: Ground = groundOf(content),
): boolean {
  if (reads.picksAccessories) return false
  if (acceptedWhere(ground, reads, holds) !== 'NEVER') return false
  // a decimal number may lie between those at which something changes
  const close = closely(ground, reads)
  return acceptedWhere(groundFor(content, close), close, holds) === 'NEVER'
}

/** The same reads, of decimal numbers with their fractions. */
export function closely({ model }: Ground, reads: Reads): Reads {
  const close = readsOf(model).merge(reads)
  for (const slot of reads.slots()) close.counted.add(slot)
  return close
}
