import { isJsonObject } from '../../domain/configurator/raw'
import { wordsAt } from '../../domain/drafts/fieldWords'
import { getAt, listAt, setAt, type Path } from '../../domain/drafts/tree'

/** Whether the code of a state of a workflow is written here; moves, hold, cancel and orders name it. */
export const isStateCode = (path: Path): boolean =>
  path.length === 3 && path[0] === 'states' && path[2] === 'code'

/**
 * Every other place of the draft that names the state whose code stands here. None where two states bear
 * this code: what is meant elsewhere cannot be told.
 */
export function placesNaming(content: unknown, path: Path): readonly Path[] {
  const code = getAt(content, path)
  const bearers = listAt(content, ['states']).filter(
    (state) => isJsonObject(state) && state.code === code,
  )
  if (typeof code !== 'string' || code === '' || bearers.length !== 1) return []
  return textsIn(content, []).filter(
    (at) => getAt(content, at) === code && wordsAt(at).source === 'state',
  )
}

/**
 * The places that follow the code that stands here: those that name it, else of those found `before` the
 * ones that were changed along with it. A code that was deleted, or is that of another state on the way to
 * a new one, is named nowhere for certain.
 */
export function followersOf(
  content: unknown,
  path: Path,
  before: readonly Path[],
): readonly Path[] {
  const found = placesNaming(content, path)
  const code = getAt(content, path)
  return found.length > 0 ? found : before.filter((at) => getAt(content, at) === code)
}

function textsIn(value: unknown, at: Path): Path[] {
  if (typeof value === 'string') return [at]
  if (Array.isArray(value)) return value.flatMap((entry, index) => textsIn(entry, [...at, index]))
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([key, entry]) => textsIn(entry, [...at, key]))
    : []
}

/** The draft with a code under another name, there and in the places that name it. */
export const renamed = (
  content: unknown,
  path: Path,
  places: readonly Path[],
  code: string,
): unknown => [path, ...places].reduce((now, at) => setAt(now, at, code), content)
