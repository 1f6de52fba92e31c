import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_tasks_review" AS ENUM('DROPPED', 'CHANGED');
  ALTER TABLE "tasks" ADD COLUMN "review" "enum_tasks_review";`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "tasks" DROP COLUMN "review";
  DROP TYPE "public"."enum_tasks_review";`)
}
