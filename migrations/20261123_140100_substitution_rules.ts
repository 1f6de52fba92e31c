import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What the database itself promises about substitutions: two items, one scope, one in force at a time. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    alter table substitutions
      add constraint substitutions_two_items check (asked_id <> substitute_id and btrim(asked_id) <> '' and btrim(substitute_id) <> ''),
      add constraint substitutions_family check ((scope = 'FAMILY') = (family is not null)),
      add constraint substitutions_build check ((scope = 'BUILD') = (build_id is not null)),
      add constraint substitutions_reason check (length(btrim(reason)) >= 10),
      add constraint substitutions_expiry check (expires_on is null or expires_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
    create unique index substitutions_one_in_force on substitutions (asked_id, scope, family, build_id) nulls not distinct where is_active;
    alter table substitutions alter column rev set not null;
    alter table substitutions drop constraint substitutions_build_id_builds_id_fk;
    alter table substitutions add constraint substitutions_build_id_builds_id_fk foreign key (build_id) references builds (id) on delete restrict;
    alter table substitutions drop constraint substitutions_created_by_id_users_id_fk;
    alter table substitutions add constraint substitutions_created_by_id_users_id_fk foreign key (created_by_id) references users (id) on delete restrict;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop index substitutions_one_in_force;
    alter table substitutions
      drop constraint substitutions_expiry,
      drop constraint substitutions_reason,
      drop constraint substitutions_build,
      drop constraint substitutions_family,
      drop constraint substitutions_two_items;
  `)
}
