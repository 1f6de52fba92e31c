import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What the database itself promises, whoever writes: uniqueness, checks, history, restricted deletes. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    create extension if not exists pg_trgm;

    -- uniqueness as people mean it: letter case and outer blanks do not make a second number
    create unique index orders_po_number_unique on orders (lower(btrim(po_number)));
    create unique index builds_build_number_unique on builds (lower(btrim(build_number)));
    create unique index boms_one_active on boms (build_id) where is_active;
    create unique index workflows_one_default on workflows (is_default) where is_default;

    -- search by part number and name over a hundred thousand rows
    create index parts_search on parts using gin (part_number gin_trgm_ops, name gin_trgm_ops);
    create index assemblies_search on assemblies using gin (part_number gin_trgm_ops, name gin_trgm_ops);
    create index orders_search on orders using gin (order_number gin_trgm_ops, po_number gin_trgm_ops, project_name gin_trgm_ops, customer_name gin_trgm_ops);
    create index customers_search on customers using gin (company_name gin_trgm_ops);
    create index builds_search on builds using gin (build_number gin_trgm_ops, customer_name gin_trgm_ops);
    create unique index parts_custom_size on parts (custom_class, custom_dimensions) where kind = 'CUSTOM';
    create index bom_lines_in_order on bom_lines (bom_id, position);

    alter table assembly_components
      add constraint assembly_components_one_child check (num_nonnulls(part_id, assembly_id) <= 1),
      add constraint assembly_components_asked check (asked_id <> ''),
      add constraint assembly_components_quantity check (quantity >= 1 and quantity = trunc(quantity));
    alter table item_uses add constraint item_uses_one_item check (num_nonnulls(part_id, assembly_id) = 1);
    alter table stock_movements
      add constraint stock_movements_one_item check (num_nonnulls(part_id, assembly_id) = 1),
      add constraint stock_movements_quantity check (quantity <> 0 and quantity = trunc(quantity));
    alter table parts
      add constraint parts_cost check (cost >= 0 and cost = trunc(cost)),
      add constraint parts_stock check (quantity_reserved >= 0 and quantity_on_hand >= quantity_reserved);
    alter table assemblies
      add constraint assemblies_cost check (cost >= 0 and cost = trunc(cost)),
      add constraint assemblies_stock check (quantity_reserved >= 0 and quantity_on_hand >= quantity_reserved);
    alter table bom_lines add constraint bom_lines_quantity check (quantity >= 1 and quantity_per >= 1);

    -- document numbers per series and year, taken last in the transaction: no gaps, no doubles
    create table counters (
      series text not null,
      year integer not null,
      next integer not null,
      primary key (series, year)
    );

    -- one answer per key: parallel callers wait for the row and receive what was stored
    create table idempotency_keys (
      user_id uuid not null,
      route text not null,
      key text not null,
      body_hash text not null,
      status integer,
      answer jsonb,
      created_at timestamptz not null default now(),
      primary key (user_id, route, key)
    );
    create index idempotency_keys_age on idempotency_keys (created_at);

    -- a row's hash covers its place in the trail too, which only the database knows
    alter table audit_events add column seq bigint generated always as identity unique;
    create function bind_audit_seq() returns trigger language plpgsql as $fn$
    begin
      new.hash := encode(sha256(convert_to(new.seq || ':' || new.hash, 'UTF8')), 'hex');
      return new;
    end $fn$;
    create trigger audit_events_bind_seq before insert on audit_events for each row execute function bind_audit_seq();
    create index audit_events_record on audit_events (resource, resource_id, seq);

    create function refuse_change() returns trigger language plpgsql as $fn$
    begin
      raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
    end $fn$;

    do $body$
    declare history text; link record;
    begin
      foreach history in array array['audit_events', 'status_events', 'stock_movements', 'configuration_releases', 'signatures', 'bom_lines'] loop
        execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', history || '_append_only', history);
        execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', history || '_no_truncate', history);
      end loop;

      -- a record that people edit together always has a revision
      for history in
        select table_name from information_schema.columns where table_schema = 'public' and column_name = 'rev'
      loop
        execute format('alter table %I alter column rev set not null', history);
      end loop;

      -- what is pointed at cannot vanish; only an unsent draft lets go of its files
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

    -- a BOM is a snapshot: after it is written only its state and decision may change
    create function keep_bom_snapshot() returns trigger language plpgsql as $fn$
    begin
      if tg_op = 'DELETE' then
        raise exception 'boms are never deleted' using errcode = 'insufficient_privilege';
      end if;
      if (new.build_id, new.version, new.release_id, new.configuration, new.accessories, new.language, new.content_hash, new.is_complete, new.line_count, new.unresolved_count, new.total_cost)
        is distinct from
        (old.build_id, old.version, old.release_id, old.configuration, old.accessories, old.language, old.content_hash, old.is_complete, old.line_count, old.unresolved_count, old.total_cost) then
        raise exception 'a BOM version is a snapshot' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end $fn$;
    create trigger boms_snapshot before update or delete on boms for each row execute function keep_bom_snapshot();

    -- a key is known by its digest alone and lives with an active machine; a reset link dies with the password it was for
    create function keep_account_secrets() returns trigger language plpgsql as $fn$
    begin
      new.api_key := null;
      if new.kind <> 'MACHINE' or new.is_active is not true then
        new.api_key_index := null;
      end if;
      if tg_op = 'UPDATE' and new.hash is distinct from old.hash then
        new.reset_password_token := null;
        new.reset_password_expiration := null;
      end if;
      return new;
    end $fn$;
    create trigger users_secrets before insert or update on users for each row execute function keep_account_secrets();

    -- password, role or activity changed: whoever is signed in must sign in again, whatever door the change came through
    create function end_sessions_of_changed_user() returns trigger language plpgsql as $fn$
    begin
      delete from users_sessions where _parent_id = new.id;
      return null;
    end $fn$;
    create trigger users_sessions_end after update on users for each row
      when ((old.hash, old.role, old.kind, old.is_active) is distinct from (new.hash, new.role, new.kind, new.is_active))
      execute function end_sessions_of_changed_user();
    create unique index users_api_key_index_unique on users (api_key_index);
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop index users_api_key_index_unique;
    drop trigger users_sessions_end on users;
    drop function end_sessions_of_changed_user();
    drop trigger users_secrets on users;
    drop function keep_account_secrets();
    drop trigger boms_snapshot on boms;
    drop function keep_bom_snapshot();
    do $body$
    declare history text;
    begin
      foreach history in array array['audit_events', 'status_events', 'stock_movements', 'configuration_releases', 'signatures', 'bom_lines'] loop
        execute format('drop trigger %I on %I', history || '_append_only', history);
        execute format('drop trigger %I on %I', history || '_no_truncate', history);
      end loop;
    end $body$;
    drop function refuse_change();
    drop trigger audit_events_bind_seq on audit_events;
    drop function bind_audit_seq();
    drop index audit_events_record;
    alter table audit_events drop column seq;
    drop table idempotency_keys;
    drop table counters;
    alter table bom_lines drop constraint bom_lines_quantity;
    alter table assemblies drop constraint assemblies_cost, drop constraint assemblies_stock;
    alter table parts drop constraint parts_cost, drop constraint parts_stock;
    alter table stock_movements drop constraint stock_movements_one_item, drop constraint stock_movements_quantity;
    alter table item_uses drop constraint item_uses_one_item;
    alter table assembly_components drop constraint assembly_components_one_child, drop constraint assembly_components_asked, drop constraint assembly_components_quantity;
    drop index bom_lines_in_order, parts_custom_size, builds_search, customers_search, orders_search, assemblies_search, parts_search, workflows_one_default, boms_one_active, builds_build_number_unique, orders_po_number_unique;
  `)
}
