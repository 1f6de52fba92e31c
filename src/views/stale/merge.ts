import { asJson, canonicalJson, isJsonObject, type Json } from '../../domain/canonical'
import type { Side } from '../../domain/mergeContents'
import { getAt, setAt, type Path } from '../../domain/drafts/tree'

/** What is chosen as one: a field, or what stands in several places of the record. */
export type Part = { key: string; label: string; paths: readonly Path[] }

/** A record as it was opened, as it stands in the form, and as somebody else has saved it meanwhile. */
export type Versions = { base: unknown; mine: unknown; theirs: unknown }

export type Difference<P extends Part = Part> = {
  part: P
  /** Null where both changed the part: somebody has to choose. */
  side: Side | null
}

/** Empty text, an empty list and nothing at all are the same to whoever fills in a form. */
const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

const quiet = (value: Json): Json => {
  if (isEmpty(value)) return null
  if (Array.isArray(value)) return value.map(quiet)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => !isEmpty(held))
      .map(([key, held]) => [key, quiet(held)]),
  )
}

/** One text for all values that mean the same in a form, whatever order their keys have. */
export const contentOf = (value: unknown): string => canonicalJson(quiet(asJson(value)))

const isSame = (a: unknown, b: unknown): boolean => contentOf(a) === contentOf(b)

export const differsIn = ({ paths }: Part, a: unknown, b: unknown): boolean =>
  paths.some((path) => !isSame(getAt(a, path), getAt(b, path)))

/**
 * The parts in which mine and theirs differ. Where only one of them moved away from what both began
 * with, that side is taken.
 */
export const differences = <P extends Part>(
  parts: readonly P[],
  { base, mine, theirs }: Versions,
): Difference<P>[] =>
  parts
    .filter((part) => differsIn(part, mine, theirs))
    .map((part) => ({
      part,
      side: !differsIn(part, theirs, base)
        ? 'MINE'
        : !differsIn(part, mine, base)
          ? 'THEIRS'
          : null,
    }))

/** Their record with the parts that stay mine. */
export const merged = (
  mineParts: readonly Part[],
  { mine, theirs }: Pick<Versions, 'mine' | 'theirs'>,
): unknown =>
  mineParts
    .flatMap(({ paths }) => paths)
    .reduce<unknown>((record, path) => setAt(record, path, getAt(mine, path)), theirs)
