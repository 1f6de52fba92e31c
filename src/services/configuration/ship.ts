import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { insertRows, rowsOf } from '../../db/rows'
import type { FamilyContent } from '../../domain/configurator/release'
import { ENDOSCOPE } from '../../shipped/endoscope'
import { INSTROSINK } from '../../shipped/introsink'
import { MDRD } from '../../shipped/mdrd'
import { SHIPPED_WORKFLOWS } from '../../shipped/workflows'
import { recordAudit } from '../audit'
import { contentHash } from '../contentHash'
import { publishRelease } from './publish'
import { shipWork } from './shipWork'

const SHIPPED_FAMILIES: readonly { content: FamilyContent; publish: boolean }[] = [
  { content: MDRD, publish: true },
  { content: ENDOSCOPE, publish: false },
  { content: INSTROSINK, publish: false },
]

const FIRST = 'Delivered with the product.'
const LATER = 'A later edition, delivered with the product.'

/**
 * Writes what the product ships as data, where it is absent: families, workflows, tools, work
 * instructions and settings. A later edition of a family or workflow arrives as its draft (contract 1), for an
 * Admin to look through and publish. What a plant has made of them is never touched, so running it again
 * changes nothing.
 */
export async function shipConfiguration(req: PayloadRequest): Promise<void> {
  for (const { content, publish } of SHIPPED_FAMILIES) {
    const { code, label } = content
    if (!(await shipHeader(req, 'product_families', { code, name: label.en, draft: content })))
      continue
    if (publish) await publishRelease(req, { kind: 'FAMILY', code, content, reason: FIRST })
  }
  for (const { definition, publish } of SHIPPED_WORKFLOWS) {
    const { code, label } = definition
    const header = { code, name: label.en, draft: definition, is_default: publish }
    if (!(await shipHeader(req, 'workflows', header))) continue
    if (publish)
      await publishRelease(req, { kind: 'WORKFLOW', code, content: definition, reason: FIRST })
  }
  await shipWork(req)
  await rowsOf(
    req,
    sql`insert into settings (id, company_name, time_zone, currency, basin_width_margin, created_at, updated_at)
        select ${uuidv7()}, 'Torvan Medical', 'America/Toronto', 'CAD', 0, now(), now()
        where not exists (select from settings)`,
  )
}

type Header = { code: string; name: string; draft: unknown; is_default?: boolean }

/** True when the header was absent and is now there; into one that is known, a later edition may arrive. */
async function shipHeader(
  req: PayloadRequest,
  table: 'product_families' | 'workflows',
  header: Header,
): Promise<boolean> {
  const resource = table === 'workflows' ? 'workflows' : 'product-families'
  const edition = contentHash(header.draft)
  const [known] = await rowsOf<{ id: string; draft: unknown; isUntouched: boolean }>(
    req,
    sql`select id, draft, rev = 1 as "isUntouched" from ${sql.identifier(table)} where code = ${header.code} for update`,
  )
  if (known) {
    const before = contentHash(known.draft)
    if (before === edition) return false
    if (!known.isUntouched && !(await isShipped(req, resource, known.id, before))) return false
    await rowsOf(
      req,
      sql`update ${sql.identifier(table)}
          set draft = ${JSON.stringify(header.draft)}::jsonb, rev = rev + 1, updated_at = now() where id = ${known.id}`,
    )
    await recordAudit(req, {
      action: 'update',
      resource,
      resourceId: known.id,
      before: { edition: before },
      after: { edition },
      reason: LATER,
    })
    return false
  }
  const id = uuidv7()
  const now = new Date().toISOString()
  await insertRows(req, table, [
    { id, ...header, state: 'UNPUBLISHED', rev: 1, created_at: now, updated_at: now },
  ])
  await recordAudit(req, {
    action: 'create',
    resource,
    resourceId: id,
    after: { code: header.code, name: header.name, edition },
    reason: FIRST,
  })
  return true
}

/** Whether a draft of this hash is an edition that the product delivered, and nobody has changed since. */
async function isShipped(
  req: PayloadRequest,
  resource: 'product-families' | 'workflows',
  id: string,
  sha256: string,
): Promise<boolean> {
  const [found] = await rowsOf(
    req,
    sql`select from configuration_releases where sha256 = ${sha256} and version = 1 and reason = ${FIRST}
        union all
        select from audit_events
        where resource = ${resource} and resource_id = ${id} and after->>'edition' = ${sha256}
        limit 1`,
  )
  return found !== undefined
}
