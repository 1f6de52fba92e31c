import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** What makes the audit trail provable: a receipt for each row, seals over batches, and its retention. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
    -- what was handed in, beside the row itself: a row that vanished is still known by its id
    create table audit_receipts (
      seq bigint primary key,
      id uuid not null,
      stream text not null,
      at timestamptz not null,
      hash text not null
    );
    insert into audit_receipts (seq, id, stream, at, hash) select seq, id, stream, at, hash from audit_events;
    create function keep_audit_receipt() returns trigger language plpgsql as $fn$
    begin
      insert into audit_receipts (seq, id, stream, at, hash) select seq, id, stream, at, hash from written;
      return null;
    end $fn$;
    create trigger audit_events_receipt after insert on audit_events
      referencing new table as written for each statement execute function keep_audit_receipt();

    -- one chain per stream; the id is its name, such as AUDIT 12
    create table audit_seals (
      id text primary key,
      stream text not null check (stream in ('AUDIT', 'ACTIVITY')),
      seq bigint not null check (seq >= 1),
      from_seq bigint not null,
      to_seq bigint not null,
      rows integer not null check (rows >= 0),
      newest_at timestamptz,
      digest text not null,
      marks bytea not null,
      previous text,
      hash text not null,
      sealed_at timestamptz not null,
      unique (stream, seq),
      check (to_seq >= from_seq),
      check ((seq = 1) = (previous is null)),
      check ((rows = 0) = (newest_at is null))
    );
    create trigger audit_seals_append_only before update or delete on audit_seals for each row execute function refuse_change();
    create trigger audit_seals_no_truncate before truncate on audit_seals for each statement execute function refuse_change();

    -- nobody changes a row; its owner may drop it when its time is over (handbook 14)
    create function refuse_before_retention() returns trigger language plpgsql as $fn$
    begin
      if tg_op = 'DELETE' and old.at < now() - (case old.stream::text when 'AUDIT' then interval '7 years' else interval '2 years' end) then
        return old;
      end if;
      raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
    end $fn$;
    drop trigger audit_events_append_only on audit_events;
    create trigger audit_events_append_only before update or delete on audit_events for each row execute function refuse_before_retention();
    create trigger audit_receipts_append_only before update or delete on audit_receipts for each row execute function refuse_before_retention();
    create trigger audit_receipts_no_truncate before truncate on audit_receipts for each statement execute function refuse_change();
    create trigger shipments_no_truncate before truncate on shipments for each statement execute function refuse_change();
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
    drop trigger shipments_no_truncate on shipments;
    drop trigger audit_events_append_only on audit_events;
    create trigger audit_events_append_only before update or delete on audit_events for each row execute function refuse_change();
    drop trigger audit_events_receipt on audit_events;
    drop table audit_seals;
    drop table audit_receipts;
    drop function refuse_before_retention();
    drop function keep_audit_receipt();
  `)
}
