import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_catalogue_imports_kind" ADD VALUE 'ASSEMBLIES' BEFORE 'COMPONENTS';`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "catalogue_imports" ALTER COLUMN "kind" SET DATA TYPE text;
  DROP TYPE "public"."enum_catalogue_imports_kind";
  CREATE TYPE "public"."enum_catalogue_imports_kind" AS ENUM('DELIVERY', 'PARTS', 'COMPONENTS', 'STOCK', 'COSTS');
  ALTER TABLE "catalogue_imports" ALTER COLUMN "kind" SET DATA TYPE "public"."enum_catalogue_imports_kind" USING "kind"::"public"."enum_catalogue_imports_kind";`)
}
