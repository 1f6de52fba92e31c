import { isJsonObject } from '../../domain/configurator/raw'
import { getAt, listAt, type Path } from '../../domain/drafts/tree'
import type { Named, Vocabulary } from '../../domain/drafts/vocabulary'
import { wordsAt } from '../../domain/drafts/fieldWords'

/** Names that the place may hold; null where a name is typed. */
export function placesFor(
  path: Path,
  content: unknown,
  vocabulary: Vocabulary,
): readonly Named[] | null {
  const { source } = wordsAt(path)
  const groups = vocabulary.groups.map(({ key, label }) => ({ value: key, label }))
  switch (source) {
    case 'group':
      return groups.filter(({ value }) => value !== 'accessories')
    case 'repeat':
      return groups
    case 'role':
      return vocabulary.roles
    case 'rule':
      return vocabulary.rules
    case 'tag':
      return vocabulary.tags
    case 'tick':
      return vocabulary.ticks
    case 'task':
      return tasksBeside(path, content, vocabulary)
    case 'tool':
      return vocabulary.tools
    case 'instruction':
      return vocabulary.instructions
    case 'category':
      return vocabulary.categories
    case 'state':
      return vocabulary.states
    case 'parameter':
      return vocabulary.parameters
    case 'blockField':
      return fieldsOfBlock(path, content, vocabulary)
    case 'choice':
      return choicesOfField(path, content)
    default:
      return null
  }
}

/** A task waits for others of its own template. */
function tasksBeside(path: Path, content: unknown, { tasks }: Vocabulary): readonly Named[] {
  const at = path.indexOf('tasks')
  const own = new Set(
    listAt(content, path.slice(0, at + 1)).map((task) => (isJsonObject(task) ? task.key : null)),
  )
  const self = getAt(content, [...path.slice(0, at + 2), 'key'])
  return tasks.filter(({ value }) => own.has(value) && value !== self)
}

/** What a block of the wizard may ask: fields of its group, or options of the sink. */
function fieldsOfBlock(path: Path, content: unknown, { variables, groups }: Vocabulary): Named[] {
  const block = getAt(content, path.slice(0, path.indexOf('blocks') + 2))
  const group = isJsonObject(block) ? block.group : undefined
  const own = groups.find(({ key }) => key === group)
  return own
    ? own.variables
        .filter(({ from, path: at }) => from === 'element' && at !== 'element.number')
        .map(({ path: at, label }) => ({ value: at.replace('element.', ''), label }))
    : variables
        .filter(({ from }) => from === 'option')
        .map(({ path: at, label }) => ({ value: at, label }))
}

/** The choices of the field that the place belongs to; null for a field without. */
function choicesOfField(path: Path, content: unknown): Named[] | null {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const field = getAt(content, path.slice(0, length))
    if (isJsonObject(field) && Array.isArray(field.choices))
      return listAt(field, ['choices']).flatMap((choice) => {
        if (!isJsonObject(choice) || typeof choice.value !== 'string') return []
        const label = getAt(choice, ['label', 'en'])
        return [{ value: choice.value, label: typeof label === 'string' ? label : choice.value }]
      })
  }
  return null
}
