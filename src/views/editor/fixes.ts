import { isJsonObject } from '../../domain/configurator/raw'
import { sameLabel } from '../../domain/label'
import { inserted, listAt, setAt } from './tree'
import { codeInWords } from './words'

/** A correction that needs no thought; done at a press. */
export type Fix = { label: string; apply: (content: unknown) => unknown }

/** The correction of a problem, where there is exactly one sensible one. */
export function fixFor(message: string): Fix | null {
  const unasked = /^“([^”]+)” is never asked\.$/.exec(message)?.[1]
  if (unasked !== undefined)
    return { label: 'Ask it in the wizard', apply: (content) => withQuestion(content, unasked) }
  const role = /^Role (\S+) is missing from the display order\.$/.exec(message)?.[1]
  if (role !== undefined)
    return {
      label: `List lines of ${role} last`,
      apply: (content) =>
        setAt(
          content,
          ['displayOrder'],
          [...listAt(content, ['displayOrder']), { role, label: sameLabel(codeInWords(role)) }],
        ),
    }
  return null
}

/** Puts a question at the end of the block that its neighbours are asked in. */
function withQuestion(content: unknown, slot: string): unknown {
  const [first = '', second] = slot.split('.')
  const group = second === undefined ? undefined : first
  const field = { field: second ?? first, span: 6 }
  const sections = listAt(content, ['wizard', 'sections'])
  for (const [section, { blocks }] of sections.filter(isJsonObject).entries()) {
    const list: readonly unknown[] = Array.isArray(blocks) ? blocks : []
    const block = list.findLastIndex(
      (entry) => isJsonObject(entry) && (entry.group ?? undefined) === group,
    )
    if (block < 0) continue
    const at = ['wizard', 'sections', section, 'blocks', block, 'fields']
    return setAt(content, at, [...listAt(content, at), field])
  }
  const name = group ?? 'more'
  const key = group === undefined ? 'questions' : `${group}Questions`
  const fresh = {
    key,
    label: sameLabel(codeInWords(name)),
    blocks: [{ key, ...(group === undefined ? {} : { group }), fields: [field] }],
  }
  return setAt(content, ['wizard', 'sections'], inserted(sections, sections.length, fresh))
}
