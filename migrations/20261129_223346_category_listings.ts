import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

/**
 * What the collection `category-listings` reads is no table but a view: each assembly with its own
 * category, those that list it, and all above them.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    create view category_listings as
    with recursive standing (assembly_id, category_id) as (
      (
        select id, category_id from assemblies where category_id is not null
        union
        select assembly_id, category_id from category_references
      )
      union
      select s.assembly_id, c.parent_id
      from standing s
      join categories c on c.id = s.category_id
      where c.parent_id is not null
    )
    select md5(assembly_id::text || category_id::text)::uuid as id, assembly_id, category_id
    from standing;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`drop view category_listings;`)
}
