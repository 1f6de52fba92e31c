import type { CellReading } from './cell'

export type KnownCategory = { code: string; name: string; parent: string | null }

export const PATH_SIGN = ' > '

/** The way to a category from the top, in the names that people read: `CONTROL BOX > 1 BASIN`. */
export function categoryPaths(categories: readonly KnownCategory[]): ReadonlyMap<string, string> {
  const byCode = new Map(categories.map((category) => [category.code, category]))
  const paths = new Map<string, string>()
  for (const { code } of categories) {
    const names: string[] = []
    // the set ends the way up where a parent lies beneath its child
    const seen = new Set<string>()
    for (
      let at = byCode.get(code);
      at && !seen.has(at.code);
      at = at.parent === null ? undefined : byCode.get(at.parent)
    ) {
      seen.add(at.code)
      names.unshift(at.name)
    }
    paths.set(code, names.join(PATH_SIGN))
  }
  return paths
}

/**
 * Finds the category that a cell names: by its code, byte for byte, or by its path in words, in any case.
 * A path that two categories share is refused.
 */
export function categoryFinder(
  categories: readonly KnownCategory[],
): (text: string) => CellReading<string> {
  const codes = new Set(categories.map(({ code }) => code))
  const byPath = new Map<string, string[]>()
  for (const [code, path] of categoryPaths(categories)) {
    const key = plain(path)
    byPath.set(key, [...(byPath.get(key) ?? []), code])
  }
  return (text) => {
    if (codes.has(text)) return { ok: true, value: text }
    const [code, other] = byPath.get(plain(text)) ?? []
    if (code === undefined) return { ok: false, fault: 'is no category: enter its code' }
    return other === undefined
      ? { ok: true, value: code }
      : { ok: false, fault: `is the path of ${code} and of ${other}: enter the code` }
  }
}

const plain = (path: string): string =>
  path
    .split('>')
    .map((name) => name.trim().toLowerCase())
    .join('>')
