import { allow, refuse, type Decision, type Refusal } from '../refusal'
import type { Actor } from '../roles'
import { REASON_LENGTH } from '../workflow/guards'
import { NC_STATUS_LABELS, type NcStatus } from './codes'

type Step = { from: NcStatus; to: NcStatus; by: 'RESOLVER' | 'QUALITY' }

/** The life of a nonconformance (domain handbook 8.8). Whoever mends it resolves it, quality judges that. */
const STEPS: readonly Step[] = [
  { from: 'OPEN', to: 'IN_PROGRESS', by: 'RESOLVER' },
  { from: 'OPEN', to: 'RESOLVED', by: 'RESOLVER' },
  { from: 'IN_PROGRESS', to: 'RESOLVED', by: 'RESOLVER' },
  { from: 'RESOLVED', to: 'IN_PROGRESS', by: 'QUALITY' },
  { from: 'RESOLVED', to: 'CLOSED', by: 'QUALITY' },
]

export type NcFacts = {
  /** Assembler of the build it is about. */
  assembler: string | null
  resolution: string | null
  effectiveness: string | null
}

const mayResolve = (actor: Actor, { assembler }: NcFacts): boolean =>
  actor.kind === 'system' ||
  actor.role === 'ADMIN' ||
  actor.role === 'PRODUCTION_COORDINATOR' ||
  (actor.role === 'ASSEMBLER' && actor.id === assembler)

/** Whether this person judges what was mended: closes a case or sends it back. */
export const mayJudge = (actor: Actor): boolean =>
  actor.kind === 'system' || actor.role === 'ADMIN' || actor.role === 'QC_PERSON'

/** Quality may take a case up and send it back, but does not declare its own finding mended. */
const mayStep = ({ by, to }: Step, actor: Actor, facts: NcFacts): boolean =>
  by === 'QUALITY'
    ? mayJudge(actor)
    : mayResolve(actor, facts) || (to === 'IN_PROGRESS' && mayJudge(actor))

/** Whether something is said in the words that a reason takes (handbook 4.2). */
export const isSaid = (text: string | null): boolean => {
  const { length } = (text ?? '').trim()
  return length >= REASON_LENGTH.min && length <= REASON_LENGTH.max
}

/**
 * May this nonconformance change its status? Refuses with `unknown_transition`, `role_not_allowed`, or
 * `required` for a resolution or proof of effectiveness that is missing. Who may is judged first.
 */
export function decideNcStep(
  from: NcStatus,
  to: NcStatus,
  actor: Actor,
  facts: NcFacts,
): Decision<NcStatus> {
  const into = STEPS.filter((step) => step.to === to)
  if (!into.some((step) => mayStep(step, actor, facts))) return refuse(roleRefused(to))
  const step = into.find((one) => one.from === from)
  if (!step) return refuse(unknown(from, to))
  if (!mayStep(step, actor, facts)) return refuse(roleRefused(to))
  if (to === 'RESOLVED' && !isSaid(facts.resolution))
    return refuse({
      code: 'required',
      field: 'resolution',
      message: 'Say how it was resolved, in 3 to 1000 characters.',
    })
  if (to === 'CLOSED' && !isSaid(facts.resolution))
    return refuse({
      code: 'required',
      field: 'resolution',
      message:
        'Nothing says how it was resolved: send it back to be resolved again, in 3 to 1000 characters.',
    })
  if (to === 'CLOSED' && !isSaid(facts.effectiveness))
    return refuse({
      code: 'required',
      field: 'effectiveness',
      message: 'Say how the remedy was proved effective, in 3 to 1000 characters.',
    })
  return allow(to)
}

/** The part of a nonconformance that says how it was mended. */
type Mended = { status: NcStatus; resolution?: string | null | undefined }

/**
 * How it was resolved is what quality judges: from RESOLVED on it stands as it was said, until quality sends the
 * case back. Refuses another resolution with `wrong_state`.
 */
export function decideResolution(before: Mended, after: Mended): Decision<null> {
  const isHeld = before.status === 'RESOLVED' && after.status !== 'IN_PROGRESS'
  if (!isHeld || (before.resolution ?? '') === (after.resolution ?? '')) return allow(null)
  return refuse({
    code: 'wrong_state',
    field: 'resolution',
    message:
      'How it was resolved stands while it is judged. Quality control sends the case back before another resolution is told.',
  })
}

/** The steps that a screen offers, in the order of the table; what they still need is said on refusal. */
export const ncStepsFor = (from: NcStatus, actor: Actor, facts: NcFacts): NcStatus[] =>
  STEPS.filter((step) => step.from === from && mayStep(step, actor, facts)).map(({ to }) => to)

const roleRefused = (to: NcStatus): Refusal => ({
  code: 'role_not_allowed',
  field: 'status',
  message:
    to === 'CLOSED'
      ? 'Quality control closes a nonconformance, when its remedy is proved effective.'
      : 'It is resolved by the assembler of the build, a coordinator or an administrator.',
})

const inWords = (status: NcStatus): string => NC_STATUS_LABELS[status].toLowerCase()

const unknown = (from: NcStatus, to: NcStatus): Refusal => {
  const ways = STEPS.filter((step) => step.from === from).map((step) => step.to)
  return {
    code: 'unknown_transition',
    field: 'status',
    message: `A nonconformance that is ${inWords(from)} cannot become ${inWords(to)}: ${ways.length > 0 ? `from there it becomes ${ways.map(inWords).join(' or ')}` : 'it is finished'}.`,
    details: { from, to },
  }
}
