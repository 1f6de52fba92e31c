import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { familyContentSchema, type FamilyContent } from '../../domain/configurator/release'
import type { Refusal } from '../../domain/refusal'
import { workflowDefinition, type WorkflowDefinition } from '../../domain/workflow/definition'
import { refused } from '../http'

/** A published release as the engine reads it. Immutable, so it is parsed once per process. */
export type Release<Content> = { id: string; code: string; version: number; content: Content }

type ReleaseRow = { id: string; code: string; version: number; content: unknown }

const COLUMNS = sql`r.id, r.code, r.version::int as version, r.content`
const families = new Map<string, Release<FamilyContent>>()
const workflows = new Map<string, Release<WorkflowDefinition>>()

const remember =
  <Content>(known: Map<string, Release<Content>>, schema: { parse: (input: unknown) => Content }) =>
  (row: ReleaseRow): Release<Content> => {
    const release = known.get(row.id) ?? { ...row, content: schema.parse(row.content) }
    known.set(row.id, release)
    return release
  }

const asFamily = remember(families, familyContentSchema)
const asWorkflow = remember(workflows, workflowDefinition)

/** The published releases of these families, by code; a family that is not open is absent. */
export const publishedFamilies = (
  req: PayloadRequest,
  codes: readonly string[],
): Promise<Map<string, Release<FamilyContent>>> => published(req, codes, sql``)

/**
 * The same for a write that pins one of them: until the transaction ends, whoever retires or publishes these
 * families waits for it, and it waits for them. Such writes do not exclude one another. Locked after an
 * order and its builds; whoever holds a family locks none of these.
 */
export const lockPublishedFamilies = (
  req: PayloadRequest,
  codes: readonly string[],
): Promise<Map<string, Release<FamilyContent>>> => published(req, codes, sql`for share`)

async function published(
  req: PayloadRequest,
  codes: readonly string[],
  lock: SQL,
): Promise<Map<string, Release<FamilyContent>>> {
  const rows = await rowsOf<{ id: string }>(
    req,
    sql`select release_id as id from product_families f
        where state = 'PUBLISHED' and release_id is not null and code = any(${sql.param([...codes])}::text[])
        order by f.id ${lock}`,
  )
  const found = new Map<string, Release<FamilyContent>>()
  for (const { id } of rows) {
    const release = await familyRelease(req, id)
    found.set(release.code, release)
  }
  return found
}

/** The newest release of a family, be it retired since; null when nothing was published. */
export async function newestRelease(
  req: PayloadRequest,
  code: string,
): Promise<Release<FamilyContent> | null> {
  const [header] = await rowsOf<{ id: string }>(
    req,
    sql`select release_id as id from product_families where code = ${code} and release_id is not null`,
  )
  return header ? familyRelease(req, header.id) : null
}

/** Why no order takes a family: it was retired, or it was never published. */
export async function closedFamily(
  req: PayloadRequest,
  code: string,
  field: string,
): Promise<Refusal> {
  const [header] = await rowsOf<{ state: string }>(
    req,
    sql`select state::text as state from product_families where code = ${code}`,
  )
  return header?.state === 'RETIRED'
    ? {
        code: 'family_retired',
        field,
        message: `The family ${code} is retired: no new order takes it. Choose another one.`,
      }
    : {
        code: 'option_unknown',
        field,
        message: `The family ${code} is not open for orders.`,
      }
}

/**
 * The release that answers for a build: the one it pinned, else the one of its family in force. Refuses a
 * family that no order takes.
 */
export async function releaseFor(
  req: PayloadRequest,
  { family, build }: { family: string; build?: string | undefined },
): Promise<Release<FamilyContent>> {
  const [pinned] =
    build === undefined
      ? []
      : await rowsOf<{ id: string }>(
          req,
          sql`select release_id as id from builds where id = ${build} and family = ${family}`,
        )
  if (pinned) return familyRelease(req, pinned.id)
  const release = (await publishedFamilies(req, [family])).get(family)
  if (!release) throw refused(await closedFamily(req, family, 'family'))
  return release
}

/** The release that a build pinned. */
export async function familyRelease(
  req: PayloadRequest,
  id: string,
): Promise<Release<FamilyContent>> {
  return families.get(id) ?? asFamily(await row(req, id))
}

/** The release that an order pinned. */
export async function workflowRelease(
  req: PayloadRequest,
  id: string,
): Promise<Release<WorkflowDefinition>> {
  return workflows.get(id) ?? asWorkflow(await row(req, id))
}

/** The workflow that new orders pin. */
export async function defaultWorkflow(req: PayloadRequest): Promise<Release<WorkflowDefinition>> {
  const [id] = await defaultIds(req, sql``)
  return pinned(req, id)
}

/**
 * The same for a write that pins it: until the transaction ends, whoever publishes or retires this workflow,
 * or lets new orders use another one, waits for it. Locked before families.
 */
export async function lockDefaultWorkflow(
  req: PayloadRequest,
): Promise<Release<WorkflowDefinition>> {
  const [id] = await defaultIds(req, sql`for share`)
  // who waited for another workflow to be put to use finds none until the table is read again
  const [instead] = id === undefined ? await defaultIds(req, sql`for share`) : [id]
  return pinned(req, instead)
}

const defaultIds = async (req: PayloadRequest, lock: SQL): Promise<string[]> =>
  (
    await rowsOf<{ id: string }>(
      req,
      sql`select release_id as id from workflows where is_default and state = 'PUBLISHED' ${lock}`,
    )
  ).map(({ id }) => id)

async function pinned(
  req: PayloadRequest,
  id: string | undefined,
): Promise<Release<WorkflowDefinition>> {
  if (id === undefined) throw new Error('No default workflow is published.')
  return workflowRelease(req, id)
}

async function row(req: PayloadRequest, id: string): Promise<ReleaseRow> {
  const [found] = await rowsOf<ReleaseRow>(
    req,
    sql`select ${COLUMNS} from configuration_releases r where r.id = ${id}`,
  )
  if (!found) throw new Error(`Configuration release ${id} does not exist.`)
  return found
}
