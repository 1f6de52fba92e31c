import { isJsonObject, type JsonObject } from '../configurator/raw'
import { ACCESSORIES } from '../configurator/scope'
import { getAt, listAt, type Path } from './tree'

/**
 * Everything of a draft that another part of it may point at, with the words people know it by.
 * Read from JSON that may be half-written, so that pickers work while something is missing.
 */

export type Named = { value: string; label: string }
export type VariableType = 'CHOICE' | 'INTEGER' | 'NUMBER' | 'BOOLEAN' | 'TEXT' | 'LIST'

/** Something that a condition, number or text may read. */
export type Variable = {
  path: string
  label: string
  type: VariableType
  choices: readonly Named[]
  unit: string
  /** Limits of a number that has them. */
  range: { min: number; max: number } | null
  from: 'option' | 'group' | 'element' | 'derived' | 'fact' | 'other'
}

export type GroupWords = { key: string; label: string; variables: readonly Variable[] }

export type Vocabulary = {
  /** Of the whole sink. */
  variables: readonly Variable[]
  groups: readonly GroupWords[]
  roles: readonly Named[]
  rules: readonly Named[]
  tags: readonly Named[]
  parameters: readonly Named[]
  /** Items of the production checklist. */
  ticks: readonly Named[]
  tasks: readonly Named[]
  tools: readonly Named[]
  instructions: readonly Named[]
  categories: readonly Named[]
  states: readonly Named[]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const objects = (root: unknown, path: Path): JsonObject[] => listAt(root, path).filter(isJsonObject)

/** English, else the name itself. */
const labelled = (entry: JsonObject, name: string): string =>
  text(getAt(entry, ['label', 'en'])) || name

const named = (entries: readonly JsonObject[], key: string): Named[] =>
  entries.flatMap((entry) => {
    const value = text(entry[key])
    return value === '' ? [] : [{ value, label: labelled(entry, value) }]
  })

const TYPES = new Set<string>(['CHOICE', 'INTEGER', 'NUMBER', 'BOOLEAN'])
const isFieldType = (type: string): type is 'CHOICE' | 'INTEGER' | 'NUMBER' | 'BOOLEAN' =>
  TYPES.has(type)

function fieldVariables(field: JsonObject, prefix: string, from: 'option' | 'element'): Variable[] {
  const key = text(field.key)
  const type = text(field.type)
  if (key === '' || !isFieldType(type)) return []
  const own: Variable = {
    path: prefix + key,
    label: labelled(field, key),
    type,
    choices: named(objects(field, ['choices']), 'value'),
    unit: text(getAt(field, ['unit', 'en'])),
    range:
      typeof field.min === 'number' && typeof field.max === 'number'
        ? { min: field.min, max: field.max }
        : null,
    from,
  }
  return [own, ...factVariables(field, own)]
}

/** Facts of the choices of a field: `sinkModel#basins`. */
function factVariables(field: JsonObject, of: Variable): Variable[] {
  const facts = new Map<string, VariableType>()
  for (const choice of objects(field, ['choices']))
    for (const [name, value] of Object.entries(isJsonObject(choice.facts) ? choice.facts : {}))
      facts.set(name, typeof value === 'number' ? 'NUMBER' : 'TEXT')
  return [...facts].map(([name, type]) => ({
    path: `${of.path}#${name}`,
    label: `${of.label}: ${name}`,
    type,
    choices: [],
    unit: '',
    range: null,
    from: 'fact',
  }))
}

function derivedVariables(content: unknown, group: string | null, prefix: string): Variable[] {
  return objects(content, ['derived'])
    .filter((entry) => (typeof entry.group === 'string' ? entry.group : null) === group)
    .flatMap((entry): Variable[] => {
      const key = text(entry.key)
      if (key === '') return []
      const values = objects(entry, ['cases']).map(({ value }) => value)
      const isNumber = values.some((value) => typeof value === 'number')
      const texts = [...new Set(values.map(text))].filter((value) => value !== '')
      return [
        {
          path: prefix + key,
          label: labelled(entry, key),
          type: isNumber ? 'NUMBER' : texts.length > 0 ? 'CHOICE' : 'BOOLEAN',
          choices: texts.map((value) => ({ value, label: value })),
          unit: '',
          range: null,
          from: 'derived',
        },
      ]
    })
}

const LANGUAGE: Variable = {
  path: 'language',
  label: 'Document language',
  type: 'CHOICE',
  choices: [
    { value: 'EN', label: 'English' },
    { value: 'FR', label: 'French' },
    { value: 'ES', label: 'Spanish' },
  ],
  unit: '',
  range: null,
  from: 'other',
}

const plain = (
  path: string,
  label: string,
  type: VariableType,
  from: Variable['from'] = 'other',
): Variable => ({ path, label, type, choices: [], unit: '', range: null, from })

function groupsOf(content: unknown): GroupWords[] {
  const own = objects(content, ['groups']).flatMap((group): GroupWords[] => {
    const key = text(group.key)
    if (key === '') return []
    return [
      {
        key,
        label: labelled(group, key),
        variables: [
          ...objects(group, ['fields']).flatMap((field) =>
            fieldVariables(field, 'element.', 'element'),
          ),
          ...derivedVariables(content, key, 'element.'),
          plain('element.number', 'Its number', 'INTEGER', 'element'),
        ],
      },
    ]
  })
  return [
    ...own,
    {
      key: ACCESSORIES,
      label: 'Accessories',
      variables: [
        plain('element.partNumber', 'Part number', 'TEXT', 'element'),
        plain('element.quantity', 'Quantity', 'INTEGER', 'element'),
      ],
    },
  ]
}

/** Every feature that an alternative of some rule brings along. */
function tagsOf(content: unknown): Named[] {
  const tags = objects(content, ['rules']).flatMap((rule) =>
    objects(rule, ['item', 'alternatives']).flatMap(({ provides }) =>
      Array.isArray(provides) ? provides.map(text) : [],
    ),
  )
  return [...new Set(tags)].filter((tag) => tag !== '').map((tag) => ({ value: tag, label: tag }))
}

export type Surroundings = {
  tools: readonly Named[]
  instructions: readonly Named[]
  categories: readonly Named[]
}

export const NO_SURROUNDINGS: Surroundings = { tools: [], instructions: [], categories: [] }

export function vocabularyOf(content: unknown, around: Surroundings): Vocabulary {
  const groups = groupsOf(content)
  return {
    ...around,
    variables: [
      ...objects(content, ['options']).flatMap((field) => fieldVariables(field, '', 'option')),
      ...derivedVariables(content, null, ''),
      ...groups.map(({ key, label }) => plain(key, label, 'LIST', 'group')),
      LANGUAGE,
    ],
    groups,
    roles: named(objects(content, ['displayOrder']), 'role'),
    rules: named(objects(content, ['rules']), 'id').map(({ value, label }) => ({
      value,
      label: `${value} ${label}`,
    })),
    tags: tagsOf(content),
    parameters: named(objects(content, ['parameters']), 'name'),
    ticks: objects(content, ['checklists'])
      .filter(({ kind }) => kind === 'PRODUCTION')
      .flatMap((checklist) =>
        objects(checklist, ['sections']).flatMap((section) =>
          named(objects(section, ['items']), 'key').map(({ value, label }) => ({
            value,
            label: `${value} ${label}`,
          })),
        ),
      ),
    tasks: objects(content, ['taskTemplates']).flatMap((template) =>
      objects(template, ['tasks']).map((task) => ({
        value: text(task.key),
        label: `${text(String(task.number ?? ''))} ${text(getAt(task, ['title', 'en']))}`.trim(),
      })),
    ),
    states: named(objects(content, ['states']), 'code'),
  }
}

/**
 * The group whose element is at hand at this place of the draft: the nearest `forEach`, `repeat` or
 * `group` above it, or the group whose fields these are.
 */
export function elementGroupAt(content: unknown, path: Path): string | null {
  if (path[0] === 'wizard') return null
  for (let length = path.length; length > 0; length -= 1) {
    const above = path.slice(0, length)
    const entry = getAt(content, above)
    if (!isJsonObject(entry)) continue
    const isGroup = path[0] === 'groups' && length === 2
    const inside = path[length]
    if (isGroup)
      return inside === 'fields' || inside === 'elementLabel' ? text(entry.key) || null : null
    for (const key of ['forEach', 'repeat', 'group'] as const)
      if (typeof entry[key] === 'string' && entry[key] !== '') return entry[key]
  }
  return null
}

/** What may be read with an element of this group at hand. */
export const readableFrom = (
  { variables, groups }: Vocabulary,
  element: string | null,
): readonly Variable[] => [
  ...(groups.find(({ key }) => key === element)?.variables ?? []),
  ...variables,
]

/** A variable by its path, also one of a numbered element: `basins[0].type`. */
export function variableAt(
  vocabulary: Vocabulary,
  path: string,
  element: string | null,
): Variable | undefined {
  const found = readableFrom(vocabulary, element).find((entry) => entry.path === path)
  if (found) return found
  const numbered = /^([A-Za-z0-9]+)\[(\d+)\]\.(.+)$/.exec(path)
  const group = vocabulary.groups.find(({ key }) => key === numbered?.[1])
  const own = group?.variables.find((entry) => entry.path === `element.${numbered?.[3]}`)
  return own && group
    ? { ...own, path, label: `${group.label} ${Number(numbered?.[2]) + 1}: ${own.label}` }
    : undefined
}
