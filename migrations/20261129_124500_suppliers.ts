import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "suppliers" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"contact_name" varchar,
  	"email" varchar,
  	"phone" varchar,
  	"lead_time_days" numeric,
  	"note" varchar,
  	"is_active" boolean DEFAULT true NOT NULL,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "nonconformance_comments" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"nonconformance_id" uuid NOT NULL,
  	"text" varchar NOT NULL,
  	"by_id" uuid,
  	"by_name" varchar,
  	"by_role" varchar,
  	"at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "nonconformances" ADD COLUMN "supplier_id" uuid;
  ALTER TABLE "nonconformance_comments" ADD CONSTRAINT "nonconformance_comments_nonconformance_id_nonconformances_id_fk" FOREIGN KEY ("nonconformance_id") REFERENCES "public"."nonconformances"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformance_comments" ADD CONSTRAINT "nonconformance_comments_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "suppliers_updated_at_idx" ON "suppliers" USING btree ("updated_at");
  CREATE INDEX "suppliers_created_at_idx" ON "suppliers" USING btree ("created_at");
  CREATE INDEX "nonconformance_comments_nonconformance_idx" ON "nonconformance_comments" USING btree ("nonconformance_id");
  CREATE INDEX "nonconformance_comments_by_idx" ON "nonconformance_comments" USING btree ("by_id");
  CREATE INDEX "nonconformance_comments_at_idx" ON "nonconformance_comments" USING btree ("at");
  CREATE INDEX "nonconformance_comments_updated_at_idx" ON "nonconformance_comments" USING btree ("updated_at");
  CREATE INDEX "nonconformance_comments_created_at_idx" ON "nonconformance_comments" USING btree ("created_at");
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_supplier_id_suppliers_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."suppliers"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "nonconformances_supplier_idx" ON "nonconformances" USING btree ("supplier_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "suppliers" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "nonconformance_comments" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "suppliers" CASCADE;
  DROP TABLE "nonconformance_comments" CASCADE;
  ALTER TABLE "nonconformances" DROP CONSTRAINT "nonconformances_supplier_id_suppliers_id_fk";
  
  DROP INDEX "nonconformances_supplier_idx";
  ALTER TABLE "nonconformances" DROP COLUMN "supplier_id";`)
}
