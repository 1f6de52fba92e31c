import { dimensionsInOrder, patternShape } from '../../boms/customPart'
import { placeholdersOf } from '../../label'
import { modelOf, type Model } from '../model'
import type { CustomItem, FamilyContent } from '../release'
import { figuresAt, madeBy, tellsEverySize, variantsOf } from './madeToMeasure'
import type { FamilyProblem } from './problem'

/** A number of the catalogue, with the class and size it was made for if it was made to measure. */
export type KnownNumber = { partNumber: string; classCode: string | null; size: string | null }

/** What the numbers that a family gives to parts made to measure look like, as regular expressions. */
export const shapesOfNumbers = (content: FamilyContent): string[] => [
  ...new Set(spellings(content).map(({ number }) => patternShape(number).source)),
]

/**
 * The numbers that a family gives to each class of parts made to measure, with nothing left to fill in but
 * the inches; a class is named even if its numbers do not tell every size.
 */
export const numbersByClass = (content: FamilyContent): { classCode: string; number: string }[] => [
  ...madeBy(content).map(({ item: { classCode, number } }) => ({ classCode, number })),
  ...spellings(content).map(({ item: { classCode }, number }) => ({ classCode, number })),
]

/**
 * Rules whose numbers for parts made to measure can spell the number of something else: two things would
 * share it (domain handbook 6.5).
 */
export function spelledProblems(
  content: FamilyContent,
  numbers: readonly KnownNumber[],
): FamilyProblem[] {
  const model = modelOf(content)
  return spellings(content).flatMap((spelling) => {
    const { rule, item } = spelling
    const taken = numbers.find((known) => {
      const inches = inchesSpelled(model, spelling, known.partNumber)
      return inches !== null && !isRecordOf(item, inches, known)
    })
    return taken
      ? [
          {
            where: `rule ${rule}`,
            message: `Its number can spell ${taken.partNumber}, which is already the number of something else. Change the text between the dimensions.`,
          },
        ]
      : []
  })
}

type Spelling = { rule: string; item: CustomItem; self: string | null; number: string }

/** Numbers that do not tell every size are told apart. */
const spellings = (content: FamilyContent): Spelling[] =>
  madeBy(content)
    .filter(({ item }) => tellsEverySize(item))
    .flatMap(({ rule, item }) => {
      const self = rule.forEach ?? null
      return variantsOf(modelOf(content), item, self).map((number) => ({
        rule: rule.id,
        item,
        self,
        number,
      }))
    })

/** Inches by path where this number spells a size that can be ordered; else null. */
function inchesSpelled(
  model: Model,
  { number, self }: Spelling,
  partNumber: string,
): ReadonlyMap<string, number> | null {
  const told = patternShape(number).exec(partNumber)?.slice(1).map(Number)
  if (!told) return null
  const inches = new Map(placeholdersOf(number).map((path, index) => [path, told[index] ?? NaN]))
  const isPossible = [...inches].every(([path, value]) => {
    const figures = figuresAt(model, path, self)
    if (figures?.kind === 'RANGE') return value >= figures.min && value <= figures.max
    return figures?.values.includes(value)
  })
  return isPossible ? inches : null
}

/** Whether this is the record of that size; what a choice tells is not looked at. */
function isRecordOf(
  { classCode, dimensions }: CustomItem,
  inches: ReadonlyMap<string, number>,
  known: KnownNumber,
): boolean {
  const names = dimensionsInOrder(Object.keys(dimensions))
  const size = known.size?.split('x') ?? []
  return (
    known.classCode === classCode &&
    size.length === names.length &&
    names.every((name, index) => {
      const told = inches.get(dimensions[name] ?? '')
      return told === undefined || String(told) === size[index]
    })
  )
}
