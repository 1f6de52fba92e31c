import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * The files of a signed form are closed: none is added, none that it has or names is changed or taken away,
 * wherever else that file belongs (handbook 15.5).
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    -- finds the signed forms that name a file, without reading any other form
    create index inspections_signed_files on inspections using gin (items jsonb_path_ops) where state = 'SIGNED';

    create or replace function keep_signed_files() returns trigger language plpgsql as $fn$
    begin
      if tg_op <> 'INSERT' and exists (
        select from inspections i where i.id = old.inspection_id and i.state = 'SIGNED'
        union all
        select from inspections i
        where i.state = 'SIGNED' and i.items @> jsonb_build_array(jsonb_build_object('photos', jsonb_build_array(old.id)))
      ) then
        raise exception 'a file of a signed inspection is locked' using errcode = 'insufficient_privilege';
      end if;
      if tg_op = 'DELETE' then
        return old;
      end if;
      if tg_op = 'INSERT' or new.inspection_id is distinct from old.inspection_id then
        -- waits for a signature that is being given to this very form
        perform from inspections i where i.id = new.inspection_id and i.state = 'SIGNED' for share;
        if found then
          raise exception 'a signed inspection takes no further files' using errcode = 'insufficient_privilege';
        end if;
      end if;
      return new;
    end $fn$;
    drop trigger documents_signed on documents;
    create trigger documents_signed before insert or update or delete on documents for each row execute function keep_signed_files();
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop trigger documents_signed on documents;
    create or replace function keep_signed_files() returns trigger language plpgsql as $fn$
    begin
      if exists (select from inspections i where i.id = old.inspection_id and i.state = 'SIGNED') then
        raise exception 'a file of a signed inspection is locked' using errcode = 'insufficient_privilege';
      end if;
      return case when tg_op = 'DELETE' then old else new end;
    end $fn$;
    create trigger documents_signed before update or delete on documents for each row execute function keep_signed_files();
    drop index inspections_signed_files;
  `)
}
