import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "work_instructions" ADD COLUMN "retired_at" timestamp(3) with time zone;
  ALTER TABLE "work_instructions" ADD COLUMN "retire_reason" varchar;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "work_instructions" DROP COLUMN "retired_at";
  ALTER TABLE "work_instructions" DROP COLUMN "retire_reason";`)
}
