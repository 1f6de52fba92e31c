import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayOn } from '../../../access/can'
import { lockOrderOfBuild } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { normalizeConfiguration } from '../../domain/configurator/normalize'
import { stillAsked, withAnswersOf } from '../../domain/quality/carry'
import { FORM_LABELS, type FormKind } from '../../domain/quality/codes'
import type { Checklist } from '../../domain/quality/checklist'
import { generateForm, headerOf, uncounted, type FormInput } from '../../domain/quality/form'
import { formItemSchema, nameOf, type FormItem } from '../../domain/quality/item'
import { decideOpening } from '../../domain/quality/opening'
import type { Build, Inspection, User } from '../../payload-types'
import { factsOfBuild } from '../builds/facts'
import { refreshStandingOfBuild } from '../builds/standing'
import { familyRelease, workflowRelease } from '../configuration/releases'
import { orThrow, refused } from '../http'
import { expectAddressed } from '../revision'
import { languageOfOrder } from '../orders/language'
import { workOf } from '../production/plan'
import { idOf } from '../relation'
import { parametersOf, settingsOf, todayIn } from '../settings'
import { looseNamed } from './loose'

/** A build within the rows of whoever asks; any other is `not_found`. Locks its order, then itself. */
export async function lockBuild(req: PayloadRequest, id: string): Promise<Build> {
  await lockOrderOfBuild(req, id)
  const build = await req.payload.findByID({
    collection: 'builds',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!build) throw refused({ code: 'not_found', message: 'There is no such build.' })
  return build
}

/** Refuses whoever does not fill this form (handbook 1.3): quality its two, the build's assembler theirs. */
export function demandPerformer(req: PayloadRequest, build: Build, kind: FormKind): void {
  if (mayOn(req, 'inspections.perform', { kind, assignedTo: idOf(build.assignedTo) })) return
  const who =
    kind === 'PRE_QC' || kind === 'FINAL_QC'
      ? 'quality control'
      : kind === 'PRODUCTION'
        ? 'the assembler, by completing tasks'
        : 'the assembler to whom the build is assigned'
  throw refused({
    code: 'role_not_allowed',
    field: 'kind',
    message: `${FORM_LABELS[kind]} is done by ${who}.`,
  })
}

/**
 * The open draft of a form, or its next attempt generated from the build's release and frozen into the
 * row (handbook 8.1). Who may is judged before what state.
 */
export async function openInspection(
  req: PayloadRequest,
  buildId: string,
  kind: FormKind,
): Promise<Inspection> {
  const build = await lockBuild(req, buildId)
  demandPerformer(req, build, kind)
  await expectAddressed(req, 'builds', build.id)
  const draft = await newestAttempt(req, build.id, kind)
  if (draft?.state === 'DRAFT') return readInspection(req, draft.id)
  const { content } = await workflowRelease(req, idOf(build.workflow))
  orThrow(decideOpening(content, build.status, kind, await factsOfBuild(req, build.id)))
  return createAttempt(req, build, kind)
}

/** Forms of which the next attempt goes on where the last one stood. */
export const CARRIED: readonly FormKind[] = ['PACKAGING', 'PRODUCTION']

/** Whoever opened a form stands in its header. */
type Opener = Pick<User, 'id' | 'firstName' | 'lastName' | 'initials'>

/**
 * Makes the next attempt of a form; of a packing list with the quantities that were packed already. One that
 * takes the place of a `draft`, closed by now, stays with whoever opened that, and answers what is still asked in
 * the same words.
 */
export async function createAttempt(
  req: PayloadRequest,
  build: Build,
  kind: FormKind,
  draft?: Attempt,
): Promise<Inspection> {
  const last = await newestAttempt(req, build.id, kind)
  const attempt = (last?.attempt ?? 0) + 1
  const opener = draft ? await openerOf(req, draft) : req.user
  const { checklist, items, header } = await generatedForm(req, build, kind, attempt, opener)
  demandCounted(kind, items)
  return req.payload.create({
    collection: 'inspections',
    data: {
      title: `${build.buildNumber} ${FORM_LABELS[kind]} ${attempt}`,
      build: build.id,
      kind,
      attempt,
      template: checklist.key,
      release: idOf(build.release),
      state: 'DRAFT',
      header,
      statement: checklist.statement.en,
      items: withAnswersOf(items, goingOn(kind, items, last, draft)),
      createdBy: opener?.id ?? null,
      rev: 1,
    },
    depth: 0,
    req,
  })
}

/** The answers that the next attempt begins with. */
function goingOn(
  kind: FormKind,
  items: readonly FormItem[],
  last: Attempt | undefined,
  draft: Attempt | undefined,
): readonly FormItem[] {
  if (last && CARRIED.includes(kind)) return askedIn(last)
  return draft ? stillAsked(items, askedIn(draft)) : []
}

async function openerOf(req: PayloadRequest, { createdBy }: Attempt): Promise<Opener | null> {
  if (createdBy === null) return null
  return req.payload.findByID({ collection: 'users', id: createdBy, depth: 0, req })
}

/** Refuses a form with a line of which the release cannot tell how many pieces are packed. */
function demandCounted(kind: FormKind, items: readonly FormItem[]): void {
  const unclear = uncounted(items)
  if (unclear.length === 0) return
  throw refused({
    code: 'precondition_failed',
    message: `${FORM_LABELS[kind]} cannot be filled in: for this configuration the release does not tell how many pieces there are of ${unclear.map(nameOf).join(', ')}. An Admin has to publish a corrected release and move the build to it.`,
  })
}

/** The form that the configuration of a build yields, without storing it. */
export async function generatedForm(
  req: PayloadRequest,
  build: Build,
  kind: FormKind,
  attempt: number,
  opener: Opener | null = req.user,
): Promise<{ checklist: Checklist; items: FormItem[]; header: ReturnType<typeof headerOf> }> {
  const { content, version } = await familyRelease(req, idOf(build.release))
  const checklist = content.checklists.find((one) => one.kind === kind)
  if (!checklist) {
    throw refused({
      code: 'precondition_failed',
      message: `Release ${version} of family ${content.code} has no ${FORM_LABELS[kind]} form: an Admin has to publish one.`,
    })
  }
  const settings = await settingsOf(req)
  const order = await orderFacts(req, idOf(build.order))
  const input: FormInput = {
    content,
    checklist,
    configuration: normalizeConfiguration(content, build.configuration).configuration,
    language: await languageOfOrder(req, idOf(build.order)),
    accessories: await looseNamed(req, await workOf(req, build)),
    parameters: parametersOf(settings),
  }
  return {
    checklist,
    items: generateForm(input),
    header: headerOf(input, {
      ...order,
      buildNumber: build.buildNumber,
      customerName: build.customerName ?? null,
      projectName: build.projectName ?? null,
      inspector: opener ? `${opener.firstName} ${opener.lastName}` : null,
      inspectorInitials: opener?.initials ?? null,
      date: todayIn(settings.timeZone),
      attempt,
      firstPass: !(await hasVerdict(req, build.id, kind)),
    }),
  }
}

/** Whether an attempt at a form was signed: one that was closed without a verdict is no pass. */
async function hasVerdict(req: PayloadRequest, build: string, kind: FormKind): Promise<boolean> {
  const signed = await rowsOf(
    req,
    sql`select 1 from inspections
        where build_id = ${build} and kind = ${kind} and state = 'SIGNED' limit 1`,
  )
  return signed.length > 0
}

async function orderFacts(
  req: PayloadRequest,
  orderId: string,
): Promise<{ orderNumber: string | null; poNumber: string | null }> {
  const [order] = await rowsOf<{ orderNumber: string; poNumber: string }>(
    req,
    sql`select order_number as "orderNumber", po_number as "poNumber" from orders where id = ${orderId}`,
  )
  return { orderNumber: order?.orderNumber ?? null, poNumber: order?.poNumber ?? null }
}

const itemsSchema = z.array(formItemSchema)

/** The items of a stored form with their answers. */
export const askedIn = ({ items }: Pick<Attempt, 'items'>): FormItem[] => itemsSchema.parse(items)

export type Attempt = {
  id: string
  attempt: number
  state: string
  statement: string | null
  header: unknown
  items: unknown
  createdBy: string | null
}

/** The newest attempt of a form of a build. */
export async function newestAttempt(
  req: PayloadRequest,
  buildId: string,
  kind: FormKind,
): Promise<Attempt | undefined> {
  const [found] = await rowsOf<Attempt>(
    req,
    sql`select id, attempt::int as attempt, state::text as state, statement, header, items,
               created_by_id as "createdBy" from inspections
        where build_id = ${buildId} and kind = ${kind} order by attempt desc limit 1`,
  )
  return found
}

/** An inspection within the rows of whoever asks; any other is `not_found`. */
export async function readInspection(req: PayloadRequest, id: string): Promise<Inspection> {
  const found = await req.payload.findByID({
    collection: 'inspections',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!found) throw refused({ code: 'not_found', message: 'There is no such inspection.' })
  return found
}

/** Packing starts over when a failure asks for rework: what was packed is counted again (T7). */
export async function reopenPacking(req: PayloadRequest, build: Build): Promise<void> {
  const last = await newestAttempt(req, build.id, 'PACKAGING')
  if (last?.state !== 'SIGNED' || !(await isReworkOpen(req, build.id))) return
  await createAttempt(req, build, 'PACKAGING')
  await refreshStandingOfBuild(req, build.id)
}

async function isReworkOpen(req: PayloadRequest, buildId: string): Promise<boolean> {
  const open = await rowsOf(
    req,
    sql`select id from nonconformances
        where build_id = ${buildId} and rework and status in ('OPEN', 'IN_PROGRESS') limit 1`,
  )
  return open.length > 0
}
