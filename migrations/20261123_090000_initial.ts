import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_orders_language" AS ENUM('EN', 'FR', 'ES');
  CREATE TYPE "public"."enum_orders_priority" AS ENUM('STANDARD', 'RUSH', 'EMERGENCY');
  CREATE TYPE "public"."enum_builds_hold_class" AS ENUM('PARTS_SHORTAGE', 'CUSTOMER', 'DRAWING', 'QUALITY', 'OTHER');
  CREATE TYPE "public"."enum_boms_state" AS ENUM('DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'REJECTED', 'SUPERSEDED');
  CREATE TYPE "public"."enum_bom_lines_kind" AS ENUM('ASSEMBLY', 'PART', 'CUSTOM', 'UNRESOLVED');
  CREATE TYPE "public"."enum_signatures_meaning" AS ENUM('REVIEW', 'APPROVAL', 'REJECTION', 'RESPONSIBILITY', 'AUTHORSHIP');
  CREATE TYPE "public"."enum_parts_kind" AS ENUM('COMPONENT', 'MATERIAL', 'CUSTOM');
  CREATE TYPE "public"."enum_assemblies_type" AS ENUM('SIMPLE', 'COMPLEX', 'SERVICE_PART', 'KIT');
  CREATE TYPE "public"."enum_stock_movements_kind" AS ENUM('RECEIPT', 'ADJUSTMENT');
  CREATE TYPE "public"."enum_product_families_state" AS ENUM('UNPUBLISHED', 'PUBLISHED', 'RETIRED');
  CREATE TYPE "public"."enum_workflows_state" AS ENUM('UNPUBLISHED', 'PUBLISHED', 'RETIRED');
  CREATE TYPE "public"."enum_configuration_releases_kind" AS ENUM('FAMILY', 'WORKFLOW');
  CREATE TYPE "public"."enum_users_role" AS ENUM('ADMIN', 'PRODUCTION_COORDINATOR', 'PROCUREMENT', 'QC_PERSON', 'ASSEMBLER', 'SERVICE_DEPARTMENT');
  CREATE TYPE "public"."enum_users_kind" AS ENUM('HUMAN', 'MACHINE');
  CREATE TYPE "public"."enum_documents_type" AS ENUM('PO_DOCUMENT', 'TECHNICAL_DRAWING', 'ORDER_CONFIRMATION', 'QC_FORM', 'TEST_RESULT', 'PHOTO', 'OTHER');
  CREATE TYPE "public"."enum_audit_events_stream" AS ENUM('AUDIT', 'ACTIVITY');
  CREATE TABLE "orders" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"order_number" varchar NOT NULL,
  	"po_number" varchar NOT NULL,
  	"customer_id" uuid NOT NULL,
  	"customer_name" varchar,
  	"project_name" varchar,
  	"sales_person" varchar NOT NULL,
  	"want_date" varchar NOT NULL,
  	"language" "enum_orders_language" DEFAULT 'EN' NOT NULL,
  	"priority" "enum_orders_priority" DEFAULT 'STANDARD' NOT NULL,
  	"special_instructions" varchar,
  	"notes" varchar,
  	"status" varchar NOT NULL,
  	"stage" varchar,
  	"is_held" boolean DEFAULT false NOT NULL,
  	"total_cost" numeric,
  	"workflow_id" uuid NOT NULL,
  	"created_by_id" uuid,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "builds" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"order_id" uuid NOT NULL,
  	"position" numeric NOT NULL,
  	"build_number" varchar NOT NULL,
  	"family" varchar NOT NULL,
  	"release_id" uuid NOT NULL,
  	"workflow_id" uuid NOT NULL,
  	"configuration" jsonb NOT NULL,
  	"accessories" jsonb DEFAULT '[]'::jsonb NOT NULL,
  	"warnings" jsonb DEFAULT '[]'::jsonb,
  	"status" varchar NOT NULL,
  	"status_note" varchar,
  	"stage" varchar,
  	"held_from" varchar,
  	"hold_class" "enum_builds_hold_class",
  	"is_overridden" boolean DEFAULT false NOT NULL,
  	"status_since" timestamp(3) with time zone,
  	"arrived_at" timestamp(3) with time zone,
  	"assigned_to_id" uuid,
  	"customer_name" varchar,
  	"project_name" varchar,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "order_drafts" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"step" numeric DEFAULT 1 NOT NULL,
  	"content" jsonb NOT NULL,
  	"created_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "status_events" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"order_id" uuid NOT NULL,
  	"build_id" uuid NOT NULL,
  	"from" varchar,
  	"to" varchar NOT NULL,
  	"transition" varchar,
  	"by_id" uuid,
  	"by_name" varchar NOT NULL,
  	"by_role" varchar NOT NULL,
  	"note" varchar,
  	"is_override" boolean DEFAULT false NOT NULL,
  	"seconds_in_from" numeric,
  	"at" timestamp(3) with time zone NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "boms" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"build_id" uuid NOT NULL,
  	"version" numeric NOT NULL,
  	"state" "enum_boms_state" NOT NULL,
  	"is_active" boolean DEFAULT true NOT NULL,
  	"release_id" uuid NOT NULL,
  	"configuration" jsonb NOT NULL,
  	"accessories" jsonb NOT NULL,
  	"language" varchar NOT NULL,
  	"content_hash" varchar NOT NULL,
  	"is_complete" boolean DEFAULT false NOT NULL,
  	"line_count" numeric NOT NULL,
  	"unresolved_count" numeric DEFAULT 0 NOT NULL,
  	"total_cost" numeric,
  	"submitted_at" timestamp(3) with time zone,
  	"decided_at" timestamp(3) with time zone,
  	"decision_note" varchar,
  	"signature_id" uuid,
  	"created_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "bom_lines" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"bom_id" uuid NOT NULL,
  	"parent_id" uuid,
  	"level" numeric NOT NULL,
  	"position" numeric NOT NULL,
  	"part_number" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"kind" "enum_bom_lines_kind" NOT NULL,
  	"quantity_per" numeric NOT NULL,
  	"quantity" numeric NOT NULL,
  	"unit_cost" numeric,
  	"rule" varchar,
  	"because" varchar,
  	"basin" numeric,
  	"attributes" jsonb,
  	"is_outside" boolean DEFAULT false NOT NULL,
  	"note" varchar
  );
  
  CREATE TABLE "signatures" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"signer_id" uuid NOT NULL,
  	"printed_name" varchar NOT NULL,
  	"role" varchar NOT NULL,
  	"meaning" "enum_signatures_meaning" NOT NULL,
  	"resource" varchar NOT NULL,
  	"resource_id" varchar NOT NULL,
  	"build_id" uuid,
  	"note" varchar,
  	"content_hash" varchar NOT NULL,
  	"time_zone" varchar NOT NULL,
  	"signed_at" timestamp(3) with time zone NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "customers" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"company_name" varchar NOT NULL,
  	"contact_name" varchar,
  	"email" varchar,
  	"phone" varchar,
  	"shipping_address_line1" varchar NOT NULL,
  	"shipping_address_line2" varchar,
  	"shipping_address_city" varchar NOT NULL,
  	"shipping_address_region" varchar NOT NULL,
  	"shipping_address_postal_code" varchar NOT NULL,
  	"shipping_address_country" varchar NOT NULL,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "categories" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"description" varchar,
  	"parent_id" uuid,
  	"sort_order" numeric DEFAULT 0,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "parts" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"part_number" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"description" varchar,
  	"kind" "enum_parts_kind" DEFAULT 'COMPONENT' NOT NULL,
  	"custom_class" varchar,
  	"custom_dimensions" varchar,
  	"manufacturer" varchar,
  	"manufacturer_part_number" varchar,
  	"legacy_code" varchar,
  	"unit" varchar DEFAULT 'EA' NOT NULL,
  	"cost" numeric,
  	"quantity_on_hand" numeric DEFAULT 0 NOT NULL,
  	"quantity_reserved" numeric DEFAULT 0 NOT NULL,
  	"reorder_level" numeric,
  	"is_active" boolean DEFAULT true NOT NULL,
  	"is_outside" boolean DEFAULT false NOT NULL,
  	"is_critical" boolean DEFAULT false NOT NULL,
  	"photo_id" uuid,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "assemblies" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"part_number" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"description" varchar,
  	"type" "enum_assemblies_type" DEFAULT 'SIMPLE' NOT NULL,
  	"category_id" uuid,
  	"can_order" boolean DEFAULT false NOT NULL,
  	"is_kit" boolean DEFAULT false NOT NULL,
  	"manufacturer" varchar,
  	"manufacturer_part_number" varchar,
  	"legacy_code" varchar,
  	"unit" varchar DEFAULT 'EA' NOT NULL,
  	"cost" numeric,
  	"quantity_on_hand" numeric DEFAULT 0 NOT NULL,
  	"quantity_reserved" numeric DEFAULT 0 NOT NULL,
  	"reorder_level" numeric,
  	"is_active" boolean DEFAULT true NOT NULL,
  	"is_outside" boolean DEFAULT false NOT NULL,
  	"is_critical" boolean DEFAULT false NOT NULL,
  	"photo_id" uuid,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "assembly_components" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"parent_assembly_id" uuid NOT NULL,
  	"position" numeric DEFAULT 0 NOT NULL,
  	"asked_id" varchar NOT NULL,
  	"part_id" uuid,
  	"assembly_id" uuid,
  	"quantity" numeric DEFAULT 1 NOT NULL,
  	"note" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "category_references" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"category_id" uuid NOT NULL,
  	"assembly_id" uuid NOT NULL,
  	"position" numeric DEFAULT 0 NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "item_uses" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"build_id" uuid NOT NULL,
  	"part_id" uuid,
  	"assembly_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "stock_movements" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"kind" "enum_stock_movements_kind" NOT NULL,
  	"part_id" uuid,
  	"assembly_id" uuid,
  	"quantity" numeric NOT NULL,
  	"location" varchar DEFAULT 'MAIN' NOT NULL,
  	"reason" varchar,
  	"created_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "product_families" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"state" "enum_product_families_state" DEFAULT 'UNPUBLISHED' NOT NULL,
  	"release_id" uuid,
  	"draft" jsonb NOT NULL,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "workflows" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"code" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"state" "enum_workflows_state" DEFAULT 'UNPUBLISHED' NOT NULL,
  	"is_default" boolean DEFAULT false NOT NULL,
  	"release_id" uuid,
  	"draft" jsonb NOT NULL,
  	"rev" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "configuration_releases" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"kind" "enum_configuration_releases_kind" NOT NULL,
  	"code" varchar NOT NULL,
  	"version" numeric NOT NULL,
  	"content" jsonb NOT NULL,
  	"sha256" varchar NOT NULL,
  	"reason" varchar NOT NULL,
  	"published_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"first_name" varchar NOT NULL,
  	"last_name" varchar NOT NULL,
  	"initials" varchar NOT NULL,
  	"full_name" varchar,
  	"role" "enum_users_role" NOT NULL,
  	"kind" "enum_users_kind" DEFAULT 'HUMAN' NOT NULL,
  	"is_active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"enable_a_p_i_key" boolean,
  	"api_key" varchar,
  	"api_key_index" varchar,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "documents" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"type" "enum_documents_type" DEFAULT 'OTHER' NOT NULL,
  	"shows_cost" boolean DEFAULT false NOT NULL,
  	"original_name" varchar,
  	"sha256" varchar,
  	"order_id" uuid,
  	"build_id" uuid,
  	"part_id" uuid,
  	"assembly_id" uuid,
  	"draft_id" uuid,
  	"created_by_id" uuid,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"url" varchar,
  	"thumbnail_u_r_l" varchar,
  	"filename" varchar,
  	"mime_type" varchar,
  	"filesize" numeric,
  	"width" numeric,
  	"height" numeric
  );
  
  CREATE TABLE "audit_events" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"at" timestamp(3) with time zone NOT NULL,
  	"stream" "enum_audit_events_stream" NOT NULL,
  	"action" varchar NOT NULL,
  	"resource" varchar NOT NULL,
  	"resource_id" varchar,
  	"actor" varchar,
  	"actor_name" varchar NOT NULL,
  	"role" varchar NOT NULL,
  	"before" jsonb,
  	"after" jsonb,
  	"reason" varchar,
  	"ip" varchar,
  	"user_agent" varchar,
  	"request_id" varchar,
  	"hash" varchar NOT NULL
  );
  
  CREATE TABLE "payload_kv" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "settings" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"company_name" varchar DEFAULT 'Torvan Medical' NOT NULL,
  	"time_zone" varchar DEFAULT 'America/Toronto' NOT NULL,
  	"currency" varchar DEFAULT 'CAD' NOT NULL,
  	"basin_width_margin" numeric DEFAULT 0 NOT NULL,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  
  ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "orders" ADD CONSTRAINT "orders_workflow_id_configuration_releases_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."configuration_releases"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "orders" ADD CONSTRAINT "orders_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "builds" ADD CONSTRAINT "builds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "builds" ADD CONSTRAINT "builds_release_id_configuration_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."configuration_releases"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "builds" ADD CONSTRAINT "builds_workflow_id_configuration_releases_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."configuration_releases"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "builds" ADD CONSTRAINT "builds_assigned_to_id_users_id_fk" FOREIGN KEY ("assigned_to_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "order_drafts" ADD CONSTRAINT "order_drafts_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "status_events" ADD CONSTRAINT "status_events_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "status_events" ADD CONSTRAINT "status_events_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "status_events" ADD CONSTRAINT "status_events_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "boms" ADD CONSTRAINT "boms_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "boms" ADD CONSTRAINT "boms_release_id_configuration_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."configuration_releases"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "boms" ADD CONSTRAINT "boms_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "boms" ADD CONSTRAINT "boms_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "bom_lines" ADD CONSTRAINT "bom_lines_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "bom_lines" ADD CONSTRAINT "bom_lines_parent_id_bom_lines_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."bom_lines"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "signatures" ADD CONSTRAINT "signatures_signer_id_users_id_fk" FOREIGN KEY ("signer_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "signatures" ADD CONSTRAINT "signatures_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_id_categories_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "parts" ADD CONSTRAINT "parts_photo_id_documents_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "assemblies" ADD CONSTRAINT "assemblies_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "assemblies" ADD CONSTRAINT "assemblies_photo_id_documents_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "assembly_components" ADD CONSTRAINT "assembly_components_parent_assembly_id_assemblies_id_fk" FOREIGN KEY ("parent_assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "assembly_components" ADD CONSTRAINT "assembly_components_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "assembly_components" ADD CONSTRAINT "assembly_components_assembly_id_assemblies_id_fk" FOREIGN KEY ("assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "category_references" ADD CONSTRAINT "category_references_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "category_references" ADD CONSTRAINT "category_references_assembly_id_assemblies_id_fk" FOREIGN KEY ("assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "item_uses" ADD CONSTRAINT "item_uses_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "item_uses" ADD CONSTRAINT "item_uses_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "item_uses" ADD CONSTRAINT "item_uses_assembly_id_assemblies_id_fk" FOREIGN KEY ("assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_assembly_id_assemblies_id_fk" FOREIGN KEY ("assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "product_families" ADD CONSTRAINT "product_families_release_id_configuration_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."configuration_releases"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "workflows" ADD CONSTRAINT "workflows_release_id_configuration_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."configuration_releases"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "configuration_releases" ADD CONSTRAINT "configuration_releases_published_by_id_users_id_fk" FOREIGN KEY ("published_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_assembly_id_assemblies_id_fk" FOREIGN KEY ("assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_draft_id_order_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."order_drafts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "documents" ADD CONSTRAINT "documents_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  CREATE UNIQUE INDEX "orders_order_number_idx" ON "orders" USING btree ("order_number");
  CREATE INDEX "orders_po_number_idx" ON "orders" USING btree ("po_number");
  CREATE INDEX "orders_customer_idx" ON "orders" USING btree ("customer_id");
  CREATE INDEX "orders_customer_name_idx" ON "orders" USING btree ("customer_name");
  CREATE INDEX "orders_want_date_idx" ON "orders" USING btree ("want_date");
  CREATE INDEX "orders_priority_idx" ON "orders" USING btree ("priority");
  CREATE INDEX "orders_status_idx" ON "orders" USING btree ("status");
  CREATE INDEX "orders_stage_idx" ON "orders" USING btree ("stage");
  CREATE INDEX "orders_workflow_idx" ON "orders" USING btree ("workflow_id");
  CREATE INDEX "orders_created_by_idx" ON "orders" USING btree ("created_by_id");
  CREATE INDEX "orders_updated_at_idx" ON "orders" USING btree ("updated_at");
  CREATE INDEX "orders_created_at_idx" ON "orders" USING btree ("created_at");
  CREATE INDEX "builds_order_idx" ON "builds" USING btree ("order_id");
  CREATE INDEX "builds_build_number_idx" ON "builds" USING btree ("build_number");
  CREATE INDEX "builds_family_idx" ON "builds" USING btree ("family");
  CREATE INDEX "builds_release_idx" ON "builds" USING btree ("release_id");
  CREATE INDEX "builds_workflow_idx" ON "builds" USING btree ("workflow_id");
  CREATE INDEX "builds_status_idx" ON "builds" USING btree ("status");
  CREATE INDEX "builds_stage_idx" ON "builds" USING btree ("stage");
  CREATE INDEX "builds_assigned_to_idx" ON "builds" USING btree ("assigned_to_id");
  CREATE INDEX "builds_customer_name_idx" ON "builds" USING btree ("customer_name");
  CREATE INDEX "builds_updated_at_idx" ON "builds" USING btree ("updated_at");
  CREATE INDEX "builds_created_at_idx" ON "builds" USING btree ("created_at");
  CREATE INDEX "order_drafts_created_by_idx" ON "order_drafts" USING btree ("created_by_id");
  CREATE INDEX "order_drafts_updated_at_idx" ON "order_drafts" USING btree ("updated_at");
  CREATE INDEX "order_drafts_created_at_idx" ON "order_drafts" USING btree ("created_at");
  CREATE INDEX "status_events_order_idx" ON "status_events" USING btree ("order_id");
  CREATE INDEX "status_events_build_idx" ON "status_events" USING btree ("build_id");
  CREATE INDEX "status_events_by_idx" ON "status_events" USING btree ("by_id");
  CREATE INDEX "status_events_at_idx" ON "status_events" USING btree ("at");
  CREATE INDEX "status_events_updated_at_idx" ON "status_events" USING btree ("updated_at");
  CREATE INDEX "status_events_created_at_idx" ON "status_events" USING btree ("created_at");
  CREATE INDEX "boms_build_idx" ON "boms" USING btree ("build_id");
  CREATE INDEX "boms_state_idx" ON "boms" USING btree ("state");
  CREATE INDEX "boms_is_active_idx" ON "boms" USING btree ("is_active");
  CREATE INDEX "boms_release_idx" ON "boms" USING btree ("release_id");
  CREATE INDEX "boms_signature_idx" ON "boms" USING btree ("signature_id");
  CREATE INDEX "boms_created_by_idx" ON "boms" USING btree ("created_by_id");
  CREATE INDEX "boms_updated_at_idx" ON "boms" USING btree ("updated_at");
  CREATE INDEX "boms_created_at_idx" ON "boms" USING btree ("created_at");
  CREATE UNIQUE INDEX "build_version_idx" ON "boms" USING btree ("build_id","version");
  CREATE INDEX "bom_lines_bom_idx" ON "bom_lines" USING btree ("bom_id");
  CREATE INDEX "bom_lines_parent_idx" ON "bom_lines" USING btree ("parent_id");
  CREATE INDEX "bom_lines_part_number_idx" ON "bom_lines" USING btree ("part_number");
  CREATE INDEX "signatures_signer_idx" ON "signatures" USING btree ("signer_id");
  CREATE INDEX "signatures_resource_id_idx" ON "signatures" USING btree ("resource_id");
  CREATE INDEX "signatures_build_idx" ON "signatures" USING btree ("build_id");
  CREATE INDEX "signatures_updated_at_idx" ON "signatures" USING btree ("updated_at");
  CREATE INDEX "signatures_created_at_idx" ON "signatures" USING btree ("created_at");
  CREATE INDEX "customers_company_name_idx" ON "customers" USING btree ("company_name");
  CREATE INDEX "customers_updated_at_idx" ON "customers" USING btree ("updated_at");
  CREATE INDEX "customers_created_at_idx" ON "customers" USING btree ("created_at");
  CREATE UNIQUE INDEX "categories_code_idx" ON "categories" USING btree ("code");
  CREATE INDEX "categories_parent_idx" ON "categories" USING btree ("parent_id");
  CREATE INDEX "categories_sort_order_idx" ON "categories" USING btree ("sort_order");
  CREATE INDEX "categories_updated_at_idx" ON "categories" USING btree ("updated_at");
  CREATE INDEX "categories_created_at_idx" ON "categories" USING btree ("created_at");
  CREATE UNIQUE INDEX "parts_part_number_idx" ON "parts" USING btree ("part_number");
  CREATE INDEX "parts_name_idx" ON "parts" USING btree ("name");
  CREATE INDEX "parts_legacy_code_idx" ON "parts" USING btree ("legacy_code");
  CREATE INDEX "parts_is_active_idx" ON "parts" USING btree ("is_active");
  CREATE INDEX "parts_photo_idx" ON "parts" USING btree ("photo_id");
  CREATE INDEX "parts_updated_at_idx" ON "parts" USING btree ("updated_at");
  CREATE INDEX "parts_created_at_idx" ON "parts" USING btree ("created_at");
  CREATE UNIQUE INDEX "assemblies_part_number_idx" ON "assemblies" USING btree ("part_number");
  CREATE INDEX "assemblies_name_idx" ON "assemblies" USING btree ("name");
  CREATE INDEX "assemblies_category_idx" ON "assemblies" USING btree ("category_id");
  CREATE INDEX "assemblies_legacy_code_idx" ON "assemblies" USING btree ("legacy_code");
  CREATE INDEX "assemblies_is_active_idx" ON "assemblies" USING btree ("is_active");
  CREATE INDEX "assemblies_photo_idx" ON "assemblies" USING btree ("photo_id");
  CREATE INDEX "assemblies_updated_at_idx" ON "assemblies" USING btree ("updated_at");
  CREATE INDEX "assemblies_created_at_idx" ON "assemblies" USING btree ("created_at");
  CREATE INDEX "assembly_components_parent_assembly_idx" ON "assembly_components" USING btree ("parent_assembly_id");
  CREATE INDEX "assembly_components_asked_id_idx" ON "assembly_components" USING btree ("asked_id");
  CREATE INDEX "assembly_components_part_idx" ON "assembly_components" USING btree ("part_id");
  CREATE INDEX "assembly_components_assembly_idx" ON "assembly_components" USING btree ("assembly_id");
  CREATE INDEX "assembly_components_updated_at_idx" ON "assembly_components" USING btree ("updated_at");
  CREATE INDEX "assembly_components_created_at_idx" ON "assembly_components" USING btree ("created_at");
  CREATE INDEX "category_references_category_idx" ON "category_references" USING btree ("category_id");
  CREATE INDEX "category_references_assembly_idx" ON "category_references" USING btree ("assembly_id");
  CREATE INDEX "category_references_updated_at_idx" ON "category_references" USING btree ("updated_at");
  CREATE INDEX "category_references_created_at_idx" ON "category_references" USING btree ("created_at");
  CREATE UNIQUE INDEX "category_assembly_idx" ON "category_references" USING btree ("category_id","assembly_id");
  CREATE INDEX "item_uses_build_idx" ON "item_uses" USING btree ("build_id");
  CREATE INDEX "item_uses_part_idx" ON "item_uses" USING btree ("part_id");
  CREATE INDEX "item_uses_assembly_idx" ON "item_uses" USING btree ("assembly_id");
  CREATE INDEX "item_uses_updated_at_idx" ON "item_uses" USING btree ("updated_at");
  CREATE INDEX "item_uses_created_at_idx" ON "item_uses" USING btree ("created_at");
  CREATE INDEX "stock_movements_part_idx" ON "stock_movements" USING btree ("part_id");
  CREATE INDEX "stock_movements_assembly_idx" ON "stock_movements" USING btree ("assembly_id");
  CREATE INDEX "stock_movements_created_by_idx" ON "stock_movements" USING btree ("created_by_id");
  CREATE INDEX "stock_movements_updated_at_idx" ON "stock_movements" USING btree ("updated_at");
  CREATE INDEX "stock_movements_created_at_idx" ON "stock_movements" USING btree ("created_at");
  CREATE UNIQUE INDEX "product_families_code_idx" ON "product_families" USING btree ("code");
  CREATE INDEX "product_families_release_idx" ON "product_families" USING btree ("release_id");
  CREATE INDEX "product_families_updated_at_idx" ON "product_families" USING btree ("updated_at");
  CREATE INDEX "product_families_created_at_idx" ON "product_families" USING btree ("created_at");
  CREATE UNIQUE INDEX "workflows_code_idx" ON "workflows" USING btree ("code");
  CREATE INDEX "workflows_release_idx" ON "workflows" USING btree ("release_id");
  CREATE INDEX "workflows_updated_at_idx" ON "workflows" USING btree ("updated_at");
  CREATE INDEX "workflows_created_at_idx" ON "workflows" USING btree ("created_at");
  CREATE INDEX "configuration_releases_code_idx" ON "configuration_releases" USING btree ("code");
  CREATE INDEX "configuration_releases_published_by_idx" ON "configuration_releases" USING btree ("published_by_id");
  CREATE INDEX "configuration_releases_updated_at_idx" ON "configuration_releases" USING btree ("updated_at");
  CREATE INDEX "configuration_releases_created_at_idx" ON "configuration_releases" USING btree ("created_at");
  CREATE UNIQUE INDEX "kind_code_version_idx" ON "configuration_releases" USING btree ("kind","code","version");
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  CREATE INDEX "users_full_name_idx" ON "users" USING btree ("full_name");
  CREATE INDEX "users_is_active_idx" ON "users" USING btree ("is_active");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE UNIQUE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE INDEX "documents_order_idx" ON "documents" USING btree ("order_id");
  CREATE INDEX "documents_build_idx" ON "documents" USING btree ("build_id");
  CREATE INDEX "documents_part_idx" ON "documents" USING btree ("part_id");
  CREATE INDEX "documents_assembly_idx" ON "documents" USING btree ("assembly_id");
  CREATE INDEX "documents_draft_idx" ON "documents" USING btree ("draft_id");
  CREATE INDEX "documents_created_by_idx" ON "documents" USING btree ("created_by_id");
  CREATE INDEX "documents_updated_at_idx" ON "documents" USING btree ("updated_at");
  CREATE INDEX "documents_created_at_idx" ON "documents" USING btree ("created_at");
  CREATE UNIQUE INDEX "documents_filename_idx" ON "documents" USING btree ("filename");
  CREATE INDEX "audit_events_at_idx" ON "audit_events" USING btree ("at");
  CREATE INDEX "audit_events_action_idx" ON "audit_events" USING btree ("action");
  CREATE INDEX "audit_events_resource_idx" ON "audit_events" USING btree ("resource");
  CREATE INDEX "audit_events_resource_id_idx" ON "audit_events" USING btree ("resource_id");
  CREATE INDEX "audit_events_actor_idx" ON "audit_events" USING btree ("actor");
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_users_id_idx" ON "payload_preferences_rels" USING btree ("users_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "orders" CASCADE;
  DROP TABLE "builds" CASCADE;
  DROP TABLE "order_drafts" CASCADE;
  DROP TABLE "status_events" CASCADE;
  DROP TABLE "boms" CASCADE;
  DROP TABLE "bom_lines" CASCADE;
  DROP TABLE "signatures" CASCADE;
  DROP TABLE "customers" CASCADE;
  DROP TABLE "categories" CASCADE;
  DROP TABLE "parts" CASCADE;
  DROP TABLE "assemblies" CASCADE;
  DROP TABLE "assembly_components" CASCADE;
  DROP TABLE "category_references" CASCADE;
  DROP TABLE "item_uses" CASCADE;
  DROP TABLE "stock_movements" CASCADE;
  DROP TABLE "product_families" CASCADE;
  DROP TABLE "workflows" CASCADE;
  DROP TABLE "configuration_releases" CASCADE;
  DROP TABLE "users_sessions" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "documents" CASCADE;
  DROP TABLE "audit_events" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TABLE "settings" CASCADE;
  DROP TYPE "public"."enum_orders_language";
  DROP TYPE "public"."enum_orders_priority";
  DROP TYPE "public"."enum_builds_hold_class";
  DROP TYPE "public"."enum_boms_state";
  DROP TYPE "public"."enum_bom_lines_kind";
  DROP TYPE "public"."enum_signatures_meaning";
  DROP TYPE "public"."enum_parts_kind";
  DROP TYPE "public"."enum_assemblies_type";
  DROP TYPE "public"."enum_stock_movements_kind";
  DROP TYPE "public"."enum_product_families_state";
  DROP TYPE "public"."enum_workflows_state";
  DROP TYPE "public"."enum_configuration_releases_kind";
  DROP TYPE "public"."enum_users_role";
  DROP TYPE "public"."enum_users_kind";
  DROP TYPE "public"."enum_documents_type";
  DROP TYPE "public"."enum_audit_events_stream";`)
}
