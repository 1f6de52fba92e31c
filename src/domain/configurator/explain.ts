import { fillLabel, fillTemplate, label, sameLabel, type Label } from '../label'
import type { Path } from './ast'
import type { Value } from './configuration'
import type { FieldModel } from './model'
import { parsePath } from './path'
import { readPath } from './evaluate'
import type { Scope } from './scope'

const YES = label('yes', 'oui', 'sí')
const NO = label('no', 'non', 'no')
const UNKNOWN = sameLabel('–')

const LANGUAGE_NAMES: Record<string, Label> = {
  EN: label('English', 'anglais', 'inglés'),
  FR: label('French', 'français', 'francés'),
  ES: label('Spanish', 'espagnol', 'español'),
}

function fieldOf(scope: Scope, path: Path): FieldModel | undefined {
  const place = parsePath(path)
  if (place.from === 'ROOT') return scope.model.fields.get(place.key)
  const group = place.from === 'ELEMENT' ? (scope.element?.group ?? '') : place.group
  return scope.model.groups.get(group)?.fields.get(place.key)
}

/** A value without its option: unknown as a dash, truth as yes or no, all else as it is. */
export function wordsOf(value: Value): Label {
  if (value === null) return UNKNOWN
  if (typeof value === 'boolean') return value ? YES : NO
  return sameLabel(String(value))
}

function wordsFor(scope: Scope, path: Path, value: Value): Label {
  if (typeof value !== 'string') return wordsOf(value)
  if (path === 'language') return LANGUAGE_NAMES[value] ?? sameLabel(value)
  if (path.includes('#')) return sameLabel(value)
  return fieldOf(scope, path)?.choices.get(value)?.label ?? sameLabel(value)
}

/** Fills a sentence with the values it names, choices by their labels. */
export const explain = (sentence: Label, scope: Scope): Label =>
  fillLabel(sentence, (path) => wordsFor(scope, path, readPath(scope, path)))

export type Filled = { ok: true; text: string } | { ok: false; missing: Path }

/** Fills an id or number with raw values; a value that is not known makes it unusable. */
export function fillId(template: string, scope: Scope): Filled {
  const missing: Path[] = []
  const text = fillTemplate(template, (path) => {
    const value = readPath(scope, path)
    if (value === null) missing.push(path)
    return String(value)
  })
  return missing[0] === undefined ? { ok: true, text } : { ok: false, missing: missing[0] }
}
