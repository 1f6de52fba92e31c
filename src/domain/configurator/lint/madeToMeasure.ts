import { numberFault, PART_NUMBER_LENGTH } from '../../boms/customPart'
import { fillTemplate, placeholdersOf, readsAsNothing } from '../../label'
import type { Condition } from '../ast'
import { holdsIfAny, readPath } from '../evaluate'
import { modelOf, type Model } from '../model'
import { parsePath } from '../path'
import { derivedAt, fieldAt } from '../placed'
import { readsOf } from '../reads'
import type { CustomItem, FamilyContent, Rule } from '../release'
import { ACCESSORIES, scopesFor, type Scope } from '../scope'
import { acceptedWhere, groundFor } from '../verify/accepted'
import { leastWhole } from './bands'
import type { FamilyProblem } from './problem'

/** A part made to measure that a rule asks for, and everything that has to hold before it does. */
type Made = { rule: Rule; item: CustomItem; conditions: (Condition | undefined)[] }

/** Every part made to measure that the rules of a family ask for. */
export const madeBy = ({ rules }: FamilyContent): Made[] =>
  rules.flatMap((rule) => {
    const { item, when } = rule
    if (item.kind === 'CUSTOM') return [{ rule, item, conditions: [when] }]
    if (item.kind === 'ITEM') return []
    return item.alternatives.flatMap(({ when: offered, replaceChild }) =>
      (replaceChild?.by ?? []).flatMap(({ item: by, when: replaced }) =>
        by.kind === 'CUSTOM' ? [{ rule, item: by, conditions: [when, offered, replaced] }] : [],
      ),
    )
  })

/**
 * Parts made to measure that could not be made, or not be told apart: one record per class and size, whole
 * inches, a number for each size (domain handbook 6.5).
 */
export function madeToMeasureProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  return madeBy(content).flatMap(({ rule, item }) => {
    const self = rule.forEach ?? null
    const dimensions = Object.entries(item.dimensions)
    return [
      ...(readsAsNothing(item.classCode)
        ? ['Its class is empty: enter the class of such parts, for example 720.215.001.']
        : []),
      ...(dimensions.length === 0
        ? ['It has no dimension: all sizes would share one record. Add one.']
        : [
            ...dimensions.flatMap(([name, path]) => dimensionFaults(model, name, path, self)),
            ...numberFaults(model, item, self),
          ]),
    ].map((message) => ({ where: `rule ${rule.id}`, message }))
  })
}

/** What may stand at a path where a dimension is read; null for a path that names nothing. */
type Figures =
  | { kind: 'RANGE'; min: number; max: number; isWhole: boolean }
  | { kind: 'LIST'; values: readonly (boolean | number | string)[] }
  | null

const COUNTED: Figures = { kind: 'RANGE', min: 1, max: 999, isWhole: true }
const WORDS: Figures = { kind: 'LIST', values: [''] }

/** The figures that a path may give, read for each element of the group `self`. */
export function figuresAt(model: Model, path: string, self: string | null): Figures {
  const { from, key, fact } = parsePath(path)
  const field = fieldAt(model, path, self)?.field
  if (field?.type === 'BOOLEAN') return WORDS
  if (field?.type === 'CHOICE')
    return fact === null
      ? WORDS
      : { kind: 'LIST', values: field.choices.flatMap(({ facts }) => facts?.[fact] ?? []) }
  if (field)
    return { kind: 'RANGE', min: field.min, max: field.max, isWhole: field.type === 'INTEGER' }
  const derived = derivedAt(model, path, self)
  if (derived) return { kind: 'LIST', values: derived.cases.map(({ value }) => value) }
  if (from === 'ROOT') return key === 'language' ? WORDS : model.groups.has(key) ? COUNTED : null
  if (key === 'number') return COUNTED
  return self === ACCESSORIES ? (key === 'quantity' ? COUNTED : WORDS) : null
}

function dimensionFaults(model: Model, name: string, path: string, self: string | null): string[] {
  const figures = figuresAt(model, path, self)
  if (figures === null) return []
  if (figures.kind === 'RANGE')
    return figures.isWhole
      ? []
      : [
          `Its ${name}, {${path}}, may be a fraction: parts are made in whole inches. Let it take whole numbers only.`,
        ]
  if (figures.values.some((value) => typeof value !== 'number'))
    return [`Its ${name}, {${path}}, is no number. Choose something that is.`]
  const broken = figures.values.find((value) => !Number.isSafeInteger(value))
  return broken === undefined
    ? []
    : [`Its ${name}, {${path}}, may be ${broken}: parts are made in whole inches.`]
}

/** The number has to tell every dimension, by itself or by the choice that it is a fact of, and nothing else. */
function numberFaults(model: Model, item: CustomItem, self: string | null): string[] {
  const untold = untoldBy(item)
  if (untold.length > 0)
    return untold.map(
      ([name, path]) =>
        `Its number does not tell the ${name}: two sizes would share one. Put {${path}} into it.`,
    )
  const [stranger] = strangersIn(item)
  if (stranger !== undefined)
    return [
      `Its number tells {${stranger}}, which is none of its dimensions: all parts of one size share one number. Take it out.`,
    ]
  const fault = variantsOf(model, item, self)
    .map((number) => numberFault(number, placesIn(number)) ?? lengthFault(model, number, self))
    .find((one) => one !== null)
  return fault === undefined || fault === null ? [] : [`Its number: ${fault}`]
}

const untoldBy = ({ number, dimensions }: CustomItem): [name: string, path: string][] => {
  const told = placeholdersOf(number)
  return Object.entries(dimensions).filter(
    ([, path]) => !told.includes(path) && !told.includes(choiceOf(path)),
  )
}

function strangersIn({ number, dimensions }: CustomItem): string[] {
  const paths = Object.values(dimensions)
  return placeholdersOf(number).filter(
    (path) => !paths.includes(path) && !paths.map(choiceOf).includes(path),
  )
}

/** `element.size` of `element.size#width`. */
const choiceOf = (path: string): string => path.split('#')[0] ?? path

const placesIn = (number: string): string[] =>
  [...new Set(placeholdersOf(number))].map((path) => `{${path}}`)

/**
 * The numbers of a part that tells every dimension, with nothing left to fill in but the inches: choices
 * that tell a dimension are filled in, each with every value, beside the first of the others.
 */
export function variantsOf(model: Model, item: CustomItem, self: string | null): string[] {
  const paths = Object.values(item.dimensions)
  const choices = placeholdersOf(item.number).filter((path) => !paths.includes(path))
  const valuesOf = (path: string) => [...(fieldAt(model, path, self)?.choices.keys() ?? [])]
  const fill = (chosen: string | null, value: string) =>
    fillTemplate(item.number, (path) =>
      path === chosen ? value : choices.includes(path) ? (valuesOf(path)[0] ?? '') : `{${path}}`,
    )
  return choices.length === 0
    ? [item.number]
    : choices.flatMap((path) => valuesOf(path).map((value) => fill(path, value)))
}

/** Whether every size can be told from every other by this number of theirs. */
export const tellsEverySize = (item: CustomItem): boolean =>
  untoldBy(item).length === 0 && strangersIn(item).length === 0

function lengthFault(model: Model, number: string, self: string | null): string | null {
  const longest = fillTemplate(number, (path) => {
    const figures = figuresAt(model, path, self)
    const told = figures?.kind === 'RANGE' ? [figures.max] : (figures?.values ?? [])
    return told.map(String).reduce((one, other) => (other.length > one.length ? other : one), '')
  }).length
  return longest > PART_NUMBER_LENGTH
    ? `It may have ${longest} characters, and a part number takes at most ${PART_NUMBER_LENGTH}.`
    : null
}

/** Dimensions that are nothing or less for some order that the family accepts. */
export const nothingProblems = (content: FamilyContent): FamilyProblem[] =>
  madeBy(content).flatMap((made) =>
    Object.entries(made.item.dimensions)
      .filter(([, path]) => mayBeNothing(content, made, path))
      .map(([name, path]) => ({
        where: `rule ${made.rule.id}`,
        message: `Its ${name}, {${path}}, may be 0 or less: let it begin at 1, or let the rule hold only above 0.`,
      })),
  )

function mayBeNothing(content: FamilyContent, { rule, conditions }: Made, path: string): boolean {
  const model = modelOf(content)
  const self = rule.forEach ?? null
  const figures = figuresAt(model, path, self)
  const isNothing = (value: unknown) => typeof value === 'number' && value < 1
  if (figures === null) return false
  if (figures.kind === 'RANGE' ? figures.min >= 1 : !figures.values.some(isNothing)) return false

  if (conditions.some((condition) => leastWhole(condition, path) >= 1)) return false

  const reads = readsOf(model).path(path, self, false)
  if (self !== null) reads.eachOf(self)
  for (const condition of conditions) reads.condition(condition, self)
  if (reads.onBom || reads.provided.size > 0) return true
  const asks = (scope: Scope) =>
    scopesFor(scope, rule.forEach).some(
      (inside) =>
        conditions.every((condition) => holdsIfAny(condition, inside)) &&
        isNothing(readPath(inside, path)),
    )
  return acceptedWhere(groundFor(content, reads), reads, asks) !== 'NEVER'
}
