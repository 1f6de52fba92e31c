import type { Pool } from 'pg'
import { APPEND_ONLY_TABLES } from './appendOnly'
import { APPLICATION_ROLE } from './connection'

/**
 * Makes sure that the restricted role of the running application exists and holds exactly its rights:
 * read and write everywhere, but only select and insert on history. Run by the owner after each
 * migration; running it again changes nothing.
 */
export async function ensureApplicationRole(pool: Pool, password: string): Promise<void> {
  await pool.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = '${APPLICATION_ROLE}') then
        create role ${APPLICATION_ROLE} login;
      end if;
    end $$;
    alter role ${APPLICATION_ROLE} with login nosuperuser nocreatedb nocreaterole password '${password}';
    grant usage on schema public to ${APPLICATION_ROLE};
    grant select, insert, update, delete on all tables in schema public to ${APPLICATION_ROLE};
    grant usage, select on all sequences in schema public to ${APPLICATION_ROLE};
    revoke update, delete, truncate on ${APPEND_ONLY_TABLES.join(', ')} from ${APPLICATION_ROLE};
    revoke insert, update, delete, truncate on payload_migrations from ${APPLICATION_ROLE};
  `)
}
