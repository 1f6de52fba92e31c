import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_tasks_category" AS ENUM('SINK_BODY', 'PEGBOARD', 'BASIN', 'FAUCET', 'CONTROL_SYSTEM', 'ACCESSORY', 'PACKAGING', 'REWORK');
  CREATE TYPE "public"."enum_tasks_status" AS ENUM('PENDING', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED', 'CANCELLED');
  CREATE TYPE "public"."enum_tasks_block_class" AS ENUM('PARTS_SHORTAGE', 'DEFECT', 'DRAWING', 'TOOL', 'OTHER');
  CREATE TYPE "public"."enum_work_instructions_state" AS ENUM('DRAFT', 'PUBLISHED', 'RETIRED');
  CREATE TYPE "public"."enum_inspections_kind" AS ENUM('PRE_QC', 'PRODUCTION', 'END_OF_LINE', 'PACKAGING', 'FINAL_QC');
  CREATE TYPE "public"."enum_inspections_state" AS ENUM('DRAFT', 'SIGNED', 'VOID');
  CREATE TYPE "public"."enum_inspections_outcome" AS ENUM('PASS', 'FAIL');
  CREATE TYPE "public"."enum_nonconformances_status" AS ENUM('OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED');
  CREATE TYPE "public"."enum_nonconformances_source" AS ENUM('INSPECTION', 'ASSEMBLER', 'SUPPLIER', 'CUSTOMER');
  CREATE TYPE "public"."enum_nonconformances_form" AS ENUM('PRE_QC', 'PRODUCTION', 'END_OF_LINE', 'PACKAGING', 'FINAL_QC');
  CREATE TYPE "public"."enum_nonconformances_reason" AS ENUM('DIMENSIONAL', 'SURFACE', 'ASSEMBLY_GAPS', 'COMPONENT_MISSING', 'MISALIGNED', 'ELECTRICAL', 'PLUMBING', 'DOCUMENTATION_MISSING', 'CLEANLINESS', 'OTHER');
  CREATE TYPE "public"."enum_nonconformances_severity" AS ENUM('CRITICAL', 'MAJOR', 'MINOR');
  CREATE TYPE "public"."enum_nonconformances_disposition" AS ENUM('USE_AS_IS', 'REWORK', 'SCRAP', 'RETURN_TO_SUPPLIER');
  CREATE TABLE "shipments" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"order_id" uuid NOT NULL,
  	"position" numeric NOT NULL,
  	"carrier" varchar NOT NULL,
  	"tracking_number" varchar,
  	"date" varchar NOT NULL,
  	"created_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "tasks" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"build_id" uuid NOT NULL,
  	"key" varchar NOT NULL,
  	"template_key" varchar,
  	"title" varchar NOT NULL,
  	"titles" jsonb,
  	"description" varchar,
  	"category" "enum_tasks_category" NOT NULL,
  	"basin" numeric,
  	"sequence" numeric NOT NULL,
  	"status" "enum_tasks_status" DEFAULT 'PENDING' NOT NULL,
  	"assigned_to_id" uuid,
  	"due_date" varchar,
  	"estimate_minutes" numeric NOT NULL,
  	"actual_minutes" numeric,
  	"started_at" timestamp(3) with time zone,
  	"completed_at" timestamp(3) with time zone,
  	"completed_by_id" uuid,
  	"parts" jsonb DEFAULT '[]'::jsonb NOT NULL,
  	"critical_parts" jsonb DEFAULT '[]'::jsonb NOT NULL,
  	"tools" jsonb DEFAULT '[]'::jsonb NOT NULL,
  	"ticks" jsonb DEFAULT '[]'::jsonb NOT NULL,
  	"instruction_id" uuid,
  	"nonconformance_id" uuid,
  	"block_class" "enum_tasks_block_class",
  	"reason" varchar,
  	"note" varchar,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "tasks_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"tasks_id" uuid
  );
  
  CREATE TABLE "time_entries" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"task_id" uuid NOT NULL,
  	"build_id" uuid NOT NULL,
  	"user_id" uuid NOT NULL,
  	"started_at" timestamp(3) with time zone NOT NULL,
  	"ended_at" timestamp(3) with time zone,
  	"minutes" numeric,
  	"is_forgotten" boolean DEFAULT false NOT NULL,
  	"corrected_by_id" uuid,
  	"corrected_at" timestamp(3) with time zone,
  	"correction_reason" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "traced_parts" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"build_id" uuid NOT NULL,
  	"task_id" uuid,
  	"inspection_id" uuid,
  	"part_number" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"basin" numeric,
  	"serial" varchar,
  	"lot" varchar,
  	"recorded_by_id" uuid,
  	"recorded_at" timestamp(3) with time zone NOT NULL,
  	"replaced_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "work_instructions_steps" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"text" jsonb,
  	"minutes" numeric,
  	"checkpoint" varchar,
  	"safety" varchar
  );
  
  CREATE TABLE "work_instructions" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"title" varchar NOT NULL,
  	"revision" numeric DEFAULT 1 NOT NULL,
  	"state" "enum_work_instructions_state" DEFAULT 'DRAFT' NOT NULL,
  	"reason" varchar,
  	"assembly_id" uuid,
  	"minutes" numeric,
  	"published_at" timestamp(3) with time zone,
  	"published_by_id" uuid,
  	"created_by_id" uuid,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "tools" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"is_measuring" boolean DEFAULT false NOT NULL,
  	"instrument_id" varchar,
  	"calibration_due" varchar,
  	"is_active" boolean DEFAULT true NOT NULL,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "inspections" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"build_id" uuid NOT NULL,
  	"kind" "enum_inspections_kind" NOT NULL,
  	"attempt" numeric NOT NULL,
  	"template" varchar NOT NULL,
  	"release_id" uuid NOT NULL,
  	"state" "enum_inspections_state" DEFAULT 'DRAFT' NOT NULL,
  	"outcome" "enum_inspections_outcome",
  	"header" jsonb DEFAULT '[]'::jsonb NOT NULL,
  	"statement" varchar,
  	"items" jsonb DEFAULT '[]'::jsonb NOT NULL,
  	"note" varchar,
  	"failure" jsonb,
  	"signature_id" uuid,
  	"signed_at" timestamp(3) with time zone,
  	"created_by_id" uuid,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "nonconformances" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"number" varchar,
  	"status" "enum_nonconformances_status" DEFAULT 'OPEN' NOT NULL,
  	"source" "enum_nonconformances_source" DEFAULT 'ASSEMBLER' NOT NULL,
  	"build_id" uuid,
  	"inspection_id" uuid,
  	"form" "enum_nonconformances_form",
  	"attempt" numeric,
  	"failed_items" jsonb,
  	"task_id" uuid,
  	"part_id" uuid,
  	"assembly_id" uuid,
  	"supplier_name" varchar,
  	"reason" "enum_nonconformances_reason" NOT NULL,
  	"severity" "enum_nonconformances_severity",
  	"rework" boolean,
  	"retest" boolean,
  	"description" varchar NOT NULL,
  	"containment" varchar,
  	"disposition" "enum_nonconformances_disposition",
  	"root_cause" varchar,
  	"corrective_action" varchar,
  	"preventive_action" varchar,
  	"owner_id" uuid,
  	"due_date" varchar,
  	"resolution" varchar,
  	"resolved_by_id" uuid,
  	"resolved_at" timestamp(3) with time zone,
  	"effectiveness" varchar,
  	"verified_by_id" uuid,
  	"verified_at" timestamp(3) with time zone,
  	"created_by_id" uuid,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "builds" ADD COLUMN "shipment_id" uuid;
  ALTER TABLE "builds" ADD COLUMN "shipped_at" timestamp(3) with time zone;
  ALTER TABLE "builds" ADD COLUMN "delivered_at" timestamp(3) with time zone;
  ALTER TABLE "documents" ADD COLUMN "inspection_id" uuid;
  ALTER TABLE "documents" ADD COLUMN "task_id" uuid;
  ALTER TABLE "documents" ADD COLUMN "nonconformance_id" uuid;
  ALTER TABLE "documents" ADD COLUMN "taken_at" timestamp(3) with time zone;
  ALTER TABLE "documents" ADD COLUMN "focal_x" numeric;
  ALTER TABLE "documents" ADD COLUMN "focal_y" numeric;
  ALTER TABLE "documents" ADD COLUMN "sizes_thumbnail_url" varchar;
  ALTER TABLE "documents" ADD COLUMN "sizes_thumbnail_width" numeric;
  ALTER TABLE "documents" ADD COLUMN "sizes_thumbnail_height" numeric;
  ALTER TABLE "documents" ADD COLUMN "sizes_thumbnail_mime_type" varchar;
  ALTER TABLE "documents" ADD COLUMN "sizes_thumbnail_filesize" numeric;
  ALTER TABLE "documents" ADD COLUMN "sizes_thumbnail_filename" varchar;
  ALTER TABLE "shipments" ADD CONSTRAINT "shipments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "shipments" ADD CONSTRAINT "shipments_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tasks" ADD CONSTRAINT "tasks_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assigned_to_id_users_id_fk" FOREIGN KEY ("assigned_to_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tasks" ADD CONSTRAINT "tasks_completed_by_id_users_id_fk" FOREIGN KEY ("completed_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tasks" ADD CONSTRAINT "tasks_instruction_id_work_instructions_id_fk" FOREIGN KEY ("instruction_id") REFERENCES "public"."work_instructions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tasks" ADD CONSTRAINT "tasks_nonconformance_id_nonconformances_id_fk" FOREIGN KEY ("nonconformance_id") REFERENCES "public"."nonconformances"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "tasks_rels" ADD CONSTRAINT "tasks_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "tasks_rels" ADD CONSTRAINT "tasks_rels_tasks_fk" FOREIGN KEY ("tasks_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "time_entries" ADD CONSTRAINT "time_entries_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "time_entries" ADD CONSTRAINT "time_entries_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "time_entries" ADD CONSTRAINT "time_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "time_entries" ADD CONSTRAINT "time_entries_corrected_by_id_users_id_fk" FOREIGN KEY ("corrected_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "traced_parts" ADD CONSTRAINT "traced_parts_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "traced_parts" ADD CONSTRAINT "traced_parts_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "traced_parts" ADD CONSTRAINT "traced_parts_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "traced_parts" ADD CONSTRAINT "traced_parts_recorded_by_id_users_id_fk" FOREIGN KEY ("recorded_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "work_instructions_steps" ADD CONSTRAINT "work_instructions_steps_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."work_instructions"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "work_instructions" ADD CONSTRAINT "work_instructions_assembly_id_assemblies_id_fk" FOREIGN KEY ("assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "work_instructions" ADD CONSTRAINT "work_instructions_published_by_id_users_id_fk" FOREIGN KEY ("published_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "work_instructions" ADD CONSTRAINT "work_instructions_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "inspections" ADD CONSTRAINT "inspections_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "inspections" ADD CONSTRAINT "inspections_release_id_configuration_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."configuration_releases"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "inspections" ADD CONSTRAINT "inspections_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "inspections" ADD CONSTRAINT "inspections_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_assembly_id_assemblies_id_fk" FOREIGN KEY ("assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_resolved_by_id_users_id_fk" FOREIGN KEY ("resolved_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_verified_by_id_users_id_fk" FOREIGN KEY ("verified_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "nonconformances" ADD CONSTRAINT "nonconformances_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "shipments_order_idx" ON "shipments" USING btree ("order_id");
  CREATE INDEX "shipments_tracking_number_idx" ON "shipments" USING btree ("tracking_number");
  CREATE INDEX "shipments_created_by_idx" ON "shipments" USING btree ("created_by_id");
  CREATE INDEX "shipments_updated_at_idx" ON "shipments" USING btree ("updated_at");
  CREATE INDEX "shipments_created_at_idx" ON "shipments" USING btree ("created_at");
  CREATE UNIQUE INDEX "order_position_idx" ON "shipments" USING btree ("order_id","position");
  CREATE INDEX "tasks_build_idx" ON "tasks" USING btree ("build_id");
  CREATE INDEX "tasks_status_idx" ON "tasks" USING btree ("status");
  CREATE INDEX "tasks_assigned_to_idx" ON "tasks" USING btree ("assigned_to_id");
  CREATE INDEX "tasks_completed_by_idx" ON "tasks" USING btree ("completed_by_id");
  CREATE INDEX "tasks_instruction_idx" ON "tasks" USING btree ("instruction_id");
  CREATE INDEX "tasks_nonconformance_idx" ON "tasks" USING btree ("nonconformance_id");
  CREATE INDEX "tasks_updated_at_idx" ON "tasks" USING btree ("updated_at");
  CREATE INDEX "tasks_created_at_idx" ON "tasks" USING btree ("created_at");
  CREATE UNIQUE INDEX "build_key_idx" ON "tasks" USING btree ("build_id","key");
  CREATE INDEX "tasks_rels_order_idx" ON "tasks_rels" USING btree ("order");
  CREATE INDEX "tasks_rels_parent_idx" ON "tasks_rels" USING btree ("parent_id");
  CREATE INDEX "tasks_rels_path_idx" ON "tasks_rels" USING btree ("path");
  CREATE INDEX "tasks_rels_tasks_id_idx" ON "tasks_rels" USING btree ("tasks_id");
  CREATE INDEX "time_entries_task_idx" ON "time_entries" USING btree ("task_id");
  CREATE INDEX "time_entries_build_idx" ON "time_entries" USING btree ("build_id");
  CREATE INDEX "time_entries_user_idx" ON "time_entries" USING btree ("user_id");
  CREATE INDEX "time_entries_corrected_by_idx" ON "time_entries" USING btree ("corrected_by_id");
  CREATE INDEX "time_entries_updated_at_idx" ON "time_entries" USING btree ("updated_at");
  CREATE INDEX "time_entries_created_at_idx" ON "time_entries" USING btree ("created_at");
  CREATE INDEX "traced_parts_build_idx" ON "traced_parts" USING btree ("build_id");
  CREATE INDEX "traced_parts_task_idx" ON "traced_parts" USING btree ("task_id");
  CREATE INDEX "traced_parts_inspection_idx" ON "traced_parts" USING btree ("inspection_id");
  CREATE INDEX "traced_parts_part_number_idx" ON "traced_parts" USING btree ("part_number");
  CREATE INDEX "traced_parts_serial_idx" ON "traced_parts" USING btree ("serial");
  CREATE INDEX "traced_parts_lot_idx" ON "traced_parts" USING btree ("lot");
  CREATE INDEX "traced_parts_recorded_by_idx" ON "traced_parts" USING btree ("recorded_by_id");
  CREATE INDEX "traced_parts_updated_at_idx" ON "traced_parts" USING btree ("updated_at");
  CREATE INDEX "traced_parts_created_at_idx" ON "traced_parts" USING btree ("created_at");
  CREATE INDEX "work_instructions_steps_order_idx" ON "work_instructions_steps" USING btree ("_order");
  CREATE INDEX "work_instructions_steps_parent_id_idx" ON "work_instructions_steps" USING btree ("_parent_id");
  CREATE INDEX "work_instructions_code_idx" ON "work_instructions" USING btree ("code");
  CREATE INDEX "work_instructions_state_idx" ON "work_instructions" USING btree ("state");
  CREATE INDEX "work_instructions_assembly_idx" ON "work_instructions" USING btree ("assembly_id");
  CREATE INDEX "work_instructions_published_by_idx" ON "work_instructions" USING btree ("published_by_id");
  CREATE INDEX "work_instructions_created_by_idx" ON "work_instructions" USING btree ("created_by_id");
  CREATE INDEX "work_instructions_updated_at_idx" ON "work_instructions" USING btree ("updated_at");
  CREATE INDEX "work_instructions_created_at_idx" ON "work_instructions" USING btree ("created_at");
  CREATE UNIQUE INDEX "code_revision_idx" ON "work_instructions" USING btree ("code","revision");
  CREATE UNIQUE INDEX "tools_code_idx" ON "tools" USING btree ("code");
  CREATE INDEX "tools_updated_at_idx" ON "tools" USING btree ("updated_at");
  CREATE INDEX "tools_created_at_idx" ON "tools" USING btree ("created_at");
  CREATE INDEX "inspections_build_idx" ON "inspections" USING btree ("build_id");
  CREATE INDEX "inspections_kind_idx" ON "inspections" USING btree ("kind");
  CREATE INDEX "inspections_release_idx" ON "inspections" USING btree ("release_id");
  CREATE INDEX "inspections_state_idx" ON "inspections" USING btree ("state");
  CREATE INDEX "inspections_signature_idx" ON "inspections" USING btree ("signature_id");
  CREATE INDEX "inspections_created_by_idx" ON "inspections" USING btree ("created_by_id");
  CREATE INDEX "inspections_updated_at_idx" ON "inspections" USING btree ("updated_at");
  CREATE INDEX "inspections_created_at_idx" ON "inspections" USING btree ("created_at");
  CREATE UNIQUE INDEX "build_kind_attempt_idx" ON "inspections" USING btree ("build_id","kind","attempt");
  CREATE UNIQUE INDEX "nonconformances_number_idx" ON "nonconformances" USING btree ("number");
  CREATE INDEX "nonconformances_status_idx" ON "nonconformances" USING btree ("status");
  CREATE INDEX "nonconformances_build_idx" ON "nonconformances" USING btree ("build_id");
  CREATE INDEX "nonconformances_inspection_idx" ON "nonconformances" USING btree ("inspection_id");
  CREATE INDEX "nonconformances_task_idx" ON "nonconformances" USING btree ("task_id");
  CREATE INDEX "nonconformances_part_idx" ON "nonconformances" USING btree ("part_id");
  CREATE INDEX "nonconformances_assembly_idx" ON "nonconformances" USING btree ("assembly_id");
  CREATE INDEX "nonconformances_owner_idx" ON "nonconformances" USING btree ("owner_id");
  CREATE INDEX "nonconformances_resolved_by_idx" ON "nonconformances" USING btree ("resolved_by_id");
  CREATE INDEX "nonconformances_verified_by_idx" ON "nonconformances" USING btree ("verified_by_id");
  CREATE INDEX "nonconformances_created_by_idx" ON "nonconformances" USING btree ("created_by_id");
  CREATE INDEX "nonconformances_updated_at_idx" ON "nonconformances" USING btree ("updated_at");
  CREATE INDEX "nonconformances_created_at_idx" ON "nonconformances" USING btree ("created_at");
  ALTER TABLE "builds" ADD CONSTRAINT "builds_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_nonconformance_id_nonconformances_id_fk" FOREIGN KEY ("nonconformance_id") REFERENCES "public"."nonconformances"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "builds_shipment_idx" ON "builds" USING btree ("shipment_id");
  CREATE INDEX "documents_inspection_idx" ON "documents" USING btree ("inspection_id");
  CREATE INDEX "documents_task_idx" ON "documents" USING btree ("task_id");
  CREATE INDEX "documents_nonconformance_idx" ON "documents" USING btree ("nonconformance_id");
  CREATE INDEX "documents_sizes_thumbnail_sizes_thumbnail_filename_idx" ON "documents" USING btree ("sizes_thumbnail_filename");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "shipments" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "tasks" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "tasks_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "time_entries" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "traced_parts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "work_instructions_steps" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "work_instructions" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "tools" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "inspections" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "nonconformances" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "shipments" CASCADE;
  DROP TABLE "tasks" CASCADE;
  DROP TABLE "tasks_rels" CASCADE;
  DROP TABLE "time_entries" CASCADE;
  DROP TABLE "traced_parts" CASCADE;
  DROP TABLE "work_instructions_steps" CASCADE;
  DROP TABLE "work_instructions" CASCADE;
  DROP TABLE "tools" CASCADE;
  DROP TABLE "inspections" CASCADE;
  DROP TABLE "nonconformances" CASCADE;
  ALTER TABLE "builds" DROP CONSTRAINT "builds_shipment_id_shipments_id_fk";
  
  ALTER TABLE "documents" DROP CONSTRAINT "documents_inspection_id_inspections_id_fk";
  
  ALTER TABLE "documents" DROP CONSTRAINT "documents_task_id_tasks_id_fk";
  
  ALTER TABLE "documents" DROP CONSTRAINT "documents_nonconformance_id_nonconformances_id_fk";
  
  DROP INDEX "builds_shipment_idx";
  DROP INDEX "documents_inspection_idx";
  DROP INDEX "documents_task_idx";
  DROP INDEX "documents_nonconformance_idx";
  DROP INDEX "documents_sizes_thumbnail_sizes_thumbnail_filename_idx";
  ALTER TABLE "builds" DROP COLUMN "shipment_id";
  ALTER TABLE "builds" DROP COLUMN "shipped_at";
  ALTER TABLE "builds" DROP COLUMN "delivered_at";
  ALTER TABLE "documents" DROP COLUMN "inspection_id";
  ALTER TABLE "documents" DROP COLUMN "task_id";
  ALTER TABLE "documents" DROP COLUMN "nonconformance_id";
  ALTER TABLE "documents" DROP COLUMN "taken_at";
  ALTER TABLE "documents" DROP COLUMN "focal_x";
  ALTER TABLE "documents" DROP COLUMN "focal_y";
  ALTER TABLE "documents" DROP COLUMN "sizes_thumbnail_url";
  ALTER TABLE "documents" DROP COLUMN "sizes_thumbnail_width";
  ALTER TABLE "documents" DROP COLUMN "sizes_thumbnail_height";
  ALTER TABLE "documents" DROP COLUMN "sizes_thumbnail_mime_type";
  ALTER TABLE "documents" DROP COLUMN "sizes_thumbnail_filesize";
  ALTER TABLE "documents" DROP COLUMN "sizes_thumbnail_filename";
  DROP TYPE "public"."enum_tasks_category";
  DROP TYPE "public"."enum_tasks_status";
  DROP TYPE "public"."enum_tasks_block_class";
  DROP TYPE "public"."enum_work_instructions_state";
  DROP TYPE "public"."enum_inspections_kind";
  DROP TYPE "public"."enum_inspections_state";
  DROP TYPE "public"."enum_inspections_outcome";
  DROP TYPE "public"."enum_nonconformances_status";
  DROP TYPE "public"."enum_nonconformances_source";
  DROP TYPE "public"."enum_nonconformances_form";
  DROP TYPE "public"."enum_nonconformances_reason";
  DROP TYPE "public"."enum_nonconformances_severity";
  DROP TYPE "public"."enum_nonconformances_disposition";`)
}
