import type { z } from 'zod'
import { isJsonObject } from '../../domain/configurator/raw'
import { formProblems } from '../../domain/drafts/formProblems'
import { getAt, listAt, type Path } from '../../domain/drafts/tree'

/** Whether a place is a field within an entry of a list: what is wrong there is said at the field. */
export const isField = (path: Path): boolean =>
  path.some((step) => typeof step === 'number') && typeof path.at(-1) === 'string'

/** Something to correct, with the place it is about. */
export type PlacedProblem = {
  path: Path
  message: string
  /** A fault of form keeps the draft from being read; a fault of sense does not. */
  kind: 'FORM' | 'SENSE'
}

/** What the schema says of the draft, each at its field. */
export const faultsOfForm = (error: z.ZodError, content: unknown): PlacedProblem[] =>
  formProblems(error, content).map(({ path, message }) => ({ path, message, kind: 'FORM' }))

/** Place of the element of a list that bears this name. */
function named(content: unknown, list: Path, key: string, name: string): Path | null {
  const index = listAt(content, list).findIndex(
    (entry) => isJsonObject(entry) && entry[key] === name,
  )
  return index < 0 ? null : [...list, index]
}

const LISTS: Readonly<Record<string, readonly (readonly [list: string, key: string])[]>> = {
  rule: [['rules', 'id']],
  constraint: [['constraints', 'id']],
  message: [
    ['warnings', 'id'],
    ['notes', 'id'],
  ],
  invariant: [['invariants', 'id']],
  derived: [['derived', 'key']],
  group: [['groups', 'key']],
}

const WHOLE: Readonly<Record<string, Path>> = {
  'options, groups and derived values': ['options'],
  'display order': ['displayOrder'],
  'wizard sections': ['wizard', 'sections'],
  'task templates': ['taskTemplates'],
}

/**
 * The place that the checks of a family mean by their words: `rule R4`, `option basins.type`,
 * `checklist PQ item P1`, `task detailed.legs`. What they name twice is shown where it first stands.
 */
export function placeOfWords(content: unknown, where: string): Path {
  const whole = WHOLE[where]
  if (whole) return whole
  const [what = '', ...rest] = where.split(' ')
  const name = rest.join(' ')
  for (const [list, key] of LISTS[what] ?? []) {
    const found = named(content, [list], key, name)
    if (found) return found
  }
  if (what === 'option') return optionPlace(content, name)
  if (what === 'checklist') return checklistPlace(content, rest)
  if (what === 'task') return taskPlace(content, rest)
  if (what === 'wizard') return wizardPlace(content, rest)
  return getAt(content, [what]) === undefined ? [] : [what]
}

/** The same, and the member of the part that is meant, once the part itself is found. */
export function placeOfProblem(content: unknown, where: string, member?: string): Path {
  const part = placeOfWords(content, where)
  return member === undefined || typeof part.at(-1) !== 'number' ? part : [...part, member]
}

function optionPlace(content: unknown, name: string): Path {
  const [first = '', second] = name.split('.')
  if (second === undefined) return named(content, ['options'], 'key', first) ?? ['options']
  const group = named(content, ['groups'], 'key', first)
  if (!group) return ['groups']
  return named(content, [...group, 'fields'], 'key', second) ?? group
}

function checklistPlace(content: unknown, [key = '', what, name = '']: readonly string[]): Path {
  const checklist = named(content, ['checklists'], 'key', key)
  if (!checklist) return ['checklists']
  const sections = [...checklist, 'sections']
  if (what === 'section') return named(content, sections, 'key', name) ?? checklist
  if (what !== 'item') return checklist
  for (const index of listAt(content, sections).keys()) {
    const found = named(content, [...sections, index, 'items'], 'key', name)
    if (found) return found
  }
  return checklist
}

/** A section of the wizard, or the last place that asks a question. */
function wizardPlace(content: unknown, [what, name = '']: readonly string[]): Path {
  const sections: Path = ['wizard', 'sections']
  if (what === 'section') return named(content, sections, 'key', name) ?? sections
  const [first = '', second] = name.split('.')
  const group = second === undefined ? undefined : first
  const asked = listAt(content, sections).flatMap((_, section) => {
    const blocks = [...sections, section, 'blocks']
    return listAt(content, blocks).flatMap((block, index) => {
      const isOwn = isJsonObject(block) && (block.group ?? undefined) === group
      const at = named(content, [...blocks, index, 'fields'], 'field', second ?? first)
      return isOwn && at ? [at] : []
    })
  })
  return (what === 'question' && asked.at(-1)) || sections
}

function taskPlace(content: unknown, rest: readonly string[]): Path {
  const name = rest.at(-1) ?? ''
  const [template = '', task] = name.split('.')
  const found = named(content, ['taskTemplates'], 'key', template)
  if (!found) return ['taskTemplates']
  if (task === undefined) return found
  return (
    named(content, [...found, 'tasks'], 'key', task) ??
    named(content, [...found, 'furtherWork'], 'key', task) ??
    found
  )
}
