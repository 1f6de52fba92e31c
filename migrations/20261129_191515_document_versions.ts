import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "documents" ADD COLUMN "version" numeric DEFAULT 1;
  ALTER TABLE "documents" ADD COLUMN "replaces_id" uuid;
  ALTER TABLE "documents" ADD COLUMN "number" varchar;
  ALTER TABLE "documents" ADD COLUMN "approved_by_id" uuid;
  ALTER TABLE "documents" ADD COLUMN "approved_at" timestamp(3) with time zone;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_replaces_id_documents_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_approved_by_id_users_id_fk" FOREIGN KEY ("approved_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE UNIQUE INDEX "documents_replaces_idx" ON "documents" USING btree ("replaces_id");
  CREATE UNIQUE INDEX "documents_number_idx" ON "documents" USING btree ("number");
  CREATE INDEX "documents_approved_by_idx" ON "documents" USING btree ("approved_by_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "documents" DROP CONSTRAINT "documents_replaces_id_documents_id_fk";
  
  ALTER TABLE "documents" DROP CONSTRAINT "documents_approved_by_id_users_id_fk";
  
  DROP INDEX "documents_replaces_idx";
  DROP INDEX "documents_number_idx";
  DROP INDEX "documents_approved_by_idx";
  ALTER TABLE "documents" DROP COLUMN "version";
  ALTER TABLE "documents" DROP COLUMN "replaces_id";
  ALTER TABLE "documents" DROP COLUMN "number";
  ALTER TABLE "documents" DROP COLUMN "approved_by_id";
  ALTER TABLE "documents" DROP COLUMN "approved_at";`)
}
