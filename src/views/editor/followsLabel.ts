import { isJsonObject, type JsonObject } from '../../domain/configurator/raw'
import { LOCALES, sameLabel } from '../../domain/label'
import { isStateCode, placesNaming, renamed } from './renamed'
import { camelOf, codeOf, getAt, listAt, setAt, type Path } from '../../domain/drafts/tree'

const FRESH_KEY = /^(option|field|group|derived|section|block|fact|task|step|template|figure)\d+$/
const FRESH_CODE = /^(CHOICE|ROLE|STATE)_\d+$/

/**
 * The draft once a label was written: the key beside it that nobody has chosen yet is made from its
 * text, and so is what is mostly the same: the reason of a rule, the heading of an element.
 */
export function followsLabel(content: unknown, path: Path): unknown {
  const name = path.at(-1)
  const at = path.slice(0, -1)
  const owner = getAt(content, at)
  const text = getAt(content, [...path, 'en'])
  if ((name !== 'label' && name !== 'title') || !isJsonObject(owner)) return content
  if (typeof text !== 'string' || text.trim() === '') return content
  return withCompanion(withName(content, at, owner, text), at, owner, text)
}

function withName(content: unknown, at: Path, owner: JsonObject, text: string): unknown {
  for (const key of ['key', 'value', 'code', 'role', 'name'] as const) {
    const name = owner[key]
    if (typeof name !== 'string') continue
    const next = FRESH_KEY.test(name) ? camelOf(text) : FRESH_CODE.test(name) ? codeOf(text) : ''
    const isTaken = listAt(content, at.slice(0, -1)).some(
      (entry) => isJsonObject(entry) && entry[key] === next,
    )
    if (next === '' || isTaken || LOCALES.some((locale) => locale === next)) return content
    const path = [...at, key]
    return renamed(content, path, isStateCode(path) ? placesNaming(content, path) : [], next)
  }
  return content
}

function withCompanion(content: unknown, at: Path, owner: JsonObject, text: string): unknown {
  if (isBlank(owner.because)) return setAt(content, [...at, 'because'], owner.label)
  if (isBlank(owner.elementLabel))
    return setAt(content, [...at, 'elementLabel'], sameLabel(`${oneOf(text)} {element.number}`))
  return content
}

const isBlank = (label: unknown): boolean => isJsonObject(label) && label.en === ''

/** `Basins` are many of `Basin`. */
const oneOf = (many: string): string => many.trim().replace(/([^s])s$/, '$1')
