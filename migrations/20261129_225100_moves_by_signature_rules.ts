import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Moves of before that a signature made are known by the workflow that their build pinned: their notes are
 * those of verdicts, which not everybody reads (handbook 1.3). The history itself stays as it was.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    alter table status_events disable trigger status_events_append_only;
    update status_events e set by_signature = true
    from builds b
      join configuration_releases r on r.id = b.workflow_id
      cross join jsonb_array_elements(r.content->'transitions') as row
    where b.id = e.build_id and not e.is_override and row->>'id' = e.transition
      and row->'from' ? e."from" and row->>'to' = e."to" and row->'signature' <> 'null'::jsonb;
    alter table status_events enable trigger status_events_append_only;

    update builds b set by_signature = true
    where (select e.by_signature from status_events e where e.build_id = b.id order by e.at desc, e.id desc limit 1)
      and b.status_note is not null;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    alter table status_events disable trigger status_events_append_only;
    update status_events set by_signature = false;
    alter table status_events enable trigger status_events_append_only;
    update builds set by_signature = false;
  `)
}
