import { sql } from '@payloadcms/db-postgres/drizzle'
import { formatNames, type Payload, type SanitizedConfig } from 'payload'
import { rowsOf } from '../db/rows'
import { EXPLICIT_COLLECTIONS } from '../domain/audit'
import { systemRequest } from './actor'

/** A kind of record in the audit trail, with every name under which acts on it stand there. */
export type AuditKind = { kind: string; names: string[] }

/** What GraphQL puts before the name of a collection or a global to name an operation on it. */
const OPERATION =
  /^(|all|count|docAccess|create|update|delete|duplicate|me|initialized|refreshToken|logout|unlock|login|forgotPassword|resetPassword|verifyEmail|versions?|restoreVersion)$/

/**
 * The slug of what a name in the trail is about: a GraphQL operation such as `createOrder` or `Orders` is
 * about the collection; any other name stands for itself.
 */
export function kindNamed({ collections, globals }: SanitizedConfig, name: string): string {
  const slugs: string[] = [...collections, ...globals].map(({ slug }) => slug)
  if (slugs.includes(name)) return name
  const isOn = (slug: string): boolean => {
    const { singular, plural } = formatNames(slug)
    return [singular, plural].some(
      (own) => name.endsWith(own) && OPERATION.test(name.slice(0, -own.length)),
    )
  }
  return slugs.find(isOn) ?? name
}

/**
 * The kinds of record that the audit trail can be asked for: those whose writes it keeps, and whatever else
 * acts have named there. For whoever may read the trail.
 */
export async function auditKinds(payload: Payload): Promise<AuditKind[]> {
  const { collections, globals } = payload.config
  const kept = [...collections, ...globals]
    .map(({ slug }) => slug)
    .filter((slug) => !slug.startsWith('payload-') && !(slug in EXPLICIT_COLLECTIONS))
  // from one kind to the next in the index: a long trail is not read whole
  const named = await rowsOf<{ resource: string }>(
    await systemRequest(payload),
    sql`with recursive kinds as (
          (select resource from audit_events order by resource limit 1)
          union all
          select (select e.resource from audit_events e where e.resource > k.resource order by e.resource limit 1)
          from kinds k where k.resource is not null
        )
        select resource from kinds where resource is not null`,
  )
  const kinds = new Map(kept.map((slug): [string, Set<string>] => [slug, new Set([slug])]))
  for (const { resource } of named) {
    const kind = kindNamed(payload.config, resource)
    kinds.set(kind, new Set([...(kinds.get(kind) ?? []), resource]))
  }
  return [...kinds].map(([kind, names]) => ({ kind, names: [...names] }))
}
