import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_catalogue_imports_kind" AS ENUM('DELIVERY', 'PARTS', 'COMPONENTS', 'STOCK', 'COSTS');
  CREATE TYPE "public"."enum_catalogue_imports_state" AS ENUM('CHECKED', 'APPLIED', 'UNDONE');
  CREATE TABLE "catalogue_imports" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"number" varchar NOT NULL,
  	"sequence" numeric NOT NULL,
  	"kind" "enum_catalogue_imports_kind" NOT NULL,
  	"state" "enum_catalogue_imports_state" DEFAULT 'CHECKED' NOT NULL,
  	"file_names" varchar NOT NULL,
  	"files" jsonb NOT NULL,
  	"check_result" jsonb NOT NULL,
  	"apply_result" jsonb,
  	"undo_result" jsonb,
  	"created_by_id" uuid,
  	"applied_by_id" uuid,
  	"applied_at" timestamp(3) with time zone,
  	"undone_by_id" uuid,
  	"undone_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "catalogue_imports" ADD CONSTRAINT "catalogue_imports_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "catalogue_imports" ADD CONSTRAINT "catalogue_imports_applied_by_id_users_id_fk" FOREIGN KEY ("applied_by_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "catalogue_imports" ADD CONSTRAINT "catalogue_imports_undone_by_id_users_id_fk" FOREIGN KEY ("undone_by_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;
  CREATE UNIQUE INDEX "catalogue_imports_number_idx" ON "catalogue_imports" USING btree ("number");
  CREATE UNIQUE INDEX "catalogue_imports_sequence_idx" ON "catalogue_imports" USING btree ("sequence");
  CREATE INDEX "catalogue_imports_kind_idx" ON "catalogue_imports" USING btree ("kind");
  CREATE INDEX "catalogue_imports_state_idx" ON "catalogue_imports" USING btree ("state");
  CREATE INDEX "catalogue_imports_created_by_idx" ON "catalogue_imports" USING btree ("created_by_id");
  CREATE INDEX "catalogue_imports_applied_by_idx" ON "catalogue_imports" USING btree ("applied_by_id");
  CREATE INDEX "catalogue_imports_undone_by_idx" ON "catalogue_imports" USING btree ("undone_by_id");
  CREATE INDEX "catalogue_imports_updated_at_idx" ON "catalogue_imports" USING btree ("updated_at");
  CREATE INDEX "catalogue_imports_created_at_idx" ON "catalogue_imports" USING btree ("created_at");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "catalogue_imports" CASCADE;
  DROP TYPE "public"."enum_catalogue_imports_kind";
  DROP TYPE "public"."enum_catalogue_imports_state";`)
}
