import { isJsonObject } from '../configurator/raw'

/** A draft as the editor holds it: JSON that may be half-written, addressed by paths. */

export type Path = readonly (string | number)[]

export const pathKey = (path: Path): string => path.join('.')

/** `transitions.1.from` as a path. */
export const pathOf = (key: string): Path =>
  key === '' ? [] : key.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))

/** Indexes left out: what a field is called does not depend on where its list stands. */
export const genericKey = (path: Path): string =>
  path.filter((step) => typeof step === 'string').join('.')

export function getAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

export const listAt = (root: unknown, path: Path): readonly unknown[] => {
  const value = getAt(root, path)
  return Array.isArray(value) ? value : []
}

/** A copy of the tree with another value at the path; `undefined` takes the key away. */
export function setAt(root: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(root) ? root : []
    return list.map((item, index) => (index === step ? setAt(item, rest, value) : item))
  }
  const object = isJsonObject(root) ? root : {}
  const next = setAt(object[step], rest, value)
  if (next !== undefined) return { ...object, [step]: next }
  const { [step]: _, ...others } = object
  return others
}

export const changeList = (
  root: unknown,
  path: Path,
  change: (list: readonly unknown[]) => readonly unknown[],
): unknown => setAt(root, path, change(listAt(root, path)))

export const inserted = (list: readonly unknown[], at: number, value: unknown) => [
  ...list.slice(0, at),
  value,
  ...list.slice(at),
]

export const without = (list: readonly unknown[], at: number) =>
  list.filter((_, index) => index !== at)

/** The element at `from` stands at `to` afterwards. */
export const moved = (list: readonly unknown[], from: number, to: number): readonly unknown[] =>
  from === to || to < 0 || to >= list.length ? list : inserted(without(list, from), to, list[from])

const NAMES = ['key', 'id', 'code', 'name', 'value', 'role'] as const

/** The property by which an element is told from others of its list. */
export const nameKeyOf = (element: unknown): (typeof NAMES)[number] | null =>
  (isJsonObject(element) &&
    NAMES.find(
      (name) => typeof element[name] === 'string' && (name !== 'value' || 'label' in element),
    )) ||
  null

/** Every text that stands under this key, anywhere in a draft. */
export function textsUnder(root: unknown, key: string): string[] {
  if (Array.isArray(root)) return root.flatMap((element) => textsUnder(element, key))
  if (!isJsonObject(root)) return []
  const own = root[key]
  return [
    ...(typeof own === 'string' ? [own] : []),
    ...Object.values(root).flatMap((value) => textsUnder(value, key)),
  ]
}

/**
 * A name that no other element bears: `R26` follows `R25`, `option2` follows `option`. Names of
 * one pattern are continued; a list without names begins with the stem.
 * @param elsewhere names that are taken outside the list
 */
export function freshName(
  list: readonly unknown[],
  key: string,
  stem: string,
  elsewhere: readonly string[] = [],
): string {
  const names = list.flatMap((element) => {
    const name = isJsonObject(element) ? element[key] : undefined
    return typeof name === 'string' ? [name] : []
  })
  const taken = new Set([...names, ...elsewhere])
  const numbered = names.flatMap((name) => {
    const match = /^([A-Z]{1,2})(\d+)$/.exec(name)
    return match?.[1] && match[2] ? [{ letter: match[1], number: Number(match[2]) }] : []
  })
  const last = numbered.at(-1)
  if (last && stem !== stem.toLowerCase()) {
    const top = Math.max(
      ...numbered.filter(({ letter }) => letter === last.letter).map(({ number }) => number),
    )
    return firstFree(taken, last.letter, top + 1)
  }
  return firstFree(taken, /^[A-Z]{3,}$/.test(stem) ? `${stem}_` : stem, 1)
}

function firstFree(taken: ReadonlySet<string>, stem: string, first: number): string {
  for (let number = first; ; number += 1)
    if (!taken.has(`${stem}${number}`)) return `${stem}${number}`
}

/** `Left side guard` as a key: `leftSideGuard`. */
export function camelOf(text: string): string {
  const words = wordsIn(text)
  const key = words
    .map((word, index) => {
      const low = word.toLowerCase()
      return index === 0 ? low : low.charAt(0).toUpperCase() + low.slice(1)
    })
    .join('')
  return key.replace(/^\d+/, '').slice(0, 40)
}

/** `Left side guard` as a code: `LEFT_SIDE_GUARD`. */
export const codeOf = (text: string): string =>
  wordsIn(text)
    .join('_')
    .toUpperCase()
    .replace(/^\d+_?/, '')
    .slice(0, 40)

const wordsIn = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
