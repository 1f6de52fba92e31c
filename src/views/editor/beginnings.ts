import { isJsonObject } from '../../domain/configurator/raw'
import { sameLabel } from '../../domain/label'
import { CHECKLIST_KINDS } from '../../domain/quality/checklist'
import { getAt, listAt, type Path } from '../../domain/drafts/tree'
import { codeInWords, STATEMENT } from '../../domain/drafts/fieldWords'

/**
 * What a new element of a list begins with, told from its neighbours: the next form that a family
 * lacks, the role of the rule above, the first template in force.
 */
export function begun(content: unknown, path: Path, element: unknown): unknown {
  if (!isJsonObject(element)) return element
  const siblings = listAt(content, path).filter(isJsonObject)
  switch (path.at(-1)) {
    case 'rules': {
      const role = siblings.at(-1)?.role ?? getAt(content, ['displayOrder', 0, 'role'])
      return typeof role === 'string' ? { ...element, role } : element
    }
    case 'checklists': {
      const kind = CHECKLIST_KINDS.find((one) => siblings.every((other) => other.kind !== one))
      return kind ? begunForm(kind) : element
    }
    case 'taskTemplates':
      return { ...element, isActive: siblings.every(({ isActive }) => isActive !== true) }
    case 'parts':
      return { roles: [] }
    case 'sections':
      return path[0] === 'wizard'
        ? { ...element, blocks: [{ key: 'block1', fields: [] }] }
        : element
    default:
      return element
  }
}

/** A form with one question that nobody has worded yet. */
export function begunForm(kind: string): unknown {
  const label = sameLabel(codeInWords(kind))
  const item = {
    key: 'P1',
    type: 'PASS_FAIL',
    label: sameLabel(''),
    required: true,
    naAllowed: false,
  }
  return {
    key: kind.replaceAll('_', ''),
    kind,
    label,
    document: '',
    header: [],
    sections: [{ key: 'section1', label, items: [item] }],
    statement: STATEMENT,
  }
}

/** The rows that open with the row at this place: it, and whatever is the only part of its kind in it. */
export function opensWith(content: unknown, path: Path): Path[] {
  const element = getAt(content, path)
  const lists = Object.entries(isJsonObject(element) ? element : {}).filter(
    ([, value]) => Array.isArray(value) && value.length === 1 && isJsonObject(value[0]),
  )
  return [path, ...lists.flatMap(([key]) => opensWith(content, [...path, key, 0]))]
}
