import type { z } from 'zod'
import { blankOf, placeOf, presentBlankOf, type ObjectShape } from './schema'
import type { Path } from '../../domain/drafts/tree'
import { wordsAt } from '../../domain/drafts/fieldWords'

/**
 * What a place holds once it is wanted. Lists whose elements bear names begin empty, and so do those
 * whose elements are picked by name: nobody has picked one yet.
 */
export function newValue(schema: z.ZodType, path: Path): unknown {
  const { blank, stem, source } = wordsAt(path)
  if (blank !== undefined) return blank
  const { kind } = placeOf(schema)
  if (kind.kind === 'object') return newObject(kind.shape, path)
  if (kind.kind === 'list' && stem !== undefined) return []
  if (kind.kind === 'list' && source !== undefined && placeOf(kind.element).kind.kind === 'text')
    return []
  if (kind.kind === 'list')
    return Array.from({ length: kind.atLeast }, (_, index) =>
      newValue(kind.element, [...path, index]),
    )
  if (kind.kind === 'union') {
    const [first] = kind.variants
    return first ? newValue(first.schema, path) : null
  }
  return presentBlankOf(schema)
}

const newObject = (shape: ObjectShape, path: Path): unknown =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([key, part]) => {
      const { absence } = placeOf(part)
      const value = absence === 'none' ? newValue(part, [...path, key]) : blankOf(part)
      return value === undefined ? [] : [[key, value]]
    }),
  )
