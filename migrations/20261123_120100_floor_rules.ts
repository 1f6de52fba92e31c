import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What the database itself promises about the floor: one draft, one clock, signed means unchangeable. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    create unique index inspections_one_draft on inspections (build_id, kind) where state = 'DRAFT';
    create unique index time_entries_one_running on time_entries (user_id) where ended_at is null;
    create unique index work_instructions_one_in_force on work_instructions (code) where state = 'PUBLISHED';
    create index nonconformances_search on nonconformances using gin (number gin_trgm_ops, description gin_trgm_ops);
    create index traced_parts_search on traced_parts using gin (serial gin_trgm_ops, lot gin_trgm_ops, part_number gin_trgm_ops);

    alter table time_entries
      add constraint time_entries_order check (ended_at is null or ended_at >= started_at),
      add constraint time_entries_minutes check (minutes >= 0);
    alter table traced_parts add constraint traced_parts_known check (num_nonnulls(serial, lot) >= 1);
    alter table tasks
      add constraint tasks_minutes check (estimate_minutes >= 0 and (actual_minutes is null or actual_minutes >= 0)),
      add constraint tasks_completed check ((status = 'COMPLETED') = (completed_at is not null));
    alter table inspections
      add constraint inspections_signed check ((state = 'SIGNED') = (signature_id is not null)),
      add constraint inspections_judged check ((state = 'SIGNED') = (outcome is not null));
    alter table nonconformances add constraint nonconformances_one_item check (num_nonnulls(part_id, assembly_id) <= 1);

    -- a signed form is locked for everybody, and so is every file that belongs to it (handbook 15.5)
    create function keep_signed_form() returns trigger language plpgsql as $fn$
    begin
      if tg_op = 'DELETE' then
        raise exception 'inspections are never deleted' using errcode = 'insufficient_privilege';
      end if;
      if old.state <> 'DRAFT' then
        raise exception 'a signed inspection is locked' using errcode = 'insufficient_privilege';
      end if;
      if (new.build_id, new.kind, new.attempt, new.template, new.release_id, new.header, new.statement)
        is distinct from (old.build_id, old.kind, old.attempt, old.template, old.release_id, old.header, old.statement) then
        raise exception 'the form of an inspection is frozen' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end $fn$;
    create trigger inspections_signed before update or delete on inspections for each row execute function keep_signed_form();
    create trigger inspections_no_truncate before truncate on inspections for each statement execute function refuse_change();

    create function keep_signed_files() returns trigger language plpgsql as $fn$
    begin
      if exists (select from inspections i where i.id = old.inspection_id and i.state = 'SIGNED') then
        raise exception 'a file of a signed inspection is locked' using errcode = 'insufficient_privilege';
      end if;
      return case when tg_op = 'DELETE' then old else new end;
    end $fn$;
    create trigger documents_signed before update or delete on documents for each row execute function keep_signed_files();

    -- traced parts are recorded once; a later record marks the earlier one as replaced
    create function keep_traced_part() returns trigger language plpgsql as $fn$
    begin
      if tg_op = 'DELETE' or old.replaced_at is not null
        or (new.build_id, new.task_id, new.inspection_id, new.part_number, new.serial, new.lot, new.recorded_by_id, new.recorded_at)
          is distinct from (old.build_id, old.task_id, old.inspection_id, old.part_number, old.serial, old.lot, old.recorded_by_id, old.recorded_at) then
        raise exception 'traced parts are append-only' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end $fn$;
    create trigger traced_parts_kept before update or delete on traced_parts for each row execute function keep_traced_part();

    create trigger shipments_append_only before update or delete on shipments for each row execute function refuse_change();

    do $body$
    declare owner text; link record;
    begin
      for owner in
        select table_name from information_schema.columns
        where table_schema = 'public' and column_name = 'rev' and is_nullable = 'YES'
      loop
        execute format('alter table %I alter column rev set not null', owner);
      end loop;
      for link in
        select c.conname, c.conrelid::regclass as owner, c.confrelid::regclass as target, a.attname as col
        from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.confdeltype = 'n' and c.connamespace = 'public'::regnamespace
          and c.conrelid::regclass::text not like 'payload%'
          and not (c.conrelid = 'documents'::regclass and a.attname = 'draft_id')
      loop
        execute format('alter table %s drop constraint %I', link.owner, link.conname);
        execute format('alter table %s add constraint %I foreign key (%I) references %s (id) on delete restrict', link.owner, link.conname, link.col, link.target);
      end loop;
    end $body$;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop trigger shipments_append_only on shipments;
    drop trigger traced_parts_kept on traced_parts;
    drop function keep_traced_part();
    drop trigger documents_signed on documents;
    drop function keep_signed_files();
    drop trigger inspections_no_truncate on inspections;
    drop trigger inspections_signed on inspections;
    drop function keep_signed_form();
    alter table nonconformances drop constraint nonconformances_one_item;
    alter table inspections drop constraint inspections_signed, drop constraint inspections_judged;
    alter table tasks drop constraint tasks_minutes, drop constraint tasks_completed;
    alter table traced_parts drop constraint traced_parts_known;
    alter table time_entries drop constraint time_entries_order, drop constraint time_entries_minutes;
    drop index traced_parts_search, nonconformances_search, work_instructions_one_in_force, time_entries_one_running, inspections_one_draft;
  `)
}
