import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Messages wait here until a worker has handed them to the mail server; then their text is forgotten. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    create table mail_outbox (
      id uuid primary key,
      recipient text not null check (recipient <> ''),
      subject text not null,
      content jsonb,
      state text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'FAILED')),
      attempts integer not null default 0,
      due_at timestamptz not null default now(),
      created_at timestamptz not null default now(),
      settled_at timestamptz,
      last_error text,
      check ((state = 'WAITING') = (settled_at is null)),
      check ((state = 'WAITING') = (content is not null))
    );
    create index mail_outbox_due on mail_outbox (due_at) where state = 'WAITING';
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`drop table mail_outbox`)
}
