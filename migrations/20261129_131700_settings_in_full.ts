import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "settings" ADD COLUMN "company_address" varchar;
  ALTER TABLE "settings" ADD COLUMN "company_phone" varchar;
  ALTER TABLE "settings" ADD COLUMN "company_email" varchar;
  ALTER TABLE "settings" ADD COLUMN "order_prefix" varchar DEFAULT 'TOR' NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "nonconformance_prefix" varchar DEFAULT 'NC' NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "number_digits" numeric DEFAULT 4 NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "custom_numbers" jsonb;
  ALTER TABLE "settings" ADD COLUMN "photo_megabytes" numeric DEFAULT 10 NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "photo_shortest_side" numeric DEFAULT 0 NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "audit_years" numeric DEFAULT 7 NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "activity_years" numeric DEFAULT 2 NOT NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "settings" DROP COLUMN "company_address";
  ALTER TABLE "settings" DROP COLUMN "company_phone";
  ALTER TABLE "settings" DROP COLUMN "company_email";
  ALTER TABLE "settings" DROP COLUMN "order_prefix";
  ALTER TABLE "settings" DROP COLUMN "nonconformance_prefix";
  ALTER TABLE "settings" DROP COLUMN "number_digits";
  ALTER TABLE "settings" DROP COLUMN "custom_numbers";
  ALTER TABLE "settings" DROP COLUMN "photo_megabytes";
  ALTER TABLE "settings" DROP COLUMN "photo_shortest_side";
  ALTER TABLE "settings" DROP COLUMN "audit_years";
  ALTER TABLE "settings" DROP COLUMN "activity_years";`)
}
