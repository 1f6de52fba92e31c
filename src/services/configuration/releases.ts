import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { familyContentSchema, type FamilyContent } from '../../domain/configurator/release'
import { workflowDefinition, type WorkflowDefinition } from '../../domain/workflow/definition'

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
export async function publishedFamilies(
  req: PayloadRequest,
  codes: readonly string[],
): Promise<Map<string, Release<FamilyContent>>> {
  const rows = await rowsOf<{ id: string }>(
    req,
    sql`select r.id from product_families f join configuration_releases r on r.id = f.release_id
        where f.state = 'PUBLISHED' and f.code = any(${sql.param([...codes])}::text[])`,
  )
  const found = new Map<string, Release<FamilyContent>>()
  for (const { id } of rows) {
    const release = await familyRelease(req, id)
    found.set(release.code, release)
  }
  return found
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
  const [found] = await rowsOf<{ id: string }>(
    req,
    sql`select release_id as id from workflows where is_default and state = 'PUBLISHED'`,
  )
  if (!found) throw new Error('No default workflow is published.')
  return workflowRelease(req, found.id)
}

async function row(req: PayloadRequest, id: string): Promise<ReleaseRow> {
  const [found] = await rowsOf<ReleaseRow>(
    req,
    sql`select ${COLUMNS} from configuration_releases r where r.id = ${id}`,
  )
  if (!found) throw new Error(`Configuration release ${id} does not exist.`)
  return found
}
