import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Revisions that were retired before are dated by their row in the trail (handbook 15.10). */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    update work_instructions w set retired_at = coalesce(
      (select max(e.at) from audit_events e
       where e.resource = 'work-instructions' and e.resource_id = w.id::text and e.after->>'state' = 'RETIRED'),
      w.updated_at)
    where w.state = 'RETIRED';
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`update work_instructions set retired_at = null`)
}
