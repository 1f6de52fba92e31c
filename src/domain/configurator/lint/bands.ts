import type { Condition } from '../ast'
import { modelOf } from '../model'
import { parsePath } from '../path'
import type { FamilyContent, Field, Rule } from '../release'
import type { FamilyProblem } from './problem'

type Band = { rule: string; min: number; max: number }

/**
 * Bands of one number among rules of one role, such as bodies by length: they must not overlap,
 * leave nothing between them, and reach from the lower to the upper limit of the option. Rules
 * are compared only when everything else about their conditions is equal.
 */
export function bandProblems(content: FamilyContent): FamilyProblem[] {
  const bands = new Map<string, { path: string; rule: Rule; list: Band[] }>()
  for (const rule of content.rules.filter(({ enabled }) => enabled))
    for (const { path, min, max, rest } of bandsOf(rule)) {
      const key = JSON.stringify([rule.role, rule.forEach, path, rest])
      const family = bands.get(key) ?? { path, rule, list: [] }
      bands.set(key, family)
      family.list.push({ rule: rule.id, min, max })
    }
  return [...bands.values()].flatMap(({ path, rule, list }) =>
    list.length < 2 ? [] : problemsOf(fieldAt(content, path, rule), path, rule.role, list),
  )
}

function bandsOf({ when }: Rule) {
  const parts: Condition[] = when === undefined ? [] : when.op === 'and' ? when.all : [when]
  return parts.flatMap((part, index) =>
    part.op === 'between'
      ? [
          {
            path: part.path,
            min: part.min ?? -Infinity,
            max: part.max ?? Infinity,
            rest: parts.filter((_, other) => other !== index),
          },
        ]
      : [],
  )
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

function problemsOf(
  field: Field | undefined,
  path: string,
  role: string,
  bands: readonly Band[],
): FamilyProblem[] {
  const sorted = bands.toSorted((a, b) => a.min - b.min)
  const step = field?.type === 'INTEGER' ? 1 : 0
  const problems: FamilyProblem[] = []
  const say = (rule: string, message: string) => problems.push({ where: `rule ${rule}`, message })

  for (const [index, band] of sorted.entries()) {
    const next = sorted[index + 1]
    if (band.min > band.max) say(band.rule, `Its band of ${path} is empty.`)
    if (!next) continue
    if (next.min <= band.max)
      say(next.rule, `Its band of ${path} overlaps that of rule ${band.rule} (role ${role}).`)
    else if (next.min > band.max + step)
      say(next.rule, `Between ${band.max} and ${next.min} no rule of role ${role} covers ${path}.`)
  }
  if (field?.type === 'INTEGER' || field?.type === 'NUMBER') {
    const [first] = sorted
    const reach = Math.max(...sorted.map(({ max }) => max))
    if (first && first.min > field.min)
      say(first.rule, `From ${field.min} to ${first.min} no rule of role ${role} covers ${path}.`)
    if (reach < field.max)
      say(sorted.at(-1)?.rule ?? '', `Above ${reach} no rule of role ${role} covers ${path}.`)
  }
  return problems
}
