'use client'

import { useEffect, useMemo, useState } from 'react'
import { buildNumberSchema, poNumberSchema } from '../../../domain/orders/entry'
import { useDebounced } from '../../shared/useDebounced'
import { takenAmong } from '../api'
import { numberKey, type TakenNumbers } from './faults'
import { buildNumberOf } from './designs'
import type { WizardState } from './wizard'

export type NumberStanding = 'unknown' | 'checking' | 'free' | 'taken'

export type Taken = {
  taken: TakenNumbers
  poStanding: (number: string) => NumberStanding
  buildStanding: (number: string) => NumberStanding
}

type Known = ReadonlyMap<string, boolean>

const SEPARATOR = '\n'
const keyOf = (kind: 'po' | 'build', number: string) => `${kind}:${numberKey(number)}`

/** Asks the server, while typing rests, which PO and build numbers exist already. */
export function useTaken(state: WizardState): Taken {
  const [known, setKnown] = useState<Known>(new Map())
  const po = poNumberSchema.safeParse(state.details.poNumber).data ?? null
  const numbers = Array.from({ length: state.quantity }, (_, build) => buildNumberOf(state, build))
  const ownKeys = numbers.map(numberKey).join(SEPARATOR)
  const valid = [
    ...new Set(numbers.flatMap((number) => buildNumberSchema.safeParse(number).data ?? [])),
  ]
  const restedPo = useDebounced(po, 400)
  const restedNumbers = useDebounced(valid.join(SEPARATOR), 400)

  useEffect(() => {
    const asked = restedNumbers === '' ? [] : restedNumbers.split(SEPARATOR)
    if (restedPo === null && asked.length === 0) return undefined

    const controller = new AbortController()
    takenAmong(restedPo, asked, controller.signal)
      .then((answer) =>
        setKnown((before) => {
          const after = new Map(before)
          if (restedPo !== null) after.set(keyOf('po', restedPo), answer.po)
          for (const number of asked)
            after.set(keyOf('build', number), answer.builds.includes(number))
          return after
        }),
      )
      .catch(() => undefined) // not known is not a fault: the submit judges again
    return () => controller.abort()
  }, [restedPo, restedNumbers])

  return useMemo(() => {
    const takenOf = (kind: 'po' | 'build') =>
      new Set(
        [...known].flatMap(([key, isTaken]) =>
          isTaken && key.startsWith(`${kind}:`) ? [key.slice(kind.length + 1)] : [],
        ),
      )
    const isRepeated = (number: string) =>
      ownKeys.split(SEPARATOR).filter((key) => key === numberKey(number)).length > 1
    const standing = (kind: 'po' | 'build', number: string, isValid: boolean): NumberStanding => {
      if (!isValid) return 'unknown'
      const isTaken = known.get(keyOf(kind, number))
      return isTaken === undefined ? 'checking' : isTaken ? 'taken' : 'free'
    }
    return {
      taken: { po: takenOf('po'), builds: takenOf('build') },
      poStanding: (number) => standing('po', number, poNumberSchema.safeParse(number).success),
      // one that stands twice in this order is free for none of them
      buildStanding: (number) =>
        standing(
          'build',
          number,
          buildNumberSchema.safeParse(number).success && !isRepeated(number),
        ),
    }
  }, [known, ownKeys])
}
