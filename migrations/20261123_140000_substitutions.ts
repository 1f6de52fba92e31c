import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_substitutions_scope" AS ENUM('EVERYWHERE', 'FAMILY', 'BUILD');
  CREATE TABLE "substitutions" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"asked_id" varchar NOT NULL,
  	"substitute_id" varchar NOT NULL,
  	"scope" "enum_substitutions_scope" DEFAULT 'BUILD' NOT NULL,
  	"family" varchar,
  	"build_id" uuid,
  	"reason" varchar NOT NULL,
  	"expires_on" varchar,
  	"is_active" boolean DEFAULT true NOT NULL,
  	"created_by_id" uuid,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "substitutions_asked_id_idx" ON "substitutions" USING btree ("asked_id");
  CREATE INDEX "substitutions_substitute_id_idx" ON "substitutions" USING btree ("substitute_id");
  CREATE INDEX "substitutions_build_idx" ON "substitutions" USING btree ("build_id");
  CREATE INDEX "substitutions_created_by_idx" ON "substitutions" USING btree ("created_by_id");
  CREATE INDEX "substitutions_updated_at_idx" ON "substitutions" USING btree ("updated_at");
  CREATE INDEX "substitutions_created_at_idx" ON "substitutions" USING btree ("created_at");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "substitutions" CASCADE;
  DROP TYPE "public"."enum_substitutions_scope";`)
}
