import type { PayloadRequest } from 'payload'
import { labelText } from '../../domain/label'
import { decideOrderMove, RESUME } from '../../domain/orders/orderMove'
import type { WorkflowDefinition } from '../../domain/workflow/definition'
import { rulesInto } from '../../domain/workflow/definition'
import { NO_FACTS } from '../../domain/workflow/guards'
import type { Build } from '../../payload-types'
import { actorOf } from '../../services/actor'
import { factsOf } from '../../services/builds/facts'
import type { OrderStep } from './OrderMoves'

/**
 * The steps of a whole order that this person may at least ask for, judged by the function that guards
 * the command. What the role may not do, or what leads nowhere from here, is left out.
 */
export async function stepsOf(
  req: PayloadRequest,
  definition: WorkflowDefinition,
  builds: readonly Build[],
): Promise<OrderStep[]> {
  const { hold, cancel, orderMoves } = definition
  const facts = await factsOf(
    req,
    builds.map(({ id }) => id),
  )
  const actor = actorOf(req)
  const standing = builds.map(({ id, buildNumber, status }) => ({
    id,
    buildNumber,
    status,
    facts: facts.get(id) ?? NO_FACTS,
  }))
  const isSomeHeld = builds.some(({ status }) => status === hold.state)
  const targets = [
    ...(isSomeHeld && orderMoves.includes(hold.state) ? [RESUME] : []),
    // what leaves the house is chosen and recorded as a shipment, which has a card of its own
    ...orderMoves.filter((to) => !needsShipment(definition, to)),
  ]

  return targets.flatMap((to): OrderStep[] => {
    const left = builds.filter(({ status }) => status !== to && status !== cancel.state)
    if (to !== RESUME && left.length === 0) return []
    const decision = decideOrderMove(definition, { to, actor, builds: standing, reason: null })
    const refusals = decision.ok ? [] : decision.refusals
    if (refusals.some(({ code }) => code === 'role_not_allowed' || code === 'unknown_transition'))
      return []
    return [
      {
        to,
        label: labelOf(definition, to),
        warning: warningOf(definition, to, left.length),
        needsReason: refusals.some(({ code }) => code === 'reason_missing'),
        isHold: to === hold.state,
        isDanger: to === cancel.state,
        unmet: refusals
          .filter(({ code }) => code !== 'reason_missing')
          .map(({ message }) => message),
      },
    ]
  })
}

const needsShipment = (definition: WorkflowDefinition, to: string): boolean =>
  rulesInto(definition, to).some(({ guards }) => guards.includes('shipmentData'))

function labelOf(definition: WorkflowDefinition, to: string): string {
  const [rule] = to === RESUME ? definition.hold.leave : rulesInto(definition, to)
  return rule ? labelText(rule.label) : to
}

function warningOf({ hold, cancel }: WorkflowDefinition, to: string, builds: number): string {
  const reach = builds === 1 ? 'its build' : `all ${builds} builds that are still live`
  if (to === cancel.state)
    return `Cancels ${reach}. The order ends without a product, keeps its number and cannot be brought back by an ordinary move.`
  if (to === hold.state) return `Stops ${reach} until the order is resumed.`
  if (to === RESUME) return 'Every held build goes on where it was.'
  return `Moves ${reach}, all or none.`
}
