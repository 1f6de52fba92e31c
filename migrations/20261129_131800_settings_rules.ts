import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** The law's minimum holds in the settings, and the database keeps audit rows as long as they say. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    alter table settings
      add constraint settings_numbers check (number_digits between 4 and 8 and number_digits = trunc(number_digits)),
      add constraint settings_prefixes check (order_prefix ~ '^[A-Z][A-Z0-9]{0,7}$'
        and nonconformance_prefix ~ '^[A-Z][A-Z0-9]{0,7}$' and order_prefix <> nonconformance_prefix),
      add constraint settings_photos check (photo_megabytes between 1 and 10 and photo_shortest_side between 0 and 4000),
      add constraint settings_retention check (audit_years between 7 and 50 and activity_years between 2 and 50
        and audit_years = trunc(audit_years) and activity_years = trunc(activity_years));

    create or replace function refuse_before_retention() returns trigger language plpgsql as $fn$
    declare
      years int;
    begin
      if tg_op = 'DELETE' then
        if old.stream::text = 'AUDIT' then
          years := greatest(7, coalesce((select max(audit_years) from settings), 7));
        else
          years := greatest(2, coalesce((select max(activity_years) from settings), 2));
        end if;
        if old.at < now() - make_interval(years => years) then
          return old;
        end if;
      end if;
      raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
    end $fn$;
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    create or replace function refuse_before_retention() returns trigger language plpgsql as $fn$
    begin
      if tg_op = 'DELETE' and old.at < now() - (case old.stream::text when 'AUDIT' then interval '7 years' else interval '2 years' end) then
        return old;
      end if;
      raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
    end $fn$;
    alter table settings
      drop constraint settings_numbers,
      drop constraint settings_prefixes,
      drop constraint settings_photos,
      drop constraint settings_retention;
  `)
}
