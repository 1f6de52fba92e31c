import { isJsonObject } from '../configurator/raw'

/** What every file of a kind has, so that its faults are worth telling one by one. */
const OUTLINES = {
  FAMILY: { name: 'family', lists: ['options', 'groups', 'rules'] },
  WORKFLOW: { name: 'workflow', lists: ['states', 'transitions'] },
} as const

/** What is wrong with a file that is none of this kind at all; null where it may be looked at closely. */
export function fileFault(kind: keyof typeof OUTLINES, content: unknown): string | null {
  const { name, lists } = OUTLINES[kind]
  return isJsonObject(content) && lists.every((list) => Array.isArray(content[list]))
    ? null
    : `This is no ${name} file of this product.`
}
