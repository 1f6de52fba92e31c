import { isJsonObject } from '../../domain/configurator/raw'
import { freshName, nameKeyOf, textsUnder } from '../../domain/drafts/tree'

/** The element under a name that is still free: in its list, and an id in the whole draft. */
export function named(
  element: unknown,
  list: readonly unknown[],
  stem: string | undefined,
  content: unknown,
): unknown {
  const key = nameKeyOf(element)
  if (!isJsonObject(element) || key === null || stem === undefined) return element
  const elsewhere = key === 'id' ? textsUnder(content, key) : []
  const next = { ...element, [key]: freshName(list, key, stem, elsewhere) }
  if (!('number' in element) || typeof element.number !== 'number') return next
  const numbers = list.map((entry) => (isJsonObject(entry) ? Number(entry.number) : 0))
  return { ...next, number: Math.max(0, ...numbers.filter(Number.isFinite)) + 1 }
}
