import { asJson, canonicalJson } from '../../canonical'
import type { Comparison, Condition, Expression } from '../ast'
import { modelOf } from '../model'
import { parsePath } from '../path'
import type { FamilyContent, Field, Rule } from '../release'
import type { FamilyProblem } from './problem'

/** One end of a band, and whether the band takes that number itself. */
type End = { at: number; isIn: boolean }
type Range = { path: string; from: End; to: End }
type Band = { rule: string; from: End; to: End }

const OPEN_BELOW: End = { at: -Infinity, isIn: false }
const OPEN_ABOVE: End = { at: Infinity, isIn: false }

/**
 * Bands of one number among rules of one role, such as bodies by length: they must not overlap,
 * leave nothing between them, and reach from the lower to the upper limit of the option. However a
 * band is written ("between", "at least", "below"), it is a band. Rules are compared only when
 * everything else about their conditions is equal, in whatever order it stands.
 */
export function bandProblems(content: FamilyContent): FamilyProblem[] {
  const bands = new Map<string, { path: string; rule: Rule; list: Band[] }>()
  for (const rule of content.rules.filter(({ enabled }) => enabled))
    for (const { path, from, to, rest } of bandsOf(rule)) {
      const key = canonicalJson([rule.role, rule.forEach ?? null, path, rest])
      const family = bands.get(key) ?? { path, rule, list: [] }
      bands.set(key, family)
      family.list.push({ rule: rule.id, from, to })
    }
  return [...bands.values()].flatMap(({ path, rule, list }) =>
    list.length < 2 ? [] : problemsOf(fieldAt(content, path, rule), path, rule.role, list),
  )
}

/** For each number that a rule limits: the band it leaves, and the rest of the condition. */
function bandsOf({ when }: Rule) {
  const parts = partsOf(when)
  const ranges = parts.map(rangeOf)
  const paths = new Set(ranges.flatMap((range) => range?.path ?? []))
  return [...paths].map((path) => {
    const own = ranges.filter((range) => range?.path === path)
    return {
      path,
      from: own.reduce((end, range) => laterStart(end, range?.from ?? end), OPEN_BELOW),
      to: own.reduce((end, range) => earlierEnd(end, range?.to ?? end), OPEN_ABOVE),
      rest: parts
        .filter((_, index) => ranges[index]?.path !== path)
        .map(sameHowever)
        .sort(),
    }
  })
}

/** The least whole number that a condition leaves of a value; -Infinity where it sets no limit. */
export function leastWhole(when: Condition | undefined, path: string): number {
  const own = partsOf(when).flatMap((part) => rangeOf(part) ?? [])
  const from = own
    .filter((range) => range.path === path)
    .reduce((end, range) => laterStart(end, range.from), OPEN_BELOW)
  return from.isIn ? Math.ceil(from.at) : Math.floor(from.at) + 1
}

/** What has to hold all together, nested or not. */
export const partsOf = (when: Condition | undefined): Condition[] =>
  when === undefined ? [] : when.op === 'and' ? when.all.flatMap(partsOf) : [when]

function rangeOf(part: Condition): Range | null {
  if (part.op === 'between') {
    const { path, min, max } = part
    return {
      path,
      from: min === null ? OPEN_BELOW : { at: min, isIn: true },
      to: max === null ? OPEN_ABOVE : { at: max, isIn: true },
    }
  }
  if (part.op !== 'compare') return null
  const { left, is, right } = part
  return limited(left, is, right) ?? limited(right, MIRRORED[is], left)
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  LT: 'GT',
  LE: 'GE',
  EQ: 'EQ',
  NE: 'NE',
  GE: 'LE',
  GT: 'LT',
}

function limited(value: Expression, is: Comparison, limit: Expression): Range | null {
  if (typeof value === 'number' || value.op !== 'value' || typeof limit !== 'number') return null
  const { path } = value
  const at = (isIn: boolean): End => ({ at: limit, isIn })
  switch (is) {
    case 'LT':
    case 'LE':
      return { path, from: OPEN_BELOW, to: at(is === 'LE') }
    case 'GE':
    case 'GT':
      return { path, from: at(is === 'GE'), to: OPEN_ABOVE }
    case 'EQ':
    case 'NE':
      return null
  }
}

const laterStart = (a: End, b: End): End => (b.at > a.at || (b.at === a.at && !b.isIn) ? b : a)
const earlierEnd = (a: End, b: End): End => (b.at < a.at || (b.at === a.at && !b.isIn) ? b : a)

/** One text for a condition in whatever order its parts stand. */
function sameHowever(condition: Condition): string {
  switch (condition.op) {
    case 'and':
    case 'or': {
      const parts = condition.op === 'and' ? partsOf(condition) : condition.any
      return canonicalJson([condition.op, ...parts.map(sameHowever).sort()])
    }
    case 'not':
      return canonicalJson(['not', sameHowever(condition.condition)])
    case 'in':
      return canonicalJson([condition.op, condition.path, condition.values.map(String).sort()])
    case 'between':
    case 'compare':
      return canonicalJson(asJson(rangeInJson(condition) ?? condition))
    default:
      return canonicalJson(asJson(condition))
  }
}

function rangeInJson(condition: Condition): unknown {
  const range = rangeOf(condition)
  const end = ({ at, isIn }: End) => [String(at), isIn]
  return range && [range.path, end(range.from), end(range.to)]
}

/** The option that a rule means by a path: for each element of a group, one of its fields. */
function fieldAt(content: FamilyContent, path: string, { forEach }: Rule): Field | undefined {
  const { fields, groups } = modelOf(content)
  const place = parsePath(path)
  if (place.fact !== null) return undefined
  if (place.from === 'ROOT') return fields.get(place.key)?.field
  const group = place.from === 'ELEMENT' ? forEach : place.group
  return group === undefined ? undefined : groups.get(group)?.fields.get(place.key)?.field
}

/** Of whole numbers a band takes its ends: "below 60" is "up to 59". */
const wholeEnds = ({ rule, from, to }: Band): Band => ({
  rule,
  from: { at: from.isIn ? Math.ceil(from.at) : Math.floor(from.at) + 1, isIn: true },
  to: { at: to.isIn ? Math.floor(to.at) : Math.ceil(to.at) - 1, isIn: true },
})

function problemsOf(
  field: Field | undefined,
  path: string,
  role: string,
  bands: readonly Band[],
): FamilyProblem[] {
  const isWhole = field?.type === 'INTEGER'
  const step = isWhole ? 1 : 0
  const [first, ...others] = (isWhole ? bands.map(wholeEnds) : bands).toSorted(
    (a, b) => a.from.at - b.from.at || Number(b.from.isIn) - Number(a.from.isIn),
  )
  if (!first) return []
  const problems: FamilyProblem[] = []
  const say = (rule: string, message: string) => problems.push({ where: `rule ${rule}`, message })
  const isEmpty = ({ from, to }: Band) =>
    from.at > to.at || (from.at === to.at && !(from.isIn && to.isIn))

  let furthest = first
  if (isEmpty(first)) say(first.rule, `Its band of ${path} is empty.`)
  for (const band of others) {
    if (isEmpty(band)) say(band.rule, `Its band of ${path} is empty.`)
    const { at } = furthest.to
    if (band.from.at < at || (isWhole && band.from.at === at))
      say(band.rule, `Its band of ${path} overlaps that of rule ${furthest.rule} (role ${role}).`)
    else if (band.from.at > at + step)
      say(band.rule, `Between ${at} and ${band.from.at} no rule of role ${role} covers ${path}.`)
    else if (band.from.at === at && band.from.isIn && furthest.to.isIn)
      say(
        band.rule,
        `It takes ${path} ${at} as rule ${furthest.rule} does (role ${role}): let one of the two say “is less than ${at}” or “is more than ${at}”.`,
      )
    else if (band.from.at === at && !band.from.isIn && !furthest.to.isIn)
      say(band.rule, `At ${at} no rule of role ${role} covers ${path}.`)
    if (reachesFurther(band, furthest)) furthest = band
  }
  if (field?.type === 'INTEGER' || field?.type === 'NUMBER') {
    if (first.from.at > field.min)
      say(
        first.rule,
        `From ${field.min} to ${first.from.at} no rule of role ${role} covers ${path}.`,
      )
    else if (first.from.at === field.min && !first.from.isIn)
      say(first.rule, `At ${field.min} no rule of role ${role} covers ${path}.`)
    if (furthest.to.at < field.max)
      say(furthest.rule, `Above ${furthest.to.at} no rule of role ${role} covers ${path}.`)
    else if (furthest.to.at === field.max && !furthest.to.isIn)
      say(furthest.rule, `At ${field.max} no rule of role ${role} covers ${path}.`)
  }
  return problems
}

const reachesFurther = ({ to }: Band, { to: known }: Band): boolean =>
  to.at > known.at || (to.at === known.at && to.isIn && !known.isIn)
