import { SYSTEM } from '../roles'
import { GUARDS, type BuildFacts, type GuardName } from '../workflow/guards'
import type { CompletenessPoint } from './record'

/** A number that a part still has to get, or several pieces of it. */
export type MissingSerial = {
  partNumber: string
  name: string
  basin: number | null
  pieces: number
}

export type CompletenessFacts = {
  build: BuildFacts
  serials: {
    missing: readonly MissingSerial[]
    /** The end-of-line test, which records serials of its own, is signed. */
    isTested: boolean
  }
  /** Name of the assembler who has the build. */
  assembler: string | null
}

/** What a point is called where machines read it: the guards of the workflow, and the serials. */
export type CompletenessGuard = GuardName | 'serialsRecorded'
export type MeterPoint = CompletenessPoint & { guard: CompletenessGuard }

const RELEASE: CompletenessGuard = 'finalQcPassed'

/**
 * What release demands of a build, in the order of the floor, with who owes what is missing (domain
 * handbook 4.3, contract 4). A purchase order file or a drawing is never demanded. The last point is the
 * signature of Final QC itself.
 */
export const completenessOf = (facts: CompletenessFacts): MeterPoint[] => [
  byGuard(facts, 'bomApproved', 'Bill of materials', 'Approved and signed.', 'Procurement'),
  byGuard(facts, 'preQcPassed', 'Pre-QC', 'Passed and signed.', QUALITY),
  byGuard(facts, 'tasksDone', 'Tasks', 'Every task is closed.', assemblerOf(facts)),
  serialPoint(facts),
  byGuard(facts, 'eolPassed', 'End-of-line test', 'Passed and signed.', assemblerOf(facts)),
  byGuard(facts, 'packingComplete', 'Packing list', 'Complete and signed.', assemblerOf(facts)),
  byGuard(
    facts,
    'noOpenNc',
    'Nonconformances',
    'None is short of resolved.',
    `${assemblerOf(facts)} or Production Coordinator`,
  ),
  byGuard(facts, RELEASE, 'Final QC', 'Passed and signed: the build is released.', QUALITY),
]

/** What is missing apart from the signature that releases the build: empty once it may be given. */
export const missingForRelease = (points: readonly MeterPoint[]): MeterPoint[] =>
  points.filter(({ met, guard }) => !met && guard !== RELEASE)

const QUALITY = 'Quality Control'

const assemblerOf = ({ assembler }: CompletenessFacts): string =>
  assembler === null ? 'The assembler who claims it' : `${assembler} (Assembler)`

function byGuard(
  { build }: CompletenessFacts,
  guard: GuardName,
  point: string,
  whenMet: string,
  debtor: string,
): MeterPoint {
  const verdict = GUARDS[guard](build, SYSTEM, '')
  const met = verdict === true
  return { guard, point, met, message: met ? whenMet : verdict, owedBy: met ? null : debtor }
}

function serialPoint(facts: CompletenessFacts): MeterPoint {
  const { missing, isTested } = facts.serials
  const met = missing.length === 0 && isTested && facts.build.tasks !== null
  return {
    guard: 'serialsRecorded',
    point: 'Serial numbers',
    met,
    message: met ? 'Every required serial or lot is recorded.' : serialsInWords(missing),
    owedBy: met ? null : assemblerOf(facts),
  }
}

const NAMED = 5

function serialsInWords(missing: readonly MissingSerial[]): string {
  if (missing.length === 0)
    return 'Serials are recorded while the sink is built and tested: complete the end-of-line test.'
  const named = missing.slice(0, NAMED).map(({ partNumber, name, basin, pieces }) => {
    const place = basin === null ? '' : `, basin ${basin}`
    return `${pieces > 1 ? `${pieces} × ` : ''}${partNumber} ${name}${place}`
  })
  const rest = missing.length - named.length
  return `Record the serial or lot of ${named.join('; ')}${rest > 0 ? ` and ${rest} more` : ''}.`
}
