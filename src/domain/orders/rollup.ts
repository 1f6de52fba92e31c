import type { WorkflowDefinition } from '../workflow/definition'

/** Where one build of an order stands; `heldFrom` is the status that a held build left, else `null`. */
export type BuildStanding = { status: string; heldFrom: string | null }

/** `isHeld` is the mark that some live build of the order is held, all of them included. */
export type OrderStanding = { status: string; isHeld: boolean }

/**
 * The status of an order is that of its least advanced live build (domain handbook 4.1): a held build counts with the
 * status it left, all live builds held make the order held, all builds cancelled make it cancelled.
 * Ranks are those of the definition that the order has pinned.
 * Throws when there is no build, or one whose status the definition does not rank: stored data has neither.
 */
export function orderStandingOf(
  { code, states, hold, cancel }: WorkflowDefinition,
  builds: readonly BuildStanding[],
): OrderStanding {
  if (builds.length === 0) throw new Error('an order has at least one build')

  const ranks = new Map(states.map((state) => [state.code, state.rank]))
  const live = builds
    .filter(({ status }) => status !== cancel.state)
    .map((build) => {
      const isHeld = build.status === hold.state
      const status = (isHeld && build.heldFrom) || build.status
      const rank = ranks.get(status)
      if (rank === undefined || rank === null)
        throw new Error(`workflow ${code} has no rank for a live build in ${status}`)
      return { isHeld, status, rank }
    })

  const [first, ...others] = live
  if (!first) return { status: cancel.state, isHeld: false }
  if (live.every(({ isHeld }) => isHeld)) return { status: hold.state, isHeld: true }

  const least = others.reduce((a, b) => (b.rank < a.rank ? b : a), first)
  return { status: least.status, isHeld: live.some(({ isHeld }) => isHeld) }
}
