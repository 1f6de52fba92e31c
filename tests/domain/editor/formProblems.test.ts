import { expect, it } from 'vitest'
import { familyContentSchema } from '../../../src/domain/configurator/release'
import { formProblems } from '../../../src/domain/drafts/formProblems'
import { pathKey, setAt, type Path } from '../../../src/domain/drafts/tree'
import { MDRD } from '../../../src/shipped/mdrd'

const [rule] = MDRD.rules
const span: Path = ['wizard', 'sections', 0, 'blocks', 0, 'fields', 0, 'span']
const task: Path = ['taskTemplates', 0, 'tasks', 0]

const faults: readonly (readonly [string, Path, unknown, RegExp, string])[] = [
  [
    'a reason that is missing',
    ['rules', 0, 'because'],
    undefined,
    new RegExp(`^Rules > R1 ${rule?.label.en} > Reason on the line$`),
    'Fill this in.',
  ],
  [
    'a section without items',
    ['checklists', 0, 'sections', 0, 'items'],
    [],
    /^Checklists > .+ > Sections > .+ > Items$/,
    'Add at least one.',
  ],
  ['a field of no width', span, 0, / > Width in twelfths$/, 'At least 1.'],
  ['a field that is too wide', span, 13, / > Width in twelfths$/, 'At most 12.'],
  ['a broken number', span, 2.5, / > Width in twelfths$/, 'A whole number.'],
  ['a word for a number', span, 'wide', / > Width in twelfths$/, 'A number.'],
  [
    'a number for a text',
    ['rules', 0, 'because'],
    7,
    / > Reason on the line$/,
    'A group of fields.',
  ],
  ['a text for a list', ['rules'], 'none', /^Rules$/, 'A list.'],
  ['a role that is not chosen', ['rules', 0, 'role'], '', / > Role of the line$/, 'Choose one.'],
  [
    'a role in small letters',
    ['rules', 0, 'role'],
    'body',
    / > Role of the line$/,
    'A code is made of capitals, digits and underscores.',
  ],
  ['a kind that is not chosen', ['constraints', 0, 'code'], '', /^Constraints > /, 'Choose one.'],
  [
    'a key with a space',
    ['derived', 0, 'key'],
    'Panel size',
    / > Key$/,
    'A key begins with a small letter and has letters and digits only.',
  ],
  ['a task of no minutes', [...task, 'minutes'], 0, / > Minutes$/, 'At least 1.'],
]

it.each(faults)('%s is told by its place and what to do', (_, path, value, place, message) => {
  const draft = setAt(MDRD, path, value)
  const { error } = familyContentSchema.safeParse(draft)
  if (!error) throw new Error('Nothing is wrong with the draft.')
  const [first, ...rest] = formProblems(error, draft)
  expect(rest).toEqual([])
  expect(first).toMatchObject({ message, place: expect.stringMatching(place) })
  expect(pathKey(first?.path ?? [])).toBe(pathKey(path))
})
