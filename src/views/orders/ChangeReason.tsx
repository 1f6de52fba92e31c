import type { UIFieldServerProps } from 'payload'
import { hasLeftInitial, liveBuildsOf } from '../../services/orders/liveBuilds'
import { idOf } from '../../services/relation'
import { definitionOf } from '../panel/states'
import { ChangeReasonInput } from './ChangeReasonInput'

/**
 * In the form of an order, below its language: why the language changes although a build has left the
 * initial state (handbook R20). The reason is written and never read, so that it is no ordinary field.
 */
export async function ChangeReasonField({ data, id, req }: UIFieldServerProps) {
  if (!id) return null
  const definition = await definitionOf(req, idOf(data.workflow))
  const builds = await liveBuildsOf(req, String(id), definition)
  return <ChangeReasonInput isUnderWay={builds.some(hasLeftInitial(definition))} />
}
