import { parse } from '../parse'
import { refuse, type Decision } from '../refusal'
import { familyContentSchema, type FamilyContent } from './release'

/** Conditions nest a few levels; what nests deeper was not written by an engineer. */
const LEVELS_AT_MOST = 60

/**
 * Reads any JSON as the content of a family draft. Refuses with the path of each fault; input that
 * nests without end is `too_large`, before anything recursive looks at it.
 */
export function readFamily(raw: unknown): Decision<FamilyContent> {
  if (isDeeperThan(raw, LEVELS_AT_MOST))
    return refuse({
      code: 'too_large',
      message: `The family content nests deeper than ${LEVELS_AT_MOST} levels; simplify its conditions.`,
    })
  return parse(familyContentSchema, raw)
}

function isDeeperThan(raw: unknown, levels: number): boolean {
  let layer: unknown[] = [raw]
  for (let level = 0; layer.length > 0; level += 1) {
    if (level > levels) return true
    layer = layer.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}
