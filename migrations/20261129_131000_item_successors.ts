import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "parts" ADD COLUMN "successor_part_id" uuid;
  ALTER TABLE "parts" ADD COLUMN "successor_assembly_id" uuid;
  ALTER TABLE "assemblies" ADD COLUMN "successor_part_id" uuid;
  ALTER TABLE "assemblies" ADD COLUMN "successor_assembly_id" uuid;
  ALTER TABLE "parts" ADD CONSTRAINT "parts_successor_part_id_parts_id_fk" FOREIGN KEY ("successor_part_id") REFERENCES "public"."parts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "parts" ADD CONSTRAINT "parts_successor_assembly_id_assemblies_id_fk" FOREIGN KEY ("successor_assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "assemblies" ADD CONSTRAINT "assemblies_successor_part_id_parts_id_fk" FOREIGN KEY ("successor_part_id") REFERENCES "public"."parts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "assemblies" ADD CONSTRAINT "assemblies_successor_assembly_id_assemblies_id_fk" FOREIGN KEY ("successor_assembly_id") REFERENCES "public"."assemblies"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "parts_successor_part_idx" ON "parts" USING btree ("successor_part_id");
  CREATE INDEX "parts_successor_assembly_idx" ON "parts" USING btree ("successor_assembly_id");
  CREATE INDEX "assemblies_successor_part_idx" ON "assemblies" USING btree ("successor_part_id");
  CREATE INDEX "assemblies_successor_assembly_idx" ON "assemblies" USING btree ("successor_assembly_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "parts" DROP CONSTRAINT "parts_successor_part_id_parts_id_fk";
  
  ALTER TABLE "parts" DROP CONSTRAINT "parts_successor_assembly_id_assemblies_id_fk";
  
  ALTER TABLE "assemblies" DROP CONSTRAINT "assemblies_successor_part_id_parts_id_fk";
  
  ALTER TABLE "assemblies" DROP CONSTRAINT "assemblies_successor_assembly_id_assemblies_id_fk";
  
  DROP INDEX "parts_successor_part_idx";
  DROP INDEX "parts_successor_assembly_idx";
  DROP INDEX "assemblies_successor_part_idx";
  DROP INDEX "assemblies_successor_assembly_idx";
  ALTER TABLE "parts" DROP COLUMN "successor_part_id";
  ALTER TABLE "parts" DROP COLUMN "successor_assembly_id";
  ALTER TABLE "assemblies" DROP COLUMN "successor_part_id";
  ALTER TABLE "assemblies" DROP COLUMN "successor_assembly_id";`)
}
