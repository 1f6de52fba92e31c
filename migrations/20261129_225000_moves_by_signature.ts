import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "builds" ADD COLUMN "by_signature" boolean DEFAULT false NOT NULL;
  ALTER TABLE "status_events" ADD COLUMN "by_signature" boolean DEFAULT false NOT NULL;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "builds" DROP COLUMN "by_signature";
  ALTER TABLE "status_events" DROP COLUMN "by_signature";`)
}
