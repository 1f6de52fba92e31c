import { isJsonObject } from '../configurator/raw'

/** What every file of a kind has, so that its faults are worth telling one by one. */
const OUTLINES = {
  FAMILY: { name: 'family', lists: ['options', 'groups', 'rules'] },
  WORKFLOW: { name: 'workflow', lists: ['states', 'transitions'] },
} as const

/** The format of files that this version writes and reads. */
const FORMAT = 1

/** What is wrong with a file that is none of this kind at all; null where it may be looked at closely. */
export function fileFault(kind: keyof typeof OUTLINES, content: unknown): string | null {
  const { name, lists } = OUTLINES[kind]
  const format = isJsonObject(content) ? content.schema : undefined
  if (typeof format === 'number' && format > FORMAT)
    return `This file was written by a newer version of this product (format ${format}; this one reads format ${FORMAT}). Update this installation, or save the file from one of this version.`
  return isJsonObject(content) && lists.every((list) => Array.isArray(content[list]))
    ? null
    : `This is no ${name} file of this product.`
}
