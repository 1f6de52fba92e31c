import type { PayloadRequest } from 'payload'
import { mayOn } from '../../../access/can'
import { CHECKLIST_KINDS } from '../../domain/quality/checklist'
import type { FormKind } from '../../domain/quality/codes'
import { decideOpening } from '../../domain/quality/opening'
import { availableMoves } from '../../domain/workflow/decide'
import { labelText } from '../../domain/label'
import type { Refusal } from '../../domain/refusal'
import type { Build, Inspection } from '../../payload-types'
import { actorOf } from '../actor'
import { factsOf } from '../builds/facts'
import { workflowRelease } from '../configuration/releases'
import { idOf } from '../relation'
import { everyPage } from '../readAll'

export type FormAttempt = Pick<
  Inspection,
  'id' | 'kind' | 'attempt' | 'state' | 'outcome' | 'signedAt' | 'createdBy'
>

/** How one form of a build stands for whoever looks. */
export type FormStanding = {
  kind: FormKind
  /** Newest first. */
  attempts: readonly FormAttempt[]
  /** What this person may do about it now. */
  act:
    | { type: 'CONTINUE'; inspection: string }
    /** `move` is the step of the build that has to be made first, when it is theirs to make. */
    | { type: 'OPEN'; move: { to: string; label: string } | null }
    | null
  /** Why nothing can be done about a form that is theirs, in words. */
  waits: string | null
}

type KnownBuild = Pick<Build, 'id' | 'status' | 'workflow' | 'assignedTo' | 'rev'>

/**
 * The five forms of each build with their attempts and what the person behind the request may do about
 * them, by the workflow that the build carries. Reads in that person's name; by id of the build.
 */
export async function formsOf(
  req: PayloadRequest,
  builds: readonly KnownBuild[],
): Promise<Map<string, FormStanding[]>> {
  const ids = builds.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const [docs, facts] = await Promise.all([
    everyPage((page) =>
      req.payload.find({
        collection: 'inspections',
        where: { build: { in: ids }, state: { not_equals: 'VOID' } },
        select: {
          build: true,
          kind: true,
          attempt: true,
          state: true,
          outcome: true,
          signedAt: true,
          createdBy: true,
        },
        sort: ['-attempt', 'id'],
        ...page,
        depth: 0,
        joins: false,
        overrideAccess: false,
        req,
      }),
    ),
    factsOf(req, ids),
  ])
  const standings = new Map<string, FormStanding[]>()
  for (const build of builds) {
    const known = facts.get(build.id)
    if (!known) continue
    const { content } = await workflowRelease(req, idOf(build.workflow))
    const opening = (status: string, kind: FormKind) => decideOpening(content, status, kind, known)

    const standingOf = (kind: FormKind): FormStanding => {
      const attempts = docs.filter((one) => idOf(one.build) === build.id && one.kind === kind)
      const mayFill =
        kind !== 'PRODUCTION' &&
        mayOn(req, 'inspections.perform', { kind, assignedTo: idOf(build.assignedTo) })
      const [newest] = attempts
      if (!mayFill) return { kind, attempts, act: null, waits: null }
      if (newest?.state === 'DRAFT')
        return { kind, attempts, act: { type: 'CONTINUE', inspection: newest.id }, waits: null }
      const now = opening(build.status, kind)
      if (now.ok) return { kind, attempts, act: { type: 'OPEN', move: null }, waits: null }
      const first = availableMoves(content, build.status, actorOf(req), known).find(
        ({ to, allowed, needsReason }) => allowed && !needsReason && opening(to, kind).ok,
      )
      return {
        kind,
        attempts,
        act: first ? { type: 'OPEN', move: { to: first.to, label: labelText(first.label) } } : null,
        waits: first ? null : reasonOf(now.refusals),
      }
    }
    standings.set(build.id, CHECKLIST_KINDS.map(standingOf))
  }
  return standings
}

/** A form that is not due at all needs no words; one that something stands in the way of does. */
const reasonOf = (refusals: readonly Refusal[]): string | null =>
  refusals.find(({ code }) => code === 'precondition_failed')?.message ?? null
