import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Imports that the worker applies, with how far it is: beside the import, whose row is locked meanwhile. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    create table catalogue_import_jobs (
      import_id uuid primary key references catalogue_imports (id) on delete restrict,
      asked_by uuid not null references users (id) on delete restrict,
      state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
      attempts integer not null default 0,
      progress integer not null default 0 check (progress between 0 and 100),
      -- what is being done, or why it could not be
      doing text,
      asked_at timestamptz not null default now(),
      -- the last sign of life
      updated_at timestamptz not null default now()
    );
    create index catalogue_import_jobs_open on catalogue_import_jobs (asked_at) where state in ('QUEUED', 'RUNNING');
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`drop table catalogue_import_jobs`)
}
