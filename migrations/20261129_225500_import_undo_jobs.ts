import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** The worker takes imports back as well: beside how far it is stands what it was asked to do. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    alter table catalogue_import_jobs
      add column task text not null default 'APPLY' check (task in ('APPLY', 'UNDO')),
      -- of an undo: whether records that were changed since are to stay as they are
      add column keep_changed boolean not null default false;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(
    sql`alter table catalogue_import_jobs drop column task, drop column keep_changed`,
  )
}
