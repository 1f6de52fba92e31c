import { isJsonObject } from '../../domain/configurator/raw'
import { sameLabel } from '../../domain/label'
import { begunForm } from './beginnings'
import { listAt, setAt } from '../../domain/drafts/tree'
import { unaskedOf } from './unasked'
import { codeInWords } from '../../domain/drafts/fieldWords'

/** A correction that needs no thought; done at a press. */
export type Fix = { label: string; apply: (content: unknown) => unknown }

/** The correction of a problem, where there is exactly one sensible one. */
export function fixFor(message: string): Fix | null {
  const unasked = /^“([^”]+)” is never asked\.$/.exec(message)?.[1]
  if (unasked !== undefined)
    return { label: 'Ask it in the wizard', apply: (content) => withQuestion(content, unasked) }
  const role = /^Role (\S+) is missing from the display order\.$/.exec(message)?.[1]
  if (role !== undefined)
    return { label: `List lines of ${role} last`, apply: (content) => withRole(content, role) }
  const form = /^There is no form (\S+)\.$/.exec(message)?.[1]
  if (form !== undefined)
    return { label: 'Begin this form', apply: (content) => withForm(content, form) }
  if (message.startsWith('None is active'))
    return { label: 'Put one in force', apply: withTemplateInForce }
  return null
}

/** Puts a question at the end of the block that its neighbours are asked in. */
function withQuestion(content: unknown, slot: string): unknown {
  const [first = '', second] = slot.split('.')
  const group = second === undefined ? undefined : first
  const key = second ?? first
  if (!unaskedOf(content, group).includes(key)) return content
  const field = { field: key, span: 6 }
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
  const name = group ?? 'questions'
  const known = listAt(content, ['groups']).find(
    (entry) => isJsonObject(entry) && entry.key === group,
  )
  const fresh = {
    key: name,
    label: isJsonObject(known) ? known.label : sameLabel(codeInWords(name)),
    blocks: [{ key: name, ...(group === undefined ? {} : { group }), fields: [field] }],
  }
  return setAt(content, ['wizard', 'sections'], [...sections, fresh])
}

function withRole(content: unknown, role: string): unknown {
  const listed = listAt(content, ['displayOrder'])
  return listed.some((entry) => isJsonObject(entry) && entry.role === role)
    ? content
    : setAt(content, ['displayOrder'], [...listed, { role, label: sameLabel(codeInWords(role)) }])
}

function withForm(content: unknown, kind: string): unknown {
  const forms = listAt(content, ['checklists'])
  return forms.some((entry) => isJsonObject(entry) && entry.kind === kind)
    ? content
    : setAt(content, ['checklists'], [...forms, begunForm(kind)])
}

/** Switches the first template on, or begins one. */
function withTemplateInForce(content: unknown): unknown {
  const [first] = listAt(content, ['taskTemplates'])
  if (isJsonObject(first)) return setAt(content, ['taskTemplates', 0, 'isActive'], true)
  return setAt(
    content,
    ['taskTemplates'],
    [
      {
        key: 'tasks',
        label: sameLabel('Tasks'),
        isActive: true,
        tasks: [],
        furtherWork: [],
        packed: [],
      },
    ],
  )
}
