import { describe, expect, it } from 'vitest'
import { isJsonObject } from '../../../src/domain/configurator/raw'
import { changesInWords } from '../../../src/domain/drafts/changesInWords'
import { genericKey, getAt, setAt, type Path } from '../../../src/domain/drafts/tree'
import { MDRD } from '../../../src/shipped/mdrd'
import { INSPECT_AFTER_PRODUCTION, STANDARD_WORKFLOW } from '../../../src/shipped/workflows'

/** Every place of a content, with what stands there; a condition or a number is one place. */
function placesOf(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const inside = Array.isArray(value)
    ? value.map((one: unknown, index) => [index, one] as const)
    : Object.entries(isJsonObject(value) ? value : {})
  return [
    { path, value },
    ...(isJsonObject(value) && 'op' in value ? [] : inside).flatMap(([step, held]) =>
      placesOf(held, [...path, step]),
    ),
  ]
}

/** One place of every kind of member. */
function kindsOf(content: unknown): { path: Path; value: unknown }[] {
  const kinds = new Map(
    placesOf(content)
      .filter(({ path }) => path.length > 0)
      .toReversed()
      .map((place) => [genericKey(place.path), place]),
  )
  return [...kinds.values()]
}

/** What people wrote, and numbers of parts and documents, are told as they are. */
const AS_WRITTEN =
  /\.(en|fr|es|id|partNumber|items|children|number|classCode|document|attributes\.\w+)$/

const writtenIn = (content: unknown): string[] =>
  placesOf(content)
    .filter(({ path }) => AS_WRITTEN.test(`.${genericKey(path)}`))
    .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .toSorted((a, b) => b.length - a.length)

const CODE = /[[\]{}"]|[A-Z]+_[A-Z0-9_]+|(?<![\w-])[A-Z]{5,}(?![\w-])|[a-z][A-Z]/

/** What reads like a program in the words of the changes from one content to the other. */
function rawIn(
  before: unknown,
  after: unknown,
  written: readonly string[],
  whole?: unknown,
): string[] {
  return changesInWords(before, after, whole).flatMap(({ areaInWords, entryInWords, inWords }) =>
    inWords.flatMap((one) =>
      [one.before, one.after, one.label]
        .filter((side) => CODE.test(side))
        .filter((side) =>
          CODE.test(written.reduce((text, words) => text.replaceAll(words, '·'), side)),
        )
        .map((side) => `${areaInWords} > ${entryInWords} > ${one.label}: ${side}`),
    ),
  )
}

/** What an editor may do at a place. */
function changesAt(content: unknown, { path, value }: { path: Path; value: unknown }): unknown[] {
  const at = (next: unknown) => setAt(content, path, next)
  if (Array.isArray(value))
    return [at([]), at(value.toReversed()), at(value.slice(1)), at(undefined)]
  if (typeof value === 'boolean') return [at(!value)]
  if (typeof value === 'number') return [at(value + 1)]
  return typeof path.at(-1) === 'string' ? [at(undefined)] : []
}

describe.each([
  ['the family MDRD', MDRD],
  ['the standard workflow', STANDARD_WORKFLOW],
  ['the workflow that inspects later', INSPECT_AFTER_PRODUCTION],
])('a change of %s is told in words', (_, content) => {
  const written = writtenIn(content)

  it('as a whole that came or went', () => {
    expect(rawIn({}, content, written)).toEqual([])
    expect(rawIn(content, {}, written)).toEqual([])
  })

  it('in every kind of member', { timeout: 120_000 }, () => {
    const raw = kindsOf(content).flatMap((place) => {
      const area = place.path.slice(0, 1)
      const part = (of: unknown) => setAt({}, area, getAt(of, area))
      return changesAt(content, place).flatMap((after) => [
        ...rawIn(part(content), part(after), written, content),
        ...rawIn(part(after), part(content), written, content),
      ])
    })
    expect([...new Set(raw)]).toEqual([])
  })
})

const sidesOf = (before: unknown, after: unknown) =>
  changesInWords(before, after).flatMap(({ inWords }) =>
    inWords.map((one) => `${one.label}: ${one.before} → ${one.after}`),
  )

const taskAt = (member: string, holds: (value: unknown) => boolean): Path => {
  const found = placesOf(MDRD.taskTemplates, ['taskTemplates']).find(
    ({ path, value }) => path.at(-1) === member && holds(value),
  )
  if (!found) throw new Error(`No task has ${member}.`)
  return found.path
}
const isFilled = (value: unknown) => Array.isArray(value) && value.length > 0

describe('tasks, workflows and choices by what people call them', () => {
  it('a task waits for others by their titles', () => {
    const path = taskAt('after', isFilled)
    const [key] = [getAt(MDRD, path)].flat()
    const tasks = getAt(MDRD, path.slice(0, 3))
    const other = [tasks].flat().find((task) => getAt(task, ['key']) === key)
    expect(sidesOf(MDRD, setAt(MDRD, path, 'ALL_ABOVE'))).toEqual([
      expect.stringContaining(
        `Waits for: ${String(getAt(other, ['title', 'en']))} → everything above`,
      ),
    ])
  })

  it('the parts of a task are its part numbers and roles, and none are nothing', () => {
    const path = taskAt('parts', isFilled)
    const parts = [{ items: ['T2-BSN-OHL-BTN'], roles: ['CONTROL_BOX'] }]
    const before = setAt(MDRD, path, parts)
    expect(sidesOf(before, setAt(MDRD, path, []))).toEqual([
      expect.stringMatching(/Parts it uses: T2-BSN-OHL-BTN; role Control box → nothing$/),
    ])
  })

  it('the answers of a sample are the labels of its choices', () => {
    const answers = (legsModel: string, type: string) => ({
      samples: [{ name: 'Long', configuration: { legsModel, basins: [{ type }] } }],
    })
    const sides = changesInWords(answers('DL27', 'E_DRAIN'), answers('LC1', 'E_SINK_DI'), MDRD)
    const said = sides.flatMap(({ inWords }) => inWords.map((one) => [one.before, one.after]))
    expect(said).toContainEqual(['DL27', 'LC1'])
    expect(JSON.stringify(said)).toMatch(/E-Drain.*E-Sink DI/)
  })

  it('no condition is always', () => {
    const index = MDRD.rules.findIndex(({ id }) => id === 'R6')
    const after = setAt(
      MDRD,
      ['rules', index, 'when'],
      MDRD.rules.find(({ id }) => id === 'R7')?.when,
    )
    expect(sidesOf(MDRD, after)).toEqual(['When: always → Pegboard is yes'])
    expect(sidesOf(after, MDRD)).toEqual(['When: Pegboard is yes → always'])
  })

  it('tools are a list of words', () => {
    const path = taskAt('tools', isFilled)
    const before = setAt(MDRD, path, ['DRILL_SET', 'TORQUE_WRENCH', 'LEVEL'])
    expect(sidesOf(before, setAt(MDRD, path, []))).toEqual([
      expect.stringMatching(/Tools: Drill set, Torque wrench and Level → nothing$/),
    ])
  })

  it('another order says which', () => {
    const [template] = MDRD.taskTemplates
    const [first, second] = template?.tasks ?? []
    if (!first || !second) throw new Error('MDRD has no tasks.')
    const tasks = [second, first, ...(template?.tasks.slice(2) ?? [])]
    const after = setAt(MDRD, ['taskTemplates', 0, 'tasks'], tasks)
    expect(sidesOf(MDRD, after)).toEqual([
      `Tasks: ${first.title.en}, ${second.title.en} → ${second.title.en}, ${first.title.en}`,
    ])
  })

  it('a move starts in states by their labels', () => {
    const at: Path = ['transitions', 0, 'from']
    const label = (code: string) =>
      STANDARD_WORKFLOW.states.find((state) => state.code === code)?.label.en
    const [first, second] = STANDARD_WORKFLOW.states.map(({ code }) => code)
    if (!first || !second) throw new Error('The workflow has no states.')
    const before = setAt(STANDARD_WORKFLOW, at, [first, second])
    expect(sidesOf(before, setAt(STANDARD_WORKFLOW, at, [first]))).toEqual([
      `From: ${label(first)} and ${label(second)} → ${label(first)}`,
    ])
  })
})
