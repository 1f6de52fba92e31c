import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * What the database itself promises about papers: a version names the one before, only drawings are approved,
 * and what is approved or was made and numbered by the product stays as it is (handbook 13, 15.5).
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    alter table documents
      add constraint documents_version check (version is not null and version >= 1 and version = trunc(version)),
      add constraint documents_chain check ((version = 1) = (replaces_id is null)),
      add constraint documents_approval check ((approved_at is null) = (approved_by_id is null)
        and (approved_at is null or type = 'TECHNICAL_DRAWING'));

    alter table documents drop constraint documents_replaces_id_documents_id_fk;
    alter table documents add constraint documents_replaces_id_documents_id_fk foreign key (replaces_id) references documents (id) on delete restrict;
    alter table documents drop constraint documents_approved_by_id_users_id_fk;
    alter table documents add constraint documents_approved_by_id_users_id_fk foreign key (approved_by_id) references users (id) on delete restrict;

    create function keep_fixed_documents() returns trigger language plpgsql as $fn$
    begin
      if old.approved_at is null and old.number is null then
        return case when tg_op = 'DELETE' then old else new end;
      end if;
      if tg_op = 'UPDATE' and to_jsonb(new) - 'updated_at' = to_jsonb(old) - 'updated_at' then
        return new;
      end if;
      raise exception 'an approved or numbered document is locked' using errcode = 'insufficient_privilege';
    end $fn$;
    create trigger documents_fixed before update or delete on documents for each row execute function keep_fixed_documents();
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop trigger documents_fixed on documents;
    drop function keep_fixed_documents();
    alter table documents drop constraint documents_version, drop constraint documents_chain, drop constraint documents_approval;
  `)
}
