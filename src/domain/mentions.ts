import { isJsonObject, type Json } from './canonical'
import { LANGUAGES, placeholdersOf } from './label'

/** Members that hold text for people: only what stands in braces there is a name. */
const TEXTS: ReadonlySet<string> = new Set(LANGUAGES.map((language) => language.toLowerCase()))

/** `basins[0].size#width` names all four. */
const SEPARATORS = /[.#[\]]+/

/**
 * How often a content says each name: as a value, as a step of a path, in the braces of a template, or as
 * the name of a member. An entry says its own name once.
 */
export function mentionsIn(content: Json): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of namesIn(content, '')) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function namesIn(held: Json | undefined, member: string): string[] {
  if (typeof held === 'string') {
    const filled = placeholdersOf(held).flatMap((path) => path.split(SEPARATORS))
    return TEXTS.has(member) ? filled : [...new Set([held, ...held.split(SEPARATORS), ...filled])]
  }
  if (Array.isArray(held)) return held.flatMap((entry: Json) => namesIn(entry, member))
  if (!isJsonObject(held)) return []
  return Object.entries(held).flatMap(([name, value]) => [name, ...namesIn(value, name)])
}
