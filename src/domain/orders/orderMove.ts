import { allow, refuse, type Decision, type Refusal } from '../refusal'
import type { Actor } from '../roles'
import { decideMove, type Transition } from '../workflow/decide'
import type { WorkflowDefinition } from '../workflow/definition'
import type { BuildFacts } from '../workflow/guards'

/** Said instead of a status: bring every held build back to the status it left. */
export const RESUME = 'RESUME'

export type BuildInOrder = { id: string; buildNumber: string; status: string; facts: BuildFacts }

export type OrderMove = {
  /** A state that the definition lets an order command, `RESUME`, or a status that a held build left. */
  to: string
  actor: Actor
  builds: readonly BuildInOrder[]
  reason?: string | null
}

/**
 * A move commanded on the whole order reaches every live build, all or none (domain handbook 4.1); builds that are
 * there already are left alone, resume reaches those that are held.
 * Refuses like `decideMove`, once per build that cannot follow, each naming its build; a missing right comes first.
 */
export function decideOrderMove(
  definition: WorkflowDefinition,
  { to, actor, builds, reason }: OrderMove,
): Decision<{ id: string; transition: Transition }[]> {
  if (actor.kind === 'user' && actor.role === 'ASSEMBLER')
    return refuse({
      code: 'role_not_allowed',
      field: 'to',
      message:
        'A whole order is not moved from the floor: report what is wrong with your own build.',
      details: { role: actor.role },
    })
  const { hold, cancel, orderMoves } = definition
  const held = builds.filter(({ status }) => status === hold.state)
  const resumes =
    orderMoves.includes(hold.state) &&
    (to === RESUME ||
      (!orderMoves.includes(to) && held.some((build) => build.facts.heldFrom === to)))

  if (!resumes && !orderMoves.includes(to))
    return refuse({
      code: 'unknown_transition',
      field: 'to',
      message: `An order cannot be moved to ${to} as a whole: it takes ${[...orderMoves, RESUME].join(', ')}.`,
      details: { to },
    })

  const live = builds.filter(({ status }) => status !== cancel.state && status !== to)
  const reached = resumes ? held : live
  const decided = (reached.length > 0 ? reached : builds).map((build) => {
    const target = resumes ? (build.facts.heldFrom ?? to) : to
    const move = {
      from: build.status,
      to: target,
      actor,
      facts: build.facts,
      reason: reason ?? null,
    }
    return { build, decision: decideMove(definition, move) }
  })

  const [first, ...rest] = decided
    .flatMap(({ build: { id, buildNumber }, decision }): Refusal[] =>
      decision.ok
        ? []
        : decision.refusals.map((refusal) => ({
            ...refusal,
            message: `Build ${buildNumber}: ${refusal.message}`,
            details: { ...refusal.details, build: id },
          })),
    )
    .sort((a, b) => Number(b.code === 'role_not_allowed') - Number(a.code === 'role_not_allowed'))
  if (first) return refuse(first, ...rest)

  return allow(
    decided.flatMap(({ build: { id }, decision }) =>
      decision.ok ? [{ id, transition: decision.value }] : [],
    ),
  )
}
