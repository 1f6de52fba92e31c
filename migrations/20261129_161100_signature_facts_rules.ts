import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Every signature from now on proves its own facts; those given before have no hash of them and stay. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    alter table signatures
      add constraint signatures_facts check (facts_hash is not null and facts_hash ~ '^[0-9a-f]{64}$') not valid;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    alter table signatures drop constraint signatures_facts;
  `)
}
