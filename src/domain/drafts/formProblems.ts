import type { z } from 'zod'
import { isJsonObject } from '../configurator/raw'
import { KINDS } from '../parse'
import { sentence } from '../sentence'
import { wordsAt } from './fieldWords'
import { titleOf } from './titles'
import { getAt, type Path } from './tree'

/** A fault of form: the place for programs, the place as the editor calls it, and what to do there. */
export type FormProblem = { path: Path; place: string; message: string }

/** What a schema says of a draft, in words for people who fill in a form. */
export function formProblems(error: z.ZodError, content: unknown): FormProblem[] {
  return error.issues.map((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
    return {
      path,
      place: placeInWords(content, path),
      message: messageOf(issue, getAt(content, path), emptyAt(path)),
    }
  })
}

/** `rules.0.because` as "Rules > R1 Body > Reason on the line". */
export function placeInWords(content: unknown, path: Path): string {
  return path
    .map((step, index) => {
      const at = path.slice(0, index + 1)
      if (typeof step === 'string') return wordsAt(at).label
      const entry = getAt(content, at)
      return (isJsonObject(entry) && titleOf(entry)) || String(step + 1)
    })
    .join(' > ')
}

/** What to do at a place where nothing stands: names of what is there already are chosen. */
function emptyAt(path: Path): string {
  const { source } = wordsAt(path)
  return source === undefined || source === 'item' ? 'Fill this in.' : 'Choose one.'
}

/** `whenEmpty`: what to do while nothing stands there. */
function messageOf(issue: z.core.$ZodIssue, value: unknown, whenEmpty: string): string {
  const isEmpty = value === undefined || value === null || value === ''
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'array')
        return Number(issue.minimum) > 1 ? `Add at least ${issue.minimum}.` : 'Add at least one.'
      if (issue.origin === 'string') return whenEmpty
      return issue.inclusive === false
        ? `More than ${issue.minimum}.`
        : `At least ${issue.minimum}.`
    case 'too_big':
      if (issue.origin === 'array') return `No more than ${issue.maximum}.`
      if (issue.origin === 'string') return `At most ${issue.maximum} characters.`
      return issue.inclusive === false ? `Less than ${issue.maximum}.` : `At most ${issue.maximum}.`
    case 'invalid_type':
      if (isEmpty) return whenEmpty
      return sentence(KINDS[issue.expected] ?? 'something else belongs here')
    case 'invalid_union':
      return isEmpty ? whenEmpty : 'What stands here cannot be read. Enter it anew.'
    case 'unrecognized_keys':
      return `Take out what is not known here: ${issue.keys.join(', ')}.`
    case 'invalid_format':
      if (issue.message === 'not a path') return 'Choose a value.'
      return isEmpty ? whenEmpty : sentence(issue.message)
    case 'invalid_value':
      return issue.values.length > 1 ? 'Choose one.' : sentence(issue.message)
    default:
      return sentence(issue.message)
  }
}
