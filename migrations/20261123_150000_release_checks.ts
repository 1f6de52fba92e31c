import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_release_checks_state" AS ENUM('QUEUED', 'RUNNING', 'DONE', 'FAILED');
  CREATE TABLE "release_checks" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"family_id" uuid NOT NULL,
  	"sha256" varchar NOT NULL,
  	"content" jsonb NOT NULL,
  	"closed_builds" numeric DEFAULT 100 NOT NULL,
  	"state" "enum_release_checks_state" DEFAULT 'QUEUED' NOT NULL,
  	"progress" numeric DEFAULT 0 NOT NULL,
  	"doing" varchar,
  	"result" jsonb,
  	"started_at" timestamp(3) with time zone,
  	"finished_at" timestamp(3) with time zone,
  	"created_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "release_checks" ADD CONSTRAINT "release_checks_family_id_product_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."product_families"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "release_checks" ADD CONSTRAINT "release_checks_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;
  CREATE INDEX "release_checks_family_idx" ON "release_checks" USING btree ("family_id");
  CREATE INDEX "release_checks_state_idx" ON "release_checks" USING btree ("state");
  CREATE INDEX "release_checks_created_by_idx" ON "release_checks" USING btree ("created_by_id");
  CREATE INDEX "release_checks_updated_at_idx" ON "release_checks" USING btree ("updated_at");
  CREATE INDEX "release_checks_created_at_idx" ON "release_checks" USING btree ("created_at");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "release_checks" CASCADE;
  DROP TYPE "public"."enum_release_checks_state";`)
}
