import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What the database itself promises about suppliers and about what is said of a nonconformance. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    alter table suppliers
      add constraint suppliers_named check (btrim(name) <> ''),
      add constraint suppliers_lead_time check (lead_time_days between 0 and 730 and lead_time_days = trunc(lead_time_days));
    create unique index suppliers_name_unique on suppliers (lower(btrim(name)));
    alter table suppliers alter column rev set not null;

    alter table nonconformances drop constraint nonconformances_supplier_id_suppliers_id_fk;
    alter table nonconformances add constraint nonconformances_supplier_id_suppliers_id_fk foreign key (supplier_id) references suppliers (id) on delete restrict;

    alter table nonconformance_comments
      add constraint nonconformance_comments_said check (btrim(text) <> ''),
      alter column by_id set not null,
      alter column by_name set not null,
      alter column by_role set not null,
      alter column at set not null;
    alter table nonconformance_comments drop constraint nonconformance_comments_nonconformance_id_nonconformances_id_fk;
    alter table nonconformance_comments add constraint nonconformance_comments_nonconformance_id_nonconformances_id_fk foreign key (nonconformance_id) references nonconformances (id) on delete restrict;
    alter table nonconformance_comments drop constraint nonconformance_comments_by_id_users_id_fk;
    alter table nonconformance_comments add constraint nonconformance_comments_by_id_users_id_fk foreign key (by_id) references users (id) on delete restrict;
    create trigger nonconformance_comments_append_only before update or delete on nonconformance_comments for each row execute function refuse_change();
    create trigger nonconformance_comments_no_truncate before truncate on nonconformance_comments for each statement execute function refuse_change();
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop trigger nonconformance_comments_no_truncate on nonconformance_comments;
    drop trigger nonconformance_comments_append_only on nonconformance_comments;
    alter table nonconformance_comments drop constraint nonconformance_comments_said;
    drop index suppliers_name_unique;
    alter table suppliers drop constraint suppliers_lead_time, drop constraint suppliers_named;
  `)
}
