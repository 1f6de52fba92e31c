'use client'

import type { NumberStanding } from '../state/useTaken'
import { words } from '../words'

/** A word about a number while it is typed. That it is taken is told as a fault. */
export function NumberState({ standing, free }: { standing: NumberStanding; free: string }) {
  if (standing === 'checking') return <span>{words.details.checking}</span>
  return standing === 'free' ? <span className="is-good">✓ {free}</span> : null
}
