import { dayCalled } from '../days'
import { label, type Label } from '../label'
import { parse } from '../parse'
import { allow, refuse, type Decision, type Refusal } from '../refusal'

export const SUBSTITUTION_SCOPES = {
  EVERYWHERE: 'Everywhere',
  FAMILY: 'One product family',
  BUILD: 'One build',
} as const
export type SubstitutionScope = keyof typeof SUBSTITUTION_SCOPES

/** A decision to take another item than the one asked for (domain handbook 10, "Substitutes"). */
export type Substitution = {
  id: string
  /** The id as bills of materials ask for it, byte for byte. */
  askedId: string
  substituteId: string
  scope: SubstitutionScope
  /** Code of the family when the scope is FAMILY. */
  family: string | null
  /** Id of the build when the scope is BUILD. */
  build: string | null
  reason: string
}

/** The substitution that applies to each asked id of one bill. */
export type Substitutions = ReadonlyMap<string, Substitution>

export const NO_SUBSTITUTIONS: Substitutions = new Map()

const RANK = { BUILD: 0, FAMILY: 1, EVERYWHERE: 2 } as const satisfies Record<
  SubstitutionScope,
  number
>

/** Those that concern one build, the narrowest for each id: build before family before everywhere. */
export function substitutionsFor(
  all: readonly Substitution[],
  { family, build }: { family: string; build: string | null },
): Substitutions {
  const applying = all.filter(
    (one) =>
      one.scope === 'EVERYWHERE' ||
      (one.scope === 'FAMILY' ? one.family === family : one.build !== null && one.build === build),
  )
  const chosen = new Map<string, Substitution>()
  for (const one of applying.toSorted((a, b) => RANK[a.scope] - RANK[b.scope]))
    if (!chosen.has(one.askedId)) chosen.set(one.askedId, one)
  return chosen
}

/** A substitution and where it holds; `family` of one for a build is that of the build. */
export type PlacedSubstitution = Pick<
  Substitution,
  'askedId' | 'substituteId' | 'scope' | 'family' | 'build'
>

/**
 * The ids through which one more substitution would lead some bill back to the id it asks for, that id first
 * and last; null when it leads nowhere back. All that hold for a bill count, not the narrowest alone:
 * the narrower may end before the others.
 */
export function circleThrough(
  entry: PlacedSubstitution,
  inForce: readonly PlacedSubstitution[],
): string[] | null {
  const bills = [entry, ...inForce].filter((bill) => holdsOn(entry, bill))
  for (const bill of bills) {
    const way = wayBack(
      entry,
      inForce.filter((one) => holdsOn(one, bill)),
    )
    if (way) return way
  }
  return null
}

/** Whether a substitution holds on the bills that another one is meant for. */
const holdsOn = (one: PlacedSubstitution, bill: PlacedSubstitution): boolean =>
  one.scope === 'EVERYWHERE' ||
  (one.scope === 'FAMILY'
    ? bill.scope !== 'EVERYWHERE' && one.family === bill.family
    : bill.scope === 'BUILD' && one.build === bill.build)

function wayBack(
  { askedId, substituteId }: PlacedSubstitution,
  steps: readonly PlacedSubstitution[],
): string[] | null {
  const ways = [[askedId, substituteId]]
  const seen = new Set([substituteId])
  for (const way of ways) {
    for (const step of steps.filter((one) => one.askedId === way.at(-1))) {
      const longer = [...way, step.substituteId]
      if (step.substituteId === askedId) return longer
      if (seen.has(step.substituteId)) continue
      seen.add(step.substituteId)
      ways.push(longer)
    }
  }
  return null
}

/** What a substituted line says of itself, after the reason for which the item was asked. */
export const substitutedBecause = (because: Label, { askedId, reason }: Substitution): Label => {
  const after = (text: string, told: string): string => {
    if (text === '') return told
    return `${text}${/[.!?:;]$/.test(text) ? '' : '.'} ${told}`
  }
  return label(
    after(because.en, `Substitute for ${askedId}: ${reason}`),
    after(because.fr, `Remplace ${askedId} : ${reason}`),
    after(because.es, `Sustituye a ${askedId}: ${reason}`),
  )
}

/** The id that was asked for where a line shows a substitute, else the line's own number. */
export const askedIdOf = ({
  partNumber,
  attributes,
}: {
  partNumber: string
  attributes: Readonly<Record<string, string>> | null
}): string => attributes?.substitutedFor ?? partNumber

export type SubstitutionEntry = Pick<
  Substitution,
  'askedId' | 'substituteId' | 'scope' | 'family' | 'build'
> & {
  /** Last day on which it applies, `YYYY-MM-DD`; null while it has no end. */
  expiresOn: string | null
}

export type EnteredSubstitution = SubstitutionEntry & { isActive: boolean }

/**
 * Judges what was entered; what the scope does not need is left out. Refuses with every fault.
 * @param today `YYYY-MM-DD` by the company's clocks: nothing is in force after its last day
 */
export function readSubstitution(
  entry: EnteredSubstitution,
  today: string,
): Decision<SubstitutionEntry> {
  const askedId = entry.askedId.trim()
  const substituteId = entry.substituteId.trim()
  const family = entry.scope === 'FAMILY' ? entry.family?.trim() || null : null
  const build = entry.scope === 'BUILD' ? entry.build : null
  const expiresOn = entry.expiresOn || null
  const faults: Refusal[] = []
  const demand = (isMet: boolean, fault: Refusal) => isMet || faults.push(fault)

  demand(askedId !== '', {
    code: 'required',
    field: 'askedId',
    message: 'Enter the number that bills of materials ask for.',
  })
  demand(substituteId !== '', {
    code: 'required',
    field: 'substituteId',
    message: 'Enter the number of the substitute.',
  })
  demand(askedId === '' || askedId !== substituteId, {
    code: 'invalid_value',
    field: 'substituteId',
    message: 'An item cannot be its own substitute.',
  })
  demand(entry.scope !== 'FAMILY' || family !== null, {
    code: 'required',
    field: 'family',
    message: 'Name the family for which it holds.',
  })
  demand(entry.scope !== 'BUILD' || build !== null, {
    code: 'required',
    field: 'build',
    message: 'Choose the build for which it holds.',
  })
  const lastDay = parse(dayCalled('last day').nullable(), expiresOn, 'expiresOn')
  if (!lastDay.ok) faults.push(...lastDay.refusals)
  demand(!entry.isActive || !lastDay.ok || expiresOn === null || expiresOn >= today, {
    code: 'invalid_value',
    field: 'expiresOn',
    message: `The last day, ${expiresOn}, is over: it would never apply. Enter a later day, or take “In force” away.`,
  })
  const [first, ...rest] = faults
  if (first) return refuse(first, ...rest)
  return allow({ askedId, substituteId, scope: entry.scope, family, build, expiresOn })
}
