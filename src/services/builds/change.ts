import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import type { Build } from '../../payload-types'
import { grantOf } from '../../../access/matrix'
import { HOLD_CLASSES, holdClassesOf, type HoldClass } from '../../domain/orders/hold'
import { stageOf } from '../../domain/orders/stage'
import { REASON_LENGTH, type BuildFacts } from '../../domain/workflow/guards'
import { decideMove, type Transition } from '../../domain/workflow/decide'
import {
  initialState,
  isOver,
  isReleased,
  stateLabel,
  whyReleased,
  type Signature,
  type WorkflowDefinition,
} from '../../domain/workflow/definition'
import { buildNumberSchema } from '../../domain/orders/entry'
import { parse } from '../../domain/parse'
import { actorOf } from '../actor'
import { isBomOutdated } from '../boms/generate'
import { contentHash } from '../contentHash'
import {
  closedFamily,
  familyRelease,
  lockPublishedFamilies,
  workflowRelease,
} from '../configuration/releases'
import { configure } from '../configurator'
import { orThrow, refused } from '../http'
import { idOf } from '../relation'
import { parametersOf, settingsOf } from '../settings'
import { isActiveAssembler } from '../people/assemblers'
import { languageOfOrder } from '../orders/language'
import { takenNumbers } from '../orders/numbers'
import { askedWrite, rememberMove, rememberRenewal, takeSignature } from './asked'
import { factsOfBuild } from './facts'

const SPECIFICATION = ['family', 'configuration', 'accessories'] as const
const EDITABLE = [...SPECIFICATION, 'buildNumber'] as const
const NOTES = ['statusNote', 'holdClass'] as const

const differs = (before: Build, after: Build, field: keyof Build): boolean =>
  contentHash(before[field] ?? null) !== contentHash(after[field] ?? null)

/** Does this write change what the sink is, so that its bill of materials has to be made anew? */
export const changesSpecification = (before: Build, after: Build): boolean =>
  SPECIFICATION.some((field) => differs(before, after, field))

/**
 * Judges a write on a build and answers what follows from it for the same row: the status with its
 * companions, the normalised configuration, the stage. Throws refusals; who may is judged before what
 * state (handbook 1.2, 4.2, 4.6). Writes nothing.
 */
export async function judgeBuildChange(
  req: PayloadRequest,
  before: Build,
  after: Build,
): Promise<Partial<Build>> {
  const { content: definition } = await workflowRelease(req, idOf(before.workflow))
  const facts = await factsOfBuild(req, before.id)
  const isMove = after.status !== before.status || askedWrite(req).isMove
  const edited = EDITABLE.filter((field) => differs(before, after, field))
  if (edited.length > 0) judgeEditor(req, before, after, definition)
  else if (!isMove && NOTES.some((field) => differs(before, after, field))) judgeRole(req)
  const { acknowledged } = askedWrite(req)
  if (acknowledged.size > 0) judgeRole(req)
  const assignee = idOf(after.assignedTo)
  if (assignee !== idOf(before.assignedTo)) {
    await judgeAssignment(req, before, assignee, definition)
  }

  const follows: Partial<Build> = {}
  if (edited.includes('buildNumber')) follows.buildNumber = await freeNumber(req, before, after)
  if (changesSpecification(before, after)) {
    Object.assign(follows, await specification(req, before, after))
  }
  if (acknowledged.size > 0 && !follows.warnings) {
    follows.warnings = withRead(before.warnings, acknowledged)
  }
  const respecified = changesSpecification(before, { ...after, ...follows })
  const renewed = !respecified && (await hasBillRenewed(req, before, definition))
  if (renewed) rememberRenewal(req)
  const bom = respecified || renewed ? nextDraft(facts) : facts.bom
  if (isMove) {
    const signature = takeSignature(req)
    const move = judgeMove(req, before, after, definition, { ...facts, bom }, signature)
    rememberMove(req, move)
    Object.assign(follows, rowAfter(req, before, after, move), {
      bySignature: signature !== undefined,
    })
  } else if (differs(before, after, 'statusNote')) {
    follows.bySignature = false
  }
  const heldFrom = follows.heldFrom === undefined ? facts.heldFrom : follows.heldFrom
  return { ...follows, stage: stageOf(definition, after.status, { ...facts, bom, heldFrom }) }
}

/** The version that a changed specification is about to get: nobody has approved it. */
const nextDraft = ({ bom }: BuildFacts): BuildFacts['bom'] => ({
  version: (bom?.version ?? 0) + 1,
  state: 'DRAFT',
})

/**
 * After the initial state nobody generates a bill by command: an Admin sends the specification again, with a
 * reason, and where nothing in it changed that makes a version as long as there is cause for one (handbook 4.6).
 */
async function hasBillRenewed(
  req: PayloadRequest,
  { id, status, heldFrom }: Build,
  definition: WorkflowDefinition,
): Promise<boolean> {
  const { isSpecification } = askedWrite(req)
  if (!isSpecification || status === initialState(definition)) return false
  if (!isAdmin(req) || !hasReason(req)) return false
  return !isReleased(definition, status, heldFrom ?? null) && isBomOutdated(req, id)
}

const isAdmin = (req: PayloadRequest): boolean => {
  const actor = actorOf(req)
  return actor.kind === 'system' || actor.role === 'ADMIN'
}

const hasReason = (req: PayloadRequest): boolean =>
  (askedWrite(req).note ?? '').trim().length >= REASON_LENGTH.min

/** The decision on the move itself, by the workflow that the build's order pinned. */
function judgeMove(
  req: PayloadRequest,
  before: Build,
  after: Build,
  definition: WorkflowDefinition,
  facts: BuildFacts,
  viaSignature: Signature | undefined,
): Transition {
  return orThrow(
    decideMove(definition, {
      ...(viaSignature && { viaSignature }),
      from: before.status,
      to: after.status,
      actor: actorOf(req),
      facts,
      reason: askedWrite(req).note,
      override: after.override === true,
    }),
  )
}

function rowAfter(
  req: PayloadRequest,
  before: Build,
  after: Build,
  transition: Transition,
): Partial<Build> {
  const now = new Date().toISOString()
  const isHold = transition.heldFrom !== null
  return {
    statusNote: askedWrite(req).note,
    heldFrom: transition.heldFrom,
    holdClass: isHold ? holdClassOf(req, after) : null,
    statusSince: now,
    isOverridden: before.isOverridden || transition.override,
    ...(transition.effects.includes('stampArrival') ? { arrivedAt: now } : {}),
    ...(transition.effects.includes('stampShipment') ? { shippedAt: now } : {}),
    ...(transition.effects.includes('stampDelivery') ? { deliveredAt: now } : {}),
  }
}

/** What the hold is about; an assembler holds by a shortage report alone (handbook 4.2, T10). */
function holdClassOf(req: PayloadRequest, { holdClass }: Build): HoldClass {
  const allowed = holdClassesOf(actorOf(req))
  if (!holdClass) return allowed.includes('OTHER') ? 'OTHER' : 'PARTS_SHORTAGE'
  if (allowed.includes(holdClass)) return holdClass
  if (!HOLD_CLASSES.includes(holdClass)) {
    throw refused({
      code: 'option_unknown',
      field: 'holdClass',
      message: `A hold is one of ${HOLD_CLASSES.join(', ')}.`,
    })
  }
  throw refused({
    code: 'role_not_allowed',
    field: 'holdClass',
    message:
      'You hold a build only because parts are missing. For anything else tell the Production Coordinator.',
  })
}

function judgeRole(req: PayloadRequest, field?: 'assignedTo'): void {
  const actor = actorOf(req)
  if (actor.kind === 'user' && grantOf('builds.edit', actor.role) === 'none') {
    throw refused({
      code: 'role_not_allowed',
      ...(field && { field }),
      message: 'Only a Production Coordinator or an Admin changes what a build is and who has it.',
    })
  }
}

/**
 * Who may change what the build is, and its number, in the state it is in (handbook 4.6). From the release
 * on nobody may: its signed forms, certificate and papers speak of this sink by this number.
 */
function judgeEditor(
  req: PayloadRequest,
  before: Build,
  after: Build,
  definition: WorkflowDefinition,
): void {
  judgeRole(req)
  if (isReleased(definition, before.status, before.heldFrom ?? null)) {
    throw refused({
      code: 'wrong_state',
      field: changesSpecification(before, after) ? 'configuration' : 'buildNumber',
      message: `Build ${before.buildNumber} is ${stateLabel(definition, before.status)}. ${whyReleased(definition, before.status)}`,
    })
  }
  const initial = initialState(definition)
  if (before.status === initial && after.status === initial) return

  if (!isAdmin(req)) {
    throw refused({
      code: 'wrong_state',
      field: 'configuration',
      message:
        before.status === initial
          ? 'Change the build first, then move it: the changed BOM has to be approved in between.'
          : `Build ${before.buildNumber} is ${stateLabel(definition, before.status)}: only an Admin may still change it, with a reason.`,
    })
  }
  if (!hasReason(req)) {
    throw refused({
      code: 'reason_missing',
      field: 'statusNote',
      message: `Say in the note why a build that left ${stateLabel(definition, initial)} is changed.`,
    })
  }
}

async function judgeAssignment(
  req: PayloadRequest,
  before: Build,
  assignee: string,
  definition: WorkflowDefinition,
): Promise<void> {
  judgeRole(req, 'assignedTo')
  if (isOver(definition, before.status)) {
    throw refused({
      code: 'wrong_state',
      field: 'assignedTo',
      message: `Build ${before.buildNumber} is ${stateLabel(definition, before.status)}: there is nothing left to assign.`,
    })
  }
  if (assignee !== '' && !(await isActiveAssembler(req, assignee))) {
    throw refused({
      code: 'invalid_value',
      field: 'assignedTo',
      message: 'Only an active assembler can have a build. Choose another person.',
    })
  }
}

async function freeNumber(req: PayloadRequest, before: Build, after: Build): Promise<string> {
  const buildNumber = orThrow(parse(buildNumberSchema, after.buildNumber, 'buildNumber'))
  const sameBuild = buildNumber.toLowerCase() === before.buildNumber.trim().toLowerCase()
  const taken = await takenNumbers(req, { buildNumbers: sameBuild ? [] : [buildNumber] })
  if (taken.buildNumbers.size > 0) {
    throw refused({
      code: 'duplicate_build_number',
      field: 'buildNumber',
      message: `Build number ${buildNumber} is taken. Choose another one.`,
    })
  }
  return buildNumber
}

type Warning = { id: string; code: string }

const warningsSchema = z.array(z.looseObject({ id: z.string(), code: z.string() })).default([])

const isRead = ({ id, code }: Warning, acknowledged: ReadonlySet<string>): boolean =>
  acknowledged.has(id) || acknowledged.has(code)

/** The warnings that the build has, those that were read now acknowledged (handbook 5.3). */
const withRead = (
  warnings: Build['warnings'],
  acknowledged: ReadonlySet<string>,
): Build['warnings'] =>
  warningsSchema
    .parse(warnings ?? undefined)
    .map((warning) =>
      isRead(warning, acknowledged) ? { ...warning, acknowledged: true } : warning,
    )

/**
 * The new specification as it will be stored; a new family brings its published release. The same sink
 * written in other words is no new specification: what is stored stays, acknowledged warnings too.
 */
async function specification(
  req: PayloadRequest,
  before: Build,
  after: Build,
): Promise<Partial<Build>> {
  const isNewFamily = before.family !== after.family
  const release = isNewFamily
    ? (await lockPublishedFamilies(req, [after.family])).get(after.family)
    : await familyRelease(req, idOf(before.release))
  if (!release) throw refused(await closedFamily(req, after.family, 'family'))
  const configured = await configure(
    req,
    [
      {
        content: release.content,
        configuration: after.configuration,
        accessories: after.accessories,
        at: '',
        build: after.id,
      },
    ],
    {
      language: await languageOfOrder(req, idOf(before.order)),
      parameters: parametersOf(await settingsOf(req)),
    },
  )
  const [bom] = orThrow(configured).boms
  if (!bom) throw new Error('The configurator answered nothing for one question.')
  const stored = { configuration: bom.configuration, accessories: [...bom.accessories] }
  if (!changesSpecification(before, { ...after, ...stored })) return stored
  return {
    ...stored,
    release: release.id,
    warnings: bom.warnings.map((warning) => ({
      ...warning,
      acknowledged: isRead(warning, askedWrite(req).acknowledged),
    })),
  }
}
