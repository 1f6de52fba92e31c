import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Files that wait with an unsent order are their author's alone from now on (handbook 5). */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    update documents set of_draft = true
    where draft_id is not null and order_id is null and build_id is null and part_id is null
      and assembly_id is null and inspection_id is null and task_id is null and nonconformance_id is null;
    alter table documents alter column of_draft set not null;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    alter table documents alter column of_draft drop not null;
  `)
}
