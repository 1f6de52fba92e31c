import type { FieldModel, Model } from './model'
import { parsePath } from './path'
import type { Derived } from './release'

/** The group whose element a path reads, seen from an element of `self`; null for the sink. */
const groupOf = (path: string, self: string | null): string | null => {
  const place = parsePath(path)
  return place.from === 'ROOT' ? null : place.from === 'ELEMENT' ? self : place.group
}

/** The option that a path names, read for the sink or for each element of the group `self`. */
export function fieldAt(model: Model, path: string, self: string | null): FieldModel | undefined {
  const { key } = parsePath(path)
  const group = groupOf(path, self)
  return group === null ? model.fields.get(key) : model.groups.get(group)?.fields.get(key)
}

/** The derived value that a path names, read in the same way. */
export function derivedAt(model: Model, path: string, self: string | null): Derived | undefined {
  const { key } = parsePath(path)
  const group = groupOf(path, self)
  return group === null ? model.derived.get(key) : model.elementDerived.get(group)?.get(key)
}
