'use client'

import { useEffect, useState } from 'react'
import type { Accessory } from '../../../domain/configurator/configuration'
import { accessoriesNamed, type KnownAccessory } from '../api'

const SEPARATOR = '\n'

/** What the catalogue says of chosen accessories, whether they are still offered or not; by part number. */
export function useKnownItems(
  accessories: readonly Accessory[],
): ReadonlyMap<string, KnownAccessory> {
  const [known, setKnown] = useState<ReadonlyMap<string, KnownAccessory>>(new Map())
  const missing = accessories
    .map(({ partNumber }) => partNumber)
    .filter((partNumber) => !known.has(partNumber))
    .join(SEPARATOR)

  useEffect(() => {
    if (missing === '') return undefined
    const controller = new AbortController()
    accessoriesNamed(missing.split(SEPARATOR), controller.signal)
      .then((found) =>
        setKnown(
          (before) => new Map([...before, ...found.map((one) => [one.partNumber, one] as const)]),
        ),
      )
      .catch(() => undefined) // its number stands there all the same
    return () => controller.abort()
  }, [missing])

  return known
}
