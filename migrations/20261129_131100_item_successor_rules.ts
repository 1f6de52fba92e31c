import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * What the database itself promises about successors: one at most, never the item itself, only while the
 * item is retired, and a successor cannot be deleted.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    alter table parts
      add constraint parts_one_successor check (num_nonnulls(successor_part_id, successor_assembly_id) <= 1),
      add constraint parts_other_successor check (successor_part_id <> id);
    alter table assemblies
      add constraint assemblies_one_successor check (num_nonnulls(successor_part_id, successor_assembly_id) <= 1),
      add constraint assemblies_other_successor check (successor_assembly_id <> id);

    alter table parts drop constraint parts_successor_part_id_parts_id_fk;
    alter table parts add constraint parts_successor_part_id_parts_id_fk foreign key (successor_part_id) references parts (id) on delete restrict;
    alter table parts drop constraint parts_successor_assembly_id_assemblies_id_fk;
    alter table parts add constraint parts_successor_assembly_id_assemblies_id_fk foreign key (successor_assembly_id) references assemblies (id) on delete restrict;
    alter table assemblies drop constraint assemblies_successor_part_id_parts_id_fk;
    alter table assemblies add constraint assemblies_successor_part_id_parts_id_fk foreign key (successor_part_id) references parts (id) on delete restrict;
    alter table assemblies drop constraint assemblies_successor_assembly_id_assemblies_id_fk;
    alter table assemblies add constraint assemblies_successor_assembly_id_assemblies_id_fk foreign key (successor_assembly_id) references assemblies (id) on delete restrict;

    -- an item that is in use again has nothing in its place, whatever door it came back through
    create function forget_successor() returns trigger language plpgsql as $fn$
    begin
      if new.is_active then
        new.successor_part_id := null;
        new.successor_assembly_id := null;
      end if;
      return new;
    end $fn$;
    create trigger parts_successor before insert or update on parts for each row execute function forget_successor();
    create trigger assemblies_successor before insert or update on assemblies for each row execute function forget_successor();
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop trigger parts_successor on parts;
    drop trigger assemblies_successor on assemblies;
    drop function forget_successor();
    alter table parts drop constraint parts_one_successor, drop constraint parts_other_successor;
    alter table assemblies drop constraint assemblies_one_successor, drop constraint assemblies_other_successor;
  `)
}
